#include "scenarios/reader/compose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/language_version.hpp"
#include "scenarios/reader/list_file.hpp"
#include "scenarios/reader/problems.hpp"
#include "scenarios/reader/source_text.hpp"
#include "scenarios/reader/yaml_gate.hpp"

namespace casetide::scenarios {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_chain = 8;
constexpr std::array<std::string_view, 4> keys_of_files = {"initial_cases", "staff", "fitted", "observed"};

/// Refuses a key of the root that is meant to be `key`, which is not there: without it nothing else can be read.
void refuse_misspelt(const Node& root, const std::string& key) {
  const std::vector<std::string> known = {key};
  for (const Node::Entry& entry : root.entries())
    if (nearest(entry.key, known))
      refuse(entry.key_place, fmt::format("unknown key {}; did you mean `{}`?", shown(entry.key), key));
}

void check_version_of(const Node& root) {
  const Node::Entry* version = root.find("version");
  if (version == nullptr) refuse_misspelt(root, "version");
  if (version == nullptr)
    refuse(root.place(), fmt::format("missing key `version`; a scenario begins with `version: {}`", newest_version));
  check_version(version->value);
}

bool is_inside(const fs::path& folder, const fs::path& path) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

Node without(const Node& node, std::string_view key) {
  std::vector<Node::Entry> entries = node.entries();
  std::erase_if(entries, [&](const Node::Entry& entry) { return entry.key == key; });
  return Node::mapping(std::move(entries), node.place());
}

/// What a scenario is laid on: one that starts from a list of cases needs neither the stocks nor the warm-up.
Node ground_for(const Node& over, Node base) {
  if (over.find("initial_cases") == nullptr) return base;
  base = without(base, "stocks");
  std::vector<Node::Entry> entries = base.entries();
  for (Node::Entry& entry : entries)
    if (entry.key == "period" && entry.value.is_mapping()) entry.value = without(entry.value, "warm_up_from");
  return Node::mapping(std::move(entries), base.place());
}

/// Keys and values, as the gate counts them.
std::size_t values_in(const Node& node) {
  std::size_t count = 1;
  for (const Node& item : node.items()) count += values_in(item);
  for (const Node::Entry& entry : node.entries()) count += 1 + values_in(entry.value);
  return count;
}

/// Of the file that holds it. Throws sim::ScenarioError where it holds anything else.
Node observed_of(const Node& root) {
  if (!root.is_mapping()) refuse(root.place(), "expected a file that holds `version` and `observed`");
  check_version_of(root);
  for (const Node::Entry& entry : root.entries())
    if (entry.key != "version" && entry.key != "observed")
      refuse(entry.key_place, fmt::format("unknown key {}; a file of observed figures holds `version` and `observed`",
                                          shown(entry.key)));
  const Node::Entry* const observed = root.find("observed");
  if (observed == nullptr || !observed->value.is_mapping())
    refuse(root.place(), "missing key `observed`: the table of figures, such as `referrals: {values: {2017: 5497}}`");
  return observed->value;
}

/// Follows `extends` from file to file.
class Composer {
 public:
  Composer(fs::path top_folder, Fitted fitted) : top_folder_(std::move(top_folder)), fitted_(fitted) {}

  /// The tree of `text`, which stands in the file at `path`, with what it extends. Problems call the file `shown_path`.
  Node read(const std::string& text, const fs::path& shown_path, const fs::path& path) {
    chain_.push_back({shown_path.string(), path});
    Node node = parse_yaml(text, shown_path.string());
    check_size(text, node);
    check_version_of(node);
    if (fitted_ == Fitted::left_out) node = without(node, "fitted");
    for (const std::string_view key : keys_of_files) node = with_file(std::move(node), key, shown_path, path);
    const Node::Entry* extends = node.find("extends");
    if (extends == nullptr) refuse_misspelt(node, "extends");
    if (extends == nullptr) return node;
    const Node& target = extends->value;
    const fs::path real = resolved("extends", target, path);
    check_chain(target, real);
    const fs::path shown_real = (shown_path.parent_path() / target.text()).lexically_normal();
    return merged(ground_for(node, read(read_source(real), shown_real, real)), without(node, "extends"));
  }

 private:
  struct Link {
    std::string shown;
    fs::path path;
  };

  /// What one file may hold is also the most that all may hold together.
  void check_size(const std::string& text, const Node& node) {
    bytes_ += text.size();
    values_ += values_in(node);
    if (bytes_ > source_limit) refuse(node.place(), "with the files that extend this one, more than 1 MiB");
    if (values_ > node_limit)
      refuse(node.place(), fmt::format("with the files that extend this one, more than {} values", node_limit));
  }

  /// The node with what stands in the file that `key` names, a list or a table; where it names none, as it is.
  Node with_file(Node node, std::string_view key, const fs::path& shown_path, const fs::path& path) {
    std::vector<Node::Entry> entries = node.entries();
    for (Node::Entry& entry : entries) {
      if (entry.key != key || !entry.value.is_scalar()) continue;
      const fs::path real = resolved(key, entry.value, path);
      const std::string shown_real = (shown_path.parent_path() / entry.value.text()).lexically_normal().string();
      entry.value = key == "observed" ? observed_in(real, shown_real) : read_list_file(real, shown_real);
    }
    return Node::mapping(std::move(entries), node.place());
  }

