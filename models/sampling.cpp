#include "models/sampling.hpp"

#include <algorithm>

namespace casetide::models {

namespace {

double days(std::int64_t minutes) { return static_cast<double>(minutes) / sim::one_day.count(); }

template <typename Counts>
void copy_counts(const Counts& counts, std::vector<double>& values) {
  std::transform(counts.begin(), counts.end(), values.begin(), [](std::int64_t n) { return static_cast<double>(n); });
}

void copy_days(std::vector<Tally>& tallies, std::vector<double>& values, sim::Instant now) {
  std::transform(tallies.begin(), tallies.end(), values.begin(), [&](Tally& tally) { return tally.days(now); });
}

void copy_levels(const std::vector<Tally>& tallies, std::vector<double>& values) {
  std::transform(tallies.begin(), tallies.end(), values.begin(),
                 [](const Tally& tally) { return static_cast<double>(tally.count()); });
}

/// The value below which a share of the sorted values lies: the smallest with at least that share at or below it.
double quantile(const std::vector<double>& sorted, double share) {
  const auto place = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5);
  return sorted[place];
}

std::size_t axis_size(const Scenario& scenario, Axis axis) {
  switch (axis) {
    case Axis::status:
      return scenario.pathway.statuses.size();
    case Axis::team:
      return scenario.staffing.teams.size();
    case Axis::component:
      return component_count;
    case Axis::cause:
      return cause_count;
    case Axis::contract:
      return contract_count;
    case Axis::statistic:
      return statistic_names.size();
    case Axis::obligation:
      return scenario.pathway.obligations.size();
    case Axis::destination:
      return destination_count;
    case Axis::cost_line:
      return scenario.money.lines.size();
  }
  return 0;
}

}  // namespace

Sampling::Sampling(Run& run, Register& children, Workforce& workforce, SafeguardLedger& ledger, Tallies& tallies,
                   Accounts& accounts, const Backlog& backlog)
    : run_(run),
      children_(children),
      workforce_(workforce),
      ledger_(ledger),
      tallies_(tallies),
      accounts_(accounts),
      backlog_(backlog),
      loads_(run.scenario.staffing.teams.size()) {
  const auto& rules = run.scenario.pathway.obligations;
  for (std::size_t place = 0; place < rules.size(); ++place)
    if (rules[place].safeguard) with_safeguard_.push_back(brought_by(run.scenario.pathway, id_at<ObligationId>(place)));
  for (const MeasureEntry& entry : measure_catalogue()) {
    std::size_t size = 1;
    for (Axis axis : entry.axes) size *= axis_size(run.scenario, axis);
    sample_.of(entry.measure).assign(size, 0.0);
  }
}

const Sample& Sampling::take() {
  sample_.at = run_.now();
  settle_all();
  levels();
  caseloads();
  risk();
  flows();
  establishment();
  people();
  sample_.of(Measure::waiting_hours) = backlog_.hours();
  return sample_;
}

void Sampling::settle_all() {
  auto& at_risk = sample_.of(Measure::children_at_risk);
  std::fill(at_risk.begin(), at_risk.end(), 0.0);
  auto& overdue = sample_.of(Measure::overdue);
  auto& days_overdue = sample_.of(Measure::days_overdue);
  std::fill(overdue.begin(), overdue.end(), 0.0);
  std::fill(days_overdue.begin(), days_overdue.end(), 0.0);
  ledger_.settle_all(run_.now(), [&](std::uint32_t slot) {
    ++at_risk[index(children_.reported_status(slot))];
    children_.for_each_owed(slot, with_safeguard_, [&](ObligationId obligation, const Duty& duty) {
      if (duty.due >= run_.now()) return;
      ++overdue[index(obligation)];
      days_overdue[index(obligation)] += sim::in_days(run_.now() - duty.due);
    });
  });
  for (Worker& worker : workforce_.workers()) workforce_.count_presence(worker, run_.now());
}

void Sampling::levels() {
  copy_levels(tallies_.status, sample_.of(Measure::children));
  copy_levels(tallies_.unallocated, sample_.of(Measure::unallocated));
  auto& staff = sample_.of(Measure::staff);
  std::fill(staff.begin(), staff.end(), 0.0);
  for (const Worker& worker : workforce_.workers())
    if (worker.in_post)
      staff[index(worker.team) * contract_count + static_cast<std::size_t>(worker.contract)] += worker.fte;
}

void Sampling::establishment() {
  for (std::size_t team = 0; team < team_count(); ++team) {
    const TeamId id{static_cast<std::uint8_t>(team)};
    sample_.of(Measure::posts)[team] = workforce_.case_holding_posts(id);
    sample_.of(Measure::vacancies)[team] = workforce_.case_holding_vacancies(id);
    sample_.of(Measure::uncovered)[team] = workforce_.case_holding_uncovered(id);
    double pressure = 0, stress = 0, there = 0;
    const auto& holders = workforce_.case_holders(id);
    for (WorkerId holder : holders) {
      const Worker& worker = workforce_.worker(holder);
      pressure += worker.pressure;
      stress += worker.stress;
      if (worker.present()) there += worker.fte;
    }
    sample_.of(Measure::available_fte)[team] = there;
    const auto count = static_cast<double>(std::max<std::size_t>(holders.size(), 1));
    sample_.of(Measure::pressure)[team] = pressure / count;
    sample_.of(Measure::stress)[team] = stress / count;
  }
}

