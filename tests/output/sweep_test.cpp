// Sweeps and searches of the program, over a service small enough to be worked out by hand.
//
// Sixty children are seen every five working days, two hours and twelve minutes each time: 132 hours of work in five
// days. A full-timer has eight a day. Three people take five days and a half for it, and see every child half a day
// late; four are done in time, in 82.5 % of theirs.
#include "output/hdf5_file.hpp"
#include "output/headline_values.hpp"
#include "tests/output/program.hpp"

namespace casetide::output::testing {

namespace {

constexpr const char* scenario_text = R"(version: 1
title: Sixty children
place: nowhere
calendar: england
period: {warm_up_from: 2016-10-03, from: 2017-04-01, until: 2018-04-01, sample_every: 7 days}
run: {seed: 12, replications: 2}
pathway:
  on_referral: [open]
  roles:
    social_worker: {holds_cases: true}
  statuses:
    open: {label: Open}
  obligations:
    visit:
      label: Visit
      during: open
      clock: {first: 5 working days, then_every: [5 working days]}
      basis: law
      source: test
      work: {by: case_holder, effort: {uniform: {low: 2.2 hours, high: 2.2 hours}}, ready: at_once}
      safeguard: child_not_seen
  decisions: {}
demand:
  first_referrals: {unit: children, periods: [{from: 2016-10-01, until: 2018-04-02, children: 0}]}
staffing:
  client_hours: {opens: "09:00", per_day: 8 hours}
  ceiling: 60 children
  allocation: lowest_caseload_first
  allocated: each_morning
  work: earliest_due_first
  teams:
    one:
      label: One
      serves: [open]
      posts: 10
      staff: [{role: social_worker, contract: permanent, fte: 4}]
stocks:
  - {statuses: [open], children: 60, open: {uniform: {low: 0 days, high: 0 days}}}
targets:
  seen:
    label: Children seen in time
    figure: days_at_risk_law
    at_most: 1
    by: 2018
    status: assumed
    source: test
  covered:
    label: At most three posts uncovered
    figure: uncovered
    at_most: 3
    by: 2018
    status: assumed
    source: test
  both:
    label: Both
    all_of: [seen, covered]
    by: 2018
plans:
  as_now: {label: As now, measures: []}
)";

const std::string grid = R"(
design:
  grid:
    fte: {what: "staffing.teams.one.staff[0].fte", values: [3, 4]}
    ceiling: {what: staffing.ceiling, from: 40 children, to: 60 children, steps: 2}
)";

const std::string hypercube = R"(
design:
  latin_hypercube:
    points: 4
    over:
      fte: {what: "staffing.teams.one.staff[0].fte", low: 3, high: 7}
      ceiling: {what: staffing.ceiling, low: 40 children, high: 60 children, step: 1}
)";

/// A folder with the scenario in it.
class Desk {
 public:
  explicit Desk(const std::string& scenario = scenario_text) { put_bytes(folder / "sixty.yaml", scenario); }
  std::string design(const std::string& rest) const {
    put_bytes(folder / "design.yaml", "version: 1\nscenario: sixty.yaml\n" + rest);
    return (folder / "design.yaml").string();
  }
  Ended sweep(const std::string& rest, const std::vector<std::string>& options = {"-q"}) const {
    return program({"sweep", design(rest), "-o", result}, options);
  }
  Ended search(const std::string& find, const std::vector<std::string>& options = {"-q"}) const {
    return program({"search", design("plan: as_now\nfind:\n" + find)}, options);
  }
  Folder folder;
  fs::path result = folder / "sweep.h5";

 private:
  Ended program(std::vector<std::string> arguments, const std::vector<std::string>& options) const {
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run_program(folder, arguments);
  }
};

std::string smallest_people(const std::string& target, int low = 1, int high = 9) {
  return "  smallest:\n    people: {what: \"staffing.teams.one.staff[0].fte\", low: " + std::to_string(low) +
         ", high: " + std::to_string(high) + ", step: 1}\n  target: " + target + "\n  chance: 80%\n";
}

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

std::vector<double> values_in(const fs::path& sweep, const std::string& dataset) {
  return Hdf5File::open(sweep).read_doubles(dataset);
}

}  // namespace

