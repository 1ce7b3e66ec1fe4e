// The rooms of a scenario, each read into its typed parameters, and what they need to know of one another.
// Not for use outside the reader.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "scenarios/reader/binding.hpp"

namespace casetide::scenarios {

/// Names that one room gives and others use. Taken from the keys alone, so that a mistake inside an entry does not make
/// every reference to it a mistake as well.
struct Vocabulary {
  Names statuses, obligations, decisions, roles, teams, plans;
  std::vector<bool> holds_cases;  // by RoleId
};
Vocabulary vocabulary(const Value& root);

/// What the teams can do. Where the staffing has mistakes of its own, everything: no consequential problems.
struct Coverage {
  std::vector<bool> served;        // by StatusId: some team serves it
  std::vector<bool> needs_worker;  // by StatusId
  std::vector<bool> staffed;       // by RoleId: somebody on some team has it
};
Coverage coverage(const models::Staffing& staffing, const Value& statuses, const Vocabulary& names, bool sound);
std::vector<bool> staffed_roles(const models::Staffing& staffing, const Vocabulary& names, bool sound);

/// Notes statuses in the list that need a worker and that no team serves.
std::vector<models::StatusId> served_statuses(const Value& list, const Vocabulary& names, const Coverage& coverage);
/// The same of statuses with which a child comes: some team must serve at least one, for the child to belong to.
std::vector<models::StatusId> first_statuses(const Value& list, const Vocabulary& names, const Coverage& coverage);

/// Notes a role that nobody on any team has.
void check_staffed(const Value& value, models::RoleId role, const Vocabulary& names, const std::vector<bool>& staffed);

models::Contract contract(const Value& value);

/// The days `from` and `until` of a table, either of which may be left out.
models::InForce in_force(const Table& table);

/// `{july: 1.1, august: 0.8}`, January first; 1 for months that are left out.
std::array<double, 12> month_factors(const Value& by_month);

/// The month of that name, from 1.
unsigned month_named(const Value& value, unsigned fallback);

/// The run's dates, which other rooms check theirs against; not `known` when they are themselves mistaken.
struct Period {
  sim::Date warm_up_from, from, until;
  bool known = false;
};

/// `{opens: "09:00", per_day: 5 hours}`: hours within one day.
sim::WorkingHours working_hours(const Value& value);

/// The working lives of staff and what overload does: some of the keys of `staffing`.
models::Employment read_employment(const Value& staffing, const Vocabulary& names);
models::Overload read_overload(const Value& value);
models::Staffing read_staffing(const Value& value, const Vocabulary& names);
models::Pathway read_pathway(const Value& value, const Vocabulary& names, const Coverage& coverage);
std::vector<models::Obligation> read_obligations(const Value& value, const Vocabulary& names, const Coverage& coverage);
/// `obligations` tells which may be started by an outcome.
std::vector<models::Decision> read_decisions(const Value& value, const Vocabulary& names, const Coverage& coverage,
                                             const std::vector<models::Obligation>& obligations);
models::NationalTerms read_national(const Value& value, const Vocabulary& names);
/// `population`: children who live there; 0 where nobody says.
models::Demand read_demand(const Value& value, const Period& period, const Vocabulary& names, const Coverage& coverage,
                           double population);
std::vector<models::Stock> read_stocks(const Value& value, const Vocabulary& names, const Coverage& coverage,
                                       double population);
models::Money read_money(const Value& value, const Vocabulary& names, const Period& period);
/// Amounts that stand for themselves, by name: `money.entries`, and the `costs` of a plan. `money` has the lines.
std::vector<models::CostEntry> read_cost_entries(const Value& table, const models::Money& money, const Period& period);
models::Options read_options(const Value& value, const Vocabulary& names);

/// Notes at `table` that shares come to something other than 1 (within 1e-6).
void check_sum_of_shares(const Value& table, double sum);

}  // namespace casetide::scenarios
