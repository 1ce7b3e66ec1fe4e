#include "models/expected_ways.hpp"

#include <algorithm>
#include <bit>
#include <set>

namespace casetide::models {

namespace {

constexpr std::uint8_t no_team = 0xff;   // not yet placed
constexpr std::size_t most_places = 64;  // bits
constexpr double shortest = 1.0 / 24;    // days

std::uint32_t bit(StatusId status) { return 1u << index(status); }

std::uint32_t bits(const std::vector<StatusId>& statuses) {
  std::uint32_t all = 0;
  for (StatusId status : statuses) all |= bit(status);
  return all;
}

bool has_ages(const Pathway& pathway) {
  const auto of_age = [](const Decision::Case& one) { return one.age_from > 0 || one.age_below < Decision::any_age; };
  return !pathway.birthdays.empty() || std::ranges::any_of(pathway.decisions, [&](const Decision& decision) {
    return std::ranges::any_of(decision.cases, of_age);
  });
}

/// Ages from which on the pathway may do otherwise than before.
std::set<int> turning_ages(const Pathway& pathway) {
  std::set<int> ages{pathway.adult_at};
  for (const Birthday& birthday : pathway.birthdays) ages.insert(birthday.age);
  for (const Decision& decision : pathway.decisions)
    for (const Decision::Case& one : decision.cases) ages.insert({one.age_from, one.age_below});
  return ages;
}

}  // namespace

ExpectedWays::ExpectedWays(const Scenario& scenario)
    : scenario_(scenario),
      what_(scenario),
      pace_(scenario),
      today_(scenario.warm_up_from),
      ages_matter_(has_ages(scenario.pathway)) {
  for (std::size_t status = 0; status < pathway().statuses.size(); ++status)
    if (pathway().statuses[status].needs_worker) need_worker_ |= 1u << status;
  remember_obligations();
  group_ages();
  read_law();
}

/// What a decision starts, and what is owed once and decides: whether it is still owed makes a difference.
void ExpectedWays::remember_obligations() {
  for (const Obligation& rule : pathway().obligations) {
    const bool once = rule.then_every.empty() && rule.decides && rule.starts == Obligation::Starts::with_status;
    const bool remembered = rule.work && (once || rule.starts == Obligation::Starts::when_decided);
    const bool has_place = remembered && with_place_.size() < most_places;
    if (has_place) with_place_.push_back(remembered_.size());
    remembered_.push_back(has_place ? static_cast<int>(with_place_.size()) - 1 : -1);
  }
}

void ExpectedWays::group_ages() {
  groups_ = {{0, ages_matter_ ? oldest + 1 : 1}};
  for (int age : turning_ages(pathway())) {
    if (age <= 0 || age >= groups_.back().until) continue;
    groups_.push_back({age, groups_.back().until});
    groups_[groups_.size() - 2].until = age;
  }
}

void ExpectedWays::read_law() {
  owed_from_start_.assign(pathway().statuses.size(), 0);
  owed_during_.assign(pathway().statuses.size(), 0);
  for (std::size_t place = 0; place < with_place_.size(); ++place) {
    const Obligation& rule = pathway().obligations[with_place_[place]];
    owed_during_[index(rule.during)] |= OwedPlaces{1} << place;
    if (rule.starts == Obligation::Starts::with_status && is_in_force(rule.in_force))
      owed_from_start_[index(rule.during)] |= OwedPlaces{1} << place;
  }
  deciding_.clear();
  for (std::size_t place = 0; place < pathway().obligations.size(); ++place) {
    const Obligation& rule = pathway().obligations[place];
    if (rule.decides && rule.work && rule.starts != Obligation::Starts::on_change_of_worker &&
        is_in_force(rule.in_force))
      deciding_.push_back(place);
  }
}

void ExpectedWays::read_anew() {
  pace_ = ExpectedPace(scenario_);
  places_.clear();
  kinds_.clear();
  youngest_.clear();
  places_by_age_ = 0;
  ways_.clear();
  group_ages();
  read_law();
}

bool ExpectedWays::law_changes(sim::Date from, sim::Date until) const {
  const auto changes = [&](const InForce& law) {
    return (from < law.from && law.from <= until) || (from < law.until && law.until <= until);
  };
  if (std::ranges::any_of(pathway().obligations, changes, &Obligation::in_force)) return true;
  return std::ranges::any_of(pathway().decisions, [&](const Decision& decision) {
    return std::ranges::any_of(decision.cases, changes, &Decision::Case::in_force);
  });
}

void ExpectedWays::go_on_to(sim::Date today) {
  const bool anew = law_changes(today_, today);
  today_ = today;
  if (!anew) return;
  for (WaysOutOfKind& out : ways_) out.known = false;
  read_law();
}

std::size_t ExpectedWays::Hash::operator()(const KindOfChildren& kind) const {
  std::uint64_t mixed = kind.statuses + 0x9e3779b97f4a7c15u * (kind.spent + 0x9e3779b97f4a7c15u * kind.owed);
  mixed ^= (std::uint64_t{kind.ages} << 8 | kind.team) * 0xbf58476d1ce4e5b9u;
  return static_cast<std::size_t>(mixed ^ mixed >> 29);
}

std::uint32_t ExpectedWays::place_of(const KindOfChildren& kind) {
  const auto [found, is_new] = places_.try_emplace(kind, static_cast<std::uint32_t>(kinds_.size()));
  if (is_new) {
    kinds_.push_back(kind);
    ways_.emplace_back();
    youngest_.push_back(places_by_age_);
    places_by_age_ += groups_[kind.ages].count();
  }
  return found->second;
}

// --- what children hold

KindOfChildren ExpectedWays::holding(const std::vector<StatusId>& statuses, double days_open,
                                     std::uint32_t& begun) const {
  KindOfChildren kind{.team = no_team};
  for (StatusId status : statuses) begin(kind, status, begun);
  for (std::size_t place = 0; place < with_place_.size(); ++place) {
    const Obligation& rule = pathway().obligations[with_place_[place]];
    if (!(kind.owed >> place & 1) || !rule.decides) continue;
    if (days_open <= pace_.done(id_at<ObligationId>(with_place_[place])).at.front()) continue;
    for (const Decision::Case& one : pathway().decisions[index(*rule.decides)].cases)
      for (const Outcome& outcome : one.outcomes)
        for (ObligationId started : outcome.starts) {
          if (pathway().obligations[index(started)].then_every.empty()) continue;
          kind.owed &= ~(OwedPlaces{1} << place);
          if (remembered_[index(started)] >= 0) kind.owed |= OwedPlaces{1} << remembered_[index(started)];
        }
  }
  settle(kind);
  return kind;
}

void ExpectedWays::begin(KindOfChildren& kind, StatusId status, std::uint32_t& begun) const {
  if (kind.statuses & bit(status)) return;
  kind.statuses |= bit(status);
  begun |= bit(status);
  kind.owed |= owed_from_start_[index(status)];
}

void ExpectedWays::end(KindOfChildren& kind, StatusId status) const {
  kind.statuses &= ~bit(status);
  kind.spent &= ~bit(status);
  kind.owed &= ~owed_during_[index(status)];
}

/// The first team that serves the leading status, unless they belong to one that does.
void ExpectedWays::settle(KindOfChildren& kind) const {
  if (kind.statuses == 0) return;
  const StatusId leading{static_cast<std::uint8_t>(std::bit_width(kind.statuses) - 1)};
  const auto& teams = scenario_.staffing.teams;
  const auto serves = [&](const Team& team) { return std::ranges::count(team.serves, leading) > 0; };
  if (kind.team < teams.size() && serves(teams[kind.team])) return;
  const auto found = std::ranges::find_if(teams, serves);
  if (found != teams.end()) kind.team = static_cast<std::uint8_t>(found - teams.begin());
  if (kind.team == no_team) kind.team = 0;
}

// --- what becomes of them

const WaysOutOfKind& ExpectedWays::out_of(std::uint32_t place) {
  if (!ways_[place].known) find_ways(place);
  return ways_[place];
}

void ExpectedWays::find_ways(std::uint32_t place) {
  const KindOfChildren kind = kinds_[place];
  Ways ways, on_growing_up;
  if (kind.statuses == 0) come_back(kind, ways);
  for (std::uint32_t held = kind.statuses; held != 0; held &= held - 1)
    find_ways_by_status(kind, static_cast<std::size_t>(std::countr_zero(held)), ways);
  for (std::size_t obligation : deciding_) find_ways_by_obligation(kind, obligation, ways);
  const bool grows_older = ages_matter_ && kind.statuses != 0;
  if (grows_older) grow_up(kind, on_growing_up);
  ways_[place] = {true, in_short(place, ways), in_short(place, on_growing_up), grows_older};
}

/// Ways to the same kind as one, and so what counts for the same.
WaysOut ExpectedWays::in_short(std::uint32_t place, const Ways& ways) const {
  WaysOut out;
  for (const Way& way : ways) {
    count(out.counted, way, kinds_[place].team);
    if (way.to == place) continue;
    out.leaving += way.rate;
    if (!way.to) continue;
    const auto known = std::ranges::find(out.to, *way.to, &WaysOut::To::kind);
    if (known == out.to.end())
      out.to.push_back({*way.to, way.rate});
    else
      known->rate += way.rate;
  }
  return out;
}

void ExpectedWays::count(std::vector<WaysOut::Counted>& counted, const Way& way, std::size_t from_team) const {
  const std::size_t team = way.to ? kinds_[*way.to].team : from_team;
  const auto add = [&](std::size_t what) {
    const auto known = std::ranges::find(counted, what, &WaysOut::Counted::what);
    if (known == counted.end())
      counted.push_back({what, way.rate});
    else
      known->rate += way.rate;
  };
  for (std::uint32_t begun = way.begun; begun != 0; begun &= begun - 1)
    add(what_.begun(static_cast<std::size_t>(std::countr_zero(begun)), team));
  for (OwedPlaces started = way.started; started != 0; started &= started - 1)
    add(what_.started(with_place_[static_cast<std::size_t>(std::countr_zero(started))], team));
  if (way.decided) add(what_.decided(*way.decided, from_team));
  if (way.moved) add(what_.moved(team));
}

void ExpectedWays::come_back(const KindOfChildren& kind, Ways& ways) {
  Way way{.to = {}, .rate = 1 / std::max(shortest, scenario_.demand.returns.after_days.mean())};
  if (!ages_matter_ || groups_[kind.ages].from < pathway().adult_at) {
    KindOfChildren back{.ages = kind.ages, .team = no_team};
    for (StatusId status : pathway().on_referral) begin(back, status, way.begun);
    settle(back);
    way.to = place_of(back);
  }
  ways.push_back(way);
}

/// A need runs out on its date, and what then follows is decided; or it is met, and nobody has noticed yet.
void ExpectedWays::find_ways_by_status(const KindOfChildren& kind, std::size_t status, Ways& ways) {
  const auto& need = pathway().statuses[status].need;
  if (!need || kind.spent >> status & 1u) return;
  const StatusId id{static_cast<std::uint8_t>(status)};
  KindOfChildren over = kind;
  over.spent |= bit(id);
  if (need->met_by == Need::MetBy::work)
    return ways.push_back({.to = place_of(over), .rate = 1 / pace_.days_to_meet(id)});
  const double rate = 1 / std::max(shortest, need->amount.mean());
  if (need->then) decide(kind, over, *need->then, {.rate = rate}, ways);
}

void ExpectedWays::find_ways_by_obligation(const KindOfChildren& kind, std::size_t obligation, Ways& ways) {
  const Obligation& rule = pathway().obligations[obligation];
  if (!(kind.statuses & bit(rule.during))) return;
  const int place = remembered_[obligation];
  if (place >= 0 && !(kind.owed >> place & 1)) return;
  const ObligationId id{static_cast<std::uint8_t>(obligation)};
  const auto& need = pathway().statuses[index(rule.during)].need;
  const bool by_work = need && need->met_by == Need::MetBy::work;
  Occasion occasion{.need_met = !by_work || (kind.spent & bit(rule.during))};
  if (rule.then_every.empty()) {
    KindOfChildren done = kind;
    if (place >= 0) done.owed &= ~(OwedPlaces{1} << place);
    occasion.rate = 1 / pace_.done(id).at.front();
    occasion.decided = obligation;
    return decide(kind, done, *rule.decides, occasion, ways);
  }
  occasion.rate = by_work && occasion.need_met ? 1 / pace_.days_until_noticed(id) : pace_.decisions_a_day(id);
  // What is decided the second time comes, on average, when the second time comes.
  for (const Decision::Case& one : pathway().decisions[index(*rule.decides)].cases) {
    const auto times = static_cast<std::size_t>(one.occasion);
    Occasion then{.need_met = occasion.need_met, .times = one.occasion};
    if (times < 2 || times > pace_.done(id).at.size() || !applies(one, kind, then)) continue;
    then.rate = 1 / pace_.done(id).at[times - 1];
    occasion.rate = then.rate * (one.occasion - 1);
    decide(kind, kind, *rule.decides, then, ways);
    break;
  }
  decide(kind, kind, *rule.decides, occasion, ways);
}

void ExpectedWays::grow_up(const KindOfChildren& kind, Ways& ways) {
  if (kind.ages + std::size_t{1} == groups_.size()) return;
  KindOfChildren older = kind;
  ++older.ages;
  const auto birthday = std::ranges::find(pathway().birthdays, groups_[older.ages].from, &Birthday::age);
  if (birthday == pathway().birthdays.end())
    return ways.push_back({.to = place_of(older), .rate = 1 / sim::days_a_year});
  decide(kind, older, birthday->decides, {.rate = 1 / sim::days_a_year}, ways);
}

bool ExpectedWays::applies(const Decision::Case& one, const KindOfChildren& kind, const Occasion& occasion) const {
  if (one.need_met && *one.need_met != occasion.need_met) return false;
  if (one.occasion > occasion.times || !is_in_force(one.in_force)) return false;
  if (!one.holding.empty() && !(kind.statuses & bits(one.holding))) return false;
  if (kind.statuses & bits(one.not_holding)) return false;
  const int age = groups_[kind.ages].from;
  return !ages_matter_ || (one.age_from <= age && age < one.age_below);
}

void ExpectedWays::decide(const KindOfChildren& before, const KindOfChildren& kind, DecisionId decision,
                          const Occasion& occasion, Ways& ways) {
  const auto& cases = pathway().decisions[index(decision)].cases;
  const auto chosen =
      std::ranges::find_if(cases, [&](const Decision::Case& one) { return applies(one, kind, occasion); });
  if (chosen == cases.end())
    return ways.push_back({.to = place_of(kind), .rate = occasion.rate, .decided = occasion.decided});
  for (const Outcome& outcome : chosen->outcomes)
    if (outcome.share > 0) apply(before, kind, outcome, occasion, ways);
}

void ExpectedWays::apply(const KindOfChildren& before, KindOfChildren kind, const Outcome& outcome,
                         const Occasion& occasion, Ways& ways) {
  Way way{.to = {}, .rate = occasion.rate * outcome.share, .decided = occasion.decided};
  if (!outcome.closes) {
    for (StatusId status : outcome.ends) end(kind, status);
    for (StatusId status : outcome.begins) begin(kind, status, way.begun);
  }
  if (outcome.closes || kind.statuses == 0) {
    const double back = outcome.comes_back.value_or(scenario_.demand.returns.share);
    const KindOfChildren closed{.ages = kind.ages};
    if (back > 0) ways.push_back({.to = place_of(closed), .rate = way.rate * back, .decided = way.decided});
    way.rate *= 1 - back;
    return ways.push_back(way);
  }
  for (ObligationId started : outcome.starts) {
    const Obligation& rule = pathway().obligations[index(started)];
    if (remembered_[index(started)] < 0 || !(kind.statuses & bit(rule.during))) continue;
    const OwedPlaces place = OwedPlaces{1} << remembered_[index(started)];
    if (kind.owed & place) continue;
    way.started |= place;
    if (rule.decides || !rule.then_every.empty()) kind.owed |= place;
  }
  settle(kind);
  way.to = place_of(kind);
  way.moved = kind.team != before.team && (before.statuses & need_worker_) && (kind.statuses & need_worker_);
  ways.push_back(way);
}

}  // namespace casetide::models
