#include "models/arrivals.hpp"

#include <cmath>

#include "models/purpose.hpp"

namespace casetide::models {

namespace {

/// The place in a list of shares that a uniform falls into.
template <typename Shares, typename ShareOf>
std::size_t pick(const Shares& shares, double uniform, ShareOf share_of) {
  double total = 0;
  for (const auto& entry : shares) total += share_of(entry);
  std::size_t place = 0;
  for (double sum = share_of(shares[0]); uniform * total >= sum && place + 1 < shares.size();)
    sum += share_of(shares[++place]);
  return place;
}

std::uint32_t number_of(HouseholdId id) { return static_cast<std::uint32_t>(index(id)); }

sim::Date first_of_next_month(sim::Date date) {
  const std::chrono::year_month_day day{date};
  return sim::Date{(day.year() / day.month() / 1) + std::chrono::months{1}};
}

}  // namespace

std::uint32_t household_size(const Run& run, HouseholdId id) {
  const double uniform = run.chance.uniform(purpose::household_size, number_of(id), 0);
  const auto& shares = run.scenario.demand.household_size_share;
  return static_cast<std::uint32_t>(pick(shares, uniform, [](double share) { return share; })) + 1;
}

Arrivals::Arrivals(Run& run, Register& children, Journeys& journeys, std::uint32_t first_household)
    : run_(run), children_(children), journeys_(journeys), next_household_(first_household) {
  lay_out_segments();
}

/// Cuts each period of demand at the turn of the months and spreads its children over working time by month.
void Arrivals::lay_out_segments() {
  const Demand& demand = run_.scenario.demand;
  for (const DemandPeriod& period : demand.first_referrals) {
    const std::size_t first = segments_.size();
    double weight = 0;
    for (sim::Date from = period.from; from < period.until;) {
      const sim::Date until = std::min(first_of_next_month(from), period.until);
      const auto month = static_cast<unsigned>(std::chrono::year_month_day{from}.month());
      Segment segment{sim::Instant{from}, 0, demand.month_factor[month - 1]};
      segment.length =
          static_cast<double>(run_.calendar().worked(sim::Instant{from}, sim::Instant{until}, demand.received).count());
      weight += segment.length * segment.rate;
      segments_.push_back(segment);
      from = until;
    }
    const double households = period.children / demand.mean_household_size();
    for (std::size_t place = first; place < segments_.size(); ++place)
      segments_[place].rate *= weight > 0 ? households / weight : 0;
  }
}

void Arrivals::start() {
  // Demand before the run begins has come already: skip to the segment in which it begins.
  while (segment_ + 1 < segments_.size() && segments_[segment_ + 1].from <= run_.now()) ++segment_;
  if (segment_ < segments_.size() && segments_[segment_].from < run_.now())
    position_ = static_cast<double>(
        run_.calendar().worked(segments_[segment_].from, run_.now(), run_.scenario.demand.received).count());
  schedule_next();
}

void Arrivals::schedule_next() {
  double gap = -std::log(run_.chance.uniform(purpose::referral_gap, arrivals_++, 0));
  while (segment_ < segments_.size()) {
    const Segment& segment = segments_[segment_];
    const double rest = (segment.length - position_) * segment.rate;
    if (gap < rest) break;
    gap -= rest;
    position_ = 0;
    ++segment_;
  }
  if (segment_ == segments_.size()) return;
  const Segment& segment = segments_[segment_];
  position_ += gap / segment.rate;
  const sim::Minutes rounded{static_cast<std::int64_t>(std::llround(position_))};
  run_.schedule(run_.calendar().finish(segment.from, rounded, run_.scenario.demand.received), phase::children,
                EntryKind::referral, 0);
}

void Arrivals::referral() {
  const HouseholdId id{next_household_++};
  const std::uint32_t slot = children_.add_household(id, household_size(run_, id));
  const double uniform = run_.chance.uniform(purpose::urgency, number_of(id), 0);
  children_.household(slot).urgency = static_cast<std::uint8_t>(
      pick(run_.scenario.demand.urgencies, uniform, [](const UrgencyShare& entry) { return entry.share; }));
  journeys_.refer(slot);
  schedule_next();
}

void Arrivals::household_closed(std::uint32_t household) {
  Household& family = children_.household(household);
  const Returns& returns = run_.scenario.demand.returns;
  const auto uniform = run_.chance.uniform_pair(purpose::household_return, number_of(family.id), family.episode);
  ++family.episode;
  if (uniform[0] >= returns.share) return children_.forget_household(household);
  const auto minutes = std::llround(returns.after_days.quantile(uniform[1]) * 24 * 60);
  const sim::Instant back = run_.now() + sim::Minutes{minutes};
  if (back >= sim::Instant{run_.scenario.period_until}) return;
  const sim::Instant at = run_.calendar().next_working_instant(back, run_.scenario.demand.received);
  run_.schedule(at, phase::children, EntryKind::household_returns, household);
}

void Arrivals::household_returns(std::uint32_t household) { journeys_.refer(household); }

}  // namespace casetide::models
