#include "scenarios/reader/evidence_walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/compose.hpp"
#include "scenarios/reader/tree_path.hpp"
#include "scenarios/reader/value_words.hpp"
#include "sim/errors.hpp"

namespace casetide::scenarios {

namespace {

namespace fs = std::filesystem;
using language::Field, language::Table, language::Type;
using models::Evidence, models::EvidenceRegister, models::EvidenceStatement;
using Kind = Type::Kind;

/// What stands there decides what is told and how often it is run, and claims nothing of the world.
constexpr std::array<std::string_view, 4> claims_nothing = {"version", "period", "run", "assumptions"};

bool is_documentation(std::string_view key) { return language::documentation().find(key) != nullptr; }

std::string text_at(const Node& table, std::string_view key) {
  const Node::Entry* const entry = table.find(key);
  return entry != nullptr && entry->value.is_scalar() ? entry->value.text() : std::string();
}

std::optional<Evidence> evidence_named(std::string_view word) {
  for (const auto& [known, meaning] : language::documentation().find("status")->type.words)
    if (known == word) return static_cast<Evidence>(meaning);
  return {};
}

/// Of several files, none.
std::optional<std::string> only_file(const Node& node) {
  if (node.is_scalar()) return node.place().file ? *node.place().file : std::string();
  std::optional<std::string> found;
  const auto agrees = [&](const Node& part) {
    const auto file = only_file(part);
    const bool same = file && (!found || *found == *file);
    found = file;
    return same;
  };
  if (node.is_sequence()) return std::ranges::all_of(node.items(), agrees) ? found : std::nullopt;
  for (const Node::Entry& entry : node.entries())
    if (!is_documentation(entry.key) && !states_evidence(entry.value) && !agrees(entry.value)) return {};
  return found;
}

/// Something in the tree, and what it is.
struct Spot {
  const Node& node;
  const Type& type;
  std::string path;
  std::string_view meaning;
};

class Walk {
 public:
  explicit Walk(const fs::path& folder) : folder_(folder.lexically_normal()) {}

  EvidenceRegister take() { return std::move(found_); }

  void scenario(const Node& tree) {
    found_.file = file_of(tree.place());
    for (const Node::Entry& entry : tree.entries()) {
      const Field* const field = language::scenario().find(entry.key);
      if (field == nullptr) continue;
      const bool claims = std::ranges::find(claims_nothing, entry.key) == claims_nothing.end();
      go({entry.value, field->type, entry.key, field->meaning}, !claims);
    }
    if (const Node::Entry* const assumptions = tree.find("assumptions")) ranges(assumptions->value, tree);
  }

 private:
  std::string file_of(const Place& place) const { return place.file ? shown(*place.file) : std::string(); }
  /// From the scenario's folder, so that nothing tells of the machine.
  std::string shown(const std::string& file) const {
    const fs::path path = fs::path(file).lexically_normal();
    return (folder_.empty() ? path : path.lexically_relative(folder_)).generic_string();
  }

  /// Looks at the spot and all inside; `stated`: something above says what its numbers rest on.
  void go(const Spot& spot, bool stated) {
    const auto evidence = states_evidence(spot.node) ? evidence_named(text_at(spot.node, "status")) : std::nullopt;
    if (evidence) state(spot, *evidence);
    const Node& node = without_annotation(spot.node);
    const Type& written = as_written(spot.type, node);
    if (node.is_scalar() || written.kind == Kind::distribution) {
      if (!stated && !evidence && is_amount(written)) unstated(spot);
      return;
    }
    inside({node, written, spot.path, spot.meaning}, stated || evidence.has_value());
  }

  void inside(const Spot& spot, bool stated) {
    const auto& [node, type, path, meaning] = spot;
    const Table* const table = table_of(type, node);
    if (table != nullptr) return keys(spot, *table, stated);
    for (std::size_t place = 0; type.kind == Kind::list && place < node.items().size(); ++place)
      go({node.items()[place], type.entry(), fmt::format("{}[{}]", path, place), meaning_of(type.entry(), meaning)},
         stated);
    if (type.kind != Kind::named && type.kind != Kind::keyed) return;
    const bool is_certain = node.entries().size() == 1 && type.entry().table == &language::outcome();
    for (const Node::Entry& entry : node.entries())
      if (!is_documentation(entry.key))
        go({entry.value, type.entry(), fmt::format("{}.{}", path, entry.key), meaning_of(type.entry(), meaning)},
           stated || is_certain);
  }

