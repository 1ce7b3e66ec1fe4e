#include "models/duties.hpp"

#include <algorithm>
#include <cmath>

#include "models/clocks_under_way.hpp"

namespace casetide::models {

namespace {

constexpr std::chrono::days join_window{7};  // a sibling whose own day lies this close is served by the same piece
constexpr ShortMinutes not_begun{-1};
constexpr std::int32_t longest_piece = 0xffff;  // minutes
constexpr int try_again_after = 5;              // working days, when no diary had room

/// The clock of a duty: from `since` to `due`.
void set_clock(Duty& duty, sim::Instant since, sim::Instant due) {
  duty.due = due;
  duty.allowed = due == sim::never ? ShortMinutes{0} : std::chrono::duration_cast<ShortMinutes>(due - since);
}

/// The day on which people mean to do it; at most a few months from the due day.
void set_aim(Duty& duty, sim::Date day) { duty.days_ahead = static_cast<std::int16_t>((duty.due_day() - day).count()); }

ShortMinutes whole_minutes(double hours) { return ShortMinutes{static_cast<std::int32_t>(std::lround(hours * 60.0))}; }

}  // namespace

Duties::Duties(Run& run, Register& children, Workforce& workforce, Desk& desk, Diary& diary, SafeguardLedger& ledger,
               Tallies& tallies)
    : run_(run),
      children_(children),
      workforce_(workforce),
      desk_(desk),
      diary_(diary),
      ledger_(ledger),
      tallies_(tallies),
      during_(run.scenario.pathway.statuses.size()) {
  const auto& rules = run.scenario.pathway.obligations;
  for (std::size_t place = 0; place < rules.size(); ++place) {
    const Obligation& rule = rules[place];
    const bool any_status = rule.starts == Obligation::Starts::on_change_of_worker;
    if (any_status) on_change_of_worker_.push_back(id_at<ObligationId>(place));
    if (!any_status) during_[index(rule.during)].push_back(id_at<ObligationId>(place));
    reviews_.push_back(is_review(run.scenario.pathway, rule));
    const BroughtBy brought = brought_by(run.scenario.pathway, id_at<ObligationId>(place));
    all_.push_back(brought);
    if (rule.renewed_by == RenewedBy::seen) renewed_by_seen_.push_back(brought);
    if (rule.renewed_by == RenewedBy::monitored) renewed_by_monitored_.push_back(brought);
    const auto change_on = [&](sim::Date day, std::size_t holds) {
      if (day > run.scenario.warm_up_from && day < run.scenario.period_until)
        run.schedule(sim::Instant{day}, phase::people, EntryKind::law_changes, static_cast<std::uint32_t>(place), 0,
                     holds);
    };
    change_on(rule.in_force.from, 1);
    change_on(rule.in_force.until, 0);
    if (!rule.safeguard) continue;
    of_component_[static_cast<std::size_t>(*rule.safeguard)].push_back(brought);
    if (rule.counts_as_law()) of_law_.push_back(brought);
  }
}

std::uint32_t Duties::occasion(std::uint32_t child, ObligationId obligation) const {
  return children_.occasion(child, rule(obligation).during, children_.duty(child, obligation).occurrence);
}

template <typename Visit>
void Duties::for_each_joined(std::uint32_t leader, ObligationId obligation, Visit visit) {
  const Household& household = children_.household_of(leader);
  for (std::uint32_t slot = household.first_child; slot < household.first_child + household.children; ++slot) {
    const Duty& duty = children_.duty(slot, obligation);
    if (duty.state == DutyState::joined && duty.held_by == leader) visit(slot);
  }
}

// --- clocks start

void Duties::owe_all(std::uint32_t child, StatusId status) {
  for (ObligationId obligation : during_[index(status)])
    if (rule(obligation).starts == Obligation::Starts::with_status) owe(child, obligation);
}

void Duties::owe(std::uint32_t child, ObligationId obligation) {
  Duty& duty = children_.duty(child, obligation);
  if (duty.owed()) return;
  const Obligation& rule = this->rule(obligation);
  if (!rule.in_force.on(sim::date_of(run_.now()))) return;
  const bool by_worker = rule.starts == Obligation::Starts::on_change_of_worker;
  if (!by_worker && !children_.holds(child, rule.during)) return;
  const Standing& standing = children_.standing(child, rule.during);
  sim::Instant from = run_.now();
  // The law counts from the referral that led to it; what comes later in the same episode runs from its own start.
  if (rule.clock_from == ClockFrom::referral && children_.child(child).at_front_door)
    from = children_.child(child).referral;
  if (rule.clock_from == ClockFrom::status_start && !by_worker) from = standing.since;
  if (rule.in_force.from > sim::date_of(from)) from = sim::Instant{rule.in_force.from};
  ledger_.settle(child, run_.now());
  duty.occurrence = by_worker ? children_.child(child).workers_had : 0;
  start_clock(child, obligation, from, rule.due);
}

void Duties::start_clock(std::uint32_t child, ObligationId obligation, sim::Instant from, Span span) {
  Duty& duty = children_.duty(child, obligation);
  set_clock(duty, from, due(from, span, run_.calendar()));
  run_.state({.kind = FactKind::obligation_owed,
              .place = static_cast<std::uint8_t>(index(obligation)),
              .child = children_.child(child).id,
              .since = duty.since(),
              .due = duty.due});
  plan(child, obligation);
  refresh(child, obligation);
}

void Duties::resume(std::uint32_t child, ObligationId obligation, sim::Instant since, sim::Instant due,
                    int occurrence) {
  Duty& duty = children_.duty(child, obligation);
  duty.occurrence = static_cast<std::uint16_t>(occurrence);
  set_clock(duty, since, due);
  run_.state({.kind = FactKind::obligation_owed,
              .place = static_cast<std::uint8_t>(index(obligation)),
              .child = children_.child(child).id,
              .since = since,
              .due = due});
  plan(child, obligation);
  refresh(child, obligation);
}

/// The next clock of an obligation that recurs runs from now, when it was actually done.
void Duties::renew(std::uint32_t child, ObligationId obligation) {
  Duty& duty = children_.duty(child, obligation);
  if (!rule(obligation).in_force.on(sim::date_of(run_.now()))) return owe_no_more(child, obligation);
  const Span span = next_interval(child, obligation);
  ++duty.occurrence;
  start_clock(child, obligation, run_.now(), span);
}

Span Duties::next_interval(std::uint32_t child, ObligationId obligation) const {
  const Obligation& rule = this->rule(obligation);
  return models::next_interval(rule, children_.duty(child, obligation).occurrence, [&](const Interval& interval) {
    const sim::Instant since = children_.standing(child, rule.during).since;
    if (interval.within) return run_.now() < due(since, *interval.within, run_.calendar());
    if (interval.before) return children_.duty(child, *interval.before).occurrence == 0;
    return children_.holds(child, *interval.holding);
  });
}

void Duties::law_changes(ObligationId obligation, bool holds) {
  const Obligation& rule = this->rule(obligation);
  const bool any_status = rule.starts == Obligation::Starts::on_change_of_worker;
  for (std::uint32_t child = 0; child < children_.child_count(); ++child) {
    if (!children_.child(child).open || !(any_status || children_.holds(child, rule.during))) continue;
    if (!holds) lapse(child, obligation);
    if (holds && rule.starts == Obligation::Starts::with_status) owe(child, obligation);
  }
}

/// Decides on which day people mean to do it: some working days before it is due, on a working morning.
void Duties::plan(std::uint32_t child, ObligationId obligation) {
  Duty& duty = children_.duty(child, obligation);
  const Obligation& rule = this->rule(obligation);
  ++duty.stamp;
  duty.waits_for_others = false;
  duty.left = not_begun;
  duty.attempts = 0;
  duty.held_up_by = Cause::queue;
  if (!rule.work) {
    duty.state = DutyState::watched;
    return;
  }
  duty.state = DutyState::planned;
  duty.days_ahead = 0;
  duty.effort = draw_effort(child, obligation);
  const bool paced = run_.scenario.staffing.pace == Pace::to_the_clock || rule.meeting || !rule.then_every.empty();
  if (!rule.work->ready_before || !paced) return be_ready(child, obligation, run_.now());

  const auto household = static_cast<std::uint32_t>(index(children_.household_of(child).id));
  const auto uniform = run_.chance.uniform_pair(purpose::pace(obligation), household, occasion(child, obligation));
  const sim::Calendar& calendar = run_.calendar();
  const sim::Minutes opens = run_.scenario.staffing.client_hours.opens;
  const int days = static_cast<int>(rule.work->ready_before->quantile(uniform[0])) + days_of_work(child, obligation);
  const auto outside = static_cast<int>(rule.work->external_wait.quantile(uniform[1]));
  sim::Date day = calendar.subtract_working_days(duty.due_day(), days);
  duty.waits_for_others = outside > 0;
  if (outside > 0) day = calendar.add_working_days(std::max(day, sim::date_of(run_.now())), outside);
  set_aim(duty, day);
  if (rule.meeting) day = calendar.subtract_working_days(day, rule.meeting->arranged_working_days_ahead);
  be_ready(child, obligation, sim::Instant{day} + opens);
}

/// Meetings are arranged once everything that happens now has happened, so that siblings decided upon together meet
/// together.
void Duties::be_ready(std::uint32_t child, ObligationId obligation, sim::Instant at) {
  if (at <= run_.now() && !rule(obligation).meeting) return make_ready(child, obligation);
  run_.schedule(std::max(at, run_.now()), phase::ready, EntryKind::duty_ready, child,
                children_.duty(child, obligation).stamp, index(obligation));
}

void Duties::ready(std::uint32_t child, std::uint32_t stamp, ObligationId obligation) {
  if (children_.duty(child, obligation).stamp != stamp) return;
  ledger_.settle(child, run_.now());
  make_ready(child, obligation);
}

void Duties::make_ready(std::uint32_t child, ObligationId obligation) {
  if (rule(obligation).meeting) return arrange(child, obligation);
  Duty& duty = children_.duty(child, obligation);
  duty.state = DutyState::ready;
  duty.waits_for_others = false;
  hand_out(child, obligation, false);
}

/// Puts the piece on the list of the child's worker, or of those in the role. Without a worker it waits for one.
void Duties::hand_out(std::uint32_t child, ObligationId obligation, bool authorisation) {
  const Child& whose = children_.child(child);
  Duty& duty = children_.duty(child, obligation);
  const Doer& doer = authorisation ? *rule(obligation).work->authorised_by : rule(obligation).work->by;
  const double ahead = rule(obligation).work->head_start_days - days_put_off(child, obligation);
  const Piece piece{.rank = desk_.rank(duty.due, ahead),
                    .subject = child,
                    .id = whose.id,
                    .stamp = ++duty.stamp,
                    .obligation = obligation,
                    .kind = authorisation ? PieceKind::authorisation : PieceKind::duty};
  if (!doer.case_holder) return desk_.add(workforce_.pool_for(whose.team, doer.role), piece);
  if (whose.worker != nobody) desk_.add(whose.worker, piece);
}

/// Under pressure, work on the plan that nobody would miss this week waits.
double Duties::days_put_off(std::uint32_t child, ObligationId obligation) const {
  const Overload& overload = run_.scenario.staffing.overload;
  const Obligation& rule = this->rule(obligation);
  const WorkerId worker = children_.child(child).worker;
  const bool may_wait = rule.progresses_plan && !rule.sees_child && !rule.safeguard && !rule.decides;
  if (overload.plan_work_waits_days <= 0 || !may_wait || worker == nobody) return 0;
  return overload.plan_work_waits_days * std::clamp(workforce_.worker(worker).pressure - overload.bearable, 0.0, 1.0);
}

// --- work

bool Duties::is_wanted(const Piece& piece) const {
  const Duty& duty = children_.duty(piece.subject, piece.obligation);
  return duty.stamp == piece.stamp;
}

/// A visit or a meeting is not broken off for the night.
sim::Minutes Duties::in_one_go(const Piece& piece) const {
  const bool begun = children_.duty(piece.subject, piece.obligation).left >= ShortMinutes{0};
  const Obligation& rule = this->rule(piece.obligation);
  if (!(rule.sees_child || rule.monitors) || piece.is_authorisation() || begun) return sim::Minutes{0};
  return expected(piece.subject, piece.obligation);
}

sim::Minutes Duties::begin(const Piece& piece, WorkerId worker) {
  Duty& duty = children_.duty(piece.subject, piece.obligation);
  if (!piece.is_authorisation()) {
    if (duty.left < ShortMinutes{0}) {
      join_siblings(piece.subject, piece.obligation);
      duty.left = whole_piece(piece.subject, piece.obligation);
    }
    duty.state = DutyState::in_hand;
  } else if (duty.left < ShortMinutes{0}) {
    duty.left = draw_authorisation(piece.subject, piece.obligation);
  }
  duty.held_by = static_cast<std::uint32_t>(index(worker));
  return duty.left;
}

/// Siblings of the same worker to whom the same is owed at about the same time are served by the same piece.
void Duties::join_siblings(std::uint32_t leader, ObligationId obligation) {
  if (!rule(obligation).work->shared) return;
  const Household& household = children_.household_of(leader);
  const Child& first = children_.child(leader);
  const sim::Instant latest = children_.duty(leader, obligation).due + join_window;
  for (std::uint32_t slot = household.first_child; slot < household.first_child + household.children; ++slot) {
    Duty& duty = children_.duty(slot, obligation);
    const bool free = duty.state == DutyState::planned || duty.state == DutyState::ready;
    if (slot == leader || !free || duty.due > latest || others_awaited(duty)) continue;
    if (children_.child(slot).worker != first.worker || children_.child(slot).team != first.team) continue;
    if (duty.left >= ShortMinutes{0}) continue;  // somebody has begun it already
    ledger_.settle(slot, run_.now());
    duty.state = DutyState::joined;
    duty.held_by = leader;
    ++duty.stamp;
  }
}

/// Minutes of the piece for one child. Siblings who may share a piece share the draw, whoever comes first.
std::uint16_t Duties::draw_effort(std::uint32_t child, ObligationId obligation) const {
  const bool shared = rule(obligation).work->shared;
  const auto id =
      static_cast<std::uint32_t>(shared ? index(children_.household_of(child).id) : index(children_.child(child).id));
  const double uniform = run_.chance.uniform(purpose::effort(obligation), id, occasion(child, obligation));
  const double hours = rule(obligation).work->hours.quantile(uniform) * (1 - share_cut(child, obligation));
  const auto minutes = whole_minutes(hours).count();
  return static_cast<std::uint16_t>(std::min<std::int32_t>(minutes, longest_piece));
}

/// Under pressure people give each child less time, and what serves a need then serves it less. Meetings last as long
/// as ever.
double Duties::share_cut(std::uint32_t child, ObligationId obligation) const {
  const Overload& overload = run_.scenario.staffing.overload;
  const WorkerId worker = children_.child(child).worker;
  const Obligation& rule = this->rule(obligation);
  if (overload.work_cut_short <= 0 || worker == nobody || rule.meeting || !rule.work->by.case_holder) return 0;
  return overload.work_cut_short * std::clamp(workforce_.worker(worker).pressure - overload.bearable, 0.0, 1.0);
}

/// The whole piece, for everybody whom it serves.
ShortMinutes Duties::whole_piece(std::uint32_t child, ObligationId obligation) {
  int joined = 0;
  for_each_joined(child, obligation, [&](std::uint32_t) { ++joined; });
  const double minutes = children_.duty(child, obligation).effort;
  return ShortMinutes{
      static_cast<std::int32_t>(std::lround(minutes * (1 + joined * rule(obligation).work->further_child)))};
}

/// Working time of the piece if it serves all siblings.
ShortMinutes Duties::expected(std::uint32_t child, ObligationId obligation) const {
  const Work& work = *rule(obligation).work;
  const int siblings = work.shared ? children_.household_of(child).open_children - 1 : 0;
  const double minutes = children_.duty(child, obligation).effort * (1 + siblings * work.further_child);
  return ShortMinutes{static_cast<std::int32_t>(minutes)};
}

/// Working days, besides the one on which it ends, that the piece takes the child's worker: people judge how long a
/// piece will be and begin early what is long. Meetings are held within a day.
int Duties::days_of_work(std::uint32_t child, ObligationId obligation) const {
  if (rule(obligation).meeting || !rule(obligation).work->by.case_holder) return 0;
  const WorkerId worker = children_.child(child).worker;
  const sim::Minutes day =
      worker == nobody ? run_.scenario.staffing.client_hours.length : workforce_.worker(worker).hours.length;
  return static_cast<int>(std::max(expected(child, obligation) - sim::Minutes{1}, sim::Minutes{0}) / day);
}

ShortMinutes Duties::draw_authorisation(std::uint32_t child, ObligationId obligation) {
  const auto id = static_cast<std::uint32_t>(index(children_.child(child).id));
  const double uniform = run_.chance.uniform(purpose::authorisation(obligation), id, occasion(child, obligation));
  return whole_minutes(rule(obligation).work->authorisation_hours.quantile(uniform));
}

void Duties::suspend(const Piece& piece, sim::Minutes spent) {
  Duty& duty = children_.duty(piece.subject, piece.obligation);
  duty.left -= std::chrono::duration_cast<ShortMinutes>(spent);
  if (!piece.is_authorisation()) duty.state = DutyState::ready;
  hand_out(piece.subject, piece.obligation, piece.is_authorisation());
}

sim::Minutes Duties::outstanding(const Piece& piece) const {
  const ShortMinutes left = children_.duty(piece.subject, piece.obligation).left;
  if (left >= ShortMinutes{0}) return left;
  if (!piece.is_authorisation()) return expected(piece.subject, piece.obligation);
  return sim::Minutes{std::llround(rule(piece.obligation).work->authorisation_hours.mean() * 60)};
}

sim::Minutes Duties::part_of_piece(std::uint32_t child, ObligationId obligation) const {
  const Duty& duty = children_.duty(child, obligation);
  if (duty.left >= ShortMinutes{0}) return duty.left;
  const Work& work = *rule(obligation).work;
  const Household& household = children_.household_of(child);
  if (!work.shared || household.open_children < 2) return sim::Minutes{duty.effort};
  const WorkerId worker = children_.child(child).worker;
  int waiting = 1;
  for (std::uint32_t slot = household.first_child; slot < household.first_child + household.children; ++slot) {
    if (slot == child || children_.child(slot).worker != worker) continue;
    const Duty& other = children_.duty(slot, obligation);
    waiting += other.state == DutyState::ready && other.left < ShortMinutes{0};
  }
  return sim::Minutes{std::llround(duty.effort * (1 + (waiting - 1) * work.further_child) / waiting)};
}

void Duties::finish(const Piece& piece) {
  Duty& duty = children_.duty(piece.subject, piece.obligation);
  if (piece.is_authorisation() || !rule(piece.obligation).work->authorised_by)
    return complete(piece.subject, piece.obligation);
  ledger_.settle(piece.subject, run_.now());
  for_each_joined(piece.subject, piece.obligation, [&](std::uint32_t slot) { ledger_.settle(slot, run_.now()); });
  duty.state = DutyState::awaiting_authorisation;
  duty.left = not_begun;
  hand_out(piece.subject, piece.obligation, true);
}

// --- meetings

void Duties::arrange(std::uint32_t child, ObligationId obligation) {
  Duty& duty = children_.duty(child, obligation);
  const Obligation& rule = this->rule(obligation);
  const Child& whose = children_.child(child);
  duty.state = DutyState::to_arrange;
  PoolId chairs = no_pool;
  bool holder_attends = false;
  for (const Doer& doer : rule.meeting->attended_by) {
    if (doer.case_holder) holder_attends = true;
    if (!doer.case_holder) chairs = workforce_.pool_for(whose.team, doer.role);
  }
  if (holder_attends && whose.worker == nobody) return;  // arranged when a worker is named
  if (duty.left < ShortMinutes{0}) join_siblings(child, obligation);
  const sim::Calendar& calendar = run_.calendar();
  const sim::Date tomorrow = calendar.add_working_days(sim::date_of(run_.now()), 1);
  const sim::Date aim = duty.aim();
  const sim::Date earliest = duty.waits_for_others ? std::max(tomorrow, aim) : tomorrow;
  if (duty.left < ShortMinutes{0}) duty.left = whole_piece(child, obligation);
  const Wish wish{earliest, std::max(aim, earliest), duty.due_day(), duty.left};
  const auto found =
      diary_.arrange(child, whose.id, obligation, wish, holder_attends ? whose.worker : nobody, chairs, duty.due);
  if (!found) {
    duty.held_up_by = Cause::iro_chair;
    const sim::Date later = calendar.add_working_days(sim::date_of(run_.now()), try_again_after);
    return run_.schedule(sim::Instant{later}, phase::ready, EntryKind::duty_ready, child, ++duty.stamp,
                         index(obligation));
  }
  duty.state = DutyState::arranged;
  ++duty.stamp;  // a later attempt that stands on the agenda no longer holds
  duty.held_by = found->meeting;
  if (duty.waits_for_others && aim > wish.due_day)
    duty.held_up_by = Cause::external;
  else if (duty.held_up_by == Cause::queue)
    duty.held_up_by = found->held_up_by;
}

void Duties::meeting_held(std::uint32_t child, ObligationId obligation, sim::Minutes) { complete(child, obligation); }

void Duties::meeting_postponed(std::uint32_t child, ObligationId obligation, Cause why) {
  run_.state({.kind = FactKind::meeting_postponed,
              .place = static_cast<std::uint8_t>(index(obligation)),
              .child = children_.child(child).id});
  ledger_.settle(child, run_.now());
  for_each_joined(child, obligation, [&](std::uint32_t slot) { ledger_.settle(slot, run_.now()); });
  Duty& duty = children_.duty(child, obligation);
  duty.state = DutyState::to_arrange;
  duty.held_up_by = why;
  if (duty.due == sim::never) return lapse(child, obligation);  // other work has done what it was for
  arrange(child, obligation);
}

/// A report on any of the children who are met about is not ready.
std::optional<Cause> Duties::why_not_ready(std::uint32_t child, ObligationId obligation) {
  std::optional<Cause> why = report_awaited(child, obligation);
  for_each_joined(child, obligation, [&](std::uint32_t slot) {
    if (!why) why = report_awaited(slot, obligation);
  });
  return why;
}

std::optional<Cause> Duties::report_awaited(std::uint32_t child, ObligationId meeting) {
  for (ObligationId needed : rule(meeting).meeting->needs) {
    if (!children_.duty(child, needed).owed()) continue;
    const Cause cause = cause_of_duty(child, needed, true);
    return cause == Cause::none ? Cause::queue : cause;
  }
  return std::nullopt;
}

// --- met

bool Duties::attempt_fails(std::uint32_t child, ObligationId obligation) const {
  const double share = rule(obligation).work->attempt_fails;
  const bool seen_meanwhile = children_.duty(child, obligation).due == sim::never;
  if (share <= 0 || seen_meanwhile) return false;
  const bool shared = rule(obligation).work->shared;
  const auto who =
      static_cast<std::uint32_t>(shared ? index(children_.household_of(child).id) : index(children_.child(child).id));
  const std::uint32_t attempt = children_.duty(child, obligation).attempts;
  return run_.chance.uniform(purpose::attempt(obligation), who, occasion(child, obligation) + (attempt << 26)) < share;
}

/// The child was not seen: the clock runs on, and people come again in a few days.
void Duties::try_again(std::uint32_t child, ObligationId obligation) {
  Duty& duty = children_.duty(child, obligation);
  ledger_.settle(child, run_.now());
  ++duty.attempts;
  duty.left = not_begun;
  duty.state = DutyState::planned;
  duty.waits_for_others = true;
  set_aim(duty, run_.calendar().add_working_days(sim::date_of(run_.now()), next_attempt_after));
  run_.state({.kind = FactKind::attempt_failed,
              .place = static_cast<std::uint8_t>(index(obligation)),
              .child = children_.child(child).id});
  run_.schedule(sim::Instant{duty.aim()} + run_.scenario.staffing.client_hours.opens, phase::ready,
                EntryKind::duty_ready, child, ++duty.stamp, index(obligation));
}

/// The piece or meeting is done for the leader and for every sibling that it serves.
void Duties::complete(std::uint32_t leader, ObligationId obligation) {
  std::array<std::uint32_t, largest_household> served{leader};
  std::size_t count = 1;
  for_each_joined(leader, obligation, [&](std::uint32_t slot) { served[count++] = slot; });
  for (std::size_t place = 0; place < count; ++place) ledger_.settle(served[place], run_.now());
  // Nobody hangs on the leader any more: what is decided about one child hands nothing back to the others.
  for (std::size_t place = 1; place < count; ++place)
    children_.duty(served[place], obligation).state = DutyState::ready;
  const bool failed = attempt_fails(leader, obligation);
  const sim::Minutes worth{rule(obligation).progresses_plan ? children_.duty(leader, obligation).effort : 0};
  for (std::size_t place = 0; place < count; ++place) {
    if (failed) try_again(served[place], obligation);
    if (!failed) meet(served[place], obligation, worth);
  }
}

void Duties::meet(std::uint32_t child, ObligationId obligation, sim::Minutes hours_worth) {
  Duty& duty = children_.duty(child, obligation);
  const Obligation& rule = this->rule(obligation);
  const sim::Instant now = run_.now();
  if (!duty.owed()) return;
  ledger_.settle(child, now);
  ++tallies_.met[index(obligation)];
  tallies_.met_in_time[index(obligation)] += now <= duty.due;
  run_.state({.kind = FactKind::obligation_met,
              .place = static_cast<std::uint8_t>(index(obligation)),
              .child = children_.child(child).id,
              .since = duty.since(),
              .due = duty.due});
  if (rule.sees_child) children_.child(child).last_seen = now;
  if (reviews_[index(obligation)]) children_.child(child).last_review = now;
  if (rule.progresses_plan) children_.standing(child, rule.during).work_left -= effective(child, hours_worth);
  if (rule.then_every.empty())
    owe_no_more(child, obligation);
  else
    renew(child, obligation);
  if (rule.sees_child) renew_by(RenewedBy::seen, child, obligation);
  if (rule.monitors) renew_by(RenewedBy::monitored, child, obligation);
  if (rule.decides) decide_(child, obligation);
}

/// A worker who is about to leave moves less.
sim::Minutes Duties::effective(std::uint32_t child, sim::Minutes worth) const {
  const WorkerId worker = children_.child(child).worker;
  const double share = run_.scenario.staffing.overload.progress_under_notice;
  if (share >= 1 || worker == nobody || !workforce_.worker(worker).under_notice) return worth;
  return sim::Minutes{std::llround(static_cast<double>(worth.count()) * share)};
}

void Duties::owe_no_more(std::uint32_t child, ObligationId obligation) {
  Duty& duty = children_.duty(child, obligation);
  duty.state = DutyState::none;
  ++duty.stamp;
  refresh(child, obligation);
}

void Duties::promise_all(std::uint32_t child) {
  children_.for_each_owed(child, all_, [&](ObligationId obligation, const Duty&) { refresh(child, obligation); });
}

void Duties::supervised(std::uint32_t child) {
  children_.child(child).last_supervision = run_.now();
  ledger_.settle(child, run_.now());
  renew_by(RenewedBy::monitored, child, {});
}

/// The child was seen, or its plan was judged: clocks that this renews start again; those owed once are met by it.
void Duties::renew_by(RenewedBy event, std::uint32_t child, std::optional<ObligationId> except) {
  const Brought& renewed = event == RenewedBy::seen ? renewed_by_seen_ : renewed_by_monitored_;
  children_.for_each_owed(child, renewed, [&](ObligationId obligation, Duty& duty) {
    if (obligation == except) return;
    const bool begun = duty.state != DutyState::planned && duty.state != DutyState::watched &&
                       !(duty.state == DutyState::ready && duty.left < ShortMinutes{0});
    if (begun) {
      // Work already in hand goes on; only the clock that it races starts again.
      const sim::Instant now = run_.now();
      const bool once = rule(obligation).then_every.empty();
      set_clock(duty, now, once ? sim::never : due(now, next_interval(child, obligation), run_.calendar()));
      run_.state({.kind = FactKind::clock_restarted,
                  .place = static_cast<std::uint8_t>(index(obligation)),
                  .child = children_.child(child).id,
                  .since = now,
                  .due = duty.due});
      refresh(child, obligation);
    } else if (rule(obligation).then_every.empty()) {
      meet(child, obligation, sim::Minutes{0});
    } else {
      renew(child, obligation);
    }
  });
}

// --- lapse and change of worker

/// Nothing is owed in a status that the child does not hold.
void Duties::lapse_all(std::uint32_t child, StatusId status) {
  for (ObligationId obligation : during_[index(status)]) lapse(child, obligation);
}

void Duties::lapse_what_workers_owe(std::uint32_t child) {
  for (ObligationId obligation : on_change_of_worker_) lapse(child, obligation);
}

void Duties::lapse(std::uint32_t child, ObligationId obligation) {
  Duty& duty = children_.duty(child, obligation);
  if (!duty.owed()) return;
  ledger_.settle(child, run_.now());
  if (!pass_on(child, obligation)) {
    take_back(child, obligation);
    release_joined(child, obligation);
  }
  run_.state({.kind = FactKind::obligation_lapsed,
              .place = static_cast<std::uint8_t>(index(obligation)),
              .child = children_.child(child).id,
              .since = duty.since(),
              .due = duty.due});
  owe_no_more(child, obligation);
}

/// A meeting about siblings is held all the same when one of them drops out. False when it was about this child alone.
bool Duties::pass_on(std::uint32_t leader, ObligationId obligation) {
  const Duty& duty = children_.duty(leader, obligation);
  if (duty.state != DutyState::arranged) return false;
  std::uint32_t heir = no_slot;
  for_each_joined(leader, obligation, [&](std::uint32_t slot) {
    ledger_.settle(slot, run_.now());
    Duty& joined = children_.duty(slot, obligation);
    if (heir != no_slot) {
      joined.held_by = heir;
      return;
    }
    heir = slot;
    joined.state = DutyState::arranged;
    joined.held_by = duty.held_by;
    joined.held_up_by = duty.held_up_by;
    joined.left = duty.left;
  });
  if (heir == no_slot) return false;
  diary_.pass_on(duty.held_by, heir, children_.child(heir).id);
  return true;
}

/// Takes a duty out of the hands or diaries of whoever has it.
void Duties::take_back(std::uint32_t child, ObligationId obligation) {
  Duty& duty = children_.duty(child, obligation);
  if (duty.state == DutyState::arranged) return diary_.cancel(duty.held_by);
  if (duty.state != DutyState::in_hand && duty.state != DutyState::awaiting_authorisation) return;
  Worker& worker = workforce_.worker(WorkerId{duty.held_by});  // the last who took it up
  const Piece& current = worker.current;
  if (current.kind != PieceKind::supervision && current.subject == child && current.obligation == obligation)
    desk_.abandon(worker);
}

/// Siblings that were served by the child's piece or meeting need one of their own.
void Duties::release_joined(std::uint32_t leader, ObligationId obligation) {
  for_each_joined(leader, obligation, [&](std::uint32_t slot) {
    ledger_.settle(slot, run_.now());
    Duty& duty = children_.duty(slot, obligation);
    duty.left = not_begun;
    duty.state = DutyState::planned;
    make_ready(slot, obligation);
  });
}

void Duties::worker_assigned(std::uint32_t child, bool changed) {
  const WorkerId worker = children_.child(child).worker;
  if (changed)
    for (ObligationId obligation : on_change_of_worker_) owe(child, obligation);
  children_.for_each_owed(child, all_, [&](ObligationId obligation, const Duty& duty) {
    const Obligation& rule = this->rule(obligation);
    if (!rule.work || (!rule.work->by.case_holder && !rule.meeting)) return;
    if (duty.state == DutyState::ready) hand_out(child, obligation, false);
    if (duty.state == DutyState::to_arrange) arrange(child, obligation);
    if (duty.state == DutyState::arranged) diary_.change_holder(duty.held_by, worker);
  });
}

void Duties::worker_lost(std::uint32_t child) {
  children_.for_each_owed(child, all_, [&](ObligationId obligation, Duty& duty) {
    const Obligation& rule = this->rule(obligation);
    if (!rule.work || !rule.work->by.case_holder) return;
    if (duty.state == DutyState::in_hand) {
      Worker& worker = workforce_.worker(children_.child(child).worker);
      desk_.suspend(worker);
      desk_.wake(worker);
    }
    if (duty.state == DutyState::joined && children_.child(duty.held_by).worker == children_.child(child).worker) {
      // The piece stays with the worker who has it; this child needs one of its own.
      duty.left = not_begun;
      duty.state = DutyState::ready;
      ++duty.stamp;
    }
    if (duty.state == DutyState::ready) ++duty.stamp;  // off the old list; handed out again to the next worker
  });
}

bool Duties::others_awaited(const Duty& duty) const {
  return duty.waits_for_others && sim::Instant{duty.aim()} + run_.scenario.staffing.client_hours.opens >= run_.now();
}

// --- safeguards

/// Tells the ledger the earliest due instant of the obligation's component, and of the law's.
void Duties::refresh(std::uint32_t child, ObligationId obligation) {
  const Obligation& rule = this->rule(obligation);
  if (!rule.safeguard || children_.child(child).counts_as == CountsAs::contact) return;
  const auto earliest = [&](const Brought& among) {
    sim::Instant first = sim::never;
    children_.for_each_owed(child, among, [&](ObligationId, const Duty& duty) { first = std::min(first, duty.due); });
    return first;
  };
  const sim::Instant due = earliest(of_component_[static_cast<std::size_t>(*rule.safeguard)]);
  if (rule.counts_as_law()) ledger_.set_law_due(child, earliest(of_law_));
  ledger_.set_due(child, *rule.safeguard, due);
}

Cause Duties::cause_of(std::uint32_t child, Component component) {
  if (component == Component::no_named_worker) return unallocated_cause_(children_.child(child).team);
  sim::Instant first = sim::never;
  ObligationId late{};
  children_.for_each_owed(child, of_component_[static_cast<std::size_t>(component)],
                          [&](ObligationId obligation, const Duty& duty) {
                            if (duty.due >= first) return;
                            first = duty.due;
                            late = obligation;
                          });
  return cause_of_duty(child, late, false);
}

Cause Duties::usual_cause(const Doer& doer) const {
  const auto is_in = [&](const std::vector<RoleId>& roles) {
    return std::find(roles.begin(), roles.end(), doer.role) != roles.end();
  };
  if (doer.case_holder) return Cause::queue;
  if (is_in(run_.scenario.pathway.managing_roles)) return Cause::manager;
  if (is_in(run_.scenario.pathway.chairing_roles)) return Cause::iro_chair;
  return Cause::queue;
}

Cause Duties::cause_of_duty(std::uint32_t child, ObligationId obligation, bool awaited) {
  const Duty& duty = children_.duty(child, obligation);
  const Obligation& rule = this->rule(obligation);
  if (duty.state == DutyState::watched) return cause_of_watch(child, obligation);
  if (duty.state == DutyState::joined) return cause_of_duty(duty.held_by, obligation, awaited);
  if (others_awaited(duty)) return Cause::external;
  if (duty.state == DutyState::awaiting_authorisation) return usual_cause(*rule.work->authorised_by);
  if (duty.state == DutyState::arranged) return duty.held_up_by;
  if (!rule.work->by.case_holder) return usual_cause(rule.work->by);
  const Child& whose = children_.child(child);
  if (whose.worker == nobody) return unallocated_cause_(whose.team);
  const Worker& worker = workforce_.worker(whose.worker);
  if (worker.absent) return Cause::absence;
  if (duty.state == DutyState::to_arrange) return duty.held_up_by;
  for (ObligationId reading : on_change_of_worker_)
    if (reading != obligation && children_.duty(child, reading).owed()) return Cause::handover;
  if (duty.state == DutyState::planned && !awaited) return Cause::none;
  if (duty.state == DutyState::ready && worker.idle() && !worker.woken && !worker.waits_for_morning) return Cause::none;
  return Cause::queue;
}

/// No session of supervision has come to the child in time.
Cause Duties::why_no_session(const Child& child) const {
  if (child.worker == nobody) return unallocated_cause_(child.team);
  return workforce_.worker(child.worker).absent ? Cause::absence : Cause::manager;
}

/// A watch waits for whichever work would end it and is due first: a monitoring event, a sight of the child, a
/// decision.
Cause Duties::cause_of_watch(std::uint32_t child, ObligationId watch) {
  const Obligation& watching = rule(watch);
  sim::Instant first = sim::never;
  ObligationId awaited = watch;
  for (ObligationId obligation : during_[index(watching.during)]) {
    const Obligation& other = rule(obligation);
    const bool ends_it = watching.renewed_by == RenewedBy::monitored ? other.monitors
                         : watching.renewed_by == RenewedBy::seen    ? other.sees_child
                                                                     : other.decides.has_value();
    const Duty& duty = children_.duty(child, obligation);
    if (!ends_it || !other.work || !duty.owed() || duty.due >= first) continue;
    first = duty.due;
    awaited = obligation;
  }
  const bool supervised = run_.scenario.staffing.supervision && watching.renewed_by == RenewedBy::monitored;
  if (supervised && first > run_.now()) return why_no_session(children_.child(child));
  const auto& need = run_.scenario.pathway.statuses[index(watching.during)].need;
  if (awaited == watch) return need && need->met_by == Need::MetBy::time ? Cause::external : Cause::none;
  const Duty& duty = children_.duty(child, awaited);
  if (duty.state != DutyState::planned || others_awaited(duty)) return cause_of_duty(child, awaited, true);
  const Obligation& other = rule(awaited);
  return usual_cause(other.meeting ? other.meeting->attended_by.back() : other.work->by);
}

}  // namespace casetide::models
