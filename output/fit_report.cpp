#include "output/fit_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "output/text_table.hpp"
#include "sim/intervals.hpp"

namespace casetide::output {

namespace {

using Json = nlohmann::ordered_json;  // not-a-number is written as null
using Values = std::vector<double>;

constexpr double hardly_narrower = 0.85;  // of the prior's standard deviation: nothing much was learnt
constexpr double told_correlation = 0.5;

double mean_of(const Values& values) { return sim::interval_of_mean(values).mean; }

double deviation_of(const Values& values) {
  const double mean = mean_of(values);
  double squares = 0;
  int count = 0;
  for (const double value : values)
    if (!std::isnan(value)) squares += (value - mean) * (value - mean), ++count;
  return count > 1 ? std::sqrt(squares / (count - 1)) : 0;
}

bool is_percentage(const FittedSeries& series) { return models::unit_of(series.observed.figure) == "%"; }

FitVerdict judged(double published, const Values& model, const Values& by_chance,
                  const std::optional<models::Tolerance>& asked) {
  FitVerdict verdict{
      published, mean_of(model), sim::quantile(model, 0.05), sim::quantile(model, 0.95), deviation_of(by_chance), {}};
  if (asked && asked->is_share) verdict.allowed = std::max(asked->at(published), 2 * verdict.chance_deviation);
  if (asked && !asked->is_share) verdict.allowed = asked->size;
  return verdict;
}

/// The sum over the values, or their mean, replication by replication.
Values together(const std::vector<const FittedValue*>& values, bool as_mean, Values FittedValue::*part) {
  Values sums((values.front()->*part).size(), 0.0);
  for (const FittedValue* value : values)
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += (value->*part)[i];
  if (as_mean)
    for (double& sum : sums) sum /= static_cast<double>(values.size());
  return sums;
}

std::string shown(const FittedSeries& series, double value) {
  return std::isnan(value) ? "" : number(value, std::max(0, models::decimals_of(series.observed.figure)));
}

std::string shown(const FittedParameter& parameter, double value) {
  return fmt::format("{:.3g}{}{}", value, parameter.assumption.unit == "%" ? "" : " ", parameter.assumption.unit);
}

std::string label(const models::Assumption& assumption) {
  return assumption.label.empty() ? assumption.name : assumption.label;
}

std::string verdict_in_words(const FitVerdict& verdict) {
  if (!verdict.allowed) return "";
  return verdict.is_met() ? "met" : "**missed**";
}

std::string row(const FittedSeries& series, const std::string& year, const FitVerdict& verdict, bool is_fitted) {
  const auto cell = [&](double value) { return shown(series, value); };
  return fmt::format("| {} | {}{} | {} | {} | {} to {} | {} | {} | {} |\n", models::label_of(series.observed.figure),
                     year, is_fitted ? "" : " \\*", cell(verdict.published), cell(verdict.model), cell(verdict.low),
                     cell(verdict.high), cell(verdict.residual()),
                     verdict.allowed ? cell(*verdict.allowed) : std::string(), verdict_in_words(verdict));
}

std::string table_of_series(const FitTelling& fit) {
  std::string text =
      "| series | year | published | model | nine in ten between | model less published | allowed | |\n"
      "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |\n";
  for (const FittedSeries& series : fit.series) {
    for (const FittedValue& value : series.values)
      text += row(series, std::to_string(value.year), verdict(series, value), value.error > 0);
    if (const auto all = verdict_together(series))
      text += row(series, is_percentage(series) ? "mean" : "together", *all, true);
  }
  return text;
}

std::string table_of_parameters(const FitTelling& fit) {
  std::string text =
      "| parameter | range before | mean | nine in ten between | left uncertain |\n| --- | ---: | ---: | ---: | ---: "
      "|\n";
  for (const FittedParameter& parameter : fit.parameters) {
    const auto cell = [&](double value) { return shown(parameter, value); };
    const double left = left_uncertain(parameter);
    text +=
        fmt::format("| {} | {} to {} | {} | {} to {} | {:.0f} %{} |\n", label(parameter.assumption),
                    cell(parameter.assumption.low()), cell(parameter.assumption.high()), cell(mean_of(parameter.draws)),
                    cell(sim::quantile(parameter.draws, 0.05)), cell(sim::quantile(parameter.draws, 0.95)), 100 * left,
                    left > hardly_narrower ? ", not identified" : "");
  }
  return text;
}

struct Pair {
  std::size_t one, other;
  double correlation;
};

std::vector<Pair> pairs_that_move_together(const FitTelling& fit) {
  std::vector<Pair> pairs;
  for (std::size_t one = 0; one < fit.parameters.size(); ++one)
    for (std::size_t other = one + 1; other < fit.parameters.size(); ++other) {
      const double found = sim::correlation(fit.parameters[one].draws, fit.parameters[other].draws);
      if (std::abs(found) >= told_correlation) pairs.push_back({one, other, found});
    }
  std::ranges::sort(pairs, std::greater{}, [](const Pair& pair) { return std::abs(pair.correlation); });
  return pairs;
}

std::string list_of_pairs(const FitTelling& fit) {
  std::string text;
  for (const Pair& pair : pairs_that_move_together(fit))
    text += fmt::format("* {} and {}: {:+.2f}\n", label(fit.parameters[pair.one].assumption),
                        label(fit.parameters[pair.other].assumption), pair.correlation);
  return text.empty() ? fmt::format("No two parameters are correlated by {} or more.\n", told_correlation) : text;
}

std::string misses(const FitTelling& fit) {
  std::string text;
  for (const FittedSeries& series : fit.series) {
    std::string years;
    for (const FittedValue& value : series.values)
      if (const FitVerdict found = verdict(series, value); found.allowed && !found.is_met())
        years += fmt::format("{}{}", years.empty() ? "" : ", ", value.year);
    if (const auto all = verdict_together(series); all && !all->is_met()) years += years.empty() ? "all" : ", all";
    if (years.empty()) continue;
    const std::string& note = series.observed.note;
    text +=
        fmt::format("* {} ({}){}{}\n", models::label_of(series.observed.figure), years, note.empty() ? "" : ": ", note);
  }
  return text.empty() ? "Nothing.\n" : text;
}

std::string table_of_rounds(const FitTelling& fit) {
  std::string text = "| round | runs | refused | moved by up to |\n| ---: | ---: | ---: | ---: |\n";
  for (std::size_t i = 0; i < fit.rounds.size(); ++i)
    text += fmt::format("| {} | {} | {} | {:.1f} |\n", i + 1, fit.rounds[i].runs, fit.rounds[i].failed,
                        fit.rounds[i].moved);
  return text;
}

Json json_of(const FitVerdict& found) {
  Json json = {{"published", found.published}, {"model", found.model}, {"low", found.low}, {"high", found.high}};
  json["residual"] = found.residual();
  json["chance_deviation"] = found.chance_deviation;
  if (found.allowed) json["allowed"] = *found.allowed, json["met"] = found.is_met();
  return json;
}

Json json_of(const FittedSeries& series) {
  Json values = Json::array();
  for (const FittedValue& value : series.values) {
    Json one = json_of(verdict(series, value));
    one["year"] = value.year;
    one["fitted"] = value.error > 0;
    if (value.error > 0) one["error"] = value.error;
    values.push_back(one);
  }
  Json json = {{"figure", models::name_of(series.observed.figure)},
               {"unit", models::unit_of(series.observed.figure)},
               {"source", series.observed.source},
               {"values", values}};
  if (const auto all = verdict_together(series)) json["together"] = json_of(*all);
  return json;
}

}  // namespace

bool FitVerdict::is_met() const { return allowed && std::abs(residual()) <= *allowed; }

FitVerdict verdict(const FittedSeries& series, const FittedValue& value) {
  return judged(value.published, value.model, value.by_chance,
                value.is_of_the_years ? series.observed.within : std::nullopt);
}

std::optional<FitVerdict> verdict_together(const FittedSeries& series) {
  if (!series.observed.within_together) return {};
  std::vector<const FittedValue*> fitted;
  for (const FittedValue& value : series.values)
    if (value.is_of_the_years) fitted.push_back(&value);
  if (fitted.empty()) return {};
  double published = 0;
  for (const FittedValue* value : fitted) published += value->published;
  if (is_percentage(series)) published /= static_cast<double>(fitted.size());
  return judged(published, together(fitted, is_percentage(series), &FittedValue::model),
                together(fitted, is_percentage(series), &FittedValue::by_chance), series.observed.within_together);
}

FitTally tally(const FitTelling& fit) {
  FitTally tally;
  const auto add = [&](const FitVerdict& verdict) {
    tally.asked += verdict.allowed ? 1 : 0;
    tally.met += verdict.allowed && verdict.is_met() ? 1 : 0;
  };
  for (const FittedSeries& series : fit.series) {
    for (const FittedValue& value : series.values) add(verdict(series, value));
    if (const auto all = verdict_together(series)) add(*all);
  }
  return tally;
}

double left_uncertain(const FittedParameter& parameter) {
  const boost::math::normal standard;
  Values normals;
  for (const double draw : parameter.draws) {
    const double share = std::clamp(parameter.assumption.range.cdf(draw), 1e-9, 1 - 1e-9);
    normals.push_back(boost::math::quantile(standard, share));
  }
  return deviation_of(normals);
}

std::string fit_page(const FitTelling& fit) {
  const FitTally counted = tally(fit);
  std::size_t runs = 0;
  for (const auto& round : fit.rounds) runs += round.runs;
  const std::size_t replications =
      fit.series.empty() || fit.series.front().values.empty() ? 0 : fit.series.front().values.front().model.size();
  std::string text = fmt::format("# {}: the model held against published figures\n\n", fit.place);
  text += fmt::format(
      "Fitted under the plan \"{}\" up to the {}. Made by `{}`; what stands here is worked out by it and is not "
      "written by hand.\n\n",
      fit.plan, fit.last_year, fit.command);
  text += fmt::format("**{} of {} figures that are asked for are met.**\n\n", counted.met, counted.asked);
  text += "## Published and simulated\n\n";
  text += fmt::format(
      "Model: the mean of {} replications, each with one of the accepted draws. Allowed: what the scenario asks for; "
      "of a number, two standard deviations of a single year by chance alone where that is more. A year with \\* was "
      "not fitted: "
      "it "
      "lies outside the years, or its series has no error stated. A year of the workforce census is that of its 30 "
      "September.\n\n{}\n",
      replications, table_of_series(fit));
  text += fmt::format("### What misses\n\n{}\n", misses(fit));
  text += fmt::format(
      "## Parameters\n\nLeft uncertain: the standard deviation of the accepted draws as a part of that of the range "
      "before. Where hardly less is left, the published figures do not tell: the range stays what was assumed.\n\n{}\n",
      table_of_parameters(fit));
  text += "### Which ones cannot be told apart\n\n" + list_of_pairs(fit) + "\n";
  text += fmt::format(
      "## How it was fitted\n\nIn rounds of Monte Carlo with a synthetic likelihood, {} runs. Each figure is taken to "
      "be what "
      "the model means plus an error of the size stated with it; within a round the figures are taken to be linear in "
      "the "
      "parameters, and what a line leaves unexplained counts as chance. Each round draws its parameters from what the "
      "rounds "
      "before have found, and so comes closer. Moved: how far the most likely value of a parameter went, at most, in "
      "its "
      "standard deviations; what still moves by more than about one has not settled.\n\n{}",
      runs, table_of_rounds(fit));
  return text;
}

std::string fit_json(const FitTelling& fit) {
  Json parameters = Json::array(), rounds = Json::array(), series = Json::array(), pairs = Json::array();
  for (const FittedParameter& parameter : fit.parameters)
    parameters.push_back({{"name", parameter.assumption.name},
                          {"unit", parameter.assumption.unit},
                          {"before", {parameter.assumption.low(), parameter.assumption.high()}},
                          {"mean", mean_of(parameter.draws)},
                          {"low", sim::quantile(parameter.draws, 0.05)},
                          {"high", sim::quantile(parameter.draws, 0.95)},
                          {"left_uncertain", left_uncertain(parameter)}});
  for (const Pair& pair : pairs_that_move_together(fit))
    pairs.push_back({{"one", fit.parameters[pair.one].assumption.name},
                     {"other", fit.parameters[pair.other].assumption.name},
                     {"correlation", pair.correlation}});
  for (const auto& round : fit.rounds)
    rounds.push_back({{"runs", round.runs}, {"refused", round.failed}, {"moved", round.moved}});
  for (const FittedSeries& one : fit.series) series.push_back(json_of(one));
  const FitTally counted = tally(fit);
  return Json{{"title", fit.title},       {"plan", fit.plan},      {"until", fit.last_year},
              {"asked", counted.asked},   {"met", counted.met},    {"series", series},
              {"parameters", parameters}, {"correlations", pairs}, {"rounds", rounds}}
             .dump(1) +
         "\n";
}

std::string draws_csv(const std::vector<FittedParameter>& parameters) {
  std::string text;
  for (const FittedParameter& parameter : parameters) text += (text.empty() ? "" : ",") + parameter.assumption.name;
  text += "\n";
  for (std::size_t draw = 0; draw < parameters.front().draws.size(); ++draw) {
    std::string line;
    for (const FittedParameter& parameter : parameters)
      line += fmt::format("{}{:.6g}", line.empty() ? "" : ",", parameter.draws[draw]);
    text += line + "\n";
  }
  return text;
}

}  // namespace casetide::output
