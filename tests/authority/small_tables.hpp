// Published tables of an England of three authorities, small enough to reckon with by hand.
#pragma once

#include <string>

#include "tests/support/folder.hpp"

namespace casetide::testing {

/// A folder with all five tables: Larkshire (901), of which all is published; Wren and Finch (902), whose staff are
/// published together with those of Tern, City of (903); Tern, much of whose figures are suppressed.
class SmallTables : public Folder {
 public:
  SmallTables();

  /// Replaces a text in one of the files.
  void change(const std::string& file, const std::string& from, const std::string& to) const;
};

}  // namespace casetide::testing
