// A team's week as JSON for programs.
#include "output/explained_json.hpp"
#include "output/layout.hpp"
#include "output/team_week.hpp"

namespace casetide::output {

namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<sim::Instant>& at) { return at ? Json(sim::text(*at)) : Json(); }

Json of(const PersonInWeek& person, const models::Pathway& pathway) {
  Json away = Json::array();
  for (const PersonInWeek::Away& one : person.away)
    away.push_back({{"from", sim::text(one.from)}, {"until", sim::text(one.until)}});
  return {{"worker", index(person.worker)},
          {"role", pathway.roles[index(person.role)]},
          {"contract", models::contract_names[static_cast<std::size_t>(person.contract)]},
          {"holds_cases", person.holds_cases},
          {"in_post_at_end", person.in_post_at_end},
          {"joined", or_null(person.joined)},
          {"left", or_null(person.left)},
          {"away", away},
          {"children", person.children}};
}

Json of(const WorkOfWeek& work, const models::Pathway& pathway) {
  const models::Obligation* const rule = work.obligation ? &pathway.obligations[index(*work.obligation)] : nullptr;
  return {{"obligation", rule ? Json(rule->name) : Json()},
          {"label", rule ? rule->label : "Supervision and mentoring"},
          {"authorisation", work.authorised},
          {"by_day", work.on_day},
          {"week", work.all()}};
}

Json of(const LateChild& late) {
  const auto cause = static_cast<std::size_t>(late.cause);
  const Json named = {{"name", models::cause_names[cause]}, {"label", cause_labels[cause]}};
  return {{"child", index(late.child)},
          {"component", component_json(late.component)},
          {"beside", late.beside},
          {"cause", late.beside ? Json() : named},
          {"since", sim::text(late.since)}};
}

}  // namespace

std::string json(const ToldRun& run, const LifeRecorder& record, const TeamWeek& week) {
  const models::Pathway& pathway = record.scenario().pathway;
  Json people = Json::array(), work = Json::array(), late = Json::array(), waiting = Json::array();
  for (const PersonInWeek& person : week.people) people.push_back(of(person, pathway));
  for (const WorkOfWeek& one : week.work) work.push_back(of(one, pathway));
  for (const LateChild& one : week.late) late.push_back(of(one));
  for (const WaitingChild& one : week.waiting)
    waiting.push_back({{"child", index(one.child)}, {"since", sim::text(one.since)}});
  Json posts;
  if (week.posts)
    posts = {
        {"counted", sim::text(week.posts->at)}, {"posts", week.posts->posts}, {"uncovered", week.posts->uncovered}};
  Json document = explained_run(run, record);
  document["week"] = {{"team", record.scenario().staffing.teams[index(week.team)].name},
                      {"from", sim::text(week.from)},
                      {"until", sim::text(week.until)},
                      {"posts", posts},
                      {"people", people},
                      {"children", week.children},
                      {"came", week.came},
                      {"went", week.went},
                      {"finished", work},
                      {"meetings_postponed", week.postponed},
                      {"supervision_sessions", week.sessions},
                      {"children_gone_through", week.gone_through},
                      {"at_risk", late},
                      {"waiting_for_a_worker", waiting}};
  return document.dump(2) + "\n";
}

}  // namespace casetide::output
