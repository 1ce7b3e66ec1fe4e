#include "models/journeys.hpp"

#include <algorithm>

#include "models/ages.hpp"
#include "models/purpose.hpp"

namespace casetide::models {

namespace {

constexpr int re_referral_months = 12;  // national definition: within 12 months of an earlier referral

bool holds_any(const Child& child, const std::vector<StatusId>& statuses) {
  return std::any_of(statuses.begin(), statuses.end(),
                     [&](StatusId status) { return child.statuses >> index(status) & 1u; });
}

sim::Minutes minutes_of_hours(double hours) { return sim::Minutes{static_cast<std::int64_t>(hours * 60.0)}; }

}  // namespace

Journeys::Journeys(Run& run, Register& children, Workforce& workforce, Duties& duties, Allocation& allocation,
                   SafeguardLedger& ledger, Tallies& tallies)
    : run_(run),
      children_(children),
      workforce_(workforce),
      duties_(duties),
      allocation_(allocation),
      ledger_(ledger),
      tallies_(tallies),
      serving_(run.scenario.pathway.statuses.size()) {
  const auto& teams = run.scenario.staffing.teams;
  for (std::size_t status = 0; status < pathway().statuses.size(); ++status) {
    const StatusId id{static_cast<std::uint8_t>(status)};
    if (pathway().statuses[status].needs_worker) needs_worker_ |= 1u << status;
    if (pathway().statuses[status].counts_as == CountsAs::child) of_children_ |= 1u << status;
    if (pathway().statuses[status].counts_as == CountsAs::care_leaver) of_care_leavers_ |= 1u << status;
    progress_hours_per_day_.push_back(nominal_progress(id));
    for (std::size_t team = 0; team < teams.size(); ++team)
      if (std::find(teams[team].serves.begin(), teams[team].serves.end(), id) != teams[team].serves.end())
        serving_[status].push_back(id_at<TeamId>(team));
  }
}

/// Hours of plan work a day that a child in the status receives when everything is done in time.
double Journeys::nominal_progress(StatusId status) const {
  double hours_per_day = 0;
  for (const Obligation& rule : pathway().obligations)
    if (rule.progresses_plan && rule.during == status && !rule.then_every.empty())
      hours_per_day += rule.work->hours.mean() / days_in(rule.then_every.back().every);
  return hours_per_day;
}

bool Journeys::refer(std::uint32_t household) {
  const Household& family = children_.household(household);
  bool any = false;
  for (std::uint32_t slot = family.first_child; slot < family.first_child + family.children; ++slot) {
    Child& child = children_.child(slot);
    if (child.open || age_on(child.born, sim::date_of(run_.now())) >= pathway().adult_at) continue;
    any = true;
    const sim::Instant earlier = child.last_referral;
    open(slot);
    child.last_referral = run_.now();
    ++tallies_.referrals;
    if (earlier != sim::never && sim::date_of(run_.now()) <= sim::add_months(sim::date_of(earlier), re_referral_months))
      ++tallies_.re_referrals;
    run_.state({.kind = FactKind::referral_received,
                .place = family.urgency,
                .child = child.id,
                .household = family.id,
                .since = earlier});
    begin(slot, pathway().on_referral);
  }
  return any;
}

void Journeys::enter(std::uint32_t child, const std::vector<StatusId>& statuses) {
  open(child);
  begin(child, statuses);
}

void Journeys::begin(std::uint32_t child, const std::vector<StatusId>& statuses) {
  for (StatusId status : statuses) begin(child, status);
  settle_in(child);
  for (StatusId status : statuses) duties_.owe_all(child, status);
}

void Journeys::open(std::uint32_t child) {
  Child& whose = children_.child(child);
  whose.open = true;
  whose.placed = false;
  whose.opened = whose.referral = run_.now();
  whose.counts_as = CountsAs::contact;
  whose.at_front_door = true;
  whose.workers_had = 0;
  whose.worker_needed = sim::never;
  whose.last_seen = whose.last_review = whose.last_supervision = sim::never;
  const bool hindsight =
      whose.closed != sim::never && run_.now() <= due(whose.closed, pathway().hindsight, run_.calendar());
  whose.back_too_soon = hindsight;
  for (std::size_t status = 0; status < pathway().statuses.size(); ++status)
    if (whose.has_held >> status & 1u) children_.standing(child, id_at<StatusId>(status)).times = 0;
  whose.has_held = 0;
  ++children_.household_of(child).open_children;
  ledger_.open(child, run_.now());
}

CountsAs Journeys::counts_as(const Child& child) const {
  if (child.statuses & of_children_) return CountsAs::child;
  return child.statuses & of_care_leavers_ ? CountsAs::care_leaver : CountsAs::contact;
}

/// What the child counts as from now on.
void Journeys::count(std::uint32_t child, CountsAs as) {
  Child& whose = children_.child(child);
  if (whose.counts_as == as) return;
  if (whose.counts_as == CountsAs::contact) {
    ++tallies_.opened;
    tallies_.team[index(whose.team)].change(+1, run_.now());
  }
  if (whose.counts_as == CountsAs::child) tallies_.open.change(-1, run_.now());
  if (as == CountsAs::child) tallies_.open.change(+1, run_.now());
  const bool was_contact = whose.counts_as == CountsAs::contact;
  whose.counts_as = as;
  if (was_contact) duties_.promise_all(child);
}

void Journeys::place(std::uint32_t child, const std::vector<StatusId>& statuses, sim::Instant since,
                     sim::Instant referred) {
  Child& whose = children_.child(child);
  open(child);
  whose.opened = whose.referral = whose.last_referral = referred;
  if (referred < since) run_.state({.kind = FactKind::found_open, .child = whose.id, .since = referred});
  for (StatusId status : statuses) hold(child, status, since, nominal_work(status, since));
  settle_in(child);
}

/// Of one without a worker whom somebody has seen, a worker has been lost.
void Journeys::place(std::uint32_t child, const ListedCase& listed, WorkerId worker) {
  Child& whose = children_.child(child);
  open(child);
  whose.opened = whose.referral = whose.last_referral = sim::Instant{listed.opened};
  if (listed.last_seen) whose.last_seen = sim::Instant{*listed.last_seen};
  if (listed.last_review) whose.last_review = sim::Instant{*listed.last_review};
  if (listed.last_supervision) whose.last_supervision = sim::Instant{*listed.last_supervision};
  whose.workers_had = worker != nobody || listed.last_seen ? 1 : 0;
  whose.placed = worker != nobody || listed.team;
  if (listed.since.empty() || listed.opened < std::ranges::min(listed.since))
    run_.state({.kind = FactKind::found_open, .child = whose.id, .since = whose.opened});
  if (listed.team) whose.team = *listed.team;
  if (worker != nobody) whose.team = workforce_.worker(worker).team;
  if (whose.placed) run_.state({.kind = FactKind::team_changed, .team = whose.team, .child = whose.id});
  for (std::size_t place = 0; place < listed.statuses.size(); ++place) {
    const sim::Instant since{listed.since[place]};
    hold(child, listed.statuses[place], since, listed_work(listed, listed.statuses[place], since));
  }
  whose.at_front_door = holds_any(whose, pathway().on_referral);
  if (worker != nobody) {
    workforce_.hold(worker, child, children_);
    run_.state({.kind = FactKind::child_allocated,
                .team = whose.team,
                .child = whose.id,
                .worker = worker,
                .since = run_.now()});
  }
  settle_in(child);
}

/// What a child has had when everything was done in time; somebody looks all the time.
Journeys::WorkGiven Journeys::nominal_work(StatusId status, sim::Instant since) const {
  const double hours = sim::in_days(run_.now() - since) * progress_hours_per_day_[index(status)];
  return {hours, hours};
}

/// Work is given evenly. The need was not met at the last review of the status; before the first nobody has looked.
Journeys::WorkGiven Journeys::listed_work(const ListedCase& listed, StatusId status, sim::Instant since) const {
  WorkGiven given = nominal_work(status, since);
  if (listed.work_given) given.hours = given.when_looked_at = *listed.work_given;
  if (!run_.scenario.case_list->columns.last_review || run_.now() <= since) return given;
  const sim::Instant looked = listed.last_review ? std::max(sim::Instant{*listed.last_review}, since) : since;
  given.when_looked_at *= sim::in_days(looked - since) / sim::in_days(run_.now() - since);
  return given;
}

void Journeys::begin(std::uint32_t child, StatusId status) {
  if (children_.holds(child, status)) return;
  hold(child, status, run_.now(), {});
  ++tallies_.begun[index(status)];
  note_if_closed_too_soon(child, status);
}

/// The child holds the status, since now or since before the run began.
void Journeys::hold(std::uint32_t child, StatusId status, sim::Instant since, const WorkGiven& given) {
  Child& whose = children_.child(child);
  Standing& standing = children_.standing(child, status);
  standing.since = since;
  ++standing.stamp;
  ++standing.times;
  whose.statuses |= 1u << index(status);
  whose.has_held |= 1u << index(status);
  tallies_.status[index(status)].change(+1, run_.now());
  draw_need(child, status, since, given);
  run_.state({.kind = FactKind::status_begun,
              .place = static_cast<std::uint8_t>(index(status)),
              .child = whose.id,
              .household = children_.household_of(child).id,
              .since = since,
              .amount = standing.work_left});
}

/// What the child needs before the status can end, given how long it has been held: the part still to come.
void Journeys::draw_need(std::uint32_t child, StatusId status, sim::Instant since, const WorkGiven& given) {
  const auto& need = pathway().statuses[index(status)].need;
  Standing& standing = children_.standing(child, status);
  standing.needed = standing.work_left = sim::Minutes{0};
  if (!need) return;
  const Household& family = children_.household_of(child);
  const bool by_time = need->met_by == Need::MetBy::time;
  const auto entity = static_cast<std::uint32_t>(by_time ? index(children_.child(child).id) : index(family.id));
  const double uniform = run_.chance.uniform(purpose::need(status), entity, children_.occasion(child, status, 0));
  const double days_held = sim::in_days(run_.now() - since);
  const double elapsed = by_time ? days_held : given.hours;
  const double outlasted = by_time ? days_held : given.when_looked_at;
  const double amount =
      days_held > 0 ? need->amount.quantile_beyond(outlasted, uniform) : need->amount.quantile(uniform);
  if (by_time)
    run_.schedule(run_.now() + sim::Minutes{static_cast<std::int64_t>((amount - elapsed) * 24 * 60)}, phase::ends,
                  EntryKind::status_runs_out, child, standing.stamp, index(status));
  else
    standing.work_left = minutes_of_hours(amount - elapsed);
  standing.needed = minutes_of_hours(amount);
}

/// Component J: the child came back within the hindsight span of its closure and now reaches a serious status.
void Journeys::note_if_closed_too_soon(std::uint32_t child, StatusId status) {
  Child& whose = children_.child(child);
  const auto& serious = pathway().serious;
  if (!whose.back_too_soon || std::find(serious.begin(), serious.end(), status) == serious.end()) return;
  tallies_.closed_too_soon_minutes += (whose.opened - whose.closed).count();
  whose.back_too_soon = false;
}

void Journeys::end(std::uint32_t child, StatusId status) {
  if (!children_.holds(child, status)) return;
  Child& whose = children_.child(child);
  duties_.lapse_all(child, status);
  ledger_.settle(child, run_.now());
  Standing& standing = children_.standing(child, status);
  ++standing.stamp;
  whose.statuses &= ~(1u << index(status));
  tallies_.status[index(status)].change(-1, run_.now());
  run_.state({.kind = FactKind::status_ended,
              .place = static_cast<std::uint8_t>(index(status)),
              .child = whose.id,
              .household = children_.household_of(child).id,
              .since = standing.since});
}

void Journeys::close(std::uint32_t child, std::optional<double> comes_back) {
  if (in_haste_) {
    const double usual = comes_back.value_or(run_.scenario.demand.returns.share);
    comes_back = std::min(1.0, usual * run_.scenario.staffing.overload.comes_back_factor);
  }
  Child& whose = children_.child(child);
  const CountsAs counted = whose.counts_as;
  for (std::size_t status = 0; status < pathway().statuses.size(); ++status) end(child, id_at<StatusId>(status));
  duties_.lapse_what_workers_owe(child);
  ledger_.close(child, run_.now());
  allocation_.release(child);
  if (counted == CountsAs::child) tallies_.open.change(-1, run_.now());
  if (counted != CountsAs::contact) {
    tallies_.team[index(whose.team)].change(-1, run_.now());
    ++tallies_.closed;
  }
  whose.open = false;
  whose.closed = run_.now();
  run_.state({.kind = FactKind::child_closed,
              .child = whose.id,
              .household = children_.household_of(child).id,
              .since = whose.opened});
  if (--children_.household_of(child).open_children == 0) household_closed_(whose.household, comes_back);
}

/// The first team that serves the child's leading status, unless it already belongs to one that does.
TeamId Journeys::team_for(std::uint32_t child) const {
  const auto& serving = serving_[index(children_.leading_status(child))];
  const Child& whose = children_.child(child);
  const TeamId here = whose.worker == nobody ? whose.team : workforce_.worker(whose.worker).team;
  const bool stays = whose.placed && std::find(serving.begin(), serving.end(), here) != serving.end();
  return stays || serving.empty() ? here : serving.front();
}

/// After statuses have changed: where the child belongs now, and whether a named worker is wanted for it.
void Journeys::settle_in(std::uint32_t child) {
  Child& whose = children_.child(child);
  ledger_.settle(child, run_.now());
  const TeamId team = team_for(child);
  if (!whose.placed) {
    whose.placed = true;
    whose.team = team;
    run_.state({.kind = FactKind::team_changed, .team = team, .child = whose.id});
  }
  count(child, counts_as(whose));
  after_change(child);
  const bool wanted = (whose.statuses & needs_worker_) != 0;
  const bool held_there = whose.worker != nobody && workforce_.worker(whose.worker).team == team;
  if (wanted && !held_there) allocation_.want(child, team);
  if (!wanted || held_there) allocation_.withdraw(child);
  if (wanted || whose.worker_needed == sim::never) return;
  allocation_.release(child);  // nobody's name is needed any more
  after_change(child);
}

void Journeys::after_change(std::uint32_t child) {
  const Child& whose = children_.child(child);
  if (whose.statuses == 0) return;
  ledger_.place(child, children_.reported_status(child), whose.team, whose.counts_as == CountsAs::care_leaver);
  ledger_.set_due(child, Component::no_named_worker, whose.worker_needed);
}

/// Part of what has been achieved goes with the worker; a need that is met stays met.
void Journeys::worker_assigned(std::uint32_t child, bool changed) {
  duties_.worker_assigned(child, changed);
  if (!changed) return;
  for (std::size_t place = 0; place < pathway().statuses.size(); ++place) {
    const StatusId status{static_cast<std::uint8_t>(place)};
    const auto& need = pathway().statuses[place].need;
    if (!need || need->lost_on_change_of_worker <= 0 || !children_.holds(child, status)) continue;
    Standing& standing = children_.standing(child, status);
    if (standing.work_left <= sim::Minutes{0}) continue;
    const auto done = static_cast<double>((standing.needed - standing.work_left).count());
    standing.work_left += sim::Minutes{static_cast<std::int64_t>(done * need->lost_on_change_of_worker)};
  }
}

// --- decisions

void Journeys::decide(std::uint32_t child, ObligationId obligation) {
  const Obligation& rule = pathway().obligations[index(obligation)];
  const std::uint32_t occurrence = children_.duty(child, obligation).occurrence;
  const bool met = children_.standing(child, rule.during).work_left <= sim::Minutes{0};
  Occasion occasion{.draw = children_.occasion(child, rule.during, occurrence),
                    .need_met = met,
                    .times = std::max(1, static_cast<int>(occurrence))};
  if (!met && is_hasty(child, obligation)) occasion.hasty = obligation;
  take(child, *rule.decides, occasion);
}

/// Under pressure people take a need for met that is not. Siblings decided upon together share the draw.
bool Journeys::is_hasty(std::uint32_t child, ObligationId obligation) const {
  const Overload& overload = run_.scenario.staffing.overload;
  const Child& whose = children_.child(child);
  const Obligation& rule = pathway().obligations[index(obligation)];
  const auto& need = pathway().statuses[index(rule.during)].need;
  if (overload.closes_too_soon <= 0 || whose.worker == nobody || !need || need->met_by == Need::MetBy::time)
    return false;
  const double above = std::clamp(workforce_.worker(whose.worker).pressure - overload.bearable, 0.0, 1.0);
  if (above <= 0) return false;
  const bool shared = pathway().decisions[index(*rule.decides)].per_household;
  const auto who = static_cast<std::uint32_t>(shared ? index(children_.household_of(child).id) : index(whose.id));
  const std::uint32_t occurrence = children_.duty(child, obligation).occurrence;
  const double uniform = run_.chance.uniform(purpose::haste, who, children_.occasion(child, rule.during, occurrence));
  return uniform < overload.closes_too_soon * above;
}

void Journeys::note_haste(std::uint32_t child, ObligationId obligation) {
  const Child& whose = children_.child(child);
  ++tallies_.hasty_decisions[index(whose.team)];
  run_.state({.kind = FactKind::decided_in_haste,
              .place = static_cast<std::uint8_t>(index(obligation)),
              .team = whose.team,
              .child = whose.id,
              .worker = whose.worker});
}

void Journeys::status_runs_out(std::uint32_t child, std::uint32_t stamp, StatusId status) {
  const Standing& standing = children_.standing(child, status);
  if (standing.stamp != stamp || !children_.holds(child, status)) return;
  take(child, *pathway().statuses[index(status)].need->then, {.draw = children_.occasion(child, status, 0)});
}

void Journeys::birthday(std::uint32_t child, const Birthday& birthday) {
  if (!children_.child(child).open) return;
  take(child, birthday.decides, {.draw = static_cast<std::uint32_t>(birthday.age)});
}

bool Journeys::applies(const Decision::Case& candidate, std::uint32_t child, const Occasion& occasion) const {
  const Child& whose = children_.child(child);
  const sim::Date today = sim::date_of(run_.now());
  if (candidate.need_met && *candidate.need_met != (occasion.need_met || occasion.hasty)) return false;
  if (occasion.times < candidate.occasion || !candidate.in_force.on(today)) return false;
  if (!candidate.holding.empty() && !holds_any(whose, candidate.holding)) return false;
  if (holds_any(whose, candidate.not_holding)) return false;
  if (candidate.age_from == 0 && candidate.age_below == Decision::any_age) return true;
  const int age = age_on(whose.born, today);
  return candidate.age_from <= age && age < candidate.age_below;
}

/// Draws one outcome by inverse CDF over the written order, so that changing one share moves as few children as
/// possible.
void Journeys::take(std::uint32_t child, DecisionId id, const Occasion& occasion) {
  const Decision& decision = pathway().decisions[index(id)];
  const auto chosen = std::find_if(decision.cases.begin(), decision.cases.end(),
                                   [&](const Decision::Case& one) { return applies(one, child, occasion); });
  if (chosen == decision.cases.end()) return;
  const auto entity = static_cast<std::uint32_t>(decision.per_household ? index(children_.household_of(child).id)
                                                                        : index(children_.child(child).id));
  const double uniform = run_.chance.uniform(purpose::decision(id), entity, occasion.draw);
  std::size_t place = 0;
  for (double sum = chosen->outcomes[0].share; uniform >= sum && place + 1 < chosen->outcomes.size();)
    sum += chosen->outcomes[++place].share;
  const auto which_case = static_cast<std::size_t>(chosen - decision.cases.begin());
  run_.state({.kind = FactKind::decision_taken,
              .place = static_cast<std::uint8_t>(index(id)),
              .outcome = static_cast<std::uint8_t>(place_of_outcome(decision, which_case, place)),
              .child = children_.child(child).id});
  // In haste only where the decision asked whether the need is met.
  in_haste_ = occasion.hasty && chosen->need_met;
  if (in_haste_) note_haste(child, *occasion.hasty);
  apply(child, chosen->outcomes[place]);
  in_haste_ = false;
}

void Journeys::apply(std::uint32_t child, const Outcome& outcome) {
  if (outcome.closes) return close(child, outcome.comes_back);
  for (StatusId status : outcome.ends) end(child, status);
  for (StatusId status : outcome.begins) {
    if (children_.holds(child, status)) continue;
    begin(child, status);
    begun_now_.push_back(status);
  }
  if (children_.child(child).statuses == 0) return close(child, outcome.comes_back);
  settle_in(child);
  // What a status brings is owed once the child has (or waits for) its worker.
  for (StatusId status : begun_now_) duties_.owe_all(child, status);
  begun_now_.clear();
  for (ObligationId obligation : outcome.starts) duties_.owe(child, obligation);
  children_.child(child).at_front_door = holds_any(children_.child(child), pathway().on_referral);
}

}  // namespace casetide::models
