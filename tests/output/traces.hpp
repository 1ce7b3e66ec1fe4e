// Traces made by hand, and figures and lines looked up in a comparison.
#pragma once

#include <algorithm>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/national_indicators.hpp"
#include "models/safeguard_names.hpp"
#include "output/comparison.hpp"
#include "tests/output/builders.hpp"

namespace casetide::output::testing {

/// All zero, and no yearly figures known.
inline Trace blank_trace(const Layout& layout) {
  Trace trace;
  for (const models::MeasureEntry& measure : models::measure_catalogue())
    trace.of(measure.measure).assign(layout.samples.size() * layout.row(measure), 0);
  trace.indicators.assign(layout.years.size() * layout.indicators.names.size(), std::nan(""));
  trace.settling.assign(layout.warm_up.size() * settling_measures.size(), 0);
  return trace;
}

/// One place of a flow: `per_day` on every day.
inline void flow(Trace& trace, models::Measure m, const Layout& layout, std::size_t place, double per_day) {
  const std::size_t row = trace.of(m).size() / layout.samples.size();
  for (std::size_t k = 1; k < layout.samples.size(); ++k)
    trace.of(m)[k * row + place] = per_day * sim::in_days(layout.samples[k] - layout.samples[k - 1]);
}

/// An indicator, year by year.
inline void indicator(Trace& trace, const Layout& layout, models::Indicator which, const std::vector<double>& by_year) {
  for (std::size_t year = 0; year < by_year.size(); ++year)
    trace.indicators[year * models::indicator_count + static_cast<std::size_t>(which)] = by_year[year];
  ASSERT_EQ(by_year.size(), layout.years.size());
}

/// One place of a level, the same at every sample.
inline void level(Trace& trace, models::Measure m, const Layout& layout, std::size_t place, double value) {
  const std::size_t row = trace.of(m).size() / layout.samples.size();
  for (std::size_t k = 0; k < layout.samples.size(); ++k) trace.of(m)[k * row + place] = value;
}

inline std::size_t risk(models::Component component, models::Cause cause) {
  return static_cast<std::size_t>(component) * models::cause_count + static_cast<std::size_t>(cause);
}

inline const Figure& figure(const std::vector<FigureGroup>& groups, const std::string& group, const std::string& key) {
  for (const FigureGroup& candidate : groups)
    for (const Figure& found : candidate.figures)
      if (candidate.key == group && found.key == key) return found;
  throw std::runtime_error("no figure " + group + "." + key);
}

inline const ComparedFigure& figure(const ComparedStretch& stretch, const std::string& group, const std::string& key) {
  for (const ComparedGroup& candidate : stretch.groups)
    for (const ComparedFigure& found : candidate.figures)
      if (candidate.key == group && found.key == key) return found;
  throw std::runtime_error("no figure " + group + "." + key);
}

/// A result of the small scenario whose traces `fill` makes, by plan and replication.
inline Result result_of(const Folder& folder, const models::Scenario& scenario,
                        const std::function<Trace(std::size_t, int)>& fill) {
  const RunIdentity identity = identity_of(scenario);
  std::vector<fs::path> shards;
  for (std::size_t plan = 0; plan < identity.plans.size(); ++plan)
    for (int replication = 0; replication < scenario.replications; ++replication) {
      shards.push_back(folder / (std::to_string(plan) + "-" + std::to_string(replication)));
      write_shard(shards.back(), scenario, identity, plan, replication, fill(plan, replication));
    }
  merge(shards, scenario, identity, folder / "result.h5");
  return read_result(folder / "result.h5");
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Contracts of the first team; three to a team.
inline constexpr std::size_t permanent = 0, agency = 1, newly_qualified = 2;

inline bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// The page with runs of spaces made one: columns may move.
inline std::string squeezed(const std::string& page) {
  std::string result;
  for (const char byte : page)
    if (byte != ' ' || result.empty() || result.back() != ' ') result += byte;
  return result;
}

}  // namespace casetide::output::testing
