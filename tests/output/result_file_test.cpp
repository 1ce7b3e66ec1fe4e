#include "output/result_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <random>

#include "models/national_indicators.hpp"
#include "models/safeguard_names.hpp"
#include "tests/output/builders.hpp"

namespace casetide::output::testing {

using sim::ExitCode;

namespace {

/// The shards of a small scenario, and its merged result.
struct SmallRun {
  models::Scenario scenario;
  RunIdentity identity = identity_of(scenario);
  Folder folder;
  std::vector<fs::path> shards = write_shards(folder, scenario);
  fs::path result = folder / "result.h5";

  explicit SmallRun(models::Scenario run = small_scenario()) : scenario(std::move(run)) {}
  void merge_all() const { merge(shards, scenario, identity, result); }
};

/// NaN is equal to NaN.
std::string bits_of(const std::vector<double>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)};
}

}  // namespace

TEST(ResultFile, GivesBackTheValuesThatWereWritten) {
  const SmallRun run;
  run.merge_all();
  const Result result = read_result(run.result);
  EXPECT_EQ(result.replications(), (std::vector<int>{0, 1, 2}));
  for (std::size_t plan = 0; plan < 2; ++plan)
    for (std::size_t r = 0; r < 3; ++r)
      EXPECT_EQ(result.trace(plan, r).values, some_trace(run.scenario, offset_of(plan, static_cast<int>(r))).values);
}

TEST(ResultFile, GivesBackYearlyFiguresAndTheirGaps) {
  const SmallRun run(two_years());
  run.merge_all();
  const Result result = read_result(run.result);
  ASSERT_EQ(result.layout().years.size(), 2u);
  EXPECT_EQ(result.layout().years[1].name(), "2017-18");
  EXPECT_EQ(result.layout().indicators.names.size(), models::indicator_count);
  EXPECT_EQ(result.layout().indicator_units[1], "%");
  for (std::size_t plan = 0; plan < 2; ++plan)
    for (std::size_t r = 0; r < 3; ++r) {
      const auto expected = some_indicators(result.layout(), offset_of(plan, static_cast<int>(r)));
      EXPECT_EQ(expected.size(), 2 * models::indicator_count);
      EXPECT_TRUE(bits_of(result.trace(plan, r).indicators) == bits_of(expected)) << plan << ", " << r;
    }
}

TEST(ResultFile, HasNoYearlyFiguresWithoutAWholeYear) {
  const SmallRun run;
  run.merge_all();
  const Result result = read_result(run.result);
  EXPECT_TRUE(result.layout().years.empty());
  EXPECT_TRUE(result.trace(0, 0).indicators.empty());
  const Hdf5File file = Hdf5File::open(run.result);
  for (const char* name : {"year", "indicator", "indicators"})
    EXPECT_EQ(code_of([&] { file.shape(name); }), ExitCode::bad_input) << name;
}

TEST(ResultFile, GivesBackTheDrawsOfEachReplicationAndTheRangesTheyComeFrom) {
  const SmallRun run(uncertain_scenario());
  run.merge_all();
  const Result result = read_result(run.result);
  EXPECT_EQ(result.layout(), layout_of(run.scenario));
  EXPECT_EQ(result.layout().assumptions.names, (std::vector<std::string>{"hiring_success", "demand_to_come"}));
  EXPECT_EQ(result.layout().assumptions.labels[1], "demand_to_come") << "without a label it goes by its name";
  const AssumptionTraits hiring{"%", models::Assumption::How::value, 4, 12};
  const AssumptionTraits demand{"", models::Assumption::How::factor, 0.9, 1.15};
  EXPECT_EQ(result.layout().assumption_traits, (std::vector{hiring, demand}));
  for (std::size_t plan = 0; plan < 2; ++plan) {
    EXPECT_EQ(result.trace(plan, 0).draws, (std::vector<double>{5, 5.25}));
    EXPECT_EQ(result.trace(plan, 2).draws, (std::vector<double>{7, 7.25}));
  }
  EXPECT_EQ(Hdf5File::open(run.result).shape("assumption_draw"), (Shape{3, 2})) << "no axis of plans";
}

