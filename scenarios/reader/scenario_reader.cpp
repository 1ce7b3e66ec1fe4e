#include "scenarios/reader/scenario_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/canonical_yaml.hpp"
#include "scenarios/reader/compose.hpp"
#include "scenarios/reader/list_file.hpp"
#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/read_assumptions.hpp"
#include "scenarios/reader/read_case_list.hpp"
#include "scenarios/reader/read_fitted.hpp"
#include "scenarios/reader/read_observed.hpp"
#include "scenarios/reader/read_plans.hpp"
#include "scenarios/reader/read_run.hpp"
#include "scenarios/reader/read_targets.hpp"
#include "scenarios/reader/rooms.hpp"
#include "scenarios/reader/scenario_binding.hpp"
#include "scenarios/reader/sha256.hpp"
#include "scenarios/reader/source_text.hpp"
#include "scenarios/reader/yaml_gate.hpp"

namespace casetide::scenarios {

namespace {

const language::Type& whole() {
  static const language::Type type = language::table(language::scenario());
  return type;
}

Period read_dates(const Table& table) {
  const std::size_t before = table["from"].problems().count();
  Period period;
  period.from = table["from"].date();
  period.until = table["until"].date();
  period.warm_up_from = table["warm_up_from"].date(period.from);
  period.known = table.has("from") && table.has("until") && table["from"].problems().count() == before;
  return period;
}

void check_order(const Table& table, Period& period) {
  const bool warms_up_first = period.warm_up_from <= period.from;
  const bool ends_last = period.from < period.until;
  if (!warms_up_first) table["warm_up_from"].problem("must not be later than `from`");
  if (!ends_last) table["until"].problem("must be later than `from`");
  period.known = warms_up_first && ends_last;
}

/// England's calendar covers 2010 to 2030. Clocks of children already open reach back up to three years, and those that
/// start shortly before the end run on beyond it.
void check_calendar(const Table& table, const Period& period) {
  using namespace std::chrono_literals;
  constexpr sim::Date earliest{2013y / 1 / 1};
  constexpr sim::Date latest{2029y / 7 / 1};
  const char* const first = table.has("warm_up_from") ? "warm_up_from" : "from";
  if (period.warm_up_from < earliest)
    table[first].problem(fmt::format("must not be before {}: bank holidays are known from 2010", sim::text(earliest)));
  if (period.until > latest)
    table["until"].problem(fmt::format("must not be after {}: bank holidays are known to 2030", sim::text(latest)));
}

Period read_period(const Value& value, models::Scenario& scenario, bool england) {
  const Table table(value);
  Period period = read_dates(table);
  if (period.known) check_order(table, period);
  if (period.known && england) check_calendar(table, period);
  scenario.warm_up_from = period.warm_up_from;
  scenario.period_from = period.from;
  scenario.period_until = period.until;
  scenario.sample_days = whole_quantity(table["sample_every"]);
  return period;
}

/// Does any outcome say that households come back?
bool says_who_comes_back(const models::Pathway& pathway) {
  for (const models::Decision& decision : pathway.decisions)
    for (const models::Decision::Case& one : decision.cases)
      for (const models::Outcome& outcome : one.outcomes)
        if (outcome.comes_back.value_or(0) > 0) return true;
  return false;
}

/// Notes that nothing says when those come back who do so by the outcomes alone.
void check_returns(const Value& demand, const models::Scenario& scenario) {
  const bool timed = demand.at("returns").at("after").present();
  if (!timed && scenario.demand.returns.share == 0 && says_who_comes_back(scenario.pathway))
    demand.problem("missing key `returns.after`: the time until a household comes back, as the outcomes say it does");
}

/// Children who live there; 0 where the scenario does not say.
double population(const Value& root) { return root.at("child_population").number(); }

/// What a plan may change during a run, and which statuses and roles the teams can serve.
Coverage read_service(const Value& root, const Vocabulary& names, const Period& period, models::Scenario& scenario) {
  const std::size_t before = root.problems().count();
  scenario.staffing = read_staffing(root.at("staffing"), names);
  const bool sound = root.at("staffing").present() && root.problems().count() == before;
  Coverage covered = coverage(scenario.staffing, root.at("pathway").at("statuses"), names, sound);
  scenario.pathway = read_pathway(root.at("pathway"), names, covered);
  scenario.demand = read_demand(root.at("demand"), period, names, covered, population(root));
  check_returns(root.at("demand"), scenario);
  scenario.money = read_money(root.at("money"), names, period);
  return covered;
}

bool is_service(std::string_view key) {
  constexpr std::array<std::string_view, 5> keys = {"staffing", "pathway", "demand", "money", "child_population"};
  return std::ranges::find(keys, key) != keys.end();
}

/// The tree without what no plan changes.
Node service_of(const Node& tree) {
  std::vector<Node::Entry> entries;
  for (const Node::Entry& entry : tree.entries())
    if (is_service(entry.key)) entries.push_back(entry);
  return Node::mapping(std::move(entries), tree.place());
}

/// What rooms need to be read again.
struct Ground {
  const Vocabulary& names;
  const Period& period;
  const Coverage& covered;  // no change of a plan goes so far
};

/// The service of `base`, the rooms that have `changed` read again.
models::Scenario service_with(const std::set<std::string>& changed, const Value& root, const Ground& ground,
                              const models::Scenario& base) {
  const auto& [names, period, covered] = ground;
  const bool staffing = changed.contains("staffing"), pathway = changed.contains("pathway"),
             demand = changed.contains("demand"), money = changed.contains("money");
  models::Scenario service;
  service.staffing = staffing ? read_staffing(root.at("staffing"), names) : base.staffing;
  service.pathway = pathway ? read_pathway(root.at("pathway"), names, covered) : base.pathway;
  service.demand = demand ? read_demand(root.at("demand"), period, names, covered, population(root)) : base.demand;
  service.money = money ? read_money(root.at("money"), names, period) : base.money;
  if (pathway || demand) check_returns(root.at("demand"), service);
  return service;
}

void read_plans(const Value& root, const Vocabulary& names, const Period& period, const Coverage& covered,
                const PlansWanted& wanted, models::Scenario& scenario) {
  const PlanGround ground{root.node(), names, period, scenario, wanted.idle};
  const auto bind_service = [&](const Node& tree, const std::set<std::string>& changed, Problems& problems) {
    const Rooted rooted(problems, tree);
    return service_with(changed, Value(tree, whole(), problems), Ground{names, period, covered}, scenario);
  };
  if (root.problems().any()) {
    scenario.plans = read_plans(root.at("plans"), ground, nullptr, wanted.only);
  } else {
    PlanVersions versions(service_of(root.node()), scenario, bind_service, wanted.idle);
    scenario.plans = read_plans(root.at("plans"), ground, &versions, wanted.only);
  }
}

/// Who is there at the start, one by one: in place of stocks and a warm-up.
void read_first_day(const Value& root, const Vocabulary& names, const Coverage& covered, const Period& period,
                    models::Scenario& scenario) {
  const Value cases = root.at("initial_cases");
  if (cases.present() && root.at("stocks").present())
    root.at("stocks").problem("a scenario starts from `stocks` or from `initial_cases`; leave one of them out");
  if (cases.present() && period.known && period.warm_up_from != period.from)
    root.at("period").at("warm_up_from").problem("with `initial_cases` the run begins on `from`; leave this out");
  if (period.known)
    scenario.case_list =
        read_case_list(cases, root.at("staff"), {names, covered, scenario.pathway, scenario.staffing, period.from});
}

void read_rooms(const Value& root, const Period& period, const PlansWanted& wanted, models::Scenario& scenario) {
  const Vocabulary names = vocabulary(root);
  const Coverage covered = read_service(root, names, period, scenario);
  scenario.stocks = read_stocks(root.at("stocks"), names, covered, population(root));
  read_first_day(root, names, covered, period, scenario);
  scenario.options = read_options(root.at("options"), names);
  read_plans(root, names, period, covered, wanted, scenario);
}

void bind_scenario(const Value& root, const PlansWanted& wanted, models::Scenario& scenario) {
  const Table table(root);
  scenario.title = table["title"].text();
  scenario.place = table["place"].text();
  const bool england = table["calendar"].word<bool>();
  scenario.calendar = england ? sim::Calendar::england() : sim::Calendar::round_the_clock();
  read_run(table["run"], scenario);
  const Period period = read_period(table["period"], scenario, england);
  read_rooms(root, period, wanted, scenario);
}

/// What is told of the results, and what is not known for certain.
void read_questions(const Value& root, models::Scenario& scenario) {
  scenario.targets = read_targets(root.at("targets"), scenario);
  scenario.observed = read_observed(root.at("observed"));
  scenario.assumptions = read_assumptions(root.at("assumptions"), root.node());
  read_fitted(root.at("fitted"), scenario.assumptions);
  scenario.draws_assumptions = scenario.draws_assumptions && !scenario.assumptions.empty();
}

}  // namespace

models::Scenario service_from(const Node& tree, const PlansWanted& wanted, Problems& problems) {
  models::Scenario scenario;
  const Rooted rooted(problems, tree);
  bind_scenario(Value(tree, whole(), problems), wanted, scenario);
  return scenario;
}

models::Scenario scenario_from(const Node& tree, const std::string& file) {
  Problems problems;
  models::Scenario scenario = service_from(tree, {}, problems);
  const Rooted rooted(problems, tree);
  read_questions(Value(tree, whole(), problems), scenario);
  problems.throw_if_any(file);
  scenario.resolved_text = canonical_yaml(tree);
  if (scenario.resolved_text.size() > resolved_limit)
    refuse(tree.place(), "the scenario with all it extends and its lists is larger than 8 MiB");
  scenario.sha256 = sha256(scenario.resolved_text);
  return scenario;
}

models::Scenario read_scenario(const std::filesystem::path& path) {
  return scenario_from(compose(path), path.string());
}

std::vector<models::Observed> read_observed_file(const std::filesystem::path& path) {
  const Node tree = parse_yaml(read_source(path), path.string());
  Problems problems;
  const Rooted rooted(problems, tree);
  const Value root(tree, whole(), problems);
  const Value observed = root.at("observed");
  if (!observed.is_table()) refuse(tree.place(), "missing key `observed`: the table of published figures");
  std::vector<models::Observed> read = read_observed(observed);
  problems.throw_if_any(path.string());
  return read;
}

std::string resolved_with_places(const std::filesystem::path& path) {
  return canonical_yaml_with_places(compose(path));
}

models::Scenario read_scenario_text(const std::string& resolved_text, const std::string& name) {
  return scenario_from(compose_text(resolved_text, name), name);
}

}  // namespace casetide::scenarios
