#include "models/journeys.hpp"

#include <algorithm>

namespace casetide::models {

namespace {

constexpr int re_referral_months = 12;  // national definition: within 12 months of an earlier referral

bool holds_any(const Child& child, const std::vector<StatusId>& statuses) {
  return std::any_of(statuses.begin(), statuses.end(),
                     [&](StatusId status) { return child.statuses >> index(status) & 1u; });
}

double days_in(Span span) {
  constexpr double days[] = {7.0 / 5.0, 1.0, 7.0, 30.4375};
  return span.count * days[static_cast<std::size_t>(span.unit)];
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
    progress_hours_per_day_.push_back(nominal_progress(id));
    for (std::size_t team = 0; team < teams.size(); ++team)
      if (std::find(teams[team].serves.begin(), teams[team].serves.end(), id) != teams[team].serves.end())
        serving_[status].push_back(TeamId{static_cast<std::uint8_t>(team)});
  }
}

/// Hours of plan work a day that a child in the status receives when everything is done in time.
double Journeys::nominal_progress(StatusId status) const {
  double hours_per_day = 0;
  for (const Obligation& rule : pathway().obligations)
    if (rule.progresses_plan && rule.during == status && !rule.then_every.empty())
      hours_per_day += rule.work->hours.mean() / days_in(rule.then_every.back());
  return hours_per_day;
}

void Journeys::refer(std::uint32_t household) {
  const Household& family = children_.household(household);
  for (std::uint32_t slot = family.first_child; slot < family.first_child + family.children; ++slot) {
    if (children_.child(slot).open) continue;
    Child& child = children_.child(slot);
    const sim::Instant earlier = child.last_referral;
    open(slot);
    child.referral = child.last_referral = run_.now();
    ++tallies_.referrals;
    if (earlier != sim::never && sim::date_of(run_.now()) <= sim::add_months(sim::date_of(earlier), re_referral_months))
      ++tallies_.re_referrals;
    run_.state({.kind = FactKind::referral_received,
                .place = family.urgency,
                .child = child.id,
                .household = family.id,
                .since = earlier});
    for (StatusId status : pathway().on_referral) begin(slot, status);
    settle_in(slot);
    for (StatusId status : pathway().on_referral) duties_.owe_all(slot, status);
  }
}

void Journeys::open(std::uint32_t child) {
  Child& whose = children_.child(child);
  whose.open = true;
  whose.placed = false;
  whose.opened = run_.now();
  whose.workers_had = 0;
  whose.worker_needed = sim::never;
  const bool hindsight =
      whose.closed != sim::never && run_.now() <= due(whose.closed, pathway().hindsight, run_.calendar());
  whose.back_too_soon = hindsight;
  for (std::size_t status = 0; status < pathway().statuses.size(); ++status)
    children_.standing(child, StatusId{static_cast<std::uint8_t>(status)}).times = 0;
  ++children_.household_of(child).open_children;
  ledger_.open(child, run_.now());
  tallies_.open.change(+1, run_.now());
  ++tallies_.opened;
}

void Journeys::place(std::uint32_t child, const std::vector<StatusId>& statuses, sim::Instant since) {
  Child& whose = children_.child(child);
  open(child);
  whose.opened = whose.referral = whose.last_referral = since;
  for (StatusId status : statuses) hold(child, status, since);
  settle_in(child);
}

void Journeys::begin(std::uint32_t child, StatusId status) {
  if (children_.holds(child, status)) return;
  hold(child, status, run_.now());
  ++tallies_.begun[index(status)];
  note_if_closed_too_soon(child, status);
}

/// The child holds the status, since now or since before the run began.
void Journeys::hold(std::uint32_t child, StatusId status, sim::Instant since) {
  Child& whose = children_.child(child);
  Standing& standing = children_.standing(child, status);
  standing.since = since;
  ++standing.stamp;
  ++standing.times;
  whose.statuses |= 1u << index(status);
  tallies_.status[index(status)].change(+1, run_.now());
  draw_need(child, status, since);
  run_.state({.kind = FactKind::status_begun,
              .place = static_cast<std::uint8_t>(index(status)),
              .child = whose.id,
              .household = children_.household_of(child).id,
              .since = since,
              .amount = standing.work_left});
}

/// What the child needs before the status can end, given how long it has been held: the part still to come.
void Journeys::draw_need(std::uint32_t child, StatusId status, sim::Instant since) {
  const auto& need = pathway().statuses[index(status)].need;
  Standing& standing = children_.standing(child, status);
  standing.work_left = sim::Minutes{0};
  if (!need) return;
  const Household& family = children_.household_of(child);
  const bool by_time = need->met_by == Need::MetBy::time;
  const auto entity = static_cast<std::uint32_t>(by_time ? index(children_.child(child).id) : index(family.id));
  const double uniform = run_.chance.uniform(purpose::need(status), entity, children_.occasion(child, status, 0));
  const double days_held = sim::in_days(run_.now() - since);
  const double elapsed = by_time ? days_held : days_held * progress_hours_per_day_[index(status)];
  const double amount = days_held > 0 ? need->amount.quantile_beyond(elapsed, uniform) : need->amount.quantile(uniform);
  if (by_time)
    run_.schedule(run_.now() + sim::Minutes{static_cast<std::int64_t>((amount - elapsed) * 24 * 60)}, phase::ends,
                  EntryKind::status_runs_out, child, standing.stamp, index(status));
  else
    standing.work_left = minutes_of_hours(amount - elapsed);
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

void Journeys::close(std::uint32_t child) {
  Child& whose = children_.child(child);
  for (std::size_t status = 0; status < pathway().statuses.size(); ++status)
    end(child, StatusId{static_cast<std::uint8_t>(status)});
  duties_.lapse_everything(child);
  ledger_.close(child, run_.now());
  allocation_.release(child);
  tallies_.team[index(whose.team)].change(-1, run_.now());
  tallies_.open.change(-1, run_.now());
  ++tallies_.closed;
  whose.open = false;
  whose.closed = run_.now();
  run_.state({.kind = FactKind::child_closed,
              .child = whose.id,
              .household = children_.household_of(child).id,
              .since = whose.opened});
  if (--children_.household_of(child).open_children == 0) household_closed_(whose.household);
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
    tallies_.team[index(team)].change(+1, run_.now());
    run_.state({.kind = FactKind::team_changed, .team = team, .child = whose.id});
  }
  after_change(child);
  const bool wanted = (whose.statuses & needs_worker_) != 0;
  const bool held_there = whose.worker != nobody && workforce_.worker(whose.worker).team == team;
  if (wanted && !held_there) allocation_.want(child, team);
  if (wanted && held_there) allocation_.withdraw(child);
}

void Journeys::after_change(std::uint32_t child) {
  const Child& whose = children_.child(child);
  if (whose.statuses == 0) return;
  ledger_.place(child, children_.leading_status(child), whose.team);
  ledger_.set_due(child, Component::no_named_worker, whose.worker_needed);
}

// --- decisions

void Journeys::decide(std::uint32_t child, ObligationId obligation) {
  const Obligation& rule = pathway().obligations[index(obligation)];
  const bool need_met = children_.standing(child, rule.during).work_left <= sim::Minutes{0};
  const std::uint32_t occurrence = children_.duty(child, obligation).occurrence;
  take(child, *rule.decides, need_met, children_.occasion(child, rule.during, occurrence));
}

void Journeys::status_runs_out(std::uint32_t child, std::uint32_t stamp, StatusId status) {
  const Standing& standing = children_.standing(child, status);
  if (standing.stamp != stamp || !children_.holds(child, status)) return;
  take(child, *pathway().statuses[index(status)].need->then, true, children_.occasion(child, status, 0));
}

const Decision::Case* Journeys::case_for(const Decision& decision, std::uint32_t child, bool need_met) const {
  const Child& whose = children_.child(child);
  for (const Decision::Case& candidate : decision.cases) {
    if (candidate.need_met && *candidate.need_met != need_met) continue;
    if (!candidate.holding.empty() && !holds_any(whose, candidate.holding)) continue;
    if (holds_any(whose, candidate.not_holding)) continue;
    return &candidate;
  }
  return nullptr;
}

/// Draws one outcome by inverse CDF over the written order, so that changing one share moves as few children as
/// possible.
void Journeys::take(std::uint32_t child, DecisionId id, bool need_met, std::uint32_t occasion) {
  const Decision& decision = pathway().decisions[index(id)];
  const Decision::Case* chosen = case_for(decision, child, need_met);
  if (!chosen) return;
  const auto entity = static_cast<std::uint32_t>(decision.per_household ? index(children_.household_of(child).id)
                                                                        : index(children_.child(child).id));
  const double uniform = run_.chance.uniform(purpose::decision(id), entity, occasion);
  std::size_t place = 0;
  for (double sum = chosen->outcomes[0].share; uniform >= sum && place + 1 < chosen->outcomes.size();)
    sum += chosen->outcomes[++place].share;
  run_.state({.kind = FactKind::decision_taken,
              .place = static_cast<std::uint8_t>(index(id)),
              .outcome = static_cast<std::uint8_t>(place),
              .child = children_.child(child).id});
  apply(child, chosen->outcomes[place]);
}

void Journeys::apply(std::uint32_t child, const Outcome& outcome) {
  if (outcome.closes) return close(child);
  for (StatusId status : outcome.ends) end(child, status);
  for (StatusId status : outcome.begins) {
    if (children_.holds(child, status)) continue;
    begin(child, status);
    begun_now_.push_back(status);
  }
  if (children_.child(child).statuses == 0) return close(child);
  settle_in(child);
  // What a status brings is owed once the child has (or waits for) its worker.
  for (StatusId status : begun_now_) duties_.owe_all(child, status);
  begun_now_.clear();
  for (ObligationId obligation : outcome.starts) duties_.owe(child, obligation);
}

}  // namespace casetide::models
