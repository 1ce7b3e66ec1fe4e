#include "models/expected_children.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace casetide::models {

namespace {

constexpr double too_few = 3e-2;  // children of a kind; so few stay where they are for the month

/// P(from <= X < to), for whole years.
double share_between(const sim::Distribution& years, int from, int to) {
  constexpr double just_before = 1e-9;
  return years.cdf(to - just_before) - (from > 0 ? years.cdf(from - just_before) : 0.0);
}

std::vector<std::vector<double>> rows(std::size_t count, std::size_t teams) {
  return std::vector<std::vector<double>>(count, std::vector<double>(teams));
}

}  // namespace

ExpectedChildren::ExpectedChildren(const Scenario& scenario) : scenario_(scenario), ways_(scenario) {
  const std::size_t teams = scenario_.staffing.teams.size();
  const std::size_t statuses = scenario_.pathway.statuses.size(), obligations = scenario_.pathway.obligations.size();
  month_ = {rows(statuses, teams),    rows(statuses, teams),      rows(obligations, teams),  rows(obligations, teams),
            rows(obligations, teams), std::vector<double>(teams), std::vector<double>(teams)};
  open_stocks();
}

/// Everybody keeps what they hold and are owed; what the scenario tells apart may be otherwise.
void ExpectedChildren::read_anew() {
  struct OfAge {
    KindOfChildren kind;
    int age;
    double children;
  };
  std::vector<OfAge> all;
  for (std::uint32_t place = 0; place < ways_.kinds(); ++place)
    for (std::size_t age = 0; age < ways_.ages(place).count(); ++age) {
      const std::size_t of_age = ways_.youngest(place) + age;
      all.push_back(
          {ways_.kind(place), ways_.ages(place).from + static_cast<int>(age), children_[of_age] + pending_[of_age]});
    }
  ways_.read_anew();
  children_.clear();
  pending_.clear();
  staying_.clear();
  waiting_.clear();
  order_.clear();
  for (OfAge& one : all) {
    const auto& groups = ways_.age_groups();
    const auto group = std::ranges::find_if(groups, [&](const AgeGroup& ages) { return one.age < ages.until; });
    one.kind.ages = static_cast<std::uint8_t>(group - groups.begin());
    const std::uint32_t place = ways_.place_of(one.kind);
    const std::size_t youngest = ways_.youngest(place);
    make_room();
    pending_[youngest + static_cast<std::size_t>(one.age - group->from)] += one.children;
    waiting_[place] += one.children;
  }
}

/// For kinds that were not known before.
void ExpectedChildren::make_room() {
  children_.resize(ways_.places_by_age());
  pending_.resize(ways_.places_by_age());
  staying_.resize(ways_.kinds());
  waiting_.resize(ways_.kinds());
  for (auto place = static_cast<std::uint32_t>(order_.size()); place < ways_.kinds(); ++place) order_.push_back(place);
}

// --- who is there and who comes

void ExpectedChildren::open_stocks() {
  for (const Stock& stock : scenario_.stocks)
    add(stock.statuses, stock.children, stock.age_years.value_or(scenario_.demand.age_years), stock.days_open.mean());
  if (scenario_.case_list)
    for (const ListedCase& listed : scenario_.case_list->cases)
      if (!listed.statuses.empty()) add_listed(listed);
}

void ExpectedChildren::add_listed(const ListedCase& listed) {
  const auto days = (scenario_.warm_up_from - *std::ranges::max_element(listed.since)).count();
  const auto years = listed.age ? sim::Distribution::constant(*listed.age + 0.5) : scenario_.demand.age_years;
  add(listed.statuses, 1, years, static_cast<double>(days));
}

