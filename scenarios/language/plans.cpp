// plans, and the measures that they are made of. An example of each measure: scenarios/measures.md.
#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

namespace {

Type factor() { return proportion({0, 10, false}); }
Type some_full_timers() { return number({0, 10'000, false}); }
Type ceiling() { return one_of({quantity(in_children, {0, 10'000, false}), quantity(in_points, {0, 10'000, false})}); }

Field from(std::string_view meaning = "first day on which it holds") { return {"from", date(), meaning, "2018-04-01"}; }
Field until() { return {"until", date(), Default{"", "to the end of the run"}, "day after the last", "2020-04-01"}; }
Field reached() {
  return {"reached", date(), Default{"", "at once"}, "grows in even monthly steps until this day", "2018-10-01"};
}
Field lasts() {
  return {"lasts", span(1), Default{"", "as long as the measure"}, "how long its effects do", "12 months"};
}
Field factor_on(std::string_view key, std::string_view meaning, std::string_view example) {
  return {key, factor(), Default{"1", "neutral"}, meaning, example};
}
Field optional(std::string_view key, Type type, std::string_view meaning, std::string_view example) {
  return {key, std::move(type), Default{"", "as it is"}, meaning, example};
}

/// Of a measure: its days are those of the measure, unless it says otherwise.
const Table& cost_of_measure() {
  const Default of_the_measure{"", "left out: the measure's"};
  static const Table keys{"cost of a measure",
                          "what a measure costs, a year or once",
                          {{"line", reference("cost line"), "where it is charged", "programme"},
                           {"a_year", pounds(), Default{"", "this or `once`"}, "how much a year", "£400k"},
                           {"from", date(), of_the_measure, "first day", "2018-04-01"},
                           {"until", date(), of_the_measure, "day after the last", "2020-04-01"},
                           {"once", pounds(), Default{"", "this or `a_year`"}, "how much, once", "£60k"},
                           {"on", date(), of_the_measure, "the day on which it is paid", "2018-04-01"}}};
  return keys;
}

Field cost(std::string_view key = "cost", std::string_view meaning = "what it costs") {
  return {key, table(cost_of_measure()), Default{"", "nothing"}, meaning, "{line: programme, a_year: £400k}"};
}

// --- of any value ---------------------------------------------------------------------------------------------------

const Table& set() {
  static const Table keys{"set",
                          "the value at a path is another",
                          {{"what", path(), "the path of the value", "staffing.ceiling"},
                           {"to", anything(), "what it is, written as it would be there", "17 children"},
                           from(),
                           until()}};
  return keys;
}

const Table& scale() {
  static const Table keys{"scale",
                          "the value at a path is so many times what it was",
                          {{"what", path(), "the path of the value", "pathway.obligations.assessment.work.effort"},
                           {"by", factor(), "how many times", "0.9"},
                           from(),
                           until()}};
  return keys;
}

const Table& ramp() {
  static const Table keys{"ramp",
                          "the value at a path goes to another in even monthly steps",
                          {{"what", path(), "the path of the value", "staffing.leaving.per_year"},
                           from("the first step"),
                           {"until", date(), "it has got there by this day, and stays", "2018-07-01"},
                           {"to", anything(), Default{"", "this or `by`"}, "where it goes", "9%"},
                           {"by", factor(), Default{"", "this or `to`"}, "how many times what it was", "0.8"},
                           {"undone", date(), Default{"", "never"}, "from this day on it is as it was", "2020-04-01"}}};
  return keys;
}

// --- people ---------------------------------------------------------------------------------------------------------

const Table& recruit() {
  static const Table keys{
      "recruit",
      "more people in a team, one by one at even intervals",
      {{"team", reference("team"), "where", "safeguarding"},
       {"role", reference("role"), "what they do; the team has people of it", "social_worker"},
       {"contract", contracts(), "how they are employed", "permanent"},
       {"fte", some_full_timers(), "how many, in full-timers", "12"},
       from("the first comes, or is advertised"),
       {"until", date(), "all have come, or are advertised, by this day", "2018-10-01"},
       {"adds_posts", boolean(), Default{"true", "neutral"}, "does the establishment grow with them", "false"}}};
  return keys;
}

const Table& convert_agency() {
  static const Table keys{"convert_agency",
                          "agency staff become permanent, those longest in post first, into vacant posts",
                          {{"role", reference("role"), "of which role", "social_worker"},
                           {"fte", some_full_timers(), "how many, in full-timers", "8"},
                           from(),
                           {"until", date(), "all have been asked by this day", "2018-10-01"},
                           {"team", reference("team"), Default{"", "whichever has them"}, "where", "assessment"}}};
  return keys;
}

const Table& cap_agency() {
  static const Table keys{
      "cap_agency",
      "no new bookings, and who came last goes, above a share of agency staff",
      {from(), optional("share", share(), "most, of the roles that agencies cover", "20%"), until(), cost()}};
  return keys;
}

const Table& retention() {
  static const Table keys{
      "retention",
      "keeping people: neither follows from the other",
      {from(), reached(), factor_on("leaving", "on the yearly rate of leaving", "0.85"),
       optional("bonus", pounds(), "a year for each full-timer of employees who hold cases", "£2k"), until(), cost()}};
  return keys;
}

const Table& change_posts() {
  static const Table keys{"change_posts",
                          "posts of a role in a team",
                          {from(),
                           {"team", reference("team"), "where", "safeguarding"},
                           {"role", reference("role"), "of what", "team_manager"},
                           {"by", number({-10'000, 10'000}), Default{"", "this or `to`"}, "so many more, or less", "3"},
                           {"to", number({0, 10'000}), Default{"", "this or `by`"}, "so many", "12"},
                           reached(),
                           until(),
                           cost()}};
  return keys;
}

const Table& change_pay() {
  static const Table keys{"change_pay",
                          "the salary of a role, and what you assume that it does to leaving",
                          {from(),
                           {"role", reference("role"), "whose", "social_worker"},
                           reached(),
                           optional("to", pounds(), "the salary; this or `by`", "£35k"),
                           optional("by", factor(), "a factor on the salary; this or `to`", "1.04"),
                           factor_on("leaving", "on the yearly rate of leaving", "0.95"),
                           until(),
                           cost()}};
  return keys;
}

const Table& supervising() {
  static const Table keys{
      "supervision",
      "how often managers sit down with each worker, and for how long",
      {from(),
       optional("managers", number({0, 1000, false}), "so many more join each team that has some; they stay", "1"),
       optional("teams", list(reference("team")), "which teams; goes with `managers`", "[safeguarding]"), reached(),
       optional("every", span(1), "how often", "2 weeks"),
       optional("session", quantity(in_hours, {0, 24, false}), "how long", "2 hours"),
       optional("per_child", quantity(in_hours, {0, 24, false}), "time for each child", "12 minutes"), until(),
       cost()}};
  return keys;
}

const Table& reviewing_capacity() {
  static const Table keys{"reviewing_capacity",
                          "more time, or more people, of a role that reviews",
                          {from(),
                           {"role", reference("role"), "which", "reviewing_officer"},
                           factor_on("hours", "on the hours a day that the role has for this work", "1.2"),
                           optional("posts", number({0, 1000, false}), "so many more people; they stay", "2"),
                           reached(),
                           until(),
                           cost()}};
  return keys;
}

const Table& monitoring() {
  static const Table keys{
      "monitoring",
      "between reviews: how often somebody looks",
      {from(),
       optional("clocks", keyed_by_name("obligation", span(1)), "of named obligations, the first time and ever after",
                "{need_review: 6 weeks}"),
       optional("every", span(1), "how often managers go through each worker's children", "3 weeks"), until(), cost()}};
  return keys;
}

// --- how work is done -----------------------------------------------------------------------------------------------

const Table& case_ceiling() {
  static const Table keys{
      "case_ceiling",
      "how much a full-timer may hold",
      {from(), optional("ceiling", ceiling(), "children, or points", "22 points"),
       optional("points", keyed_by_name("status", number(Range::between(0, 100))),
                "what a child with this leading status counts; others count 1", "{child_protection_plan: 1.5}"),
       until(), cost()}};
  return keys;
}

const Table& process_change() {
  static const Table keys{
      "process_change",
      "of an obligation its clock and effort; of a decision the share of an outcome",
      {from(), optional("obligation", reference("obligation"), "which", "assessment"),
       optional("decision", reference("decision"), "which", "assessment_outcome"),
       optional("outcome", reference("outcome"), "which of the decision's, in every case that has it", "not_in_need"),
       optional("share", share(), "the outcome's; the others keep their proportions", "30%"),
       optional("by", factor(), "a factor on the outcome's share", "0.8"),
       optional("clock", span(0), "until the obligation is first due", "35 working days"),
       optional("then_every", list(one_of({span(1), table(interval())})), "after that", "[4 weeks]"),
       factor_on("effort", "on the hours that the obligation takes", "1.1"), until(), cost()}};
  return keys;
}

// --- what comes from outside ----------------------------------------------------------------------------------------

const Table& demand_change() {
  static const Table keys{"demand_change",
                          "a factor on first referrals",
                          {from(), {"by", factor(), "how many times", "1.05"}, reached(), until(), cost()}};
  return keys;
}

const Table& early_help() {
  static const Table keys{"early_help",
                          "help before a referral: a factor on first referrals, and what it costs",
                          {from(), {"by", factor(), "how many times", "0.9"}, reached(), until(), cost()}};
  return keys;
}

const Table& inspection_shock() {
  static const Table keys{"inspection_shock",
                          "what a poor grade does",
                          {from(), lasts(), factor_on("leaving", "on the yearly rate of leaving", "1.3"),
                           factor_on("demand", "on first referrals, as thresholds fall", "1.08"), until(), cost()}};
  return keys;
}

// --- who runs the service -------------------------------------------------------------------------------------------

const Table& council_owned_company() {
  static const Table keys{
      "council_owned_company",
      "the staff move to a company of the council; its effects are assumptions",
      {{"live_from", date(), "the day on which it takes over", "2019-10-01"},
       optional("shadow_from", date(), "from which it is prepared; `set_up` is paid on it", "2019-04-01"),
       lasts(),
       {"set_up", keyed_by_name("cost line", pounds()), Default{"", "nothing"}, "pounds by line, once",
        "{company_set_up: £3.2m}"},
       cost("running", "what it costs to run"),
       cost("vat", "tax that it cannot recover"),
       {"corporation_tax", table(corporation_tax()), Default{"", "nothing"}, corporation_tax().meaning,
        "{line: corporation_tax, surplus: £1m, rate: 19%}"},
       factor_on("productivity", "on the hours really worked", "0.97"),
       factor_on("leaving", "on the yearly rate of leaving", "0.9"),
       until(),
       cost()}};
  return keys;
}

const Table& strategic_partnership() {
  static const Table keys{"strategic_partnership",
                          "another council runs the service; its effects are assumptions",
                          {from(), lasts(), cost("fee", "what the partner is paid"),
                           cost("exit", "what it costs to leave, paid on `until`"),
                           factor_on("productivity", "on the hours really worked", "1.02"),
                           factor_on("leaving", "on the yearly rate of leaving", "0.95"), until(), cost()}};
  return keys;
}

const Table& improvement_partner() {
  static const Table keys{"improvement_partner",
                          "another authority helps",
                          {from(), reached(), optional("every", span(1), "how often managers supervise", "3 weeks"),
                           optional("session", quantity(in_hours, {0, 24, false}), "how long", "2 hours"),
                           factor_on("productivity", "on the hours really worked", "1.02"),
                           factor_on("leaving", "on the yearly rate of leaving", "0.95"), until(), cost()}};
  return keys;
}

Field measure(const Table& keys) {
  return {keys.name, table(keys), Default{"", "one of them in each item of the list"}, keys.meaning,
          "{from: 2018-04-01, ..}"};
}

}  // namespace

const Table& corporation_tax() {
  static const Table keys{"corporation_tax",
                          "tax on the surplus of a company, a year",
                          {{"line", reference("cost line"), "where it is charged", "corporation_tax"},
                           {"surplus", pounds(), "a year", "£1m"},
                           {"rate", share(), "of the surplus", "19%"}}};
  return keys;
}

const Table& measures() {
  static const Table keys{"plans.measures",
                          "dated measures, in the order in which they take effect on the same day",
                          {measure(cap_agency()),
                           measure(retention()),
                           measure(change_posts()),
                           measure(change_pay()),
                           measure(supervising()),
                           measure(reviewing_capacity()),
                           measure(monitoring()),
                           measure(case_ceiling()),
                           measure(process_change()),
                           measure(demand_change()),
                           measure(early_help()),
                           measure(inspection_shock()),
                           measure(council_owned_company()),
                           measure(strategic_partnership()),
                           measure(improvement_partner()),
                           measure(recruit()),
                           measure(convert_agency()),
                           measure(set()),
                           measure(scale()),
                           measure(ramp())},
                          true};
  return keys;
}

const Table& plan() {
  static const Table keys{"plans",
                          "what is done differently, and when",
                          {{"label", text(), "as tables and charts call it", "Forty more permanent social workers"},
                           {"measures", list(table(measures())), measures().meaning, "[recruit: {..}]"},
                           {"description", text(), Default{"", "nothing is said"}, "a sentence for the report",
                            "Recruitment in four steps."},
                           {"extends", reference("plan"), Default{"", "the scenario as it stands"},
                            "another plan, whose measures and costs come first", "no_change"},
                           {"costs", named("amounts", one_of({table(yearly_entry()), table(entry_once())})), off,
                            "amounts that stand for themselves, under this plan",
                            "{campaign: {line: recruitment, once: £60k, on: 2017-04-01}}"}}};
  return keys;
}

}  // namespace casetide::scenarios::language
