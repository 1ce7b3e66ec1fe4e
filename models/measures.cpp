#include "models/measures.hpp"

namespace casetide::models {

std::span<const MeasureEntry> measure_catalogue() {
  using A = Axis;
  using M = Measure;
  static const std::vector<MeasureEntry> catalogue = {
      {M::children, "children", {A::status}, Kind::level, "children", "children holding the status"},
      {M::caseload, "caseload", {A::team}, Kind::level, "children", "children held by the team's workers"},
      {M::caseload_per_worker, "caseload_per_worker", {A::team, A::statistic}, Kind::level, "children / FTE",
       "children held per full-time case holder in post, agency included"},
      {M::unallocated, "unallocated", {A::team}, Kind::level, "children",
       "children of the team who should have a named worker and have none"},
      {M::children_at_risk, "children_at_risk", {A::status}, Kind::level, "children",
       "children with at least one safeguard missing, by leading status"},
      {M::time_at_risk, "time_at_risk", {A::component, A::cause}, Kind::flow, "child days",
       "time at risk credited by the ladder: all promised safeguards"},
      {M::time_at_risk_law, "time_at_risk_law", {}, Kind::flow, "child days",
       "time at risk over safeguards of law and statutory guidance only"},
      {M::time_at_risk_gross, "time_at_risk_gross", {A::component}, Kind::flow, "child days",
       "time during which the component was missing, overlaps counted in each"},
      {M::time_at_risk_equal, "time_at_risk_equal", {A::component}, Kind::flow, "child days",
       "time at risk shared equally by the components missing at each instant"},
      {M::time_at_risk_status, "time_at_risk_status", {A::status}, Kind::flow, "child days",
       "time at risk by the child's leading status"},
      {M::time_at_risk_team, "time_at_risk_team", {A::team}, Kind::flow, "child days",
       "time at risk by the team the child belongs to"},
      {M::closed_too_soon, "closed_too_soon", {}, Kind::flow, "child days",
       "component J: days between closure and a re-referral within the hindsight span that reached a serious status; "
       "never added to time at risk"},
      {M::staff, "staff", {A::team, A::contract}, Kind::level, "FTE", "full-time equivalents in post, all roles"},
      {M::posts, "posts", {A::team}, Kind::level, "FTE", "case-holding posts in the establishment"},
      {M::available_hours, "available_hours", {A::team}, Kind::flow, "client hours",
       "working time of people present whose role takes part in the pathway"},
      {M::worked_hours, "worked_hours", {A::team}, Kind::flow, "client hours", "working time worked, meetings included"},
      {M::open_child_days, "open_child_days", {}, Kind::flow, "child days", "time that children were open"},
      {M::status_days, "status_days", {A::status}, Kind::flow, "child days", "time that children held the status"},
      {M::team_days, "team_days", {A::team}, Kind::flow, "child days", "time that children belonged to the team"},
      {M::unallocated_days, "unallocated_days", {A::team}, Kind::flow, "child days",
       "time that children of the team should have had a named worker and had none"},
      {M::referrals, "referrals", {}, Kind::flow, "children", "referrals received, re-referrals included"},
      {M::re_referrals, "re_referrals", {}, Kind::flow, "children",
       "referrals within 12 months of an earlier referral of the same child"},
      {M::opened, "opened", {}, Kind::flow, "children", "children opened"},
      {M::closed, "closed", {}, Kind::flow, "children", "children closed"},
      {M::begun, "begun", {A::status}, Kind::flow, "children", "children who began to hold the status"},
      {M::allocations, "allocations", {A::team}, Kind::flow, "children",
       "children given a named worker after having none"},
      {M::allocation_wait, "allocation_wait", {A::team}, Kind::flow, "child days",
       "time that those allocated had waited for a named worker"},
      {M::changes_of_worker, "changes_of_worker", {A::team}, Kind::flow, "children",
       "children whose named worker changed, by receiving team"},
      {M::obligations_met, "obligations_met", {A::obligation}, Kind::flow, "children",
       "obligations discharged, per child"},
      {M::obligations_met_in_time, "obligations_met_in_time", {A::obligation}, Kind::flow, "children",
       "... of those, on or before the due day"},
  };
  return catalogue;
}

}  // namespace casetide::models