TEST(ResultFile, HasNoAssumptionsWhereNoneIsDrawn) {
  models::Scenario as_written = uncertain_scenario();
  as_written.draws_assumptions = false;
  const SmallRun run(as_written);
  run.merge_all();
  EXPECT_TRUE(read_result(run.result).trace(0, 0).draws.empty());
  const Hdf5File file = Hdf5File::open(run.result);
  EXPECT_FALSE(file.has("assumption"));
  EXPECT_FALSE(file.has("assumption_draw"));
  EXPECT_TRUE(file.has("caseload"));
}

TEST(ResultFile, RefusesPlansThatHaveNotSharedTheirDraws) {
  const SmallRun run(uncertain_scenario());
  Trace trace = some_trace(run.scenario, offset_of(1, 2));
  trace.draws = {7, 7.5};  // under plan 0 it was 7.25
  write_shard(run.folder / "1-2.h5", run.scenario, run.identity, 1, 2, trace);
  EXPECT_NE(words_of([&] { run.merge_all(); }).find("have not shared the draws of replication 2"), std::string::npos);
  EXPECT_FALSE(fs::exists(run.result));
}

TEST(ResultFile, RefusesToBeWrittenWithoutItsDraws) {
  const SmallRun run(uncertain_scenario());
  EXPECT_THROW(write_shard(run.shards[0], run.scenario, run.identity, 0, 0, some_trace(run.scenario, 0)),
               sim::ModelError);
}

TEST(ResultFile, RefusesToBeWrittenWithoutTheYearlyFigures) {
  const SmallRun run(two_years());
  Trace trace = some_trace(run.scenario, 0);
  trace.indicators.pop_back();
  EXPECT_THROW(write_shard(run.shards[0], run.scenario, run.identity, 0, 0, trace), sim::ModelError);
}

TEST(ResultFile, WithFlippedBitsInYearlyFiguresIsRefusedOrHoldsTheSame) {
  const SmallRun run(two_years());
  const std::string sound = bytes_of(run.shards[0]);
  const std::string expected = bits_of(some_indicators(layout_of(run.scenario), offset_of(0, 0)));
  const fs::path damaged = run.folder / "damaged.h5";
  std::mt19937 rng(20170401);  // fixed, so that a failure can be repeated
  for (int flip = 0; flip < 200; ++flip) {
    std::string bytes = sound;
    const std::size_t at = rng() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (rng() % 8)));
    put_bytes(damaged, bytes);
    if (!shard_is_usable(damaged, run.scenario, run.identity, 0, 0)) continue;
    const ArrayEntry indicators = arrays_of(layout_of(run.scenario)).back();
    EXPECT_TRUE(bits_of(Hdf5File::open(damaged).read_slab("indicators", slab_of(indicators, 0, 0))) == expected)
        << "byte " << at;
  }
}

std::string refusal_of_version(int version) {
  const SmallRun run;
  Hdf5File file = Hdf5File::create(run.result);
  file.set_attribute("/", "format", "casetide result");
  file.set_attribute("/", "schema_version", version);
  file.set_attribute("/", "complete", 1);
  file.close();
  return words_of([&] { read_result(run.result); });
}

TEST(ResultFile, OfAnotherVersionIsRefusedWithWhatToDo) {
  const std::string reads = "; this program reads version " + std::to_string(schema_version);
  EXPECT_NE(refusal_of_version(3).find("has file version 3" + reads + ": run its scenario again"), std::string::npos);
  const int next = static_cast<int>(schema_version) + 1;
  EXPECT_NE(
      refusal_of_version(next).find("has file version " + std::to_string(next) + reads + ": use a newer casetide"),
      std::string::npos);
}

TEST(ResultFile, GivesBackWhatTheRunWas) {
  SmallRun run;
  run.merge_all();
  const Result result = read_result(run.result);
  EXPECT_EQ(result.layout(), layout_of(run.scenario));
  EXPECT_EQ(result.identity().plans, run.identity.plans);
  EXPECT_EQ(result.identity().title, run.scenario.title);
  EXPECT_EQ(result.identity().replications, 3);
  EXPECT_EQ(result.identity().run_id(), run.identity.run_id());
  EXPECT_TRUE(same_chances(result.identity(), run.identity));
}