void Sampling::people() {
  sample_.of(Measure::joined) = tallies_.joined;
  sample_.of(Measure::left) = tallies_.left;
  auto& leavers = sample_.of(Measure::leavers);
  std::fill(leavers.begin(), leavers.end(), 0.0);
  for (const auto& of_role : tallies_.gone)
    std::transform(leavers.begin(), leavers.end(), of_role.begin(), leavers.begin(), std::plus<>());
  copy_counts(tallies_.sessions_held, sample_.of(Measure::sessions_held));
  copy_counts(tallies_.hasty_decisions, sample_.of(Measure::hasty_decisions));
  accounts_.settle();
  sample_.of(Measure::cost) = accounts_.pounds();
}

void Sampling::caseloads() {
  auto& held = sample_.of(Measure::caseload);
  auto& per_worker = sample_.of(Measure::caseload_per_worker);
  for (std::size_t team = 0; team < team_count(); ++team) {
    auto& loads = loads_[team];
    loads.clear();
    double children = 0;
    double fte = 0;
    for (WorkerId id : workforce_.case_holders(id_at<TeamId>(team))) {
      const Worker& worker = workforce_.worker(id);
      children += static_cast<double>(worker.held.size());
      fte += worker.fte;
      loads.push_back(static_cast<double>(worker.held.size()) / worker.fte);
    }
    held[team] = children;
    std::sort(loads.begin(), loads.end());
    double* statistics = &per_worker[team * statistic_names.size()];
    std::fill(statistics, statistics + statistic_names.size(), 0.0);
    if (loads.empty()) continue;
    statistics[0] = children / fte;
    statistics[1] = quantile(loads, 0.5);
    statistics[2] = quantile(loads, 0.9);
    statistics[3] = loads.back();
  }
}

void Sampling::risk() {
  const TimeAtRisk& totals = ledger_.totals();
  auto& credited = sample_.of(Measure::time_at_risk);
  for (std::size_t component = 0; component < component_count; ++component) {
    for (std::size_t cause = 0; cause < cause_count; ++cause)
      credited[component * cause_count + cause] = days(totals.credited[component][cause]);
    sample_.of(Measure::time_at_risk_gross)[component] = days(totals.gross[component]);
    sample_.of(Measure::time_at_risk_equal)[component] =
        days(totals.equal[component]) / static_cast<double>(TimeAtRisk::equal_units);
  }
  sample_.of(Measure::time_at_risk_law)[0] = days(totals.law);
  std::transform(totals.by_status.begin(), totals.by_status.end(), sample_.of(Measure::time_at_risk_status).begin(),
                 days);
  std::transform(totals.by_team.begin(), totals.by_team.end(), sample_.of(Measure::time_at_risk_team).begin(), days);
  std::transform(totals.beside.begin(), totals.beside.end(), sample_.of(Measure::leaving_care_at_risk).begin(), days);
  sample_.of(Measure::closed_too_soon)[0] = days(tallies_.closed_too_soon_minutes);
}

void Sampling::flows() {
  const sim::Instant now = run_.now();
  sample_.of(Measure::open_child_days)[0] = tallies_.open.days(now);
  copy_days(tallies_.status, sample_.of(Measure::status_days), now);
  copy_days(tallies_.team, sample_.of(Measure::team_days), now);
  copy_days(tallies_.unallocated, sample_.of(Measure::unallocated_days), now);
  sample_.of(Measure::referrals)[0] = static_cast<double>(tallies_.referrals);
  sample_.of(Measure::re_referrals)[0] = static_cast<double>(tallies_.re_referrals);
  sample_.of(Measure::opened)[0] = static_cast<double>(tallies_.opened);
  sample_.of(Measure::closed)[0] = static_cast<double>(tallies_.closed);
  copy_counts(tallies_.begun, sample_.of(Measure::begun));
  copy_counts(tallies_.allocations, sample_.of(Measure::allocations));
  std::transform(tallies_.allocation_wait_minutes.begin(), tallies_.allocation_wait_minutes.end(),
                 sample_.of(Measure::allocation_wait).begin(), days);
  copy_counts(tallies_.changes_of_worker, sample_.of(Measure::changes_of_worker));
  copy_counts(tallies_.met, sample_.of(Measure::obligations_met));
  copy_counts(tallies_.met_in_time, sample_.of(Measure::obligations_met_in_time));
  auto& available = sample_.of(Measure::available_hours);
  auto& worked = sample_.of(Measure::worked_hours);
  std::fill(available.begin(), available.end(), 0.0);
  std::fill(worked.begin(), worked.end(), 0.0);
  for (const Worker& worker : workforce_.workers()) {
    sim::Minutes under_way{0};
    if (!worker.current.empty() || worker.in_meeting)
      under_way = run_.calendar().worked(worker.began, now, worker.hours);
    available[index(worker.team)] += sim::in_hours(worker.available);
    worked[index(worker.team)] += sim::in_hours(worker.worked + under_way);
  }
}

}  // namespace casetide::models
