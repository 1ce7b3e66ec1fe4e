// What happens when the disk is full, the folder cannot be written to, or the file is not what it should be.
#include <sys/mount.h>

#include "output/event_log.hpp"
#include "output/hdf5_file.hpp"
#include "output/result_file.hpp"
#include "output/whole_file.hpp"
#include "tests/output/builders.hpp"

#if defined(__SANITIZE_ADDRESS__)
/// HDF5 does not give back the memory of a file that it failed to close.
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5"; }
#endif

namespace casetide::output::testing {

using sim::ExitCode;

namespace {

/// A disk of 1 MiB of which only `spare` bytes are left; needs to be root.
class SmallDisk {
 public:
  explicit SmallDisk(std::size_t spare) {
    mounted_ = ::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=1m") == 0;
    if (mounted_) put_bytes(folder_ / "filler", std::string((std::size_t{1} << 20) - spare, 'x'));
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
  }
  bool is_mounted() const { return mounted_; }
  const Folder& folder() const { return folder_; }

 private:
  Folder folder_;
  bool mounted_;
};

std::ptrdiff_t files_in(const Folder& folder) { return std::distance(fs::directory_iterator(folder.path()), {}); }

std::ptrdiff_t open_files() { return std::distance(fs::directory_iterator("/proc/self/fd"), {}); }

}  // namespace

TEST(FullDisk, IsReportedAndLeavesNoFileWhereverItStrikes) {
  const models::Scenario scenario = small_scenario();
  const RunIdentity identity = identity_of(scenario);
  const Trace trace = some_trace(scenario, 0);
  for (const std::size_t pages : {0, 1, 2, 5, 10, 20, 30, 40, 50}) {  // a shard takes 57 pages of 4096 bytes
    const SmallDisk disk(pages * 4096);
    if (!disk.is_mounted()) GTEST_SKIP() << "no right to mount a small disk";
    const fs::path shard = disk.folder() / "shard.h5";
    EXPECT_EQ(code_of([&] { write_shard(shard, scenario, identity, 0, 0, trace); }), ExitCode::io_error) << pages;
    EXPECT_EQ(files_in(disk.folder()), 1) << pages;  // the filler
  }
}

TEST(FullDisk, LeavesAnEarlierFileOfTheSameNameAlone) {
  const models::Scenario scenario = small_scenario();
  const RunIdentity identity = identity_of(scenario);
  const Folder elsewhere;
  write_shard(elsewhere / "shard.h5", scenario, identity, 0, 0, some_trace(scenario, 0));
  const SmallDisk disk(fs::file_size(elsewhere / "shard.h5") * 3 / 2);  // room for one, not for two
  if (!disk.is_mounted()) GTEST_SKIP() << "no right to mount a small disk";
  const fs::path shard = disk.folder() / "shard.h5";
  write_shard(shard, scenario, identity, 0, 0, some_trace(scenario, 0));
  EXPECT_EQ(code_of([&] { write_shard(shard, scenario, identity, 0, 0, some_trace(scenario, 5)); }),
            ExitCode::io_error);
  EXPECT_TRUE(shard_is_usable(shard, scenario, identity, 0, 0));
}

TEST(FullDisk, DoesNotStopLaterFilesElsewhereNorKeepFilesOpen) {
  const models::Scenario scenario = small_scenario();
  const RunIdentity identity = identity_of(scenario);
  const std::ptrdiff_t before = open_files();
  const SmallDisk disk(8 * 4096);
  if (!disk.is_mounted()) GTEST_SKIP() << "no right to mount a small disk";
  for (int i = 0; i < 3; ++i)
    EXPECT_THROW(write_shard(disk.folder() / "shard.h5", scenario, identity, 0, 0, some_trace(scenario, 0)),
                 sim::OutputError);
  const Folder elsewhere;
  write_shard(elsewhere / "shard.h5", scenario, identity, 0, 0, some_trace(scenario, 0));
  EXPECT_TRUE(shard_is_usable(elsewhere / "shard.h5", scenario, identity, 0, 0));
  EXPECT_EQ(open_files(), before);
}

TEST(FullDisk, LeavesNoEventLogWhereverItStrikes) {
  const models::Scenario scenario = small_scenario();
  const auto run = [](models::Observer& observer) {
    models::Fact told{.kind = models::FactKind::child_closed};
    for (std::uint32_t number = 0; number < 100'000; ++number) {  // four blocks, more than 60 pages
      told.at += sim::Minutes{1 + number * 7919 % 1000};
      told.child = models::ChildId{number * 2654435761u};
      observer.observe(told);
    }
  };
  for (const std::size_t pages : {0, 2, 20, 40, 60}) {
    const SmallDisk disk(pages * 4096);
    if (!disk.is_mounted()) GTEST_SKIP() << "no right to mount a small disk";
    const fs::path log = disk.folder() / "log.h5";
    EXPECT_EQ(code_of([&] { write_event_log(log, scenario, identity_of(scenario), 0, 0, run); }), ExitCode::io_error)
        << pages;
    EXPECT_EQ(files_in(disk.folder()), 1) << pages;  // the filler
  }
}

TEST(WholeFile, CannotBeCreatedWhereThereIsNoFolder) {
  const Folder folder;
  put_bytes(folder / "file", "not a folder");
  const auto nothing = [](Hdf5File&) {};
  EXPECT_EQ(code_of([&] { write_whole_file(folder / "none" / "x.h5", nothing); }), ExitCode::cannot_create);
  EXPECT_EQ(code_of([&] { write_whole_file(folder / "file" / "x.h5", nothing); }), ExitCode::cannot_create);
  fs::create_directory(folder / "taken.h5");
  EXPECT_EQ(code_of([&] { write_whole_file(folder / "taken.h5", nothing); }), ExitCode::cannot_create);
  EXPECT_EQ(files_in(folder), 2);
}

TEST(WholeFile, LeavesNothingWhenItsWriterThrows) {
  const Folder folder;
  const auto broken = [](Hdf5File& file) {
    file.write("x", std::vector<double>{1});
    throw sim::ModelError("broken");
  };
  EXPECT_THROW(write_whole_file(folder / "x.h5", broken), sim::ModelError);
  EXPECT_TRUE(folder.is_empty());
}

TEST(WholeFile, CanBeWrittenInTheCurrentFolder) {
  const Folder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  write_whole_file("x.h5", [](Hdf5File&) {});
  fs::current_path(before);
  EXPECT_EQ(Hdf5File::open(folder / "x.h5").unsigned_attribute("/", "complete"), 1u);
}

TEST(Hdf5File, SaysWhichDatasetOrAttributeWasExpected) {
  const Folder folder;
  Hdf5File written = Hdf5File::create(folder / "x.h5");
  written.write("numbers", std::vector<double>{1, 2, 3});
  written.write("words", std::vector<std::string>{"one", "", "drei – 3"});
  written.close();
  const Hdf5File file = Hdf5File::open(folder / "x.h5");
  EXPECT_EQ(file.read_doubles("numbers"), (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(file.read_texts("words"), (std::vector<std::string>{"one", "", "drei – 3"}));
  EXPECT_NE(words_of([&] { file.read_doubles("none"); }).find("x.h5: none: expected a dataset"), std::string::npos);
  EXPECT_NE(words_of([&] { file.read_doubles("words"); }).find("expected numbers"), std::string::npos);
  EXPECT_NE(words_of([&] { file.read_texts("numbers"); }).find("expected text"), std::string::npos);
  EXPECT_NE(words_of([&] { file.text_attribute("/", "title"); }).find("expected the attribute title"),
            std::string::npos);
  EXPECT_NE(words_of([&] { file.read_slab("numbers", {{2}, {2}}); }).find("smaller than expected"), std::string::npos);
}

TEST(Hdf5File, KeepsAllSixtyFourBitsOfASeed) {
  const Folder folder;
  Hdf5File written = Hdf5File::create(folder / "x.h5");
  written.set_attribute("/", "seed", std::uint64_t{0xffffffffffffffff});
  written.close();
  EXPECT_EQ(Hdf5File::open(folder / "x.h5").unsigned_attribute("/", "seed"), 0xffffffffffffffff);
}

}  // namespace casetide::output::testing
