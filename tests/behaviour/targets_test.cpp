// The chance of meeting a target, against a count from the result file by a program that knows only FORMAT.md.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/program.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using namespace casetide::testing;

/// Two people, four to five visits of three hours a working day; and twice as many people from the second year on.
constexpr const char* scenario_text = R"(version: 1
title: A small service
place: nowhere
calendar: england
period: {warm_up_from: 2017-02-01, from: 2017-04-01, until: 2019-04-01, sample_every: 10 days}
run: {seed: 4711, replications: 8}
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
      clock: {first: 2 working days}
      basis: law
      source: test
      work: {by: case_holder, effort: {exponential: {mean: 3 hours}}, ready: at_once}
      decides: done
      safeguard: child_not_seen
  decisions:
    done: {cases: [{outcomes: {close: {share: 100%, closes: true}}}]}
demand:
  first_referrals: {unit: children, periods: [{from: 2017-02-01, until: 2019-04-02, children: 2600}]}
staffing:
  client_hours: {opens: "09:00", per_day: 8 hours}
  ceiling: 10 children
  allocation: lowest_caseload_first
  allocated: each_morning
  work: earliest_due_first
  teams:
    one:
      label: One
      serves: [open]
      posts: 2
      staff: [{role: social_worker, contract: permanent, fte: 2}]
plans:
  as_now: {label: As now, measures: []}
  more:
    label: More
    measures:
      - recruit: {team: one, role: social_worker, contract: permanent, fte: 2, from: 2018-04-01, until: 2018-06-01}
targets:
  busy: {label: Many referrals, figure: referrals, at_least: 1200, by: 2019, status: assumed, source: test}
  seen: {label: Children are seen, figure: days_at_risk_law, at_most: 12, by: 2018, status: assumed, source: test}
  safe: {label: All safeguards, figure: days_at_risk, at_most: 30, by: 2019, status: assumed, source: test}
  named: {label: A name on each, figure: unallocated, at_most: 1.5, by: 2019, status: assumed, source: test}
  both: {label: Seen although busy, all_of: [busy, seen], by: 2019}
  either: {label: Seen or named, any_of: [seen, named], by: 2019}
)";

}  // namespace

TEST(ATarget, HasTheChanceThatAnotherProgramCountsInTheFile) {
  const std::string python = "/usr/bin/python3";
  if (!fs::exists(python)) GTEST_SKIP() << "no python3";
  const Workplace workplace;
  const fs::path scenario = workplace / "targets.yaml", result = workplace / "targets.h5",
                 said = workplace / "said.json";
  std::ofstream(scenario) << scenario_text;
  ASSERT_EQ(run_program(workplace, {"run", scenario.string(), "-q", "-o", result.string()}).code, 0);
  const Ended compared = run_program(workplace, {"compare", "--json", result.string()});
  ASSERT_EQ(compared.code, 0);
  std::ofstream(said) << compared.out;
  const std::string counting = python + " " CASETIDE_SOURCE_DIR "/tests/behaviour/count_targets.py " + result.string() +
                               " " + said.string() +
                               " busy:referrals:at_least:1200 seen:days_at_risk_law:at_most:12"
                               " safe:days_at_risk:at_most:30 named:unallocated:at_most:1.5"
                               " both:all:busy,seen either:any:seen,named";
  const int status = std::system(counting.c_str());
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "h5py is not installed";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace casetide::app
