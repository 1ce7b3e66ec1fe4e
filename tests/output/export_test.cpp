// What casetide export writes, read again by other people's programs, and what it leaves when it cannot write.
#include <algorithm>

#include "output/csv.hpp"
#include "output/measure_tables.hpp"
#include "output/reading.hpp"
#include "output/workbook.hpp"
#include "output/zip_parts.hpp"
#include "tests/output/builders.hpp"
#include "tests/output/program.hpp"

namespace casetide::output::testing {

namespace {

/// A result of two years whose labels would be formulas in a spreadsheet.
void write_hostile_result(const Folder& folder) {
  models::Scenario scenario = two_years();
  scenario.sample_days = 183;
  scenario.title = "=HYPERLINK(\"http://localhost/\";\"a \"\"county\"\"\")";
  scenario.plans[1].label = "=HYPERLINK(\"http://localhost/\";\"Recruit\")";
  scenario.staffing.teams[0].label = "@SUM(A1:A9)";
  scenario.staffing.teams[1].label = "-2+3, \"east\"\nand west";
  scenario.pathway.statuses[0].label = "+44 children";
  scenario.pathway.statuses[1].label = "\t=1+1";
  const std::vector<fs::path> shards = write_shards(folder, scenario);
  merge(shards, scenario, identity_of(scenario), folder / "result.h5");
  for (const fs::path& shard : shards) fs::remove(shard);
}

/// `casetide export` of FOLDER/result.h5.
Ended run_export(const Folder& folder, const std::vector<std::string>& arguments, const std::string& before = "") {
  std::vector<std::string> all = {"export", folder / "result.h5"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run_program(folder, all, before);
}

/// No file may grow beyond so many blocks of 512 bytes: what a full disk looks like to who writes.
std::string with_room_for(int blocks) { return "trap '' XFSZ; ulimit -f " + std::to_string(blocks) + "; "; }

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace

TEST(CsvText, IsQuotedWhereItHoldsACommaAQuoteOrALineEnd) {
  EXPECT_EQ(csv_text("East"), "East");
  EXPECT_EQ(csv_text("East, west"), "\"East, west\"");
  EXPECT_EQ(csv_text("the \"east\""), "\"the \"\"east\"\"\"");
  EXPECT_EQ(csv_text("east\nwest"), "\"east\nwest\"");
  EXPECT_EQ(csv_text(""), "");
}

TEST(CsvText, CannotStartAFormula) {
  EXPECT_EQ(csv_text("=1+1"), "'=1+1");
  EXPECT_EQ(csv_text("+1"), "'+1");
  EXPECT_EQ(csv_text("-1"), "'-1");
  EXPECT_EQ(csv_text("@SUM"), "'@SUM");
  EXPECT_EQ(csv_text("\t=1"), "'\t=1");
  EXPECT_EQ(csv_text("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(csv_text("a=1"), "a=1");
}

TEST(CsvNumber, ReadsBackToTheSameNumberAndIsEmptyWhereThereIsNone) {
  for (const double value : {0.1, 1.0 / 3, 1e-9, 123456789.123456789, -2.5, 1e21})
    EXPECT_EQ(std::stod(csv_number(value)), value);
  EXPECT_EQ(csv_number(3), "3");
  EXPECT_EQ(csv_number(-2.5), "-2.5");
  EXPECT_EQ(csv_number(-0.0), "0");
  EXPECT_EQ(csv_number(no_value), "");
  EXPECT_EQ(csv_number(std::numeric_limits<double>::infinity()), "");
}

TEST(MeasureTables, HoldEveryMeasureOnceUnderNamesThatDiffer) {
  std::size_t measures = 0;
  std::vector<std::string> names;
  for (const MeasureTable& table : measure_tables(Per::replication)) {
    measures += table.measures.size();
    names.push_back(table.head.name);
    EXPECT_FALSE(table.head.name.empty());
    EXPECT_FALSE(table.head.name.starts_with("by_")) << table.head.name << ": these axes want a name in words";
  }
  EXPECT_EQ(measures, models::measure_count);
  std::ranges::sort(names);
  EXPECT_TRUE(std::ranges::adjacent_find(names) == names.end());
}

TEST(Export, IsReadByOtherProgramsWithTheValuesTypesAndDatesOfTheResult) {
  const Folder folder;
  write_hostile_result(folder);
  for (const std::string mode : {"-q", "--replications"}) {
    const fs::path csv = folder / "csv", book = folder / "book.xlsx";
    const Ended ended = run_export(folder, {mode, "--csv", csv, "--xlsx", book});
    ASSERT_EQ(ended.code, 0) << ended.error;
    const int status =
        run_python("read_exports.py", (folder / "result.h5").string() + " " + csv.string() + " " + book.string());
    if (status == 77) GTEST_SKIP() << "python3, h5py or openpyxl is not installed";
    EXPECT_EQ(status, 0) << mode;
  }
}

TEST(Export, GivesTheSameBytesAgain) {
  const Folder folder;
  write_hostile_result(folder);
  for (const char* turn : {"1", "2"})
    ASSERT_EQ(run_export(folder, {"-q", "--csv", folder / turn, "--xlsx", folder / (std::string(turn) + ".xlsx")}).code,
              0);
  ASSERT_EQ(names_in(folder / "1"), names_in(folder / "2"));
  for (const std::string& name : names_in(folder / "1"))
    EXPECT_TRUE(bytes_of(folder / "1" / name) == bytes_of(folder / "2" / name)) << name;
  EXPECT_TRUE(bytes_of(folder / "1.xlsx") == bytes_of(folder / "2.xlsx"));
}

TEST(Export, LeavesOtherFilesOfTheFolderAlone) {
  const Folder folder;
  write_hostile_result(folder);
  fs::create_directory(folder / "csv");
  put_bytes(folder / "csv" / "mine.csv", "a,b\n");
  put_bytes(folder / "csv" / "children.csv", "an earlier one");
  ASSERT_EQ(run_export(folder, {"-q", "--csv", folder / "csv"}).code, 0);
  EXPECT_EQ(bytes_of(folder / "csv" / "mine.csv"), "a,b\n");
  EXPECT_NE(bytes_of(folder / "csv" / "children.csv"), "an earlier one");
  for (const std::string& name : names_in(folder / "csv")) EXPECT_FALSE(name.ends_with(".partial")) << name;
}

TEST(Export, WantsToKnowWhereTo) {
  const Folder folder;
  write_hostile_result(folder);
  const Ended ended = run_export(folder, {});
  EXPECT_EQ(ended.code, 2);
  EXPECT_NE(ended.error.find("--csv FOLDER, --xlsx FILE"), std::string::npos) << ended.error;
  EXPECT_EQ(run_export(folder, {"--xlsx", folder / "result.h5"}).code, 2) << "the result itself";
  EXPECT_EQ(run_export(folder, {"--baseline", "nobody", "--csv", folder / "csv"}).code, 2);
  EXPECT_FALSE(fs::exists(folder / "csv"));
}

TEST(Export, SaysWhereItCannotCreateAnything) {
  const Folder folder;
  write_hostile_result(folder);
  put_bytes(folder / "file", "");
  EXPECT_EQ(run_export(folder, {"--csv", folder / "file"}).code, 73);
  EXPECT_EQ(run_export(folder, {"--csv", folder / "file" / "csv"}).code, 73);
  EXPECT_EQ(run_export(folder, {"--xlsx", folder / "nowhere" / "book.xlsx"}).code, 73);
  EXPECT_EQ(run_program(folder, {"export", folder / "none.h5", "--csv", folder / "csv"}).code, 66);
}

TEST(Export, LeavesNoCsvFileWhereOneOfThemCannotBeWritten) {
  const Folder folder;
  write_hostile_result(folder);
  fs::create_directory(folder / "csv");
  put_bytes(folder / "csv" / "plans.csv", "an earlier one");
  for (const int blocks : {1, 8, 40}) {
    EXPECT_EQ(run_export(folder, {"--csv", folder / "csv"}, with_room_for(blocks)).code, 74) << blocks;
    EXPECT_EQ(names_in(folder / "csv"), std::vector<std::string>{"plans.csv"}) << blocks;
    EXPECT_EQ(bytes_of(folder / "csv" / "plans.csv"), "an earlier one") << blocks;
  }
}

TEST(Export, LeavesNoWorkbookThatLacksTheEndOfASheet) {
  const Folder folder;
  write_hostile_result(folder);
  const fs::path book = folder / "book.xlsx";
  ASSERT_EQ(run_export(folder, {"-q", "--xlsx", book}).code, 0);
  const auto blocks = static_cast<int>(fs::file_size(book) / 512);
  // Room for the workbook, which is packed, and not for the sheets before they are.
  for (const int room : {1, blocks / 2, blocks + 8}) {
    put_bytes(book, "an earlier one");
    EXPECT_EQ(run_export(folder, {"--xlsx", book}, with_room_for(room)).code, 74) << room;
    EXPECT_EQ(bytes_of(book), "an earlier one") << room;
    EXPECT_EQ(names_in(folder.path()), (std::vector<std::string>{"book.xlsx", "result.h5"})) << room;
  }
}

TEST(PartsOfAWorkbook, AreWholeOnlyWhereTheyEndAsTheyBegin) {
  const Folder folder;
  Workbook workbook(folder / "book.xlsx", "Title", date(2016, 4, 1));
  workbook.begin_sheet("One");
  workbook.write(0, 0, std::string("text"));
  workbook.finish();
  workbook.keep();
  EXPECT_TRUE(all_parts_are_whole(folder / "book.xlsx"));
  put_bytes(folder / "cut.xlsx", bytes_of(folder / "book.xlsx").substr(0, 1000));
  EXPECT_FALSE(all_parts_are_whole(folder / "cut.xlsx"));
  EXPECT_FALSE(all_parts_are_whole(folder / "none.xlsx"));
}

}  // namespace casetide::output::testing