TEST(ResultFile, HasTheSameBytesEachTimeAndForAnyOrderOfShards) {
  SmallRun run;
  run.merge_all();
  const std::string first = bytes_of(run.result);
  std::ranges::reverse(run.shards);
  run.merge_all();
  EXPECT_TRUE(bytes_of(run.result) == first);
  std::swap(run.shards[1], run.shards[4]);
  run.merge_all();
  EXPECT_TRUE(bytes_of(run.result) == first);
  const SmallRun again;
  for (const char* shard : {"0-0.h5", "1-2.h5"})
    EXPECT_TRUE(bytes_of(again.folder / shard) == bytes_of(run.folder / shard)) << shard;
}

TEST(ResultFile, LeavesNoPartialFile) {
  const SmallRun run;
  run.merge_all();
  EXPECT_EQ(std::distance(fs::directory_iterator(run.folder.path()), {}), 7);  // six shards and the result
}

TEST(ResultFile, CarriesTheSentenceThatTimeAtRiskIsPrintedWith) {
  const SmallRun run;
  run.merge_all();
  EXPECT_EQ(Hdf5File::open(run.result).text_attribute("/", "time_at_risk_note"), models::guard_sentence);
}

TEST(RunId, DependsOnScenarioSeedReplicationsAndVersionOnly) {
  const RunIdentity run = identity_of(small_scenario());
  RunIdentity other = run;
  other.title = "another title";
  EXPECT_EQ(other.run_id(), run.run_id());
  EXPECT_EQ(run.run_id().size(), 16u);
  other.seed += 1;
  EXPECT_NE(other.run_id(), run.run_id());
}

TEST(Shard, IsUsableForItsOwnPlanReplicationSeedAndScenario) {
  const SmallRun run;
  const fs::path shard = run.folder / "1-2.h5";
  EXPECT_TRUE(shard_is_usable(shard, run.scenario, run.identity, 1, 2));
  EXPECT_FALSE(shard_is_usable(shard, run.scenario, run.identity, 0, 2));
  EXPECT_FALSE(shard_is_usable(shard, run.scenario, run.identity, 1, 1));
  EXPECT_FALSE(shard_is_usable(run.folder / "none.h5", run.scenario, run.identity, 1, 2));
}

TEST(Shard, IsNotUsableForAnotherSeedScenarioOrProgram) {
  const SmallRun run;
  RunIdentity other = run.identity;
  other.seed = 2;
  EXPECT_FALSE(shard_is_usable(run.shards[0], run.scenario, other, 0, 0));
  other = run.identity;
  other.scenario_sha256[0] = 'b';
  EXPECT_FALSE(shard_is_usable(run.shards[0], run.scenario, other, 0, 0));
  other = run.identity;
  other.software_version = "9.9.9";
  EXPECT_FALSE(shard_is_usable(run.shards[0], run.scenario, other, 0, 0));
  other = run.identity;
  other.source_revision = "0123abc";
  EXPECT_FALSE(shard_is_usable(run.shards[0], run.scenario, other, 0, 0));
}

TEST(Shard, StaysUsableWhenMoreReplicationsOrFewerPlansAreAskedFor) {
  const SmallRun run;
  RunIdentity other = run.identity;
  other.replications = 100;
  other.plans.erase(other.plans.begin());
  EXPECT_TRUE(shard_is_usable(run.folder / "1-0.h5", run.scenario, other, 0, 0));
}

TEST(Shard, OfAFolderOrATextFileIsNotUsable) {
  const SmallRun run;
  EXPECT_FALSE(shard_is_usable(run.folder.path(), run.scenario, run.identity, 0, 0));
  put_bytes(run.folder / "text", "complete = 1");
  EXPECT_FALSE(shard_is_usable(run.folder / "text", run.scenario, run.identity, 0, 0));
}

