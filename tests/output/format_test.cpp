// The contract in FORMAT.md against the catalogue, and a file against other people's readers.
#include <sys/wait.h>

#include <cstdlib>
#include <sstream>

#include "models/national_indicators.hpp"
#include "tests/output/builders.hpp"
#include "tests/output/traces.hpp"

namespace casetide::output::testing {

namespace {

/// The row of a table in FORMAT.md that describes the dataset, or nothing.
std::string row_of(const std::string& page, const std::string& dataset) {
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("| `" + dataset + "` |")) return line;
  return {};
}

std::string axes_of(const models::MeasureEntry& measure) {
  std::string axes = "plan, replication, time";
  for (const models::Axis axis : measure.axes) axes += ", " + std::string(axis_name(axis));
  return "[" + axes + "]";
}

}  // namespace

TEST(Format, DescribesEveryMeasureWithItsAxesKindAndUnit) {
  const std::string page = bytes_of(fs::path(CASETIDE_SOURCE_DIR) / "output/FORMAT.md");
  ASSERT_FALSE(page.empty());
  for (const models::MeasureEntry& measure : models::measure_catalogue()) {
    const std::string row = row_of(page, std::string(measure.name));
    EXPECT_FALSE(row.empty()) << measure.name << " is not in FORMAT.md";
    EXPECT_TRUE(contains(row, axes_of(measure))) << row << "\nexpected " << axes_of(measure);
    EXPECT_TRUE(contains(row, measure.kind == models::Kind::flow ? "| flow |" : "| level |")) << row;
    EXPECT_TRUE(contains(row, measure.unit)) << row << "\nexpected " << measure.unit;
  }
}

TEST(Format, DescribesEveryAxis) {
  const std::string page = bytes_of(fs::path(CASETIDE_SOURCE_DIR) / "output/FORMAT.md");
  for (const models::Axis axis : all_axes)
    EXPECT_FALSE(row_of(page, std::string(axis_name(axis))).empty()) << axis_name(axis);
  for (const char* axis :
       {"plan", "replication", "time", "year", "indicator", "assumption", "warm_up_time", "settling_series"})
    EXPECT_FALSE(row_of(page, axis).empty()) << axis;
}

TEST(Format, DescribesEveryIndicatorWithItsUnitAndMeaning) {
  const std::string page = bytes_of(fs::path(CASETIDE_SOURCE_DIR) / "output/FORMAT.md");
  const std::string section = page.substr(page.find("## Yearly indicators"));
  for (const models::IndicatorEntry& entry : models::indicator_catalogue()) {
    const std::string row = row_of(section, std::string(entry.name));
    EXPECT_TRUE(contains(row, "| " + std::string(entry.unit) + " | " + std::string(entry.meaning) + " |"))
        << entry.name << ": " << row << "\nexpected " << entry.unit << ", " << entry.meaning;
  }
}

TEST(Format, DescribesItsVersion) {
  const std::string page = bytes_of(fs::path(CASETIDE_SOURCE_DIR) / "output/FORMAT.md");
  EXPECT_TRUE(contains(page, "This page describes `schema_version` " + std::to_string(schema_version)));
}

/// Reads a result and a shard of the scenario with other people's programs; `years` are those that must be there.
void expect_read_elsewhere(const models::Scenario& scenario, const std::string& years) {
  const std::string python = "/usr/bin/python3";
  if (!fs::exists(python)) GTEST_SKIP() << "no python3";
  const Folder folder;
  const std::vector<fs::path> shards = write_shards(folder, scenario);
  merge(shards, scenario, identity_of(scenario), folder / "result.h5");
  for (const fs::path& file : {folder / "result.h5", shards[0]}) {
    const std::string script = (fs::path(CASETIDE_SOURCE_DIR) / "tests/output/read_elsewhere.py").string();
    const int status = std::system((python + " " + script + " " + file.string() + " 2016-04-01 " + years).c_str());
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77) GTEST_SKIP() << "no other reader is installed";
    EXPECT_EQ(status, 0) << file;
  }
}

TEST(Format, IsReadByOtherPrograms) { expect_read_elsewhere(two_years(), "2016-17 2017-18"); }

TEST(Format, IsReadByOtherProgramsWithoutAWholeYear) { expect_read_elsewhere(small_scenario(), ""); }

TEST(Format, IsReadByOtherProgramsWithDraws) { expect_read_elsewhere(uncertain_scenario(), "--draws"); }

}  // namespace casetide::output::testing
