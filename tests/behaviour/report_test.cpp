// casetide report as people use it: where the page stands, what is in it, and what is left when it cannot be written.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sim/app/app.hpp"
#include "tests/support/program.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using namespace casetide::testing;
using sim::ExitCode;

constexpr const char* before = "<!doctype html><script type=\"application/json\" id=\"casetide-data\">";
constexpr const char* after = "</script><script>0</script>";

/// A result of the small service with a title that would be a script.
class TheReport : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    workplace_ = new Workplace;
    const fs::path scenario =
        workplace_->extended("titled.yaml", "title: \"</script><script>alert('a title')</script>\"\n");
    const Ended ran = run_program(
        *workplace_, {"run", scenario.string(), "-o", result().string(), "--replications", "2", "--jobs", "2", "-q"});
    ASSERT_EQ(ran.code, 0) << ran.error;
  }
  static void TearDownTestSuite() { delete workplace_; }
  static fs::path result() { return *workplace_ / "result.h5"; }

  ~TheReport() override {
    for (const auto& entry : fs::directory_iterator(workplace_->path()))
      if (entry.path().extension() != ".h5" && entry.path().extension() != ".yaml") fs::remove_all(entry.path());
  }

  static ReportOptions options() {
    ReportOptions options;
    options.result = result();
    options.page = output::PageParts{before, after};
    return options;
  }

  /// How it ended; `said` has what it said.
  ExitCode report(const ReportOptions& options) {
    ::testing::internal::CaptureStderr();
    const int code = guarded([&] { return app::report(options); });
    said = ::testing::internal::GetCapturedStderr();
    return static_cast<ExitCode>(code);
  }

  static std::set<std::string> files() {
    std::set<std::string> names = workplace_->files();
    std::erase_if(names, [](const std::string& name) { return name.ends_with(".yaml") || name.ends_with(".json"); });
    return names;
  }

  static Workplace* workplace_;
  std::string said;
};

Workplace* TheReport::workplace_ = nullptr;

nlohmann::json data_in(const std::string& page) {
  const std::string json = page.substr(std::string(before).size());
  return nlohmann::json::parse(json.substr(0, json.find('<')));
}

}  // namespace

TEST_F(TheReport, StandsBesideTheResultUnderItsNameAndSaysWhere) {
  ASSERT_EQ(report(options()), ExitCode::done) << said;
  const fs::path page = *workplace_ / "result.html";
  EXPECT_EQ(files(), (std::set<std::string>{"result.h5", "result.html"}));
  const std::string kilobytes = std::to_string((fs::file_size(page) + 500) / 1000);
  EXPECT_EQ(said, "wrote " + page.string() + " (" + kilobytes + " kB)\n");
}

TEST_F(TheReport, HoldsThePageWithItsDataAndATitleThatIsNoScript) {
  ASSERT_EQ(report(options()), ExitCode::done) << said;
  const std::string page = bytes_of(*workplace_ / "result.html");
  ASSERT_TRUE(page.starts_with(before));
  ASSERT_TRUE(page.ends_with(after));
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  const nlohmann::json data = data_in(page);
  EXPECT_EQ(data["title"], "</script><script>alert('a title')</script>");
  EXPECT_EQ(data["schema_version"], 1);
  EXPECT_EQ(data["file"], "result.h5");
  EXPECT_EQ(data["run"]["replications"], 2);
  EXPECT_EQ(data["plans"].size(), 2u);
}

TEST_F(TheReport, IsTheSameEachTime) {
  ReportOptions once = options(), again = options();
  once.output = *workplace_ / "once.html";
  again.output = *workplace_ / "again.html";
  ASSERT_EQ(report(once), ExitCode::done) << said;
  ASSERT_EQ(report(again), ExitCode::done) << said;
  EXPECT_TRUE(bytes_of(once.output) == bytes_of(again.output));
}