  void keys(const Spot& spot, const Table& table, bool stated) {
    for (const Node::Entry& entry : spot.node.entries()) {
      const Field* const field = table.find(entry.key);
      if (field == nullptr) continue;
      go({entry.value, field->type, fmt::format("{}.{}", spot.path, entry.key), field->meaning},
         stated || says_otherwise(table, entry.key));
    }
  }

  /// The clock of an obligation has a basis, and a condition is no number of the world.
  static bool says_otherwise(const Table& table, std::string_view key) {
    const bool is_clock = &table == &language::obligation() && key == "clock";
    return is_clock || (&table == &language::decision_case() && key == "when");
  }

  static std::string_view meaning_of(const Type& entry, std::string_view of_all) {
    return entry.kind == Kind::table ? entry.table->meaning : of_all;
  }

  void state(const Spot& spot, Evidence evidence) {
    EvidenceStatement one;
    one.path = spot.path;
    one.file = file_of(spot.node.find("status")->value.place());
    one.evidence = evidence;
    one.source = text_at(spot.node, "source");
    one.note = text_at(spot.node, "note");
    one.meaning = spot.meaning;
    ValueWords words;
    tell({without_annotation(spot.node), spot.type, spot.path, spot.meaning}, "", words, one.values);
    one.amounts = words.amounts();
    const bool is_range = models::leads_into(one.path, "assumptions");
    if (!is_range) found_.keys.insert(words.keys().begin(), words.keys().end());
    found_.statements.push_back(std::move(one));
  }

  /// The values of a table one by one; those that stand together in one file are told together.
  void tell(const Spot& spot, const std::string& before, ValueWords& words, std::vector<models::StatedValue>& values) {
    const auto& [node, type, path, meaning] = spot;
    const Type& written = as_written(type, node);
    const bool has_names = written.kind == Kind::named || written.kind == Kind::keyed;
    if (written.kind == Kind::table) return tell_keys(spot, *written.table, before, words, values);
    if (!has_names || only_file(node)) return add(before + words.of(node, type), node, values);
    for (const Node::Entry& entry : node.entries())
      if (!is_documentation(entry.key) && !states_evidence(entry.value))
        tell({without_annotation(entry.value), written.entry(), path, meaning},
             fmt::format("{}{}: ", before, key_in_words(entry.key)), words, values);
  }

  void tell_keys(const Spot& spot, const Table& table, const std::string& before, ValueWords& words,
                 std::vector<models::StatedValue>& values) {
    for (const Node::Entry& entry : spot.node.entries()) {
      const Field* const field = table.find(entry.key);
      if (field == nullptr || is_documentation(entry.key) || states_evidence(entry.value)) continue;
      const Node& value = without_annotation(entry.value);
      if (!is_in_parts(value, field->type)) {
        const std::string told = words.of(Entry{table, *field, entry.value});
        if (!told.empty()) add(before + told, entry.value, values);
      } else {
        tell({value, field->type, spot.path, spot.meaning}, before + key_in_words(entry.key) + " ", words, values);
      }
    }
  }

  /// Does it have parts that stand in several files?
  static bool is_in_parts(const Node& value, const Type& type) {
    const Kind kind = as_written(type, value).kind;
    return (kind == Kind::table || kind == Kind::named || kind == Kind::keyed) && !only_file(value);
  }

  void add(const std::string& words, const Node& node, std::vector<models::StatedValue>& values) const {
    if (words.empty()) return;
    const auto file = only_file(node);
    values.push_back({words, file ? shown(*file) : std::string()});
  }

  void unstated(const Spot& spot) {
    ValueWords words;
    found_.unstated.push_back({spot.path, words.of(spot.node, spot.type), file_of(first_place(spot.node))});
  }

  static const Place& first_place(const Node& node) {
    if (node.is_mapping() && !node.entries().empty()) return first_place(node.entries().front().value);
    if (node.is_sequence() && !node.items().empty()) return first_place(node.items().front());
    return node.place();
  }

