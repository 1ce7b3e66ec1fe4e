#include "scenarios/authority/observed_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/authority/fill_parts.hpp"

namespace casetide::scenarios {

namespace {

constexpr std::string_view need = "DfE children in need", lait = "DfE LAIT", workforce = "DfE workforce";
constexpr int last_observed = 2030;

bool is_percentage(const ObservedSeries& series) {
  return series.figure.ends_with("_share") || series.figure.ends_with("_rate");
}

/// Shares and rates are written in per cent, since a number below 1 could be a share of 1.
std::string value_text(const ObservedSeries& series, double value) {
  return tenths(value) + (is_percentage(series) ? "%" : "");
}

std::string values_text(const PublishedArea& area, const ObservedSeries& series) {
  std::vector<std::string> values;
  for (int year = series.first; year <= last_observed; ++year)
    if (const auto value = observed_value(area, series, year))
      values.push_back(fmt::format("{}: {}", year, value_text(series, *value)));
  return joined(values, ", ");
}

/// Chance is larger where there are fewer children; what the model leaves out is not smaller where there are more.
std::string fit_text(const PublishedArea& area, const ObservedSeries& series) {
  const double children = pooled(area, "cin_at_31_march", {2016, 2017, 2018, 2019}).mean().value_or(1);
  const double error = series.error * std::clamp(std::sqrt(3700 / children), 1.0, 4.0);
  std::string text;
  if (error > 0)
    text += fmt::format(", fit: {{error: {}}}", is_percentage(series) ? tenths(error) + " points" : percent(error));
  if (!series.within.empty()) text += fmt::format(", within: {}", series.within);
  if (!series.together.empty()) text += fmt::format(", within_together: {}", series.together);
  return text;
}

std::string in_quotes(std::string_view text) { return fmt::format("\"{}\"", text); }

/// Quoted where a comma would end it.
std::string cell(const std::string& text) { return text.find(',') == std::string::npos ? text : in_quotes(text); }

std::string figures_of(const PublishedArea* area, const KnownYears& known) {
  std::string line;
  for (const ObservedSeries& series : observed_series()) {
    const auto value = area == nullptr
                           ? std::nullopt
                           : observed_value(*area, series, series.is_of_census ? known.censuses().back() : known.last);
    line += value ? "," + tenths(*value) : ",";
  }
  return line + "\n";
}

}  // namespace

std::span<const ObservedSeries> observed_series() {
  static constexpr std::array<ObservedSeries, 44> all = {{
      {.figure = "referrals", .column = "referrals", .source = need, .error = 0.04},
      {.figure = "re_referral_share", .column = "rereferrals_12m", .of = "referrals", .source = need},
      {.figure = "assessments_in_45_days_share",
       .column = "assess_within_45wd_pct",
       .source = lait,
       .error = 4,
       .within = "6 points"},
      {.figure = "section_47s", .column = "s47", .source = need, .error = 0.08, .within = "20%", .together = "5%"},
      {.figure = "conferences", .column = "icpc", .source = need, .error = 0.08, .within = "20%", .together = "5%"},
      {.figure = "conferences_in_15_days_share",
       .column = "icpc_within_15wd_pct",
       .source = lait,
       .error = 5,
       .within = "8 points"},
      {.figure = "conference_working_days_p25", .column = "icpc_wd_p25", .source = need},
      {.figure = "conference_working_days_median", .column = "icpc_wd_median", .source = need},
      {.figure = "conference_working_days_p75", .column = "icpc_wd_p75", .source = need},
      {.figure = "plans_started",
       .column = "cpp_started",
       .source = need,
       .error = 0.08,
       .within = "20%",
       .together = "5%"},
      {.figure = "second_plan_share",
       .column = "cpp_started_second_or_subsequent",
       .of = "cpp_started",
       .source = need,
       .note = "a plan at any time before; the model knows only those of its run"},
      {.figure = "plans_at_year_end", .column = "cpp_at_31_march", .source = need, .error = 0.09, .within = "15%"},
      {.figure = "plan_reviews_in_time_share",
       .column = "cp_reviewed_on_time_pct",
       .source = lait,
       .error = 6,
       .together = "5 points"},
      {.figure = "plan_ended_2_years_share", .column = "cpp_ended_ge_2y_pct", .source = lait},
      {.figure = "children_in_need_at_year_end",
       .column = "cin_at_31_march",
       .source = need,
       .note = "includes children on a plan, looked after, waiting for their assessment, and care leavers",
       .error = 0.05,
       .within = "10%"},
      {.figure = "need_open_up_to_3_months_share", .column = "cin31_lt_3m_pct", .source = lait, .error = 4},
      {.figure = "need_open_3_to_6_months_share", .column = "cin31_3_6m_pct", .source = lait, .error = 3},
      {.figure = "need_open_6_to_12_months_share", .column = "cin31_6_12m_pct", .source = lait, .error = 3},
      {.figure = "need_open_1_to_2_years_share", .column = "cin31_1_2y_pct", .source = lait, .error = 4},
      {.figure = "need_open_2_years_share", .column = "cin31_ge_2y_pct", .source = lait, .error = 4},
      {.figure = "need_episodes_started", .column = "cin_started_episodes", .source = need},
      {.figure = "need_episodes_ended", .column = "cin_ended_episodes", .source = need},
      {.figure = "need_ended_up_to_3_months_share", .column = "cin_ceased_lt_3m_pct", .source = lait},
      {.figure = "need_ended_3_to_6_months_share", .column = "cin_ceased_3_6m_pct", .source = lait},
      {.figure = "need_ended_6_to_12_months_share", .column = "cin_ceased_6_12m_pct", .source = lait},
      {.figure = "need_ended_1_to_2_years_share", .column = "cin_ceased_1_2y_pct", .source = lait},
      {.figure = "need_ended_2_years_share", .column = "cin_ceased_ge_2y_pct", .source = lait},
      {.figure = "looked_after_at_year_end",
       .column = "cla_at_31_march",
       .source = lait,
       .error = 0.03,
       .within = "10%"},
      {.figure = "looked_after_started", .column = "cla_started", .source = lait, .error = 0.1},
      {.figure = "looked_after_ceased", .column = "cla_ceased", .source = lait, .error = 0.1},
      {.figure = "unaccompanied_at_year_end", .column = "uasc_at_31_march", .source = lait},
      {.figure = "care_leavers_suitable_share",
       .column = "care_leavers_suitable_accom_pct",
       .source = lait,
       .note = "of those aged 19 to 21; the model counts all"},
      {.figure = "staff_in_post",
       .column = "inpost_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true,
       .error = 0.04,
       .within = "10%"},
      {.figure = "agency_staff",
       .column = "agency_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true,
       .error = 0.06,
       .within = "10%"},
      {.figure = "agency_rate",
       .column = "agency_rate_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true,
       .within = "3 points"},
      {.figure = "vacancies",
       .column = "vacancy_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true,
       .error = 0.06},
      {.figure = "vacancy_rate",
       .column = "vacancy_rate_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true,
       .within = "4 points"},
      {.figure = "starters",
       .column = "starters_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true,
       .error = 0.1},
      {.figure = "leavers",
       .column = "leavers_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true,
       .error = 0.1},
      {.figure = "turnover_rate",
       .column = "turnover_rate_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true,
       .within = "5 points"},
      {.figure = "absence_rate",
       .column = "absence_rate_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true},
      {.figure = "case_holding_staff",
       .column = "case_holders_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true},
      {.figure = "cases_held", .column = "cases", .source = workforce, .first = 2017, .is_of_census = true},
      {.figure = "cases_per_case_holder",
       .column = "caseload_fte",
       .source = workforce,
       .first = 2017,
       .is_of_census = true},
  }};
  return all;
}

std::optional<double> observed_value(const PublishedArea& area, const ObservedSeries& series, int year) {
  if (series.is_of_census && !area.joint_staff.empty()) return {};
  const auto value = area.figure(series.column, year);
  if (!value || series.of.empty()) return value;
  const auto all = area.figure(series.of, year);
  return all && *all > 0 ? std::optional(std::round(1000 * *value / *all) / 10) : std::nullopt;
}

std::string observed_text(const PublishedArea& area) {
  std::string text = fmt::format(
      "# What was published of {} for the years that the model tells of, to stand beside its figures; a run never "
      "looks at\n"
      "# it. 2017 is the year to 31 March 2017, and of the workforce census that of 30 September 2017. Suppressed "
      "figures are\n"
      "# left out. `fit` is the standard error of a year as a measure of what the model means, assumed, and larger "
      "where there are\n"
      "# fewer children; `within`, how near a fitted model is to come. Department for Education open data (Open "
      "Government Licence v3.0).\nversion: 1\nobserved:\n",
      area.name);
  for (const ObservedSeries& series : observed_series()) {
    const std::string values = values_text(area, series);
    if (values.empty()) continue;
    text += fmt::format("  {}: {{values: {{{}}}{}, status: published, source: {}{}}}\n", series.figure, values,
                        fit_text(area, series), series.source,
                        series.note.empty() ? "" : ", note: " + in_quotes(series.note));
  }
  return text;
}

std::string neighbours_csv(const PublishedTables& tables, const PublishedArea& area, const KnownYears& known) {
  std::string text = "rank,closeness,code,area,year";
  for (const ObservedSeries& series : observed_series()) text += fmt::format(",{}", series.figure);
  text += fmt::format("\n0,itself,{},{},{}{}", area.code, cell(area.name), known.last, figures_of(&area, known));
  const auto found = tables.neighbours.find(area.code);
  if (found == tables.neighbours.end()) return text;
  for (const StatisticalNeighbour& one : found->second)
    text += fmt::format("{},{},{},{},{}{}", one.rank, cell(one.closeness), one.code, cell(one.name), known.last,
                        figures_of(tables.find(one.code), known));
  return text;
}

}  // namespace casetide::scenarios