TEST(Shard, WithAFlippedBitIsRefusedOrHoldsTheSameValues) {
  const SmallRun run;
  const std::string sound = bytes_of(run.shards[0]);
  const fs::path damaged = run.folder / "damaged.h5";
  const Trace expected = some_trace(run.scenario, offset_of(0, 0));
  std::mt19937 rng(20180806);  // fixed, so that a failure can be repeated
  int refused = 0;
  for (int flip = 0; flip < 200; ++flip) {
    std::string bytes = sound;
    const std::size_t at = rng() % bytes.size();
    const unsigned bit = rng() % 8;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
    put_bytes(damaged, bytes);
    if (!shard_is_usable(damaged, run.scenario, run.identity, 0, 0)) {
      ++refused;
      continue;
    }
    const Hdf5File file = Hdf5File::open(damaged);
    for (const ArrayEntry& array : arrays_of(layout_of(run.scenario)))
      EXPECT_EQ(file.read_slab(array.name, slab_of(array, 0, 0)), array.of(expected))
          << array.name << ", byte " << at << ", bit " << bit;
  }
  EXPECT_GT(refused, 20);  // the rest hit room that nothing uses
}

TEST(Shard, CutShortAnywhereIsRefused) {
  const SmallRun run;
  const std::string sound = bytes_of(run.shards[0]);
  const fs::path cut = run.folder / "cut.h5";
  for (std::size_t part = 0; part < 40; ++part) {
    put_bytes(cut, sound.substr(0, sound.size() * part / 40));
    EXPECT_FALSE(shard_is_usable(cut, run.scenario, run.identity, 0, 0)) << part;
  }
  put_bytes(cut, sound.substr(0, sound.size() - 1));
  EXPECT_FALSE(shard_is_usable(cut, run.scenario, run.identity, 0, 0));
}

TEST(Merge, RefusesAShardThatIsMissingGivenTwiceOrDamaged) {
  SmallRun run;
  const fs::path last = run.shards.back();
  run.shards.pop_back();
  EXPECT_EQ(words_of([&] { run.merge_all(); }), "the shard of plan recruit, replication 2 is missing");
  run.shards.push_back(run.shards.front());
  EXPECT_EQ(code_of([&] { run.merge_all(); }), ExitCode::bad_input);
  put_bytes(last, bytes_of(last).substr(0, 5000));
  run.shards.back() = last;
  EXPECT_EQ(code_of([&] { run.merge_all(); }), ExitCode::bad_input);
  run.shards.back() = run.folder / "none.h5";
  EXPECT_EQ(code_of([&] { run.merge_all(); }), ExitCode::file_missing);
  EXPECT_FALSE(fs::exists(run.result));
  EXPECT_FALSE(fs::exists(run.result.string() + ".partial"));
}

TEST(Merge, RefusesFewerReplicationsThanTheRunHas) {
  SmallRun run;
  run.shards.resize(4);  // replications 0 and 1 of both plans
  EXPECT_EQ(code_of([&] { run.merge_all(); }), ExitCode::bad_input);
}

TEST(Merge, RefusesAShardOfAnotherRun) {
  SmallRun run;
  RunIdentity other = run.identity;
  other.seed = 7;
  write_shard(run.shards[2], run.scenario, other, 0, 1, some_trace(run.scenario, 0));
  EXPECT_NE(words_of([&] { run.merge_all(); }).find("was run with seed 7"), std::string::npos);
}

TEST(Merge, RefusesReplicationsThatTheRunDoesNotHave) {
  SmallRun run;
  run.identity.replications = 2;
  EXPECT_NE(words_of([&] { run.merge_all(); }).find("0-2.h5: replication 2 is not one of those to join"),
            std::string::npos);
}

namespace {

/// The run as two parts: replications 0 and 2, and replication 1.
struct RunInParts : SmallRun {
  std::vector<fs::path> parts = {folder / "first.h5", folder / "second.h5"};

