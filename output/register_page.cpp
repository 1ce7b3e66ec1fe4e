#include "output/register_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>

#include "output/markdown_table.hpp"
#include "output/pathway_words.hpp"
#include "sim/intervals.hpp"

namespace casetide::output {

namespace {

using models::Basis, models::DrawnRange, models::Evidence, models::EvidenceRegister, models::EvidenceStatement,
    models::StatedValue;
using Cells = std::vector<std::string>;

/// A part of the register, with the first keys of the paths that belong to it.
struct Room {
  std::string_view title;
  std::vector<std::string_view> keys;
};

const std::array<Room, 7>& rooms() {
  static const std::array<Room, 7> all = {
      {{"Demand and children at the start", {"demand", "stocks", "child_population"}},
       {"Pathway", {"pathway"}},
       {"Staffing", {"staffing"}},
       {"Money", {"money"}},
       {"Plans", {"plans"}},
       {"Targets and options", {"targets", "options"}},
       {"Observed figures", {"observed"}}}};
  return all;
}

bool is_in(const Room& room, std::string_view path) {
  return std::ranges::any_of(room.keys, [&](std::string_view key) { return models::leads_into(path, key); });
}

/// The ranges are told by themselves.
bool is_range(const EvidenceStatement& one) { return models::leads_into(one.path, "assumptions"); }

std::string_view word_for(Evidence evidence) {
  constexpr std::array<std::string_view, 3> words = {"published", "local", "assumed"};
  return words[static_cast<std::size_t>(evidence)];
}

std::string code(const std::string& text) { return fmt::format("`{}`", text); }

std::string source_in_words(const std::string& source) {
  return source.empty() ? "**no source is given**" : markdown(source);
}

/// ... of the table, its note, and what is said of those of its values that stand in other files.
std::string source_in_words(const EvidenceStatement& one) {
  std::string words = source_in_words(one.source);
  if (!one.note.empty()) words += fmt::format("<br>Note: {}", markdown(one.note));
  for (const models::StatedElsewhere& other : one.elsewhere)
    words +=
        fmt::format("<br>*in {}:* {}: {}", code(other.file), word_for(other.evidence), source_in_words(other.source));
  return words;
}

/// "6.5%", "£5000", "13 weeks"
std::string with_unit(double value, const std::string& unit) {
  const std::string number = fmt::format("{:.3g}", value);
  if (unit == "£") return fmt::format("£{:.0f}", value);
  return unit.empty() || unit == "%" ? number + unit : fmt::format("{} {}", number, unit);
}

class Page {
 public:
  Page(const models::Scenario& scenario, const EvidenceRegister& evidence) : scenario_(scenario), evidence_(evidence) {}

  std::string text() {
    title();
    counts();
    ranges();
    assumed();
    published();
    clocks();
    unstated();
    keys();
    return text_;
  }

 private:
  using Wanted = std::function<bool(const EvidenceStatement&)>;

  std::vector<const EvidenceStatement*> statements(const Wanted& wanted) const {
    std::vector<const EvidenceStatement*> found;
    for (const EvidenceStatement& one : evidence_.statements)
      if (!is_range(one) && wanted(one)) found.push_back(&one);
    return found;
  }

  void title() {
    text_ += fmt::format(
        "# Assumption register: {}\n\n"
        "This page is printed by `casetide describe` from {} and what it extends: change the scenario, not the "
        "page.\n\n"
        "*Published* is what stands in a source that anybody can read, *local* a count of one's own service, *assumed* "
        "everything else; behind an assumed value stands what it was chosen by. Each row is a table of the scenario "
        "that says what its numbers rest on; where a table within it says so itself, it has a row of its own. Values "
        "that stand in another file than the row are marked with it, and so is what that file says of them. `casetide "
        "explain-key` tells what may stand at a key.\n\n"
        "[How much is assumed](#how-much-is-assumed) · [Drawn from a range](#drawn-from-a-range) · [Assumed and "
        "local](#assumed-and-local) · [Published](#published) · [Clocks](#clocks-that-no-law-sets) · [Nothing is "
        "said](#numbers-of-which-nothing-is-said) · [Keys](#what-the-keys-mean)\n\n",
        markdown(scenario_.title), code(evidence_.file));
  }

  // --- how much

