// A scenario with words of its text changed, one here and one there: what its reader says of each.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/reader/node.hpp"
#include "sim/errors.hpp"

namespace casetide::scenarios {

/// A key or a value of a file, as another word.
struct OtherWord {
  std::string path;  // `stocks[0].open.uniform.low`; of a key with the key itself
  Place place;
  std::string was;
  std::string becomes;

  std::string text() const;
};

/// Is this what should be said of the change?
using Says = std::function<bool(const OtherWord&, const sim::Problem&)>;

class AlterableScenario {
 public:
  /// The file, which may extend one that extends no other. Throws sim::ScenarioError.
  explicit AlterableScenario(const std::string& path);

  const Node& own() const { return own_; }

  /// The changes of which nothing is said at all that `says` accepts. Dozens are tried in one reading where none stands
  /// within another, then each that seems to pass alone, and last as the program reads it, plans and all.
  std::vector<OtherWord> unnoticed(const std::vector<OtherWord>& changes, const Says& says) const;

 private:
  enum class Plans { as_text, worked_out };
  std::vector<sim::Problem> problems_with(const std::vector<OtherWord>& changes, Plans plans) const;
  std::vector<OtherWord> unnoticed_together(const std::vector<OtherWord>& batch, const Says& says) const;
  bool is_noticed(const OtherWord& change, Plans plans, const Says& says) const;
  bool is_noticed_in_plans(const OtherWord& change, const Says& says) const;

  std::string name_;
  Node own_;
  Node base_;
};

/// Does something said stand where the change is?
bool stands_at(const OtherWord& change, const sim::Problem& problem);

/// `*` stands for the text of one key or of one place in a list: `stocks[*].open.*`.
bool matches(std::string_view path, std::string_view pattern);

/// Calls with the path of each key and of each scalar of the tree.
void for_each_key(const Node& node, const std::string& path,
                  const std::function<void(const std::string& path, const Node::Entry& entry)>& call);
void for_each_scalar(const Node& node, const std::string& path,
                     const std::function<void(const std::string& path, const Node& scalar)>& call);

}  // namespace casetide::scenarios
