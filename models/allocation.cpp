#include "models/allocation.hpp"

#include <algorithm>

namespace casetide::models {

namespace {
/// A child waits while its stamp is odd; the stamp changes whenever it joins or leaves a list.
bool is_waiting(const Child& child) { return child.waiting_stamp & 1u; }
}  // namespace

Allocation::Allocation(Run& run, Register& children, Workforce& workforce, Tallies& tallies)
    : run_(run),
      children_(children),
      workforce_(workforce),
      tallies_(tallies),
      lists_(run.scenario.staffing.teams.size()),
      cause_(run.scenario.staffing.teams.size(), Cause::queue) {}

/// Most urgent first, then who has waited longest, then by slot.
bool Allocation::is_after(const Waiting& a, const Waiting& b) {
  if (a.urgency != b.urgency) return a.urgency > b.urgency;
  if (a.since != b.since) return a.since > b.since;
  return a.child > b.child;
}

/// Children, or their points by leading status where cases are weighed.
double Allocation::weight_held(const Worker& worker) const {
  const auto& points = run_.scenario.staffing.case_points;
  if (points.empty()) return static_cast<double>(worker.held.size());
  double sum = 0;
  for (std::uint32_t child : worker.held)
    if (children_.child(child).statuses != 0) sum += points[index(children_.leading_status(child))];
  return sum;
}

bool Allocation::has_capacity(const Worker& worker) const {
  const double room = run_.scenario.staffing.ceiling * worker.fte * worker.capacity;
  return worker.present() && !worker.under_notice && weight_held(worker) < room;
}

/// Room for one more, and not of a kind that the newly qualified are spared.
bool Allocation::may_be_given(std::uint32_t child, const Worker& worker) const {
  if (!has_capacity(worker)) return false;
  const auto& spared = run_.scenario.staffing.employment.newly_qualified.not_given;
  if (worker.contract != Contract::newly_qualified || spared.empty()) return true;
  return std::find(spared.begin(), spared.end(), children_.leading_status(child)) == spared.end();
}

WorkerId Allocation::worker_of_sibling(std::uint32_t child, TeamId team) const {
  const Household& household = children_.household_of(child);
  for (std::uint32_t slot = household.first_child; slot < household.first_child + household.children; ++slot) {
    const WorkerId worker = children_.child(slot).worker;
    if (slot == child || worker == nobody) continue;
    if (workforce_.worker(worker).team == team && may_be_given(child, workforce_.worker(worker))) return worker;
  }
  return nobody;
}

/// The worker of a sibling where there is room; otherwise the lowest caseload per full-time worker, ties by seniority.
WorkerId Allocation::choose_worker(std::uint32_t child, TeamId team) const {
  if (const WorkerId known = worker_of_sibling(child, team); known != nobody) return known;
  WorkerId best = nobody;
  double lowest = 0;
  for (WorkerId id : workforce_.case_holders(team)) {
    const Worker& worker = workforce_.worker(id);
    if (!may_be_given(child, worker)) continue;
    const double load = weight_held(worker) / (worker.fte * worker.capacity);
    if (best != nobody && load >= lowest) continue;
    best = id;
    lowest = load;
  }
  return best;
}

void Allocation::want(std::uint32_t child, TeamId team) {
  Child& whose = children_.child(child);
  if (is_waiting(whose) && whose.wanted_by == team) return;
  withdraw(child);
  whose.wanted_by = team;
  if (whose.worker == nobody) {
    move_to(child, team);
    if (whose.worker_needed == sim::never) {
      listener_->before_change(child);
      whose.worker_needed = run_.now();
      tallies_.unallocated[index(team)].change(+1, run_.now());
      run_.state({.kind = FactKind::worker_needed, .team = team, .child = whose.id});
      listener_->after_change(child);
    }
  }
  drop_unwanted(lists_[index(team)]);
  const WorkerId worker = lists_[index(team)].empty() ? choose_worker(child, team) : nobody;
  if (worker != nobody) return assign(child, worker);
  join_list(child);
  judge_waiting(team);
}

void Allocation::join_list(std::uint32_t child) {
  Child& whose = children_.child(child);
  auto& list = lists_[index(whose.wanted_by)];
  const sim::Instant since = whose.worker_needed == sim::never ? run_.now() : whose.worker_needed;
  list.push_back({children_.household_of(child).urgency, since, child, ++whose.waiting_stamp});
  std::push_heap(list.begin(), list.end(), is_after);
}

void Allocation::withdraw(std::uint32_t child) {
  Child& whose = children_.child(child);
  if (is_waiting(whose)) ++whose.waiting_stamp;
}

void Allocation::drop_unwanted(std::vector<Waiting>& list) {
  while (!list.empty() && children_.child(list.front().child).waiting_stamp != list.front().stamp) {
    std::pop_heap(list.begin(), list.end(), is_after);
    list.pop_back();
  }
}

void Allocation::lose(std::uint32_t child) {
  Child& whose = children_.child(child);
  const TeamId held_by = workforce_.worker(whose.worker).team;
  const TeamId wanted_by = is_waiting(whose) ? whose.wanted_by : held_by;
  withdraw(child);
  listener_->before_change(child);
  listener_->worker_lost(child);
  run_.state({.kind = FactKind::worker_lost, .team = held_by, .child = whose.id, .worker = whose.worker});
  workforce_.let_go(child, children_);
  want(child, wanted_by);
}

void Allocation::release(std::uint32_t child) {
  Child& whose = children_.child(child);
  withdraw(child);
  listener_->before_change(child);
  if (whose.worker_needed != sim::never) {
    tallies_.unallocated[index(whose.team)].change(-1, run_.now());
    whose.worker_needed = sim::never;
  }
  if (whose.worker == nobody) return;
  const TeamId team = workforce_.worker(whose.worker).team;
  listener_->worker_lost(child);
  workforce_.let_go(child, children_);
  if (run_.scenario.staffing.allocated == AllocationTime::at_every_release) serve_first(team);
}

void Allocation::morning_round(TeamId team) {
  while (serve_first(team)) {
  }
  judge_waiting(team);
}

/// Allocates the first child of the list if anybody has room.
bool Allocation::serve_first(TeamId team) {
  auto& list = lists_[index(team)];
  drop_unwanted(list);
  if (list.empty()) return false;
  const std::uint32_t child = list.front().child;
  const WorkerId worker = choose_worker(child, team);
  if (worker == nobody) return false;
  assign_household(child, worker);
  return true;
}

/// Siblings who wait for the same team go to the same worker.
void Allocation::assign_household(std::uint32_t child, WorkerId worker) {
  const TeamId team = children_.child(child).wanted_by;
  assign(child, worker);
  const Household& household = children_.household_of(child);
  for (std::uint32_t slot = household.first_child; slot < household.first_child + household.children; ++slot)
    if (is_waiting(children_.child(slot)) && children_.child(slot).wanted_by == team &&
        may_be_given(slot, workforce_.worker(worker)))
      assign(slot, worker);
}

void Allocation::assign(std::uint32_t child, WorkerId id) {
  Child& whose = children_.child(child);
  const Worker& worker = workforce_.worker(id);
  const std::size_t team = index(worker.team);
  withdraw(child);
  listener_->before_change(child);
  const bool changed = whose.workers_had > 0;
  ++whose.workers_had;
  if (whose.worker != nobody) {
    listener_->worker_lost(child);
    workforce_.let_go(child, children_);
  }
  move_to(child, worker.team);
  workforce_.hold(id, child, children_);
  if (whose.worker_needed != sim::never) {
    tallies_.unallocated[team].change(-1, run_.now());
    ++tallies_.allocations[team];
    tallies_.allocation_wait_minutes[team] += (run_.now() - whose.worker_needed).count();
    run_.state({.kind = FactKind::child_allocated,
                .team = worker.team,
                .child = whose.id,
                .worker = id,
                .since = whose.worker_needed});
    whose.worker_needed = sim::never;
  }
  if (changed) {
    ++tallies_.changes_of_worker[team];
    run_.state({.kind = FactKind::worker_changed, .team = worker.team, .child = whose.id, .worker = id});
  }
  listener_->worker_assigned(child, changed);
  listener_->after_change(child);
}

/// The child belongs to `team` from now on.
void Allocation::move_to(std::uint32_t child, TeamId team) {
  Child& whose = children_.child(child);
  if (whose.team == team) return;
  listener_->before_change(child);
  tallies_.team[index(whose.team)].change(-1, run_.now());
  tallies_.team[index(team)].change(+1, run_.now());
  if (whose.worker_needed != sim::never) {
    tallies_.unallocated[index(whose.team)].change(-1, run_.now());
    tallies_.unallocated[index(team)].change(+1, run_.now());
  }
  whose.team = team;
  run_.state({.kind = FactKind::team_changed, .team = team, .child = whose.id});
  listener_->after_change(child);
}

/// Settles those who wait when the reason changes, so that each stretch of waiting carries the reason it had.
void Allocation::judge_waiting(TeamId team) {
  const Cause cause = workforce_.has_vacancy(team) ? Cause::vacancy : Cause::queue;
  if (cause == cause_[index(team)]) return;
  for (const Waiting& waiting : lists_[index(team)])
    if (children_.child(waiting.child).waiting_stamp == waiting.stamp) listener_->before_change(waiting.child);
  cause_[index(team)] = cause;
}

}  // namespace casetide::models
