#include "output/backtest_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "output/text_table.hpp"
#include "sim/forecast_scores.hpp"
#include "sim/intervals.hpp"

namespace casetide::output {

namespace {

using Json = nlohmann::ordered_json;  // not-a-number is written as null

std::vector<HeldValue> all_values(const BacktestTelling& telling) {
  std::vector<HeldValue> all;
  for (const HeldPlace& place : telling.places) all.insert(all.end(), place.values.begin(), place.values.end());
  return all;
}

std::string shown(const HeldValue& value, std::optional<double> number_) {
  return number_ ? number(*number_, models::decimals_of(value.figure)) : "";
}

std::string row(const HeldValue& value) {
  const HeldScore found = score(value);
  const auto cell = [&](std::optional<double> number_) { return shown(value, number_); };
  return fmt::format("| {} | {} | {} | {} | {} to {} | {} | {:.2f} | {} | {} |\n", models::label_of(value.figure),
                     value.year, cell(value.published), cell(found.mean), cell(found.low), cell(found.high),
                     found.is_within_90 ? "yes" : "**no**", found.crps / value.scale, cell(value.last),
                     cell(value.trend));
}

std::string skill_in_words(std::optional<double> skill, int of) {
  return skill ? fmt::format("{:+.2f} (of {} figures)", *skill, of) : std::string("none to compare with");
}

std::string sums(const PooledScore& pooled) {
  const sim::Interval covered = sim::interval_of_share(pooled.within_90, pooled.values);
  return fmt::format(
      "* within the nine-in-ten intervals: {} of {} ({:.0f} %; chance alone leaves {:.0f} to {:.0f} %); within the "
      "one-in-two intervals: {}\n"
      "* CRPS {:.2f} standard errors; skill against the last value {}, against the linear trend {}\n",
      pooled.within_90, pooled.values, 100.0 * pooled.within_90 / std::max(1, pooled.values), 100 * covered.low,
      100 * covered.high, pooled.within_50, pooled.crps, skill_in_words(pooled.skill_last, pooled.of_last),
      skill_in_words(pooled.skill_trend, pooled.of_trend));
}

Json json_of(const PooledScore& pooled) {
  Json json = {{"values", pooled.values},
               {"within_90", pooled.within_90},
               {"within_50", pooled.within_50},
               {"crps", pooled.crps}};
  if (pooled.skill_last) json["skill_against_last_value"] = *pooled.skill_last;
  if (pooled.skill_trend) json["skill_against_trend"] = *pooled.skill_trend;
  return json;
}

}  // namespace

HeldScore score(const HeldValue& value) {
  const auto at = [&](double share) { return sim::quantile(value.ensemble, share); };
  const auto between = [&](double low, double high) {
    return value.published >= at(low) && value.published <= at(high);
  };
  return {sim::interval_of_mean(value.ensemble).mean, at(0.05), at(0.95), between(0.05, 0.95), between(0.25, 0.75),
          sim::crps(value.ensemble, value.published)};
}

PooledScore pooled(const std::vector<HeldValue>& values) {
  PooledScore sum;
  double against_last = 0, last = 0, against_trend = 0, trend = 0;
  for (const HeldValue& value : values) {
    const HeldScore found = score(value);
    const double crps = found.crps / value.scale;
    ++sum.values;
    sum.within_90 += found.is_within_90 ? 1 : 0;
    sum.within_50 += found.is_within_50 ? 1 : 0;
    sum.crps += crps;
    if (value.last) ++sum.of_last, against_last += crps, last += std::abs(*value.last - value.published) / value.scale;
    if (value.trend)
      ++sum.of_trend, against_trend += crps, trend += std::abs(*value.trend - value.published) / value.scale;
  }
  if (sum.values > 0) sum.crps /= sum.values;
  if (last > 0) sum.skill_last = 1 - against_last / last;
  if (trend > 0) sum.skill_trend = 1 - against_trend / trend;
  return sum;
}

std::string backtest_page(const BacktestTelling& telling) {
  std::string text = fmt::format(
      "# Back-test: {} held back\n\nMade by `{}`. The model was fitted to the years before and foretold the held ones. "
      "An "
      "interval holds chance, what is not known of the parameters, and the error stated with the series; CRPS is given "
      "in such errors, the smaller the better. Skill is 1 - CRPS / that of the last value, or of the straight line "
      "through "
      "the years before: above 0 the model was better.\n\n",
      telling.held, telling.command);
  if (telling.places.size() > 1)
    text += fmt::format("## All {} places together\n\n{}\n", telling.places.size(), sums(pooled(all_values(telling))));
  for (const HeldPlace& place : telling.places) {
    text += fmt::format("## {}\n\nPlan \"{}\", {} runs to fit it.\n\n{}\n", place.place, place.plan, place.runs,
                        sums(pooled(place.values)));
    text +=
        "| figure | year | published | foretold | nine in ten between | within | CRPS | last value | trend |\n"
        "| --- | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |\n";
    for (const HeldValue& value : place.values) text += row(value);
    text += "\n";
  }
  return text;
}

std::string backtest_json(const BacktestTelling& telling) {
  Json places = Json::array();
  for (const HeldPlace& place : telling.places) {
    Json values = Json::array();
    for (const HeldValue& value : place.values) {
      const HeldScore found = score(value);
      Json one = {{"figure", models::name_of(value.figure)},
                  {"year", value.year},
                  {"published", value.published},
                  {"mean", found.mean},
                  {"low", found.low},
                  {"high", found.high},
                  {"within_90", found.is_within_90},
                  {"crps", found.crps},
                  {"scale", value.scale}};
      if (value.last) one["last_value"] = *value.last;
      if (value.trend) one["trend"] = *value.trend;
      values.push_back(one);
    }
    places.push_back(
        {{"place", place.place}, {"runs", place.runs}, {"pooled", json_of(pooled(place.values))}, {"values", values}});
  }
  return Json{{"held", telling.held}, {"pooled", json_of(pooled(all_values(telling)))}, {"places", places}}.dump(1) +
         "\n";
}

}  // namespace casetide::output
