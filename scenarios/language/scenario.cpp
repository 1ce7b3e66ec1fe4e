// The rooms of a scenario file, its dates, and how it is run.
#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

const Table& period() {
  static const Table keys{
      "period",
      "the days that are told of, and the days before them that fill the service",
      {{"from", date(), "first day that is told of", "2016-04-01"},
       {"until", date(), "day after the last", "2022-04-01"},
       {"warm_up_from", date(), Default{"", "as `from`"},
        "first day that is run; what happens before `from` is not told", "2016-01-01"},
       {"sample_every", whole_quantity(in_days, 1, 3660), Default{"7 days", "by the design: a week"},
        "time between samples of the traces", "7 days"}}};
  return keys;
}

const Table& precision() {
  static const Table keys{
      "precision",
      "as many replications as it takes",
      {{"precision", share(), "the interval of every headline measure is at most so wide to either side of its mean",
        "5%"},
       {"at_least", whole_number(2, 100'000), Default{"10", "usual in simulation studies"},
        "replications before the first look", "10"},
       {"at_most", whole_number(2, 100'000), Default{"1000", "assumed: a night's work"}, "replications at most",
        "200"}}};
  return keys;
}

const Table& run() {
  static const Table keys{
      "run",
      "how often, and with which chances",
      {{"seed", whole_number(0, 9'007'199'254'740'991), Default{"1", "any number will do"},
        "the same seed gives the same results, byte for byte", "2017"},
       {"replications", one_of({whole_number(1, 100'000), table(precision())}),
        Default{"30", "usual in simulation studies"}, "so many, or as many as it takes", "30"},
       {"assumptions", words<bool>({{"drawn", true}, {"central", false}}), Default{"drawn", "by the design"},
        "does each replication draw a value for each assumption, or do all keep the written ones", "drawn"}}};
  return keys;
}

const Table& list_of_rows() {
  static const Table keys{"list",
                          "a list as its CSV file has it; most scenarios name the file instead",
                          {{"columns", text(), "the line that names the columns", "\"status,opened\""},
                           {"rows", list(text()), "the lines below it", "[\"in_need,2019-01-04\"]"}}};
  return keys;
}

const Table& scenario() {
  static const Table keys{
      "scenario",
      "a scenario file",
      {{"version", whole_number(1, 1), "of the language that the file is written in", "1"},
       {"title", text(), "what the results are headed with", "Worcestershire children's services to 2022"},
       {"place", text(), "of whom it tells", "Worcestershire"},
       {"period", table(period()), period().meaning, "{from: 2016-04-01, until: 2022-04-01}"},
       {"pathway", table(pathway()), pathway().meaning, "{on_referral: [referred], ..}"},
       {"demand", table(demand()), demand().meaning, "{first_referrals: {..}}"},
       {"staffing", table(staffing()), staffing().meaning, "{teams: {..}, ..}"},
       {"plans", named("plans", table(plan())), "what may be done; the first is the baseline",
        "{no_change: {label: No change, measures: []}}"},
       {"extends", text(), Default{"", "the file stands alone"},
        "another scenario, relative to this file; tables are merged key by key, lists and single values replaced",
        "library/england.yaml"},
       {"calendar", words<bool>({{"england", true}, {"round_the_clock", false}}),
        Default{"england", "GOV.UK, bank holidays of England and Wales"},
        "which days and hours are worked: England's working days, or all hours of all days", "england"},
       {"run", table(run()), Default{"", "30 replications"}, run().meaning, "{replications: 30, seed: 2017}"},
       {"stocks", list(table(stock())), Default{"", "nobody is there at first"},
        "children who are there already when the run begins",
        "[{statuses: [looked_after], children: 694, open: 400 days}]"},
       {"initial_cases", one_of({text(), table(list_of_rows())}), Default{"", "`stocks` and a warm-up"},
        "in place of stocks and warm-up: a row for each child who is open on the first day (lists.md)", "cases.csv"},
       {"staff", one_of({text(), table(list_of_rows())}), Default{"", "the staff of the teams"},
        "beside initial_cases: a row for each person in post on the first day (lists.md)", "staff.csv"},
       {"money", table(money()), Default{"", "nothing costs anything"}, money().meaning, "{price_year: 2018-19, ..}"},
       {"options", table(options()), off, options().meaning, "{question: Who should run the service?, ..}"},
       {"assumptions", named("assumptions", table(assumption())), off,
        "values that nobody knows for certain, each with a range", "{hiring_time: {..}}"},
       {"targets", named("targets", one_of({table(target()), table(combined_target())})), off,
        "levels to reach by a year", "{manageable: {..}}"},
       {"fitted", one_of({text(), table(list_of_rows())}), Default{"", "assumptions draw from their ranges"},
        "values of assumptions that agree with the observed figures, as `casetide fit` finds them: a column for each, "
        "a row for each replication in turn",
        "fitted/draws.csv"},
       {"observed", one_of({keyed_by_name("figure", table(observed())), text()}), off,
        "what was published or counted, to be shown beside the results; or the file that holds this table",
        "{caseload_mean: {..}}"},
       {"child_population", number({0, 1e7, false}), Default{"", "nothing may be written `per 10,000`"},
        "children under 18 who live there: what `560 per 10,000` is meant of", "117000"}}};
  return keys;
}

}  // namespace casetide::scenarios::language
