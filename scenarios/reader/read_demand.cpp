// demand and stocks: who comes, and who is there already.
#include <fmt/format.h>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

constexpr int largest_household = 12;
constexpr std::size_t streams_limit = 30;
constexpr Range number_of_children = {0, 1e7};

std::string text(sim::Date date) {
  const std::chrono::year_month_day day(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

models::DemandPeriod demand_period(const Value& value) {
  const Table table(value, {{"from", "until", "children"}});
  const std::size_t before = value.problems().count();
  const models::DemandPeriod period{table["from"].date(), table["until"].date(),
                                    table["children"].number(number_of_children)};
  if (value.problems().count() == before && table.has("from") && table.has("until") && period.from >= period.until)
    table["until"].problem(fmt::format("must be later than `from`, {}", text(period.from)));
  return period;
}

/// Without gap or overlap, over the whole run.
void check_periods(const Value& list, const std::vector<models::DemandPeriod>& periods, const Period& run) {
  const std::vector<Value> items = list.items();
  if (items.empty()) return list.problem("expected at least one period");
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

std::vector<models::DemandPeriod> first_referrals(const Value& value, const Period& run) {
  const Table table(value, {{"unit", "periods"}, {"factor"}});
  table["unit"].one_of<int>({{"children", 0}}, 0);
  const std::size_t before = value.problems().count();
  std::vector<models::DemandPeriod> periods;
  for (const Value& item : table["periods"].items()) periods.push_back(demand_period(item));
  const bool sound = value.problems().count() == before;
  if (sound && table.has("periods")) check_periods(table["periods"], periods, run);
  return periods;
}

std::vector<double> household_sizes(const Value& value) {
  const Table table(value, {{"shares"}});
  const std::size_t before = value.problems().count();
  std::vector<double> shares;
  double sum = 0;
  for (const Named& entry : keyed_entries(table["shares"])) {
    const auto size = number_of_key(entry, 1, largest_household, "a number of children");
    if (!size) continue;
    const auto place = static_cast<std::size_t>(*size - 1);
    if (place >= shares.size()) shares.resize(place + 1);
    sum += shares[place] = entry.value.share();
  }
  if (value.problems().count() == before) check_sum_of_shares(table["shares"], sum);
  return shares;
}

std::vector<models::UrgencyShare> urgencies(const Value& value) {
  const Table table(value, {{"shares"}});
  const std::size_t before = value.problems().count();
  std::vector<models::UrgencyShare> shares;
  double sum = 0;
  for (const Named& entry : named_entries(table["shares"], "urgencies")) {
    shares.push_back({entry.name, entry.value.share()});
    sum += shares.back().share;
  }
  if (value.problems().count() == before) check_sum_of_shares(table["shares"], sum);
  return shares;
}

models::Returns returns(const Value& value) {
  const Table table(value, {{"share"}, {"after"}});
  const models::Returns returns{table["share"].share(), distribution(table["after"], in_days)};
  if (returns.share > 0 && !table.has("after"))
    value.problem(
        "missing key `after`: the time until a household comes back, such as `{weibull: {scale: 150 days, "
        "shape: 0.9}}`");
  return returns;
}

/// The number of children who come, in one of the two ways of saying it.
void read_number(const Value& value, const Table& table, models::Stream& stream) {
  stream.per_first_referral = table["per_first_referral"].number(Range::between(0, 1000));
  stream.a_year = quantity(table["a_year"], in_children, number_of_children);
  if (!value.present() || !value.node().is_mapping()) return;
  if (!table.has("per_first_referral") && !table.has("a_year"))
    value.problem("missing key `per_first_referral` or `a_year`: how many come");
  if (table.has("per_first_referral"))
    table["a_year"].problem("`per_first_referral` says how many come already; leave one of them out");
}

/// One that does not say how old children are, takes it from `usual_age`.
models::Stream stream(const Named& entry, const sim::Distribution& usual_age, const Vocabulary& names,
                      const Coverage& coverage) {
  const Table table(entry.value, {{"begins"}, {"per_first_referral", "a_year", "ages"}});
  models::Stream stream;
  stream.name = entry.name;
  stream.begins = first_statuses(table["begins"], names, coverage);
  if (table.has("begins") && table["begins"].items().empty())
    table["begins"].problem("who comes begins at least one status");
  read_number(entry.value, table, stream);
  stream.age_years = table.has("ages") ? distribution(table["ages"], in_years) : usual_age;
  return stream;
}

models::Stock stock(const Value& value, const Vocabulary& names, const Coverage& coverage) {
  const Table table(value, {{"statuses", "children", "open"}, {"ages"}});
  models::Stock stock;
  stock.statuses = first_statuses(table["statuses"], names, coverage);
  stock.children = table["children"].number(number_of_children);
  stock.days_open = distribution(table["open"], in_days);
  if (table.has("ages")) stock.age_years = distribution(table["ages"], in_years);
  if (table.has("statuses") && table["statuses"].items().empty())
    table["statuses"].problem("children who are open hold at least one status");
  return stock;
}

}  // namespace

models::Demand read_demand(const Value& value, const Period& period, const Vocabulary& names,
                           const Coverage& coverage) {
  const Table table(value, {{"first_referrals"},
                            {"received", "month_factors", "household_sizes", "urgency", "returns", "ages", "streams"}});
  models::Demand demand;
  demand.first_referrals = first_referrals(table["first_referrals"], period);
  demand.first_referrals_factor = proportion(table["first_referrals"].at("factor"), {0, 10, false}, 1);
  if (table.has("received")) demand.received = working_hours(table["received"]);
  if (table.has("month_factors"))
    demand.month_factor = month_factors(Table(table["month_factors"], {{"by_month"}})["by_month"]);
  if (table.has("household_sizes")) demand.household_size_share = household_sizes(table["household_sizes"]);
  if (table.has("urgency")) demand.urgencies = urgencies(table["urgency"]);
  if (table.has("returns")) demand.returns = returns(table["returns"]);
  demand.age_years = distribution(table["ages"], in_years);
  for (const Named& entry : named_entries(table["streams"], "streams", streams_limit))
    demand.streams.push_back(stream(entry, demand.age_years, names, coverage));
  return demand;
}

std::vector<models::Stock> read_stocks(const Value& value, const Vocabulary& names, const Coverage& coverage) {
  std::vector<models::Stock> stocks;
  for (const Value& item : value.items()) stocks.push_back(stock(item, names, coverage));
  return stocks;
}

}  // namespace casetide::scenarios
