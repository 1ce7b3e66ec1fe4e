#include "models/workforce.hpp"

#include <algorithm>
#include <cmath>

namespace casetide::models {

namespace {
constexpr auto later = [](const Piece& a, const Piece& b) { return b < a; };
}

void PieceList::add(const Piece& piece) {
  heap_.push_back(piece);
  std::push_heap(heap_.begin(), heap_.end(), later);
}

void PieceList::drop_first() {
  std::pop_heap(heap_.begin(), heap_.end(), later);
  heap_.pop_back();
}

Workforce::Workforce(const Scenario& scenario)
    : scenario_(scenario),
      roles_(scenario.pathway.roles.size()),
      case_holders_(scenario.staffing.teams.size()),
      case_holder_fte_(scenario.staffing.teams.size()),
      next_on_duty_(scenario.staffing.teams.size()) {
  find_roles_in_pathway();
  const auto& teams = scenario.staffing.teams;
  // A pool for every team and role that anybody may ever join; a role that a team lacks is served by the first that has
  // it.
  std::vector<PoolId> first_with_role(roles_, no_pool);
  pool_for_.assign(teams.size() * roles_, no_pool);
  for (std::size_t team = 0; team < teams.size(); ++team) {
    posts_.push_back(teams[team].posts);
    for (const StaffGroup& group : teams[team].staff) {
      PoolId& pool = pool_for_[team * roles_ + index(group.role)];
      if (pool != no_pool) continue;
      pool = static_cast<PoolId>(pools_.size());
      pools_.push_back(Pool{TeamId{static_cast<std::uint8_t>(team)}, group.role, {}, {}});
      if (first_with_role[index(group.role)] == no_pool) first_with_role[index(group.role)] = pool;
    }
  }
  for (std::size_t place = 0; place < pool_for_.size(); ++place)
    if (pool_for_[place] == no_pool) pool_for_[place] = first_with_role[place % roles_];
}

void Workforce::find_roles_in_pathway() {
  role_in_pathway_.assign(roles_, false);
  const auto takes_part = [&](const Doer& doer) {
    if (!doer.case_holder) role_in_pathway_[index(doer.role)] = true;
  };
  for (RoleId role : scenario_.pathway.case_holding_roles) role_in_pathway_[index(role)] = true;
  for (const Obligation& rule : scenario_.pathway.obligations) {
    if (rule.work) takes_part(rule.work->by);
    if (rule.work && rule.work->authorised_by) takes_part(*rule.work->authorised_by);
    if (rule.meeting) std::for_each(rule.meeting->attended_by.begin(), rule.meeting->attended_by.end(), takes_part);
  }
}

WorkerId Workforce::add(TeamId team, RoleId role, Contract contract, double fte, sim::Minutes hours_per_day) {
  Worker worker;
  worker.id = WorkerId{static_cast<std::uint32_t>(workers_.size())};
  worker.team = team;
  worker.role = role;
  worker.contract = contract;
  worker.fte = fte;
  const auto& holding = scenario_.pathway.case_holding_roles;
  worker.holds_cases = std::find(holding.begin(), holding.end(), role) != holding.end();
  worker.in_pathway = role_in_pathway_[index(role)];
  worker.hours = scenario_.staffing.client_hours;
  if (hours_per_day.count() > 0) worker.hours.length = hours_per_day;
  const double minutes = std::max(1.0, std::round(static_cast<double>(worker.hours.length.count()) * fte));
  worker.hours.length = sim::Minutes{static_cast<std::int64_t>(minutes)};
  const PoolId pool = pool_for(team, role);
  worker.pool = worker.home_pool = pool != no_pool && pools_[pool].team == team ? pool : no_pool;
  workers_.push_back(std::move(worker));
  return workers_.back().id;
}

void Workforce::join(WorkerId id, sim::Instant now) {
  Worker& joining = worker(id);
  joining.in_post = true;
  joining.counted_until = now;
  if (joining.pool != no_pool) pools_[joining.pool].members.push_back(id);
  if (!joining.holds_cases) return;
  case_holders_[index(joining.team)].push_back(id);
  case_holder_fte_[index(joining.team)] += joining.fte;
}

void Workforce::change_duty(TeamId team) {
  const auto& rota = scenario_.staffing.teams[index(team)].duty_rota;
  if (!rota) return;
  const PoolId served = pool_for(team, rota->serves);
  const auto& people = case_holders_[index(team)];
  for (WorkerId id : people) {
    Worker& person = worker(id);
    if (!person.on_duty) continue;
    person.on_duty = false;
    person.pool = person.home_pool;
    std::erase(pools_[served].members, id);
  }
  std::size_t& next = next_on_duty_[index(team)];
  int wanted = rota->people;
  for (std::size_t asked = 0; asked < people.size() && wanted > 0; ++asked, ++next) {
    Worker& person = worker(people[next % people.size()]);
    if (person.role != rota->role || !person.present()) continue;
    person.on_duty = true;
    person.pool = served;
    pools_[served].members.push_back(person.id);
    --wanted;
  }
}

void Workforce::hold(WorkerId id, std::uint32_t child, Register& children) {
  Worker& holder = worker(id);
  children.child(child).worker = id;
  children.child(child).held_place = static_cast<std::uint32_t>(holder.held.size());
  holder.held.push_back(child);
}

void Workforce::let_go(std::uint32_t child, Register& children) {
  Child& leaving = children.child(child);
  if (leaving.worker == nobody) return;
  auto& held = worker(leaving.worker).held;
  held[leaving.held_place] = held.back();
  children.child(held.back()).held_place = leaving.held_place;
  held.pop_back();
  leaving.worker = nobody;
}

void Workforce::count_presence(Worker& worker, sim::Instant now) const {
  if (worker.present() && worker.in_pathway)
    worker.available += scenario_.calendar.worked(worker.counted_until, now, worker.hours);
  worker.counted_until = now;
}

}  // namespace casetide::models
