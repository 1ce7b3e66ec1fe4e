// pathway.obligations: what a status brings, by when, and who does it.
#include "models/pathway.hpp"
#include "models/safeguard_names.hpp"
#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

namespace {

Type safeguards() {
  Type type{Type::Kind::word};
  for (const std::string_view name : models::component_names)
    type.words.emplace_back(name, static_cast<int>(type.words.size()));
  return type;
}

/// `case_holder` or a role.
Type doer() { return one_of({words<int>({{"case_holder", 0}}), reference("role")}); }

}  // namespace

const Table& in_force() {
  static const Table keys{"in_force",
                          "the days on which a rule holds",
                          {{"from", date(), Default{"", "ever since"}, "first day", "2018-04-01"},
                           {"until", date(), Default{"", "for ever"}, "day after the last", "2020-04-01"}}};
  return keys;
}

const Table& interval() {
  static const Table keys{
      "pathway.obligations.clock.then_every",
      "an interval that holds under one condition",
      {{"every", span(1), "from when it was held to when it is due again", "6 weeks"},
       {"within", span(1), off, "holds so long from the beginning of the status", "12 months"},
       {"before", reference("obligation"), off, "holds until that has been met once", "care_review"},
       {"holding", reference("status"), off, "holds while the child has that status too", "care_proceedings"}}};
  return keys;
}

const Table& clock() {
  using models::ClockFrom, models::RenewedBy;
  static const Table keys{
      "pathway.obligations.clock",
      "by when, first and then again",
      {{"first", span(0), "time until it is first due", "45 working days"},
       {"from",
        words<ClockFrom>(
            {{"status", ClockFrom::status_start}, {"referral", ClockFrom::referral}, {"start", ClockFrom::own_start}}),
        Default{"", "the start of the status, or of the obligation where that starts by itself"},
        "what the first due day is counted from", "referral"},
       {"then_every", list(one_of({span(1), table(interval())})), Default{"", "owed once"},
        "the interval after that; several with conditions, the last for ever",
        "[{every: 6 weeks, within: 12 months}, 3 months]"},
       {"renewed_by",
        words<RenewedBy>(
            {{"itself", RenewedBy::itself}, {"seen", RenewedBy::seen}, {"monitored", RenewedBy::monitored}}),
        Default{"itself", "neutral"},
        "what sets the clock anew: its own work, whatever else sees the child, whatever else watches the plan",
        "seen"}}};
  return keys;
}

const Table& work() {
  static const Table keys{
      "pathway.obligations.work",
      "who does it, and how long it takes",
      {{"by", doer(), "the child's own worker, or a role", "case_holder"},
       {"effort", distribution(in_hours), "client hours for the first child", "{lognormal: {mean: 8 hours, cv: 0.6}}"},
       {"further_sibling", share(), Default{"0%", neutral},
        "of these hours, for each sibling who is served by the same piece of work", "25%"},
       {"shared", boolean(), Default{"true", "rulings: siblings share most visits"},
        "are siblings who are owed the same at the same time served by one piece", "false"},
       {"ready", one_of({words<int>({{"at_once", 0}}), distribution(in_working_days)}), Default{"", "at once"},
        "how long before it is due people plan it, where they pace to the clock", "5 working days"},
       {"head_start", quantity(in_days, Range::between(0, 3660)), Default{"0 days", neutral},
        "counts as so much more urgent when the next piece is chosen", "14 days"},
       {"external_wait", distribution(in_working_days), Default{"0 working days", neutral},
        "for courts and partners, before the work can be done; no staffing removes it", "3 working days"},
       {"attempt_fails", share(), Default{"0%", neutral},
        "chance that a visit does not see the child and is tried again, up to 95 %", "8%"},
       {"authorised_by", doer(), off, "who signs it off; goes with `authorisation`", "team_manager"},
       {"authorisation", distribution(in_hours), off, "how long signing it off takes", "30 minutes"}}};
  return keys;
}

const Table& meeting() {
  static const Table keys{
      "pathway.obligations.meeting",
      "an appointment in the diaries of all who attend",
      {{"attended_by", list(doer()), "the case holder, and people of one role", "[case_holder, conference_chair]"},
       {"arranged_ahead", whole_quantity(in_working_days, 0, 250), Default{"10 working days", assumed},
        "how long before the day aimed at the diaries are searched", "10 working days"},
       {"needs", list(reference("obligation")), off, "reports without which it is not held", "[conference_report]"}}};
  return keys;
}

const Table& obligation() {
  using models::Basis;
  using Starts = models::Obligation::Starts;
  static const Table keys{
      "pathway.obligations",
      "what a status brings: by when, whose work, and what it is for",
      {{"label", text(), "as tables and charts call it", "Initial child protection conference"},
       {"clock", table(clock()), clock().meaning, "{first: 15 working days}"},
       {"basis",
        words<Basis>({{"law", Basis::law},
                      {"guidance", Basis::guidance},
                      {"local", Basis::local},
                      {"practice", Basis::practice}}),
        "what asks for it: time at risk by law counts law and guidance", "guidance"},
       {"source", text(), "where that is written", "Working Together 2018, p. 49"},
       {"during", reference("status"), Default{"", "required, but where it starts on a change of worker"},
        "the status that brings it", "section_47"},
       {"starts",
        words<Starts>({{"with_status", Starts::with_status},
                       {"when_decided", Starts::when_decided},
                       {"on_change_of_worker", Starts::on_change_of_worker}}),
        Default{"with_status", "neutral"}, "when it is first owed", "when_decided"},
       {"in_force", table(in_force()), Default{"", "always"}, in_force().meaning, "{from: 2018-04-01}"},
       {"work", table(work()), Default{"", "a watch that other work renews"}, work().meaning,
        "{by: case_holder, effort: 3 hours}"},
       {"meeting", table(meeting()), off, meeting().meaning, "{attended_by: [case_holder, conference_chair]}"},
       {"effects",
        list(words<Effect>({{"sees_child", Effect::sees_child},
                            {"monitors", Effect::monitors},
                            {"progresses_plan", Effect::progresses_plan}})),
        off, "what it does: the child is seen; somebody judges whether the plan works; the plan moves on",
        "[sees_child]"},
       {"decides", reference("decision"), off, "what is decided when it is done", "assessment_outcome"},
       {"safeguard", safeguards(), off, "the component of time at risk that its lateness is", "child_not_seen"}}};
  return keys;
}

}  // namespace casetide::scenarios::language
