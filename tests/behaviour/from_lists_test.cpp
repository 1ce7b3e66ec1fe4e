// A run that starts from a list made by stopping a warmed-up run gives the same mean traces as going on.
//
// The criterion, stated before the first look: in each of 120 replications the service goes on for a year, or is
// stopped, listed as a case system would export it, and started again from the lists. The draws after that day are
// others, so that the two are paired by where they stand on it. For each measure, in the first quarter and in the rest
// of the year, the mean paired difference is no larger than the half-width of its 99 % Student-t interval, Bonferroni
// over all measures and both stretches. And the test can fail: these half-widths are at most a tenth of the mean for
// children and caseloads, and a third for time at risk; and lists that say nothing of what has been done are found out.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <filesystem>
#include <numeric>

#include "models/service.hpp"
#include "output/list_files.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/listed_service.hpp"
#include "tests/support/program.hpp"
#include "tests/support/replications.hpp"
#include "tests/support/totals.hpp"

namespace casetide {
namespace {

using models::Measure;
using testing::day;

constexpr int replications = 120;
constexpr int first_quarter = 13, whole_year = 52;  // weeks

/// What is compared: a level is averaged over the samples of a stretch, a flow is what came in it.
struct Compared {
  std::string name;
  Measure measure;
  std::optional<std::size_t> place = {};  // of its only axis; absent: all together
  std::optional<double> widest = {};      // half-width of the interval, as a share of the mean of going on
};

const std::vector<Compared> compared = {{"referred", Measure::children, 0},
                                        {"in assessment", Measure::children, 1, 0.1},
                                        {"in need", Measure::children, 2, 0.1},
                                        {"in care", Measure::children, 3, 0.1},
                                        {"care leavers", Measure::children, 4, 0.5},
                                        {"caseload of assessment", Measure::caseload, 0, 0.1},
                                        {"caseload of long term", Measure::caseload, 1, 0.1},
                                        {"children at risk", Measure::children_at_risk, {}, 0.33},
                                        {"time at risk", Measure::time_at_risk, {}, 0.33},
                                        {"time at risk by law", Measure::time_at_risk_law, {}, 0.33},
                                        {"time at risk in assessment", Measure::time_at_risk_team, 0},
                                        {"time at risk in long term", Measure::time_at_risk_team, 1, 0.33},
                                        {"staff", Measure::staff, {}, 0.1},
                                        {"children closed", Measure::closed, {}, 0.1},
                                        {"re-referrals", Measure::re_referrals, {}, 0.33},
                                        {"changes of worker", Measure::changes_of_worker, {}, 0.5}};

/// Remembers all samples from a day on.
class Samples : public models::Observer {
 public:
  explicit Samples(sim::Date from) : from_(from) {}
  bool watches(models::FactKind) const override { return false; }
  void sample(const models::Sample& sample) override {
    if (sample.at >= sim::Instant{from_}) samples_.push_back(sample);
  }

  /// All that is compared, in the first quarter and in the rest of the year.
  std::vector<double> numbers() const {
    std::vector<double> numbers;
    for (const Compared& one : compared) {
      numbers.push_back(over(one, 0, first_quarter));
      numbers.push_back(over(one, first_quarter, whole_year));
    }
    return numbers;
  }

 private:
  double over(const Compared& one, std::size_t from, std::size_t until) const {
    const bool is_flow = models::measure_catalogue()[static_cast<std::size_t>(one.measure)].kind == models::Kind::flow;
    if (is_flow) return value(one, until) - value(one, from);
    double sum = 0;
    for (std::size_t at = from + 1; at <= until; ++at) sum += value(one, at);
    return sum / static_cast<double>(until - from);
  }
  double value(const Compared& one, std::size_t at) const {
    const std::vector<double>& values = samples_.at(at).of(one.measure);
    return one.place ? values.at(*one.place) : std::accumulate(values.begin(), values.end(), 0.0);
  }

  sim::Date from_;
  std::vector<models::Sample> samples_;
};

const sim::Date stopped_on = day("2016-10-03");

models::Scenario whole() { return scenarios::read_scenario_text(testing::listed_service, "listed_service"); }

std::vector<double> numbers_of(const models::Scenario& scenario, int replication) {
  Samples samples(stopped_on);
  models::run_replication(scenario, scenario.plans.front(), replication, {&samples});
  return samples.numbers();
}

/// Lists of each replication, as they stood when it was stopped, in folders of their own.
class StoppedRuns {
 public:
  StoppedRuns() {
    const models::Scenario scenario = whole();
    testing::in_processes(replications, 1, [&](int replication) {
      const models::CaseList list = models::list_on(scenario, scenario.plans.front(), replication, stopped_on);
      const auto folder = folder_ / std::to_string(replication);
      output::write_lists(folder, list, scenario, stopped_on);
      testing::put_bytes(folder / "base.yaml", testing::listed_service);
      testing::put_bytes(folder / "start.yaml",
                         "version: 1\nextends: base.yaml\ninitial_cases: cases.csv\nstaff: staff.csv\n"
                         "period: {from: 2016-10-03}\n");
      return std::vector<double>{0};
    });
  }
  models::Scenario start(int replication) const {
    return scenarios::read_scenario(folder_ / std::to_string(replication) / "start.yaml");
  }

