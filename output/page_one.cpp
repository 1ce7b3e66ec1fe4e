// The first page of a comparison: a selection of figures that fits all plans side by side.
#include <fmt/format.h>

#include "models/safeguard_names.hpp"
#include "output/cost_figures.hpp"
#include "output/reading.hpp"

namespace casetide::output {

namespace {

using models::Contract;
using models::Measure;

constexpr double million = 1e6;

/// J stands beside, never in the others: what falls there may come back here.
FigureGroup risk(const Reading& reading) {
  const double open = reading.total(Measure::open_child_days);
  const auto share = [open](double days) { return per_100(days, open); };
  return {"risk",
          "Time at risk: child-days per 100 open child-days",
          {{"law_only", "Law and statutory guidance", 2, share(reading.total(Measure::time_at_risk_law))},
           {"all", "All promised safeguards", 2, share(reading.total(Measure::time_at_risk))},
           {"closed_too_soon", "J closed too soon, beside", 2, share(reading.total(Measure::closed_too_soon))}}};
}

FigureGroup caseload(const Reading& reading) {
  return {
      "caseload",
      "Children and their workers",
      {{"per_worker_mean", "Per full-time case holder", 1, reading.over_case_holders(Measure::caseload_per_worker, 0)},
       {"per_worker_p90", "... 90th percentile, by team", 1,
        reading.over_case_holders(Measure::caseload_per_worker, 2)},
       {"unallocated", "No named worker", 1, ratio(reading.total(Measure::unallocated_days), reading.days())},
       {"changes_of_worker", "Worker changes per 100 a year", 1,
        reading.per_100_children_a_year(Measure::changes_of_worker)}}};
}

/// A share in time falls while a backlog is cleared: what is still open and late stands beside it.
FigureGroup assessments(const Reading& reading) {
  return {"assessments",
          "Assessments",
          {{"assessments_in_45_days_share", "Done in 45 working days, %", 1,
            reading.indicator("assessments_in_45_days_share")},
           {"assessments_open_days_late", "Open at 31 March: days late", 0,
            reading.indicator("assessments_open_days_late")}}};
}

FigureGroup staff(const Reading& reading) {
  const double agency = reading.mean_of_contract(Measure::staff, Contract::agency);
  const double employees = reading.mean_of_contract(Measure::staff, Contract::permanent) +
                           reading.mean_of_contract(Measure::staff, Contract::newly_qualified);
  return {"staff",
          "Staff: FTE, mean over time",
          {{"employees", "Employees", 1, employees},
           {"agency", "Agency", 1, agency},
           {"agency_share", "Agency, % of all staff", 1, per_100(agency, agency + employees)},
           {"uncovered", "Case-holding posts uncovered", 1, reading.mean(Measure::uncovered)},
           {"agency_rate", "Agency rate, 30 September, %", 1, reading.indicator("agency_rate")}}};
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
  return {risk(reading),
          by_component(reading, "... by missing safeguard", 2, 100 / reading.total(Measure::open_child_days)),
          caseload(reading),
          assessments(reading),
          staff(reading),
          cost(reading)};
}

}  // namespace casetide::output
