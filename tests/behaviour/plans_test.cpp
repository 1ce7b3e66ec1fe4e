// What plans for the workforce bring, on the whole county: which way things move, what stays to the byte, and what the
// program says of them. Directions are of pairs on the same chances: the 90 % interval of the mean difference lies on
// one side of zero.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "models/service.hpp"
#include "output/result_file.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"
#include "tests/support/replications.hpp"
#include "tests/support/totals.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

namespace fs = std::filesystem;

constexpr auto agency = static_cast<std::size_t>(Contract::agency);
constexpr std::array employees_go_to = {Destination::out_of_sector, Destination::other_authority,
                                        Destination::to_agency};

/// The county from January 2016, with these days stored.
Scenario county(const std::string& from, const std::string& until) {
  Scenario scenario = worcestershire();
  scenario.period_from = day(from);
  scenario.period_until = day(until);
  return scenario;
}

std::size_t plan(const Scenario& scenario, const std::string& name) { return place_of(scenario.plans, name); }

/// Changes the scenario, also as it reads from the days on which a plan changes it.
void change_throughout(Scenario& scenario, const std::function<void(Scenario&)>& change_it) {
  change_it(scenario);
  for (Plan& plan : scenario.plans)
    for (PlanVersion& version : plan.versions) {
      auto changed = std::make_shared<Scenario>(*version.scenario);
      change_it(*changed);
      version.scenario = std::move(changed);
    }
}

void for_each_group(Scenario& scenario, const std::string& of_role, const std::function<void(StaffGroup&)>& visit) {
  for (Team& team : scenario.staffing.teams)
    for (StaffGroup& group : team.staff)
      if (group.role == role(scenario, of_role)) visit(group);
}

double employees_who_left(const Totals& run) {
  double sum = 0;
  for (Destination to : employees_go_to)
    sum += run.sum(Measure::leavers, static_cast<std::size_t>(to), destination_count);
  return sum;
}

::testing::AssertionResult is_less(const std::vector<double>& first, const std::vector<double>& second) {
  const PairedDifference found = paired(first, second);
  const auto says =
      fmt::format("second less first: {:.4g} +- {:.3g} in {} pairs", found.mean, found.half_width, first.size());
  return (found.is_above_zero() ? ::testing::AssertionSuccess() : ::testing::AssertionFailure()) << says;
}

// --- traces side by side -------------------------------------------------------------------------------------------

output::Trace trace_of(const Scenario& scenario, std::size_t of_plan) {
  const std::string bytes = in_child([&](std::ostream& said) {
    output::TraceRecorder recorder(scenario);
    run_replication(scenario, scenario.plans.at(of_plan), 0, {&recorder});
    const output::Trace trace = recorder.take();
    for (const auto& values : trace.values)
      said.write(reinterpret_cast<const char*>(values.data()),
                 static_cast<std::streamsize>(values.size() * sizeof(double)));
  });
  output::Trace trace;
  const output::Layout layout = output::layout_of(scenario);
  const char* next = bytes.data();
  for (const MeasureEntry& entry : measure_catalogue()) {
    auto& values = trace.of(entry.measure);
    values.resize(layout.samples.size() * layout.row(entry));
    std::memcpy(values.data(), next, values.size() * sizeof(double));
    next += values.size() * sizeof(double);
  }
  EXPECT_EQ(next, bytes.data() + bytes.size());
  return trace;
}

using Names = std::set<std::string>;

/// Measures that differ in any bit.
Names differing(const output::Trace& first, const output::Trace& second) {
  Names names;
  for (const MeasureEntry& entry : measure_catalogue()) {
    const auto& a = first.of(entry.measure);
    const auto& b = second.of(entry.measure);
    const bool same = a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
    if (!same) names.insert(std::string(entry.name));
  }
  return names;
}

// --- agency staff --------------------------------------------------------------------------------------------------

TEST(AgencyStaff, HelpWithinEightWeeksWhereRecruitsHaveNotCome) {
  const Scenario scenario = county("2017-04-01", "2017-05-27");
  const auto look = [](const Totals& run) {
    return Numbers{run.at_end(Measure::staff, agency, contract_count), run.total(Measure::time_at_risk),
                   run.total(Measure::time_at_risk_law)};
  };
  const auto under = [&](const std::string& name) { return observed(scenario, 6, 3, look, plan(scenario, name)); };
  const auto as_it_was = under("no_change");
  const auto with_agency = under("agency");
  const auto with_recruits = under("recruitment");
  EXPECT_GT(paired(as_it_was[0], with_agency[0]).mean, 30) << "of forty are there";
  EXPECT_TRUE(is_less(as_it_was[0], with_agency[0])) << "agency FTE";
  EXPECT_TRUE(is_less(with_agency[1], as_it_was[1])) << "time at risk";
  EXPECT_TRUE(is_less(with_agency[2], as_it_was[2])) << "... over law only";
  EXPECT_TRUE(is_less(with_agency[1], with_recruits[1])) << "time at risk, against as many recruits";
}

