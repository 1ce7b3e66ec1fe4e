#include "models/expected_pace.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace casetide::models {

namespace {

constexpr int lengths = 40;             // of a stay, equally likely
constexpr double longest = 10 * 365.0;  // days for which clocks are followed
constexpr double soonest = 1.0 / 24;    // days between one time and the next
constexpr double first_look = 0.5;      // days: on the day itself, somewhere in its hours
constexpr double goes_first = 14;       // days of head start; what recurs and has less waits until it is about due
constexpr double next_attempt = next_attempt_after + 1;  // working days: aimed at, and done on the day after
constexpr double authorised_after = 1;                   // working days

Lengths lengths_of(const sim::Distribution& days) {
  Lengths stay;
  for (int place = 0; place < lengths; ++place) stay.push_back(days.quantile((place + 0.5) / lengths));
  return stay;
}

/// Work of a plan: when, and how much of it [hours].
struct Progress {
  double at;
  double hours;
};

/// The day on which so many hours have been done.
double day_of(const std::vector<Progress>& progress, double hours_a_day, double hours) {
  double done = 0;
  for (const Progress& one : progress)
    if ((done += one.hours) >= hours) return one.at;
  const double last = progress.empty() ? 0 : progress.back().at;
  return hours_a_day > 0 ? std::max(last, longest) + (hours - done) / hours_a_day : longest;
}

/// The first time, of those at which something is done, that does not come before the day.
double first_from(const ExpectedDays& done, double day) {
  const auto next = std::lower_bound(done.at.begin(), done.at.end(), day);
  if (next != done.at.end()) return *next;
  return done.every > 0 ? day + done.every / 2 : day;
}

bool ends(const Scenario& scenario, DecisionId decision, StatusId status) {
  for (const Decision::Case& one : scenario.pathway.decisions[index(decision)].cases)
    for (const Outcome& outcome : one.outcomes)
      if (outcome.closes || std::ranges::count(outcome.ends, status) > 0) return true;
  return false;
}

}  // namespace

double share_longer(const Lengths& stay, double days) {
  if (stay.empty()) return 1;
  return static_cast<double>(std::ranges::count_if(stay, [&](double length) { return length > days; })) /
         static_cast<double>(stay.size());
}

double mean_until(const Lengths& stay, double days) {
  if (stay.empty()) return days;
  double sum = 0;
  for (double length : stay) sum += std::min(length, days);
  return sum / static_cast<double>(stay.size());
}

double mean_of(const Lengths& stay) {
  return std::accumulate(stay.begin(), stay.end(), 0.0) / static_cast<double>(std::max<std::size_t>(stay.size(), 1));
}

/// Of the times at which something is done, those that a stay sees: expected number.
double times_within(const ExpectedDays& done, const Lengths& stay) {
  double times = 0;
  for (double at : done.at) times += share_longer(stay, at);
  if (done.every > 0) times += (mean_of(stay) - mean_until(stay, done.at.back())) / done.every;
  return times;
}

ExpectedPace::ExpectedPace(const Scenario& scenario) : scenario_(&scenario) {
  const sim::Date from = scenario.warm_up_from;
  const sim::Date until = std::min(from + std::chrono::days{364}, scenario.period_until);
  const int worked = std::max(1, scenario.calendar.working_days_between(from, until));
  days_a_working_day_ = static_cast<double>((until - from).count()) / worked;
  for (const Obligation& rule : scenario.pathway.obligations)
    done_.push_back(rule.work ? schedule(rule) : ExpectedDays{});
  for (std::size_t place = 0; place < scenario.pathway.statuses.size(); ++place)
    stay_.push_back(stay_of(id_at<StatusId>(place)));
  for (std::size_t place = 0; place < done_.size(); ++place) {
    decisions_a_day_.push_back(scenario.pathway.obligations[place].work ? often_decided(place) : 0);
    days_until_noticed_.push_back(scenario.pathway.obligations[place].work ? late_noticed(place) : 0);
  }
}

