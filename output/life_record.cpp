#include "output/life_record.hpp"

#include <algorithm>

namespace casetide::output {

using models::ChildId, models::Fact, models::FactKind, models::HouseholdId, models::WorkerId;

namespace {

constexpr ChildId no_child{0xffffffff};
constexpr HouseholdId no_household{0xffffffff};
constexpr std::int32_t never = INT32_MAX;

}  // namespace

LifeRecorder::LifeRecorder(const models::Scenario& scenario) : scenario_(scenario) {}

bool LifeRecorder::watches(FactKind kind) const {
  switch (kind) {
    case FactKind::contact_received:
    case FactKind::safeguards_back:
    case FactKind::post_advertised:
    case FactKind::advert_failed:
    case FactKind::meeting_begun:
      return false;
    default:
      return true;
  }
}

std::int32_t LifeRecorder::minutes(sim::Instant instant) const {
  if (instant == sim::never) return never;
  return static_cast<std::int32_t>((instant - sim::Instant{scenario_.warm_up_from}).count());
}

sim::Instant LifeRecorder::instant(std::int32_t minutes) const {
  if (minutes == never) return sim::never;
  return sim::Instant{scenario_.warm_up_from} + sim::Minutes{minutes};
}

void LifeRecorder::observe(const Fact& fact) {
  note_people(fact);
  facts_.push_back({.at = minutes(fact.at),
                    .since = minutes(fact.since),
                    .due = minutes(fact.due),
                    .amount = static_cast<std::int32_t>(fact.amount.count()),
                    .child = fact.child,
                    .worker = fact.worker,
                    .kind = fact.kind,
                    .place = fact.place,
                    .outcome = fact.outcome,
                    .team = fact.team});
}

void LifeRecorder::note_people(const Fact& fact) {
  if (fact.kind == FactKind::worker_joined) {
    if (staff_.size() <= index(fact.worker)) staff_.resize(index(fact.worker) + 1);
    staff_[index(fact.worker)] = {fact.team, models::RoleId{fact.outcome}, true};
  }
  if (fact.child == no_child) return;
  const std::uint32_t number = numbers_.add(fact.child);
  if (number == children_.size()) {
    children_.push_back(fact.child);
    households_.push_back(no_household);
  }
  if (fact.household == no_household || households_[number] == fact.household) return;
  households_[number] = fact.household;
  of_household_[static_cast<std::uint32_t>(index(fact.household))].push_back(fact.child);
}

void LifeRecorder::sample(const models::Sample& sample) {
  using models::Measure;
  sampled_.push_back(sample.at);
  std::vector<TeamState>& teams = samples_.emplace_back(scenario_.staffing.teams.size());
  const auto& staff = sample.of(Measure::staff);
  for (std::size_t team = 0; team < teams.size(); ++team) {
    const auto first = staff.begin() + static_cast<std::ptrdiff_t>(team * models::contract_count);
    double in_post = 0;
    for (auto fte = first; fte != first + models::contract_count; ++fte) in_post += *fte;
    teams[team] = {.at = sample.at,
                   .held = sample.of(Measure::caseload)[team],
                   .per_fte = sample.of(Measure::caseload_per_worker)[team * models::statistic_names.size()],
                   .posts = sample.of(Measure::posts)[team],
                   .uncovered = sample.of(Measure::uncovered)[team],
                   .in_post = in_post,
                   .available = sample.of(Measure::available_fte)[team]};
  }
}

std::span<const std::uint32_t> LifeRecorder::Positions::of(std::uint32_t number) const {
  if (number + 1 >= starts.size()) return {};
  return std::span(places).subspan(starts[number], starts[number + 1] - starts[number]);
}

/// By counting: `number_of` gives a fact's number, or `none`.
template <typename NumberOf>
LifeRecorder::Positions LifeRecorder::indexed(const std::deque<Kept>& facts, std::uint32_t count, NumberOf number_of) {
  Positions positions;
  positions.starts.assign(count + 1, 0);
  for (const Kept& fact : facts)
    if (const std::uint32_t number = number_of(fact); number < count) ++positions.starts[number + 1];
  for (std::uint32_t number = 0; number < count; ++number) positions.starts[number + 1] += positions.starts[number];
  positions.places.resize(positions.starts.back());
  std::vector<std::uint32_t> next(positions.starts.begin(), positions.starts.end() - 1);
  std::uint32_t place = 0;
  for (const Kept& fact : facts) {
    if (const std::uint32_t number = number_of(fact); number < count) positions.places[next[number]++] = place;
    ++place;
  }
  return positions;
}

void LifeRecorder::finish() {
  by_child_ = indexed(facts_, numbers_.size(), [&](const Kept& fact) {
    return fact.child == no_child ? models::ChildIndex::none : numbers_.find(fact.child);
  });
  by_worker_ = indexed(facts_, static_cast<std::uint32_t>(staff_.size()), [](const Kept& fact) {
    return static_cast<std::uint32_t>(index(fact.worker));  // nobody is beyond the last
  });
}

std::uint32_t LifeRecorder::number_of(ChildId child) const {
  return child == no_child ? models::ChildIndex::none : numbers_.find(child);
}

models::Fact LifeRecorder::fact(std::size_t place) const {
  const Kept& kept = facts_[place];
  return {.at = instant(kept.at),
          .kind = kept.kind,
          .place = kept.place,
          .outcome = kept.outcome,
          .team = kept.team,
          .child = kept.child,
          .worker = kept.worker,
          .since = instant(kept.since),
          .due = instant(kept.due),
          .amount = sim::Minutes{kept.amount}};
}

std::span<const std::uint32_t> LifeRecorder::of(ChildId child) const {
  const std::uint32_t number = number_of(child);
  if (number == models::ChildIndex::none) return {};
  return by_child_.of(number);
}

std::span<const std::uint32_t> LifeRecorder::of(WorkerId worker) const {
  if (worker == models::nobody) return {};
  return by_worker_.of(static_cast<std::uint32_t>(index(worker)));
}

sim::Instant LifeRecorder::due_at(std::size_t place, ChildId child, std::uint8_t obligation) const {
  const auto places = of(child);
  for (auto before = std::ranges::lower_bound(places, place); before != places.begin();) {
    const Kept& fact = facts_[*--before];
    if (fact.place != obligation) continue;
    if (fact.kind == FactKind::obligation_owed || fact.kind == FactKind::clock_restarted) return instant(fact.due);
    if (fact.kind == FactKind::obligation_met || fact.kind == FactKind::obligation_lapsed) return sim::never;
  }
  return sim::never;
}

HouseholdId LifeRecorder::household(ChildId child) const {
  const std::uint32_t number = number_of(child);
  return number == models::ChildIndex::none ? no_household : households_[number];
}

std::vector<ChildId> LifeRecorder::siblings(ChildId child) const {
  const auto found = of_household_.find(static_cast<std::uint32_t>(index(household(child))));
  if (found == of_household_.end()) return {};
  std::vector<ChildId> others = found->second;
  std::erase(others, child);
  std::ranges::sort(others);
  return others;
}

std::optional<TeamState> LifeRecorder::state(models::TeamId team, sim::Instant at) const {
  if (sampled_.empty()) return std::nullopt;
  const auto after = std::ranges::upper_bound(sampled_, at);
  const auto place = after == sampled_.begin() ? 0 : after - sampled_.begin() - 1;
  return samples_[static_cast<std::size_t>(place)][index(team)];
}

}  // namespace casetide::output