/// Children by their ages, who have held the statuses for so many days.
void ExpectedChildren::add(const std::vector<StatusId>& statuses, double children, const sim::Distribution& years,
                           double days_open) {
  std::uint32_t begun = 0;
  KindOfChildren kind = ways_.holding(statuses, days_open, begun);
  for (const AgeGroup& ages : ways_.age_groups()) {
    const std::uint32_t place = ways_.place_of(kind);
    make_room();
    for (int age = ages.from; age < std::min(ages.until, ExpectedWays::oldest); ++age) {
      const double share = ways_.ages_matter() ? share_between(years, age, age + 1) : 1;
      pending_[ways_.youngest(place) + static_cast<std::size_t>(age - ages.from)] += children * share;
      waiting_[place] += children * share;
      if (days_open <= 0) count_as_begun(begun, children * share, kind.team);
    }
    ++kind.ages;
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
    const double years = static_cast<double>((period.until - period.from).count()) / sim::days_a_year;
    first_referrals += first;
    for (std::size_t place = 0; place < of_stream.size(); ++place) {
      const Stream& stream = demand.streams[place];
      of_stream[place] += stream.a_year > 0 ? stream.a_year * years * share_of_period(period, from, until, false)
                                            : stream.per_first_referral * first;
    }
  }
  add(scenario_.pathway.on_referral, first_referrals, demand.age_years, 0);
  for (std::size_t place = 0; place < of_stream.size(); ++place)
    add(demand.streams[place].begins, of_stream[place], demand.streams[place].age_years, 0);
}

// --- a month

const MonthOfChildren& ExpectedChildren::advance(sim::Date from, sim::Date until) {
  ways_.go_on_to(until - std::chrono::days{1});
  counted_.assign(ways_.what_is_counted().size(), 0);
  add_arrivals(from, until);
  pass_on(static_cast<double>((until - from).count()));
  note_counts();
  take_stock();
  return month_;
}

/// children at the end = (children at the start + those who came) / (1 + days * rate of leaving), kind by kind in their
/// order, again and again until nobody is left to pass on.
void ExpectedChildren::pass_on(double days) {
  if (found_since_ordered_ * 10 > order_.size()) put_in_order();
  for (std::size_t place = 0; place < children_.size(); ++place)
    pending_[place] += std::exchange(children_[place], 0.0);
  for (std::uint32_t place = 0; place < ways_.kinds(); ++place) waiting_[place] += std::exchange(staying_[place], 0.0);
  const auto enough_wait = [&](std::uint32_t place) { return waiting_[place] >= too_few; };
  for (bool any = true; any;) {
    any = false;
    for (std::size_t next = 0; next < order_.size(); ++next) {  // new kinds may be put at its end meanwhile
      if (!enough_wait(order_[next])) continue;
      pass_on_from(order_[next], days);
      any = true;
    }
  }
  count_ways(days);
}

/// Children who grow older within the kind go from one age to the next; the oldest of them grow up.
void ExpectedChildren::pass_on_from(std::uint32_t place, double days) {
  const WaysOutOfKind& out = ways_out_of(place);
  const std::size_t youngest = ways_.youngest(place), ages = ways_.ages(place).count();
  std::array<double, ExpectedWays::oldest + 1> staying;
  const double growing = out.grows_older ? days / sim::days_a_year : 0;
  const double stays = 1 / (1 + days * out.of_all.leaving + growing);
  const double oldest_stay = 1 / (1 + days * (out.of_all.leaving + out.of_those_who_grow_up.leaving));
  double grown = 0, all = 0;
  for (std::size_t age = 0; age < ages; ++age) {
    const double there = std::exchange(pending_[youngest + age], 0.0) + grown;
    staying[age] = there * (age + 1 < ages ? stays : oldest_stay);
    children_[youngest + age] += staying[age];
    grown = staying[age] * growing;
    all += staying[age];
  }
  staying_[place] += all;
  waiting_[place] = 0;
  for (const WaysOut::To& way : out.of_all.to) {
    const double share = days * way.rate;
    double* const to = &pending_[ways_.youngest(way.kind)];
    for (std::size_t age = 0; age < ages; ++age) to[age] += staying[age] * share;
    waiting_[way.kind] += all * share;
  }
  for (const WaysOut::To& way : out.of_those_who_grow_up.to) {
    const double children = staying[ages - 1] * days * way.rate;
    pending_[ways_.youngest(way.kind)] += children;
    waiting_[way.kind] += children;
  }
}

