#include "scenarios/reader/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/path_advice.hpp"
#include "scenarios/reader/quantities.hpp"

namespace casetide::scenarios {

namespace {

// --- what may change ------------------------------------------------------------------------------------------------

/// What a plan may change, `*` for any key or place in a list; what lies below is meant as well.
constexpr std::array<std::string_view, 8> changeable_values = {"staffing",
                                                               "demand",
                                                               "money",
                                                               "pathway.decisions",
                                                               "pathway.obligations.*.clock",
                                                               "pathway.obligations.*.work",
                                                               "pathway.obligations.*.meeting.arranged_ahead",
                                                               "pathway.statuses.*.need"};

/// ... but for these: people come and go by measures of their own, and the run relies on the rest from its beginning.
constexpr std::array<std::string_view, 20> lasting_values = {"staffing.teams.*.label",
                                                             "staffing.teams.*.serves",
                                                             "staffing.teams.*.staff.*.role",
                                                             "staffing.teams.*.staff.*.contract",
                                                             "staffing.teams.*.staff.*.fte",
                                                             "staffing.teams.*.duty_rota.role",
                                                             "staffing.teams.*.duty_rota.serves",
                                                             "staffing.client_hours.opens",
                                                             "staffing.allocation",
                                                             "staffing.allocated",
                                                             "staffing.work",
                                                             "staffing.supervision.by",
                                                             "staffing.leaving.years_in_post",
                                                             "demand.streams.*.begins",
                                                             "demand.first_referrals.unit",
                                                             "pathway.obligations.*.clock.renewed_by",
                                                             "pathway.obligations.*.work.by",
                                                             "pathway.obligations.*.work.authorised_by",
                                                             "money.lines",
                                                             "money.price_year"};

bool fits(std::string_view pattern, const TreePath::Step& step) { return pattern == "*" || pattern == step.key; }

/// Does the path lead to what the pattern means, or to something below it?
bool lies_in(const TreePath& path, std::string_view pattern) {
  for (const TreePath::Step& step : path.steps()) {
    const std::size_t point = std::min(pattern.find('.'), pattern.size());
    if (!fits(pattern.substr(0, point), step)) return false;
    if (point == pattern.size()) return true;
    pattern.remove_prefix(point + 1);
  }
  return false;
}

bool may_change(const TreePath& path) {
  const auto holds = [&](std::string_view pattern) { return lies_in(path, pattern); };
  return std::ranges::any_of(changeable_values, holds) && std::ranges::none_of(lasting_values, holds);
}

// --- what is there --------------------------------------------------------------------------------------------------

std::optional<TreePath> checked(const Value& at, const TreePath& path, const PlanGround& ground, bool may_be_missing) {
  const Reached reached = follow(ground.tree, path);
  const bool there = reached.steps == path.steps().size();
  if (!there && !(may_be_missing && may_be_added(reached, path))) {
    const std::string none = shown(path.text(reached.steps + 1));
    at.problem(fmt::format("there is no {}{}", none, at.problems().full() ? "" : advice(reached, path)));
    return {};
  }
  if (may_change(path)) return path;
  at.problem(fmt::format("{} cannot change during a run", shown(path.text())));
  return {};
}

// --- dates ----------------------------------------------------------------------------------------------------------

void check_order(const Table& table, std::string_view first, std::string_view second, sim::Date from, sim::Date until) {
  if (from >= until) table[second].problem(fmt::format("must be later than `{}`", first));
}

// --- the general measures -------------------------------------------------------------------------------------------

void read_set(const Value& value, const PlanGround& ground, Effects& effects) {
  const Table table(value);
  auto what = changeable(table["what"], ground, true);
  const auto dates = dates_of(table, "from", ground);
  if (what && dates && table.has("to"))
    effects.changes.push_back(setting(value, std::move(*what), *dates, table["to"].node()));
}

void read_scale(const Value& value, const PlanGround& ground, Effects& effects) {
  const Table table(value);
  auto what = changeable(table["what"], ground, is_factor(table["what"].text()));
  const std::size_t before = value.problems().count();
  const double by = factor(table["by"]);
  const auto dates = dates_of(table, "from", ground);
  if (what && dates && table.has("by") && value.problems().count() == before)
    effects.changes.push_back(scaling(value, std::move(*what), *dates, by));
}

/// `from` and `until` say when it grows, `undone` when it ends.
std::optional<Dates> dates_of_ramp(const Table& table, const PlanGround& ground) {
  const auto from = day_of_run(table, "from", ground), until = day_of_run(table, "until", ground),
             undone = day_of_run(table, "undone", ground);
  const bool dated = from && until && (undone || !table.has("undone"));
  if (!dated) return {};
  const std::size_t before = table["from"].problems().count();
  check_order(table, "from", "until", *from, *until);
  if (undone && *undone < *until) table["undone"].problem("must not be before `until`");
  if (table["from"].problems().count() != before) return {};
  return Dates{*from, undone.value_or(sim::Date::max()), *until};
}

void read_ramp(const Value& value, const PlanGround& ground, Effects& effects) {
  const Table table(value);
  const bool both = table.has("to") && table.has("by");
  if (both) table["by"].problem("`to` says where it goes already; leave one of them out");
  if (!table.has("to") && !table.has("by")) value.problem("missing key `to` or `by`: how far it goes");
  auto what = changeable(table["what"], ground, is_factor(table["what"].text()));
  const std::size_t before = value.problems().count();
  const double by = table.has("by") ? factor(table["by"]) : 1;
  const auto dates = dates_of_ramp(table, ground);
  if (!what || !dates || both || value.problems().count() != before) return;
  if (table.has("to")) effects.changes.push_back(going_to(value, *what, *dates, table["to"].node()));
  if (table.has("by")) effects.changes.push_back(scaling(value, *what, *dates, by));
}

// --- people ---------------------------------------------------------------------------------------------------------

/// Notes what would come to nothing: people whose work nobody on the team does, and terms that the board does not know.
void check_recruit(const Table& table, const models::Recruit& recruit, const PlanGround& ground) {
  const auto& teams = ground.base.staffing.teams;
  if (index(recruit.team) >= teams.size()) return;
  const auto has_role = [&](const models::StaffGroup& group) { return group.role == recruit.role; };
  if (std::ranges::none_of(teams[index(recruit.team)].staff, has_role))
    table["role"].problem(
        "the team's `staff` has no such role, so nobody would give them work; name a team that has it");
  const auto& advertised = ground.base.staffing.employment.hiring.roles;
  if (std::ranges::find(advertised, recruit.role) == advertised.end()) return;
  if (recruit.contract == models::Contract::newly_qualified)
    table["contract"].problem("the board hires for this role; the newly qualified come by `staffing.hiring.intakes`");
  if (recruit.contract == models::Contract::permanent && !recruit.adds_posts)
    table["adds_posts"].problem("the board hires for this role and fills posts only; nobody would come");
  check_is_sought(table["fte"], recruit, ground);
}

void read_recruit(const Value& value, const PlanGround& ground, Effects& effects) {
  const Table table(value);
  models::Recruit recruit;
  const std::size_t before = value.problems().count();
  const auto dates = dates_of(table, "from", ground).value_or(Dates{});
  recruit.from = dates.from;
  recruit.until = dates.until;
  recruit.team = ground.names.teams.find<models::TeamId>(table["team"]).value_or(models::TeamId{});
  recruit.role = ground.names.roles.find<models::RoleId>(table["role"]).value_or(models::RoleId{});
  recruit.contract = contract(table["contract"]);
  recruit.fte = table["fte"].number();
  recruit.adds_posts = table["adds_posts"].boolean();
  if (value.problems().count() == before) check_recruit(table, recruit, ground);
  effects.people.emplace_back(recruit);
}

void read_convert_agency(const Value& value, const PlanGround& ground, Effects& effects) {
  const Table table(value);
  models::ConvertAgency convert;
  const auto dates = dates_of(table, "from", ground).value_or(Dates{});
  convert.from = dates.from;
  convert.until = dates.until;
  convert.team = ground.names.teams.find<models::TeamId>(table["team"]);
  convert.role = ground.names.roles.find<models::RoleId>(table["role"]).value_or(models::RoleId{});
  convert.fte = table["fte"].number();
  effects.people.emplace_back(convert);
}

using Read = void (*)(const Value&, const PlanGround&, Effects&);
constexpr std::array<std::pair<std::string_view, Read>, 5> general_measures = {{{"recruit", read_recruit},
                                                                                {"convert_agency", read_convert_agency},
                                                                                {"set", read_set},
                                                                                {"scale", read_scale},
                                                                                {"ramp", read_ramp}}};

void read_named(const Named& measure, const PlanGround& ground, Effects& effects) {
  for (const auto& [name, read] : general_measures)
    if (measure.name == name) return read(measure.value, ground, effects);
  if (language::measures().find(measure.name) != nullptr) return read_catalogue_measure(measure, ground, effects);
  const Problems& problems = measure.value.problems();
  const std::string advice = problems.full() ? "" : suggestion(measure.name, language::measures().keys(), "measures");
  measure.problem(fmt::format("there is no measure {}{}", shown(measure.name), advice));
}

}  // namespace

std::optional<TreePath> changeable(const Value& what, const PlanGround& ground, bool may_be_missing) {
  if (!what.present()) return {};
  const std::string written = what.text();
  const auto path = TreePath::parse(written);
  if (path) return checked(what, *path, ground, may_be_missing);
  if (!written.empty()) what.expected("the path of a value, such as `staffing.ceiling` or `cases[0].outcomes`");
  return {};
}

std::optional<TreePath> changeable(const Value& at, const std::string& path, const PlanGround& ground,
                                   bool may_be_missing) {
  return checked(at, TreePath::parse(path).value(), ground, may_be_missing);
}

std::optional<sim::Date> day_of_run(const Table& table, std::string_view key, const PlanGround& ground) {
  if (table.keys().find(key) == nullptr) return {};
  const Value value = table[key];
  const std::size_t before = value.problems().count();
  const sim::Date day = value.date();
  if (!value.present() || value.problems().count() != before) return {};
  if (!ground.period.known) return day;
  if (day < ground.period.warm_up_from) value.problem("must not lie before the run begins");
  if (day > ground.period.until) value.problem("must not lie after the run ends");
  if (key.ends_with("from") && day == ground.period.until) value.problem("must lie before the run ends");
  return value.problems().count() == before ? std::optional(day) : std::nullopt;
}

std::optional<Dates> dates_of(const Table& table, std::string_view from_key, const PlanGround& ground) {
  const auto from = day_of_run(table, from_key, ground), until = day_of_run(table, "until", ground);
  if (from && until) check_order(table, from_key, "until", *from, *until);
  if (!from || (!until && table.has("until")) || (until && *from >= *until)) return {};
  return Dates{*from, until.value_or(sim::Date::max()), {}};
}

models::Recruit recruited(models::TeamId team, models::RoleId role, double fte, const Dates& dates) {
  const sim::Date until = dates.grows_until.value_or(dates.from + std::chrono::days{1});
  return {team, role, models::Contract::permanent, fte, dates.from, until, true};
}

void check_is_sought(const Value& fte, const models::Recruit& recruit, const PlanGround& ground) {
  const auto& advertised = ground.base.staffing.employment.hiring.roles;
  const bool by_board = std::ranges::count(advertised, recruit.role) > 0;
  if (by_board && recruit.contract == models::Contract::permanent && recruit.fte < models::least_sought)
    fte.problem(
        fmt::format("the board hires for this role and seeks nobody for less than {} of a post; nobody would come",
                    models::least_sought));
}

double factor(const Value& value) { return proportion(value); }

void read_measure(const Value& item, const PlanGround& ground, Effects& effects) {
  const std::vector<Named> entries = keyed_entries(item);
  const bool table = item.node().is_mapping();
  if (table && entries.size() != 1)
    item.problem(fmt::format("expected one measure, such as `recruit: {{..}}`; found {}", entries.size()));
  if (entries.size() == 1) read_named(entries.front(), ground, effects);
}

}  // namespace casetide::scenarios