/// From the day on which the span begins until it is done: some working days before it is due, and later where others
/// are awaited.
double ExpectedPace::first_done(const Obligation& rule, Span span) const {
  const Work& work = *rule.work;
  const double days = work.hours.mean() / std::max(0.1, sim::in_hours(scenario_->staffing.client_hours.length));
  const bool paced = scenario_->staffing.pace == Pace::to_the_clock || rule.meeting || !rule.then_every.empty();
  if (!work.ready_before || !paced) return std::max(soonest, days * days_a_working_day_);
  const bool waits = !rule.then_every.empty() && !rule.meeting && work.head_start_days < goes_first;
  const double ahead = (waits ? 0 : std::floor(work.ready_before->mean())) - work.external_wait.mean();
  const double failed = work.attempt_fails / (1 - work.attempt_fails) * next_attempt;
  const double later = failed + (work.authorised_by ? authorised_after : 0);
  return std::max(soonest, days_in(span) - first_look + (later - ahead) * days_a_working_day_);
}

ExpectedDays ExpectedPace::schedule(const Obligation& rule) const {
  ExpectedDays done;
  done.at.push_back(first_done(rule, rule.due));
  if (rule.then_every.empty()) return done;
  const auto holds = [&](const Interval& interval) {
    if (interval.within) return done.at.back() < days_in(*interval.within);
    if (!interval.before) return false;
    const Obligation& other = scenario_->pathway.obligations[index(*interval.before)];
    return other.work && done.at.back() < first_done(other, other.due);
  };
  for (int met = 0; done.at.back() < longest; ++met) {
    done.every = std::max(soonest, first_done(rule, next_interval(rule, met, holds)));
    if (done.every < 1) break;  // at once, again and again: only the rate matters
    done.at.push_back(done.at.back() + done.every);
  }
  return done;
}

Lengths ExpectedPace::stay_of(StatusId status) const {
  const auto& need = scenario_->pathway.statuses[index(status)].need;
  if (need && need->met_by == Need::MetBy::time) return lengths_of(need->amount);
  if (need) return until_met(status);
  Lengths shortest;
  for (const Obligation& rule : scenario_->pathway.obligations) {
    const bool once = rule.starts == Obligation::Starts::with_status && rule.then_every.empty();
    if (rule.during != status || !once || !rule.work || !rule.decides || !ends(*scenario_, *rule.decides, status))
      continue;
    Lengths stay;
    for (int place = 0; place < lengths; ++place) {
      Obligation at = rule;
      const double share = 1 - (place + 0.5) / lengths;
      if (at.work->ready_before)
        at.work->ready_before = sim::Distribution::constant(at.work->ready_before->quantile(share));
      stay.push_back(first_done(at, at.due));
    }
    if (shortest.empty() || mean_of(stay) < mean_of(shortest)) shortest = stay;
  }
  return shortest;
}

/// Until what progresses the plan has been done for so many hours as the need asks.
Lengths ExpectedPace::until_met(StatusId status) const {
  std::vector<Progress> progress;
  double hours_a_day = 0;
  for (std::size_t place = 0; place < scenario_->pathway.obligations.size(); ++place) {
    const Obligation& rule = scenario_->pathway.obligations[place];
    if (!rule.progresses_plan || !rule.work || rule.during != status) continue;
    const double hours = rule.work->hours.mean();
    for (double at : done_[place].at) progress.push_back({at, hours});
    if (done_[place].every > 0) hours_a_day += hours / done_[place].every;
  }
  std::ranges::sort(progress, {}, &Progress::at);
  Lengths stay = lengths_of(scenario_->pathway.statuses[index(status)].need->amount);
  for (double& length : stay) length = day_of(progress, hours_a_day, length);
  return stay;
}

double ExpectedPace::days_to_meet(StatusId status) const { return std::max(soonest, mean_of(stay(status))); }

double ExpectedPace::often_decided(std::size_t obligation) const {
  const ExpectedDays& done = done_[obligation];
  const Obligation& rule = scenario_->pathway.obligations[obligation];
  if (rule.starts == Obligation::Starts::on_change_of_worker) return 0;
  const Lengths& stay = this->stay(rule.during);
  if (stay.empty()) return done.every > 0 ? 1 / done.every : 0;
  return times_within(done, stay) / std::max(soonest, mean_of(stay));
}

double ExpectedPace::late_noticed(std::size_t obligation) const {
  const Obligation& rule = scenario_->pathway.obligations[obligation];
  if (rule.starts == Obligation::Starts::on_change_of_worker) return 0;
  const Lengths& stay = this->stay(rule.during);
  double days = 0;
  for (double length : stay) days += first_from(done_[obligation], length) - length;
  return std::max(soonest, days / static_cast<double>(std::max<std::size_t>(stay.size(), 1)));
}

}  // namespace casetide::models
