// How long a planner waits for `casetide check` on Worcestershire as it ships, through the program itself.
#include "tests/bench/measuring.hpp"

namespace casetide::bench {
namespace {

constexpr int checks = 15;

double seconds_of_a_check() {
  const double begun = wall_seconds();
  output_of(fmt::format("'{}' check '{}/scenarios/worcestershire.yaml'", CASETIDE_PROGRAM, CASETIDE_SOURCE_DIR));
  return wall_seconds() - begun;
}

void measure() {
  seconds_of_a_check();  // the files are read from the disk once
  std::vector<double> milliseconds;
  for (int check = 0; check < checks; ++check) milliseconds.push_back(1000 * seconds_of_a_check());
  at_most(100, fmt::format("a check, median of {}", checks), median(milliseconds), "ms");
}

}  // namespace
}  // namespace casetide::bench

int main() {
  return casetide::bench::guarded("check: Worcestershire with its plans, wall time", casetide::bench::measure);
}
