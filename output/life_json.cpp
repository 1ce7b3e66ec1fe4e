// Lives and the children longest at risk as JSON for programs.
#include <nlohmann/json.hpp>

#include "output/explained_json.hpp"
#include "output/life_text.hpp"

namespace casetide::output {

using models::Cause, models::Component;

namespace {

using Json = nlohmann::ordered_json;

Json at_or_null(sim::Instant at) { return at == sim::never ? Json() : Json(sim::text(at)); }
Json id_or_null(models::WorkerId id) { return id == models::nobody ? Json() : Json(index(id)); }

Json of_cause(Cause cause) {
  return {{"name", models::cause_names[static_cast<std::size_t>(cause)]}, {"label", cause_label(cause)}};
}

/// Minutes are exact, days are those minutes in days.
Json with_time(Json entry, std::int64_t minutes) {
  entry["minutes"] = minutes;
  entry["days"] = sim::in_days(sim::Minutes{minutes});
  return entry;
}

Json of_risk(const RiskMinutes& risk) {
  Json components = Json::array(), causes = Json::array(), beside = Json::array();
  for (std::size_t place = 0; place < models::component_count; ++place) {
    const auto component = static_cast<Component>(place);
    if (risk.beside[place] > 0) beside.push_back(with_time(component_json(component), risk.beside[place]));
    if (risk.of(component) == 0) continue;
    Json of_it = Json::array();
    for (std::size_t cause = 0; cause < models::cause_count; ++cause)
      if (const std::int64_t minutes = risk.credited[place][cause]; minutes > 0)
        of_it.push_back(with_time(of_cause(static_cast<Cause>(cause)), minutes));
    components.push_back(with_time(component_json(component), risk.of(component)));
    components.back()["causes"] = of_it;
  }
  for (std::size_t cause = 0; cause < models::cause_count; ++cause)
    if (const std::int64_t minutes = risk.of(static_cast<Cause>(cause)); minutes > 0)
      causes.push_back(with_time(of_cause(static_cast<Cause>(cause)), minutes));
  Json all = with_time(Json::object(), risk.total());
  all["components"] = components;
  all["causes"] = causes;
  all["beside"] = with_time(Json::object(), risk.total_beside());
  all["beside"]["components"] = beside;
  return all;
}

Json of_spell(const RiskSpell& spell) {
  Json stretches = Json::array();
  if (!spell.beside)
    for (const RiskSpell::Stretch& stretch : spell.stretches) {
      Json one = {
          {"cause", of_cause(stretch.cause)}, {"from", sim::text(stretch.from)}, {"until", sim::text(stretch.until)}};
      stretches.push_back(with_time(one, (stretch.until - stretch.from).count()));
    }
  Json one = {{"component", component_json(spell.component)},
              {"beside", spell.beside},
              {"from", sim::text(spell.from)},
              {"until", sim::text(spell.until)}};
  one = with_time(one, (spell.until - spell.from).count());
  one["stretches"] = stretches;
  one["in_the_way"] = spell.why;
  one["clock"] = spell.late ? Json(*spell.late) : Json();
  return one;
}

Json of_instants(const std::vector<sim::Instant>& instants) {
  Json list = Json::array();
  for (const sim::Instant at : instants) list.push_back(sim::text(at));
  return list;
}

Json of_clock(const OwedClock& clock, const models::Pathway& pathway) {
  constexpr const char* ends[] = {"met", "started_again", "started_again_at_work", "lapsed", "open"};
  const models::Obligation& rule = pathway.obligations[index(clock.obligation)];
  Json booked = Json::array();
  for (const OwedClock::Booking& booking : clock.bookings)
    booked.push_back({{"on", sim::text(booking.made)}, {"for", sim::text(booking.starts)}});
  return {{"obligation", rule.name},
          {"label", rule.label},
          {"own_work", rule.work.has_value()},
          {"owed", sim::text(clock.owed)},
          {"since", at_or_null(clock.since)},
          {"due", at_or_null(clock.due)},
          {"begun", at_or_null(clock.begun)},
          {"ended", at_or_null(clock.ended)},
          {"how", ends[static_cast<std::size_t>(clock.how)]},
          {"worker", id_or_null(clock.by)},
          {"authorised_or_chaired_by", id_or_null(clock.second)},
          {"attempts_failed", of_instants(clock.failed)},
          {"booked", booked},
          {"postponed", of_instants(clock.postponed)}};
}

Json of_life(const Life& life, const LifeRecorder& record) {
  const models::Scenario& scenario = record.scenario();
  Json course = Json::array(), held = Json::array(), spells = Json::array(), owed = Json::array(),
       siblings = Json::array();
  for (const models::ChildId sibling : life.siblings) siblings.push_back(index(sibling));
  for (const CourseEvent& event : life.course)
    course.push_back({{"at", sim::text(event.at)}, {"what", event.kind}, {"words", event.words}});
  for (const Holding& one : life.held)
    held.push_back({{"worker", index(one.worker)},
                    {"role", scenario.pathway.roles[index(record.member(one.worker).role)]},
                    {"team", scenario.staffing.teams[index(one.team)].name},
                    {"from", sim::text(one.from)},
                    {"until", at_or_null(one.until)}});
  for (const RiskSpell& spell : life.spells) spells.push_back(of_spell(spell));
  for (const OwedClock& clock : life.clocks) owed.push_back(of_clock(clock, scenario.pathway));
  return {{"child", index(life.child)},
          {"household", index(life.household)},
          {"siblings", siblings},
          {"time_at_risk", of_risk(life.risk)},
          {"spells", spells},
          {"course", course},
          {"held_by", held},
          {"owed", owed}};
}

}  // namespace

Json component_json(Component component) {
  const auto place = static_cast<std::size_t>(component);
  return {{"letter", models::component_letters[place]},
          {"name", models::component_names[place]},
          {"label", component_label(component).substr(2)}};
}

Json explained_run(const ToldRun& run, const LifeRecorder& record) {
  const models::Scenario& scenario = record.scenario();
  return {{"schema_version", 1},
          {"file", run.file},
          {"place", run.place},
          {"plan", run.plan.name},
          {"plan_label", run.plan.label},
          {"replication", run.replication},
          {"period", {{"from", sim::text(scenario.period_from)}, {"until", sim::text(scenario.period_until)}}},
          {"time_at_risk_note", models::guard_sentence}};
}

std::string json(const ToldRun& run, const LifeRecorder& record, const std::vector<ChildAtRisk>* worst,
                 std::size_t count, std::span<const Life> lives) {
  Json document = explained_run(run, record);
  if (worst) {
    Json list = Json::array();
    for (std::size_t place = 0; place < std::min(count, worst->size()); ++place) {
      const ChildAtRisk& child = (*worst)[place];
      list.push_back({{"child", index(child.child)}, {"time_at_risk", of_risk(child.risk)}});
    }
    document["children_at_risk"] = worst->size();
    document["worst"] = list;
  }
  document["lives"] = Json::array();
  for (const Life& life : lives) document["lives"].push_back(of_life(life, record));
  return document.dump(2) + "\n";
}

}  // namespace casetide::output