TEST(ASweep, HasTheValuesThatRunsOfTheirOwnHave) {
  const Desk desk;
  const Ended ended = desk.sweep(grid);
  ASSERT_EQ(ended.code, 0) << ended.error;
  ASSERT_EQ(run_program(desk.folder, {"run", desk.folder / "sixty.yaml", "-q", "-o", desk.folder / "run.h5"}).code, 0);
  const Result run = read_result(desk.folder / "run.h5");
  const std::vector<double> risk = values_in(desk.result, "days_at_risk_law");
  ASSERT_EQ(risk.size(), 8u);  // [fte, ceiling, plan, replication]
  for (std::size_t replication = 0; replication < 2; ++replication) {
    const JudgedReplication values = judged(run.trace(0, replication), run.layout());
    const double expected = values.whole_period[static_cast<std::size_t>(models::Headline::days_at_risk_law)];
    EXPECT_EQ(risk[6 + replication], expected) << "as written: four people, sixty children";
  }
  EXPECT_LT(risk[6], 1) << "four people are enough";
  EXPECT_GT(risk[2], 1) << "three are late with everybody";
}

TEST(ASweep, IsReadByOtherPrograms) {
  for (const auto& [kind, text] : {std::pair{"grid", grid}, std::pair{"points", hypercube}}) {
    const Desk desk;
    const Ended ended = desk.sweep(text);
    ASSERT_EQ(ended.code, 0) << ended.error;
    const int status = run_python("read_sweep.py", desk.result.string() + " " + kind);
    if (status == 77) GTEST_SKIP() << "python3 or xarray is not installed";
    EXPECT_EQ(status, 0) << kind;
  }
}

TEST(ASweep, GivesTheSameBytesForAnyNumberOfJobsAndWhateverItFinds) {
  const Desk desk;
  ASSERT_EQ(desk.sweep(grid, {"-q", "--jobs", "1"}).code, 0);
  const std::string expected = bytes_of(desk.result);
  ASSERT_FALSE(expected.empty());
  const fs::path parts = parts_of(desk.result);
  EXPECT_FALSE(fs::exists(parts));
  fs::remove(desk.result);
  fs::create_directory(parts);
  put_bytes(parts / "00000-as_now-00000.h5", "no part at all");
  const Ended ended = desk.sweep(grid, {"-q", "--jobs", "3", "--resume"});
  ASSERT_EQ(ended.code, 0) << ended.error;
  EXPECT_TRUE(bytes_of(desk.result) == expected);
}

