// plans: dated measures on top of the base scenario.
#include <fmt/format.h>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

void check_dates(const Table& table, const models::Recruit& recruit, const Period& period) {
  if (recruit.from >= recruit.until) table["until"].problem("must be later than `from`");
  if (!period.known) return;
  if (recruit.from < period.warm_up_from) table["from"].problem("must not lie before the run begins");
  if (recruit.until > period.until) table["until"].problem("must not lie after the run ends");
}

models::Recruit recruit(const Value& value, const Vocabulary& names, const Period& period) {
  const Table table(value, {{"team", "role", "contract", "fte", "from", "until"}, {"adds_posts"}});
  const std::size_t before = value.problems().count();
  models::Recruit recruit;
  recruit.from = table["from"].date();
  recruit.until = table["until"].date();
  const bool dated = table.has("from") && table.has("until") && value.problems().count() == before;
  if (dated) check_dates(table, recruit, period);
  recruit.team = names.teams.find<models::TeamId>(table["team"]).value_or(models::TeamId{});
  recruit.role = names.roles.find<models::RoleId>(table["role"]).value_or(models::RoleId{});
  recruit.contract = contract(table["contract"]);
  recruit.fte = table["fte"].number({0, 10'000, false});
  recruit.adds_posts = table["adds_posts"].boolean(true);
  return recruit;
}

models::Plan plan(const Named& entry, const Vocabulary& names, const Period& period) {
  const Table table(entry.value, {{"label", "measures"}, {"description"}});
  models::Plan plan;
  plan.name = entry.name;
  plan.label = table["label"].text();
  plan.description = table["description"].text();
  for (const Value& item : table["measures"].items()) {
    const Table measure(item, {{"recruit"}});
    plan.measures.emplace_back(recruit(measure["recruit"], names, period));
  }
  return plan;
}

}  // namespace

std::vector<models::Plan> read_plans(const Value& value, const Vocabulary& names, const Period& period) {
  std::vector<models::Plan> plans;
  for (const Named& entry : named_entries(value, "plans")) plans.push_back(plan(entry, names, period));
  if (value.present() && value.node().is_mapping() && plans.empty())
    value.problem("expected at least one plan; the first is the baseline");
  return plans;
}

}  // namespace casetide::scenarios
