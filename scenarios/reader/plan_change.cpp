#include "scenarios/reader/plan_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenarios/reader/amounts.hpp"

namespace casetide::scenarios {

namespace {

/// What stands where the scenario says nothing.
std::optional<Node> neutral(const TreePath& what, const Place& place) {
  return is_factor(what.text()) ? std::optional(number_node(1, place)) : std::nullopt;
}

Change change(const Value& at, TreePath what, const Dates& dates, Change::Kind kind, Change::Alter alter) {
  const bool gets_there = kind == Change::Kind::on_its_way && dates.grows_until;
  const sim::Date settled = gets_there ? *dates.grows_until : dates.until;
  std::vector<sim::Date> steps =
      dates.grows_until ? monthly_steps(dates.from, *dates.grows_until) : std::vector{dates.from};
  return {std::move(what), kind, std::move(steps), dates.until, settled, std::move(alter), at};
}

/// Lets `alter` at the value that stands, or at the one that holds where none does.
Change relative(const Value& at, TreePath what, const Dates& dates,
                const std::function<std::optional<Node>(const Node&, double)>& alter, const std::string& verb) {
  const auto usual = neutral(what, at.node().place());
  return change(at, std::move(what), dates, Change::Kind::relative, [=](const Node* standing, double share) -> Altered {
    if (standing == nullptr && !usual) return {{}, "there is nothing to " + verb};
    const Node& value = standing != nullptr ? *standing : *usual;
    auto result = alter(value, share);
    if (result) return {std::move(result), {}};
    return {{}, fmt::format("{} cannot be {}d", found(without_annotation(value)), verb)};
  });
}

/// Can both be true at once? `first` stands before `second` in the plan.
bool exclude_each_other(const Change& first, const Change& second) {
  const bool differs = second.is_absolute() && first.kind != Change::Kind::preparation;
  const bool one_time = second.from() < std::min(first.settled, first.until) && first.from() < second.until;
  return differs && one_time && first.what.overlaps(second.what);
}

/// "plans.improvement.measures[0].set (line 12, column 9)", with the file when it is another one.
std::string where(const Change& change, const Change& seen_from) {
  const Place& place = change.at.node().place();
  const Place& here = seen_from.at.node().place();
  const bool elsewhere = place.file && here.file && *place.file != *here.file;
  const std::string file = elsewhere ? fmt::format("{}, ", *place.file) : "";
  return fmt::format("{} ({}line {}, column {})", change.at.path(), file, place.line, place.column);
}

void note(const Change& first, const Change& second) {
  const sim::Date day = std::max(first.from(), second.from());
  const std::string advice = first.is_absolute() ? "end one before the other begins" : "write this one before it";
  second.at.problem(fmt::format("contradicts {}: on {} both hold for {}; {}", where(first, second), sim::text(day),
                                shown(second.what.text()), advice));
}

}  // namespace

bool is_factor(std::string_view path) {
  return path == "staffing.productivity" || path == "demand.first_referrals.factor";
}

double Change::gone_by(sim::Date day) const {
  const auto gone = std::ranges::count_if(steps, [&](sim::Date step) { return step <= day; });
  return static_cast<double>(gone) / static_cast<double>(steps.size());
}

std::vector<sim::Date> monthly_steps(sim::Date from, sim::Date until) {
  std::vector<sim::Date> steps{from};
  for (sim::Date day = sim::first_of_next_month(from); day < until; day = sim::first_of_next_month(day))
    steps.push_back(day);
  return steps;
}

Change setting(const Value& at, TreePath what, const Dates& dates, Node to) {
  return change(at, std::move(what), dates, Change::Kind::absolute, [to = std::move(to)](const Node*, double) {
    return Altered{to, {}};
  });
}

Change scaling(const Value& at, TreePath what, const Dates& dates, double factor) {
  const auto alter = [=](const Node& standing, double share) { return scaled(standing, 1 + (factor - 1) * share); };
  return relative(at, std::move(what), dates, alter, "scale");
}

Change going_to(const Value& at, TreePath what, const Dates& dates, Node to) {
  const auto usual = neutral(what, at.node().place());
  const auto alter = [to = std::move(to), usual](const Node* start, double share) -> Altered {
    if (start == nullptr && !usual) return {{}, "there is no value to start from"};
    const Node& first = start != nullptr ? *start : *usual;
    auto value = between(first, to, share);
    if (value) return {std::move(value), {}};
    return {{},
            fmt::format("there is no even way from {} to {}; write an amount in the same unit",
                        found(without_annotation(first)), found(to))};
  };
  return change(at, std::move(what), dates, Change::Kind::on_its_way, alter);
}

Change adding(const Value& at, TreePath what, const Dates& dates, double added) {
  const auto alter = [=](const Node& standing, double share) { return plus(standing, added * share); };
  return relative(at, std::move(what), dates, alter, "increase");
}

void note_contradictions(const std::vector<Change>& changes, std::size_t first_own) {
  for (std::size_t second = first_own; second < changes.size(); ++second)
    for (std::size_t first = 0; first < second; ++first)
      if (exclude_each_other(changes[first], changes[second])) note(changes[first], changes[second]);
}

}  // namespace casetide::scenarios