  // --- ranges

  void ranges(const Node& assumptions, const Node& tree) {
    for (const Node::Entry& entry : assumptions.entries())
      if (!is_documentation(entry.key) && entry.value.is_mapping()) range(entry.key, entry.value, tree);
  }

  void range(const std::string& name, const Node& node, const Node& tree) {
    models::DrawnRange one;
    one.name = name;
    one.label = text_at(node, "label");
    one.words = range_in_words(node);
    one.is_fitted = text_at(node, "fit") == "true";
    one.evidence = evidence_named(text_at(node, "status")).value_or(Evidence::assumed);
    one.source = text_at(node, "source");
    if (const Node::Entry* const what = node.find("what")) {
      const std::vector<Node> single = {what->value};
      for (const Node& path : what->value.is_sequence() ? what->value.items() : single)
        if (const auto place = TreePath::parse(path.text())) one.what.push_back(plain(tree, *place).text());
    }
    for (const std::string& path : one.what) mark(path, found_.ranges.size());
    found_.ranges.push_back(std::move(one));
  }

  /// The innermost statement about the path is told that it is drawn.
  void mark(const std::string& path, std::size_t range) {
    EvidenceStatement* innermost = nullptr;
    for (EvidenceStatement& one : found_.statements)
      if (models::leads_into(path, one.path) && (innermost == nullptr || one.path.size() > innermost->path.size()))
        innermost = &one;
    if (innermost == nullptr) return;
    ++innermost->drawn;
    auto& drawn_by = innermost->drawn_by;
    if (std::ranges::find(drawn_by, range) == drawn_by.end()) drawn_by.push_back(range);
  }

  /// "4% to 12%, most likely 6.5%"; of a factor, "times 0.9 to 1.1", "a factor between 0.9 and 1.1".
  static std::string range_in_words(const Node& node) {
    const bool is_factor = node.find("factor") != nullptr;
    const Node::Entry* const range = node.find(is_factor ? "factor" : "range");
    if (range == nullptr) return {};
    std::string words = range->value.text();
    if (range->value.is_mapping()) {
      const std::string likely = text_at(range->value, "likely");
      words = fmt::format("{} to {}", text_at(range->value, "low"), text_at(range->value, "high"));
      if (!likely.empty()) words += ", most likely " + likely;
    }
    if (!is_factor) return words;
    return (range->value.is_mapping() ? "times " : "a factor ") + words;
  }

  fs::path folder_;
  EvidenceRegister found_;
};

/// What a file that a scenario extends says by itself; nothing where it cannot be read alone.
EvidenceRegister evidence_of_file(const fs::path& folder, const std::string& file) {
  try {
    return evidence_in(compose(folder / file), folder);
  } catch (const sim::ScenarioError&) {
    return {};
  }
}

/// The table is laid over one of the same path in `file`, which has a sentence of its own.
void add_elsewhere(const EvidenceRegister& of_file, const std::string& file, EvidenceStatement& one) {
  const auto below = std::ranges::find(of_file.statements, one.path, &EvidenceStatement::path);
  const bool is_told = std::ranges::find(one.elsewhere, file, &models::StatedElsewhere::file) != one.elsewhere.end();
  if (below != of_file.statements.end() && !is_told) one.elsewhere.push_back({file, below->evidence, below->source});
}

}  // namespace

models::EvidenceRegister evidence_in(const Node& tree, const fs::path& folder) {
  Walk walk(folder);
  walk.scenario(tree);
  return walk.take();
}

models::EvidenceRegister evidence_of(const fs::path& path) {
  EvidenceRegister found = evidence_in(compose(path), path.parent_path());
  std::map<std::string, EvidenceRegister> of_files;
  for (EvidenceStatement& one : found.statements)
    for (const models::StatedValue& value : one.values) {
      if (value.file.empty() || value.file == one.file) continue;
      const auto known = of_files.try_emplace(value.file);
      if (known.second) known.first->second = evidence_of_file(path.parent_path(), value.file);
      add_elsewhere(known.first->second, value.file, one);
    }
  return found;
}

}  // namespace casetide::scenarios