/// The same social workers, all employed or all from an agency: the same hours, at the prices of the county. Agency
/// staff cost more even if each employee had to be hired anew every year.
TEST(AgencyStaff, CostMoreByTheHour) {
  Scenario employed = county("2017-04-01", "2018-04-01");
  fix_staff(employed);
  Scenario from_agency = employed;
  double people = 0;
  for_each_group(employed, "social_worker", [&](StaffGroup& group) {
    group.contract = Contract::permanent;
    people += std::ceil(group.fte);
  });
  for_each_group(from_agency, "social_worker", [](StaffGroup& group) { group.contract = Contract::agency; });
  const auto look = [](const Totals& run) {
    return Numbers{run.total(Measure::available_hours),
                   run.cost("social_workers") + run.cost("training") + run.cost("agency")};
  };
  const auto employees = observed(employed, 2, 2, look);
  const auto agencies = observed(from_agency, 2, 2, look);
  const double hired_anew = people * employed.money.per_hire;
  EXPECT_GT(hired_anew, 0);
  for (std::size_t pair = 0; pair < 2; ++pair) {
    EXPECT_EQ(agencies[0][pair], employees[0][pair]) << "hours";
    EXPECT_GT(agencies[1][pair], employees[1][pair] + hired_anew) << "pounds";
  }
}

// --- recruitment ---------------------------------------------------------------------------------------------------

/// Hours worked in a stretch of days: for children by the social workers of the start and by those who came later, and
/// apart from children as mentors and in supervision.
class HoursOfNewcomers : public Observer {
 public:
  HoursOfNewcomers(const Scenario& scenario, sim::Date from, sim::Date until)
      : social_worker_(role(scenario, "social_worker")), from_(from), until_(until) {
    for (const Team& team : scenario.staffing.teams)
      for (const StaffGroup& group : team.staff)
        role_of_.insert(role_of_.end(), static_cast<std::size_t>(std::ceil(group.fte)), group.role);
  }

  bool watches(FactKind kind) const override {
    return kind == FactKind::worker_joined || kind == FactKind::work_finished || kind == FactKind::work_suspended ||
           kind == FactKind::meeting_held;
  }
  void observe(const Fact& fact) override {
    if (fact.kind == FactKind::worker_joined) return count(fact.worker);
    if (fact.at < sim::Instant{from_} || fact.at >= sim::Instant{until_}) return;
    const double hours = sim::in_hours(fact.amount);
    const bool came_later = index(fact.worker) >= role_of_.size();
    const bool holds_cases = came_later || role_of_[index(fact.worker)] == social_worker_;
    if (fact.place == no_obligation)
      (holds_cases ? mentoring : supervision) += hours;
    else if (holds_cases)
      (came_later ? of_newcomers_ : of_colleagues_) += hours;
  }

  /// Hours for children of a newcomer over those of a colleague.
  double newcomers_share() const { return of_newcomers_ / newcomers_ / (of_colleagues_ / colleagues_); }
  double mentoring = 0, supervision = 0;

 private:
  void count(WorkerId worker) {
    if (index(worker) >= role_of_.size())
      ++newcomers_;
    else if (role_of_[index(worker)] == social_worker_)
      ++colleagues_;
  }

  RoleId social_worker_;
  sim::Date from_, until_;
  std::vector<RoleId> role_of_;  // [worker], of those here at the start
  double newcomers_ = 0, colleagues_ = 0;
  double of_newcomers_ = 0, of_colleagues_ = 0;
};

