#include "output/differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "sim/errors.hpp"
#include "sim/time.hpp"

namespace casetide::output {

namespace {

/// What stands at a place of an axis: a date, or a name.
std::string entry_at(const Layout& layout, const std::string& axis, std::size_t place) {
  if (axis == "time") return sim::text(sim::date_of(layout.samples.at(place)));
  if (axis == "year") return layout.years.at(place).name();
  if (axis == "indicator") return layout.indicators.names.at(place);
  if (axis == "warm_up_time") return sim::text(sim::date_of(layout.warm_up.at(place)));
  if (axis == "settling_series")
    return std::string(models::measure_catalogue()[static_cast<std::size_t>(settling_measures.at(place))].name);
  if (axis == "assumption") return layout.assumptions.names.at(place);
  const auto found = std::ranges::find(all_axes, axis, axis_name);
  if (found == all_axes.end()) throw sim::ModelError("an array along an axis that the layout does not know: " + axis);
  return layout.of(*found).names.at(place);
}

/// "plan=more, replication=3, time=2018-05-06, team=east"; `place` counts along the array's own axes, row-major.
std::string index_of(const ArrayEntry& array, const Frame& frame, std::size_t plan, std::size_t replication,
                     std::size_t place) {
  std::string own;
  for (std::size_t i = array.axes.size(); i-- > 0; place /= array.sizes[i])
    own = fmt::format(", {}={}{}", array.axes[i], entry_at(frame.layout, array.axes[i], place % array.sizes[i]), own);
  const std::string which = fmt::format("replication={}{}", frame.replications.at(replication), own);
  return array.by_plan ? fmt::format("plan={}, {}", frame.identity.plans.at(plan).name, which) : which;
}

/// In as many digits as tell it from every other number.
std::string number(double value) { return std::isnan(value) ? "no value" : fmt::format("{}", value); }

bool same_bytes(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

template <typename Value>
void compare(std::vector<std::string>& found, const char* what, const Value& in_file, const Value& in_run) {
  if (in_file != in_run) found.push_back(fmt::format("{}: the file has {}, the run gives {}", what, in_file, in_run));
}

void compare_plans(std::vector<std::string>& found, const RunIdentity& in_file, const RunIdentity& in_run) {
  for (std::size_t i = 0; i < std::min(in_file.plans.size(), in_run.plans.size()); ++i) {
    compare(found, "plan", in_file.plans[i].name, in_run.plans[i].name);
    compare(found, "plan_label", in_file.plans[i].label, in_run.plans[i].label);
  }
  compare(found, "number of plans", in_file.plans.size(), in_run.plans.size());
}

}  // namespace

Differences differences(const Trace& in_file, const Trace& in_run, const Frame& frame, std::size_t plan,
                        std::size_t replication, std::size_t most) {
  Differences found;
  for (const ArrayEntry& array : arrays_of(frame.layout)) {
    if (plan > 0 && !array.by_plan) continue;
    const std::vector<double>& file = array.of(in_file);
    const std::vector<double>& run = array.of(in_run);
    if (file.size() != array.row() || run.size() != array.row())
      throw sim::ModelError(
          fmt::format("{}: {} and {} values; {} expected", array.name, file.size(), run.size(), array.row()));
    for (std::size_t place = 0; place < array.row(); ++place) {
      if (same_bytes(file[place], run[place])) continue;
      if (found.count++ < most)
        found.first.push_back(fmt::format("{}: {}: the file has {}, the run gives {}", array.name,
                                          index_of(array, frame, plan, replication, place), number(file[place]),
                                          number(run[place])));
    }
  }
  return found;
}

std::vector<std::string> differences(const Frame& in_file, const Frame& in_run) {
  std::vector<std::string> found;
  compare(found, "scenario_sha256", in_file.identity.scenario_sha256, in_run.identity.scenario_sha256);
  compare(found, "title", in_file.identity.title, in_run.identity.title);
  compare(found, "place", in_file.identity.place, in_run.identity.place);
  compare_plans(found, in_file.identity, in_run.identity);
  if (in_file.replications != in_run.replications)
    found.push_back(fmt::format("replication: the file has {} of them, not those from 0 to {}",
                                in_file.replications.size(), in_run.identity.replications - 1));
  if (in_file.layout != in_run.layout) found.emplace_back("its axes are not those that its scenario gives");
  return found;
}

}  // namespace casetide::output
