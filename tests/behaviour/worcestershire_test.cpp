// What must hold in any run, on the whole county: nothing is lost or done twice, sums agree, chance is shared by plans.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <numeric>
#include <set>
#include <sstream>

#include "output/trace.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

/// The county from January 2016 with one year stored from April 2016.
Scenario one_year() {
  Scenario scenario = worcestershire();
  scenario.period_until = scenario.period_from + std::chrono::days{365};
  return scenario;
}

/// To the end of 2017, no_change and recruitment: workers join one by one from April 2017 on, nobody leaves.
Scenario with_recruits() {
  Scenario scenario = worcestershire();
  scenario.period_until = day("2018-01-01");
  fix_staff(scenario);
  std::vector<Plan> plans;
  for (Plan& plan : scenario.plans)
    if (plan.name == "no_change" || plan.name == "recruitment") plans.push_back(plan);
  scenario.plans = std::move(plans);
  return scenario;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Equal but for the rounding of long sums.
void expect_same(double found, double expected, const std::string& what) {
  EXPECT_NEAR(found, expected, 1e-6 * std::max(1.0, std::abs(expected))) << what;
}

void observe(const Scenario& scenario, std::size_t plan, std::vector<Observer*> observers) {
  run_replication(scenario, scenario.plans.at(plan), 0, std::move(observers));
}

// --- nothing is lost -----------------------------------------------------------------------------------------------

/// Who is open, and who holds which status, from facts alone; compares with the measures at every sample.
class HeadCount : public Observer {
 public:
  explicit HeadCount(const Scenario& scenario) : holding_(scenario.pathway.statuses.size()) {}

  void observe(const Fact& fact) override {
    EXPECT_GE(fact.at, last_);  // dates never go back
    last_ = fact.at;
    switch (fact.kind) {
      case FactKind::contact_received:
        contacts_.insert(fact.child);
        break;
      case FactKind::referral_received:
        EXPECT_TRUE(open_.insert(fact.child).second) << "referred while open";
        break;
      case FactKind::status_begun:
        // Those who were there when the run began are not referred; a contact is nobody's case.
        if (!contacts_.contains(fact.child)) open_.insert(fact.child);
        EXPECT_TRUE(holding_[fact.place].insert(fact.child).second) << "begins a status that it holds";
        break;
      case FactKind::status_ended:
        EXPECT_EQ(holding_[fact.place].erase(fact.child), 1u) << "ends a status that it does not hold";
        break;
      case FactKind::child_closed:
        EXPECT_EQ(open_.erase(fact.child) + contacts_.erase(fact.child), 1u) << "closed, but not open";
        for (const auto& of_status : holding_) EXPECT_EQ(of_status.count(fact.child), 0u) << "closed in a status";
        break;
      default:
        break;
    }
  }

  void sample(const Sample& sample) override {
    ++samples;
    EXPECT_EQ(sample.of(Measure::opened)[0] - sample.of(Measure::closed)[0], static_cast<double>(open_.size()));
    for (std::size_t status = 0; status < holding_.size(); ++status)
      EXPECT_EQ(sample.of(Measure::children)[status], static_cast<double>(holding_[status].size()));
    std::set<ChildId> any;
    for (const auto& of_status : holding_) any.insert(of_status.begin(), of_status.end());
    std::set<ChildId> known = open_;
    known.insert(contacts_.begin(), contacts_.end());
    EXPECT_EQ(any, known);  // every open child holds a status
  }

  std::size_t samples = 0;

 private:
  sim::Instant last_ = sim::Instant::min();
  std::set<ChildId> open_, contacts_;
  std::vector<std::set<ChildId>> holding_;
};

TEST(County, OpensAndClosesChildrenWithoutLosingOne) {
  in_child([] {
    const Scenario scenario = one_year();
    HeadCount count(scenario);
    observe(scenario, 0, {&count});
    EXPECT_EQ(count.samples, sample_instants(scenario).size());
  });
}

// --- people's time -------------------------------------------------------------------------------------------------

/// Working hours of everybody in post at the start, in the order of their ids.
std::vector<sim::WorkingHours> hours_of_people(const Scenario& scenario) {
  std::vector<sim::WorkingHours> people;
  for (const Team& team : scenario.staffing.teams)
    for (const StaffGroup& group : team.staff)
      for (double left = group.fte; left > 1e-9; left -= 1) {
        const sim::Minutes whole =
            group.hours_per_day.count() > 0 ? group.hours_per_day : scenario.staffing.client_hours.length;
        const double share = std::min(left, 1.0);
        const auto minutes = std::llround(static_cast<double>(whole.count()) * share);
        people.push_back({scenario.staffing.client_hours.opens, sim::Minutes{minutes}});
      }
  return people;
}

/// Follows everybody's stretches of work and meetings.
class TimeSheets : public Observer {
 public:
  explicit TimeSheets(const Scenario& scenario) : scenario_(scenario), hours_(hours_of_people(scenario)) {
    sheets_.resize(hours_.size());
  }

  void observe(const Fact& fact) override {
    switch (fact.kind) {
      case FactKind::work_begun:
        return begin(fact, false);
      case FactKind::meeting_begun:
        return begin(fact, true);
      case FactKind::work_suspended:
      case FactKind::work_finished:
        return end(fact, false);
      case FactKind::meeting_held:
        return end(fact, true);
      case FactKind::worker_joined:
        teams_.push_back(fact.team);
        break;
      case FactKind::worker_absent:
        EXPECT_FALSE(sheet(fact).busy) << "absent and at work" << place(fact);
        sheet(fact).absent = true;
        break;
      case FactKind::worker_returned:
        sheet(fact).absent = false;
        break;
      default:
        break;
    }
  }

  void sample(const Sample& sample) override {
    std::vector<sim::Minutes> worked(scenario_.staffing.teams.size());
    for (std::size_t person = 0; person < sheets_.size(); ++person) {
      sim::Minutes minutes = sheets_[person].worked;
      if (sheets_[person].busy) minutes += time_at_work(person, sheets_[person].begun, sample.at);
      worked[index(teams_.at(person))] += minutes;
    }
    for (std::size_t team = 0; team < worked.size(); ++team)
      EXPECT_NEAR(sample.of(Measure::worked_hours)[team], sim::in_hours(worked[team]), 1e-6) << sim::text(sample.at);
    for (std::size_t team = 0; team < worked.size(); ++team)
      EXPECT_LE(sample.of(Measure::worked_hours)[team], sample.of(Measure::available_hours)[team] + 1e-6);
    last_worked = sample.of(Measure::worked_hours);
  }

  std::vector<double> last_worked;
  std::size_t stretches = 0, meetings = 0;

 private:
  struct Sheet {
    bool busy = false;
    bool meeting = false;
    bool absent = false;
    sim::Instant begun{};
    ObligationId obligation{};
    ChildId child{};
    sim::Minutes worked{0};
  };

  static std::string place(const Fact& fact) {
    return ": worker " + std::to_string(index(fact.worker)) + " at " + sim::text(fact.at);
  }
  Sheet& sheet(const Fact& fact) { return sheets_.at(index(fact.worker)); }

  /// Day by day: what of the stretch lies within the person's hours on working days.
  sim::Minutes time_at_work(std::size_t person, sim::Instant from, sim::Instant until) const {
    sim::Minutes sum{0};
    for (sim::Date date = sim::date_of(from); sim::Instant{date} < until; date += std::chrono::days{1}) {
      if (!scenario_.calendar.is_working_day(date)) continue;
      const sim::Instant opens = std::max(from, sim::Instant{date} + hours_[person].opens);
      const sim::Instant closes = std::min(until, sim::Instant{date} + hours_[person].opens + hours_[person].length);
      if (closes > opens) sum += closes - opens;
    }
    return sum;
  }
  bool at_work(std::size_t person, sim::Instant instant) const {
    return time_at_work(person, instant, instant + sim::Minutes{1}) > sim::Minutes{0};
  }

  void begin(const Fact& fact, bool meeting) {
    Sheet& mine = sheet(fact);
    EXPECT_FALSE(mine.busy) << "two things at a time" << place(fact);
    EXPECT_FALSE(mine.absent) << "at work while absent" << place(fact);
    EXPECT_TRUE(at_work(index(fact.worker), fact.at)) << "begins outside working hours" << place(fact);
    mine = {true, meeting, false, fact.at, ObligationId{fact.place}, fact.child, mine.worked};
  }

  void end(const Fact& fact, bool meeting) {
    Sheet& mine = sheet(fact);
    EXPECT_TRUE(mine.busy && mine.meeting == meeting) << "ends what was not begun" << place(fact);
    EXPECT_EQ(index(mine.obligation), fact.place) << place(fact);
    EXPECT_EQ(index(mine.child), index(fact.child)) << place(fact);
    EXPECT_EQ(fact.since, mine.begun) << place(fact);
    const sim::Minutes spent = time_at_work(index(fact.worker), mine.begun, fact.at);
    EXPECT_EQ(fact.amount, spent) << place(fact);
    if (fact.kind != FactKind::work_suspended && fact.at > mine.begun) {
      EXPECT_TRUE(at_work(index(fact.worker), fact.at - sim::Minutes{1}))
          << "ends outside working hours" << place(fact);
    }
    if (meeting) {
      EXPECT_EQ(spent, fact.at - mine.begun) << "a meeting over closed hours" << place(fact);
    }
    mine.worked += spent;
    mine.busy = false;
    ++(meeting ? meetings : stretches);
  }

  const Scenario& scenario_;
  std::vector<sim::WorkingHours> hours_;
  std::vector<TeamId> teams_;
  std::vector<Sheet> sheets_;
};

TEST(County, HasNobodyAtWorkOutsideWorkingHoursOrOnTwoThingsAtATime) {
  in_child([] {
    Scenario scenario = one_year();
    fix_staff(scenario);  // everybody's hours are those of the scenario
    TimeSheets sheets(scenario);
    observe(scenario, 0, {&sheets});  // the first plan recruits nobody
    EXPECT_GT(sheets.stretches, 10'000u);
    EXPECT_GT(sheets.meetings, 1'000u);
    EXPECT_GT(sum(sheets.last_worked), 10'000);
  });
}

// --- numbers and times ---------------------------------------------------------------------------------------------

/// Each child's time in a team, and without the named worker that it should have, within the window, from facts alone.
class Stays : public Observer {
 public:
  explicit Stays(const Scenario& scenario)
      : from_(scenario.period_from),
        until_(scenario.period_until),
        team_days(scenario.staffing.teams.size()),
        unallocated_days(scenario.staffing.teams.size()),
        final_(2) {}

  void observe(const Fact& fact) override {
    switch (fact.kind) {
      case FactKind::contact_received:
        contacts_.insert(fact.child);
        break;
      case FactKind::team_changed:
        if (contacts_.contains(fact.child)) break;  // counts in no team
        leave(in_team_, team_days, fact);
        in_team_[fact.child] = {fact.team, fact.at};
        if (without_worker_.contains(fact.child)) {
          leave(without_worker_, unallocated_days, fact);
          without_worker_[fact.child] = {fact.team, fact.at};
        }
        break;
      case FactKind::worker_needed:
      case FactKind::worker_lost:
        without_worker_.try_emplace(fact.child, Stay{fact.team, fact.at});
        break;
      case FactKind::child_allocated:
      case FactKind::worker_changed:
        leave(without_worker_, unallocated_days, fact);
        break;
      case FactKind::child_closed:
        leave(without_worker_, unallocated_days, fact);
        leave(in_team_, team_days, fact);
        break;
      default:
        break;
    }
  }

  void sample(const Sample& sample) override {
    std::vector<double> without(team_days.size());
    for (const auto& [child, stay] : without_worker_) ++without[index(stay.team)];
    if (!failed_) {  // once it is wrong it may stay wrong
      EXPECT_EQ(sample.of(Measure::unallocated), without) << sim::text(sample.at);
      failed_ = sample.of(Measure::unallocated) != without;
    }
    if (sample.at == from_) final_[0] = sample;
    if (sample.at != until_) return;
    final_[1] = sample;
    for (const auto& [child, stay] : in_team_) add(team_days, stay, until_);
    for (const auto& [child, stay] : without_worker_) add(unallocated_days, stay, until_);
  }

  double grown(Measure measure, std::size_t place) const {
    return final_[1].of(measure).at(place) - final_[0].of(measure).at(place);
  }

 private:
  struct Stay {
    TeamId team{};
    sim::Instant since{};
  };
  using Stayers = std::map<ChildId, Stay>;

  void leave(Stayers& stayers, std::vector<double>& days, const Fact& fact) {
    const auto found = stayers.find(fact.child);
    if (found == stayers.end()) return;
    add(days, found->second, fact.at);
    stayers.erase(found);
  }
  void add(std::vector<double>& days, const Stay& stay, sim::Instant end) const {
    const sim::Instant begin = std::max(stay.since, from_);
    if (end > begin) days[index(stay.team)] += sim::in_days(end - begin);
  }

  sim::Instant from_, until_;
  std::set<ChildId> contacts_;

 public:
  std::vector<double> team_days, unallocated_days;

 private:
  Stayers in_team_, without_worker_;
  bool failed_ = false;
  std::vector<Sample> final_;
};

/// Little's law over a finite window: the integral of the number is the sum of the times.
TEST(County, HasAsManyChildDaysInEachTeamAsItsChildrenSpendThere) {
  in_child([] {
    const Scenario scenario = one_year();
    Stays stays(scenario);
    observe(scenario, 0, {&stays});
    for (std::size_t team = 0; team < scenario.staffing.teams.size(); ++team) {
      const std::string& name = scenario.staffing.teams[team].name;
      expect_same(stays.grown(Measure::team_days, team), stays.team_days[team], name + ", child-days");
      expect_same(stays.grown(Measure::unallocated_days, team), stays.unallocated_days[team],
                  name + ", child-days without a worker");
    }
    EXPECT_GT(sum(stays.team_days), 365.0 * 1000);
  });
}

/// The same where workers are so few that children wait for one all the time.
TEST(County, HasAsManyChildDaysWithoutAWorkerAsItsChildrenWait) {
  in_child([] {
    Scenario scenario = one_year();
    scenario.staffing.ceiling *= 0.6;
    Stays stays(scenario);
    observe(scenario, 0, {&stays});
    for (std::size_t team = 0; team < scenario.staffing.teams.size(); ++team) {
      const std::string& name = scenario.staffing.teams[team].name;
      expect_same(stays.grown(Measure::team_days, team), stays.team_days[team], name + ", child-days");
      expect_same(stays.grown(Measure::unallocated_days, team), stays.unallocated_days[team],
                  name + ", child-days without a worker");
    }
    EXPECT_GT(sum(stays.unallocated_days), 1000);
  });
}

// --- time at risk --------------------------------------------------------------------------------------------------

/// Everything that section 7 of the definition says about sums, at every sample and in total.
void expect_sums_of_risk(const Sample& sample) {
  const auto& credited = sample.of(Measure::time_at_risk);
  const auto& gross = sample.of(Measure::time_at_risk_gross);
  const double total = sum(credited);
  const std::string when = sim::text(sample.at);
  expect_same(sum(sample.of(Measure::time_at_risk_equal)), total, "equal split " + when);
  expect_same(sum(sample.of(Measure::time_at_risk_status)), total, "by status " + when);
  expect_same(sum(sample.of(Measure::time_at_risk_team)), total, "by team " + when);
  EXPECT_LE(*std::max_element(gross.begin(), gross.end()), total * (1 + 1e-9));
  EXPECT_LE(total, sum(gross) * (1 + 1e-9));
  EXPECT_LE(sample.of(Measure::time_at_risk_law)[0], total * (1 + 1e-9));
  EXPECT_LE(total, sample.of(Measure::open_child_days)[0]);
  for (std::size_t component = 0; component < component_count; ++component) {
    double of_component = 0;
    for (std::size_t cause = 0; cause < cause_count; ++cause) of_component += credited[component * cause_count + cause];
    EXPECT_LE(of_component, gross[component] * (1 + 1e-9)) << component_names[component] << " " << when;
    EXPECT_EQ(credited[component * cause_count + static_cast<std::size_t>(Cause::none)], 0)
        << component_names[component] << ": time was there and not used, " << when;
  }
}

TEST(County, CreditsTimeAtRiskInSumsThatAgreeAndAlwaysWithACause) {
  in_child([] {
    const Scenario scenario = one_year();
    const Notes notes = run(scenario);
    ASSERT_EQ(notes.samples.size(), sample_instants(scenario).size());
    for (const Sample& sample : notes.samples) expect_sums_of_risk(sample);
    EXPECT_GT(notes.hours_at_risk(), 0);
  });
}

TEST(County, CreditsTimeAtRiskInSumsThatAgreeWhenPeopleAreFew) {
  in_child([] {
    Scenario scenario = one_year();
    scenario.staffing.ceiling *= 0.6;
    for (Team& team : scenario.staffing.teams)
      for (StaffGroup& group : team.staff) group.fte = std::max(1.0, group.fte * 0.6);
    const Notes notes = run(scenario);
    for (const Sample& sample : notes.samples) expect_sums_of_risk(sample);
    EXPECT_GT(notes.grown(Measure::time_at_risk_gross, static_cast<std::size_t>(Component::no_named_worker)), 0);
  });
}

/// Ten times the people, nobody ever away, and every piece of work done in six minutes.
Scenario ample_staff(const std::string& from, const std::string& until) {
  Scenario scenario = worcestershire();
  scenario.period_from = day(from);
  scenario.period_until = day(until);
  fix_staff(scenario);
  scenario.staffing.absences.clear();
  for (Team& team : scenario.staffing.teams) {
    for (auto& posts : team.posts) posts.fte *= 10;
    for (StaffGroup& group : team.staff) group.fte *= 10;
  }
  for (Obligation& rule : scenario.pathway.obligations)
    if (rule.work) rule.work->hours = rule.work->authorisation_hours = sim::Distribution::constant(0.1);
  return scenario;
}

/// Families are at home, partners free, courts and health services in time.
void without_external_waits(Scenario& scenario) {
  for (Obligation& rule : scenario.pathway.obligations) {
    if (!rule.work) continue;
    rule.work->external_wait = sim::Distribution::constant(0);
    rule.work->attempt_fails = 0;
  }
  for (Status& status : scenario.pathway.statuses)
    if (status.name == "pre_proceedings" || status.name == "care_proceedings" ||
        status.name == "awaiting_mental_health_support")
      status.need->amount = sim::Distribution::constant(60);
}

void expect_none_at_risk(const Notes& notes) {
  for (std::size_t component = 0; component < component_count; ++component)
    EXPECT_EQ(notes.grown(Measure::time_at_risk_gross, component), 0) << component_names[component];
  EXPECT_EQ(notes.hours_at_risk(), 0);
}

/// A year and more after the start, when every clock of those who were there has turned.
TEST(AmpleStaff, LeavesNoTimeAtRisk) {
  in_child([] {
    Scenario scenario = ample_staff("2017-04-01", "2018-04-01");
    without_external_waits(scenario);
    expect_none_at_risk(run(scenario));
  });
}

TEST(AmpleStaff, LeavesNoTimeAtRiskToThoseWhoWereThereFromTheStart) {
  in_child([] {
    Scenario scenario = ample_staff("2016-04-01", "2017-04-01");
    without_external_waits(scenario);
    expect_none_at_risk(run(scenario));
  });
}

/// But for the minutes in which the work is done once nobody is waited for any more.
TEST(AmpleStaff, LeavesOnlyTimeAtRiskThatNoStaffingRemoves) {
  in_child([] {
    const Notes notes = run(ample_staff("2017-04-01", "2018-04-01"));
    double external = 0;
    for (std::size_t component = 0; component < component_count; ++component)
      external += notes.hours_at_risk(static_cast<Component>(component), Cause::external);
    EXPECT_GT(external, 0);
    EXPECT_LT(notes.hours_at_risk() - external, external / 100);
  });
}

/// With the scenario's own hours somebody may be in the middle of long work when something urgent comes, and a referral
/// of the afternoon may not be decided upon the next day; but nobody waits for a worker, a conference or a way out.
TEST(AmpleStaff, WithTheScenariosOwnHoursLeavesNoWaitForAWorkerOrAConference) {
  in_child([] {
    Scenario scenario = ample_staff("2017-04-01", "2018-04-01");
    without_external_waits(scenario);
    const Scenario usual = worcestershire();
    for (std::size_t place = 0; place < scenario.pathway.obligations.size(); ++place)
      if (auto& work = scenario.pathway.obligations[place].work) {
        work->hours = usual.pathway.obligations[place].work->hours;
        work->authorisation_hours = usual.pathway.obligations[place].work->authorisation_hours;
      }
    const Notes notes = run(scenario);
    for (const Component component :
         {Component::no_named_worker, Component::protection_decision_overdue, Component::stuck})
      EXPECT_EQ(notes.grown(Measure::time_at_risk_gross, static_cast<std::size_t>(component)), 0)
          << component_names[static_cast<std::size_t>(component)];
    for (const Cause cause : {Cause::vacancy, Cause::absence, Cause::iro_chair, Cause::external, Cause::none})
      for (std::size_t component = 0; component < component_count; ++component)
        EXPECT_EQ(notes.hours_at_risk(static_cast<Component>(component), cause), 0)
            << component_names[component] << ", " << cause_names[static_cast<std::size_t>(cause)];
  });
}

// --- chance is shared by plans -------------------------------------------------------------------------------------

/// First referrals, with their children, and the absences of those in post at the start.
std::string what_chance_brings(const Scenario& scenario, std::size_t plan, int replication = 0) {
  return in_child([&](std::ostream& said) {
    const Notes notes = run(scenario, plan, replication);
    const std::size_t people = hours_of_people(scenario).size();
    for (const Fact& fact : notes.facts) {
      if (fact.kind == FactKind::referral_received && fact.since == sim::never)
        said << "referral " << sim::text(fact.at) << " household " << index(fact.household) << " child "
             << index(fact.child) << "\n";
      if (fact.kind == FactKind::worker_absent && index(fact.worker) < people)
        said << "absence " << sim::text(fact.at) << " worker " << index(fact.worker) << " until " << sim::text(fact.due)
             << "\n";
    }
  });
}

std::vector<std::uint8_t> bytes_of(const output::Trace& trace) {
  std::vector<std::uint8_t> bytes;
  for (const auto& values : trace.values) {
    const auto* begins = reinterpret_cast<const std::uint8_t*>(values.data());
    bytes.insert(bytes.end(), begins, begins + values.size() * sizeof(double));
  }
  return bytes;
}

/// The bytes of the plan's trace.
std::string trace_of(const Scenario& scenario, std::size_t plan, bool watched = false) {
  return in_child([&](std::ostream& said) {
    output::TraceRecorder recorder(scenario);
    Notes notes;
    std::vector<Observer*> observers = {&recorder};
    if (watched) observers.push_back(&notes);
    observe(scenario, plan, observers);
    const auto bytes = bytes_of(recorder.take());
    said.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  });
}

TEST(Chance, BringsTheSameFirstReferralsAndAbsencesUnderEveryPlan) {
  const Scenario scenario = with_recruits();
  ASSERT_EQ(scenario.plans.at(0).name, "no_change");
  ASSERT_EQ(scenario.plans.at(1).name, "recruitment");
  const std::string without = what_chance_brings(scenario, 0);
  const std::string with = what_chance_brings(scenario, 1);
  EXPECT_GT(std::count(without.begin(), without.end(), '\n'), 5000);
  EXPECT_TRUE(without == with)
      << "the first lines that differ: "
      << without.substr(
             static_cast<std::size_t>(std::mismatch(without.begin(), without.end(), with.begin(), with.end()).first -
                                      without.begin()),
             200);
  // The plans do differ in everything else.
  EXPECT_TRUE(trace_of(scenario, 0) != trace_of(scenario, 1));
}

/// What each child needs when it first has a plan: [child, status] to hours of plan work.
class FirstNeeds : public Observer {
 public:
  explicit FirstNeeds(const Scenario& scenario) : statuses_(scenario.pathway.statuses) {}
  void observe(const Fact& fact) override {
    if (fact.kind == FactKind::child_closed) ++closed_[fact.child];
    if (fact.kind != FactKind::status_begun || !statuses_[fact.place].need) return;
    const auto place = 1000 * closed_[fact.child] + fact.place;  // each time the child comes is another occasion
    if (statuses_[fact.place].need->met_by == Need::MetBy::work)
      needs_.try_emplace({index(fact.child), place}, fact.amount.count());
  }
  std::string text() const {
    std::string lines;
    for (const auto& [who, minutes] : needs_) lines += fmt::format("{} {} {}\n", who.first, who.second, minutes);
    return lines;
  }

 private:
  const std::vector<Status>& statuses_;
  std::map<ChildId, int> closed_;
  std::map<std::pair<std::size_t, int>, std::int64_t> needs_;
};

std::map<std::string, std::string> first_needs(const Scenario& scenario, std::size_t plan) {
  std::istringstream lines(in_child([&](std::ostream& said) {
    FirstNeeds needs(scenario);
    observe(scenario, plan, {&needs});
    said << needs.text();
  }));
  std::map<std::string, std::string> result;
  for (std::string child, status, minutes; lines >> child >> status >> minutes;) result[child + " " + status] = minutes;
  return result;
}

TEST(Chance, GivesAChildTheSameNeedUnderEveryPlan) {
  const Scenario scenario = with_recruits();
  const auto without = first_needs(scenario, 0);
  const auto with = first_needs(scenario, 1);
  std::size_t both = 0;
  for (const auto& [who, minutes] : without) {
    const auto found = with.find(who);
    if (found == with.end()) continue;  // under the other plan the child took another path, or was not so far yet
    EXPECT_EQ(found->second, minutes) << "child and status " << who;
    ++both;
  }
  EXPECT_GT(both, 4000u);
  EXPECT_GT(static_cast<double>(both), 0.9 * static_cast<double>(without.size()));
}

TEST(Chance, BringsOtherReferralsUnderAnotherSeedAndInAnotherReplication) {
  Scenario scenario = one_year();
  const std::string first = what_chance_brings(scenario, 0);
  EXPECT_TRUE(what_chance_brings(scenario, 0, 1) != first);
  ++scenario.seed;
  EXPECT_TRUE(what_chance_brings(scenario, 0) != first);
}

TEST(APlan, ThatIsAddedChangesNoByteOfTheOthers) {
  const Scenario two = with_recruits();
  Scenario three = two;
  Plan bold = two.plans.at(1);
  bold.name = "bold";
  for (ImprovementMeasure& measure : bold.measures) std::get<Recruit>(measure).fte *= 2;
  three.plans.push_back(bold);
  EXPECT_TRUE(trace_of(three, 0) == trace_of(two, 0));
  EXPECT_TRUE(trace_of(three, 1) == trace_of(two, 1));
  EXPECT_FALSE(trace_of(three, 2) == trace_of(two, 1));
}

TEST(ARun, GivesTheSameTraceEachTimeWhoeverWatches) {
  const Scenario scenario = one_year();
  const std::string first = trace_of(scenario, 0);
  EXPECT_FALSE(first.empty());
  EXPECT_TRUE(trace_of(scenario, 0) == first);
  EXPECT_TRUE(trace_of(scenario, 0, true) == first);
}

TEST(ARun, StatesTheSameFactsWhoeverElseWatches) {
  const Scenario scenario = one_year();
  const auto facts = [&](bool watched) {
    return in_child([&](std::ostream& said) {
      Notes notes, another;
      output::TraceRecorder recorder(scenario);
      std::vector<Observer*> observers = {&notes};
      if (watched) observers = {&another, &notes, &recorder};
      observe(scenario, 0, observers);
      said << casetide::testing::bytes_of(notes.facts);
    });
  };
  const std::string alone = facts(false);
  EXPECT_GT(alone.size(), 1'000'000u);
  EXPECT_TRUE(facts(true) == alone);
}

// --- direction -----------------------------------------------------------------------------------------------------

double hours_at_risk(const Scenario& scenario) {
  const std::string said = in_child([&](std::ostream& out) {
    out.precision(17);
    out << run(scenario).hours_at_risk();
  });
  return std::stod(said);
}

TEST(FewerPeople, MeanMoreTimeAtRiskInEveryPair) {
  Scenario usual = one_year();
  Scenario fewer = usual;
  for (Team& team : fewer.staffing.teams)
    for (StaffGroup& group : team.staff) {
      const auto& holding = fewer.pathway.case_holding_roles;
      if (std::find(holding.begin(), holding.end(), group.role) != holding.end()) group.fte *= 0.7;
    }
  for (std::uint64_t seed : {1, 2, 3, 4, 5}) {
    usual.seed = fewer.seed = seed;
    EXPECT_GT(hours_at_risk(fewer), hours_at_risk(usual)) << "seed " << seed;
  }
}

TEST(MoreDemand, MeansMoreTimeAtRiskInEveryPair) {
  Scenario usual = one_year();
  Scenario more = usual;
  for (DemandPeriod& period : more.demand.first_referrals) period.children *= 1.3;
  for (std::uint64_t seed : {1, 2, 3, 4, 5}) {
    usual.seed = more.seed = seed;
    EXPECT_GT(hours_at_risk(more), hours_at_risk(usual)) << "seed " << seed;
  }
}

}  // namespace

}  // namespace casetide::models