/// Nobody comes or goes but forty recruits, all on Monday, 3 April 2017, who settle in as the scenario has it.
Scenario with_forty_at_once() {
  Scenario scenario = county("2017-04-01", "2017-10-02");
  const auto induction = scenario.staffing.employment.induction;
  fix_staff(scenario);
  scenario.staffing.employment.induction = induction;
  Plan recruits = scenario.plans.front();
  recruits.name = "recruits";
  for (const auto& [team, fte] : {std::pair{"assessment", 12}, {"safeguarding", 18}, {"through_care", 10}}) {
    Recruit recruit;
    recruit.team = id_at<TeamId>(place_of(scenario.staffing.teams, team));
    recruit.role = role(scenario, "social_worker");
    recruit.fte = fte;
    recruit.from = day("2017-04-03");
    recruit.until = day("2017-04-04");
    recruits.measures.emplace_back(recruit);
  }
  scenario.plans = {scenario.plans.front(), recruits};
  return scenario;
}

/// Of the plan by replication: hours of mentors and of supervision in the first four weeks, and the share of a
/// colleague's hours for children that a newcomer works in these weeks and once they have settled in, after thirteen.
std::array<std::vector<double>, 4> first_months(const Scenario& scenario, std::size_t of_plan, int pairs) {
  std::array<std::vector<double>, 4> found;
  for (const auto& numbers : in_processes(pairs, found.size(), [&](int replication) {
         HoursOfNewcomers at_first(scenario, day("2017-04-03"), day("2017-05-01"));
         HoursOfNewcomers later(scenario, day("2017-07-03"), day("2017-10-02"));
         run_replication(scenario, scenario.plans.at(of_plan), replication, {&at_first, &later});
         return Numbers{at_first.mentoring, at_first.supervision, at_first.newcomers_share(), later.newcomers_share()};
       }))
    for (std::size_t place = 0; place < found.size(); ++place) found[place].push_back(numbers[place]);
  return found;
}

TEST(Recruits, AddSupervisionAndMentoringBeforeAFullLoadOfWork) {
  const Scenario scenario = with_forty_at_once();
  const auto [mentoring, supervision, none, none_later] = first_months(scenario, 0, 5);
  const auto [more_mentoring, more_supervision, share, share_later] = first_months(scenario, 1, 5);
  EXPECT_TRUE(is_less(mentoring, more_mentoring)) << "hours of mentors";
  EXPECT_TRUE(is_less(supervision, more_supervision)) << "hours of supervision";
  EXPECT_TRUE(is_less(share, share_later)) << "share of a colleague's work";
  for (double of_colleagues : share) EXPECT_LT(of_colleagues, 0.75) << "in the first four weeks";
  for (double of_colleagues : share_later) EXPECT_GT(of_colleagues, 0.9) << "from the fourteenth week on";
}

// --- leaving -------------------------------------------------------------------------------------------------------

TEST(FewerLeavers, MeanFewerChangesOfWorker) {
  const Scenario usual = county("2017-04-01", "2018-04-01");
  Scenario fewer = usual;
  change_throughout(fewer, [](Scenario& scenario) { scenario.staffing.employment.leaving.per_year *= 0.68; });
  const auto look = [](const Totals& run) {
    return Numbers{employees_who_left(run), run.total(Measure::changes_of_worker)};
  };
  const auto before = observed(usual, 6, 2, look);
  const auto after = observed(fewer, 6, 2, look);
  EXPECT_TRUE(is_less(after[0], before[0])) << "leavers";
  EXPECT_TRUE(is_less(after[1], before[1])) << "changes of worker";
}

/// A fifth more families than the scenario says.
Scenario with_more_demand(Scenario scenario) {
  change_throughout(scenario, [](Scenario& changed) { changed.demand.first_referrals_factor = 1.2; });
  return scenario;
}

/// Who gives notice and who goes, when, and where to.
std::string who_leaves(const Scenario& scenario) {
  return in_child([&](std::ostream& said) {
    for (const Fact& fact : run(scenario).facts)
      if (fact.kind == FactKind::notice_given || fact.kind == FactKind::worker_left)
        said << sim::text(fact.at) << " worker " << index(fact.worker) << " to " << int{fact.outcome} << "\n";
  });
}

TEST(MoreDemand, WithoutStressDrivesNobodyAway) {
  Scenario usual = county("2016-04-01", "2019-04-01");
  change_throughout(usual, [](Scenario& scenario) { scenario.staffing.employment.leaving.stress = 0; });
  const std::string leavers = who_leaves(usual);
  EXPECT_GT(std::count(leavers.begin(), leavers.end(), '\n'), 500);
  EXPECT_TRUE(who_leaves(with_more_demand(usual)) == leavers);
}

