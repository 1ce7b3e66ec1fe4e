#include "models/workforce.hpp"

#include <algorithm>
#include <cmath>

namespace casetide::models {

namespace {
constexpr auto later = [](const Piece& a, const Piece& b) { return b < a; };

constexpr std::uint32_t newcomers = 1u << 24;  // their numbers begin here, so many to a kind
constexpr std::uint32_t newcomers_of_a_kind = 1u << 14;
}  // namespace

std::uint32_t newcomer_number(const Joiner& joiner, std::size_t roles, std::uint32_t nth) {
  const std::size_t place = index(joiner.team) * roles + index(joiner.role);
  const std::size_t kind = place * contract_count + static_cast<std::size_t>(joiner.contract);
  return newcomers + static_cast<std::uint32_t>(kind) * newcomers_of_a_kind + nth;
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
      in_post_(scenario.staffing.teams.size() * roles_),
      joined_since_(scenario.staffing.teams.size() * roles_ * contract_count),
      next_on_duty_(scenario.staffing.teams.size()) {
  find_roles_in_pathway();
  set_up_pools();
  for (const Team& team : scenario.staffing.teams)
    for (std::size_t role = 0; role < roles_; ++role) posts_.push_back(team.establishment(id_at<RoleId>(role)));
}

/// A pool for every team and role that anybody may ever join; a role that a team lacks is served by the first that has
/// it.
void Workforce::set_up_pools() {
  const auto& teams = scenario_.staffing.teams;
  std::vector<PoolId> first_with_role(roles_, no_pool);
  pool_for_.assign(teams.size() * roles_, no_pool);
  const auto set_up = [&](std::size_t team, RoleId role) {
    PoolId& pool = pool_for_[team * roles_ + index(role)];
    if (pool != no_pool) return;
    pool = static_cast<PoolId>(pools_.size());
    pools_.push_back(Pool{id_at<TeamId>(team), role, {}, {}});
    if (first_with_role[index(role)] == no_pool) first_with_role[index(role)] = pool;
  };
  for (std::size_t team = 0; team < teams.size(); ++team)
    for (const StaffGroup& group : teams[team].staff) set_up(team, group.role);
  if (scenario_.case_list)
    for (const ListedWorker& listed : scenario_.case_list->staff) set_up(index(listed.team), listed.role);
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

WorkerId Workforce::add(const Joiner& joiner) {
  Worker worker;
  worker.id = WorkerId{static_cast<std::uint32_t>(workers_.size())};
  std::uint32_t& joined =
      joined_since_[place(joiner.team, joiner.role) * contract_count + static_cast<std::size_t>(joiner.contract)];
  worker.number = running_ ? newcomer_number(joiner, roles_, joined++) : static_cast<std::uint32_t>(workers_.size());
  worker.team = joiner.team;
  worker.role = joiner.role;
  worker.contract = joiner.contract;
  worker.fte = joiner.fte;
  worker.group = joiner.group;
  const auto& holding = scenario_.pathway.case_holding_roles;
  worker.holds_cases = std::find(holding.begin(), holding.end(), joiner.role) != holding.end();
  worker.in_pathway = role_in_pathway_[index(joiner.role)];
  worker.hours = scenario_.staffing.client_hours;
  worker.hours.length = hours_of(worker);
  const PoolId pool = pool_for(joiner.team, joiner.role);
  worker.pool = worker.home_pool = pool != no_pool && pools_[pool].team == joiner.team ? pool : no_pool;
  workers_.push_back(std::move(worker));
  return workers_.back().id;
}

/// The group that the person came with; of newcomers the first group of that role and contract, else of that role.
const StaffGroup* Workforce::group_of(const Worker& worker) const {
  const auto& groups = scenario_.staffing.teams[index(worker.team)].staff;
  if (worker.group < groups.size()) return &groups[worker.group];
  const StaffGroup* found = nullptr;
  for (const StaffGroup& group : groups) {
    if (group.role != worker.role) continue;
    if (group.contract == worker.contract) return &group;
    if (!found) found = &group;
  }
  return found;
}

sim::Minutes Workforce::hours_of(const Worker& worker) const {
  const StaffGroup* const found = group_of(worker);
  const bool own_hours = found && found->hours_per_day.count() > 0;
  const sim::Minutes full = own_hours ? found->hours_per_day : scenario_.staffing.client_hours.length;
  const double minutes =
      static_cast<double>(full.count()) * worker.fte * worker.capacity * scenario_.staffing.productivity;
  const auto day = static_cast<double>((sim::one_day - worker.hours.opens).count());
  return sim::Minutes{static_cast<std::int64_t>(std::clamp(std::round(minutes), 1.0, day))};
}

void Workforce::join(WorkerId id, sim::Instant now) {
  Worker& joining = worker(id);
  joining.in_post = true;
  joining.counted_until = now;
  joining.started = sim::date_of(now);
  fte_in_post(joining) += joining.fte;
  if (joining.pool != no_pool) pools_[joining.pool].members.push_back(id);
  if (joining.holds_cases) case_holders_[index(joining.team)].push_back(id);
}

void Workforce::leave(WorkerId id, sim::Instant now) {
  Worker& leaving = worker(id);
  count_presence(leaving, now);
  leaving.in_post = false;
  leaving.on_duty = false;
  fte_in_post(leaving) -= leaving.fte;
  for (const PoolId pool : {leaving.pool, leaving.home_pool})
    if (pool != no_pool) std::erase(pools_[pool].members, id);
  if (leaving.holds_cases) std::erase(case_holders_[index(leaving.team)], id);
}

void Workforce::change_contract(WorkerId id, Contract contract) {
  Worker& changing = worker(id);
  fte_in_post(changing) -= changing.fte;
  changing.contract = contract;
  fte_in_post(changing) += changing.fte;
}

double Workforce::vacancies(TeamId team, RoleId role) const {
  return std::max(0.0, posts(team, role) - in_post(team, role).employees());
}

bool Workforce::has_vacancy_for(TeamId team, RoleId role, double fte) const {
  return vacancies(team, role) >= fte - fte_rounding;
}

double Workforce::uncovered(TeamId team, RoleId role) const {
  return std::max(0.0, posts(team, role) - in_post(team, role).all());
}

template <typename Figure>
double Workforce::over_case_holders(Figure figure) const {
  double sum = 0;
  for (RoleId role : scenario_.pathway.case_holding_roles) sum += figure(role);
  return sum;
}

double Workforce::case_holding_posts(TeamId team) const {
  return over_case_holders([&](RoleId role) { return posts(team, role); });
}

double Workforce::case_holding_vacancies(TeamId team) const {
  return over_case_holders([&](RoleId role) { return vacancies(team, role); });
}

double Workforce::case_holding_uncovered(TeamId team) const {
  return over_case_holders([&](RoleId role) { return uncovered(team, role); });
}

void Workforce::change_establishment(const std::vector<Team>& before) {
  const auto& teams = scenario_.staffing.teams;
  for (std::size_t team = 0; team < teams.size(); ++team)
    for (std::size_t role = 0; role < roles_; ++role) {
      const RoleId id{static_cast<std::uint8_t>(role)};
      posts_[team * roles_ + role] += teams[team].establishment(id) - before[team].establishment(id);
    }
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
