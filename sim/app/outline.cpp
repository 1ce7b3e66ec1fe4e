#include "sim/app/outline.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "output/layout.hpp"

namespace casetide::app {

namespace {

double case_holders(const models::Scenario& scenario, const models::Team& team) {
  double fte = 0;
  for (const models::StaffGroup& group : team.staff)
    for (models::RoleId role : scenario.pathway.case_holding_roles)
      if (group.role == role) fte += group.fte;
  return fte;
}

double case_holding_posts(const models::Scenario& scenario, const models::Team& team) {
  double posts = 0;
  for (const models::RoleId role : scenario.pathway.case_holding_roles) posts += team.posts_of(role);
  return posts;
}

double everybody(const models::Team& team) {
  double fte = 0;
  for (const models::StaffGroup& group : team.staff) fte += group.fte;
  return fte;
}

/// "30", or "10 to 200" where it takes as many as a precision needs.
std::string replications(const models::Scenario& scenario) {
  if (!scenario.precision) return std::to_string(scenario.replications);
  return fmt::format("{} to {}", scenario.precision->at_least, scenario.replications);
}

}  // namespace

std::uintmax_t disk_needed(const models::Scenario& scenario) {
  constexpr std::uintmax_t fixed_per_file = 200'000;  // axes, attributes, the scenario's text
  const std::uintmax_t files = scenario.plans.size() * static_cast<std::size_t>(scenario.replications);
  const output::Layout layout = output::layout_of(scenario);
  std::uintmax_t data = 0;
  for (const models::MeasureEntry& measure : models::measure_catalogue())
    data += sizeof(double) * layout.row(measure) * layout.samples.size();
  return 2 * files * (data / 2 + fixed_per_file);  // compressed to less than half; shards and the merged file
}

std::string outline(const models::Scenario& scenario) {
  std::string text = fmt::format("{}\n  {} to {}, warm-up from {}, {} samples\n", scenario.title,
                                 sim::text(scenario.period_from), sim::text(scenario.period_until),
                                 sim::text(scenario.warm_up_from), models::sample_instants(scenario).size());
  text += fmt::format("  pathway: {} statuses, {} obligations, {} decisions\n", scenario.pathway.statuses.size(),
                      scenario.pathway.obligations.size(), scenario.pathway.decisions.size());
  for (const models::Team& team : scenario.staffing.teams)
    text += fmt::format("  team {}: {:.1f} FTE, {:.1f} of them holding cases, {:.1f} posts\n", team.name,
                        everybody(team), case_holders(scenario, team), case_holding_posts(scenario, team));
  for (const models::Plan& plan : scenario.plans) text += fmt::format("  plan {}: {}\n", plan.name, plan.label);
  text +=
      fmt::format("would run {} plans x {} replications, seed {}, at most {:.0f} MB of disk\n", scenario.plans.size(),
                  replications(scenario), scenario.seed, static_cast<double>(disk_needed(scenario)) / 1e6 + 0.5);
  return text;
}

std::string outline_json(const models::Scenario& scenario) {
  nlohmann::ordered_json plans = nlohmann::ordered_json::array();
  for (const models::Plan& plan : scenario.plans) plans.push_back(plan.name);
  const nlohmann::ordered_json document = {{"schema_version", 1},
                                           {"title", scenario.title},
                                           {"scenario_sha256", scenario.sha256},
                                           {"from", sim::text(scenario.period_from)},
                                           {"until", sim::text(scenario.period_until)},
                                           {"plans", plans},
                                           {"replications", scenario.replications},
                                           {"seed", scenario.seed},
                                           {"disk_bytes", disk_needed(scenario)}};
  return document.dump(2) + "\n";
}

}  // namespace casetide::app
