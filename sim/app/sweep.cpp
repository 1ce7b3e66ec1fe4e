// casetide sweep: the plans of a scenario at many points of a design, and one file with the design as axes.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "output/text_table.hpp"
#include "output/whole_file.hpp"
#include "sim/app/app.hpp"
#include "sim/app/point_runs.hpp"
#include "sim/intervals.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using scenarios::DesignPoint;
using scenarios::Factor;

constexpr std::size_t most_points_shown = 20;
constexpr std::uintmax_t bytes_a_part = 12'000;  // measured; the file itself is small beside the parts

fs::path output_path(const SweepOptions& options) {
  if (!options.output.empty()) return options.output;
  return fs::path("results") / options.design.filename().replace_extension(".h5");
}

/// Numbers where every value is one, and all have one unit.
output::SweepFactor axis_of(const Factor& factor, std::vector<std::string> texts) {
  output::SweepFactor axis{factor.name, factor.what, factor.unit().value_or(""), {}, std::move(texts)};
  if (!factor.unit()) return axis;
  for (const std::string& text : axis.texts) axis.numbers.push_back(scenarios::amount_in(text)->number);
  return axis;
}

std::vector<std::string> along(const std::vector<DesignPoint>& points, std::size_t factor) {
  std::vector<std::string> values;
  for (const DesignPoint& point : points) values.push_back(point[factor]);
  return values;
}

output::SweepFrame frame_of(const scenarios::Design& design, const models::Scenario& scenario,
                            const std::vector<DesignPoint>& points) {
  output::SweepFrame frame;
  frame.is_grid = design.kind == scenarios::Design::Kind::grid;
  for (std::size_t f = 0; f < design.factors.size(); ++f)
    frame.factors.push_back(axis_of(design.factors[f], frame.is_grid ? design.factors[f].values : along(points, f)));
  frame.points = points.size();
  frame.design_text = design.text;
  frame.identity = output::identity_of(scenario);
  frame.years = output::layout_of(scenario).years;
  return frame;
}

/// The scenario as written, with the plans and replications that the design wants.
models::Scenario wanted(models::Scenario scenario, const std::vector<std::string>& plans, int replications) {
  std::erase_if(scenario.plans,
                [&](const models::Plan& plan) { return std::ranges::find(plans, plan.name) == plans.end(); });
  scenario.replications = replications;
  return scenario;
}

std::vector<PointTask> tasks_of(const output::SweepFrame& frame, const std::vector<DesignPoint>& points) {
  std::vector<PointTask> tasks;
  for (std::size_t point = 0; point < points.size(); ++point)
    for (std::size_t plan = 0; plan < frame.identity.plans.size(); ++plan)
      for (int replication = 0; replication < frame.identity.replications; ++replication)
        tasks.push_back({points[point], {point, plan, replication}});
  return tasks;
}

std::string outline(const output::SweepFrame& frame, const std::vector<Factor>& factors,
                    const std::vector<DesignPoint>& points, const fs::path& result) {
  std::string text;
  for (std::size_t point = 0; point < points.size(); ++point)
    text += fmt::format("{:5} {}\n", point, values_at(factors, points[point]));
  const std::size_t runs =
      points.size() * frame.identity.plans.size() * static_cast<std::size_t>(frame.identity.replications);
  text += fmt::format("would run {} points x {} plans x {} replications = {} runs, seed {}\n", points.size(),
                      frame.identity.plans.size(), frame.identity.replications, runs, frame.identity.seed);
  text += fmt::format("at most {:.0f} MB of disk; how long one run takes is not known before the first has run\n",
                      static_cast<double>(runs * bytes_a_part) / 1e6 + 0.5);
  return text + fmt::format("result would be {}\n", result.string());
}

// --- the table at the end -------------------------------------------------------------------------------------------

/// A column of the table: right-aligned, as wide as it must be.
using TextColumn = std::vector<std::string>;

