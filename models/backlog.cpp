#include "models/backlog.hpp"

namespace casetide::models {

Backlog::Backlog(const Run& run, const Register& children, Workforce& workforce, const Desk& desk, const Duties& duties,
                 const Allocation& allocation)
    : run_(run), children_(children), workforce_(workforce), desk_(desk), duties_(duties), allocation_(allocation) {}

std::vector<double> Backlog::hours() const {
  std::vector<double> hours(run_.scenario.staffing.teams.size());
  for (const Worker& worker : workforce_.workers())
    if (worker.in_post) hours[index(worker.team)] += sim::in_hours(desk_.still_to_do(worker) + waiting(worker.own));
  for (const Pool& pool : workforce_.pools()) hours[index(pool.team)] += sim::in_hours(waiting(pool.pieces));
  for (std::size_t place = 0; place < hours.size(); ++place)
    allocation_.for_each_waiting(id_at<TeamId>(place), [&](std::uint32_t child) {
      if (children_.child(child).worker == nobody) hours[place] += sim::in_hours(without_worker(child));
    });
  return hours;
}

sim::Minutes Backlog::waiting(const PieceList& list) const {
  sim::Minutes sum{0};
  for (const Piece& piece : list.pieces())
    if (desk_.is_wanted(piece)) sum += of(piece);
  return sum;
}

/// Siblings who wait for the same are served together, and their pieces count once.
sim::Minutes Backlog::of(const Piece& piece) const {
  return piece.kind == PieceKind::duty ? duties_.part_of_piece(piece.subject, piece.obligation)
                                       : desk_.outstanding(piece);
}

/// What the child's worker could begin, if there were one.
sim::Minutes Backlog::without_worker(std::uint32_t child) const {
  sim::Minutes sum{0};
  const auto& rules = run_.scenario.pathway.obligations;
  for (std::size_t place = 0; place < rules.size(); ++place) {
    const ObligationId id{static_cast<std::uint8_t>(place)};
    if (!rules[place].work || rules[place].meeting || !rules[place].work->by.case_holder) continue;
    if (children_.duty(child, id).state == DutyState::ready) sum += duties_.part_of_piece(child, id);
  }
  return sum;
}

}  // namespace casetide::models
