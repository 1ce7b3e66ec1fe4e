// What is asked of the results, and what is not known for certain: assumptions, targets, observed figures, options.
#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

namespace {

Field evidence(Default otherwise = {}) {
  Field status = *documentation().find("status");
  status.otherwise = otherwise;
  return status;
}

Field required(Field field) {
  field.required = true;
  return field;
}

}  // namespace

const Table& assumption_range() {
  static const Table keys{"assumptions.range",
                          "how far it may be off; every value alike, or one the most likely",
                          {{"low", amount(), "the least", "4%"},
                           {"high", amount(), "the most", "12%"},
                           {"likely", amount(), Default{"", "every value alike"}, "the most likely", "6.5%"}}};
  return keys;
}

const Table& assumption() {
  static const Table keys{
      "assumptions",
      "a value that nobody knows for certain; each replication draws one, the same under every plan",
      {{"label", text(), "as tables call it", "Time until a new worker starts"},
       {"what", one_of({path(), list(path())}), "the path of the value, or of several that share the draw",
        "staffing.hiring.starts_after.triangular.mode"},
       required(evidence()),
       {"source", text(), "where the range is from", "Human resources, starters of 2016-17"},
       {"range", one_of({table(assumption_range()), between()}), Default{"", "this or `factor`"},
        "values, in the unit in which it is written", "between 10 weeks and 26 weeks, most likely 16 weeks"},
       {"factor", one_of({table(assumption_range()), between()}), Default{"", "this or `range`"},
        "what the written value is multiplied by; has 1 in it", "between 0.9 and 1.1"},
       {"fit", boolean(), Default{"false", neutral},
        "is the range what was believed before the published figures were looked at, which `casetide fit` narrows",
        "true"}}};
  return keys;
}

const Table& target() {
  static const Table keys{
      "targets",
      "a level to reach",
      {{"label", text(), "as tables and charts call it", "A manageable caseload"},
       {"figure", reference("figure"), "a headline measure or a national indicator", "caseload_mean"},
       {"by", whole_number(2010, 2031), "the financial year, by the calendar year in which it ends", "2022"},
       {"source", text(), "whose level it is", "DfE, national average 2017"},
       {"at_least", figure(), Default{"", "this or `at_most`"}, "the level, or more", "83.1%"},
       {"at_most", figure(), Default{"", "this or `at_least`"}, "the level, or less", "18"}}};
  return keys;
}

const Table& combined_target() {
  static const Table keys{"targets together",
                          "targets taken together",
                          {{"label", text(), "as tables and charts call it", "Good by 2022"},
                           {"all_of", list(reference("target")), Default{"", "this or `any_of`"}, "all of them are met",
                            "[manageable, timely]"},
                           {"any_of", list(reference("target")), Default{"", "this or `all_of`"}, "one of them is met",
                            "[manageable, timely]"},
                           {"by", whole_number(2010, 2031), Default{"", "the latest of theirs"},
                            "the financial year, by the calendar year in which it ends", "2022"}}};
  return keys;
}

namespace {

Type tolerance() { return one_of({share(), quantity(in_points, Range::above(0))}); }

}  // namespace

const Table& observed_fit() {
  static const Table keys{
      "observed.fit",
      "makes the series one of those that `casetide fit` seeks to meet",
      {{"error", tolerance(),
        "standard error of a published value as a measure of what the model means: a part of it, or points of a "
        "percentage",
        "5%"},
       {"weight", number({0, 1000, false}), Default{"1", neutral},
        "how much it counts: 2 as much as the same figure published twice", "0.5"}}};
  return keys;
}

const Table& observed() {
  static const Table keys{
      "observed",
      "a series that was published or counted",
      {{"values", keyed_by_number(2010, 2030, "the year in which it ends, such as `2017`,", figure()),
        "by the calendar year in which the financial year ends", "{2017: 22.4, 2018: 20.1}"},
       required(evidence()),
       {"source", text(), "where it was published", "DfE, Children's social work workforce 2017, table 5"},
       {"fit", table(observed_fit()), Default{"", "the series is shown, and not fitted"}, observed_fit().meaning,
        "{error: 5%}"},
       {"within", tolerance(), Default{"", "nobody judges it"},
        "how near the fitted model must come in each year: a part of the published value, or points", "8 points"},
       {"within_together", tolerance(), Default{"", "nobody judges it"},
        "... and the sum of all fitted years, or the mean of a percentage", "5%"}}};
  return keys;
}

const Table& criterion() {
  static const Table keys{"options.criteria",
                          "what options are scored by",
                          {{"label", text(), "as tables call it", "Timescale"},
                           {"weight", number({0, 1000, false}), Default{"1", "neutral"}, "how much it counts", "2"}}};
  return keys;
}

const Table& gate() {
  static const Table keys{"options.gates",
                          "what an option must pass, whatever its score",
                          {{"label", text(), "as tables call it", "Operational independence"}}};
  return keys;
}

const Table& option() {
  static const Table keys{
      "options.options",
      "one of what is weighed up",
      {{"plan", reference("plan"), "the plan that it is simulated as", "company"},
       {"label", text(), Default{"", "the plan's"}, "as tables call it", "A council-owned company"},
       {"scores", keyed_by_name("criterion", number({0, 10})), off, "from 0 to 10, by criterion", "{timescale: 8}"},
       {"passes", keyed_by_name("gate", boolean()), off, "whether it does, by gate", "{independence: true}"},
       {"note", text(), Default{"", "nothing is said"}, "what a reader ought to know", "Nobody has scored the cost."}}};
  return keys;
}

const Table& options() {
  static const Table keys{
      "options",
      "what people judge and score beside the simulation; it never enters it",
      {{"question", text(), Default{"", "nothing is said"}, "what is to be decided", "Who should run the service?"},
       {"criteria", named("criteria", table(criterion())), off, criterion().meaning, "{cost: {label: Cost}}"},
       {"gates", named("gates", table(gate())), off, gate().meaning,
        "{independence: {label: Operational independence}}"},
       {"options", named("options", table(option())), off, option().meaning, "{company: {plan: company}}"}}};
  return keys;
}

}  // namespace casetide::scenarios::language
