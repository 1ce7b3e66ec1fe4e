// staffing: teams, people, hours, absences, supervision, and the rules by which children and work are handed out.
#include "models/staffing.hpp"

#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

namespace {

Type full_timers() { return number(Range::between(0, 10'000)); }

}  // namespace

Type contracts() {
  using models::Contract;
  return words<Contract>({{"permanent", Contract::permanent},
                          {"agency", Contract::agency},
                          {"newly_qualified", Contract::newly_qualified}});
}

const Table& staff_group() {
  static const Table keys{
      "staffing.teams.staff",
      "people of one role and contract",
      {{"role", reference("role"), "what they do", "social_worker"},
       {"contract", contracts(), "how they are employed", "permanent"},
       {"fte", full_timers(), "how many are there at the start, in full-timers", "12.5"},
       {"hours_per_day", quantity(in_hours_a_day, {0, 24, false}), Default{"", "the service's client hours"},
        "of a full-timer, for this pathway's work", "2 hours"}}};
  return keys;
}

const Table& duty_rota() {
  static const Table keys{"staffing.teams.duty_rota",
                          "people who take turns, a working day at a time, to do the work of another role first",
                          {{"role", reference("role"), "who takes turns", "social_worker"},
                           {"serves", reference("role"), "whose work they do, of the same team", "front_door_worker"},
                           {"people", whole_number(1, 1000), "on duty each working day", "2"}}};
  return keys;
}

const Table& team() {
  static const Table keys{
      "staffing.teams",
      "people who serve children of the same statuses under one name",
      {{"label", text(), "as tables and charts call it", "Safeguarding teams"},
       {"serves", list(reference("status")), "a child whose leading status is one of these belongs here",
        "[child_in_need, child_protection_plan]"},
       {"posts", one_of({full_timers(), keyed_by_name("role", full_timers())}),
        "the establishment in full-timers: of the role that holds cases, or by role; roles left out have as many as "
        "staff",
        "{social_worker: 69, team_manager: 9}"},
       {"staff", list(table(staff_group())), "who is there at the start",
        "[{role: social_worker, contract: permanent, fte: 40}]"},
       {"agency_above", keyed_by_name("role", full_timers()), off,
        "agency staff wanted beyond the posts, in full-timers", "{social_worker: 5}"},
       {"duty_rota", table(duty_rota()), off, duty_rota().meaning,
        "{role: social_worker, serves: front_door_worker, people: 2}"}}};
  return keys;
}

const Table& absence() {
  static const Table keys{
      "staffing.absences",
      "time away from work, in spells",
      {{"spells_per_year", number(Range::between(0, 366)), "of each person", "6"},
       {"length", distribution(in_working_days), "of a spell",
        "{triangular: {low: 1 working days, mode: 5 working days, high: 10 working days}}"},
       {"planned", boolean(), Default{"false", "neutral"},
        "is it known beforehand, so that nothing is put in the diary for those days", "true"},
       {"by_month", keyed({month_names().begin(), month_names().end()}, number(Range::between(0, 100))),
        Default{"", "every month alike"}, "relative; months that are left out have 1",
        "{august: 2.0, december: 1.5}"}}};
  return keys;
}

const Table& supervision_stage() {
  static const Table keys{"staffing.supervision.newly_qualified",
                          "more often at first",
                          {{"for_first", span(1), "until so long after they started", "6 weeks"},
                           {"every", span(1), "how often meanwhile", "1 weeks"}}};
  return keys;
}

const Table& supervision() {
  static const Table keys{"staffing.supervision",
                          "a manager sits down with each case holder and goes through the children, the riskiest first",
                          {{"by", reference("role"), "who supervises", "team_manager"},
                           {"every", span(1), "how often each case holder is seen", "1 months"},
                           {"session", quantity(in_hours, {0, 24, false}), Default{"90 minutes", assumed},
                            "how long the manager has", "90 minutes"},
                           {"per_child", quantity(in_hours, {0, 24, false}), Default{"10 minutes", assumed},
                            "time for each child", "10 minutes"},
                           {"newly_qualified", list(table(supervision_stage())), Default{"", "as often as all"},
                            "stages in order of their length", "[{for_first: 6 weeks, every: 1 weeks}]"}}};
  return keys;
}

const Table& staffing() {
  using models::AllocationPolicy, models::AllocationTime, models::Pace, models::WorkPolicy;
  static const Table keys{
      "staffing",
      "teams, the people in them, and how they work",
      {{"client_hours", table(working_hours()),
        "of a full-timer each working day, for work with and about children: after leave, training and overhead",
        "{opens: \"09:00\", per_day: 5 hours}"},
       {"ceiling", one_of({quantity(in_children, {0, 10'000, false}), quantity(in_points, {0, 10'000, false})}),
        "what a full-time case holder may hold: children, or points where `case_points` weighs them", "28 children"},
       {"teams", named("teams", table(team())), team().meaning, "{safeguarding: {..}}"},
       {"cover_after", whole_quantity(in_working_days, 0, 1000), Default{"10 working days", assumed},
        "a longer absence without cover counts as nobody's name on the case", "10 working days"},
       {"allocation", words<AllocationPolicy>({{"lowest_caseload_first", AllocationPolicy::lowest_caseload_first}}),
        Default{"lowest_caseload_first", "neutral"}, "who is given the next child", "lowest_caseload_first"},
       {"allocated",
        words<AllocationTime>(
            {{"each_morning", AllocationTime::each_morning}, {"at_every_release", AllocationTime::at_every_release}}),
        Default{"each_morning", "by the design: the managers' morning round"},
        "when those who found nobody are tried again", "each_morning"},
       {"work",
        words<WorkPolicy>({{"earliest_due_first", WorkPolicy::earliest_due_first},
                           {"first_come_first_served", WorkPolicy::first_come_first_served}}),
        Default{"earliest_due_first", assumed}, "how a worker chooses the next piece of work", "earliest_due_first"},
       {"pace", words<Pace>({{"to_the_clock", Pace::to_the_clock}, {"at_once", Pace::at_once}}),
        Default{"to_the_clock", "published quartiles of assessments and conferences show it"},
        "do people plan work for shortly before it is due, or do it once it is owed", "to_the_clock"},
       {"supervision", table(supervision()), Default{"", "nobody is supervised"}, supervision().meaning,
        "{by: team_manager, every: 1 months}"},
       {"absences", named("absences", table(absence())), Default{"", "nobody is ever absent"}, absence().meaning,
        "{sickness: {spells_per_year: 1, length: 4 working days}}"},
       {"productivity", proportion({0, 2, false}), Default{"100%", neutral},
        "hours really worked for each client hour, everybody's", "97%"},
       {"case_points", keyed_by_name("status", number(Range::between(0, 100))), Default{"", "1 each"},
        "what a child with this leading status counts against the ceiling; others count 1",
        "{child_protection_plan: 1.5}"},
       {"leaving", table(leaving()), Default{"", "nobody leaves"}, leaving().meaning, "{per_year: 11%}"},
       {"stress", table(stress()), off, stress().meaning, "{of_workload: 0.5, of_missed_supervision: 0.5}"},
       {"induction", table(inductions()), Default{"", "newcomers work fully at once"}, inductions().meaning,
        "{permanent: {begins_at: 50%, full_after: 13 weeks}}"},
       {"newly_qualified", table(newly_qualified()), off, newly_qualified().meaning,
        "{lasts: 12 months, protected: 10%}"},
       {"hiring", table(hiring()), Default{"", "nobody is hired but by measures"}, hiring().meaning,
        "{roles: [social_worker], success: 65%}"},
       {"agency", table(agency()), Default{"", "no vacancy is covered"}, agency().meaning,
        "{roles: [social_worker], share: 90%}"},
       {"overload", table(overload()), off, overload().meaning, "{plan_work_waits: 5 days}"}}};
  return keys;
}

}  // namespace casetide::scenarios::language
