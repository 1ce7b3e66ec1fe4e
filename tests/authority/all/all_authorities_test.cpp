// Authorities of England, from the tables that stand beside the repository: built, read and run for one replication.
// All 152 take some five minutes of a processor: they are run where CASETIDE_ALL_AUTHORITIES is set.
#include <gtest/gtest.h>

#include <cstdlib>

#include "scenarios/authority/find_authority.hpp"
#include "scenarios/authority/published_tables.hpp"
#include "tests/support/program.hpp"

namespace casetide::testing {
namespace {

namespace fs = std::filesystem;

fs::path tables_folder() { return fs::path(CASETIDE_SOURCE_DIR) / ".." / "shared" / "data"; }

bool has_tables() { return fs::exists(tables_folder() / "la_children_pathway_2013_2019.csv"); }

/// The folder `made` with the scenario of the authority; the path of the scenario.
fs::path build(const Folder& folder, const std::string& name) {
  const fs::path where = folder / "made";
  const Ended made =
      run_program(folder, {"new", "--authority", name, "--data", tables_folder().string(), where.string(), "--quiet"});
  EXPECT_EQ(made.code, 0) << name << ": " << made.error;
  return where / (scenarios::file_name_of(name) + ".yaml");
}

/// With all assumptions at both ends.
void check(const Folder& folder, const fs::path& scenario) {
  const Ended checked = run_program(folder, {"check", scenario.string()});
  EXPECT_EQ(checked.code, 0) << checked.error;
}

/// Plays one plan once.
void check_and_run(const Folder& folder, const fs::path& scenario) {
  check(folder, scenario);
  const Ended ran = run_program(folder, {"run", scenario.string(), "--plans", "recruit", "--replications", "1",
                                         "--jobs", "1", "--quiet", "-o", (folder / "result.h5").string()});
  EXPECT_EQ(ran.code, 0) << scenario << ": " << ran.error;
}

TEST(SomeAuthorities, AreBuiltCheckedAndRun) {
  if (!has_tables()) GTEST_SKIP() << "no published tables in " << tables_folder();
  // The smallest two, one whose staff are published with another's, one made into another in 2019.
  for (const char* name : {"Isles of Scilly", "City of London", "Richmond upon Thames", "Poole"}) {
    SCOPED_TRACE(name);
    const Folder folder;
    check_and_run(folder, build(folder, name));
  }
}

TEST(TheLargestAuthorities, AreBuiltAndChecked) {
  if (!has_tables()) GTEST_SKIP() << "no published tables in " << tables_folder();
  for (const char* name : {"Birmingham", "Kent", "Northumberland"}) {  // the enquiries of the last are not published
    SCOPED_TRACE(name);
    const Folder folder;
    check(folder, build(folder, name));
  }
}

TEST(EveryAuthority, IsBuiltCheckedAndRun) {
  if (!has_tables()) GTEST_SKIP() << "no published tables in " << tables_folder();
  if (std::getenv("CASETIDE_ALL_AUTHORITIES") == nullptr)
    GTEST_SKIP() << "takes minutes; set CASETIDE_ALL_AUTHORITIES to run it";
  const scenarios::PublishedTables tables = scenarios::read_published_tables(tables_folder());
  int built = 0;
  for (const scenarios::PublishedArea& area : tables.authorities) {
    if (!area.figure("cin_at_31_march", 2019)) continue;
    SCOPED_TRACE(area.name);
    const Folder folder;
    check_and_run(folder, build(folder, area.name));
    ++built;
  }
  EXPECT_EQ(built, 152) << "authorities of the year to March 2019";
}

}  // namespace
}  // namespace casetide::testing
