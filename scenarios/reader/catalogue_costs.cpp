// What the measures of the catalogue cost, and who pays when.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/amounts.hpp"
#include "scenarios/reader/catalogue_reading.hpp"
#include "scenarios/reader/quantities.hpp"

namespace casetide::scenarios {

namespace {

Node day_node(sim::Date day, const Place& place) { return Node::scalar(sim::text(day), false, place); }

/// `{line: .., a_year: ..}` or `{line: .., once: ..}` with the measure's days where it has none of its own.
Node with_days(const Node& cost, const Dates& dates) {
  if (!cost.is_mapping()) return cost;
  std::vector<Node::Entry> entries = cost.entries();
  const bool once = cost.find("once") != nullptr;
  if (once) add_key(entries, "on", day_node(dates.from, cost.place()));
  if (!once) add_key(entries, "from", day_node(dates.from, cost.place()));
  if (!once && dates.until != sim::Date::max()) add_key(entries, "until", day_node(dates.until, cost.place()));
  return Node::mapping(std::move(entries), cost.place());
}

void charge(Node costs, const std::string& path, const Reading& reading) {
  const Rooted rooted(reading.value.problems(), costs, path);
  const Value table(costs, language::plan().find("costs")->type, reading.value.problems());
  const auto entries = read_cost_entries(table, reading.ground.base.money, reading.ground.period);
  reading.to.costs.insert(reading.to.costs.end(), entries.begin(), entries.end());
}

/// `{LINE: POUNDS}`, once on a day.
void charge_lines(const Value& lines, sim::Date day, const Reading& reading) {
  std::vector<Node::Entry> entries;
  for (const Named& entry : keyed_entries(lines)) {
    const Place place = entry.value.node().place();
    Node cost = Node::mapping({{"line", entry.key_place, Node::scalar(entry.name, false, entry.key_place)},
                               {"once", place, entry.value.node()},
                               {"on", place, day_node(day, place)}},
                              place);
    entries.push_back({entry.name, entry.key_place, std::move(cost)});
  }
  if (!entries.empty()) charge(Node::mapping(std::move(entries), lines.node().place()), lines.path(), reading);
}

/// `{line: .., surplus: £1m, rate: 19%}`, a year.
void charge_tax(const Value& tax, const Reading& reading) {
  const Table table(tax);
  const double a_year = pounds(table["surplus"]) * table["rate"].share();
  if (!table.has("line")) return;
  const Place place = tax.node().place();
  Node cost =
      Node::mapping({{"line", place, table["line"].node()}, {"a_year", place, number_node(a_year, place)}}, place);
  charge(Node::mapping({{"corporation_tax", place, with_days(cost, reading.dates)}}, place), reading.value.path(),
         reading);
}

}  // namespace

void charge(std::string_view key, const Dates& dates, const Reading& reading) {
  const Value cost = reading.table[key];
  if (!cost.present()) return;
  const Place place = cost.node().place();
  charge(Node::mapping({{std::string(key), place, with_days(cost.node(), dates)}}, place), reading.value.path(),
         reading);
}

void charge_company(const Reading& reading) {
  const auto shadow = day_of_run(reading.table, "shadow_from", reading.ground);
  if (shadow && *shadow > reading.dates.from)
    reading.table["shadow_from"].problem("must not be later than `live_from`");
  charge_lines(reading.table["set_up"], shadow.value_or(reading.dates.from), reading);
  charge("running", reading.dates, reading);
  charge("vat", reading.dates, reading);
  charge_tax(reading.table["corporation_tax"], reading);
}

void charge_partner(const Reading& reading) {
  charge("fee", reading.dates, reading);
  if (!reading.table.has("exit")) return;
  if (!reading.table.has("until"))
    return reading.table["exit"].problem("missing `until`: the day on which the partnership ends and this is paid");
  Dates at_the_end = reading.dates;
  at_the_end.from = reading.dates.until;
  charge("exit", at_the_end, reading);
}

}  // namespace casetide::scenarios
