#include "output/target_chances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casetide::output {

namespace {

using models::Combination, models::Level, models::Target;

struct Verdict {
  bool met = false;
  bool has_figure = true;
};

Verdict verdict(const JudgedReplication& replication, std::size_t year, const Level& level) {
  const double figure = yearly_figure(replication, year, level.figure);
  if (std::isnan(figure)) return {false, false};
  return {level.side == Level::Side::at_least ? figure >= level.level : figure <= level.level, true};
}

Verdict verdict(const Combination& combination, const std::vector<Verdict>& before) {
  Verdict result{combination.of == Combination::Of::all, true};
  for (const std::size_t target : combination.targets) {
    const Verdict& one = before[target];
    result.met = combination.of == Combination::Of::all ? result.met && one.met : result.met || one.met;
    result.has_figure = result.has_figure && one.has_figure;
  }
  if (combination.of == Combination::Of::any && result.met) result.has_figure = true;
  return result;
}

/// By target, each after those that it combines.
std::vector<Verdict> verdicts(const JudgedReplication& replication, std::size_t year,
                              const std::vector<Target>& targets) {
  std::vector<Verdict> found;
  for (const Target& target : targets) {
    const auto* level = std::get_if<Level>(&target.what);
    found.push_back(level ? verdict(replication, year, *level) : verdict(std::get<Combination>(target.what), found));
  }
  return found;
}

void count(TargetChance& chance, const Verdict& verdict) {
  ++chance.of;
  if (verdict.met) ++chance.met;
  if (!verdict.has_figure) ++chance.without_figure;
}

std::string number_with_unit(const Level& level) {
  const std::string_view unit = models::unit_of(level.figure);
  return fmt::format("{:g}{}{}", level.level, unit == "%" ? "" : " ", unit);
}

}  // namespace

const std::vector<TargetChance>* JudgedTarget::by_its_year() const {
  const auto found = std::ranges::find(years, by);
  return found == years.end() ? nullptr : &chances[static_cast<std::size_t>(found - years.begin())];
}

std::vector<JudgedTarget> judged_targets(const Judged& judged, const std::vector<Target>& targets) {
  std::vector<JudgedTarget> result;
  for (std::size_t place = 0; place < targets.size(); ++place) {
    const Target& target = targets[place];
    JudgedTarget into{target.name,
                      target.label.empty() ? target.name : target.label,
                      words(targets, place),
                      std::holds_alternative<Combination>(target.what),
                      target.by,
                      {},
                      {}};
    for (const Stretch& year : judged.years) into.years.push_back(std::stoi(year.key));
    into.chances.assign(judged.years.size(), std::vector<TargetChance>(judged.of.size()));
    result.push_back(std::move(into));
  }
  for (std::size_t year = 0; year < judged.years.size(); ++year)
    for (std::size_t plan = 0; plan < judged.of.size(); ++plan)
      for (const JudgedReplication& replication : judged.of[plan]) {
        const std::vector<Verdict> found = verdicts(replication, year, targets);
        for (std::size_t place = 0; place < found.size(); ++place)
          count(result[place].chances[year][plan], found[place]);
      }
  for (JudgedTarget& target : result)
    for (auto& year : target.chances)
      for (TargetChance& chance : year) chance.share = sim::interval_of_share(chance.met, chance.of);
  return result;
}

std::string words(const std::vector<Target>& targets, std::size_t target) {
  if (const auto* level = std::get_if<Level>(&targets[target].what))
    return fmt::format("{}: {} {}", models::label_of(level->figure),
                       level->side == Level::Side::at_least ? "at least" : "at most", number_with_unit(*level));
  const auto& combination = std::get<Combination>(targets[target].what);
  std::vector<std::string> labels;
  for (const std::size_t place : combination.targets)
    labels.push_back(targets[place].label.empty() ? targets[place].name : targets[place].label);
  return fmt::format("{} of: {}", combination.of == Combination::Of::all ? "all" : "any", fmt::join(labels, "; "));
}

}  // namespace casetide::output
