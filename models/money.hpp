// What the service costs, as a scenario prices it, line by line. Amounts are pounds of one price year: there is no
// inflation.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/employment.hpp"
#include "models/ids.hpp"
#include "sim/time.hpp"

namespace casetide::models {

using CostLineId = std::uint16_t;

enum class CostKind : std::uint8_t {
  cost,
  grant,  // income from outside, told as a negative amount on a line of its own
  memo,   // told beside the others and in no sum
};

struct CostLine {
  std::string name;
  std::string label = {};
  CostKind kind = CostKind::cost;
  bool placement = false;  // care itself, which dwarfs the rest and is summed apart
};

/// What people of one role cost.
struct Pay {
  RoleId role{};
  CostLineId line = 0;         // employees'
  double salary = 0;           // of a full-timer [pounds a year], before on-costs
  double newly_qualified = 0;  // ... in the first year of practice
  CostLineId agency_line = 0;
  double agency_hour = 0;  // charged for each hour of agency staff, fee included [pounds]
};

/// Paid for as long as children hold the status: a placement by type of care.
struct PricedStatus {
  StatusId status{};
  CostLineId line = 0;
  double pounds_a_week = 0;
};

/// An amount that stands for itself: once on a day, or so much a year between two days.
struct CostEntry {
  CostLineId line = 0;
  double pounds = 0;  // once, or a year; of a grant what is received, as a positive number
  bool a_year = false;
  sim::Date from;   // once: the day
  sim::Date until;  // exclusive; once: not used
};

struct Money {
  std::string price_year;
  /// Every line that the scenario or any of its plans has, in the order of the file. Never empty.
  std::vector<CostLine> lines{{"none", "No costs are given"}};
  std::vector<Pay> pay;
  double on_costs = 0;           // on top of salaries, as a share of them
  sim::Minutes agency_day{444};  // paid for a full-timer on each working day present
  CostLineId per_hire_line = 0;
  double per_hire = 0;  // employees; pounds on the first day
  CostLineId per_agency_start_line = 0;
  double per_agency_start = 0;  // pounds on the first day of a booking
  CostLineId retention_line = 0;
  double retention = 0;  // pounds a year for each FTE of case-holding employees
  CostLineId training_line = 0;
  double training = 0;  // pounds a year for each FTE of employees
  CostLineId first_year_support_line = 0;
  double first_year_support = 0;  // pounds a year for each FTE of newly qualified, beside the salary
  std::vector<PricedStatus> placements;
  std::vector<CostEntry> entries;  // under every plan
};

}  // namespace casetide::models