TEST(MoreDemand, DrivesPeopleAwayThroughStress) {
  const Scenario usual = county("2016-04-01", "2019-04-01");
  const auto look = [](const Totals& run) { return Numbers{employees_who_left(run), run.total(Measure::stress)}; };
  const auto before = observed(usual, 6, 2, look);
  const auto after = observed(with_more_demand(usual), 6, 2, look);
  EXPECT_TRUE(is_less(before[1], after[1])) << "stress";
  EXPECT_TRUE(is_less(before[0], after[0])) << "leavers";
}

// --- files that extend the county, and the program -----------------------------------------------------------------

/// A folder with the county and its library, in which scenarios that extend it stand; it goes away.
class ScenarioFolder {
 public:
  ScenarioFolder() {
    std::string name = (fs::temp_directory_path() / "casetide-plans-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    const fs::path scenarios = fs::path(CASETIDE_SOURCE_DIR) / "scenarios";
    fs::copy(scenarios / "worcestershire.yaml", folder_);
    fs::copy(scenarios / "worcestershire", folder_ / "worcestershire", fs::copy_options::recursive);
    fs::copy(scenarios / "library", folder_ / "library", fs::copy_options::recursive);
  }
  ~ScenarioFolder() { fs::remove_all(folder_); }
  ScenarioFolder(const ScenarioFolder&) = delete;
  ScenarioFolder& operator=(const ScenarioFolder&) = delete;

  /// The county with what `text` says instead.
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << "version: 1\nextends: worcestershire.yaml\n" << text;
    return folder_ / name;
  }
  fs::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  fs::path folder_;
};

/// What the program writes to standard output; it must end well.
std::string said_by_program(const std::string& arguments) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen((CASETIDE_PROGRAM " " + arguments).c_str(), "r"),
                                                       &::pclose);
  if (!pipe) throw std::runtime_error("the program cannot be called");
  std::string said;
  for (std::array<char, 4096> part; std::size_t count = std::fread(part.data(), 1, part.size(), pipe.get());)
    said.append(part.data(), count);
  const int status = ::pclose(pipe.release());
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << arguments;
  return said;
}

/// The three years in which the plans of the county begin, as short as their dates allow.
constexpr const char* three_years = R"(
period: {warm_up_from: 2017-01-01, from: 2017-04-01, until: 2020-04-01}
run: {assumptions: central}
targets:
  assessments_as_england: {by: 2020}
  conferences_as_england: {by: 2020}
  caseload_manageable: {by: 2020}
  few_changes_of_worker: {by: 2020}
  plans_without_drift: {by: 2020}
  plan_reviews_as_england: {by: 2020}
  fewer_days_at_risk: {by: 2020}
  good_by_2022: {by: 2020}
)";

// --- reviewing officers --------------------------------------------------------------------------------------------

/// Three of eleven are left; a plan brings the others back.
constexpr const char* few_reviewing_officers = R"(
staffing:
  teams:
    reviewing:
      staff:
        - {role: conference_chair, contract: permanent, fte: 5, hours_per_day: 5 hours}
        - {role: reviewing_officer, contract: permanent, fte: 3, hours_per_day: 3.5 hours}
plans:
  reviewing:
    label: Eight more reviewing officers
    extends: no_change
    measures:
      - reviewing_capacity: {role: reviewing_officer, posts: 8, from: 2017-04-01}
)";

/// Most of what they cut is reviews overdue (G) and plans with nobody watching (H); nothing changes at the front door.
TEST(ReviewingOfficers, CutReviewsOverdueFirstWhereTheyCannotHoldThem) {
  const ScenarioFolder folder;
  Scenario scenario = scenarios::read_scenario(folder.write("few.yaml", few_reviewing_officers));
  scenario.period_from = day("2017-04-01");
  scenario.period_until = day("2019-04-01");
  const auto look = [](const Totals& run) {
    return Numbers{run.gross(Component::review_overdue),
                   run.gross(Component::nobody_watching),
                   run.credited(Component::review_overdue) + run.credited(Component::nobody_watching),
                   run.total(Measure::time_at_risk),
                   run.gross(Component::waiting_for_a_decision),
                   run.gross(Component::no_named_worker)};
  };
  const auto few = observed(scenario, 5, 6, look, plan(scenario, "no_change"));
  const auto more = observed(scenario, 5, 6, look, plan(scenario, "reviewing"));
  const auto cut = [&](std::size_t number) { return paired(more[number], few[number]).mean; };
  EXPECT_TRUE(is_less(more[0], few[0])) << "G";
  EXPECT_TRUE(is_less(more[1], few[1])) << "H";
  EXPECT_GT(cut(2), 0.75 * cut(3)) << "of all that is cut";
  EXPECT_LT(std::abs(cut(4)), cut(2) / 50) << "A";
  EXPECT_LT(std::abs(cut(5)), cut(2) / 50) << "B";
}