const WaysOutOfKind& ExpectedChildren::ways_out_of(std::uint32_t place) {
  if (ways_.known_out_of(place).known) return ways_.known_out_of(place);
  const WaysOutOfKind& out = ways_.out_of(place);
  make_room();
  ++found_since_ordered_;
  return out;
}

/// Depth first: a kind is put down once all are to which its children go.
void ExpectedChildren::put_in_order() {
  struct Step {
    std::uint32_t place;
    std::size_t next;  // of its ways
  };
  std::vector<bool> seen(ways_.kinds(), false);
  std::vector<Step> steps;
  const auto go_to = [&](std::uint32_t place) {
    if (seen[place]) return;
    seen[place] = true;
    steps.push_back({place, 0});
  };
  order_.clear();
  for (std::uint32_t first = 0; first < ways_.kinds(); ++first) {
    go_to(first);
    while (!steps.empty()) {
      const std::uint32_t place = steps.back().place;
      const auto &ways = ways_.known_out_of(place).of_all.to, &up = ways_.known_out_of(place).of_those_who_grow_up.to;
      const std::size_t next = steps.back().next++;
      if (next < ways.size()) {
        go_to(ways[next].kind);
      } else if (next < ways.size() + up.size()) {
        go_to(up[next - ways.size()].kind);
      } else {
        order_.push_back(place);
        steps.pop_back();
      }
    }
  }
  std::ranges::reverse(order_);
  found_since_ordered_ = 0;
}

// --- what is counted

void ExpectedChildren::count_as_begun(std::uint32_t statuses, double children, std::size_t team) {
  if (counted_.empty()) return;  // stocks
  for (; statuses != 0; statuses &= statuses - 1)
    counted_[ways_.what_is_counted().begun(static_cast<std::size_t>(std::countr_zero(statuses)), team)] += children;
}

void ExpectedChildren::count_ways(double days) {
  for (std::uint32_t place = 0; place < ways_.kinds(); ++place) {
    if (staying_[place] <= 0) continue;
    const WaysOutOfKind& out = ways_.known_out_of(place);
    for (const auto& [what, rate] : out.of_all.counted) counted_[what] += staying_[place] * days * rate;
    const double of_the_last_age = children_[ways_.youngest(place) + ways_.ages(place).count() - 1];
    for (const auto& [what, rate] : out.of_those_who_grow_up.counted) counted_[what] += of_the_last_age * days * rate;
  }
}

void ExpectedChildren::note_counts() {
  const WhatIsCounted& what = ways_.what_is_counted();
  for (std::size_t team = 0; team < month_.moved.size(); ++team) {
    for (std::size_t status = 0; status < month_.begun.size(); ++status)
      month_.begun[status][team] = counted_[what.begun(status, team)];
    for (std::size_t obligation = 0; obligation < month_.started.size(); ++obligation) {
      month_.started[obligation][team] = counted_[what.started(obligation, team)];
      month_.decided[obligation][team] = counted_[what.decided(obligation, team)];
    }
    month_.moved[team] = counted_[what.moved(team)];
  }
}

void ExpectedChildren::take_stock() {
  for (auto* rows : {&month_.holding, &month_.owed})
    for (std::vector<double>& row : *rows) std::ranges::fill(row, 0.0);
  std::ranges::fill(month_.needing_worker, 0.0);
  for (std::uint32_t place = 0; place < ways_.kinds(); ++place) {
    const KindOfChildren& kind = ways_.kind(place);
    const double children = staying_[place] + waiting_[place];
    if (children <= 0 || kind.statuses == 0) continue;
    for (std::uint32_t held = kind.statuses; held != 0; held &= held - 1)
      month_.holding[static_cast<std::size_t>(std::countr_zero(held))][kind.team] += children;
    if (kind.statuses & ways_.statuses_that_need_worker()) month_.needing_worker[kind.team] += children;
    for (OwedPlaces owed = kind.owed; owed != 0; owed &= owed - 1)
      month_.owed[ways_.obligation_at(static_cast<std::size_t>(std::countr_zero(owed)))][kind.team] += children;
  }
}

}  // namespace casetide::models