  explicit RunInParts(models::Scenario run = small_scenario()) : SmallRun(std::move(run)) {
    write_part(parts[0], {1, 2}, identity);
    write_part(parts[1], {2, 2}, identity);
  }
  void write_part(const fs::path& path, const Part& part, const RunIdentity& whole) {
    std::vector<fs::path> own;
    for (const int number : replications_of(part, whole.replications))
      for (std::size_t plan = 0; plan < whole.plans.size(); ++plan)
        own.push_back(folder / (std::to_string(plan) + "-" + std::to_string(number) + ".h5"));
    merge(own, scenario, whole, path, part);
  }
  /// With another seed, version or scenario all shards are written again.
  void write_part_of_another_run(const RunIdentity& other) {
    for (std::size_t plan = 0; plan < 2; ++plan)
      write_shard(folder / (std::to_string(plan) + "-1.h5"), scenario, other, plan, 1, some_trace(scenario, 0));
    write_part(parts[1], {2, 2}, other);
  }
  std::string refusal() const {
    EXPECT_EQ(code_of([&] { merge_parts(parts, result); }), ExitCode::bad_input);
    EXPECT_FALSE(fs::exists(result));
    return words_of([&] { merge_parts(parts, result); });
  }
  void expect_refusal(const std::string& file, const std::string& reason) const {
    const std::string words = refusal();
    EXPECT_NE(words.find(file), std::string::npos) << words;
    EXPECT_NE(words.find(reason), std::string::npos) << words;
  }
};

}  // namespace

TEST(Part, HoldsEveryNthReplication) {
  EXPECT_EQ(replications_of({1, 3}, 7), (std::vector<int>{0, 3, 6}));
  EXPECT_EQ(replications_of({3, 3}, 7), (std::vector<int>{2, 5}));
  EXPECT_EQ(replications_of({}, 3), (std::vector<int>{0, 1, 2}));
  EXPECT_TRUE(replications_of({3, 3}, 2).empty());
}

TEST(Parts, GiveTheBytesOfTheWholeRunInAnyOrder) {
  for (const models::Scenario& scenario : {small_scenario(), uncertain_scenario(), two_years()}) {
    RunInParts run(scenario);
    run.merge_all();
    const std::string whole = bytes_of(run.result);
    fs::remove(run.result);
    for (int turn = 0; turn < 2; ++turn) {
      merge_parts(run.parts, run.result);
      EXPECT_TRUE(bytes_of(run.result) == whole);
      merge_parts(run.parts, run.result);
      EXPECT_TRUE(bytes_of(run.result) == whole) << "once more, over what stands there";
      std::ranges::reverse(run.parts);
    }
  }
}

TEST(Parts, AreNotReadAsAResult) {
  const RunInParts run;
  const std::string words = words_of([&] { read_result(run.parts[1]); });
  EXPECT_NE(words.find("part 2 of 2 of a run"), std::string::npos) << words;
  EXPECT_NE(words.find("casetide merge"), std::string::npos) << words;
}

TEST(Parts, ThatAreMissingOrGivenTwiceAreNamed) {
  RunInParts run;
  run.parts.pop_back();
  run.expect_refusal("first.h5", "part 2 of 2 is missing");
  run.parts.push_back(run.folder / "copy.h5");
  fs::copy_file(run.parts[0], run.parts[1]);
  run.expect_refusal("copy.h5: part 1, as", "first.h5 is");
  run.parts[1] = run.folder / "none.h5";
  EXPECT_EQ(code_of([&] { merge_parts(run.parts, run.result); }), ExitCode::file_missing);
}

TEST(Parts, OfAnotherRunAreRefusedWithTheReason) {
  RunInParts run;
  RunIdentity other = run.identity;
  other.seed = 7;
  run.write_part_of_another_run(other);
  run.expect_refusal("second.h5", "was run with seed 7");
  other = run.identity;
  other.software_version = "9.9.9";
  run.write_part_of_another_run(other);
  run.expect_refusal("second.h5", "was written by version 9.9.9");
  other = run.identity;
  other.scenario_sha256[0] = 'b';
  run.write_part_of_another_run(other);
  run.expect_refusal("second.h5", "belongs to another scenario");
}

TEST(Parts, OfAnotherShapeAreRefusedWithTheReason) {
  RunInParts run;
  RunIdentity other = run.identity;
  other.plans.pop_back();
  fs::remove(run.parts[1]);
  run.write_part(run.parts[1], {2, 2}, other);
  run.expect_refusal("second.h5", "has other plans");
  other = run.identity;
  other.replications = 2;
  run.write_part(run.parts[1], {2, 2}, other);
  run.expect_refusal("second.h5", "part of a run with 2 replications, not 3");
  run.write_part(run.parts[1], {2, 3}, run.identity);
  run.expect_refusal("second.h5", "is one of 3 parts, not of 2");
}

