// How much faster two processes are than one, through the program itself.
#include <filesystem>
#include <thread>

#include "tests/bench/measuring.hpp"

namespace casetide::bench {
namespace {

namespace fs = std::filesystem;

constexpr int pairs = 5;

double run_with(int jobs, const fs::path& result) {
  const double begun = wall_seconds();
  output_of(
      fmt::format("'{}' run '{}/scenarios/worcestershire.yaml' --plans no_change --replications 8 --jobs {} "
                  "--quiet -o '{}'",
                  CASETIDE_PROGRAM, CASETIDE_SOURCE_DIR, jobs, result.string()));
  return wall_seconds() - begun;
}

void compare() {
  if (std::thread::hardware_concurrency() < 2) {
    fmt::print("  skipped: this machine has one processor\n");
    return;
  }
  const fs::path result = fs::temp_directory_path() / fmt::format("casetide-bench-{}.h5", getpid());
  std::vector<double> one, two, ratios;
  for (int pair = 0; pair < pairs; ++pair) {
    one.push_back(run_with(1, result));
    two.push_back(run_with(2, result));
    ratios.push_back(one.back() / two.back());
  }
  fs::remove(result);
  line("one job", median(one), "s");
  line("two jobs", median(two), "s");
  at_least(1.7, fmt::format("one job : two jobs, median of {} pairs", pairs), median(ratios), "times");
}

}  // namespace
}  // namespace casetide::bench

int main() {
  return casetide::bench::guarded("jobs: 8 replications of one plan of Worcestershire, wall time",
                                  casetide::bench::compare);
}
