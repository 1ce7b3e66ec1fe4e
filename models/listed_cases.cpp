#include "models/listed_cases.hpp"

#include <algorithm>
#include <map>

#include "models/arrivals.hpp"
#include "models/coming_back.hpp"
#include "models/listed_clocks.hpp"

namespace casetide::models {

namespace {

/// A case and the slot of its child.
struct Placed {
  const ListedCase* listed;
  std::uint32_t child;
};

/// The cases of each household, households in the order of their first case.
std::vector<std::vector<const ListedCase*>> by_household(const CaseList& list) {
  std::vector<std::vector<const ListedCase*>> households;
  std::map<std::uint32_t, std::size_t> places;
  for (const ListedCase& listed : list.cases) {
    const auto [found, is_new] = places.try_emplace(listed.siblings, households.size());
    if (is_new) households.emplace_back();
    households[found->second].push_back(&listed);
  }
  return households;
}

WorkerId worker_of(const ListedCase& listed) {
  return listed.worker ? WorkerId{static_cast<std::uint32_t>(*listed.worker)} : nobody;
}

bool is_open(const ListedCase& listed) { return !listed.statuses.empty(); }

/// Children of a new household, none of them open yet.
std::vector<Placed> add_household(Run& run, Register& children, Ages& ages, HouseholdId id,
                                  const std::vector<const ListedCase*>& cases) {
  const std::uint32_t slot = children.add_household(id, static_cast<std::uint32_t>(cases.size()));
  children.household(slot).urgency = household_urgency(run, id);
  std::vector<Placed> placed;
  for (const ListedCase* listed : cases) {
    const std::uint32_t child = children.household(slot).first_child + static_cast<std::uint32_t>(placed.size());
    placed.push_back({listed, child});
    if (listed->age)
      ages.set(child, *listed->age);
    else
      ages.draw(child, run.scenario.demand.age_years, sim::date_of(run.now()) - listed->opened);
    if (is_open(*listed)) continue;
    children.child(child).last_referral = sim::Instant{listed->opened};
    children.child(child).closed = sim::Instant{*listed->closed};
  }
  return placed;
}

/// The child of the household who was closed last, where all are closed.
const ListedCase* last_closed(const std::vector<const ListedCase*>& cases) {
  if (std::ranges::any_of(cases, [](const ListedCase* listed) { return is_open(*listed); })) return nullptr;
  return *std::ranges::max_element(cases, {}, [](const ListedCase* listed) { return *listed->closed; });
}

double share_coming_back(const Scenario& scenario, const ListedCase& closed) {
  return closed.closed_from ? share_coming_back(scenario, *closed.closed_from) : scenario.demand.returns.share;
}

/// When each worker last sat down with a manager, as far as their children tell.
std::map<WorkerId, sim::Date> last_sessions(const CaseList& list) {
  std::map<WorkerId, sim::Date> last;
  for (const ListedCase& listed : list.cases) {
    if (!listed.worker || !listed.last_supervision) continue;
    sim::Date& day = last.try_emplace(worker_of(listed), *listed.last_supervision).first->second;
    day = std::max(day, *listed.last_supervision);
  }
  return last;
}

}  // namespace

ListedHouseholds open_listed_cases(Run& run, Register& children, Journeys& journeys, Duties& duties, Ages& ages,
                                   SupervisionSessions& supervision) {
  const CaseList& list = *run.scenario.case_list;
  children.reserve(3 * list.cases.size());  // those there, and as many again who may come back
  ListedHouseholds households;
  std::vector<Placed> open;
  for (const auto& cases : by_household(list)) {
    const std::vector<Placed> placed = add_household(run, children, ages, HouseholdId{households.count++}, cases);
    if (const ListedCase* last = last_closed(cases))
      households.closed.push_back(
          {children.child(placed.front().child).household, *last->closed, share_coming_back(run.scenario, *last)});
    for (const Placed& one : placed)
      if (is_open(*one.listed)) open.push_back(one);
  }
  for (const bool held : {true, false})
    for (const Placed& one : open)
      if (one.listed->worker.has_value() == held) journeys.place(one.child, *one.listed, worker_of(*one.listed));
  ListedClocks clocks(run, children, duties, list.columns);
  for (const Placed& one : open) clocks.resume_all(one.child, *one.listed);
  for (const auto& [worker, day] : last_sessions(list)) supervision.was_held(worker, day);
  return households;
}

}  // namespace casetide::models
