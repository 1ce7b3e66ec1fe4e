// demand and stocks: who comes, and who is there already.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

using sim::text;

models::DemandPeriod demand_period(const Value& value, double population) {
  const Table table(value);
  const std::size_t before = value.problems().count();
  const models::DemandPeriod period{table["from"].date(), table["until"].date(),
                                    number_of_children(table["children"], population)};
  if (value.problems().count() == before && table.has("from") && table.has("until") && period.from >= period.until)
    table["until"].problem(fmt::format("must be later than `from`, {}", text(period.from)));
  return period;
}

/// The values of a list or a table of periods.
std::vector<Value> values_of(const Value& series) {
  if (!series.bare().is_table()) return series.items();
  std::vector<Value> values;
  for (const Named& entry : keyed_entries(series)) values.push_back(entry.value);
  return values;
}

/// Without gap or overlap, over the whole run.
void check_periods(const Value& series, const std::vector<models::DemandPeriod>& periods, const Period& run) {
  const std::vector<Value> items = values_of(series);
  if (items.empty()) return series.problem("expected at least one period");
  for (std::size_t i = 1; i < items.size(); ++i)
    if (periods[i].from != periods[i - 1].until)
      items[i].problem(fmt::format("begins on {}, but the period before it ends on {}: a gap or an overlap",
                                   text(periods[i].from), text(periods[i - 1].until)));
  if (!run.known) return;
  if (periods.front().from > run.warm_up_from)
    items.front().problem(
        fmt::format("begins on {}, after the run does on {}", text(periods.front().from), text(run.warm_up_from)));
  if (periods.back().until < run.until)
    items.back().problem(
        fmt::format("ends on {}, before the run does on {}", text(periods.back().until), text(run.until)));
}

/// The days of such a key, `2016-17` or `2016-04`; absent, with a problem, when it is none.
std::optional<models::DemandPeriod> days_of_key(const Named& entry, bool months) {
  using namespace std::chrono;
  const auto digits = [&](std::size_t at, std::size_t count) {
    return static_cast<int>(plain_decimal(entry.name.substr(at, count)).value_or(-1));
  };
  const bool formed = entry.name.size() == 7 && entry.name[4] == '-' && digits(0, 4) >= 2010 && digits(0, 4) <= 2030;
  const int second = formed ? static_cast<int>(entry.name[5] - '0') * 10 + (entry.name[6] - '0') : 0;
  const bool sound = formed && (months ? second >= 1 && second <= 12 : (digits(0, 4) + 1) % 100 == second);
  if (!sound) {
    entry.problem(months ? "expected a month, such as `2016-04`" : "expected a financial year, such as `2016-17`");
    return {};
  }
  const auto first = year(digits(0, 4)) / (months ? second : 4) / 1;
  return models::DemandPeriod{sim::Date(first), sim::Date(first + std::chrono::months(months ? 1 : 12)), 0};
}

/// `{2016-17: 4350, 2017-18: 4410}`
std::vector<models::DemandPeriod> series(const Value& table, bool months, double population) {
  std::vector<models::DemandPeriod> periods;
  for (const Named& entry : keyed_entries(table))
    if (auto period = days_of_key(entry, months)) {
      period->children = number_of_children(entry.value, population);
      periods.push_back(*period);
    }
  std::ranges::sort(periods, {}, &models::DemandPeriod::from);
  return periods;
}

/// The one way in which first referrals are told; absent, with a problem, where there is none or more than one.
std::optional<std::string_view> the_series(const Value& value, const Table& table) {
  std::optional<std::string_view> only;
  for (const std::string_view key : {"periods", "by_financial_year", "by_month"}) {
    if (!table.has(key)) continue;
    if (only)
      return table[key].problem(fmt::format("`{}` says it already; leave one of them out", *only)), std::nullopt;
    only = key;
  }
  if (!only && value.is_table())
    value.problem("missing key `periods`, `by_financial_year` or `by_month`: how many come");
  return only;
}

std::vector<models::DemandPeriod> first_referrals(const Value& value, const Period& run, double population) {
  const Table table(value);
  table["unit"].word<int>();
  const std::size_t before = value.problems().count();
  const auto key = the_series(value, table);
  if (!key) return {};
  std::vector<models::DemandPeriod> periods;
  if (key == "periods")
    for (const Value& item : table["periods"].items()) periods.push_back(demand_period(item, population));
  else
    periods = series(table[*key], key == "by_month", population);
  if (value.problems().count() == before) check_periods(table[*key], periods, run);
  return periods;
}

