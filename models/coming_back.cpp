#include "models/coming_back.hpp"

#include <algorithm>
#include <vector>

namespace casetide::models {

namespace {

/// Decisions that are taken about a child in the status.
std::vector<bool> decided_in(const Pathway& pathway, StatusId status) {
  std::vector<bool> taken(pathway.decisions.size());
  for (const Obligation& rule : pathway.obligations)
    if (rule.during == status && rule.decides) taken[index(*rule.decides)] = true;
  const auto& need = pathway.statuses[index(status)].need;
  if (need && need->then) taken[index(*need->then)] = true;
  return taken;
}

/// Does nothing of the child's standing remain?
bool closes(const Outcome& outcome, StatusId status) {
  const bool ends = std::find(outcome.ends.begin(), outcome.ends.end(), status) != outcome.ends.end();
  return outcome.closes || (ends && outcome.begins.empty());
}

}  // namespace

double share_coming_back(const Scenario& scenario, StatusId closed_from) {
  const std::vector<bool> taken = decided_in(scenario.pathway, closed_from);
  double closed = 0, back = 0;
  for (std::size_t place = 0; place < taken.size(); ++place) {
    if (!taken[place]) continue;
    for (const Decision::Case& one : scenario.pathway.decisions[place].cases)
      for (const Outcome& outcome : one.outcomes) {
        if (!closes(outcome, closed_from)) continue;
        closed += outcome.share;
        back += outcome.share * outcome.comes_back.value_or(scenario.demand.returns.share);
      }
  }
  return closed > 0 ? back / closed : scenario.demand.returns.share;
}

}  // namespace casetide::models
