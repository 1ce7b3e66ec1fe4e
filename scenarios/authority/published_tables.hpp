// The tables of figures that are published about every authority, as they stand in a folder of CSV files: what each
// says of an area in a year. Nothing here knows what the figures are for.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casetide::scenarios {

/// One area with all that the tables say of it. Suppressed and missing figures (`c`, `-`, `x`, `z`, `k`, blank) are not
/// there.
struct PublishedArea {
  std::string code;  // the Department's three figures, "893"; England has 970, regions 980 to 990
  std::string name;
  std::string region;
  std::string joint_staff;  // of two areas: the name under which their staff are published together; else empty
  std::map<std::pair<std::string, int>, double, std::less<>> figures;  // by column and year

  /// Years end on 31 March; those of the workforce census (columns of `la_workforce`) are its own, on 30 September.
  std::optional<double> figure(std::string_view column, int year) const;
};

struct StatisticalNeighbour {
  std::string code;
  std::string name;
  int rank = 0;  // 1 is the nearest
  std::string closeness;
};

struct PublishedTables {
  std::vector<PublishedArea> authorities;  // in order of their codes; no region, nor England
  PublishedArea england;
  std::vector<std::string> regions;                                     // names of areas that are no authority
  std::map<std::string, std::vector<StatisticalNeighbour>> neighbours;  // by code, nearest first; the model of 2021

  const PublishedArea* find(const std::string& code) const;
};

/// All tables of the folder. Throws sim::OutputError, naming the file, what is expected in it and where that comes
/// from: 66 where the folder or a file is missing, 65 where a column is, or a line cannot be read.
PublishedTables read_published_tables(const std::filesystem::path& folder);

}  // namespace casetide::scenarios