std::vector<double> household_sizes(const Value& value) {
  const Table table(value);
  const std::size_t before = value.problems().count();
  std::vector<double> shares;
  double sum = 0;
  for (const Named& entry : keyed_entries(table["shares"])) {
    const auto size = number_of_key(entry, table["shares"]);
    if (!size) continue;
    const auto place = static_cast<std::size_t>(*size - 1);
    if (place >= shares.size()) shares.resize(place + 1);
    sum += shares[place] = entry.value.share();
  }
  if (value.problems().count() == before) check_sum_of_shares(table["shares"], sum);
  return shares;
}

std::vector<models::UrgencyShare> urgencies(const Value& value) {
  const Table table(value);
  const std::size_t before = value.problems().count();
  std::vector<models::UrgencyShare> shares;
  double sum = 0;
  for (const Named& entry : named_entries(table["shares"])) {
    shares.push_back({entry.name, entry.value.share()});
    sum += shares.back().share;
  }
  if (value.problems().count() == before) check_sum_of_shares(table["shares"], sum);
  return shares;
}

models::Returns returns(const Value& value) {
  const Table table(value);
  const models::Returns returns{table["share"].share(), distribution(table["after"])};
  if (returns.share > 0 && !table.has("after"))
    value.problem(
        "missing key `after`: the time until a household comes back, such as `{weibull: {scale: 150 days, "
        "shape: 0.9}}`");
  return returns;
}

/// The number of children who come, in one of the two ways of saying it.
void read_number(const Value& value, const Table& table, double population, models::Stream& stream) {
  stream.per_first_referral = table["per_first_referral"].number();
  stream.a_year = number_of_children(table["a_year"], population);
  if (!value.present() || !value.node().is_mapping()) return;
  if (!table.has("per_first_referral") && !table.has("a_year"))
    value.problem("missing key `per_first_referral` or `a_year`: how many come");
  if (table.has("per_first_referral"))
    table["a_year"].problem("`per_first_referral` says how many come already; leave one of them out");
}

/// One that does not say how old children are, takes it from `usual_age`.
models::Stream stream(const Named& entry, const sim::Distribution& usual_age, const Vocabulary& names,
                      const Coverage& coverage, double population) {
  const Table table(entry.value);
  models::Stream stream;
  stream.name = entry.name;
  stream.begins = first_statuses(table["begins"], names, coverage);
  if (table.has("begins") && table["begins"].items().empty())
    table["begins"].problem("who comes begins at least one status");
  read_number(entry.value, table, population, stream);
  stream.age_years = table.has("ages") ? distribution(table["ages"]) : usual_age;
  return stream;
}

models::Stock stock(const Value& value, const Vocabulary& names, const Coverage& coverage, double population) {
  const Table table(value);
  models::Stock stock;
  stock.statuses = first_statuses(table["statuses"], names, coverage);
  stock.children = number_of_children(table["children"], population);
  stock.days_open = distribution(table["open"]);
  if (table.has("referred")) stock.days_referred = distribution(table["referred"]);
  if (table.has("ages")) stock.age_years = distribution(table["ages"]);
  if (table.has("statuses") && table["statuses"].items().empty())
    table["statuses"].problem("children who are open hold at least one status");
  return stock;
}

}  // namespace

models::Demand read_demand(const Value& value, const Period& period, const Vocabulary& names, const Coverage& coverage,
                           double population) {
  const Table table(value);
  models::Demand demand;
  demand.first_referrals = first_referrals(table["first_referrals"], period, population);
  demand.first_referrals_factor = proportion(table["first_referrals"].at("factor"));
  if (table.has("received")) demand.received = working_hours(table["received"]);
  if (table.has("month_factors")) demand.month_factor = month_factors(Table(table["month_factors"])["by_month"]);
  if (table.has("household_sizes")) demand.household_size_share = household_sizes(table["household_sizes"]);
  if (table.has("urgency")) demand.urgencies = urgencies(table["urgency"]);
  if (table.has("returns")) demand.returns = returns(table["returns"]);
  demand.age_years = distribution(table["ages"]);
  for (const Named& entry : named_entries(table["streams"]))
    demand.streams.push_back(stream(entry, demand.age_years, names, coverage, population));
  return demand;
}

std::vector<models::Stock> read_stocks(const Value& value, const Vocabulary& names, const Coverage& coverage,
                                       double population) {
  const std::vector<Value> items = value.items();
  std::vector<models::Stock> stocks;
  stocks.reserve(items.size());
  for (const Value& item : items) stocks.push_back(stock(item, names, coverage, population));
  return stocks;
}

}  // namespace casetide::scenarios