  void counts() {
    text_ +=
        "## How much is assumed\n\nNumbers, and in brackets the tables in which they stand. A distribution is one "
        "number.\n\n" +
        table_head({"", "Assumed", "Local", "Published", "Nothing is said"});
    for (const Room& room : rooms()) {
      if (is_empty(room)) continue;
      const auto cell = [&](Evidence wanted) { return count_in_words(room, wanted); };
      const auto silent =
          std::ranges::count_if(evidence_.unstated, [&](const auto& one) { return is_in(room, one.path); });
      text_ += table_row({std::string(room.title), cell(Evidence::assumed), cell(Evidence::local),
                          cell(Evidence::published), silent == 0 ? "" : fmt::format("{}", silent)});
    }
    const EvidenceCount all = count_of(evidence_, Evidence::assumed);
    text_ += fmt::format(
        "\nOf the {}, {} drawn from a range in each replication; the others keep the value that stands here, and no "
        "interval of a result shows how wrong they may be.\n\n",
        counted(all.amounts, "assumed number", "assumed numbers"), counted(all.drawn, "is", "are"));
  }

  bool is_empty(const Room& room) const {
    return statements([&](const EvidenceStatement& one) { return is_in(room, one.path); }).empty() &&
           std::ranges::none_of(evidence_.unstated, [&](const auto& one) { return is_in(room, one.path); });
  }

  std::string count_in_words(const Room& room, Evidence wanted) const {
    EvidenceCount count;
    for (const EvidenceStatement* const one :
         statements([&](const EvidenceStatement& any) { return any.evidence == wanted && is_in(room, any.path); })) {
      ++count.tables;
      count.amounts += one->amounts;
    }
    return count.tables == 0 ? "" : fmt::format("{} ({})", count.amounts, count.tables);
  }

  // --- ranges

  void ranges() {
    text_ += "## Drawn from a range\n\n";
    if (evidence_.ranges.empty()) {
      text_ += "Nothing: the scenario has no `assumptions`.\n\n";
      return;
    }
    text_ += fmt::format("Each replication draws one value of each, the same under every plan{}.\n\n",
                         scenario_.draws_assumptions ? ""
                                                     : "; but this scenario says `assumptions: central`, so that "
                                                       "all keep the values that stand");
    text_ += table_head({"What", "Where", "Range", "Fitted", "Status", "What the range rests on"});
    for (const DrawnRange& one : evidence_.ranges) text_ += row(one);
    text_ += "\n";
  }

  std::string row(const DrawnRange& one) const {
    Cells places;
    for (const std::string& path : one.what) places.push_back(code(path));
    return table_row({fmt::format("{} ({})", markdown(one.label), code(one.name)),
                      fmt::format("{}", fmt::join(places, "<br>")), markdown(one.words), fitted(one),
                      std::string(word_for(one.evidence)), source_in_words(one.source)});
  }

  /// What a fit has made of the range: the middle nine tenths of its draws.
  std::string fitted(const DrawnRange& one) const {
    if (!one.is_fitted) return "no";
    const auto known = std::ranges::find(scenario_.assumptions, one.name, &models::Assumption::name);
    if (known == scenario_.assumptions.end() || known->fitted.empty()) return "asked for, and not yet done";
    const auto at = [&](double share) { return with_unit(sim::quantile(known->fitted, share), known->unit); };
    return fmt::format("{}: {} to {}, median {}", counted(known->fitted.size(), "draw", "draws"), at(0.05), at(0.95),
                       at(0.5));
  }

  // --- assumed and local

  void assumed() {
    text_ += "## Assumed and local\n\n";
    for (const Room& room : rooms()) {
      const auto all = statements(
          [&](const EvidenceStatement& one) { return one.evidence != Evidence::published && is_in(room, one.path); });
      if (all.empty()) continue;
      text_ += fmt::format("### {}\n\n", room.title);
      for (const std::string& file : files_of(all)) assumed_in(file, all);
    }
  }

  /// The scenario's own file first.
  std::vector<std::string> files_of(const std::vector<const EvidenceStatement*>& all) const {
    std::vector<std::string> files = {evidence_.file};
    for (const EvidenceStatement* const one : all)
      if (std::ranges::find(files, one->file) == files.end()) files.push_back(one->file);
    return files;
  }

  void assumed_in(const std::string& file, const std::vector<const EvidenceStatement*>& all) {
    std::string rows;
    for (const EvidenceStatement* const one : all)
      if (one->file == file)
        rows += table_row({code(one->path), std::string(word_for(one->evidence)), values(*one), drawn(*one),
                           markdown(one->meaning), source_in_words(*one)});
    if (rows.empty()) return;
    text_ += file == evidence_.file ? fmt::format("Set by the scenario, in {}:\n\n", code(file))
                                    : fmt::format("Standing as {} has it:\n\n", code(file));
    text_ += table_head({"Where", "Status", "Value", "Range", "What it is", "What it rests on"}) + rows + "\n";
  }

