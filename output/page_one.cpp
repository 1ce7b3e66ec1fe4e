// The first page of a comparison: a selection of figures that fits all plans side by side.
#include <fmt/format.h>

#include "models/safeguard_names.hpp"
#include "output/cost_figures.hpp"
#include "output/headline_values.hpp"
#include "output/reading.hpp"

namespace casetide::output {

namespace {

using models::Contract;
using models::Headline;
using models::Measure;

constexpr double million = 1e6;

/// J stands beside, never in the others: what falls there may come back here. H is part of all safeguards.
FigureGroup risk(const Reading& reading) {
  const auto of = [&](Headline headline) { return headline_value(reading, headline); };
  return {"risk",
          "Time at risk: child-days per 100 open child-days",
          {{"law_only", "Law and statutory guidance", 2, of(Headline::days_at_risk_law)},
           {"all", "All promised safeguards", 2, of(Headline::days_at_risk)},
           {"nobody_watching", "H nobody watching, of them", 2, of(Headline::days_unwatched)},
           {"closed_too_soon", "J closed too soon, beside", 2, of(Headline::closed_too_soon)}}};
}

FigureGroup caseload(const Reading& reading) {
  const auto of = [&](Headline headline) { return headline_value(reading, headline); };
  return {"caseload",
          "Children and their workers",
          {{"per_worker_mean", "Per full-time case holder", 1, of(Headline::caseload_mean)},
           {"per_worker_p90", "... 90th percentile, by team", 1, of(Headline::caseload_p90)},
           {"per_available_fte", "... who is there", 1, of(Headline::children_per_available_fte)},
           {"unallocated", "No named worker", 1, of(Headline::unallocated)},
           {"changes_of_worker", "Worker changes per 100 a year", 1, of(Headline::changes_of_worker)}}};
}

/// A share in time falls while a backlog is cleared: what is still open and late stands beside it.
FigureGroup assessments(const Reading& reading) {
  return {
      "assessments",
      "Assessments and conferences: % in time, and days late at 31 March",
      {{"assessments_in_45_days_share", "Assessed in 45 days, %", 1, reading.indicator("assessments_in_45_days_share")},
       {"assessments_open_days_late", "... still open, days late", 0, reading.indicator("assessments_open_days_late")},
       {"conferences_in_15_days_share", "Conference in 15 days, %", 1,
        reading.indicator("conferences_in_15_days_share")},
       {"conferences_open_days_late", "... not yet held, days late", 0,
        reading.indicator("conferences_open_days_late")}}};
}

FigureGroup staff(const Reading& reading) {
  const double agency = reading.mean_of_contract(Measure::staff, Contract::agency);
  const double employees = reading.mean_of_contract(Measure::staff, Contract::permanent) +
                           reading.mean_of_contract(Measure::staff, Contract::newly_qualified);
  return {"staff",
          "Staff: FTE, mean over time",
          {{"employees", "Permanent", 1, employees},
           {"agency", "Agency", 1, agency},
           {"agency_rate", "Agency rate, 30 September, %", 1, reading.indicator("agency_rate")},
           {"uncovered", "Case-holding posts uncovered", 1, headline_value(reading, Headline::uncovered)}}};
}

FigureGroup cost(const Reading& reading) {
  const CostTotals totals = cost_totals(reading);
  const auto shown = [](const char* key, const char* label, double pounds) {
    return Figure{key, label, 2, pounds / million, true};
  };
  return {"cost",
          "Cost: million pounds a year" + at_prices(reading.layout()),
          {shown("gross", "Gross, placements apart", totals.gross), shown("grants", "Grants", totals.grants),
           shown("net", "Net", totals.net()), shown("placements", "Placements", totals.placements)}};
}

}  // namespace

std::vector<FigureGroup> page_one(const Trace& trace, const Layout& layout, const Stretch& stretch) {
  const Reading reading(trace, layout, stretch);
  return {risk(reading), caseload(reading), assessments(reading), staff(reading), cost(reading)};
}

}  // namespace casetide::output
