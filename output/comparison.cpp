#include "output/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/nearest_names.hpp"
#include "output/reading.hpp"
#include "sim/errors.hpp"
#include "sim/intervals.hpp"

namespace casetide::output {

namespace {

/// Values of one figure: [plan][replication].
using Values = std::vector<std::vector<double>>;

/// Groups of figures while the replications are being read: those of the first one give names and order.
struct Gathered {
  std::vector<FigureGroup> shape;
  std::vector<Values> values;  // by figure, counted through the groups
};

struct GatheredStretch {
  Stretch stretch;
  Gathered page_one;
  Gathered all;
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

std::vector<GatheredStretch> gather_all(const Result& result, const std::vector<std::string>& obligations) {
  std::vector<GatheredStretch> gathered;
  for (Stretch& stretch : stretches_of(result.layout())) gathered.push_back({std::move(stretch), {}, {}});
  const std::size_t plans = result.identity().plans.size();
  for (std::size_t plan = 0; plan < plans; ++plan)
    for (std::size_t replication = 0; replication < result.replications().size(); ++replication) {
      const Trace trace = result.trace(plan, replication);
      for (GatheredStretch& into : gathered) {
        gather(into.page_one, plan, plans, page_one(trace, result.layout(), into.stretch));
        gather(into.all, plan, plans, figures(trace, result.layout(), into.stretch, obligations));
      }
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

bool is_any(const Values& values) {
  return std::ranges::any_of(values, [](const std::vector<double>& of_plan) {
    return std::ranges::any_of(of_plan, [](double value) { return value != 0; });
  });
}

std::vector<ComparedGroup> compared(const Gathered& gathered, std::size_t baseline) {
  std::vector<ComparedGroup> groups;
  std::size_t place = 0;
  for (const FigureGroup& group : gathered.shape) {
    ComparedGroup into{group.key, group.title, {}};
    for (const Figure& figure : group.figures) {
      const Values& values = gathered.values[place++];
      if (!figure.only_if_any || is_any(values)) into.figures.push_back(compared(figure, values, baseline));
    }
    if (!into.figures.empty()) groups.push_back(std::move(into));
  }
  return groups;
}

const ComparedFigure* find(const std::vector<ComparedGroup>& groups, const std::string& group, const std::string& key) {
  const auto found = std::ranges::find(groups, group, &ComparedGroup::key);
  if (found == groups.end()) return nullptr;
  const auto figure = std::ranges::find(found->figures, key, &ComparedFigure::key);
  return figure == found->figures.end() ? nullptr : &*figure;
}

Change change(const Difference& difference) {
  if (!difference.is_told_apart()) return Change::alike;
  return difference.mean < 0 ? Change::less : Change::more;
}

std::vector<AvoidedRisk> avoided(const std::vector<ComparedGroup>& groups) {
  const ComparedFigure* cost = find(groups, "cost_totals", "net");
  const ComparedFigure* all = find(groups, "days_at_risk", "all");
  const ComparedFigure* law_only = find(groups, "days_at_risk", "law_only");
  if (!cost || !all || !law_only) return {};
  std::vector<AvoidedRisk> by_plan;
  for (std::size_t plan = 0; plan < cost->differences.size(); ++plan)
    by_plan.push_back({cost_of_avoiding(all->differences[plan], cost->differences[plan]),
                       cost_of_avoiding(law_only->differences[plan], cost->differences[plan])});
  return by_plan;
}

}  // namespace

Difference mean_with_interval(const std::vector<double>& values) {
  const sim::Interval found = sim::interval_of_mean(values);
  return {found.mean, found.low, found.high, found.count};
}

CostOfAvoiding cost_of_avoiding(const Difference& days, const Difference& thousand_pounds) {
  CostOfAvoiding result{change(days), change(thousand_pounds), no_value};
  const bool is_exchange = result.risk != Change::alike && result.cost != Change::alike && result.risk != result.cost;
  if (is_exchange) result.pounds_a_day = -1000 * thousand_pounds.mean / days.mean;
  return result;
}

Comparison compare(const Result& result, const ComparisonOptions& options) {
  Comparison comparison;
  comparison.identity = result.identity();
  comparison.baseline = place_of_baseline(result.identity(), options.baseline);
  comparison.replications = static_cast<int>(result.replications().size());
  for (const GatheredStretch& gathered : gather_all(result, options.obligations)) {
    ComparedStretch stretch{gathered.stretch,
                            compared(gathered.page_one, comparison.baseline),
                            compared(gathered.all, comparison.baseline),
                            {}};
    stretch.avoided = avoided(stretch.groups);
    comparison.stretches.push_back(std::move(stretch));
  }
  return comparison;
}

std::vector<std::string> warnings(const Comparison& comparison) {
  if (comparison.replications >= fewest_replications) return {};
  return {fmt::format("{} replication{}: too few for the differences to be relied on; run at least {}.",
                      comparison.replications, comparison.replications == 1 ? "" : "s", fewest_replications)};
}

}  // namespace casetide::output