 private:
  testing::Folder folder_;
};

std::vector<double> column(const std::vector<std::vector<double>>& numbers, std::size_t place) {
  std::vector<double> values;
  for (const std::vector<double>& row : numbers) values.push_back(row.at(place));
  return values;
}

struct Difference {
  std::string name;
  double going_on = 0;  // mean
  double mean = 0;      // of the paired differences
  double half_width = 0;
  double widest = 0;  // that the half-width may be; 0: any
  bool is_noise() const { return std::abs(mean) <= half_width; }
  std::string text() const {
    return fmt::format("{}: {:.3g} going on, {:+.3g} from the list, within {:.3g}", name, going_on, mean, half_width);
  }
};

std::vector<Difference> differences(const std::vector<std::vector<double>>& going_on,
                                    const std::vector<std::vector<double>>& from_list) {
  const auto n = static_cast<double>(replications);
  const double tail = 0.01 / 2 / static_cast<double>(2 * compared.size());
  const double quantile = boost::math::quantile(boost::math::complement(boost::math::students_t(n - 1), tail));
  std::vector<Difference> all;
  for (std::size_t place = 0; place < 2 * compared.size(); ++place) {
    const std::vector<double> on = column(going_on, place), anew = column(from_list, place);
    double sum = 0, squares = 0;
    for (std::size_t pair = 0; pair < on.size(); ++pair) sum += anew[pair] - on[pair];
    for (std::size_t pair = 0; pair < on.size(); ++pair) squares += std::pow(anew[pair] - on[pair] - sum / n, 2);
    const Compared& one = compared[place / 2];
    const double mean = std::accumulate(on.begin(), on.end(), 0.0) / n;
    all.push_back({fmt::format("{}, {}", one.name, place % 2 == 0 ? "first quarter" : "rest of the year"), mean,
                   sum / n, quantile * std::sqrt(squares / (n - 1) / n), one.widest.value_or(0) * mean});
  }
  return all;
}

/// What a council would lose that knew of its cases only that they are open.
void forget_what_was_done(models::CaseList& list) {
  list.columns = {};
  for (models::ListedCase& listed : list.cases) {
    listed.last_seen = listed.last_review = listed.last_supervision = {};
    listed.work_given = {};
    listed.owed.clear();
    for (sim::Date& since : listed.since) since = stopped_on - std::chrono::days{1};
  }
}

TEST(StartingFromAList, OfAStoppedRunGivesTheSameMeanTracesAsGoingOn) {
  const models::Scenario scenario = whole();
  const std::size_t width = 2 * compared.size();
  const StoppedRuns stopped;
  const auto going_on =
      testing::in_processes(replications, width, [&](int number) { return numbers_of(scenario, number); });
  const auto from_list =
      testing::in_processes(replications, width, [&](int number) { return numbers_of(stopped.start(number), number); });
  for (const Difference& one : differences(going_on, from_list)) {
    EXPECT_TRUE(one.is_noise()) << one.text();
    if (one.widest > 0) {
      EXPECT_LE(one.half_width, one.widest) << one.text();
    }
  }
  const auto forgetful = testing::in_processes(replications, width, [&](int number) {
    models::Scenario start = stopped.start(number);
    forget_what_was_done(*start.case_list);
    return numbers_of(start, number);
  });
  int found = 0;
  for (const Difference& one : differences(going_on, forgetful)) found += !one.is_noise();
  EXPECT_GE(found, 3);
}

// --- nothing is lost in between

/// Children by status at the first sample.
class FirstDay : public models::Observer {
 public:
  bool watches(models::FactKind) const override { return false; }
  void sample(const models::Sample& sample) override {
    if (children.empty()) children = sample.of(Measure::children);
  }
  std::vector<double> children;
};

TEST(StartingFromAList, WithAChildOfEachStatusOfThePathwayLosesNobody) {
  const std::filesystem::path source = CASETIDE_SOURCE_DIR "/scenarios";
  const testing::Folder folder;
  std::filesystem::create_directory(folder / "library");
  std::filesystem::copy(source / "library/england.yaml", folder / "library/england.yaml");
  std::filesystem::copy(source / "england_average.yaml", folder / "england_average.yaml");
  const models::Scenario written = scenarios::read_scenario(folder / "england_average.yaml");
  const auto& statuses = written.pathway.statuses;
  std::string cases = "status,opened,age\n";
  std::vector<double> expected(statuses.size());
  for (std::size_t place = 0; place < statuses.size(); ++place) {
    // Some are held only beside one that a team serves.
    std::string held = statuses[place].name;
    const auto is_served = [&](const models::Team& team) {
      return std::ranges::find(team.serves, models::id_at<models::StatusId>(place)) != team.serves.end();
    };
    const std::string beside =
        statuses[place].counts_as == models::CountsAs::care_leaver ? "care_leaver" : "looked_after";
    const bool alone = std::ranges::any_of(written.staffing.teams, is_served);
    ++expected[place];
    if (!alone) ++expected[testing::place_of(statuses, beside)];
    cases += held + (alone ? "" : "; " + beside) + ",2018-03-29," + (beside == "care_leaver" ? "19" : "9") + "\n";
  }
  testing::put_bytes(folder / "cases.csv", cases);
  testing::put_bytes(folder / "start.yaml",
                     "version: 1\nextends: england_average.yaml\ninitial_cases: cases.csv\n"
                     "period: {from: 2018-04-01, until: 2018-07-01}\n");
  const models::Scenario scenario = scenarios::read_scenario(folder / "start.yaml");
  ASSERT_EQ(scenario.case_list->cases.size(), statuses.size());
  const auto counted = testing::in_processes(1, statuses.size(), [&](int) {
    FirstDay first;
    models::run_replication(scenario, scenario.plans.front(), 0, {&first});
    return first.children;
  });
  EXPECT_EQ(counted.front(), expected);
}

TEST(StartingFromAList, WrittenByTheProgramIsReadByIt) {
  const testing::Folder folder;
  testing::put_bytes(folder / "base.yaml", testing::listed_service);
  const auto listed = testing::run_program(
      folder, {"list", (folder / "base.yaml").string(), "--on", "2016-10-03", "-o", folder.path().string()});
  EXPECT_EQ(listed.code, 0) << listed.error;
  EXPECT_NE(listed.error.find("initial_cases: cases.csv"), std::string::npos) << listed.error;
  testing::put_bytes(folder / "start.yaml",
                     "version: 1\nextends: base.yaml\ninitial_cases: cases.csv\nstaff: staff.csv\n"
                     "period: {from: 2016-10-03, until: 2017-01-02}\n");
  const auto checked = testing::run_program(folder, {"check", (folder / "start.yaml").string()});
  EXPECT_EQ(checked.code, 0) << checked.error;
  EXPECT_NE(checked.out.find("starts from a list of "), std::string::npos) << checked.out;
  const std::string result = (folder / "start.h5").string();
  EXPECT_EQ(testing::run_program(folder, {"run", (folder / "start.yaml").string(), "-o", result, "-q"}).code, 0);
  // The result needs neither the scenario nor the lists any more.
  for (const std::string file : {"base.yaml", "start.yaml", "cases.csv", "staff.csv"})
    std::filesystem::remove(folder / file);
  const auto verified = testing::run_program(folder, {"verify", result});
  EXPECT_EQ(verified.code, 0) << verified.out << verified.error;
  EXPECT_EQ(testing::run_program(folder, {"explain", result, "--worst"}).code, 0);
}

TEST(StartingFromAList, IsOfADayWithinThePeriodUnderAKnownPlan) {
  const testing::Folder folder;
  const std::string scenario = (folder / "base.yaml").string();
  testing::put_bytes(scenario, testing::listed_service);
  const auto refusal = [&](const std::string& day, const std::string& plan) {
    const auto ended = testing::run_program(
        folder, {"list", scenario, "--on", day, "--plan", plan, "-o", (folder / "lists").string()});
    EXPECT_EQ(ended.code, 2);
    EXPECT_FALSE(std::filesystem::exists(folder / "lists"));
    return ended.error;
  };
  EXPECT_EQ(refusal("2016-04-03", "no_change"),
            "casetide: --on: 2016-04-03 does not lie within the scenario's period, 2016-04-04 to 2017-10-02\n");
  EXPECT_EQ(refusal("03/10/2016", "no_change"), "casetide: --on: `03/10/2016` is no day; write it as 2018-03-05\n");
  EXPECT_EQ(refusal("2016-10-03", "no_chance"),
            "casetide: --plan: there is no plan `no_chance`; did you mean no_change?\n");
}

TEST(Check, WarnsOfTextsThatSayWhoSomebodyIs) {
  const testing::Workplace workplace;
  const auto path = workplace.extended("named.yaml", "title: For Mrs Jones\nplace: 12 High Street, WR5 2NP\n");
  const auto ended = testing::run_program(workplace, {"check", path.string()});
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.error,
            path.string() +
                ":3:8: this text looks as if it held a title before a name; a scenario says nothing of who "
                "anybody is\n" +
                path.string() +
                ":4:8: this text looks as if it held a postcode; a scenario says nothing of who anybody "
                "is\n");
}

}  // namespace
}  // namespace casetide
