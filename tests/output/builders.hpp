// A small scenario and samples of it: what the tests of output/ start from.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "output/result_file.hpp"
#include "output/trace.hpp"
#include "sim/errors.hpp"
#include "tests/support/folder.hpp"

namespace casetide::output::testing {

namespace fs = std::filesystem;
using casetide::testing::bytes_of;
using casetide::testing::Folder;
using casetide::testing::put_bytes;

inline sim::Date date(int year, unsigned month, unsigned day) {
  return sim::Date{
      std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}};
}

/// Two plans, two teams, three statuses, two obligations; four weeks from 1 April 2016, sampled weekly.
inline models::Scenario small_scenario() {
  models::Scenario scenario;
  scenario.title = "A small county";
  scenario.place = "Worcestershire – invented";
  scenario.warm_up_from = date(2016, 1, 1);
  scenario.period_from = date(2016, 4, 1);
  scenario.period_until = date(2016, 4, 29);
  scenario.seed = 0xfedcba9876543210;
  scenario.replications = 3;
  for (const char* name : {"in_assessment", "child_protection_plan", "looked_after"}) {
    models::Status status;
    status.name = name;
    scenario.pathway.statuses.push_back(status);
  }
  for (const char* name : {"assessment", "care_review"}) {
    models::Obligation obligation;
    obligation.name = name;
    obligation.label = std::string("the ") + name;
    scenario.pathway.obligations.push_back(obligation);
  }
  for (const char* name : {"front_door", "east"}) {
    models::Team team;
    team.name = name;
    team.label = std::string("Team ") + name;
    scenario.staffing.teams.push_back(team);
  }
  scenario.plans = {{"as_now", "As now", "", {}, {}, {}}, {"recruit", "Recruit 40 – permanent", "", {}, {}, {}}};
  scenario.resolved_text = "version: 1\ntitle: A small county\nplace: Worcestershire – invented\n";
  scenario.sha256 = std::string(64, 'a');
  return scenario;
}

/// The small scenario over the years to March 2017 and 2018: 730 days, sampled weekly, on days 0, 7 ... 728 and 730.
inline models::Scenario two_years() {
  models::Scenario scenario = small_scenario();
  scenario.period_until = date(2018, 4, 1);
  return scenario;
}

/// The small scenario with a share of adverts between 4 and 12 % and a demand between 0.9 and 1.15 of what stands.
inline models::Scenario uncertain_scenario() {
  models::Scenario scenario = small_scenario();
  scenario.draws_assumptions = true;
  models::Assumption hiring;
  hiring.name = "hiring_success";
  hiring.label = "Chance that an advert is filled";
  hiring.range = sim::Distribution(sim::Triangular{4, 6.5, 12});
  hiring.unit = "%";
  models::Assumption demand;
  demand.name = "demand_to_come";
  demand.how = models::Assumption::How::factor;
  demand.range = sim::Distribution(sim::Uniform{0.9, 1.15});
  scenario.assumptions = {hiring, demand};
  return scenario;
}

/// [assumption], other ones for each replication.
inline std::vector<double> some_draws(const models::Scenario& scenario, int replication) {
  std::vector<double> draws;
  for (std::size_t i = 0; i < scenario.assumptions.size(); ++i)
    draws.push_back(5 + replication + 0.25 * static_cast<double>(i));
  return draws;
}

/// A sample whose values all differ, by measure, place and instant: flows are totals that grow.
inline models::Sample sample_at(const Layout& layout, std::size_t k, double offset) {
  models::Sample sample;
  sample.at = layout.samples[k];
  for (const models::MeasureEntry& measure : models::measure_catalogue()) {
    const auto m = static_cast<double>(measure.measure);
    for (std::size_t i = 0; i < layout.row(measure); ++i)
      sample.of(measure.measure)
          .push_back(offset + 1000 * m + 0.125 * static_cast<double>(i) * m + static_cast<double>(k * k));
  }
  return sample;
}

/// [year, indicator], all different, with a gap in each year.
inline std::vector<double> some_indicators(const Layout& layout, double offset) {
  std::vector<double> values;
  for (std::size_t year = 0; year < layout.years.size(); ++year)
    for (std::size_t i = 0; i < layout.indicators.names.size(); ++i)
      values.push_back(i == 3 + year ? std::nan("")
                                     : offset + 1000 * static_cast<double>(year) + static_cast<double>(i));
  return values;
}

inline Trace some_trace(const models::Scenario& scenario, double offset) {
  TraceRecorder recorder(scenario);
  for (std::size_t k = 0; k < recorder.layout().samples.size(); ++k)
    recorder.sample(sample_at(recorder.layout(), k, offset));
  for (std::size_t k = 0; k < recorder.layout().warm_up.size(); ++k)
    recorder.settling(sample_at(recorder.layout(), 0, offset + static_cast<double>(k)));
  Trace trace = recorder.take();
  trace.indicators = some_indicators(recorder.layout(), offset);
  return trace;
}

/// Different for every plan and replication.
inline double offset_of(std::size_t plan, int replication) {
  return 1e6 * static_cast<double>(plan) + 1e4 * replication;
}

/// Writes one shard for each plan and replication; in order of replication, then plan.
inline std::vector<fs::path> write_shards(const Folder& folder, const models::Scenario& scenario) {
  const RunIdentity identity = identity_of(scenario);
  std::vector<fs::path> paths;
  for (int replication = 0; replication < scenario.replications; ++replication)
    for (std::size_t plan = 0; plan < identity.plans.size(); ++plan) {
      paths.push_back(folder / (std::to_string(plan) + "-" + std::to_string(replication) + ".h5"));
      Trace trace = some_trace(scenario, offset_of(plan, replication));
      trace.draws = some_draws(scenario, replication);
      write_shard(paths.back(), scenario, identity, plan, replication, trace);
    }
  return paths;
}

/// The code of the OutputError that `action` must throw.
inline sim::ExitCode code_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const sim::OutputError& error) {
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return sim::ExitCode::done;
}

/// What the OutputError that `action` must throw says.
inline std::string words_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const sim::OutputError& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace casetide::output::testing
