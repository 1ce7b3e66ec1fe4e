#include "output/checked_values.hpp"

#include <sys/mman.h>

#include <algorithm>

namespace casetide::output {

namespace {

/// Half of what a checking process may use. Memory is taken only as it is written to.
constexpr std::size_t room = (std::size_t{512} << 20) / sizeof(double);

std::size_t size_of(const ArrayEntry& array, const Frame& frame) {
  return frame.identity.plans.size() * frame.replications.size() * array.row();
}

}  // namespace

CheckedValues::CheckedValues(std::span<const models::Measure> wanted) : wanted_(wanted.begin(), wanted.end()) {
  if (wanted_.empty()) return;
  void* memory =
      ::mmap(nullptr, room * sizeof(double), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory != MAP_FAILED) values_ = static_cast<double*>(memory);
}

CheckedValues::~CheckedValues() {
  if (values_) ::munmap(values_, room * sizeof(double));
}

bool CheckedValues::is_wanted(const ArrayEntry& array) const {
  if (!array.by_plan) return false;
  return !array.measure || std::ranges::find(wanted_, *array.measure) != wanted_.end();
}

double* CheckedValues::place_of(const Frame& frame, const ArrayEntry& array) const {
  if (!values_ || !is_wanted(array)) return nullptr;
  std::size_t before = 0;
  std::size_t all = 0;
  for (const ArrayEntry& other : arrays_of(frame.layout)) {
    if (!is_wanted(other)) continue;
    if (other.name == array.name) before = all;
    all += size_of(other, frame);
  }
  return all <= room ? values_ + before : nullptr;
}

}  // namespace casetide::output
