// casetide list: the cases and the staff of a simulated service as they stand on a day, as lists to start a run from.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "models/assumptions.hpp"
#include "models/service.hpp"
#include "output/list_files.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/plan_choice.hpp"
#include "sim/app/replicator.hpp"

namespace casetide::app {

namespace {

sim::Date day_of(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  char after = 0;
  const int read = std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &after);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (read != 3 || !date.ok()) sim::refuse_usage(fmt::format("--on: `{}` is no day; write it as 2018-03-05", text));
  return sim::Date{date};
}

/// Within the scenario's period: earlier the service is still warming up, and a run from then on would be empty.
sim::Date day_within(const models::Scenario& scenario, const std::string& text) {
  const sim::Date day = day_of(text);
  if (day >= scenario.period_from && day <= scenario.period_until) return day;
  sim::refuse_usage(fmt::format("--on: {} does not lie within the scenario's period, {} to {}", sim::text(day),
                                sim::text(scenario.period_from), sim::text(scenario.period_until)));
}

std::size_t open_cases(const models::CaseList& list) {
  return static_cast<std::size_t>(
      std::ranges::count_if(list.cases, [](const models::ListedCase& listed) { return !listed.closed; }));
}

}  // namespace

sim::ExitCode list(const ListOptions& options) {
  const auto variants = scenarios::ScenarioVariants::of_file(options.scenario);
  const models::Scenario& written = variants.written();
  const sim::Date day = day_within(written, options.on);
  const std::string plan = plan_named(written, options.plan).name;
  const std::vector<double> draws = models::assumption_draws(written, options.replication);
  const models::Scenario drawn = with_draws(variants, draws, {}, plan);
  const models::CaseList list = models::list_on(drawn, drawn.plans.at(0), options.replication, day);
  output::write_lists(options.output, list, drawn, day);
  if (options.manner.quiet) return sim::ExitCode::done;
  const std::size_t open = open_cases(list);
  fmt::print(stderr,
             "wrote {} open cases, {} closed ones that may come back and {} people in post to {}\n"
             "to start from them, put both files beside a scenario that has\n"
             "  initial_cases: cases.csv\n  staff: staff.csv\n  period: {{from: {}, until: ...}}\n",
             open, list.cases.size() - open, list.staff.size(), options.output.string(), sim::text(day));
  return sim::ExitCode::done;
}

}  // namespace casetide::app
