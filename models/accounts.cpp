#include "models/accounts.hpp"

#include <algorithm>

#include "models/financial_year.hpp"

namespace casetide::models {

namespace {

double share_of_year(sim::Date day) {
  const FinancialYear year = financial_year_of(day);
  return 1 / static_cast<double>((year.until - year.from).count());
}

}  // namespace

Accounts::Accounts(Run& run, const Workforce& workforce, Tallies& tallies, const Plan& plan)
    : run_(run),
      workforce_(workforce),
      tallies_(tallies),
      plan_(plan),
      charged_(run.scenario.money.lines.size()),
      care_(run.scenario.pathway.statuses.size()),
      settled_(sim::date_of(run.now())) {}

void Accounts::settle() {
  charge_placements();
  const sim::Date today = sim::date_of(run_.now());
  if (settled_ >= today) return;
  const std::vector<Paid> paid = who_is_paid();
  for (; settled_ < today; settled_ += std::chrono::days{1}) {
    charge_staff(paid, settled_);
    charge_entries(money().entries, settled_);
    charge_entries(plan_.costs, settled_);
  }
}

void Accounts::started(const Worker& worker) {
  if (!pay_of(worker.role)) return;
  if (worker.contract == Contract::agency)
    charged_[money().per_agency_start_line] += money().per_agency_start;
  else
    charged_[money().per_hire_line] += money().per_hire;
}

std::vector<double> Accounts::pounds() const {
  std::vector<double> pounds = charged_;
  for (const Care& care : care_) pounds[care.line] += care.pounds();
  return pounds;
}

const Pay* Accounts::pay_of(RoleId role) const {
  const auto found = std::ranges::find(money().pay, role, &Pay::role);
  return found == money().pay.end() ? nullptr : &*found;
}

/// By role.
std::vector<Accounts::Paid> Accounts::who_is_paid() const {
  std::vector<Paid> paid(run_.scenario.pathway.roles.size());
  for (const Worker& worker : workforce_.workers()) {
    if (!worker.in_post) continue;
    Paid& role = paid[index(worker.role)];
    if (worker.contract == Contract::agency) {
      if (!worker.absent) role.agency += worker.fte;
      continue;
    }
    (worker.contract == Contract::newly_qualified ? role.newly_qualified : role.permanent) += worker.fte;
    if (worker.holds_cases) role.case_holding += worker.fte;
  }
  return paid;
}

void Accounts::charge_staff(const std::vector<Paid>& paid, sim::Date day) {
  const double of_year = share_of_year(day);
  const double agency_hours = run_.calendar().is_working_day(day) ? sim::in_hours(money().agency_day) : 0;
  for (const Pay& pay : money().pay) {
    const Paid& role = paid[index(pay.role)];
    const double salaries = role.permanent * pay.salary + role.newly_qualified * pay.newly_qualified;
    charged_[pay.line] += salaries * (1 + money().on_costs) * of_year;
    charged_[pay.agency_line] += role.agency * agency_hours * pay.agency_hour;
    charged_[money().retention_line] += role.case_holding * money().retention * of_year;
    charged_[money().training_line] += role.employees() * money().training * of_year;
    charged_[money().first_year_support_line] += role.newly_qualified * money().first_year_support * of_year;
  }
}

void Accounts::charge_entries(const std::vector<CostEntry>& entries, sim::Date day) {
  for (const CostEntry& entry : entries) {
    const bool falls_due = entry.a_year ? entry.from <= day && day < entry.until : entry.from == day;
    if (!falls_due) continue;
    const double amount = entry.a_year ? entry.pounds * share_of_year(day) : entry.pounds;
    charged_[entry.line] += money().lines[entry.line].kind == CostKind::grant ? -amount : amount;
  }
}

/// Prices change only after accounts have been settled: a price that is new has held since then.
void Accounts::charge_placements() {
  for (const PricedStatus& price : money().placements) {
    Care& care = care_[index(price.status)];
    if (price.pounds_a_week != care.pounds_a_week || price.line != care.line) {
      charged_[care.line] += care.pounds();
      care = {price.line, price.pounds_a_week, care.days, care.days};
    }
    care.days = tallies_.status[index(price.status)].days(run_.now());
  }
}

}  // namespace casetide::models