  /// The table `observed` of a file of its own, which says nothing else.
  Node observed_in(const fs::path& real, const std::string& shown_real) {
    const std::string text = read_source(real);
    const Node node = parse_yaml(text, shown_real);
    check_size(text, node);
    return observed_of(node);
  }

  /// The real path of the file that `key` names by `target`, which stands in the file at `from`. Throws
  /// sim::ScenarioError.
  fs::path resolved(std::string_view key, const Node& target, const fs::path& from) const {
    if (!target.is_scalar() || target.text().empty())
      refuse(target.place(), fmt::format("{}: expected the path of a {}", key,
                                         key == "extends"    ? "scenario file, such as `library/england.yaml`"
                                         : key == "observed" ? "file of figures, such as `observed.yaml`"
                                                             : "CSV file, such as `cases.csv`"));
    const fs::path relative(target.text());
    const std::string name = shown(target.text());
    if (relative.is_absolute())
      refuse(target.place(), fmt::format("{}: {} is absolute; write it relative to this file", key, name));
    std::error_code error;
    const fs::path real = fs::weakly_canonical(from.parent_path() / relative, error);
    if (error) refuse(target.place(), fmt::format("{}: {} cannot be read ({})", key, name, error.message()));
    if (!is_inside(top_folder_, (from.parent_path() / relative).lexically_normal()) || !is_inside(top_folder_, real))
      refuse(target.place(), fmt::format("{}: {} leads out of the scenario's folder", key, name));
    if (!fs::is_regular_file(real, error)) refuse(target.place(), fmt::format("{}: there is no file {}", key, name));
    return real;
  }

  void check_chain(const Node& target, const fs::path& real) const {
    const auto seen = std::ranges::find(chain_, real, &Link::path);
    if (seen != chain_.end())
      refuse(target.place(), fmt::format("extends: {} extends itself: {}", seen->shown, circle(seen)));
    if (chain_.size() >= longest_chain)
      refuse(target.place(), fmt::format("extends: a chain of more than {} files", longest_chain));
  }

  std::string circle(std::vector<Link>::const_iterator from) const {
    std::string text;
    for (auto link = from; link != chain_.end(); ++link) text += link->shown + " -> ";
    return text + from->shown;
  }

  fs::path top_folder_;
  Fitted fitted_;
  std::vector<Link> chain_;  // files being read, the top one first
  std::size_t bytes_ = 0, values_ = 0;
};

/// One of the ways in which a table can state an amount, of which it has one.
bool states_amount(const Node::Entry& entry) {
  constexpr std::array<std::string_view, 3> plain_ways = {"value", "per_first_referral", "a_year"};
  return is_shape_name(entry.key) || std::ranges::find(plain_ways, entry.key) != plain_ways.end();
}

/// The way in which `over` states an amount displaces that of the base.
bool is_displaced(const Node::Entry& entry, const Node& over) {
  if (!states_amount(entry) || over.find(entry.key) != nullptr) return false;
  return std::ranges::any_of(over.entries(), states_amount);
}

}  // namespace

bool is_shape_name(std::string_view key) { return language::shapes(in_hours).find(key) != nullptr; }

Node merged(const Node& base, const Node& over) {
  if (!base.is_mapping() || !over.is_mapping()) return over;
  std::vector<Node::Entry> entries;
  std::map<std::string_view, std::size_t> places;
  for (const Node::Entry& entry : base.entries()) {
    if (is_displaced(entry, over)) continue;
    places.emplace(entry.key, entries.size());
    entries.push_back(entry);
  }
  for (const Node::Entry& entry : over.entries()) {
    const auto known = places.find(entry.key);
    if (known == places.end()) {
      entries.push_back(entry);
    } else {
      Node::Entry& target = entries[known->second];
      target = {entry.key, entry.key_place, merged(target.value, entry.value)};
    }
  }
  return Node::mapping(std::move(entries), over.place());
}

Node compose(const fs::path& path, Fitted fitted) {
  const std::string text = read_source(path);
  const fs::path folder = fs::weakly_canonical(fs::absolute(path).parent_path());
  return Composer(folder, fitted).read(text, path, folder / path.filename());
}

Node compose_text(const std::string& text, const std::string& name) {
  const Node node = parse_yaml(text, name, {.bytes = resolved_limit, .signs = resolved_limit});
  check_version_of(node);
  if (const Node::Entry* extends = node.find("extends"))
    refuse(extends->key_place, "extends: this text stands alone; it cannot extend a file");
  for (const std::string_view key : keys_of_files)
    if (const Node::Entry* list = node.find(key); list != nullptr && list->value.is_scalar())
      refuse(list->key_place, fmt::format("{}: this text stands alone; it cannot read a file", key));
  return node;
}

}  // namespace casetide::scenarios