/// The county for two years with so many officers, the same people throughout, and with supervision that hardly looks.
std::vector<std::vector<double>> days_by_component(double officers) {
  Scenario scenario = county("2017-04-01", "2019-04-01");
  fix_staff(scenario);
  scenario.staffing.supervision->every = Span{6, Span::Unit::months};
  for_each_group(scenario, "reviewing_officer", [&](StaffGroup& group) { group.fte = officers; });
  return observed(scenario, 20, component_count, [](const Totals& run) {
    Numbers days;
    for (std::size_t component = 0; component < component_count; ++component)
      days.push_back(run.credited(static_cast<Component>(component)));
    return days;
  });
}

/// Six hold most reviews in time and have none left to look in between, and nor has anybody else: as inspectors found
/// it. More than half of what five more cut is H, and H with the reviews that six could not hold (G) nearly all. What
/// chance moves in the other components is counted as if it were an effect, so replications are many.
TEST(ReviewingOfficers, CutDaysWithNobodyWatchingAndLittleElseWhereTheyOnlyHoldTheReviews) {
  const auto six = days_by_component(6);
  const auto eleven = days_by_component(11);
  const auto cut = [&](Component component) {
    const auto place = static_cast<std::size_t>(component);
    return paired(eleven[place], six[place]).mean;
  };
  const auto watched = static_cast<std::size_t>(Component::nobody_watching);
  EXPECT_TRUE(is_less(eleven[watched], six[watched])) << "H";
  double all = 0;
  for (std::size_t component = 0; component < component_count; ++component)
    all += std::abs(cut(static_cast<Component>(component)));
  EXPECT_GT(cut(Component::nobody_watching), all / 2);
  EXPECT_GT(cut(Component::nobody_watching) + cut(Component::review_overdue), 0.8 * all);
}

// --- with every feedback off ---------------------------------------------------------------------------------------

/// Stress is felt, and means nothing.
TEST(WithEveryFeedbackOff, StressDoesNothing) {
  Scenario calm = county("2016-04-01", "2017-04-01");
  const Stress stress = calm.staffing.employment.stress;
  fix_staff(calm);
  calm.staffing.employment.leaving.per_year = 0.2;
  Scenario stressed = calm;
  stressed.staffing.employment.stress = stress;
  EXPECT_EQ(differing(trace_of(calm, 0), trace_of(stressed, 0)), Names{"stress"});
  stressed.staffing.employment.leaving.stress = 0.7;
  EXPECT_TRUE(differing(trace_of(calm, 0), trace_of(stressed, 0)).contains("left"));
}

TEST(WithEveryFeedbackOff, NobodyDecidesInHaste) {
  const Scenario usual = county("2016-04-01", "2017-04-01");
  Scenario without = usual;
  fix_staff(without);
  const auto look = [](const Totals& run) {
    return Numbers{run.total(Measure::hasty_decisions), run.total(Measure::pressure)};
  };
  EXPECT_GT(observed(usual, 1, 2, look)[0][0], 50);
  const auto found = observed(without, 1, 2, look);
  EXPECT_EQ(found[0][0], 0);
  EXPECT_GT(found[1][0], 0) << "though there is pressure";
}

/// The same forty, employed or from an agency: they are never away, and settle in as quickly.
TEST(WithEveryFeedbackOff, PlansOfTheSameHoursDifferInContractsAndCostOnly) {
  Scenario scenario = with_forty_at_once();
  scenario.staffing.absences.clear();
  scenario.staffing.supervision.reset();
  scenario.plans.push_back(scenario.plans[1]);
  for (ImprovementMeasure& measure : scenario.plans[2].measures) std::get<Recruit>(measure).contract = Contract::agency;
  EXPECT_TRUE(differing(trace_of(scenario, 1), trace_of(scenario, 2)).contains("time_at_risk"))
      << "settling in differs";
  scenario.staffing.employment.induction = {};
  EXPECT_EQ(differing(trace_of(scenario, 1), trace_of(scenario, 2)), (Names{"staff", "vacancies", "joined", "cost"}));
  EXPECT_TRUE(differing(trace_of(scenario, 0), trace_of(scenario, 1)).contains("time_at_risk")) << "hours matter";
}

