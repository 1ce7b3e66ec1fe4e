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

TEST(ResultFile, OfAnotherVersionIsRefused) {
  const SmallRun run;
  Hdf5File file = Hdf5File::create(run.result);
  file.set_attribute("/", "format", "casetide result");
  file.set_attribute("/", "schema_version", 2);
  file.set_attribute("/", "complete", 1);
  file.close();
  EXPECT_NE(words_of([&] { read_result(run.result); }).find("has file version 2; this program reads version 3"),
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
  EXPECT_NE(words_of([&] { read_result(run.shards[0]); }).find("one part of a run"), std::string::npos);
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