TEST(ASweep, GoesOnWhereItWasStopped) {
  const Desk desk;
  ASSERT_EQ(desk.sweep(grid).code, 0);
  const std::string expected = bytes_of(desk.result);
  fs::remove(desk.result);
  // Its result cannot be written in place of a folder that is not empty: the parts stay.
  fs::create_directories(desk.result / "in the way");
  EXPECT_EQ(desk.sweep(grid).code, 73);
  fs::remove_all(desk.result);
  const Ended ended = desk.sweep(grid, {"--resume"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_TRUE(says(ended.error, "8 of 8 runs are there already")) << ended.error;
  EXPECT_TRUE(bytes_of(desk.result) == expected);
}

TEST(ASweep, PrintsATableOfItsPoints) {
  const Desk desk;
  const Ended ended = desk.sweep(grid);
  EXPECT_TRUE(says(ended.out, "fte  ceiling      plan")) << ended.out;
  EXPECT_TRUE(says(ended.out, "4    60 children  as_now")) << ended.out;
  EXPECT_TRUE(says(ended.out, "how likely harm was")) << ended.out;
}

TEST(ASweep, SaysWhatItWouldRunAndRunsNothing) {
  const Desk desk;
  const Ended ended = desk.sweep("replications: 5\n" + grid, {"--dry-run"});
  EXPECT_EQ(ended.code, 0) << ended.error;
  EXPECT_TRUE(says(ended.out, "3 fte = 4, ceiling = 60 children")) << ended.out;
  EXPECT_TRUE(says(ended.out, "4 points x 1 plans x 5 replications = 20 runs, seed 12")) << ended.out;
  EXPECT_FALSE(fs::exists(desk.result));
  EXPECT_FALSE(fs::exists(parts_of(desk.result)));
}

TEST(ASweep, RefusesAPointThatDoesNotReadBeforeAnythingRuns) {
  const Desk desk;
  const Ended ended =
      desk.sweep("design: {grid: {fte: {what: \"staffing.teams.one.staff[0].fte\", values: [4, -1]}}}\n");
  EXPECT_EQ(ended.code, 65);
  EXPECT_TRUE(says(ended.error, "at fte = -1: ")) << ended.error;
  EXPECT_FALSE(says(ended.error, "at fte = 4: ")) << ended.error;
  EXPECT_FALSE(fs::exists(parts_of(desk.result)));
  EXPECT_EQ(desk.sweep("design: {grid: {fte: {what: staffing.nothing, values: [4]}}}\n").code, 65);
  const Ended unknown = desk.sweep("plans: [as_then]\n" + grid);
  EXPECT_EQ(unknown.code, 65);
  EXPECT_TRUE(says(unknown.error, "no plan `as_then`; did you mean as_now?")) << unknown.error;
  EXPECT_EQ(run_program(desk.folder, {"sweep", desk.folder / "none.yaml"}).code, 66);
}

TEST(ASearch, FindsThePeopleWhoSeeEverybodyInTime) {
  const Desk desk;
  const Ended ended = desk.search(smallest_people("seen"));
  EXPECT_EQ(ended.code, 0) << ended.error;
  EXPECT_TRUE(says(ended.out, "The smallest that is enough is people = 4.")) << ended.out;
  EXPECT_TRUE(says(ended.out, "people = 3 ")) << ended.out;
  EXPECT_TRUE(says(ended.out, "people = 5 ")) << "the value above it is tried as well: " << ended.out;
  EXPECT_TRUE(says(ended.out, "The values tried beside it agree.")) << ended.out;
}

TEST(ASearch, FindsThePeopleWhoCoverThePosts) {
  const Desk desk;  // ten posts, three of which may be uncovered
  EXPECT_TRUE(says(desk.search(smallest_people("covered")).out, "enough is people = 7.")) << "seven of ten";
  EXPECT_TRUE(says(desk.search(smallest_people("both")).out, "enough is people = 7.")) << "both targets together";
  EXPECT_TRUE(says(desk.search(smallest_people("covered", 8)).out, "enough is people = 8.")) << "the lowest of all";
}

TEST(ASearch, SaysWhenTheTargetCannotBeMet) {
  const Desk desk;
  const Ended ended = desk.search(smallest_people("covered", 1, 6));
  EXPECT_EQ(ended.code, 1);
  EXPECT_TRUE(says(ended.out, "The target cannot be met with a chance of 80 % up to people = 6.")) << ended.out;
}

TEST(ASearch, FindsTheSmallestForEachValueOfAnother) {
  const Desk desk;  // twelve posts want nine people, ten want seven
  const std::string find =
      "  smallest:\n    people: {what: \"staffing.teams.one.staff[0].fte\", low: 1, high: 9, step: 1}\n"
      "    posts: {what: staffing.teams.one.posts, values: [10, 12]}\n"
      "  target: covered\n  chance: 80%\n";
  const Ended ended = desk.search(find);
  EXPECT_EQ(ended.code, 0) << ended.error;
  EXPECT_TRUE(says(ended.out, "With posts = 10: the smallest that is enough is people = 7.")) << ended.out;
  EXPECT_TRUE(says(ended.out, "With posts = 12: the smallest that is enough is people = 9.")) << ended.out;
  const Ended json = desk.search(find, {"-q", "--json"});
  EXPECT_TRUE(says(json.out, "\"smallest\": \"9\"")) << json.out;
}

TEST(ASearch, RefusesTargetsThatTheScenarioDoesNotHave) {
  const Desk desk;
  const Ended ended = desk.search(smallest_people("happy"));
  EXPECT_EQ(ended.code, 65);
  EXPECT_TRUE(says(ended.error, "no target `happy`; it has seen, covered, both")) << ended.error;
}

}  // namespace casetide::output::testing