TEST_F(TheReport, TakesThePlaceOfAnEarlierOneOnlyWhenItIsWhole) {
  const fs::path page = *workplace_ / "page.html";
  std::ofstream(page) << "an earlier one";
  ReportOptions wanted = options();
  wanted.output = page;
  // The disk has no room: what is written under the name for now goes to a device that is always full.
  fs::create_symlink("/dev/full", *workplace_ / "page.html.partial");
  EXPECT_EQ(report(wanted), ExitCode::io_error);
  EXPECT_NE(said.find("page.html: cannot be written; is the disk full?"), std::string::npos) << said;
  EXPECT_EQ(bytes_of(page), "an earlier one");
  EXPECT_EQ(files(), (std::set<std::string>{"page.html", "result.h5"}));
  EXPECT_EQ(report(wanted), ExitCode::done) << said;
  EXPECT_TRUE(bytes_of(page).starts_with(before));
}

TEST_F(TheReport, CannotBeWrittenWhereThereIsNoFolderNorOverTheResult) {
  ReportOptions wanted = options();
  wanted.output = *workplace_ / "nowhere" / "page.html";
  EXPECT_EQ(report(wanted), ExitCode::cannot_create);
  EXPECT_NE(said.find("nowhere/page.html: cannot be created"), std::string::npos) << said;
  wanted.output = result();
  const std::string bytes = bytes_of(result());
  EXPECT_EQ(report(wanted), ExitCode::bad_usage);
  EXPECT_NE(said.find("is the result itself"), std::string::npos) << said;
  EXPECT_TRUE(bytes_of(result()) == bytes);
}

TEST_F(TheReport, IsRefusedOfAFileThatIsMissingDamagedOrNoResult) {
  ReportOptions wanted = options();
  wanted.result = *workplace_ / "nothing.h5";
  EXPECT_EQ(report(wanted), ExitCode::file_missing);
  EXPECT_NE(said.find("nothing.h5"), std::string::npos) << said;
  wanted.result = *workplace_ / "damaged";
  std::string bytes = bytes_of(result());
  bytes.resize(bytes.size() / 2);
  std::ofstream(wanted.result, std::ios::binary) << bytes;
  EXPECT_EQ(report(wanted), ExitCode::bad_input);
  wanted.result = workplace_->scenario();
  EXPECT_EQ(report(wanted), ExitCode::bad_input);
  EXPECT_EQ(files(), (std::set<std::string>{"damaged", "result.h5"}));
}

TEST_F(TheReport, TakesABaselineAndNamesTheNearestOfOneThatThereIsNot) {
  ReportOptions wanted = options();
  wanted.baseline = "more";
  ASSERT_EQ(report(wanted), ExitCode::done) << said;
  EXPECT_EQ(data_in(bytes_of(*workplace_ / "result.html"))["baseline"], 1);
  wanted.baseline = "mor";
  EXPECT_EQ(report(wanted), ExitCode::bad_usage);
  EXPECT_NE(said.find("did you mean more"), std::string::npos) << said;
}

TEST_F(TheReport, SaysWhatToDoWhereTheBuildHasNoPage) {
  if (output::page_parts()) GTEST_SKIP() << "this build has the page";
  const Ended ended = run_program(*workplace_, {"report", result().string()});
  EXPECT_EQ(ended.code, 69);
  EXPECT_NE(ended.error.find("install nodejs and npm and run scripts/setup again"), std::string::npos) << ended.error;
  EXPECT_EQ(files(), (std::set<std::string>{"result.h5"}));
}

TEST_F(TheReport, IsWrittenByTheProgramWithThePageThatIsBuiltIn) {
  if (!output::page_parts()) GTEST_SKIP() << "this build has no page";
  const Ended ended =
      run_program(*workplace_, {"report", result().string(), "-o", (*workplace_ / "page.html").string()});
  ASSERT_EQ(ended.code, 0) << ended.error;
  const std::string page = bytes_of(*workplace_ / "page.html");
  EXPECT_TRUE(page.starts_with(output::page_parts()->before));
  EXPECT_TRUE(page.ends_with(output::page_parts()->after));
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
}

TEST_F(TheReport, GivesItsDataAloneWithOrWithoutAPage) {
  const Ended ended = run_program(*workplace_, {"report", result().string(), "--data"});
  ASSERT_EQ(ended.code, 0) << ended.error;
  EXPECT_EQ(nlohmann::json::parse(ended.out)["title"], "</script><script>alert('a title')</script>");
  EXPECT_EQ(files(), (std::set<std::string>{"result.h5"}));
}

}  // namespace casetide::app