  /// First those that stand where the status does, then those of other files, a line for each file.
  static std::string values(const EvidenceStatement& one) {
    Cells lines;
    std::vector<std::pair<std::string, Cells>> elsewhere;
    for (const StatedValue& value : one.values) {
      if (value.file == one.file || value.file.empty()) {
        lines.push_back(markdown(value.words));
        continue;
      }
      auto known = std::ranges::find(elsewhere, value.file, &std::pair<std::string, Cells>::first);
      if (known == elsewhere.end()) known = elsewhere.insert(known, {value.file, {}});
      known->second.push_back(markdown(value.words));
    }
    for (const auto& [file, words] : elsewhere)
      lines.push_back(fmt::format("*in {}:* {}", code(file), fmt::join(words, "; ")));
    return lines.empty() ? "no number of its own" : fmt::format("{}", fmt::join(lines, "<br>"));
  }

  std::string drawn(const EvidenceStatement& one) const {
    Cells words;
    for (const std::size_t place : one.drawn_by) {
      const DrawnRange& range = evidence_.ranges[place];
      words.push_back(fmt::format("{} ({})", markdown(range.words), code(range.name)));
    }
    return fmt::format("{}", fmt::join(words, "<br>"));
  }

  // --- published

  void published() {
    text_ += "## Published\n\n";
    const auto all = statements([](const EvidenceStatement& one) { return one.evidence == Evidence::published; });
    if (all.empty()) {
      text_ += "Nothing says that it is published.\n\n";
      return;
    }
    text_ += "A row may hold numbers beside the published one; its source sentence says which they are.\n\n" +
             table_head({"Where", "File", "Value", "Range", "What it is", "Source"});
    for (const EvidenceStatement* const one : all)
      text_ += table_row(
          {code(one->path), code(one->file), values(*one), drawn(*one), markdown(one->meaning), source_in_words(*one)});
    text_ += "\n";
  }

  // --- what has no status

  void clocks() {
    std::string rows;
    for (const models::Obligation& rule : scenario_.pathway.obligations)
      if (!rule.counts_as_law())
        rows += table_row({code("pathway.obligations." + rule.name), markdown(rule.label), first_clock(rule),
                           later_clocks(rule, scenario_.pathway),
                           rule.basis == Basis::local ? "local standard" : "practice", markdown(rule.source)});
    text_ += "## Clocks that no law sets\n\n";
    if (rows.empty()) {
      text_ += "None: every clock rests on law or statutory guidance.\n\n";
      return;
    }
    text_ +=
        "The other clocks rest on law or statutory guidance; `casetide pathway` prints all of them with their "
        "sources.\n\n" +
        table_head({"Where", "Obligation", "First clock", "Then", "Basis", "Source"}) + rows + "\n";
  }

  void unstated() {
    text_ += "## Numbers of which nothing is said\n\n";
    if (evidence_.unstated.empty()) {
      text_ += "None.\n\n";
      return;
    }
    text_ +=
        "Neither published, local nor assumed: nobody has said what they rest on. Dates, names and outcomes that are "
        "certain are left out, and so are the period and the run.\n\n" +
        table_head({"Where", "File", "Value"});
    for (const models::UnstatedValue& one : evidence_.unstated)
      text_ += table_row({code(one.path), code(one.file), markdown(one.words)});
    text_ += "\n";
  }

  void keys() {
    text_ += "## What the keys mean\n\n" + table_head({"Key", "Meaning"});
    for (const auto& [key, meaning] : evidence_.keys) text_ += table_row({code(key), markdown(meaning)});
  }

  const models::Scenario& scenario_;
  const EvidenceRegister& evidence_;
  std::string text_;
};

}  // namespace

EvidenceCount count_of(const EvidenceRegister& evidence, Evidence wanted) {
  EvidenceCount count;
  for (const EvidenceStatement& one : evidence.statements) {
    if (one.evidence != wanted || is_range(one)) continue;
    ++count.tables;
    count.amounts += one.amounts;
    count.drawn += one.drawn;
  }
  return count;
}

std::size_t drawn_values(const EvidenceRegister& evidence) {
  std::size_t count = 0;
  for (const DrawnRange& one : evidence.ranges) count += one.what.size();
  return count;
}

std::string register_page(const models::Scenario& scenario, const EvidenceRegister& evidence) {
  return Page(scenario, evidence).text();
}

}  // namespace casetide::output
