#include "sim/later_days.hpp"

namespace casetide::sim {

std::uint32_t LaterDays::free_block() {
  if (free_.empty()) {
    blocks_.emplace_back();
    return static_cast<std::uint32_t>(blocks_.size() - 1);
  }
  const std::uint32_t block = free_.back();
  free_.pop_back();
  return block;
}

void LaterDays::add(std::size_t day, const Entry& entry) {
  if (day >= days_.size()) days_.resize(day + 1);
  const std::uint32_t place = days_[day].size % block_size;
  if (place == 0) {
    const std::uint32_t block = free_block();
    if (days_[day].size == 0)
      days_[day].first = block;
    else
      blocks_[days_[day].last].next = block;
    days_[day].last = block;
  }
  blocks_[days_[day].last].entries[place] = entry;
  ++days_[day].size;
  ++size_;
}

}  // namespace casetide::sim
