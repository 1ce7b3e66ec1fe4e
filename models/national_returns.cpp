#include "models/national_returns.hpp"

#include <algorithm>
#include <bit>

namespace casetide::models {

namespace {

constexpr std::chrono::days longest_clock{3 * 365};

// Rules of the national statistics.
constexpr int back_within_months = 12;           // of a previous referral, and of closure
constexpr int reviewed_from_months_on_plan = 3;  // younger plans do not count for reviews in time
constexpr int reviewed_from_working_days_in_care = 20;
constexpr int many_placements = 3;
constexpr int many_worker_changes = 2;

constexpr auto plan_review = static_cast<std::size_t>(Timed::plan_review);
constexpr auto care_review = static_cast<std::size_t>(Timed::care_review);

constexpr sim::Minutes long_spell = 28 * sim::one_day;

std::uint32_t bit(std::size_t place) { return std::uint32_t{1} << place; }

std::uint32_t bits(const std::vector<StatusId>& statuses) {
  std::uint32_t all = 0;
  for (const StatusId status : statuses) all |= bit(index(status));
  return all;
}

std::uint32_t holders_count_as(const Pathway& pathway, CountsAs kind) {
  std::uint32_t all = 0;
  for (std::size_t place = 0; place < pathway.statuses.size(); ++place)
    if (pathway.statuses[place].counts_as == kind) all |= bit(place);
  return all;
}

template <typename Id>
bool is(const std::optional<Id>& term, std::uint8_t place) {
  return term && index(*term) == place;
}

/// The later census with whoever came and went since the earlier one.
StaffCensus in_the_year_between(const StaffCensus& earlier, const StaffCensus& later) {
  StaffCensus between = later;
  between.started -= earlier.started;
  between.left -= earlier.left;
  between.to_agency -= earlier.to_agency;
  between.agency_left -= earlier.agency_left;
  between.working_days_lost -= earlier.working_days_lost;
  return between;
}

bool is_within_a_year(sim::Date earlier, sim::Date later) {
  return later <= sim::add_months(earlier, back_within_months);
}

}  // namespace

NationalReturns::NationalReturns(const Scenario& scenario)
    : scenario_(scenario),
      terms_(scenario.pathway.national),
      contacts_(holders_count_as(scenario.pathway, CountsAs::contact)),
      care_leavers_(holders_count_as(scenario.pathway, CountsAs::care_leaver)),
      in_need_(bits(terms_.in_need) & ~care_leavers_),
      placements_(bits(terms_.placements)),
      unsuitable_(bits(terms_.unsuitable_accommodation)),
      columns_(scenario.pathway.obligations.size(), unwatched),
      brings_of_age_(scenario.pathway.decisions.size(), false),
      years_(1),
      first_year_(financial_year_of(scenario.warm_up_from).ends_in()),
      current_(financial_year_of(scenario.warm_up_from)) {
  if (terms_.assessment) watch(*terms_.assessment, Timed::assessment);
  if (terms_.initial_conference) watch(*terms_.initial_conference, Timed::conference);
  for (const ObligationId review : terms_.plan_reviews) watch(review, Timed::plan_review);
  for (const ObligationId review : terms_.care_reviews) watch(review, Timed::care_review);
  for (const Birthday& birthday : scenario.pathway.birthdays)
    if (birthday.age >= scenario.pathway.adult_at) brings_of_age_[index(birthday.decides)] = true;
}

void NationalReturns::watch(ObligationId obligation, Timed as) {
  columns_[index(obligation)] = static_cast<std::uint8_t>(timed_.size());
  timed_.push_back(as);
}

bool NationalReturns::watches(FactKind kind) const {
  if (whole_years(scenario_.period_from, scenario_.period_until).empty()) return false;
  switch (kind) {
    case FactKind::referral_received:
    case FactKind::found_open:
    case FactKind::status_begun:
    case FactKind::status_ended:
    case FactKind::child_closed:
    case FactKind::worker_changed:
    case FactKind::obligation_owed:
    case FactKind::obligation_met:
    case FactKind::obligation_lapsed:
    case FactKind::safeguards_back:
      return true;
    case FactKind::decision_taken:
      return !scenario_.pathway.birthdays.empty();
    default:
      return false;
  }
}

void NationalReturns::observe(const Fact& fact) {
  while (fact.at >= sim::Instant{current_.until}) close_year();
  switch (fact.kind) {
    case FactKind::referral_received:
      return referral_received(fact);
    case FactKind::found_open:
      opened(fact.child, sim::date_of(fact.since));
      return;
    case FactKind::status_begun:
      return status_begun(fact);
    case FactKind::status_ended:
      return status_ended(fact);
    case FactKind::child_closed:
      return child_closed(fact);
    case FactKind::worker_changed:
      return worker_changed(fact);
    case FactKind::decision_taken:
      return decision_taken(fact);
    case FactKind::obligation_owed:
      return obligation_owed(fact);
    case FactKind::obligation_met:
    case FactKind::obligation_lapsed:
      return obligation_settled(fact);
    case FactKind::safeguards_back:
      return spell_ended(fact);
    default:
      return;
  }
}

void NationalReturns::census(const StaffCensus& census) {
  while (census.day >= current_.until) close_year();
  year().staff = census_ ? in_the_year_between(*census_, census) : census;
  census_ = census;
}

std::vector<double> NationalReturns::finish() {
  while (current_.until <= scenario_.period_until) close_year();
  std::vector<double> values;
  for (const FinancialYear& whole : whole_years(scenario_.period_from, scenario_.period_until)) {
    NationalYear& counted = year_of(whole.from);
    counted.is_followed = sim::add_months(whole.until, back_within_months) <= scenario_.period_until;
    const IndicatorValues figures = figures_of(counted, terms_);
    values.insert(values.end(), figures.begin(), figures.end());
  }
  return values;
}

NationalYear& NationalReturns::year_of(sim::Date day) {
  if (day >= current_.from) return year();
  return years_[static_cast<std::size_t>(financial_year_of(day).ends_in() - first_year_)];
}

/// At most those of three years: what was long ago may lie outside the calendar, and no clock runs so long.
int NationalReturns::working_days(sim::Date from, sim::Date to) const {
  return scenario_.calendar.working_days_between(std::max(from, to - longest_clock), to);
}

// --- children

bool NationalReturns::holds(const Child& child, const std::optional<StatusId>& status) const {
  return status && (child.statuses & bit(index(*status))) != 0;
}

NationalReturns::Child* NationalReturns::known(ChildId id) {
  const std::uint32_t number = index_.find(id);
  return number == ChildIndex::none ? nullptr : &children_[number];
}

/// The child, which is open from now on if it was not.
NationalReturns::Child& NationalReturns::opened(ChildId id, sim::Date since) {
  const std::uint32_t number = index_.add(id);
  if (number == children_.size()) {
    children_.emplace_back();
    due_.resize(due_.size() + timed_.size(), sim::never);
  }
  Child& child = children_[number];
  if (child.open) return child;
  child.opened = since;
  child.open = true;
  child.in_need = child.care_leaver = child.of_age = false;
  return child;
}

void NationalReturns::referral_received(const Fact& fact) {
  const sim::Date today = sim::date_of(fact.at);
  Child& child = opened(fact.child, today);
  year().re_referrals.add(fact.since != sim::never && is_within_a_year(sim::date_of(fact.since), today));
  if (child.may_return && is_within_a_year(child.closed, today)) ++year_of(child.closed).referred_again.part;
  child.may_return = false;
}

void NationalReturns::status_begun(const Fact& fact) {
  const std::uint32_t status = bit(fact.place);
  const bool begins_now = fact.since == fact.at;  // otherwise it was held before the run began
  if (is(terms_.contact, fact.place)) year().contacts += begins_now;
  if (status & contacts_) return;

  const sim::Date since = sim::date_of(fact.since);
  Child& child = opened(fact.child, since);
  child.statuses |= status;
  if ((child.statuses & ~care_leavers_) == 0) child.care_leaver = true;
  if (status & placements_) ++child.placements;
  if ((status & in_need_) && !child.in_need) {
    child.in_need = true;
    year().need_started += begins_now;
  }
  if (is(terms_.in_assessment, fact.place)) child.assessed_since = since;
  if (is(terms_.section_47, fact.place)) {
    child.enquired_since = since;
    year().section_47s += begins_now;
  }
  if (is(terms_.protection_plan, fact.place)) plan_begun(child, fact);
  if (is(terms_.looked_after, fact.place)) care_begun(child, fact);
}

void NationalReturns::plan_begun(Child& child, const Fact& fact) {
  child.on_plan_since = sim::date_of(fact.since);
  child.late[plan_review] = false;
  if (fact.since == fact.at) year().second_plans.add(child.had_plan);
  child.had_plan = true;
}

void NationalReturns::care_begun(Child& child, const Fact& fact) {
  child.looked_after_since = sim::date_of(fact.since);
  child.late[care_review] = false;
  year().care_started += fact.since == fact.at;
}

void NationalReturns::status_ended(const Fact& fact) {
  Child* child = bit(fact.place) & contacts_ ? nullptr : known(fact.child);
  if (!child) return;
  child->statuses &= ~bit(fact.place);
  if (is(terms_.protection_plan, fact.place)) year().plans_ended.add(sim::date_of(fact.since), sim::date_of(fact.at));
  if (is(terms_.looked_after, fact.place)) ++year().care_ceased;
}

void NationalReturns::child_closed(const Fact& fact) {
  Child* child = known(fact.child);
  if (!child || !child->open) return;  // a contact
  child->open = false;
  const sim::Date today = sim::date_of(fact.at);
  if (child->in_need && !child->care_leaver) year().need_ended.add(child->opened, today);
  if (child->care_leaver || child->of_age) return;
  ++year().referred_again.whole;
  child->closed = today;
  child->may_return = true;
}

void NationalReturns::worker_changed(const Fact& fact) {
  if (Child* child = known(fact.child)) ++child->worker_changes;
}

void NationalReturns::decision_taken(const Fact& fact) {
  if (!brings_of_age_[fact.place]) return;
  if (Child* child = known(fact.child)) child->of_age = true;
}

// --- obligations

void NationalReturns::obligation_owed(const Fact& fact) {
  const std::uint8_t column = columns_[fact.place];
  const std::uint32_t number = column == unwatched ? ChildIndex::none : index_.find(fact.child);
  if (number != ChildIndex::none) due_[number * timed_.size() + column] = fact.due;
}

/// Met, or lapsed.
void NationalReturns::obligation_settled(const Fact& fact) {
  const std::uint8_t column = columns_[fact.place];
  const std::uint32_t number = column == unwatched ? ChildIndex::none : index_.find(fact.child);
  if (number == ChildIndex::none) return;
  due_[number * timed_.size() + column] = sim::never;
  Child& child = children_[number];
  const Timed what = timed_[column];
  child.late[static_cast<std::size_t>(what)] |= fact.at > fact.due;
  if (fact.kind == FactKind::obligation_lapsed) return;
  if (what == Timed::assessment) assessment_completed(fact, child);
  if (what == Timed::conference) conference_held(fact, child);
}

void NationalReturns::assessment_completed(const Fact& fact, const Child& child) {
  ++year().assessments;
  if (holds(child, terms_.in_assessment))
    year().assessment_days.push_back(working_days(child.assessed_since, sim::date_of(fact.at)));
  year().assessment_law_days.push_back(working_days(sim::date_of(fact.since), sim::date_of(fact.at)));
}

void NationalReturns::conference_held(const Fact& fact, const Child& child) {
  ++year().conferences;
  if (holds(child, terms_.section_47))
    year().conference_days.push_back(working_days(child.enquired_since, sim::date_of(fact.at)));
}

// --- time at risk

/// The spell belongs to the year of its last minute; warm-up and what lies beyond the horizon are cut off.
void NationalReturns::spell_ended(const Fact& fact) {
  const sim::Instant from = std::max(fact.since, sim::Instant{scenario_.period_from});
  const sim::Instant until = std::min(fact.due, sim::Instant{scenario_.period_until});
  if (from >= until) return;
  NationalYear& in = year_of(sim::date_of(until - sim::Minutes{1}));
  in.spells.push_back((until - from).count());
  if (until - from >= long_spell) in.long_spells.insert(static_cast<std::uint32_t>(index(fact.child)));
}

// --- 31 March

/// Counts what stands at the end of the current year and begins the next one.
void NationalReturns::close_year() {
  for (std::uint32_t number = 0; number < index_.size(); ++number) {
    if (children_[number].open) {
      count_what_is_late(number);
      count_at_year_end(children_[number], current_.last_day());
    }
    begin_year(children_[number]);
  }
  years_.emplace_back();
  current_ = financial_year_of(current_.until);
}

void NationalReturns::count_what_is_late(std::uint32_t number) {
  const sim::Instant now{current_.until};
  for (std::size_t column = 0; column < timed_.size(); ++column) {
    const sim::Instant due = due_[number * timed_.size() + column];
    if (due >= now) continue;
    const auto what = static_cast<std::size_t>(timed_[column]);
    year().late[what].add(now - due);
    children_[number].late[what] = true;
  }
}

void NationalReturns::count_at_year_end(const Child& child, sim::Date last_day) {
  year().open.add(child.opened, last_day);
  if (holds(child, terms_.protection_plan)) {
    ++year().on_plan;
    const sim::Date counts_from = sim::add_months(child.on_plan_since, reviewed_from_months_on_plan);
    if (counts_from <= last_day) year().plan_reviews_in_time.add(!child.late[plan_review]);
  }
  if (holds(child, terms_.looked_after)) count_care_at_year_end(child, last_day);
  year().unaccompanied += holds(child, terms_.unaccompanied);
  if (holds(child, terms_.care_leaver)) {
    year().suitable.add((child.statuses & unsuitable_) == 0);
    year().in_bed_and_breakfast += holds(child, terms_.bed_and_breakfast);
  }
}

void NationalReturns::count_care_at_year_end(const Child& child, sim::Date last_day) {
  ++year().looked_after;
  year().many_placements.add(child.placements >= many_placements);
  year().many_workers.add(child.worker_changes >= many_worker_changes);
  if (working_days(child.looked_after_since, last_day) >= reviewed_from_working_days_in_care)
    year().care_reviews_in_time.add(!child.late[care_review]);
}

/// The placement in which the new year finds the child is its first one.
void NationalReturns::begin_year(Child& child) const {
  child.placements = static_cast<std::uint8_t>(std::popcount(child.statuses & placements_));
  child.worker_changes = 0;
  child.late = {};
}

}  // namespace casetide::models
