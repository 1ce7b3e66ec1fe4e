#include "models/expected_children.hpp"

#include <algorithm>
#include <bit>

namespace casetide::models {

namespace {

constexpr double days_a_year = 365.25;
constexpr double too_few = 1e-2;         // children; so few stay where they are for the month
constexpr std::uint8_t no_team = 0xff;   // not yet placed
constexpr int oldest = 30;               // years completed
constexpr std::size_t most_places = 64;  // bits
constexpr double soonest = 1.0 / 24;     // days

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

/// P(from <= X < to), for whole years.
double share_between(const sim::Distribution& years, int from, int to) {
  constexpr double just_before = 1e-9;
  return years.cdf(to - just_before) - (from > 0 ? years.cdf(from - just_before) : 0.0);
}

std::vector<std::vector<double>> rows(std::size_t count, std::size_t teams) {
  return std::vector<std::vector<double>>(count, std::vector<double>(teams));
}

}  // namespace

ExpectedChildren::ExpectedChildren(const Scenario& scenario)
    : scenario_(scenario), pace_(scenario), today_(scenario.warm_up_from), ages_matter_(has_ages(scenario.pathway)) {
  for (std::size_t status = 0; status < pathway().statuses.size(); ++status)
    if (pathway().statuses[status].needs_worker) need_worker_ |= 1u << status;
  remember_obligations();
  open_stocks();
}

/// What a decision starts, and what is owed once and decides: whether it is still owed makes a difference.
void ExpectedChildren::remember_obligations() {
  for (const Obligation& rule : pathway().obligations) {
    const bool once = rule.then_every.empty() && rule.decides && rule.starts == Obligation::Starts::with_status;
    const bool remembered = rule.work && (once || rule.starts == Obligation::Starts::when_decided);
    const bool has_place = remembered && with_place_.size() < most_places;
    if (has_place) with_place_.push_back(remembered_.size());
    remembered_.push_back(has_place ? static_cast<int>(with_place_.size()) - 1 : -1);
  }
}

void ExpectedChildren::read_anew() {
  pace_ = ExpectedPace(scenario_);
  known_.assign(kinds_.size(), false);
}

std::size_t ExpectedChildren::Hash::operator()(const Kind& kind) const {
  std::uint64_t mixed = kind.statuses + 0x9e3779b97f4a7c15u * (kind.spent + 0x9e3779b97f4a7c15u * kind.owed);
  mixed ^= (std::uint64_t{kind.age} << 8 | kind.team) * 0xbf58476d1ce4e5b9u;
  return static_cast<std::size_t>(mixed ^ mixed >> 29);
}

std::uint32_t ExpectedChildren::place_of(const Kind& kind) {
  const auto [found, is_new] = places_.try_emplace(kind, static_cast<std::uint32_t>(kinds_.size()));
  if (is_new) {
    kinds_.push_back(kind);
    ways_.emplace_back();
    known_.push_back(false);
    children_.push_back(0);
    pending_.push_back(0);
    queued_.push_back(false);
  }
  return found->second;
}

// --- who is there and who comes

void ExpectedChildren::open_stocks() {
  for (const Stock& stock : scenario_.stocks)
    add(stock.statuses, stock.children, stock.age_years.value_or(scenario_.demand.age_years), stock.days_open.mean());
  if (scenario_.case_list)
    for (const ListedCase& listed : scenario_.case_list->cases)
      if (!listed.statuses.empty()) add_listed(listed);
  std::swap(children_, pending_);
  pending_.assign(children_.size(), 0);
}

void ExpectedChildren::add_listed(const ListedCase& listed) {
  const auto days = (scenario_.warm_up_from - *std::ranges::max_element(listed.since)).count();
  const auto years = listed.age ? sim::Distribution::constant(*listed.age + 0.5) : scenario_.demand.age_years;
  add(listed.statuses, 1, years, static_cast<double>(days));
}

/// Children by their ages, who have held the statuses for so many days: of what is owed once, what would be done by now
/// is done where it starts something that recurs.
void ExpectedChildren::add(const std::vector<StatusId>& statuses, double children, const sim::Distribution& years,
                           double days_open) {
  Kind kind{.team = no_team};
  std::uint32_t begun = 0;
  for (StatusId status : statuses) begin(kind, status, begun);
  for (std::size_t place = 0; place < with_place_.size(); ++place) {
    const Obligation& rule = pathway().obligations[with_place_[place]];
    if (!(kind.owed >> place & 1) || !rule.decides) continue;
    if (days_open <= pace_.done(ObligationId{static_cast<std::uint8_t>(with_place_[place])}).at.front()) continue;
    for (const Decision::Case& one : pathway().decisions[index(*rule.decides)].cases)
      for (const Outcome& outcome : one.outcomes)
        for (ObligationId started : outcome.starts) {
          if (pathway().obligations[index(started)].then_every.empty()) continue;
          kind.owed &= ~(Places{1} << place);
          if (remembered_[index(started)] >= 0) kind.owed |= Places{1} << remembered_[index(started)];
        }
  }
  settle(kind);
  for (int age = 0; age < (ages_matter_ ? oldest : 1); ++age) {
    const double share = ages_matter_ ? share_between(years, age, age + 1) : 1;
    kind.age = static_cast<std::uint8_t>(age);
    if (share <= 0) continue;
    pending_[place_of(kind)] += children * share;
    if (days_open <= 0) count({.begun = begun}, children * share, kind);
  }
}

/// Receiving time of some days, by the months' weights.
double ExpectedChildren::weight(sim::Date from, sim::Date until, bool seasons) const {
  const Demand& demand = scenario_.demand;
  double sum = 0;
  for (sim::Date day = from; day < until;) {
    const sim::Date next = std::min(sim::first_of_next_month(day), until);
    const auto month = static_cast<unsigned>(std::chrono::year_month_day{day}.month());
    const auto open = scenario_.calendar.worked(sim::Instant{day}, sim::Instant{next}, demand.received);
    sum += static_cast<double>(open.count()) * (seasons ? demand.month_factor[month - 1] : 1.0);
    day = next;
  }
  return sum;
}

double ExpectedChildren::share_of_period(const DemandPeriod& period, sim::Date from, sim::Date until,
                                         bool seasons) const {
  const sim::Date first = std::max(from, period.from), last = std::min(until, period.until);
  if (first >= last) return 0;
  const double whole = weight(period.from, period.until, seasons);
  return whole > 0 ? weight(first, last, seasons) / whole : 0;
}

void ExpectedChildren::add_arrivals(sim::Date from, sim::Date until) {
  const Demand& demand = scenario_.demand;
  double first_referrals = 0;
  std::vector<double> of_stream(demand.streams.size());
  for (const DemandPeriod& period : demand.first_referrals) {
    if (period.until <= from || period.from >= until) continue;
    const double first = period.children * demand.first_referrals_factor * share_of_period(period, from, until, true);
    const double years = static_cast<double>((period.until - period.from).count()) / days_a_year;
    first_referrals += first;
    for (std::size_t place = 0; place < of_stream.size(); ++place) {
      const Stream& stream = demand.streams[place];
      of_stream[place] += stream.a_year > 0 ? stream.a_year * years * share_of_period(period, from, until, false)
                                            : stream.per_first_referral * first;
    }
  }
  add(pathway().on_referral, first_referrals, demand.age_years, 0);
  for (std::size_t place = 0; place < of_stream.size(); ++place)
    add(demand.streams[place].begins, of_stream[place], demand.streams[place].age_years, 0);
}

// --- what becomes of them

void ExpectedChildren::begin(Kind& kind, StatusId status, std::uint32_t& begun) const {
  if (kind.statuses & bit(status)) return;
  kind.statuses |= bit(status);
  begun |= bit(status);
  for (std::size_t place = 0; place < with_place_.size(); ++place) {
    const Obligation& rule = pathway().obligations[with_place_[place]];
    if (rule.during == status && rule.starts == Obligation::Starts::with_status && is_in_force(rule.in_force))
      kind.owed |= Places{1} << place;
  }
}

void ExpectedChildren::end(Kind& kind, StatusId status) const {
  kind.statuses &= ~bit(status);
  kind.spent &= ~bit(status);
  for (std::size_t place = 0; place < with_place_.size(); ++place)
    if (pathway().obligations[with_place_[place]].during == status) kind.owed &= ~(Places{1} << place);
}

/// The first team that serves the leading status, unless they belong to one that does.
void ExpectedChildren::settle(Kind& kind) const {
  if (kind.statuses == 0) return;
  const StatusId leading{static_cast<std::uint8_t>(std::bit_width(kind.statuses) - 1)};
  const auto& teams = scenario_.staffing.teams;
  const auto serves = [&](const Team& team) { return std::ranges::count(team.serves, leading) > 0; };
  if (kind.team < teams.size() && serves(teams[kind.team])) return;
  const auto found = std::ranges::find_if(teams, serves);
  if (found != teams.end()) kind.team = static_cast<std::uint8_t>(found - teams.begin());
  if (kind.team == no_team) kind.team = 0;
}

bool ExpectedChildren::applies(const Decision::Case& one, const Kind& kind, const Occasion& occasion) const {
  if (one.need_met && *one.need_met != occasion.need_met) return false;
  if (one.occasion > occasion.times || !is_in_force(one.in_force)) return false;
  if (!one.holding.empty() && !(kind.statuses & bits(one.holding))) return false;
  if (kind.statuses & bits(one.not_holding)) return false;
  return !ages_matter_ || (one.age_from <= kind.age && kind.age < one.age_below);
}

void ExpectedChildren::decide(const Kind& before, Kind kind, DecisionId decision, const Occasion& occasion,
                              std::vector<Way>& ways) {
  const auto& cases = pathway().decisions[index(decision)].cases;
  const auto chosen =
      std::ranges::find_if(cases, [&](const Decision::Case& one) { return applies(one, kind, occasion); });
  if (chosen == cases.end())
    return ways.push_back({.to = place_of(kind), .rate = occasion.rate, .decided = occasion.decided});
  for (const Outcome& outcome : chosen->outcomes)
    if (outcome.share > 0) apply(before, kind, outcome, occasion, ways);
}

void ExpectedChildren::apply(const Kind& before, Kind kind, const Outcome& outcome, const Occasion& occasion,
                             std::vector<Way>& ways) {
  Way way{.rate = occasion.rate * outcome.share, .decided = occasion.decided};
  if (!outcome.closes) {
    for (StatusId status : outcome.ends) end(kind, status);
    for (StatusId status : outcome.begins) begin(kind, status, way.begun);
  }
  if (outcome.closes || kind.statuses == 0) {
    const double back = outcome.comes_back.value_or(scenario_.demand.returns.share);
    const Kind closed{.age = kind.age};
    if (back > 0) ways.push_back({.to = place_of(closed), .rate = way.rate * back, .decided = way.decided});
    way.rate *= 1 - back;
    return ways.push_back(way);
  }
  for (ObligationId started : outcome.starts) {
    const Obligation& rule = pathway().obligations[index(started)];
    if (remembered_[index(started)] < 0 || !(kind.statuses & bit(rule.during))) continue;
    const Places place = Places{1} << remembered_[index(started)];
    if (kind.owed & place) continue;
    way.started |= place;
    if (rule.decides || !rule.then_every.empty()) kind.owed |= place;
  }
  settle(kind);
  way.to = place_of(kind);
  way.moved = kind.team != before.team && (before.statuses & need_worker_) && (kind.statuses & need_worker_);
  ways.push_back(way);
}

void ExpectedChildren::find_ways(std::uint32_t place) {
  const Kind kind = kinds_[place];
  std::vector<Way> ways;
  if (kind.statuses == 0) come_back(kind, ways);
  for (std::size_t status = 0; status < pathway().statuses.size(); ++status)
    if (kind.statuses >> status & 1u) find_ways_by_status(kind, status, ways);
  for (std::size_t obligation = 0; obligation < remembered_.size(); ++obligation)
    find_ways_by_obligation(kind, obligation, ways);
  if (kind.statuses != 0 && ages_matter_ && kind.age < oldest) grow_older(kind, ways);
  const auto nothing_happens = [&](const Way& way) {
    return way.to == place && way.begun == 0 && way.started == 0 && way.decided < 0;
  };
  std::erase_if(ways, nothing_happens);
  ways_[place] = std::move(ways);
  known_[place] = true;
}

void ExpectedChildren::come_back(const Kind& kind, std::vector<Way>& ways) {
  Way way{.rate = 1 / std::max(soonest, scenario_.demand.returns.after_days.mean())};
  if (!ages_matter_ || kind.age < pathway().adult_at) {
    Kind back{.age = kind.age, .team = no_team};
    for (StatusId status : pathway().on_referral) begin(back, status, way.begun);
    settle(back);
    way.to = place_of(back);
  }
  ways.push_back(way);
}

/// A need runs out on its date, and what then follows is decided; or it is met, and nobody has noticed yet.
void ExpectedChildren::find_ways_by_status(const Kind& kind, std::size_t status, std::vector<Way>& ways) {
  const auto& need = pathway().statuses[status].need;
  if (!need || kind.spent >> status & 1u) return;
  const StatusId id{static_cast<std::uint8_t>(status)};
  Kind over = kind;
  over.spent |= bit(id);
  if (need->met_by == Need::MetBy::work)
    return ways.push_back({.to = place_of(over), .rate = 1 / pace_.days_to_meet(id)});
  const double rate = 1 / std::max(soonest, need->amount.mean());
  if (need->then) decide(kind, over, *need->then, {.rate = rate}, ways);
}

void ExpectedChildren::find_ways_by_obligation(const Kind& kind, std::size_t obligation, std::vector<Way>& ways) {
  const Obligation& rule = pathway().obligations[obligation];
  if (!rule.decides || !rule.work || rule.starts == Obligation::Starts::on_change_of_worker) return;
  if (!(kind.statuses & bit(rule.during)) || !is_in_force(rule.in_force)) return;
  const int place = remembered_[obligation];
  if (place >= 0 && !(kind.owed >> place & 1)) return;
  const ObligationId id{static_cast<std::uint8_t>(obligation)};
  const auto& need = pathway().statuses[index(rule.during)].need;
  const bool by_work = need && need->met_by == Need::MetBy::work;
  Occasion occasion{.need_met = !by_work || (kind.spent & bit(rule.during))};
  if (rule.then_every.empty()) {
    Kind done = kind;
    if (place >= 0) done.owed &= ~(Places{1} << place);
    occasion.rate = 1 / pace_.done(id).at.front();
    occasion.decided = static_cast<int>(obligation);
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

void ExpectedChildren::grow_older(const Kind& kind, std::vector<Way>& ways) {
  Kind older = kind;
  ++older.age;
  const auto birthday = std::ranges::find(pathway().birthdays, static_cast<int>(older.age), &Birthday::age);
  if (birthday == pathway().birthdays.end()) return ways.push_back({.to = place_of(older), .rate = 1 / days_a_year});
  decide(kind, older, birthday->decides, {.rate = 1 / days_a_year}, ways);
}

// --- a month

bool ExpectedChildren::law_changes(sim::Date from, sim::Date until) const {
  const auto changes = [&](const InForce& law) {
    return (from <= law.from && law.from < until) || (from <= law.until && law.until < until);
  };
  if (std::ranges::any_of(pathway().obligations, changes, &Obligation::in_force)) return true;
  return std::ranges::any_of(pathway().decisions, [&](const Decision& decision) {
    return std::ranges::any_of(decision.cases, changes, &Decision::Case::in_force);
  });
}

const MonthOfChildren& ExpectedChildren::advance(sim::Date from, sim::Date until) {
  if (law_changes(today_, until)) known_.assign(kinds_.size(), false);
  today_ = until - std::chrono::days{1};
  const std::size_t teams = scenario_.staffing.teams.size();
  month_ = {rows(pathway().statuses.size(), teams),
            rows(pathway().statuses.size(), teams),
            rows(pathway().obligations.size(), teams),
            rows(pathway().obligations.size(), teams),
            rows(pathway().obligations.size(), teams),
            std::vector<double>(teams),
            std::vector<double>(teams)};
  add_arrivals(from, until);
  pass_on(static_cast<double>((until - from).count()));
  take_stock();
  return month_;
}

void ExpectedChildren::wait_in_line(std::uint32_t place, double children) {
  pending_[place] += children;
  if (queued_[place] || pending_[place] < too_few) return;
  queued_[place] = true;
  queue_.push_back(place);
}

/// children at the end = (children at the start + those who came) / (1 + days * rate of leaving), kind by kind, until
/// nobody is left to pass on.
void ExpectedChildren::pass_on(double days) {
  for (std::uint32_t place = 0; place < kinds_.size(); ++place) {
    const double there = children_[place];
    children_[place] = 0;
    wait_in_line(place, there);
  }
  for (std::size_t next = 0; next < queue_.size(); ++next) {
    const std::uint32_t place = queue_[next];
    queued_[place] = false;
    const double there = pending_[place];
    pending_[place] = 0;
    if (!known_[place]) find_ways(place);
    double leaving = 0;
    for (const Way& way : ways_[place])
      if (way.to != place) leaving += way.rate;
    const double staying = there / (1 + days * leaving);
    children_[place] += staying;
    for (const Way& way : ways_[place]) {
      const double children = staying * days * way.rate;
      count(way, children, kinds_[place]);
      if (way.to != nowhere && way.to != place) wait_in_line(way.to, children);
    }
  }
  queue_.clear();
  for (std::uint32_t place = 0; place < kinds_.size(); ++place) {
    children_[place] += pending_[place];
    pending_[place] = 0;
  }
}

void ExpectedChildren::count(const Way& way, double children, const Kind& from) {
  const std::size_t team = way.to == nowhere ? from.team : kinds_[way.to].team;
  if (month_.begun.empty()) return;  // stocks
  for (std::uint32_t begun = way.begun; begun != 0; begun &= begun - 1)
    month_.begun[static_cast<std::size_t>(std::countr_zero(begun))][team] += children;
  for (Places started = way.started; started != 0; started &= started - 1)
    month_.started[with_place_[static_cast<std::size_t>(std::countr_zero(started))]][team] += children;
  if (way.decided >= 0) month_.decided[static_cast<std::size_t>(way.decided)][from.team] += children;
  if (way.moved) month_.moved[team] += children;
}

void ExpectedChildren::take_stock() {
  for (std::size_t place = 0; place < kinds_.size(); ++place) {
    const Kind& kind = kinds_[place];
    const double children = children_[place];
    if (children <= 0 || kind.statuses == 0) continue;
    for (std::uint32_t held = kind.statuses; held != 0; held &= held - 1)
      month_.holding[static_cast<std::size_t>(std::countr_zero(held))][kind.team] += children;
    if (kind.statuses & need_worker_) month_.needing_worker[kind.team] += children;
    for (Places owed = kind.owed; owed != 0; owed &= owed - 1)
      month_.owed[with_place_[static_cast<std::size_t>(std::countr_zero(owed))]][kind.team] += children;
  }
}

}  // namespace casetide::models
