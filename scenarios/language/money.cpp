// money: what the service costs, and on which line of the tables.
#include "models/money.hpp"

#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

namespace {

Type line() { return reference("cost line"); }

}  // namespace

const Table& cost_line() {
  using models::CostKind;
  static const Table keys{
      "money.lines",
      "a line of the cost tables",
      {{"label", text(), "as tables call it", "Social workers"},
       {"kind", words<CostKind>({{"cost", CostKind::cost}, {"grant", CostKind::grant}, {"memo", CostKind::memo}}),
        Default{"cost", "neutral"}, "spent; received; or told beside the others and in no sum", "grant"},
       {"placement", boolean(), Default{"false", "neutral"}, "care itself, which is summed apart", "true"}}};
  return keys;
}

const Table& pay() {
  static const Table keys{
      "money.pay",
      "what people of a role cost",
      {{"line", line(), "employees'", "social_workers"},
       {"salary", pounds(), "of a full-timer a year, before on-costs", "£33k"},
       {"newly_qualified", pounds(), Default{"", "as `salary`"}, "... in the first year of practice", "£28k"},
       {"agency_line", line(), Default{"", "as `line`"}, "that of agency staff", "agency"},
       {"agency_hour", pounds(), Default{"£0", neutral}, "charged for each hour of agency staff, fee included",
        "£36"}}};
  return keys;
}

const Table& placement_price() {
  static const Table keys{"money.placements",
                          "what care costs",
                          {{"line", line(), "where it is charged", "placements"},
                           {"a_week", pounds(), "for each child with the status", "£700"}}};
  return keys;
}

const Table& price() {
  static const Table keys{
      "price",
      "a price",
      {{"line", line(), "where it is charged", "recruitment"}, {"amount", pounds(), "each time", "£2500"}}};
  return keys;
}

const Table& yearly_price() {
  static const Table keys{
      "yearly price",
      "a price a year",
      {{"line", line(), "where it is charged", "training"}, {"a_year", pounds(), "for each full-timer", "£800"}}};
  return keys;
}

const Table& yearly_entry() {
  static const Table keys{
      "money.entries",
      "an amount a year",
      {{"line", line(), "where it stands", "programme"},
       {"a_year", pounds(), Default{"", "this or `once`"}, "how much a year", "£3.5m"},
       {"from", date(), Default{"", "the first day of the run"}, "first day", "2017-04-01"},
       {"until", date(), Default{"", "the last day of the run"}, "day after the last", "2019-04-01"},
       {"once", pounds(), Default{"", "this or `a_year`"}, "how much, once", "£3.2m"},
       {"on", date(), Default{"", "goes with `once`"}, "the day on which it is paid", "2019-04-01"}}};
  return keys;
}

const Table& entry_once() {
  static const Table keys{"money.entries once",
                          "an amount paid once",
                          {{"line", line(), "where it stands", "programme"},
                           {"once", pounds(), "how much", "£3.2m"},
                           {"on", date(), "the day on which it is paid", "2019-04-01"},
                           {"a_year", pounds(), Default{"", "this or `once`"}, "how much a year", "£3.5m"}}};
  return keys;
}

const Table& money() {
  static const Table keys{
      "money",
      "what the service costs, in pounds of one price year",
      {{"price_year", financial_year(), Default{"", "nothing is said"}, "whose prices the amounts are in", "2018-19"},
       {"on_costs", proportion({0, 2}), Default{"0%", neutral}, "on top of salaries", "30%"},
       {"agency_day", quantity(in_hours, {0, 24, false}), Default{"444 minutes", "37 hours a week, national agreement"},
        "hours that are paid for each working day of agency staff present", "7.4 hours"},
       {"lines", named("cost lines", table(cost_line())), Default{"", "one line"},
        "every line, in the order of the tables; all else names one", "{social_workers: {label: Social workers}}"},
       {"pay", keyed_by_name("role", table(pay())), off, pay().meaning,
        "{social_worker: {line: social_workers, salary: £33k}}"},
       {"per_hire", table(price()), off, "of each employee who starts", "{line: recruitment, amount: £2500}"},
       {"per_agency_start", table(price()), off, "of each booking that starts", "{line: recruitment, amount: £500}"},
       {"retention", table(yearly_price()), off, "for each full-timer of employees who hold cases",
        "{line: retention, a_year: £1000}"},
       {"training", table(yearly_price()), off, "for each full-timer of employees", "{line: training, a_year: £800}"},
       {"first_year_support", table(yearly_price()), off, "for each full-timer of the newly qualified",
        "{line: training, a_year: £2000}"},
       {"placements", keyed_by_name("status", table(placement_price())), off, placement_price().meaning,
        "{foster_placement: {line: placements, a_week: £700}}"},
       {"entries", named("amounts", one_of({table(yearly_entry()), table(entry_once())})), off,
        "amounts that stand for themselves, under every plan",
        "{programme: {line: programme, a_year: £3.5m, from: 2017-04-01}}"}}};
  return keys;
}

}  // namespace casetide::scenarios::language
