#include "scenarios/reader/same_structure.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casetide::scenarios {

namespace {

using models::Decision, models::Doer, models::Obligation, models::Outcome, models::Staffing, models::Team;
using Difference = std::optional<std::string>;

bool same(const Doer& left, const Doer& right) {
  return left.case_holder == right.case_holder && (left.case_holder || left.role == right.role);
}

bool same(const std::optional<Doer>& left, const std::optional<Doer>& right) {
  return left.has_value() == right.has_value() && (!left || same(*left, *right));
}

template <typename Table, typename Same>
bool same_in_order(const Table& left, const Table& right, Same same_item) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), same_item);
}

const auto same_name = [](const auto& left, const auto& right) { return left.name == right.name; };
const auto same_role = [](const auto& left, const auto& right) { return left.role == right.role; };

bool is_done_by_the_same(const Obligation& left, const Obligation& right) {
  if (left.work.has_value() != right.work.has_value()) return false;
  if (!left.work) return true;
  return same(left.work->by, right.work->by) && same(left.work->authorised_by, right.work->authorised_by);
}

Difference difference(const Obligation& left, const Obligation& right) {
  if (!is_done_by_the_same(left, right)) return "work.by";
  if (left.then_every.empty() != right.then_every.empty()) return "clock.then_every";
  if (left.renewed_by != right.renewed_by) return "clock.renewed_by";
  return {};
}

bool goes_the_same_way(const Outcome& left, const Outcome& right) {
  return left.name == right.name && left.closes == right.closes && left.ends == right.ends &&
         left.begins == right.begins && left.starts == right.starts;
}

bool has_the_same_outcomes(const Decision::Case& left, const Decision::Case& right) {
  return same_in_order(left.outcomes, right.outcomes, goes_the_same_way);
}

bool ends_the_same_way(const models::Status& left, const models::Status& right) {
  if (left.need.has_value() != right.need.has_value()) return false;
  return !left.need || (left.need->met_by == right.need->met_by && left.need->then == right.need->then);
}

/// Of tables under `room` whose entries have names: the first entry that is not alike.
template <typename Table, typename Same>
Difference in_table(std::string_view room, const Table& left, const Table& right, Same alike) {
  if (!same_in_order(left, right, same_name)) return std::string(room);
  for (std::size_t i = 0; i < left.size(); ++i)
    if (!alike(left[i], right[i])) return fmt::format("{}.{}", room, left[i].name);
  return {};
}

Difference in_pathway(const models::Pathway& left, const models::Pathway& right) {
  if (auto found = in_table("pathway.statuses", left.statuses, right.statuses, ends_the_same_way))
    return *found + ".need.met_by";
  for (std::size_t i = 0; i < left.obligations.size(); ++i)
    if (const auto found = difference(left.obligations[i], right.obligations[i]))
      return fmt::format("pathway.obligations.{}.{}", left.obligations[i].name, *found);
  return in_table("pathway.decisions", left.decisions, right.decisions, [](const Decision& a, const Decision& b) {
    return same_in_order(a.cases, b.cases, has_the_same_outcomes);
  });
}

bool same_rota(const Team& left, const Team& right) {
  if (left.duty_rota.has_value() != right.duty_rota.has_value()) return false;
  return !left.duty_rota ||
         (left.duty_rota->role == right.duty_rota->role && left.duty_rota->serves == right.duty_rota->serves);
}

bool same_people(const Team& left, const Team& right) {
  const auto same_group = [](const models::StaffGroup& a, const models::StaffGroup& b) {
    return a.role == b.role && a.contract == b.contract && a.fte == b.fte;
  };
  return left.serves == right.serves && same_in_order(left.staff, right.staff, same_group);
}

Difference in_employment(const models::Employment& left, const models::Employment& right) {
  if (left.hiring.roles != right.hiring.roles) return "staffing.hiring.roles";
  if (!same_in_order(left.hiring.intakes, right.hiring.intakes, same_role)) return "staffing.hiring.intakes";
  if (left.agency.roles != right.agency.roles) return "staffing.agency.roles";
  return {};
}

Difference in_staffing(const Staffing& left, const Staffing& right) {
  if (auto found = in_table("staffing.teams", left.teams, right.teams, same_people)) return *found + ".staff";
  if (auto found = in_table("staffing.teams", left.teams, right.teams, same_rota)) return *found + ".duty_rota";
  if (!same_in_order(left.absences, right.absences, same_name)) return "staffing.absences";
  if (left.supervision.has_value() != right.supervision.has_value()) return "staffing.supervision";
  if (left.supervision && left.supervision->by != right.supervision->by) return "staffing.supervision.by";
  if (left.client_hours.opens != right.client_hours.opens) return "staffing.client_hours.opens";
  if (left.allocated != right.allocated) return "staffing.allocated";
  if (left.work != right.work) return "staffing.work";
  return in_employment(left.employment, right.employment);
}

Difference in_demand(const models::Demand& left, const models::Demand& right) {
  const auto begins_the_same = [](const models::Stream& a, const models::Stream& b) { return a.begins == b.begins; };
  if (auto found = in_table("demand.streams", left.streams, right.streams, begins_the_same)) return *found + ".begins";
  if (left.household_size_share.size() != right.household_size_share.size()) return "demand.household_sizes.shares";
  if (!same_in_order(left.urgencies, right.urgencies, same_name)) return "demand.urgency.shares";
  return {};
}

Difference in_money(const models::Money& left, const models::Money& right) {
  const auto same_status = [](const auto& a, const auto& b) { return a.status == b.status; };
  if (!same_in_order(left.lines, right.lines, same_name)) return "money.lines";
  if (!same_in_order(left.pay, right.pay, same_role)) return "money.pay";
  if (!same_in_order(left.placements, right.placements, same_status)) return "money.placements";
  return {};
}

}  // namespace

std::optional<std::string> other_structure(const models::Scenario& base, const models::Scenario& version) {
  if (auto found = in_pathway(base.pathway, version.pathway)) return found;
  if (auto found = in_staffing(base.staffing, version.staffing)) return found;
  if (auto found = in_demand(base.demand, version.demand)) return found;
  return in_money(base.money, version.money);
}

Difference other_names(const models::Scenario& base, const models::Scenario& variant) {
  const auto alike = [](const auto&, const auto&) { return true; };
  const models::Pathway &one = base.pathway, &other = variant.pathway;
  if (auto found = in_table("pathway.statuses", one.statuses, other.statuses, alike)) return found;
  if (auto found = in_table("pathway.obligations", one.obligations, other.obligations, alike)) return found;
  if (auto found = in_table("pathway.decisions", one.decisions, other.decisions, alike)) return found;
  if (one.roles != other.roles) return "pathway.roles";
  if (auto found = in_table("staffing.teams", base.staffing.teams, variant.staffing.teams, alike)) return found;
  if (auto found = in_table("money.lines", base.money.lines, variant.money.lines, alike)) return found;
  const auto is_known = [&](const models::Plan& plan) {
    return std::ranges::find(base.plans, plan.name, &models::Plan::name) != base.plans.end();
  };
  if (!std::ranges::all_of(variant.plans, is_known)) return "plans";
  return {};
}

}  // namespace casetide::scenarios
