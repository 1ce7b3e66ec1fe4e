// money: what the service costs, and on which line of the tables.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

using models::CostKind, models::CostLineId;

models::CostLine cost_line(const Named& entry) {
  const Table table(entry.value);
  models::CostLine line;
  line.name = entry.name;
  line.label = table["label"].text();
  line.kind = table["kind"].word<CostKind>();
  line.placement = table["placement"].boolean();
  return line;
}

/// What stands for lines where the scenario gives none is not there to be named.
bool is_placeholder(const std::vector<models::CostLine>& lines) {
  const models::CostLine none = models::Money{}.lines.front();
  return lines.size() == 1 && lines.front().name == none.name && lines.front().label == none.label;
}

Names names_of(const std::vector<models::CostLine>& lines) {
  std::vector<std::string> known;
  if (!is_placeholder(lines))
    for (const models::CostLine& line : lines) known.push_back(line.name);
  return Names("cost line", "cost lines", std::move(known));
}

/// The lines by name, for the prices of work and care.
class Lines {
 public:
  explicit Lines(const std::vector<models::CostLine>& lines) : names_(names_of(lines)), lines_(lines) {}

  /// Where something is charged. A grant is income: only entries may be on it.
  CostLineId charged(const Value& value, CostLineId fallback = 0) const {
    const auto line = names_.find<CostLineId>(value);
    if (line && lines_[*line].kind == CostKind::grant)
      value.problem(fmt::format("{} is a grant, which is received; this is paid", shown(names_.all()[*line])));
    return line.value_or(fallback);
  }

 private:
  Names names_;
  const std::vector<models::CostLine>& lines_;
};

/// `{line: training, a_year: £800}`: where it is charged, and the price under `key`.
void read_price(const Value& value, std::string_view key, const Lines& lines, CostLineId& line, double& price) {
  const Table table(value);
  line = lines.charged(table["line"]);
  price = pounds(table[key]);
}

models::Pay pay(models::RoleId role, const Value& value, const Lines& lines) {
  const Table table(value);
  models::Pay pay;
  pay.role = role;
  pay.line = lines.charged(table["line"]);
  pay.salary = pounds(table["salary"]);
  pay.newly_qualified = pounds(table["newly_qualified"], pay.salary);
  pay.agency_line = lines.charged(table["agency_line"], pay.line);
  pay.agency_hour = pounds(table["agency_hour"]);
  return pay;
}

models::PricedStatus placement(models::StatusId status, const Value& value, const Lines& lines) {
  models::PricedStatus price;
  price.status = status;
  read_price(value, "a_week", lines, price.line, price.pounds_a_week);
  return price;
}

/// "2018-19"
std::string price_year(const Value& value) {
  if (!value.present()) return {};
  const std::string year = value.text();
  const auto digits = [&](std::size_t at, std::size_t count) {
    return plain_decimal(year.substr(at, count)).value_or(-1);
  };
  const bool formed = year.size() == 7 && year[4] == '-' && digits(2, 2) + 1 == digits(5, 2);
  if (!formed) value.bare().expected("a financial year, such as `2018-19`");
  return year;
}

void read_prices(const Table& table, const Vocabulary& names, const Lines& lines, models::Money& money) {
  for (const Named& entry : keyed_entries(table["pay"]))
    if (const auto role = names.roles.find_key<models::RoleId>(entry))
      money.pay.push_back(pay(*role, entry.value, lines));
  for (const Named& entry : keyed_entries(table["placements"]))
    if (const auto status = names.statuses.find_key<models::StatusId>(entry))
      money.placements.push_back(placement(*status, entry.value, lines));
  read_price(table["per_hire"], "amount", lines, money.per_hire_line, money.per_hire);
  read_price(table["per_agency_start"], "amount", lines, money.per_agency_start_line, money.per_agency_start);
  read_price(table["retention"], "a_year", lines, money.retention_line, money.retention);
  read_price(table["training"], "a_year", lines, money.training_line, money.training);
  read_price(table["first_year_support"], "a_year", lines, money.first_year_support_line, money.first_year_support);
}

// --- entries --------------------------------------------------------------------------------------------------------

/// Between two days, which are the run's where they are left out.
void read_stretch(const Value& value, const Table& table, const Period& period, models::CostEntry& entry) {
  const std::size_t before = value.problems().count();
  entry.from = table["from"].date(period.warm_up_from);
  entry.until = table["until"].date(period.until);
  if (value.problems().count() != before) return;
  const bool given = table.has("from") && table.has("until");
  if (given && entry.from >= entry.until) return table["until"].problem("must be later than `from`");
  const bool overlaps = entry.from < period.until && entry.until > period.warm_up_from;
  if (period.known && !overlaps)
    value.problem(
        fmt::format("lies outside the run, {} to {}", sim::text(period.warm_up_from), sim::text(period.until)));
}

void read_day(const Table& table, const Period& period, models::CostEntry& entry) {
  const std::size_t before = table["on"].problems().count();
  entry.from = table["on"].date();
  if (!table.has("on") || !period.known || table["on"].problems().count() != before) return;
  if (entry.from < period.warm_up_from || entry.from >= period.until)
    table["on"].problem(
        fmt::format("lies outside the run, {} to {}", sim::text(period.warm_up_from), sim::text(period.until)));
}

/// The amount, in one of the two ways of saying it.
models::CostEntry cost_entry(const Value& value, const Names& lines, const Period& period) {
  const Value way = value.at("once");
  const Table table(value, way.present() ? language::entry_once() : language::yearly_entry());
  models::CostEntry entry;
  entry.line = lines.find<CostLineId>(table["line"]).value_or(0);
  entry.a_year = !way.present();
  entry.pounds = pounds(table[entry.a_year ? "a_year" : "once"]);
  if (!entry.a_year) {
    table["a_year"].problem("`once` gives the amount already; leave one of them out");
    read_day(table, period, entry);
    return entry;
  }
  table["on"].problem("goes with `once`; an amount `a_year` has `from` and `until`");
  if (value.present() && value.node().is_mapping() && !table.has("a_year"))
    value.problem("missing key `a_year` or `once`: how much");
  read_stretch(value, table, period, entry);
  return entry;
}

}  // namespace

std::vector<models::CostEntry> read_cost_entries(const Value& table, const models::Money& money, const Period& period) {
  const Names lines = names_of(money.lines);
  std::vector<models::CostEntry> entries;
  for (const Named& entry : named_entries(table)) entries.push_back(cost_entry(entry.value, lines, period));
  return entries;
}

models::Money read_money(const Value& value, const Vocabulary& names, const Period& period) {
  const Table table(value);
  models::Money money;
  money.price_year = price_year(table["price_year"]);
  money.on_costs = proportion(table["on_costs"]);
  money.agency_day = minutes(table["agency_day"]);
  std::vector<models::CostLine> lines;
  for (const Named& entry : named_entries(table["lines"])) lines.push_back(cost_line(entry));
  if (!lines.empty()) money.lines = std::move(lines);
  read_prices(table, names, Lines(money.lines), money);
  money.entries = read_cost_entries(table["entries"], money, period);
  return money;
}

}  // namespace casetide::scenarios