/// A quarter more work an hour is the same as days that are longer by a quarter.
TEST(WithEveryFeedbackOff, ProductivityIsNothingButHours) {
  Scenario usual = county("2016-04-01", "2017-04-01");
  fix_staff(usual);
  usual.staffing.client_hours.length = std::chrono::hours{6};  // whole minutes, also with a quarter more
  for (Team& team : usual.staffing.teams)
    for (StaffGroup& group : team.staff) group.hours_per_day = sim::Minutes{group.hours_per_day.count() / 4 * 4};
  Scenario productive = usual;
  productive.staffing.productivity = 1.25;
  Scenario longer = usual;
  longer.staffing.client_hours.length = longer.staffing.client_hours.length * 5 / 4;
  for (Team& team : longer.staffing.teams)
    for (StaffGroup& group : team.staff) group.hours_per_day = group.hours_per_day * 5 / 4;
  EXPECT_EQ(differing(trace_of(productive, 0), trace_of(longer, 0)), Names{});
  EXPECT_FALSE(differing(trace_of(productive, 0), trace_of(usual, 0)).empty());
}

/// A tenth more hours by more social workers, or by longer days of the same: they help alike, within half of what
/// either does.
TEST(WithEveryFeedbackOff, MorePeopleHelpAsMuchAsLongerDays) {
  Scenario usual = county("2017-04-01", "2018-04-01");
  fix_staff(usual);
  usual.staffing.ceiling = 1000;  // nobody waits for a worker
  Scenario people = usual, longer = usual;
  for_each_group(people, "social_worker", [](StaffGroup& group) { group.fte *= 1.1; });
  for_each_group(longer, "social_worker",
                 [&](StaffGroup& group) { group.hours_per_day = usual.staffing.client_hours.length * 11 / 10; });
  const auto look = [](const Totals& run) {
    return Numbers{run.total(Measure::time_at_risk), run.total(Measure::available_hours)};
  };
  const auto before = observed(usual, 5, 2, look);
  const auto by_people = observed(people, 5, 2, look);
  const auto by_days = observed(longer, 5, 2, look);
  EXPECT_TRUE(is_less(by_people[0], before[0])) << "more people";
  EXPECT_TRUE(is_less(by_days[0], before[0])) << "longer days";
  const double helped = std::min(paired(by_people[0], before[0]).mean, paired(by_days[0], before[0]).mean);
  EXPECT_LT(std::abs(paired(by_people[0], by_days[0]).mean), helped / 2);
}

// --- the company ---------------------------------------------------------------------------------------------------

constexpr const char* with_a_slow_company = R"(
plans:
  slow_company:
    label: A company that gets a twentieth less done in an hour
    extends: improvement
    measures:
      - council_owned_company: {live_from: 2019-10-01, productivity: 95%}
)";

/// Cost lines, of those that differ in any bit.
Names differing_lines(const output::Layout& layout, const output::Trace& first, const output::Trace& second) {
  const auto& lines = layout.of(Axis::cost_line).names;
  Names names;
  for (std::size_t place = 0; place < first.of(Measure::cost).size(); ++place)
    if (first.of(Measure::cost)[place] != second.of(Measure::cost)[place]) names.insert(lines[place % lines.size()]);
  return names;
}

/// The samples up to an instant.
output::Trace up_to(const output::Layout& layout, sim::Instant instant, output::Trace trace) {
  const auto rows = std::ranges::upper_bound(layout.samples, instant) - layout.samples.begin();
  for (const MeasureEntry& entry : measure_catalogue())
    trace.of(entry.measure).resize(static_cast<std::size_t>(rows) * layout.row(entry));
  return trace;
}

