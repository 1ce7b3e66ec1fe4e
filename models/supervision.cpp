#include "models/supervision.hpp"

#include <algorithm>
#include <cmath>

#include "models/purpose.hpp"

namespace casetide::models {

namespace {
constexpr int planned_ahead = 3;  // working days before a session is due it comes onto the managers' list
}

SupervisionSessions::SupervisionSessions(Run& run, Workforce& workforce, Desk& desk, Duties& duties,
                                         const SafeguardLedger& ledger, Tallies& tallies)
    : run_(run), workforce_(workforce), desk_(desk), duties_(duties), ledger_(ledger), tallies_(tallies) {}

void SupervisionSessions::joined(WorkerId worker) {
  if (sessions_.size() <= index(worker)) sessions_.resize(index(worker) + 1);
  const auto& rule = run_.scenario.staffing.supervision;
  if (!rule || !workforce_.worker(worker).holds_cases) return;
  const sim::Instant last = models::due(run_.now(), interval(worker), run_.calendar());
  const double uniform = run_.chance.uniform(purpose::supervision, workforce_.worker(worker).number, 0);
  const std::chrono::days after{std::llround(uniform * sim::in_days(last - run_.now()))};
  schedule(worker, sim::date_of(run_.now()) + after);
}

void SupervisionSessions::was_held(WorkerId worker, sim::Date day) {
  if (!run_.scenario.staffing.supervision || !workforce_.worker(worker).holds_cases) return;
  schedule(worker, sim::date_of(models::due(sim::Instant{day}, interval(worker), run_.calendar()) - sim::Minutes{1}));
}

Span SupervisionSessions::interval(WorkerId id) const {
  const Supervision& rule = *run_.scenario.staffing.supervision;
  const Worker& worker = workforce_.worker(id);
  if (worker.contract != Contract::newly_qualified) return rule.every;
  for (const Supervision::AtFirst& stage : rule.newly_qualified)
    if (run_.now() < models::due(sim::Instant{worker.started}, stage.for_first, run_.calendar())) return stage.every;
  return rule.every;
}

double SupervisionSessions::overdue_share(WorkerId worker) const {
  const sim::Instant due = index(worker) < sessions_.size() ? sessions_[index(worker)].due : sim::never;
  if (due >= run_.now()) return 0;
  const sim::Instant next = models::due(due, interval(worker), run_.calendar());
  return std::min(1.0, sim::in_days(run_.now() - due) / std::max(1.0, sim::in_days(next - due)));
}

/// The session is due on `day`.
void SupervisionSessions::schedule(WorkerId worker, sim::Date day) {
  Session& session = sessions_[index(worker)];
  const sim::Calendar& calendar = run_.calendar();
  session.due = sim::end_of(day);
  const sim::Instant opens =
      sim::Instant{calendar.subtract_working_days(day, planned_ahead)} + run_.scenario.staffing.client_hours.opens;
  run_.schedule(std::max(opens, run_.now()), phase::ready, EntryKind::supervision_due,
                static_cast<std::uint32_t>(index(worker)), ++session.stamp);
}

void SupervisionSessions::due(WorkerId worker, std::uint32_t stamp) {
  Session& session = sessions_[index(worker)];
  if (session.stamp != stamp) return;
  session.on_list = true;
  hand_out(worker);
}

/// With the worker away it waits until they are back.
void SupervisionSessions::hand_out(WorkerId id) {
  const Worker& worker = workforce_.worker(id);
  Session& session = sessions_[index(id)];
  if (!worker.present()) return;
  desk_.add(workforce_.pool_for(worker.team, run_.scenario.staffing.supervision->by),
            {.rank = desk_.rank(session.due, 0),
             .subject = static_cast<std::uint32_t>(index(id)),
             .stamp = ++session.stamp,
             .kind = PieceKind::supervision});
}

void SupervisionSessions::left(WorkerId worker) {
  if (index(worker) >= sessions_.size() || sessions_[index(worker)].manager == nobody) return;
  Worker& manager = workforce_.worker(sessions_[index(worker)].manager);
  const Piece& current = manager.current;
  if (current.kind != PieceKind::supervision || current.subject != index(worker)) return;
  desk_.suspend(manager);
  desk_.wake(manager);
}

void SupervisionSessions::returned(WorkerId worker) {
  if (index(worker) < sessions_.size() && sessions_[index(worker)].on_list) hand_out(worker);
}

bool SupervisionSessions::is_wanted(const Piece& piece) const {
  return sessions_[piece.subject].stamp == piece.stamp && workforce_.worker(WorkerId{piece.subject}).present();
}

/// As long as its children take, and no longer than a session; somebody without children is seen for the time of one.
sim::Minutes SupervisionSessions::length(const Piece& piece) const {
  const auto& rule = *run_.scenario.staffing.supervision;
  const auto held = static_cast<std::int64_t>(workforce_.worker(WorkerId{piece.subject}).held.size());
  return std::min(rule.session, rule.per_child * std::max<std::int64_t>(held, 1));
}

/// "Uninterrupted."
sim::Minutes SupervisionSessions::in_one_go(const Piece& piece) const { return length(piece); }

sim::Minutes SupervisionSessions::begin(const Piece& piece, WorkerId manager) {
  Session& session = sessions_[piece.subject];
  session.manager = manager;
  if (session.left < sim::Minutes{0}) session.left = length(piece);
  return session.left;
}

void SupervisionSessions::suspend(const Piece& piece, sim::Minutes spent) {
  sessions_[piece.subject].left -= spent;
  hand_out(WorkerId{piece.subject});
}

sim::Minutes SupervisionSessions::outstanding(const Piece& piece) const {
  const sim::Minutes left = sessions_[piece.subject].left;
  return left < sim::Minutes{0} ? length(piece) : left;
}

std::size_t SupervisionSessions::children_in_a_session() const {
  const auto& rule = *run_.scenario.staffing.supervision;
  return static_cast<std::size_t>(rule.session / rule.per_child);
}

void SupervisionSessions::finish(const Piece& piece) {
  const WorkerId id{piece.subject};
  const Worker& worker = workforce_.worker(id);
  watched_until_.clear();
  for (std::uint32_t child : worker.held)
    watched_until_.emplace_back(ledger_.due(child, Component::nobody_watching), child);
  const std::size_t count = std::min(children_in_a_session(), watched_until_.size());
  std::partial_sort(watched_until_.begin(), watched_until_.begin() + static_cast<std::ptrdiff_t>(count),
                    watched_until_.end());
  for (std::size_t place = 0; place < count; ++place) duties_.supervised(watched_until_[place].second);
  run_.state({.kind = FactKind::supervision_held,
              .place = static_cast<std::uint8_t>(count),
              .team = worker.team,
              .worker = id});
  ++tallies_.sessions_held[index(worker.team)];
  sessions_[index(id)].left = sim::Minutes{-1};
  sessions_[index(id)].on_list = false;
  schedule(id, sim::date_of(models::due(run_.now(), interval(id), run_.calendar()) - sim::Minutes{1}));
}

}  // namespace casetide::models