std::string joined(const std::vector<TextColumn>& columns, std::size_t texts_first) {
  std::string text;
  for (std::size_t row = 0; row < columns.front().size(); ++row) {
    std::string line;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      int width = 0;
      for (const std::string& cell : columns[c]) width = std::max(width, output::width_of(cell));
      line += (c == 0 ? "" : "  ") +
              (c < texts_first ? output::left(columns[c][row], width) : output::right(columns[c][row], width));
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

double mean_of(const std::vector<output::JudgedReplication>& values, std::size_t first, std::size_t count,
               models::Headline headline) {
  std::vector<double> numbers;
  for (std::size_t i = first; i < first + count; ++i)
    numbers.push_back(values[i].whole_period[static_cast<std::size_t>(headline)]);
  return sim::interval_of_mean(numbers).mean;
}

std::string table(const output::SweepFrame& frame, const std::vector<DesignPoint>& points,
                  const std::vector<output::JudgedReplication>& values) {
  using models::Headline;
  constexpr std::array<std::pair<Headline, const char*>, 3> shown = {
      {{Headline::days_at_risk_law, "law"}, {Headline::days_at_risk, "all"}, {Headline::net_cost, "net cost"}}};
  const std::size_t factors = frame.factors.size();
  const std::size_t plans = frame.identity.plans.size();
  const auto replications = static_cast<std::size_t>(frame.identity.replications);
  std::vector<TextColumn> columns;
  for (const output::SweepFactor& factor : frame.factors) columns.push_back({factor.name});
  columns.push_back({"plan"});
  for (const auto& [headline, title] : shown) columns.push_back({title});
  for (std::size_t point = 0; point < std::min(points.size(), most_points_shown); ++point)
    for (std::size_t plan = 0; plan < plans; ++plan) {
      for (std::size_t f = 0; f < factors; ++f) columns[f].push_back(points[point][f]);
      columns[factors].push_back(frame.identity.plans[plan].name);
      for (std::size_t i = 0; i < shown.size(); ++i)
        columns[factors + 1 + i].push_back(
            output::number(mean_of(values, (point * plans + plan) * replications, replications, shown[i].first), 2));
    }
  return joined(columns, factors + 1);
}

void print_table(const output::SweepFrame& frame, const std::vector<DesignPoint>& points,
                 const std::vector<output::JudgedReplication>& values) {
  fmt::print("{}", table(frame, points, values));
  if (points.size() > most_points_shown)
    fmt::print("... and {} points more in the file\n", points.size() - most_points_shown);
  fmt::print("{}",
             output::paragraph(
                 fmt::format("law, all: days at risk per 100 open child-days, safeguards of law and guidance, and "
                             "all promised ones; net cost: million pounds a year, placements apart. Means over {} "
                             "replication{}, whole period. ",
                             frame.identity.replications, frame.identity.replications == 1 ? "" : "s") +
                     std::string(models::guard_sentence),
                 80));
}

std::vector<PointTask> still_to_do(const PointRuns& runs, const std::vector<PointTask>& tasks,
                                   const SweepOptions& options) {
  if (!options.resume) return tasks;
  std::vector<PointTask> left;
  for (const PointTask& task : tasks)
    if (!output::sweep_part_is_usable(part_of(runs, task.place), runs.id, task.place)) left.push_back(task);
  if (!options.manner.quiet && left.size() < tasks.size())
    fmt::print(stderr, "resuming: {} of {} runs are there already\n", tasks.size() - left.size(), tasks.size());
  return left;
}

void check_output(const fs::path& result, const fs::path& design, const fs::path& scenario) {
  std::error_code none;
  for (const fs::path& source : {design, scenario})
    if (fs::equivalent(result, source, none))
      sim::refuse_usage(fmt::format("{}: is what the sweep reads; give the result another name", result.string()));
}

}  // namespace

sim::ExitCode sweep(const SweepOptions& options) {
  const scenarios::Design design = scenarios::read_design(options.design);
  const auto variants = scenarios::ScenarioVariants::of_file(design.scenario);
  const std::vector<std::string> plans = plans_of(variants.written(), design.plans, options.design);
  const std::vector<DesignPoint> points = design.all_points(variants.written().seed);
  const int replications = replications_of(variants.written(), design.replications, options.design);
  const output::SweepFrame frame = frame_of(design, wanted(variants.written(), plans, replications), points);
  const fs::path result = output_path(options);
  check_output(result, options.design, design.scenario);
  const PointRuns runs{variants,     design.factors,      plans, result.string() + ".parts", frame.sweep_id(),
                       options.jobs, options.manner.quiet};
  check_points(runs, points);
  if (options.dry_run) {
    fmt::print("{}", outline(frame, design.factors, points, result));
    return sim::ExitCode::done;
  }
  if (!options.resume) output::remove_folder(runs.parts);
  output::make_folder(runs.parts);
  const std::vector<PointTask> tasks = tasks_of(frame, points);
  const sim::ExitCode code = run_points(runs, still_to_do(runs, tasks, options));
  if (code != sim::ExitCode::done) {
    fmt::print(stderr,
               "casetide: no result written; finished runs are kept in {}; run the same command with --resume to "
               "go on\n",
               runs.parts.string());
    return code;
  }
  std::vector<output::JudgedReplication> values;
  for (const PointTask& task : tasks)
    values.push_back(output::read_sweep_part(part_of(runs, task.place), runs.id, task.place));
  output::write_sweep(result, frame, values);
  output::remove_folder(runs.parts);
  print_table(frame, points, values);
  if (!options.manner.quiet) fmt::print(stderr, "wrote {}\n", result.string());
  return sim::ExitCode::done;
}

}  // namespace casetide::app
