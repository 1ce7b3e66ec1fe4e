#include "scenarios/reader/read_targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "models/financial_year.hpp"
#include "scenarios/language/language.hpp"
#include "scenarios/reader/near_twins.hpp"
#include "scenarios/reader/read_figures.hpp"

namespace casetide::scenarios {

namespace {

using models::Combination, models::Level, models::Target;

/// The one of two keys that is there; a problem where it is none or both.
std::optional<std::string_view> one_of_two(const Table& table, const Value& whole, std::string_view first,
                                           std::string_view second) {
  if (table.has(first) && table.has(second))
    return table[second].problem(fmt::format("there is `{}` already; leave one of them out", first)), std::nullopt;
  if (table.has(first)) return first;
  if (table.has(second)) return second;
  return whole.problem(fmt::format("missing key `{}` or `{}`", first, second)), std::nullopt;
}

std::optional<Level> level(const Table& table, const Value& whole) {
  const auto figure = figure_in(table["figure"]);
  const auto side = one_of_two(table, whole, "at_least", "at_most");
  if (!figure || !side) return {};
  const bool least = *side == "at_least";
  return Level{*figure, least ? Level::Side::at_least : Level::Side::at_most,
               value_of_figure(table[*side], models::unit_of(*figure))};
}

// --- by when --------------------------------------------------------------------------------------------------------

/// A financial year of the period, by the calendar year in which it ends; 0 with a problem.
int year(const Value& value, const models::Scenario& scenario) {
  const std::size_t before = value.problems().count();
  const int by = static_cast<int>(value.whole_number());
  if (!value.present() || value.problems().count() != before) return 0;
  if (scenario.period_from >= scenario.period_until) return by;  // the period is told of already
  const auto years = models::whole_years(scenario.period_from, scenario.period_until);
  if (std::ranges::any_of(years, [&](const models::FinancialYear& whole) { return whole.ends_in() == by; })) return by;
  if (years.empty())
    value.problem("the period has no whole financial year, from 1 April to 31 March");
  else
    value.problem(fmt::format("is the year to 31 March {}; those that lie in the period end in {} to {}", by,
                              years.front().ends_in(), years.back().ends_in()));
  return 0;
}

// --- reading --------------------------------------------------------------------------------------------------------

/// Also where the key that says so is misspelt.
bool combines_others(const Value& target) {
  if (!target.node().is_mapping()) return false;
  return std::ranges::any_of(target.node().entries(), [](const Node::Entry& entry) {
    const auto is_meant = [&](std::string_view key) { return entry.key == key || differ_by_a_letter(entry.key, key); };
    return is_meant("all_of") || is_meant("any_of");
  });
}

/// Targets by what stands before them.
class Reading {
 public:
  Reading(const Value& table, const models::Scenario& scenario) : scenario_(scenario) {
    std::vector<std::string> names;
    const std::vector<Named> entries = named_entries(table);
    for (const Named& entry : entries) names.push_back(entry.name);
    names_ = Names("target", "targets", std::move(names));
    for (const Named& entry : entries) targets_.push_back(target(entry));
  }
  std::vector<Target> take() { return std::move(targets_); }

 private:
  Target target(const Named& entry) const {
    const Value& value = entry.value;
    const bool combines = combines_others(value);
    const Table table(value, combines ? language::combined_target() : language::target());
    Target target{entry.name, table["label"].text(), Level{}, 0, value.at("source").text()};
    target.by = year(table["by"], scenario_);
    target.evidence = checked_evidence(value.at("status"));
    if (combines) return combined(table, value, std::move(target));
    if (auto read = level(table, value)) target.what = *read;
    return target;
  }

  Target combined(const Table& table, const Value& whole, Target target) const {
    const auto key = one_of_two(table, whole, "all_of", "any_of");
    if (!key) return target;
    Combination combination{*key == "all_of" ? Combination::Of::all : Combination::Of::any, {}};
    int last = 0;
    for (const std::size_t member : members(table[*key])) {
      combination.targets.push_back(member);
      last = std::max(last, targets_[member].by);
    }
    if (!table.has("by")) target.by = last;
    if (target.by != 0 && target.by < last)
      table["by"].problem(fmt::format("a target that it takes together is due by {}; it cannot be due before", last));
    target.what = std::move(combination);
    return target;
  }

  std::vector<std::size_t> members(const Value& list) const {
    if (list.node().is_sequence() && list.node().items().empty()) list.problem("expected at least one target");
    std::vector<std::size_t> members = names_.find_all<std::size_t>(list);
    const bool late = std::ranges::any_of(members, [&](std::size_t member) { return member >= targets_.size(); });
    if (late) list.problem("only targets that stand before this one can be taken together");
    if (late) members.clear();
    return members;
  }

  const models::Scenario& scenario_;
  Names names_{"target", "targets", {}};
  std::vector<Target> targets_;
};

}  // namespace

std::vector<Target> read_targets(const Value& table, const models::Scenario& scenario) {
  return Reading(table, scenario).take();
}

}  // namespace casetide::scenarios
