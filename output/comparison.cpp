#include "output/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "output/nearest_names.hpp"
#include "output/reading.hpp"
#include "output/warm_up.hpp"
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

struct GatheredResult {
  std::vector<GatheredStretch> stretches;
  Judged judged;
  Draws draws;
  BacklogWatch backlogs;
  WarmUpWatch warm_up;
};

std::vector<DrawnAssumption> drawn_assumptions(const Layout& layout) {
  std::vector<DrawnAssumption> drawn;
  for (std::size_t i = 0; i < layout.assumptions.names.size(); ++i) {
    const AssumptionTraits& traits = layout.assumption_traits[i];
    drawn.push_back({layout.assumptions.names[i], layout.assumptions.labels[i], traits.unit,
                     traits.how == models::Assumption::How::factor, traits.low, traits.high});
  }
  return drawn;
}

/// Every trace is read once.
GatheredResult gather_all(const Result& result, const std::vector<std::string>& obligations) {
  const Layout& layout = result.layout();
  const std::size_t plans = result.identity().plans.size();
  GatheredResult gathered{
      {}, empty_judged(layout, plans), {drawn_assumptions(layout), {}}, BacklogWatch(layout), WarmUpWatch(layout)};
  for (Stretch& stretch : stretches_of(layout)) gathered.stretches.push_back({std::move(stretch), {}, {}});
  for (std::size_t plan = 0; plan < plans; ++plan)
    for (std::size_t replication = 0; replication < result.replications().size(); ++replication) {
      const Trace trace = result.trace(plan, replication, measures_compared());
      for (GatheredStretch& into : gathered.stretches) {
        gather(into.page_one, plan, plans, page_one(trace, layout, into.stretch));
        gather(into.all, plan, plans, figures(trace, layout, into.stretch, obligations));
      }
      gathered.judged.of[plan].push_back(judged(trace, layout));
      gathered.backlogs.add(plan, trace);
      if (plan > 0) continue;
      gathered.draws.values.push_back(trace.draws);  // all plans share them
      gathered.warm_up.add(trace);                   // and nearly all of this
    }
  return gathered;
}

Difference difference(const std::vector<double>& of_plan, const std::vector<double>& of_baseline) {
  Difference difference = mean_with_interval(paired(of_plan, of_baseline));
  difference.correlation = sim::correlation(of_plan, of_baseline);
  return difference;
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

std::span<const models::Measure> measures_compared() {
  using M = models::Measure;
  static constexpr std::array measures = {M::children,
                                          M::children_at_risk,
                                          M::unallocated,
                                          M::caseload,
                                          M::caseload_per_worker,
                                          M::time_at_risk,
                                          M::time_at_risk_law,
                                          M::closed_too_soon,
                                          M::staff,
                                          M::posts,
                                          M::available_hours,
                                          M::worked_hours,
                                          M::open_child_days,
                                          M::unallocated_days,
                                          M::referrals,
                                          M::re_referrals,
                                          M::begun,
                                          M::changes_of_worker,
                                          M::obligations_met,
                                          M::obligations_met_in_time,
                                          M::vacancies,
                                          M::uncovered,
                                          M::pressure,
                                          M::stress,
                                          M::joined,
                                          M::left,
                                          M::leavers,
                                          M::sessions_held,
                                          M::hasty_decisions,
                                          M::cost,
                                          M::available_fte,
                                          M::waiting_hours};
  return measures;
}

Difference mean_with_interval(const std::vector<double>& values) {
  const sim::Interval interval = sim::interval_of_mean(values);
  return {interval.mean, interval.low, interval.high, interval.count};
}

CostOfAvoiding cost_of_avoiding(const Difference& days, const Difference& thousand_pounds) {
  CostOfAvoiding result{change(days), change(thousand_pounds), no_value};
  const bool is_exchange = result.risk != Change::alike && result.cost != Change::alike && result.risk != result.cost;
  if (is_exchange) result.pounds_a_day = -1000 * thousand_pounds.mean / days.mean;
  return result;
}

ComparisonOptions options_of(const models::Scenario& scenario, const RunIdentity& run) {
  ComparisonOptions options;
  options.targets = scenario.targets;
  for (const models::Assumption& assumption : scenario.assumptions) {
    std::vector<bool>& reached = options.reaches.emplace_back();
    for (const PlanName& plan : run.plans) {
      const auto found = std::ranges::find(scenario.plans, plan.name, &models::Plan::name);
      reached.push_back(found == scenario.plans.end() || models::reaches(assumption, *found));
    }
  }
  return options;
}

Comparison compare(const Result& result, const ComparisonOptions& options) {
  Comparison comparison;
  comparison.identity = result.identity();
  comparison.baseline = place_of_baseline(result.identity(), options.baseline);
  comparison.replications = static_cast<int>(result.replications().size());
  GatheredResult all = gather_all(result, options.obligations);
  for (const GatheredStretch& gathered : all.stretches) {
    ComparedStretch stretch{gathered.stretch,
                            compared(gathered.page_one, comparison.baseline),
                            compared(gathered.all, comparison.baseline),
                            {}};
    stretch.avoided = avoided(stretch.groups);
    comparison.stretches.push_back(std::move(stretch));
  }
  for (std::size_t i = 0; i < std::min(options.reaches.size(), all.draws.assumptions.size()); ++i)
    all.draws.assumptions[i].reaches = options.reaches[i];
  comparison.falls_behind = all.backlogs.backlogs();
  std::erase_if(comparison.falls_behind, [](const TeamBacklog& team) { return !team.falls_behind(); });
  comparison.warm_up = all.warm_up.warning();
  comparison.trajectories = trajectories(all.judged);
  comparison.decision = decide(all.judged, {comparison.baseline, options.indifference, options.targets, all.draws});
  const Stretch& whole = comparison.stretches.front().stretch;
  comparison.answer = answer(comparison.decision, {comparison.identity.plans, comparison.baseline,
                                                   comparison.replications, whole.from, whole.until});
  return comparison;
}

std::vector<std::string> warnings(const Comparison& comparison) {
  std::vector<std::string> all;
  if (comparison.replications < fewest_replications)
    all.push_back(fmt::format("{} replication{}: too few for the differences to be relied on; run at least {}.",
                              comparison.replications, comparison.replications == 1 ? "" : "s", fewest_replications));
  if (!comparison.warm_up.empty()) all.push_back(comparison.warm_up + ".");
  return all;
}

}  // namespace casetide::output