/// As the program writes it to files.
TEST(TheCompany, WithoutEffectsChangesNothingButItsCostLines) {
  const ScenarioFolder folder;
  const fs::path result = folder / "result.h5";
  said_by_program(fmt::format("run {} --plans improvement,company,slow_company --replications 2 -q -o {}",
                              folder.write("company.yaml", std::string(three_years) + with_a_slow_company).string(),
                              result.string()));
  const output::Result found = output::read_result(result);
  const output::Layout& layout = found.layout();
  ASSERT_EQ(found.replications().size(), 2u);
  for (std::size_t replication = 0; replication < 2; ++replication) {
    const output::Trace improvement = found.trace(0, replication);
    const output::Trace company = found.trace(1, replication);
    EXPECT_EQ(differing(improvement, company), Names{"cost"});
    EXPECT_EQ(differing_lines(layout, improvement, company),
              (Names{"company_set_up", "company_grant", "company_running", "estimate_2017", "estimate_2018",
                     "first_year_gap"}));
    const bool same_figures = improvement.indicators.size() == company.indicators.size() &&
                              std::memcmp(improvement.indicators.data(), company.indicators.data(),
                                          improvement.indicators.size() * sizeof(double)) == 0;
    EXPECT_TRUE(same_figures) << "the yearly figures";
    // A company that does have an effect has it from its first day on.
    const output::Trace slow = found.trace(2, replication);
    const sim::Instant live = at("2019-10-01");
    EXPECT_EQ(differing(up_to(layout, live, improvement), up_to(layout, live, slow)), Names{});
    const Names effect = differing(improvement, slow);
    for (const char* name : {"available_hours", "worked_hours", "time_at_risk", "pressure"})
      EXPECT_TRUE(effect.contains(name)) << name;
  }
}

// --- six years -----------------------------------------------------------------------------------------------------

/// Means over the samples of each financial year.
class Years {
 public:
  Years(const output::Layout& layout, const output::Trace& trace) : layout_(layout), trace_(trace) {}

  double mean(Measure measure, int year) const {
    return over(measure, year, [](std::size_t) { return true; });
  }
  double open_children(int year) const { return mean(Measure::open_child_days, year) / 7; }  // sampled weekly
  double case_holders(int year) const {
    const std::size_t teams = layout_.of(Axis::team).names.size();
    double sum = 0;
    for (std::size_t team = 0; team < teams; ++team) {
      const double load = over(Measure::caseload_per_worker, year,
                               [&](std::size_t place) { return place == team * statistic_names.size(); });
      const double held = over(Measure::caseload, year, [&](std::size_t place) { return place == team; });
      if (load > 0) sum += held / load;
    }
    return sum;
  }

 private:
  double over(Measure measure, int year, const std::function<bool(std::size_t)>& is_wanted) const {
    const MeasureEntry& entry = measure_catalogue()[static_cast<std::size_t>(measure)];
    const std::size_t width = layout_.row(entry);
    double sum = 0, samples = 0;
    for (std::size_t row = 0; row < layout_.samples.size(); ++row) {
      if (layout_.samples[row] <= at(fmt::format("{}-04-01", year)) ||
          layout_.samples[row] > at(fmt::format("{}-04-01", year + 1)))
        continue;
      ++samples;
      for (std::size_t place = 0; place < width; ++place)
        if (is_wanted(place)) sum += trace_.of(measure)[row * width + place];
    }
    return sum / samples;
  }

  const output::Layout& layout_;
  const output::Trace& trace_;
};

/// Published referrals alone move by 18 % around their mean of 2016 to 2019, and every vacancy is covered or
/// advertised: what goes beyond these bounds would be the work of feedbacks.
TEST(NoChange, NeitherExplodesNorEmptiesInSixYears) {
  const Scenario scenario = worcestershire();
  const auto runs = in_processes(4, 6 * 4, [&](int replication) {
    output::TraceRecorder recorder(scenario);
    run_replication(scenario, scenario.plans.at(plan(scenario, "no_change")), replication, {&recorder});
    const output::Trace trace = recorder.take();
    const Years years(recorder.layout(), trace);
    Numbers numbers;
    for (int year = 2016; year < 2022; ++year)
      for (double number : {years.open_children(year), years.mean(Measure::unallocated, year), years.case_holders(year),
                            years.mean(Measure::caseload, year)})
        numbers.push_back(number);
    return numbers;
  });
  for (const Numbers& run : runs)
    for (std::size_t year = 0; year < 6; ++year) {
      const auto of = [&](std::size_t number, std::size_t when) { return run[when * 4 + number]; };
      const auto first = [&](std::size_t number) { return (of(number, 0) + of(number, 1)) / 2; };
      SCOPED_TRACE(2016 + year);
      EXPECT_NEAR(of(0, year), first(0), 0.25 * first(0)) << "open children";
      EXPECT_LT(of(1, year), 0.05 * of(0, year)) << "children without a worker";
      EXPECT_NEAR(of(2, year), first(2), 0.15 * first(2)) << "case holders";
      EXPECT_NEAR(of(3, year) / of(2, year), first(3) / first(2), 0.25 * first(3) / first(2)) << "caseload";
    }
}

