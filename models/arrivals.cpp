#include "models/arrivals.hpp"

#include <algorithm>
#include <cmath>

#include "models/purpose.hpp"

namespace casetide::models {

namespace {

constexpr std::uint32_t households_of_a_stream = 1u << 24;

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

}  // namespace

std::uint32_t household_size(const Run& run, HouseholdId id) {
  const double uniform = run.chance.uniform(purpose::household_size, number_of(id), 0);
  const auto& shares = run.scenario.demand.household_size_share;
  return static_cast<std::uint32_t>(pick(shares, uniform, [](double share) { return share; })) + 1;
}

std::uint8_t household_urgency(const Run& run, HouseholdId id) {
  const double uniform = run.chance.uniform(purpose::urgency, number_of(id), 0);
  const auto& urgencies = run.scenario.demand.urgencies;
  return static_cast<std::uint8_t>(pick(urgencies, uniform, [](const UrgencyShare& entry) { return entry.share; }));
}

Arrivals::Arrivals(Run& run, Register& children, Journeys& journeys, Ages& ages, std::uint32_t first_household)
    : run_(run), children_(children), journeys_(journeys), ages_(ages) {
  sources_.push_back(
      {.purpose = purpose::referral_gap, .next_household = first_household, .segments = first_referrals()});
  // The households of a stream have numbers of their own, so that it changes nothing about anybody else.
  const auto& streams = run.scenario.demand.streams;
  for (std::size_t place = 0; place < streams.size(); ++place)
    sources_.push_back({.purpose = purpose::stream_gap(place),
                        .next_household = static_cast<std::uint32_t>(place + 1) * households_of_a_stream,
                        .segments = stream(streams[place])});
}

Arrivals::Segments Arrivals::first_referrals() const {
  const Demand& demand = run_.scenario.demand;
  Segments all;
  for (const DemandPeriod& period : demand.first_referrals) {
    const double children = period.children * demand.first_referrals_factor;
    const Segments more = segments(period, children / demand.mean_household_size(), true);
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

Arrivals::Segments Arrivals::stream(const Stream& stream) const {
  const Demand& demand = run_.scenario.demand;
  Segments all;
  for (const DemandPeriod& period : demand.first_referrals) {
    const double years = static_cast<double>((period.until - period.from).count()) / sim::days_a_year;
    const bool seasons = stream.a_year <= 0;
    const double first = period.children * demand.first_referrals_factor;
    const double arrivals = seasons ? stream.per_first_referral * first : stream.a_year * years;
    const Segments more = segments(period, arrivals, seasons);
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

/// Cuts a period at the turn of the months and spreads its arrivals over receiving time, by month where there are
/// seasons.
Arrivals::Segments Arrivals::segments(const DemandPeriod& period, double arrivals, bool seasons) const {
  const Demand& demand = run_.scenario.demand;
  Segments segments;
  double weight = 0;
  for (sim::Date from = period.from; from < period.until;) {
    const sim::Date until = std::min(sim::first_of_next_month(from), period.until);
    const auto month = static_cast<unsigned>(std::chrono::year_month_day{from}.month());
    Segment segment{sim::Instant{from}, 0, seasons ? demand.month_factor[month - 1] : 1.0};
    segment.length =
        static_cast<double>(run_.calendar().worked(sim::Instant{from}, sim::Instant{until}, demand.received).count());
    weight += segment.length * segment.rate;
    segments.push_back(segment);
    from = until;
  }
  for (Segment& segment : segments) segment.rate *= weight > 0 ? arrivals / weight : 0;
  return segments;
}

void Arrivals::start() {
  for (std::size_t place = 0; place < sources_.size(); ++place) {
    seek_now(sources_[place]);
    schedule_next(place);
  }
}

/// What came before now has come already: to the segment in which now lies, and the place in it.
void Arrivals::seek_now(Source& source) const {
  source.segment = 0;
  source.position = source.beyond = 0;
  const Segments& segments = source.segments;
  while (source.segment + 1 < segments.size() && segments[source.segment + 1].from <= run_.now()) ++source.segment;
  if (source.segment < segments.size() && segments[source.segment].from < run_.now())
    source.position = static_cast<double>(
        run_.calendar().worked(segments[source.segment].from, run_.now(), run_.scenario.demand.received).count());
}

/// How many arrivals are expected from now to the next one that was drawn.
double Arrivals::ahead_of(const Source& source) const {
  Source now = source;
  seek_now(now);
  double gap = source.beyond;
  for (; now.segment < source.segment; ++now.segment, now.position = 0)
    gap += (now.segments[now.segment].length - now.position) * now.segments[now.segment].rate;
  if (source.segment < source.segments.size())
    gap += (source.position - now.position) * source.segments[source.segment].rate;
  return std::max(gap, 0.0);
}

void Arrivals::demand_changed() {
  const auto& streams = run_.scenario.demand.streams;
  for (std::size_t place = 0; place < sources_.size(); ++place) {
    Source& source = sources_[place];
    Segments anew = place == 0 ? first_referrals() : stream(streams[place - 1]);
    if (anew == source.segments) continue;
    const double gap = ahead_of(source);
    source.segments = std::move(anew);
    seek_now(source);
    schedule(place, gap);
  }
}

void Arrivals::schedule_next(std::size_t place) {
  Source& source = sources_[place];
  schedule(place, -std::log(run_.chance.uniform(source.purpose, source.arrivals++, 0)));
}

/// The next arrival comes when so many are expected to have come from the source's place on.
void Arrivals::schedule(std::size_t place, double gap) {
  Source& source = sources_[place];
  ++source.stamp;
  while (source.segment < source.segments.size()) {
    const Segment& segment = source.segments[source.segment];
    const double rest = (segment.length - source.position) * segment.rate;
    if (gap < rest) break;
    gap -= rest;
    source.position = 0;
    ++source.segment;
  }
  source.beyond = 0;
  if (source.segment == source.segments.size()) {
    source.beyond = gap;
    return;
  }
  const Segment& segment = source.segments[source.segment];
  source.position += gap / segment.rate;
  const sim::Minutes rounded{static_cast<std::int64_t>(std::llround(source.position))};
  run_.schedule(run_.calendar().finish(segment.from, rounded, run_.scenario.demand.received), phase::children,
                EntryKind::arrival, static_cast<std::uint32_t>(place), source.stamp);
}

void Arrivals::arrival(std::size_t place, std::uint32_t stamp) {
  Source& source = sources_[place];
  if (source.stamp != stamp) return;  // demand has changed since
  if (place == 0) first_referral(source);
  if (place > 0) stream_arrival(source, run_.scenario.demand.streams[place - 1]);
  schedule_next(place);
}

void Arrivals::first_referral(Source& source) {
  const HouseholdId id{source.next_household++};
  const std::uint32_t slot = children_.add_household(id, household_size(run_, id));
  Household& family = children_.household(slot);
  family.urgency = household_urgency(run_, id);
  for (std::uint32_t child = family.first_child; child < family.first_child + family.children; ++child)
    ages_.draw(child, run_.scenario.demand.age_years);
  journeys_.refer(slot);
}

void Arrivals::stream_arrival(Source& source, const Stream& stream) {
  const HouseholdId id{source.next_household++};
  const std::uint32_t child = children_.household(children_.add_household(id, 1)).first_child;
  const auto is_contact = [&](StatusId status) {
    return run_.scenario.pathway.statuses[index(status)].counts_as == CountsAs::contact;
  };
  const bool contact = std::all_of(stream.begins.begin(), stream.begins.end(), is_contact);
  if (contact)
    run_.state({.kind = FactKind::contact_received, .child = children_.child(child).id, .household = id});
  else
    ages_.draw(child, stream.age_years);
  journeys_.enter(child, stream.begins);
}

void Arrivals::household_closed(std::uint32_t household, std::optional<double> comes_back) {
  Household& family = children_.household(household);
  const Returns& returns = run_.scenario.demand.returns;
  const auto uniform = run_.chance.uniform_pair(purpose::household_return, number_of(family.id), family.episode);
  ++family.episode;
  if (uniform[0] >= comes_back.value_or(returns.share)) return children_.forget_household(household);
  const auto minutes = std::llround(returns.after_days.quantile(uniform[1]) * 24 * 60);
  come_back(household, run_.now() + sim::Minutes{minutes});
}

/// Of those who have not come back by now, a smaller share ever will.
void Arrivals::closed_before(std::uint32_t household, sim::Date closed, double comes_back) {
  Household& family = children_.household(household);
  const sim::Distribution& after = run_.scenario.demand.returns.after_days;
  const auto uniform = run_.chance.uniform_pair(purpose::household_return, number_of(family.id), family.episode);
  ++family.episode;
  const double gone = sim::in_days(run_.now() - sim::Instant{closed});
  const double back_by_now = comes_back * after.cdf(gone);
  const double still_to_come = comes_back > back_by_now ? (comes_back - back_by_now) / (1 - back_by_now) : 0;
  if (uniform[0] >= still_to_come) return children_.forget_household(household);
  const auto minutes = std::llround(after.quantile_beyond(gone, uniform[1]) * 24 * 60);
  come_back(household, std::max(run_.now(), sim::Instant{closed} + sim::Minutes{minutes}));
}

void Arrivals::come_back(std::uint32_t household, sim::Instant back) {
  if (back >= sim::Instant{run_.scenario.period_until}) return;
  const sim::Instant at = run_.calendar().next_working_instant(back, run_.scenario.demand.received);
  run_.schedule(at, phase::children, EntryKind::household_returns, household);
}

/// Unless all its children have grown up meanwhile.
void Arrivals::household_returns(std::uint32_t household) {
  if (!journeys_.refer(household)) children_.forget_household(household);
}

}  // namespace casetide::models
