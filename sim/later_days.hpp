// The entries of the days to come, day by day in the order of adding: each day a chain of blocks out of one store, so
// that a day that fills moves nothing, and the blocks of a day that is over serve the next.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "sim/day_queue.hpp"
#include "sim/large_table.hpp"

namespace casetide::sim {

class LaterDays {
 public:
  bool empty() const { return size_ == 0; }

  /// `day` counts from a day that the owner has chosen.
  void add(std::size_t day, const Entry& entry);

  /// Calls `take(entry)` for each entry of the day, which has none afterwards. `take` may not add.
  template <typename Take>
  void empty_into(std::size_t day, Take&& take) {
    if (day >= days_.size()) return;
    std::uint32_t block = days_[day].first;
    for (std::uint32_t left = days_[day].size; left > 0;) {
      const std::uint32_t count = std::min(left, block_size);
      for (std::uint32_t place = 0; place < count; ++place) take(blocks_[block].entries[place]);
      free_.push_back(block);
      block = blocks_[block].next;
      left -= count;
    }
    size_ -= days_[day].size;
    days_[day] = {};
  }

 private:
  static constexpr std::uint32_t block_size = 42;

  /// A kilobyte.
  struct Block {
    std::array<Entry, block_size> entries;
    std::uint32_t next;  // of the day, or of those that are free
  };
  struct Day {
    std::uint32_t first = 0, last = 0;  // blocks; meant only while there is an entry
    std::uint32_t size = 0;             // [entries]
  };

  std::uint32_t free_block();

  std::vector<Day> days_;
  LargeTable<Block> blocks_;
  std::vector<std::uint32_t> free_;
  std::size_t size_ = 0;  // [entries]
};

}  // namespace casetide::sim
