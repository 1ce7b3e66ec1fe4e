// Lists of cases and staff beside a scenario: what they are read into, what is refused and in which words.
#include "models/case_list.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

#include "scenarios/reader/list_file.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/listed_service.hpp"

namespace casetide::scenarios {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using models::CaseList, models::ListedCase, models::ListedWorker;
using testing::put_bytes;

sim::Date date(int year, unsigned month, unsigned day) {
  return sim::Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

constexpr const char* staff_of_two =
    "id,team,role,contract,fte,started\n"
    "w1,assessment,social_worker,permanent,1,2012-05-01\n"
    "w2,long_term,social_worker,agency,0.6,2015-11-02\n";

/// A scenario that starts on 4 April 2016 from the lists in its folder.
class CaseLists : public ::testing::Test {
 protected:
  CaseLists() {
    put_bytes(folder_ / "base.yaml", testing::listed_service);
    start_from("initial_cases: cases.csv\nstaff: staff.csv\n");
    put_bytes(folder_ / "staff.csv", staff_of_two);
  }
  void start_from(const std::string& keys) {
    put_bytes(folder_ / "start.yaml", "version: 1\nextends: base.yaml\n" + keys);
  }
  void cases(const std::string& text) { put_bytes(folder_ / "cases.csv", text); }
  void staff(const std::string& text) { put_bytes(folder_ / "staff.csv", text); }
  models::Scenario read() const { return read_scenario(folder_ / "start.yaml"); }
  CaseList list() const { return read().case_list.value(); }

  /// "cases.csv:2:5: message" of each problem.
  Texts problems() const {
    Texts texts;
    try {
      read();
    } catch (const sim::ScenarioError& error) {
      for (const sim::Problem& problem : error.problems())
        texts.push_back(fs::path(problem.file).filename().string() + ":" + std::to_string(problem.line) + ":" +
                        std::to_string(problem.column) + ": " + problem.message);
    }
    return texts;
  }
  /// Of one row under these columns.
  Texts problems_of_row(const std::string& columns, const std::string& row) {
    cases(columns + "\n" + row + "\n");
    return problems();
  }

  testing::Folder folder_;
};

TEST_F(CaseLists, TellOfEachChildWhatIsKnown) {
  cases(
      "status,opened,plan_start,last_seen,last_review,last_supervision,team,worker,sibling_group,overdue,due,age,"
      "work_given\n"
      "in_need,2015-09-01,2015-11-02,2016-03-21,2016-02-10,2016-03-30,long_term,w2,s1,need_work 2016-04-01,"
      "reading_in 2016-04-06,7,12.5\n"
      "in_assessment,2016-02-29,,,,,assessment,,s1,,assessment 2016-05-05,,\n");
  const CaseList list = this->list();
  EXPECT_TRUE(list.columns.last_seen && list.columns.last_review && list.columns.last_supervision &&
              list.columns.overdue && list.columns.due);
  ASSERT_EQ(list.cases.size(), 2u);
  const ListedCase& first = list.cases[0];
  EXPECT_EQ(first.statuses, std::vector{models::StatusId{2}});
  EXPECT_EQ(first.opened, date(2015, 9, 1));
  EXPECT_EQ(first.since, std::vector{date(2015, 11, 2)});
  EXPECT_EQ(first.last_seen, date(2016, 3, 21));
  EXPECT_EQ(first.last_review, date(2016, 2, 10));
  EXPECT_EQ(first.last_supervision, date(2016, 3, 30));
  EXPECT_EQ(first.team, models::TeamId{1});
  EXPECT_EQ(first.worker, 1u);
  EXPECT_EQ(first.age, 7);
  EXPECT_EQ(first.work_given, 12.5);
  ASSERT_EQ(first.owed.size(), 2u);
  EXPECT_EQ(first.owed[0].obligation, models::ObligationId{4});
  EXPECT_EQ(first.owed[0].due, date(2016, 4, 1));
  EXPECT_EQ(first.owed[1].due, date(2016, 4, 6));
  const ListedCase& second = list.cases[1];
  EXPECT_EQ(second.since, std::vector{date(2016, 2, 29)});  // when the case was opened, where nothing else is said
  EXPECT_FALSE(second.last_seen || second.worker || second.age || second.work_given);
  EXPECT_EQ(second.siblings, first.siblings);
}

TEST_F(CaseLists, TellOfEachPersonInPost) {
  staff(
      "id,team,role,contract,fte,started,leaves,away_until\n"
      "w1,assessment,social_worker,permanent,1,2012-05-01,2016-05-31,\n"
      "w2,long_term,social_worker,newly_qualified,0.5,2015-09-07,,2016-04-15\n");
  cases("status,opened\nin_need,2016-01-04\n");
  const CaseList list = this->list();
  ASSERT_EQ(list.staff.size(), 2u);
  EXPECT_EQ(list.staff[0].leaves, date(2016, 5, 31));
  EXPECT_EQ(list.staff[0].started, date(2012, 5, 1));
  EXPECT_EQ(list.staff[1].team, models::TeamId{1});
  EXPECT_EQ(list.staff[1].contract, models::Contract::newly_qualified);
  EXPECT_DOUBLE_EQ(list.staff[1].fte, 0.5);
  EXPECT_EQ(list.staff[1].away_until, date(2016, 4, 15));
}

TEST_F(CaseLists, MayHaveADayForEachStatusOrOneForAll) {
  cases(
      "status,opened,plan_start\n"
      "in_need; in_care,2015-01-05,2015-02-02; 2016-01-04\n"
      "in_need; in_care,2015-01-05,2015-02-02\n");
  const CaseList list = this->list();
  EXPECT_EQ(list.cases[0].since, (std::vector{date(2015, 2, 2), date(2016, 1, 4)}));
  EXPECT_EQ(list.cases[1].since, (std::vector{date(2015, 2, 2), date(2015, 2, 2)}));
}

TEST_F(CaseLists, ReadAsSpreadsheetsSaveThem) {
  cases("status,opened,worker\nin_need,2016-01-04,w2\nin_care,2015-01-05,w2\n");
  const std::string plain = read().resolved_text;
  const CaseList list = this->list();
  cases(
      "\xef\xbb\xbfstatus,\"opened\",worker\r\n\"in_need\",2016-01-04,w2\r\n in_care , "
      "2015-01-05,\"w2\"\r\n,,\r\n\r\n");
  const CaseList again = this->list();
  ASSERT_EQ(again.cases.size(), 2u);
  for (std::size_t place = 0; place < 2; ++place) {
    EXPECT_EQ(again.cases[place].statuses, list.cases[place].statuses);
    EXPECT_EQ(again.cases[place].opened, list.cases[place].opened);
    EXPECT_EQ(again.cases[place].worker, list.cases[place].worker);
  }
}

TEST_F(CaseLists, StandInTheResolvedTextSoThatAResultNeedsNoFile) {
  cases("status,opened,worker\nin_need,2016-01-04,w2\n");
  const models::Scenario scenario = read();
  const models::Scenario again = read_scenario_text(scenario.resolved_text, "resolved");
  EXPECT_EQ(again.sha256, scenario.sha256);
  EXPECT_EQ(again.resolved_text, scenario.resolved_text);
  ASSERT_EQ(again.case_list.value().cases.size(), 1u);
  EXPECT_EQ(again.case_list->staff.size(), 2u);
  EXPECT_EQ(problems_of([] { read_scenario_text("version: 1\ninitial_cases: cases.csv\n", "text"); }),
            Texts{"2:1: initial_cases: this text stands alone; it cannot read a file"});
}

TEST_F(CaseLists, StandInPlaceOfStocksAndWarmUpOfWhatIsExtended) {
  cases("status,opened\nin_need,2016-01-04\n");
  const models::Scenario scenario = read();
  EXPECT_TRUE(scenario.stocks.empty());
  EXPECT_EQ(scenario.warm_up_from, scenario.period_from);
}

TEST_F(CaseLists, AreAnAlternativeToStocksAndWarmUp) {
  cases("status,opened\nin_need,2016-01-04\n");
  start_from(
      "initial_cases: cases.csv\nperiod: {warm_up_from: 2015-06-01}\n"
      "stocks: [{statuses: [in_need], children: 1, open: 3 days}]\n");
  EXPECT_EQ(
      problems(),
      (Texts{"start.yaml:4:24: period.warm_up_from: with `initial_cases` the run begins on `from`; leave this out",
             "start.yaml:5:9: stocks: a scenario starts from `stocks` or from `initial_cases`; leave one of them "
             "out"}));
  start_from("staff: staff.csv\n");
  EXPECT_EQ(problems(),
            Texts{"staff.csv:1:1: staff: stands beside `initial_cases`; without that, the staff of the teams are there "
                  "at the start"});
}

TEST_F(CaseLists, OfACountyAreRead) {
  std::string text =
      "status,opened,plan_start,last_seen,last_review,last_supervision,team,worker,sibling_group,overdue,due,age\n";
  for (int child = 0; child < 6000; ++child)
    text += "in_need,2015-09-01,2015-11-02,2016-03-21,2016-02-10,2016-03-30,long_term,w2,s" +
            std::to_string(child / 2) + ",need_visit 2016-04-01; need_work 2016-04-02,reading_in 2016-04-06,7\n";
  cases(text);
  const models::Scenario scenario = read();
  EXPECT_EQ(scenario.case_list->cases.size(), 6000u);
  EXPECT_EQ(read_scenario_text(scenario.resolved_text, "resolved").sha256, scenario.sha256);
}

// --- refused: the files

TEST_F(CaseLists, LieInTheFolderOfTheScenario) {
  fs::create_directory(folder_ / "inner");
  put_bytes(folder_ / "inner/base.yaml", testing::listed_service);
  put_bytes(folder_ / "cases.csv", "status,opened\nin_need,2016-01-04\n");
  fs::create_symlink("../cases.csv", folder_ / "inner/link.csv");
  const auto refusal = [&](const std::string& path) {
    put_bytes(folder_ / "inner/start.yaml", "version: 1\nextends: base.yaml\ninitial_cases: " + path + "\n");
    return problems_of([&] { read_scenario(folder_ / "inner/start.yaml"); });
  };
  EXPECT_EQ(refusal("../cases.csv"), Texts{"3:16: initial_cases: `../cases.csv` leads out of the scenario's folder"});
  EXPECT_EQ(refusal("link.csv"), Texts{"3:16: initial_cases: `link.csv` leads out of the scenario's folder"});
  EXPECT_EQ(refusal("/etc/passwd"),
            Texts{"3:16: initial_cases: `/etc/passwd` is absolute; write it relative to this file"});
  EXPECT_EQ(refusal("gone.csv"), Texts{"3:16: initial_cases: there is no file `gone.csv`"});
  EXPECT_EQ(refusal(""), Texts{"4:1: initial_cases: expected the path of a CSV file, such as `cases.csv`"});
}

TEST_F(CaseLists, AreTextInUtf8OfALengthThatACountyNeeds) {
  cases("");
  EXPECT_EQ(problems(), Texts{"cases.csv:1:1: the file holds no list; its first line names the columns"});
  cases("status,opened\n");
  EXPECT_EQ(problems(), Texts{"cases.csv:1:1: initial_cases.rows: the list has no rows"});
  cases("status,opened\nin_need,2016\xff-01-04\n");
  EXPECT_EQ(problems(), Texts{"cases.csv:2:13: byte 0xff is not UTF-8; save the file as UTF-8"});
  cases("\xff\xfes\0t\0");
  EXPECT_EQ(problems(), Texts{"cases.csv:1:1: the file is UTF-16; save it as UTF-8 without a byte order mark"});
  cases("status,opened\n" + std::string(5000, 'x') + "\n");
  EXPECT_EQ(problems(), Texts{"cases.csv:2:1: a line of more than 4096 bytes"});
  std::string many = "status,opened\n";
  for (std::size_t row = 0; row <= rows_limit; ++row) many += "in_need,2016-01-04\n";
  cases(many);
  EXPECT_EQ(problems(), Texts{"cases.csv:20002:1: more than 20000 rows"});
  cases(std::string(list_limit + 1, 'x'));
  EXPECT_EQ(problems(), Texts{"cases.csv:1:1: the file is larger than 4 MiB"});
}

// --- refused: columns and rows

TEST_F(CaseLists, HaveNoColumnForWhoSomebodyIs) {
  for (const std::string column : {"name", "First name", "dob", "Date of birth", "address", "postcode", "UPN",
                                   "nhs_number", "mosaic", "case_number", "child_id", "id"}) {
    const std::string told = "cases.csv:1:15: column `" + column +
                             "` has no place here: a list holds no names, dates of birth, addresses or numbers of "
                             "people; delete the column";
    EXPECT_EQ(problems_of_row("status,opened," + column, "in_need,2016-01-04,x"), Texts{told});
  }
}

TEST_F(CaseLists, HaveColumnsThatAreKnown) {
  EXPECT_EQ(problems_of_row("status,opened,Last seen", "in_need,2016-01-04,"),
            Texts{"cases.csv:1:15: unknown column `Last seen`; did you mean `last_seen`?"});
  EXPECT_EQ(problems_of_row("status,openned", "in_need,2016-01-04"),
            (Texts{"cases.csv:1:1: initial_cases.columns: missing column `opened`",
                   "cases.csv:1:8: unknown column `openned`; did you mean `opened`?",
                   "cases.csv:2:1: opened: nothing is written here; every case has been opened"}));
  EXPECT_EQ(problems_of_row("status,opened,opened", "in_need,2016-01-04,2016-01-04"),
            Texts{"cases.csv:1:15: the column `opened` is there twice"});
  EXPECT_EQ(problems_of_row("status;opened", "in_need;2016-01-04")[0],
            "cases.csv:1:1: initial_cases.columns: the columns are parted by semicolons; save the list as CSV with "
            "commas");
}

TEST_F(CaseLists, HaveAFieldUnderEachColumn) {
  EXPECT_EQ(problems_of_row("status,opened", "in_need,2016-01-04,w2"),
            Texts{"cases.csv:2:1: 3 fields under 2 columns; a field with a comma needs quotes"});
  EXPECT_EQ(problems_of_row("status,opened,worker", "in_need,2016-01-04"),
            Texts{"cases.csv:2:1: 2 fields under 3 columns; a field with a comma needs quotes"});
  EXPECT_EQ(problems_of_row("status,opened", "\"in_need,2016-01-04")[0],
            "cases.csv:2:1: a quoted field that does not end on its line; fields here have no line breaks");
  EXPECT_EQ(problems_of_row("status,opened", "in\"need,2016-01-04")[0],
            "cases.csv:2:1: a quote within a field; put the whole field in quotes, and write a quote in it twice");
  EXPECT_EQ(problems_of_row("status,opened", "\"in_need\"x,2016-01-04"),
            Texts{"cases.csv:2:1: something after the quotes of a field; put the whole field in quotes"});
}

TEST_F(CaseLists, TellEveryMistakeAtOnceWithTheNearestName) {
  cases(
      "status,opened,worker\n"
      "in_ned,2016-01-04,w2\n"
      "in_need,2016-02-30,w3\n"
      "in_need,04/01/2016,\n");
  EXPECT_EQ(
      problems(),
      (Texts{"cases.csv:2:1: status: there is no status `in_ned`; did you mean `in_need`?",
             "cases.csv:3:9: opened: there is no such day as `2016-02-30`",
             "cases.csv:3:20: worker: there is no `w3` in the list of staff; did you mean `w1`?",
             "cases.csv:4:9: opened: expected a date as year-month-day, such as `2017-04-01` (in a spreadsheet the "
             "format yyyy-mm-dd); found `04/01/2016`"}));
}

// --- refused: what cannot be

TEST_F(CaseLists, TellOfStatusesThatSomebodyServes) {
  EXPECT_EQ(
      problems_of_row("status,opened", ",2016-01-04"),
      Texts{"cases.csv:2:1: status: nothing is written here; an open case holds a status, any other is `closed`"});
  EXPECT_EQ(problems_of_row("status,opened", "in_need; in_need,2016-01-04"),
            Texts{"cases.csv:2:10: status: named twice"});
  EXPECT_EQ(problems_of_row("status,opened,plan_start", "in_need,2016-01-04,2016-01-05; 2016-01-06"),
            Texts{"cases.csv:2:20: plan_start: 2 days for 1 status; write one for all, or one for each in its place"});
}

TEST_F(CaseLists, TellOfDaysBeforeTheRunAndAfterTheOpening) {
  EXPECT_EQ(problems_of_row("status,opened", "in_need,2016-04-04"),
            Texts{"cases.csv:2:9: opened: expected a day from 1990-01-01 to 2016-04-03, before the run begins; found "
                  "`2016-04-04`"});
  for (const std::string column : {"plan_start", "last_seen", "last_review", "last_supervision"}) {
    EXPECT_EQ(problems_of_row("status,opened," + column, "in_need,2016-01-04,2016-01-03"),
              Texts{"cases.csv:2:20: " + column +
                    ": expected a day from 2016-01-04 to 2016-04-03, from `opened` to the eve of the run; found "
                    "`2016-01-03`"});
  }
}

TEST_F(CaseLists, NameDutiesThatTheChildIsOwed) {
  const std::string columns = "status,opened,overdue,due";
  EXPECT_EQ(problems_of_row(columns, "in_need,2016-01-04,need_visit,"),
            Texts{"cases.csv:2:20: overdue: expected an obligation and the day on which it is due, such as `visit "
                  "2019-03-20`; found `need_visit`"});
  EXPECT_EQ(problems_of_row(columns, "in_need,2016-01-04,need_vist 2016-03-01,"),
            Texts{"cases.csv:2:20: overdue: there is no obligation `need_vist`; did you mean `need_visit`?"});
  EXPECT_EQ(problems_of_row(columns, "in_need,2016-01-04,care_visit 2016-03-01,"),
            Texts{"cases.csv:2:20: overdue: is owed to a child in in_care, which this one is not"});
  EXPECT_EQ(problems_of_row(columns, "in_need,2016-01-04,need_visit 2016-03-01; need_visit 2016-03-02,"),
            Texts{"cases.csv:2:43: overdue: named twice"});
  EXPECT_EQ(
      problems_of_row(columns, "in_need,2016-01-04,need_visit 2016-04-04,"),
      Texts{"cases.csv:2:31: overdue: expected a day from 2013-04-05 to 2016-04-03: what is due later belongs under "
            "`due`; found `2016-04-04`"});
  EXPECT_EQ(problems_of_row(columns, "in_need,2016-01-04,,need_visit 2016-04-03"),
            Texts{"cases.csv:2:32: due: expected a day from 2016-04-04 to 2019-04-04: what is late belongs under "
                  "`overdue`; found `2016-04-03`"});
}

TEST_F(CaseLists, NameWorkersWhoHoldCasesInTheTeamThatTheyAreIn) {
  const std::string columns = "status,opened,team,worker";
  EXPECT_EQ(problems_of_row(columns, "in_need,2016-01-04,assessment,w2"),
            Texts{"cases.csv:2:20: team: the worker is in long_term"});
  EXPECT_EQ(problems_of_row(columns, "in_need,2016-01-04,assessment,"),
            Texts{"cases.csv:2:20: team: does not serve in_need; long_term does"});
  EXPECT_EQ(problems_of_row(columns, "in_assessment,2016-04-01,long_term,w2"), Texts{});  // about to be transferred
  staff("id,team,role,contract,fte,started\nw1,assessment,team_manager,permanent,1,2012-05-01\n");
  EXPECT_EQ(problems_of_row(columns, "in_assessment,2016-04-01,,w1"),
            Texts{"cases.csv:2:27: worker: `w1` holds no cases: a team_manager does not"});
  start_from("initial_cases: cases.csv\n");
  EXPECT_EQ(problems_of_row(columns, "in_assessment,2016-04-01,,w1"),
            Texts{"cases.csv:2:27: worker: names somebody, but there is no `staff` beside `initial_cases`"});
}

TEST_F(CaseLists, HaveAgesAndHoursThatCanBe) {
  EXPECT_EQ(problems_of_row("status,opened,age", "in_need,2012-01-04,2"),
            Texts{"cases.csv:2:20: age: a child of 2 was not yet born on 2012-01-04, when the case was opened"});
  EXPECT_EQ(problems_of_row("status,opened,age", "in_need,2012-01-04,18"),
            Texts{"cases.csv:2:20: age: nobody of 18 or more is open as a child"});
  EXPECT_EQ(problems_of_row("status,opened,age", "in_need,2012-01-04,26"),
            Texts{"cases.csv:2:20: age: expected a whole number from 0 to 25; found `26`"});
  EXPECT_EQ(problems_of_row("status,opened,age", "leaver,2012-01-04,"),
            Texts{"cases.csv:2:1: age: nothing is written here; a care leaver's age must be known"});
  EXPECT_EQ(problems_of_row("status,opened,work_given", "in_care,2012-01-04,3"),
            Texts{"cases.csv:2:20: work_given: the need of none of these statuses is met by work; leave this empty"});
  EXPECT_EQ(problems_of_row("status,opened,work_given", "in_need,2012-01-04,-3"),
            Texts{"cases.csv:2:20: work_given: expected a number, from 0 to 100000; found `-3`"});
}

TEST_F(CaseLists, HaveCountersForSiblingsOfAHousehold) {
  for (const std::string group : {"Smith", "s123456", "12", "s", "P7654321"})
    EXPECT_EQ(problems_of_row("status,opened,sibling_group", "in_need,2016-01-04," + group),
              Texts{"cases.csv:2:20: sibling_group: expected a counter, one small letter and at most five digits, such "
                    "as `s7`; never a name or a case number; found `" +
                    group + "`"});
  std::string nine = "status,opened,sibling_group\n";
  for (int child = 0; child < 9; ++child) nine += "in_need,2016-01-04,s1\n";
  cases(nine);
  EXPECT_EQ(problems(), Texts{"cases.csv:10:20: sibling_group: more than 8 children in `s1`"});
}

TEST_F(CaseLists, SayOfAClosedCaseOnlyWhenAndFromWhatItWasClosed) {
  EXPECT_EQ(problems_of_row("status,opened,closed,worker", "in_need,2016-01-04,2016-03-01,"), Texts{});
  EXPECT_EQ(list().cases[0].closed, date(2016, 3, 1));
  EXPECT_EQ(list().cases[0].closed_from, models::StatusId{2});
  EXPECT_TRUE(list().cases[0].statuses.empty());
  EXPECT_EQ(problems_of_row("status,opened,closed,worker", "in_need,2016-01-04,2016-01-03,w2"),
            (Texts{"cases.csv:2:20: closed: expected a day from 2016-01-04 to 2016-04-03, from `opened` to the eve of "
                   "the run; found `2016-01-03`",
                   "cases.csv:2:31: worker: the case is closed; leave this empty"}));
}

TEST_F(CaseLists, SayOfStaffWhatCanBe) {
  cases("status,opened\nin_need,2016-01-04\n");
  staff(
      "id,team,role,contract,fte,started,name\n"
      "jsmith,long_term,social_worker,permanent,1,2012-05-01,x\n"
      "w1,long_trm,social_workr,temporary,1.5,2016-04-05,x\n"
      "w1,long_term,social_worker,permanent,,2012-05-01,x\n");
  EXPECT_EQ(
      problems(),
      (Texts{"staff.csv:1:35: column `name` has no place here: a list holds no names, dates of birth, addresses or "
             "numbers of people; delete the column",
             "staff.csv:2:1: id: expected a counter, one small letter and at most five digits, such as `w14`; "
             "never a name or a staff number; found `jsmith`",
             "staff.csv:3:4: team: there is no team `long_trm`; did you mean `long_term`?",
             "staff.csv:3:13: role: there is no role `social_workr`; did you mean `social_worker`?",
             "staff.csv:3:26: contract: expected permanent, agency or newly_qualified; found `temporary`",
             "staff.csv:3:36: fte: expected a number, above 0 and at most 1; found `1.5`",
             "staff.csv:3:40: started: expected a day from 1970-01-01 to 2016-04-04, when the run begins; found "
             "`2016-04-05`",
             "staff.csv:4:1: fte: nothing is written here; everybody in post has one",
             "staff.csv:4:1: id: `w1` stands for somebody already"}));
}

TEST_F(CaseLists, HostileOnesAreRefusedInUnderASecond) {
  const std::string commas = "status,opened\n" + std::string(4000, ',') + "\n";
  std::string rows = "status,opened\n";
  for (std::size_t row = 0; row < rows_limit; ++row) rows += "x\"y,\"z\n";
  for (const std::string& text : {commas, rows, std::string("status,opened\n\"\"\"\"\"\"\"\n"),
                                  std::string("status,opened\n") + std::string(4'000'000, '\n')}) {
    const auto start = std::chrono::steady_clock::now();
    cases(text);
    EXPECT_FALSE(problems().empty());
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  }
}

}  // namespace
}  // namespace casetide::scenarios
