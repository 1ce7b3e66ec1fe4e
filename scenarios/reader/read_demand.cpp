// demand and stocks: who comes, and who is there already.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

constexpr std::array<std::string_view, 12> month_names = {"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};
constexpr int largest_household = 12;
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
  const Table table(value, {{"unit", "periods"}});
  table["unit"].one_of<int>({{"children", 0}}, 0);
  const std::size_t before = value.problems().count();
  std::vector<models::DemandPeriod> periods;
  for (const Value& item : table["periods"].items()) periods.push_back(demand_period(item));
  const bool sound = value.problems().count() == before;
  if (sound && table.has("periods")) check_periods(table["periods"], periods, run);
  return periods;
}

void read_month_factors(const Value& value, std::array<double, 12>& factors) {
  const Table table(value, {{"by_month"}});
  const std::vector<std::string> known(month_names.begin(), month_names.end());
  for (const Named& entry : keyed_entries(table["by_month"])) {
    const auto month = std::ranges::find(month_names, entry.name);
    if (month == month_names.end()) {
      entry.problem(fmt::format("unknown month{}", suggestion(entry.name, known, "months")));
    } else {
      factors[static_cast<std::size_t>(month - month_names.begin())] = entry.value.number(Range::between(0, 100), 1);
    }
  }
  if (std::ranges::all_of(factors, [](double factor) { return factor == 0; }))
    value.problem("at least one month must have a factor above 0");
}

/// The place of a household size in a table of shares; absent, with a problem, when it is no size.
std::optional<std::size_t> household_size(const Named& entry) {
  int size = 0;
  const char* end = entry.name.data() + entry.name.size();
  const auto read = std::from_chars(entry.name.data(), end, size);
  if (read.ec == std::errc() && read.ptr == end && size >= 1 && size <= largest_household && entry.name[0] != '0')
    return static_cast<std::size_t>(size - 1);
  entry.problem(fmt::format("expected a number of children from 1 to {}", largest_household));
  return {};
}

std::vector<double> household_sizes(const Value& value) {
  const Table table(value, {{"shares"}});
  const std::size_t before = value.problems().count();
  std::vector<double> shares;
  double sum = 0;
  for (const Named& entry : keyed_entries(table["shares"])) {
    const auto place = household_size(entry);
    if (!place) continue;
    if (*place >= shares.size()) shares.resize(*place + 1);
    sum += shares[*place] = entry.value.share();
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

models::Stock stock(const Value& value, const Vocabulary& names, const Coverage& coverage) {
  const Table table(value, {{"statuses", "children", "open"}});
  models::Stock stock;
  stock.statuses = served_statuses(table["statuses"], names, coverage);
  stock.children = table["children"].number(number_of_children);
  stock.days_open = distribution(table["open"], in_days);
  if (table.has("statuses") && table["statuses"].items().empty())
    table["statuses"].problem("children who are open hold at least one status");
  return stock;
}

}  // namespace

models::Demand read_demand(const Value& value, const Period& period) {
  const Table table(value,
                    {{"first_referrals"}, {"received", "month_factors", "household_sizes", "urgency", "returns"}});
  models::Demand demand;
  demand.first_referrals = first_referrals(table["first_referrals"], period);
  if (table.has("received")) demand.received = working_hours(table["received"]);
  if (table.has("month_factors")) read_month_factors(table["month_factors"], demand.month_factor);
  if (table.has("household_sizes")) demand.household_size_share = household_sizes(table["household_sizes"]);
  if (table.has("urgency")) demand.urgencies = urgencies(table["urgency"]);
  if (table.has("returns")) demand.returns = returns(table["returns"]);
  return demand;
}

std::vector<models::Stock> read_stocks(const Value& value, const Vocabulary& names, const Coverage& coverage) {
  std::vector<models::Stock> stocks;
  for (const Value& item : value.items()) stocks.push_back(stock(item, names, coverage));
  return stocks;
}

}  // namespace casetide::scenarios
