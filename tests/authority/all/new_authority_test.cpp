// casetide new --authority, as people type it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/authority/small_tables.hpp"
#include "tests/support/program.hpp"

namespace casetide::testing {
namespace {

namespace fs = std::filesystem;

class NewAuthority : public ::testing::Test {
 protected:
  Ended type(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"new", "--authority"});
    return run_program(folder_, std::move(arguments));
  }
  std::string data() const { return tables_.path().string(); }
  std::string where() const { return (folder_ / "deep/larkshire").string(); }
  bool is_there(const std::string& name) const { return fs::exists(fs::path(where()) / name); }

  SmallTables tables_;
  Folder folder_;
};

TEST_F(NewAuthority, WritesAScenarioThatCanBeCheckedWithAllThatBelongsToIt) {
  const Ended made = type({"larkshire", "--data", data(), where()});
  ASSERT_EQ(made.code, 0) << made.error;
  for (const char* name :
       {"larkshire.yaml", "observed.yaml", "neighbours.csv", "library/england.yaml", "scenario.schema.json"})
    EXPECT_TRUE(is_there(name)) << name;
  EXPECT_NE(made.out.find("check " + where() + "/larkshire.yaml"), std::string::npos) << made.out;
  const Ended checked = run_program(folder_, {"check", where() + "/larkshire.yaml"});
  EXPECT_EQ(checked.code, 0) << checked.error;
}

TEST_F(NewAuthority, TellsAProgramWhatWasMade) {
  const Ended made = type({"Larkshire", "--data", data(), "--known-until", "2018", "--json", where()});
  ASSERT_EQ(made.code, 0) << made.error;
  const auto document = nlohmann::json::parse(made.out);
  EXPECT_EQ(document["authority"], "Larkshire");
  EXPECT_EQ(document["code"], "901");
  EXPECT_EQ(document["known_until"], 2018);
  EXPECT_EQ(document["scenario"], where() + "/larkshire.yaml");
  EXPECT_EQ(document["history_plan"], "no_change");
  EXPECT_EQ(document["files"].size(), 5u);
}

TEST_F(NewAuthority, OverwritesNothing) {
  ASSERT_EQ(type({"Larkshire", "--data", data(), where()}).code, 0);
  const Ended again = type({"Larkshire", "--data", data(), where()});
  EXPECT_EQ(again.code, 73);
  EXPECT_NE(again.error.find("larkshire.yaml: is there already"), std::string::npos) << again.error;
}

TEST_F(NewAuthority, NeedsTheTablesAndKnownYears) {
  EXPECT_EQ(type({"Larkshire", where()}).code, 2);
  EXPECT_EQ(type({"Larkshire", "--data", data(), "--known-until", "1999", where()}).code, 2);
  EXPECT_EQ(type({"Larkshir", "--data", data(), where()}).code, 2);
  EXPECT_EQ(type({"Larkshire", "--data", "/no/such/folder", where()}).code, 66);
  EXPECT_FALSE(fs::exists(where()));
}

}  // namespace
}  // namespace casetide::testing
