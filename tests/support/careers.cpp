#include "tests/support/careers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>

#include "models/purpose.hpp"
#include "sim/random.hpp"

namespace casetide::testing {

using models::Fact;
using models::FactKind;

namespace {

constexpr double days_a_year = 365.25;

double threshold_under(std::uint64_t seed, std::uint32_t number) {
  return -std::log(sim::Chance(seed, 0).uniform(models::purpose::leaving, number, 0));
}

std::string name(FactKind kind) {
  static const std::map<FactKind, std::string> names = {
      {FactKind::worker_joined, "worker_joined"},       {FactKind::worker_left, "worker_left"},
      {FactKind::notice_given, "notice_given"},         {FactKind::contract_changed, "contract_changed"},
      {FactKind::supervision_held, "supervision_held"}, {FactKind::worker_absent, "worker_absent"}};
  return names.at(kind);
}

}  // namespace

void staff_without_posts(SmallService& service, models::Contract contract, double fte, models::RoleId role,
                         models::TeamId where) {
  models::StaffGroup group;
  group.role = role;
  group.contract = contract;
  group.fte = fte;
  models::Team& team = service.scenario.staffing.teams[index(where)];
  team.staff.push_back(group);
  const auto is_role = [&](const models::Posts& posts) { return posts.role == role; };
  if (std::none_of(team.posts.begin(), team.posts.end(), is_role)) team.posts.push_back({role, 0});
}

void joins(SmallService& service, const std::string& from, models::Contract contract, bool adds_posts) {
  models::Recruit recruit;
  recruit.role = SmallService::social_worker;
  recruit.contract = contract;
  recruit.fte = 1;
  recruit.from = day(from);
  recruit.until = recruit.from + std::chrono::days{1};
  recruit.adds_posts = adds_posts;
  service.scenario.plans.front().measures.emplace_back(recruit);
}

double threshold(const models::Scenario& scenario, std::uint32_t number) {
  return threshold_under(scenario.seed, number);
}

void only_resigns(SmallService& service, std::uint32_t worker, sim::Date day) {
  models::Scenario& scenario = service.scenario;
  const double a_day = scenario.staffing.employment.leaving.per_year / days_a_year;
  const auto until = [&](sim::Date when) {
    return a_day * static_cast<double>((when - scenario.warm_up_from).count());
  };
  std::uint32_t here = 0;
  for (const models::Team& team : scenario.staffing.teams)
    for (const models::StaffGroup& group : team.staff) here += static_cast<std::uint32_t>(std::ceil(group.fte));
  const auto fits = [&](std::uint64_t seed) {
    const double own = threshold_under(seed, worker);
    if (own <= until(day) || own >= until(day + std::chrono::days{1})) return false;
    for (std::uint32_t person = 0; person < here; ++person)
      if (person != worker && threshold_under(seed, person) < until(scenario.period_until)) return false;
    return true;
  };
  for (scenario.seed = 1; scenario.seed < 10'000'000; ++scenario.seed)
    if (fits(scenario.seed)) return;
  throw std::runtime_error("no seed has it so");
}

Lines people(const Notes& notes, std::initializer_list<FactKind> kinds) {
  Lines found;
  for (const Fact& fact : notes.facts)
    if (std::find(kinds.begin(), kinds.end(), fact.kind) != kinds.end())
      found.push_back(fmt::format("{} {}, worker {}", sim::text(fact.at), name(fact.kind), index(fact.worker)));
  return found;
}

std::vector<double> week_by_week(const Notes& notes, models::Measure measure) {
  std::vector<double> weeks;
  const auto total = [&](const models::Sample& sample) {
    return std::accumulate(sample.of(measure).begin(), sample.of(measure).end(), 0.0);
  };
  for (std::size_t week = 1; week < notes.samples.size(); ++week)
    weeks.push_back(total(notes.samples[week]) - total(notes.samples[week - 1]));
  return weeks;
}

}  // namespace casetide::testing