// --- what compare prints -------------------------------------------------------------------------------------------

/// The numbers at the end of the first line after `section` whose words begin as those of the label do.
std::vector<double> numbers_on_line(const std::string& page, const std::string& section, const std::string& label,
                                    std::size_t count) {
  const std::size_t begins = page.find("\n" + section + "\n");
  if (begins == std::string::npos) throw std::runtime_error("no section " + section);
  std::istringstream lines(page.substr(begins));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  " + label.substr(0, 15))) continue;
    std::erase_if(line, [](char c) { return c == '~' || c == '=' || c == ','; });
    std::istringstream words(line);
    std::vector<double> numbers;
    for (std::string word; words >> word;)
      if (word.find_first_not_of("-.0123456789") == std::string::npos) numbers.push_back(std::stod(word));
    if (numbers.size() > count) numbers.erase(numbers.begin(), numbers.end() - static_cast<std::ptrdiff_t>(count));
    return numbers;
  }
  throw std::runtime_error("no line " + label + " in " + section);
}

const nlohmann::json& named(const nlohmann::json& list, const std::string& key) {
  for (const auto& one : list)
    if (one.at("key") == key) return one;
  throw std::runtime_error("there is no " + key);
}

/// What `compare` printed, beside what it says in JSON, of the whole period.
class Printed {
 public:
  Printed(std::vector<std::string> plans, const std::string& result)
      : plans_(std::move(plans)),
        page_(said_by_program("compare --all " + result)),
        document_(nlohmann::json::parse(said_by_program("compare --json " + result))),
        stretch_(named(document_.at("stretches"), "whole_period")) {}

  const nlohmann::json& figures(const char* part, const char* group) const {
    return named(stretch_.at(part), group).at("figures");
  }
  double mean(const char* part, const char* group, const char* key, const std::string& plan) const {
    return named(figures(part, group), key).at("means").at(plan);
  }

  /// The figure of the first `count` plans stands in one row, so exactly.
  void expect_row(const std::string& section, const nlohmann::json& figure, std::size_t count, double rounding) const {
    const std::string label = figure.at("label");
    const auto printed = numbers_on_line(page_, section + stretch_.at("title").get<std::string>(), label, count);
    ASSERT_EQ(printed.size(), count) << label;
    for (std::size_t place = 0; place < count; ++place)
      EXPECT_NEAR(printed[place], figure.at("means").at(plans_[place]).get<double>(), rounding + 1e-9)
          << label << ", " << plans_[place];
  }
  void expect_on_page_one(const char* group, const char* key, double rounding) const {
    expect_row("Page one: ", named(figures("page_one", group), key), plans_.size(), rounding);
  }

 private:
  std::vector<std::string> plans_;
  std::string page_;
  nlohmann::json document_;
  const nlohmann::json& stretch_;
};

TEST(Compare, PrintsTheSevenPlansSideBySide) {
  const std::vector<std::string> plans = {"no_change",       "improvement", "recruitment", "agency",
                                          "watch_the_plans", "company",     "partnership"};
  const ScenarioFolder folder;
  const std::string result = (folder / "result.h5").string();
  said_by_program(fmt::format("run {} --plans {} --replications 2 -q -o {}",
                              folder.write("seven.yaml", three_years).string(), fmt::join(plans, ","), result));
  const Printed printed(plans, result);
  printed.expect_on_page_one("risk", "all", 0.005);
  printed.expect_on_page_one("risk", "law_only", 0.005);
  printed.expect_on_page_one("caseload", "per_worker_mean", 0.05);
  printed.expect_on_page_one("assessments", "assessments_in_45_days_share", 0.05);
  printed.expect_on_page_one("staff", "agency_rate", 0.05);
  printed.expect_on_page_one("cost", "gross", 0.005);
  // By component, four plans to a table; large numbers are whole.
  const nlohmann::json& components = printed.figures("groups", "components");
  ASSERT_EQ(components.size(), component_count);
  for (const nlohmann::json& component : components) printed.expect_row("", component, 4, 0.5);
  // The plans are not all the same.
  const auto mean = [&](const char* group, const char* key, const char* of_plan) {
    return printed.mean("page_one", group, key, of_plan);
  };
  EXPECT_GT(mean("cost", "gross", "company"), mean("cost", "gross", "improvement"));
  EXPECT_GT(mean("staff", "agency_rate", "agency"), mean("staff", "agency_rate", "improvement"));
}

}  // namespace

}  // namespace casetide::models
