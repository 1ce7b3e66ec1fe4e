#include "tests/support/notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "models/fact_traits.hpp"

namespace casetide::testing {

using models::Fact;
using models::FactKind;

namespace {

/// The name of what Fact::place stands for, with the case of a decision's outcome.
std::string place_name(const Fact& fact, const models::Scenario& scenario) {
  switch (fact.kind) {
    case FactKind::status_begun:
    case FactKind::status_ended:
      return scenario.pathway.statuses[fact.place].name;
    case FactKind::obligation_owed:
    case FactKind::obligation_met:
    case FactKind::obligation_lapsed:
    case FactKind::work_begun:
    case FactKind::work_suspended:
    case FactKind::work_finished:
      if (fact.place == models::no_obligation) return "supervision";
      return scenario.pathway.obligations[fact.place].name;
    case FactKind::attempt_failed:
    case FactKind::meeting_arranged:
    case FactKind::meeting_begun:
    case FactKind::meeting_held:
    case FactKind::meeting_postponed:
      return scenario.pathway.obligations[fact.place].name;
    case FactKind::decision_taken:
      return scenario.pathway.decisions[fact.place].name;
    default:
      return {};
  }
}

std::string line(const Fact& fact, const models::Scenario& scenario) {
  std::string text = fmt::format("{} {}", sim::text(fact.at), models::traits_of(fact.kind).name);
  if (const std::string place = place_name(fact, scenario); !place.empty()) text += " " + place;
  if (fact.child != models::ChildId{0xffffffff}) text += fmt::format(", child {}", index(fact.child));
  if (fact.worker != models::nobody) text += fmt::format(", worker {}", index(fact.worker));
  if (fact.kind == FactKind::obligation_owed) text += fmt::format(", due {}", sim::text(fact.due));
  return text;
}

template <typename Number>
void append(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

std::vector<Fact> Notes::of(FactKind kind) const {
  std::vector<Fact> found;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(found), [&](const Fact& f) { return f.kind == kind; });
  return found;
}

double Notes::grown(models::Measure measure, std::size_t place) const {
  return samples.back().of(measure).at(place) - samples.front().of(measure).at(place);
}

double Notes::grown(models::Measure measure) const {
  double sum = 0;
  for (std::size_t place = 0; place < samples.back().of(measure).size(); ++place) sum += grown(measure, place);
  return sum;
}

double Notes::hours_at_risk(models::Component component, models::Cause cause) const {
  return 24 * grown(models::Measure::time_at_risk,
                    static_cast<std::size_t>(component) * models::cause_count + static_cast<std::size_t>(cause));
}

Notes run(const models::Scenario& scenario, std::size_t plan, int replication) {
  Notes notes;
  models::run_replication(scenario, scenario.plans.at(plan), replication, {&notes});
  return notes;
}

Lines lines(const Notes& notes, const models::Scenario& scenario, std::initializer_list<FactKind> kinds) {
  Lines found;
  for (const Fact& fact : notes.facts)
    if (std::find(kinds.begin(), kinds.end(), fact.kind) != kinds.end()) found.push_back(line(fact, scenario));
  return found;
}

std::string bytes_of(const std::vector<Fact>& facts) {
  std::string bytes;
  for (const Fact& fact : facts) {
    for (std::size_t number : {static_cast<std::size_t>(fact.kind), std::size_t{fact.place}, std::size_t{fact.outcome},
                               index(fact.team), index(fact.child), index(fact.household), index(fact.worker)})
      append(bytes, number);
    for (sim::Instant instant : {fact.at, fact.since, fact.due}) append(bytes, instant.time_since_epoch().count());
    append(bytes, fact.amount.count());
  }
  return bytes;
}

}  // namespace casetide::testing
