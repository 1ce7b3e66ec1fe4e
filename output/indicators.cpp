#include "output/indicators.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/national_indicators.hpp"
#include "models/safeguard_names.hpp"
#include "output/cost_figures.hpp"
#include "output/reading.hpp"

namespace casetide::output {

namespace {

using models::Axis;
using models::Contract;
using models::Destination;
using models::Measure;
using sim::Date;
using std::chrono::year_month_day;
using std::chrono::years;

/// "31 March 2022"
std::string in_words(Date date) {
  constexpr std::array<const char*, 12> months = {"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
  const year_month_day day{date};
  return fmt::format("{} {} {}", unsigned{day.day()}, months[unsigned{day.month()} - 1], int{day.year()});
}

Date last_day(const Stretch& stretch) { return stretch.until - std::chrono::days{1}; }

/// `count` years after `from`; 29 February counts as 1 March in other years.
Date anniversary(Date from, int count) {
  const year_month_day day = year_month_day{from} + years{count};
  return day.ok() ? Date{day} : Date{day.year() / std::chrono::March / 1};
}

double years_between(Date from, Date until) {
  int whole = 0;
  while (anniversary(from, whole + 1) <= until) ++whole;
  const Date begun = anniversary(from, whole);
  return whole + static_cast<double>((until - begun).count()) /
                     static_cast<double>((anniversary(from, whole + 1) - begun).count());
}

/// Child-days of time at risk with this cause, over all components.
double with_cause(const Reading& reading, models::Cause cause) {
  double sum = 0;
  for (std::size_t component = 0; component < models::component_count; ++component)
    sum += reading.total(Measure::time_at_risk, component * models::cause_count + static_cast<std::size_t>(cause));
  return sum;
}

FigureGroup time_at_risk(const Reading& reading) {
  const double open = reading.total(Measure::open_child_days);
  const double all = reading.total(Measure::time_at_risk);
  const double outside = with_cause(reading, models::Cause::external);
  return {"time_at_risk",
          "Time at risk: child-days per 100 open child-days",
          {{"all", "All promised safeguards", 2, per_100(all, open)},
           {"law_only", "Law and statutory guidance", 2, per_100(reading.total(Measure::time_at_risk_law), open)},
           {"internal", "Causes inside the service", 2, per_100(all - outside, open)},
           {"external", "Causes outside it", 2, per_100(outside, open)}}};
}

FigureGroup days_at_risk(const Reading& reading) {
  return {"days_at_risk",
          "Time at risk: child-days a year",
          {{"all", "All promised safeguards", 1, reading.a_year(Measure::time_at_risk)},
           {"law_only", "Law and statutory guidance", 1, reading.a_year(Measure::time_at_risk_law)}}};
}

FigureGroup closed_too_soon(const Reading& reading) {
  return {"closed_too_soon",
          "Closed too soon: child-days a year, never added to time at risk",
          {{"closed_too_soon", "J closed too soon", 1, reading.a_year(Measure::closed_too_soon)}}};
}

FigureGroup caseload(const Reading& reading) {
  const double unallocated = ratio(reading.total(Measure::unallocated_days), reading.days());
  return {
      "caseload",
      "Caseload: children, mean over time",
      {{"unallocated", "No named worker", 1, unallocated},
       {"per_worker_mean", "Per full-time case holder", 1, reading.over_case_holders(Measure::caseload_per_worker, 0)},
       {"per_worker_p90", "... 90th percentile, by team", 1,
        reading.over_case_holders(Measure::caseload_per_worker, 2)}}};
}

/// One figure for each place of an axis.
template <typename Value>
FigureGroup along(const Reading& reading, Axis axis, std::string key, std::string title, Value value) {
  FigureGroup group{std::move(key), std::move(title), {}};
  const AxisEntries& entries = reading.entries(axis);
  for (std::size_t i = 0; i < entries.names.size(); ++i)
    group.figures.push_back({entries.names[i], entries.labels[i], 1, value(i)});
  return group;
}

FigureGroup referrals(const Reading& reading) {
  return {"referrals",
          "Referrals: children a year",
          {{"referrals", "Referrals", 1, reading.a_year(Measure::referrals)},
           {"re_referrals", "Re-referrals of them", 1, reading.a_year(Measure::re_referrals)}}};
}

FigureGroup met_in_time(const Reading& reading, const std::vector<std::string>& obligations) {
  FigureGroup group{"met_in_time", "Done in time: % of what was done", {}};
  const AxisEntries& entries = reading.entries(Axis::obligation);
  for (const std::string& name : obligations) {
    const auto found = std::ranges::find(entries.names, name);
    if (found == entries.names.end()) continue;
    const auto i = static_cast<std::size_t>(found - entries.names.begin());
    const double share =
        per_100(reading.total(Measure::obligations_met_in_time, i), reading.total(Measure::obligations_met, i));
    group.figures.push_back({name, entries.labels[i], 1, share});
  }
  return group;
}

double staff_at_end(const Reading& reading, std::size_t contract) {
  double sum = 0;
  for (std::size_t team = 0; team < reading.entries(Axis::team).names.size(); ++team)
    sum += reading.at_end(Measure::staff, team * models::contract_count + contract);
  return sum;
}

FigureGroup staff(const Reading& reading) {
  const double agency = reading.mean_of_contract(Measure::staff, Contract::agency);
  return {
      "staff",
      "Staff: FTE, mean over time",
      {{"permanent", "Permanent", 1, reading.mean_of_contract(Measure::staff, Contract::permanent)},
       {"newly_qualified", "Newly qualified", 1, reading.mean_of_contract(Measure::staff, Contract::newly_qualified)},
       {"agency", "Agency", 1, agency},
       {"agency_share", "Agency, % of all staff", 1, per_100(agency, reading.mean(Measure::staff))},
       {"posts", "Case-holding posts", 1, reading.mean(Measure::posts)},
       {"vacancies", "... without an employee", 1, reading.mean(Measure::vacancies)},
       {"uncovered", "... without anybody", 1, reading.mean(Measure::uncovered)}}};
}

/// Whoever moves to another post here neither starts nor leaves.
FigureGroup staff_changes(const Reading& reading) {
  const auto of = [&](Measure measure, Contract contract) { return reading.a_year_of_contract(measure, contract); };
  const auto went = [&](Destination to) { return reading.a_year(Measure::leavers, static_cast<std::size_t>(to)); };
  const double began = of(Measure::joined, Contract::permanent) + of(Measure::joined, Contract::newly_qualified);
  const double left =
      went(Destination::out_of_sector) + went(Destination::other_authority) + went(Destination::to_agency);
  return {"staff_changes",
          "Staff coming and going: FTE a year",
          {{"starters", "Employees who started", 1, began - went(Destination::moved_within)},
           {"leavers", "Employees who left", 1, left},
           {"agency_started", "Agency bookings begun", 1, of(Measure::joined, Contract::agency)},
           {"agency_ended", "Agency bookings ended", 1, of(Measure::left, Contract::agency)}}};
}

FigureGroup pressure(const Reading& reading) {
  return {"pressure",
          "Case holders: mean over time",
          {{"pressure", "Work over the hours there", 2, reading.over_case_holders(Measure::pressure)},
           {"stress", "Stress, 0 to 1", 2, reading.over_case_holders(Measure::stress)}}};
}

FigureGroup supervision(const Reading& reading) {
  return {"supervision",
          "Supervision and haste: a year",
          {{"sessions_held", "Supervision sessions held", 0, reading.a_year(Measure::sessions_held)},
           {"hasty_decisions", "Children decided on in haste", 1, reading.a_year(Measure::hasty_decisions)}}};
}

FigureGroup changes_of_worker(const Reading& reading) {
  return {"changes_of_worker",
          "Changes of named worker: per 100 open children a year",
          {{"changes_of_worker", "Changes", 1, reading.per_100_children_a_year(Measure::changes_of_worker)}}};
}

FigureGroup utilisation(const Reading& reading) {
  return {"utilisation",
          "Hours worked: % of hours available",
          {{"utilisation", "All staff", 1,
            per_100(reading.total(Measure::worked_hours), reading.total(Measure::available_hours))}}};
}

/// What the program knows of an indicator in the file; nothing of one that a later version has added.
const models::IndicatorEntry* known(const std::string& indicator) {
  const auto found = std::ranges::find(models::indicator_catalogue(), indicator, &models::IndicatorEntry::name);
  return found == models::indicator_catalogue().end() ? nullptr : &*found;
}

FigureGroup yearly(const Reading& reading, models::IndicatorGroup wanted) {
  const Layout& layout = reading.layout();
  const bool national = wanted == models::IndicatorGroup::national;
  FigureGroup group{national ? "national" : "spells", national ? "National indicators" : "Spells of time at risk", {}};
  if (reading.whole_years() > 1) group.title += ", mean over the whole years";
  for (std::size_t i = 0; i < layout.indicators.names.size(); ++i) {
    const models::IndicatorEntry* entry = known(layout.indicators.names[i]);
    if (wanted != (entry ? entry->group : models::IndicatorGroup::national)) continue;
    group.figures.push_back(
        {layout.indicators.names[i], layout.indicators.labels[i], entry ? entry->decimals : 1, reading.indicator(i)});
  }
  return group;
}

}  // namespace

std::vector<Stretch> stretches_of(const Layout& layout) {
  const Date from = sim::date_of(layout.samples.front());
  const Date until = sim::date_of(layout.samples.back());
  Stretch whole{"whole_period", "", from, until, years_between(from, until)};
  whole.title = fmt::format("Whole period, {} to {}", in_words(from), in_words(last_day(whole)));
  if (layout.years.empty()) return {whole};
  const models::FinancialYear& last = layout.years.back();
  if (last.from == from && last.until == until) return {whole};
  return {whole, {"last_financial_year", last.label(), last.from, last.until, 1}};
}

std::vector<FigureGroup> figures(const Trace& trace, const Layout& layout, const Stretch& stretch,
                                 const std::vector<std::string>& obligations) {
  const Reading reading(trace, layout, stretch);
  auto children = [&](std::size_t status) { return reading.at_end(Measure::children, status); };
  auto begun = [&](std::size_t status) { return reading.a_year(Measure::begun, status); };
  auto at_end = [&](std::size_t contract) { return staff_at_end(reading, contract); };
  auto left = [&](std::size_t destination) { return reading.a_year(Measure::leavers, destination); };
  std::vector<FigureGroup> groups = {
      time_at_risk(reading),
      days_at_risk(reading),
      closed_too_soon(reading),
      by_component(reading, "components", "Time at risk by missing safeguard: child-days a year", 1,
                   1 / reading.years()),
      by_component(reading, "components_per_100", "Time at risk by missing safeguard: per 100 open child-days", 2,
                   100 / reading.total(Measure::open_child_days)),
      caseload(reading),
      changes_of_worker(reading)};
  groups.push_back(along(reading, Axis::status, "children_at_end", "Children at the end", children));
  groups.push_back(referrals(reading));
  groups.push_back(along(reading, Axis::status, "begun", "Starting to hold the status: children a year", begun));
  groups.push_back(met_in_time(reading, obligations));
  groups.push_back(along(reading, Axis::contract, "staff_at_end", "Staff at the end: FTE", at_end));
  groups.push_back(staff(reading));
  groups.push_back(staff_changes(reading));
  groups.push_back(along(reading, Axis::destination, "leavers", "Staff who went: FTE a year", left));
  groups.push_back(utilisation(reading));
  groups.push_back(pressure(reading));
  groups.push_back(supervision(reading));
  for (FigureGroup& group : costs(reading)) groups.push_back(std::move(group));
  groups.push_back(yearly(reading, models::IndicatorGroup::national));
  groups.push_back(yearly(reading, models::IndicatorGroup::spells));
  std::erase_if(groups, [](const FigureGroup& group) { return group.figures.empty(); });
  return groups;
}

}  // namespace casetide::output