TEST(Parts, AreNotReplicationsNorWholeResultsNorDamaged) {
  RunInParts run;
  const std::string sound = bytes_of(run.parts[1]);
  run.parts[1] = run.shards[0];
  run.expect_refusal("0-0.h5", "one replication");
  run.parts[1] = run.folder / "whole.h5";
  merge(run.shards, run.scenario, run.identity, run.parts[1]);
  run.expect_refusal("whole.h5", "a whole result");
  run.parts[1] = run.folder / "cut.h5";
  put_bytes(run.parts[1], sound.substr(0, sound.size() / 2));
  run.expect_refusal("cut.h5", "");
}

TEST(FoundResult, NamesTheArraysThatWereChangedAndGivesThemAllTheSame) {
  const SmallRun run;
  run.merge_all();
  EXPECT_TRUE(read_found_result(run.result).changed.empty());
  const std::string change = "/usr/bin/python3 -c \"import h5py; f = h5py.File('" + run.result.string() +
                             "', 'r+'); f['closed'][1, 2, 0] = 77\"";
  if (std::system(change.c_str()) != 0) GTEST_SKIP() << "no h5py";
  EXPECT_EQ(code_of([&] { read_result(run.result); }), ExitCode::bad_input);
  const FoundResult found = read_found_result(run.result);
  EXPECT_EQ(found.changed, (std::vector<std::string>{"closed"}));
  EXPECT_EQ(read_trace(run.result, found.frame.layout, 1, 2).of(models::Measure::closed)[0], 77);
}

TEST(ReadResult, TellsAMissingFileFromADamagedAndAForeignOne) {
  const SmallRun run;
  EXPECT_EQ(code_of([&] { read_result(run.folder / "none.h5"); }), ExitCode::file_missing);
  put_bytes(run.folder / "text.h5", "not HDF5 at all");
  EXPECT_EQ(code_of([&] { read_result(run.folder / "text.h5"); }), ExitCode::bad_input);
  Hdf5File foreign = Hdf5File::create(run.folder / "foreign.h5");
  foreign.write("x", std::vector<double>{1, 2});
  foreign.close();
  EXPECT_NE(words_of([&] { read_result(run.folder / "foreign.h5"); }).find("not a result of Casetide"),
            std::string::npos);
}

TEST(ReadResult, RefusesAShard) {
  const SmallRun run;
  EXPECT_NE(words_of([&] { read_result(run.shards[0]); }).find("one replication of a run, not its result"),
            std::string::npos);
}

TEST(ReadResult, RefusesAnIncompleteFile) {
  const SmallRun run;
  Frame frame{Frame::Content::result, run.identity, {0, 1, 2}, layout_of(run.scenario)};
  Hdf5File file = Hdf5File::create(run.result);
  write_frame(file, frame);
  file.close();
  EXPECT_EQ(code_of([&] { read_result(run.result); }), ExitCode::bad_input);
  EXPECT_NE(words_of([&] { read_result(run.result); }).find("not complete"), std::string::npos);
}

TEST(ReadResult, RefusesFlippedBitsOrGivesTheSameValues) {
  const SmallRun run;
  run.merge_all();
  const std::string sound = bytes_of(run.result);
  const std::vector<double> expected = read_result(run.result).trace(1, 2).of(models::Measure::time_at_risk);
  std::mt19937 rng(4);
  for (int flip = 0; flip < 40; ++flip) {
    std::string bytes = sound;
    const std::size_t at = rng() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (rng() % 8)));
    put_bytes(run.result, bytes);
    try {
      EXPECT_EQ(read_result(run.result).trace(1, 2).of(models::Measure::time_at_risk), expected) << "byte " << at;
    } catch (const sim::OutputError& error) {
      EXPECT_EQ(error.code(), ExitCode::bad_input) << "byte " << at;
    }
  }
}

}  // namespace casetide::output::testing
