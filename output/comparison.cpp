#include "output/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "output/nearest_names.hpp"
#include "sim/errors.hpp"

namespace casetide::output {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// Values of one figure: [plan][replication].
using Values = std::vector<std::vector<double>>;

/// One stretch while the replications are being read: the figures of the first one give names and order.
struct Gathered {
  Stretch stretch;
  std::vector<FigureGroup> shape;
  std::vector<Values> values;  // by figure, counted through the groups
};

std::size_t place_of_baseline(const RunIdentity& run, const std::string& name) {
  if (name.empty()) return 0;
  const auto found = std::ranges::find(run.plans, name, &PlanName::name);
  if (found != run.plans.end()) return static_cast<std::size_t>(found - run.plans.begin());
  std::vector<std::string> names;
  for (const PlanName& plan : run.plans) names.push_back(plan.name);
  throw sim::OutputError(sim::ExitCode::bad_usage, fmt::format("{}: no plan of this name; did you mean {}?", name,
                                                               fmt::join(nearest_names(name, names), ", ")));
}

void gather(Gathered& into, std::size_t plan, std::size_t plans, std::vector<FigureGroup> groups) {
  std::size_t place = 0;
  for (const FigureGroup& group : groups)
    for (const Figure& figure : group.figures) {
      if (into.values.size() == place) into.values.emplace_back(plans);
      into.values[place++][plan].push_back(figure.value);
    }
  if (into.shape.empty()) into.shape = std::move(groups);
}

std::vector<Gathered> gather_all(const Result& result, const std::vector<std::string>& obligations) {
  std::vector<Gathered> gathered;
  for (Stretch& stretch : stretches_of(result.layout())) gathered.push_back({std::move(stretch), {}, {}});
  const std::size_t plans = result.identity().plans.size();
  for (std::size_t plan = 0; plan < plans; ++plan)
    for (std::size_t replication = 0; replication < result.replications().size(); ++replication) {
      const Trace trace = result.trace(plan, replication);
      for (Gathered& into : gathered)
        gather(into, plan, plans, figures(trace, result.layout(), into.stretch, obligations));
    }
  return gathered;
}

Difference difference(const std::vector<double>& of_plan, const std::vector<double>& of_baseline) {
  std::vector<double> pairs;
  for (std::size_t r = 0; r < of_plan.size(); ++r) pairs.push_back(of_plan[r] - of_baseline[r]);
  return mean_with_interval(pairs);
}

ComparedFigure compared(const Figure& figure, const Values& values, std::size_t baseline) {
  ComparedFigure result{figure.key, figure.label, figure.decimals, {}, {}};
  for (const std::vector<double>& of_plan : values) {
    result.means.push_back(mean_with_interval(of_plan).mean);
    result.differences.push_back(difference(of_plan, values[baseline]));
  }
  return result;
}

ComparedStretch compared(const Gathered& gathered, std::size_t baseline) {
  ComparedStretch result{gathered.stretch, {}};
  std::size_t place = 0;
  for (const FigureGroup& group : gathered.shape) {
    ComparedGroup& into = result.groups.emplace_back(ComparedGroup{group.key, group.title, {}});
    for (const Figure& figure : group.figures)
      into.figures.push_back(compared(figure, gathered.values[place++], baseline));
  }
  return result;
}

}  // namespace

Difference mean_with_interval(const std::vector<double>& values) {
  std::vector<double> numbers;
  std::ranges::copy_if(values, std::back_inserter(numbers), [](double value) { return !std::isnan(value); });
  const auto n = static_cast<double>(numbers.size());
  if (numbers.empty()) return {no_value, no_value, no_value, 0};
  double sum = 0;
  for (const double value : numbers) sum += value;
  const double mean = sum / n;
  if (numbers.size() < 2) return {mean, no_value, no_value, 1};
  double squares = 0;
  for (const double value : numbers) squares += (value - mean) * (value - mean);
  const double t = boost::math::quantile(boost::math::students_t(n - 1), 0.95);  // 5 % on either side
  const double half_width = t * std::sqrt(squares / (n - 1) / n);
  return {mean, mean - half_width, mean + half_width, static_cast<int>(numbers.size())};
}

Comparison compare(const Result& result, const ComparisonOptions& options) {
  Comparison comparison;
  comparison.identity = result.identity();
  comparison.baseline = place_of_baseline(result.identity(), options.baseline);
  comparison.replications = static_cast<int>(result.replications().size());
  for (const Gathered& gathered : gather_all(result, options.obligations))
    comparison.stretches.push_back(compared(gathered, comparison.baseline));
  return comparison;
}

std::vector<std::string> warnings(const Comparison& comparison) {
  if (comparison.replications >= fewest_replications) return {};
  return {fmt::format("{} replication{}: too few for the differences to be relied on; run at least {}.",
                      comparison.replications, comparison.replications == 1 ? "" : "s", fewest_replications)};
}

}  // namespace casetide::output
