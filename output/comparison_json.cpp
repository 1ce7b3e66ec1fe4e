// A comparison as JSON for programs. The document is described in FORMAT.md.
#include <nlohmann/json.hpp>

#include "models/safeguard_names.hpp"
#include "output/comparison.hpp"
#include "output/decision_json.hpp"
#include "sim/time.hpp"

namespace casetide::output {

namespace {

using Json = nlohmann::ordered_json;  // not-a-number is written as null

Json of(const Difference& difference) {
  return {{"mean", difference.mean},
          {"low", difference.low},
          {"high", difference.high},
          {"pairs", difference.pairs},
          {"correlation", difference.correlation},
          {"told_apart", difference.is_told_apart()}};
}

Json of(const ComparedFigure& figure, const Comparison& comparison) {
  Json means = Json::object();
  Json differences = Json::object();
  for (std::size_t plan = 0; plan < figure.means.size(); ++plan) {
    const std::string& name = comparison.identity.plans[plan].name;
    means[name] = figure.means[plan];
    if (plan != comparison.baseline) differences[name] = of(figure.differences[plan]);
  }
  return {{"key", figure.key}, {"label", figure.label}, {"means", means}, {"differences", differences}};
}

Json of(const ComparedGroup& group, const Comparison& comparison) {
  Json figures = Json::array();
  for (const ComparedFigure& figure : group.figures) figures.push_back(of(figure, comparison));
  return {{"key", group.key}, {"title", group.title}, {"figures", figures}};
}

Json of(const std::vector<ComparedGroup>& groups, const Comparison& comparison) {
  Json list = Json::array();
  for (const ComparedGroup& group : groups) list.push_back(of(group, comparison));
  return list;
}

Json of(const CostOfAvoiding& cost) {
  constexpr const char* names[] = {"less", "alike", "more"};
  return {{"risk", names[static_cast<int>(cost.risk)]},
          {"cost", names[static_cast<int>(cost.cost)]},
          {"pounds_a_day", cost.pounds_a_day}};
}

/// By plan, the baseline apart.
Json of(const std::vector<AvoidedRisk>& avoided, const Comparison& comparison) {
  Json plans = Json::object();
  for (std::size_t plan = 0; plan < avoided.size(); ++plan)
    if (plan != comparison.baseline)
      plans[comparison.identity.plans[plan].name] = {{"all", of(avoided[plan].all)},
                                                     {"law_only", of(avoided[plan].law_only)}};
  return plans;
}

Json of(const ComparedStretch& compared, const Comparison& comparison) {
  return {{"key", compared.stretch.key},
          {"title", compared.stretch.title},
          {"from", sim::text(compared.stretch.from)},
          {"until", sim::text(compared.stretch.until)},
          {"years", compared.stretch.years},
          {"page_one", of(compared.page_one, comparison)},
          {"groups", of(compared.groups, comparison)},
          {"cost_of_avoiding", of(compared.avoided, comparison)}};
}

Json of(const std::vector<TeamBacklog>& teams, const std::vector<PlanName>& plans) {
  Json list = Json::array();
  for (const TeamBacklog& team : teams)
    list.push_back({{"plan", plans[team.plan].name},
                    {"team", team.name},
                    {"since", team.since ? Json(sim::text(*team.since)) : Json()},
                    {"hours_a_month", team.drift.mean},
                    {"low", team.drift.low},
                    {"high", team.drift.high},
                    {"hours_there_a_month", team.hours_there}});
  return list;
}

Json of(const std::vector<PlanName>& plans) {
  Json list = Json::array();
  for (const PlanName& plan : plans) list.push_back({{"name", plan.name}, {"label", plan.label}});
  return list;
}

}  // namespace

std::string json(const Comparison& comparison) {
  const RunIdentity& run = comparison.identity;
  Json stretches = Json::array();
  for (const ComparedStretch& stretch : comparison.stretches) stretches.push_back(of(stretch, comparison));
  const Json document = {{"schema_version", 1},
                         {"run_id", run.run_id()},
                         {"title", run.title},
                         {"place", run.place},
                         {"software_version", run.software_version},
                         {"scenario_sha256", run.scenario_sha256},
                         {"replications", comparison.replications},
                         {"confidence", 0.9},
                         {"plans", of(run.plans)},
                         {"baseline", run.plans[comparison.baseline].name},
                         {"warnings", warnings(comparison)},
                         {"time_at_risk_note", models::guard_sentence},
                         {"answer", comparison.answer},
                         {"decision", json_of(comparison.decision, run.plans, comparison.baseline)},
                         {"falling_behind", of(comparison.falls_behind, run.plans)},
                         {"stretches", stretches}};
  return document.dump(2) + "\n";
}

}  // namespace casetide::output
