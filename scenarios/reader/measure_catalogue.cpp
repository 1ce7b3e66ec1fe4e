// The catalogue: measures that have a name of their own, each as a table of the values it changes. What a table cannot
// say stands in catalogue_staff, catalogue_pathway and catalogue_costs. An entry and an example of each:
// scenarios/measures.md.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "scenarios/reader/catalogue_reading.hpp"
#include "scenarios/reader/quantities.hpp"

namespace casetide::scenarios {

namespace {

// --- the tables -----------------------------------------------------------------------------------------------------

/// `key: VALUE` sets what stands at the path, or scales it; `{role}` there is the name under the key `role`.
struct Row {
  enum class Way { sets, scales };
  std::string_view key;
  Way way;
  std::string_view path;
};
using enum Row::Way;

struct Entry {
  std::string_view name;
  std::vector<Row> rows;
  void (*more)(const Reading&) = nullptr;
  bool may_do_nothing = false;  // its effects are assumptions, and none is one of them
  std::string_view from_key = "from";
};

constexpr std::string_view per_year = "staffing.leaving.per_year";
constexpr std::string_view referrals = "demand.first_referrals.factor";
constexpr std::string_view productivity = "staffing.productivity";
constexpr std::string_view sessions_every = "staffing.supervision.every";
constexpr std::string_view session = "staffing.supervision.session";

void check_one_way(const Reading& reading) {
  if (reading.table.has("by") && reading.table.has("to")) says_one(reading, "by", "to");
}

const std::vector<Entry>& catalogue() {
  static const std::vector<Entry> entries = {
      {"cap_agency", {{"share", sets, "staffing.agency.cap"}}},
      {"retention", {{"leaving", scales, per_year}, {"bonus", sets, "money.retention.a_year"}}},
      {"change_posts", {}, add_posts},
      {"change_pay",
       {{"to", sets, "money.pay.{role}.salary"},
        {"by", scales, "money.pay.{role}.salary"},
        {"leaving", scales, per_year}},
       check_one_way},
      {"supervision",
       {{"every", sets, sessions_every},
        {"session", sets, session},
        {"per_child", sets, "staffing.supervision.per_child"}},
       add_managers},
      {"reviewing_capacity", {}, add_reviewers},
      {"monitoring", {{"every", sets, sessions_every}}, set_clocks},
      {"case_ceiling", {{"ceiling", sets, "staffing.ceiling"}, {"points", sets, "staffing.case_points"}}},
      {"process_change",  // of an obligation, or of an outcome's share
       {{"clock", sets, "pathway.obligations.{obligation}.clock.first"},
        {"then_every", sets, "pathway.obligations.{obligation}.clock.then_every"},
        {"effort", scales, "pathway.obligations.{obligation}.work.effort"}},
       change_share},
      {"demand_change", {{"by", scales, referrals}}},
      {"early_help", {{"by", scales, referrals}}},
      {"inspection_shock", {{"leaving", scales, per_year}, {"demand", scales, referrals}}},
      {"council_owned_company",
       {{"productivity", scales, productivity}, {"leaving", scales, per_year}},
       charge_company,
       true,
       "live_from"},
      {"strategic_partnership",
       {{"productivity", scales, productivity}, {"leaving", scales, per_year}},
       charge_partner,
       true},
      {"improvement_partner",
       {{"every", sets, sessions_every},
        {"session", sets, session},
        {"productivity", scales, productivity},
        {"leaving", scales, per_year}}}};
  return entries;
}

// --- rows -----------------------------------------------------------------------------------------------------------

/// The path with the names that it mentions; absent, with a problem, when one is not given.
std::optional<std::string> filled_in(const Row& row, const Reading& reading) {
  std::string path(row.path);
  const std::size_t opens = path.find('{');
  if (opens == std::string::npos) return path;
  const std::size_t closes = path.find('}');
  const std::string key = path.substr(opens + 1, closes - opens - 1);
  const Names& names = key == "role" ? reading.ground.names.roles : reading.ground.names.obligations;
  const Value name = reading.table[key];
  if (!name.present()) reading.table[row.key].problem(fmt::format("missing key `{}`: of what", key));
  if (!name.present() || !names.find<std::size_t>(name)) return {};
  return path.replace(opens, closes - opens + 1, name.text());
}

/// A factor of 1 changes nothing, and is no change.
void apply(const Row& row, const Reading& reading) {
  const Value value = reading.table[row.key];
  if (!value.present()) return;
  const std::size_t before = value.problems().count();
  const double by = row.way == scales ? factor(value) : 0;
  const auto path = by == 1 ? std::nullopt : filled_in(row, reading);
  if (!path || value.problems().count() != before) return;
  auto what = changeable(value, *path, reading.ground, row.way == sets || is_factor(row.path));
  if (!what) return;
  Dates at_once = reading.effects;
  at_once.grows_until.reset();
  reading.to.changes.push_back(row.way == sets ? setting(value, *what, at_once, value.node())
                                               : scaling(value, *what, reading.effects, by));
}

// --- reading --------------------------------------------------------------------------------------------------------

/// The days of what it changes: growing until `reached`, and no longer than it `lasts`.
std::optional<Dates> days_of_effects(const Table& table, const Dates& dates, const PlanGround& ground) {
  Dates days = dates;
  const std::size_t before = table["until"].problems().count();
  days.grows_until = day_of_run(table, "reached", ground);
  if (days.grows_until && *days.grows_until <= dates.from) table["reached"].problem("must be later than `from`");
  if (days.grows_until && *days.grows_until > dates.until) table["reached"].problem("must not be later than `until`");
  const models::Span lasts = table.keys().find("lasts") != nullptr ? span(table["lasts"]) : models::Span{};
  if (table["until"].problems().count() != before) return {};
  if (lasts.count > 0) {
    const sim::Instant end = models::due(sim::Instant{dates.from}, lasts, ground.base.calendar) - sim::one_day;
    days.until = std::min(days.until, sim::date_of(end));
  }
  return days;
}

}  // namespace

void add_key(std::vector<Node::Entry>& entries, std::string key, Node value) {
  if (std::ranges::find(entries, key, &Node::Entry::key) == entries.end())
    entries.push_back({std::move(key), value.place(), std::move(value)});
}

bool says_one(const Reading& reading, std::string_view one, std::string_view other) {
  const bool both = reading.table.has(one) && reading.table.has(other);
  const bool neither = !reading.table.has(one) && !reading.table.has(other);
  if (both) reading.table[other].problem(fmt::format("`{}` says how much already; leave one of them out", one));
  if (neither) reading.value.problem(fmt::format("missing key `{}` or `{}`: how much", one, other));
  return !both && !neither;
}

void read_catalogue_measure(const Named& measure, const PlanGround& ground, Effects& effects) {
  const Entry& entry = *std::ranges::find(catalogue(), measure.name, &Entry::name);
  const Value& value = measure.value;
  const std::size_t before = value.problems().count();
  const Table table(value);
  const auto dates = dates_of(table, entry.from_key, ground);
  const auto days = dates ? days_of_effects(table, *dates, ground) : std::nullopt;
  if (!days) return;
  Effects found;
  const Reading reading{value, table, *dates, *days, ground, found};
  for (const Row& row : entry.rows) apply(row, reading);
  if (entry.more != nullptr) entry.more(reading);
  charge("cost", *dates, reading);
  const bool nothing = found.people.empty() && found.changes.empty() && found.costs.empty();
  const bool may_do_nothing = entry.may_do_nothing || ground.idle == Idle::may_be;
  if (nothing && !may_do_nothing && value.problems().count() == before) value.problem("changes nothing");
  std::ranges::move(found.people, std::back_inserter(effects.people));
  std::ranges::move(found.changes, std::back_inserter(effects.changes));
  std::ranges::move(found.costs, std::back_inserter(effects.costs));
}

}  // namespace casetide::scenarios
