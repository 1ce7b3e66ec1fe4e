// demand and stocks: who comes, and who is there already.
#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

const Table& working_hours() {
  static const Table keys{"hours",
                          "hours of each working day",
                          {{"opens", time_of_day(), "when they begin", "\"09:00\""},
                           {"per_day", quantity(in_hours_a_day, {0, 24, false}), "how long they are", "5 hours"}}};
  return keys;
}

const Table& demand_period() {
  static const Table keys{"demand.first_referrals.periods",
                          "how many children are first referred between two days",
                          {{"from", date(), "first day", "2016-04-01"},
                           {"until", date(), "day after the last; the next period begins here", "2017-04-01"},
                           {"children", children(), "first referred in all that time", "4350"}}};
  return keys;
}

const Table& first_referrals() {
  static const Table keys{
      "demand.first_referrals",
      "children who are referred for the first time",
      {{"unit", words<int>({{"children", 0}}), "what is counted", "children"},
       {"periods", list(table(demand_period())), Default{"", "this, `by_financial_year` or `by_month`"},
        "without gap or overlap, over the whole run", "[{from: 2016-04-01, until: 2017-04-01, children: 4350}]"},
       {"by_financial_year", keyed({}, children()), Default{"", "instead of `periods`"},
        "of each year from 1 April to 31 March", "{2016-17: 4350, 2017-18: 4410}"},
       {"by_month", keyed({}, children()), Default{"", "instead of `periods`"}, "of each month",
        "{2016-04: 350, 2016-05: 372}"},
       {"factor", proportion({0, 10, false}), Default{"100%", neutral}, "multiplies all periods", "1.05"}}};
  return keys;
}

const Table& month_factors() {
  static const Table keys{
      "demand.month_factors",
      "the seasons of referrals",
      {{"by_month", keyed({month_names().begin(), month_names().end()}, number(Range::between(0, 100))),
        "relative; months that are left out have 1", "{july: 1.1, august: 0.8}"}}};
  return keys;
}

const Table& household_sizes() {
  static const Table keys{"demand.household_sizes",
                          "how many children are referred together",
                          {{"shares", keyed_by_number(1, 12, "a number of children", share()),
                            "of households, by the number of children; they come to 100 %", "{1: 55%, 2: 45%}"}}};
  return keys;
}

const Table& urgency() {
  static const Table keys{
      "demand.urgency",
      "how urgent a referral is, the most urgent first",
      {{"shares", named("urgencies", share()), "of households; they come to 100 %", "{urgent: 20%, standard: 80%}"}}};
  return keys;
}

const Table& returns() {
  static const Table keys{"demand.returns",
                          "households that come back after they were closed",
                          {{"share", share(), "of households, where an outcome does not say", "22%"},
                           {"after", distribution(in_days), Default{"", "required where anybody comes back"},
                            "time until they do", "{weibull: {scale: 150 days, shape: 0.9}}"}}};
  return keys;
}

const Table& stream() {
  static const Table keys{
      "demand.streams",
      "others who come, one at a time and beside first referrals",
      {{"begins", list(reference("status")), "the statuses with which they come", "[contact]"},
       {"per_first_referral", number(Range::between(0, 1000)), Default{"0", "this or `a_year`"},
        "so many for each child first referred, with the seasons", "3"},
       {"a_year", children(), Default{"", "this or `per_first_referral`"}, "so many a year, evenly", "14 children"},
       {"ages", distribution(in_years), Default{"", "as old as first referrals"}, "how old they are",
        "{uniform: {low: 14 years, high: 17 years}}"}}};
  return keys;
}

const Table& stock() {
  static const Table keys{"stocks",
                          "children who are there when the run begins",
                          {{"statuses", list(reference("status")), "what they are", "[looked_after]"},
                           {"children", children(), "how many", "694"},
                           {"open", distribution(in_days), "how long they have been", "400 days"},
                           {"referred", distribution(in_days), Default{"", "as long as `open`"},
                            "how long ago they were referred, where they have been open with other statuses before",
                            "{uniform: {low: 365 days, high: 2000 days}}"},
                           {"ages", distribution(in_years), Default{"", "as old as first referrals"},
                            "how old they are when the run begins", "{uniform: {low: 1 years, high: 17 years}}"}}};
  return keys;
}

const Table& demand() {
  static const Table keys{
      "demand",
      "who comes, when and how old",
      {{"first_referrals", table(first_referrals()), first_referrals().meaning, "{unit: children, periods: [..]}"},
       {"received", table(working_hours()), Default{"", "from 09:00, 8 hours of each working day; assumed"},
        "when referrals reach the service", "{opens: \"09:00\", per_day: 8 hours}"},
       {"month_factors", table(month_factors()), Default{"", "every month alike"}, month_factors().meaning,
        "{by_month: {august: 0.8}}"},
       {"household_sizes", table(household_sizes()), Default{"", "one child each"}, household_sizes().meaning,
        "{shares: {1: 55%, 2: 45%}}"},
       {"urgency", table(urgency()), Default{"", "all alike"}, urgency().meaning,
        "{shares: {urgent: 20%, standard: 80%}}"},
       {"returns", table(returns()), Default{"", "nobody comes back"}, returns().meaning,
        "{share: 22%, after: {weibull: {scale: 150 days, shape: 0.9}}}"},
       {"ages", distribution(in_years), Default{"", "newborn"}, "how old children are who are first referred",
        "{bands: [{from: 0 years, to: 5 years, share: 35%}, {from: 5 years, to: 17 years, share: 65%}]}"},
       {"streams", named("streams", table(stream()), 30), off, stream().meaning,
        "{contacts: {begins: [contact], per_first_referral: 3}}"}}};
  return keys;
}

std::span<const std::string_view> month_names() {
  static constexpr std::array<std::string_view, 12> names = {"january",   "february", "march",    "april",
                                                             "may",       "june",     "july",     "august",
                                                             "september", "october",  "november", "december"};
  return names;
}

}  // namespace casetide::scenarios::language
