// The entries of one day, in order: a list for each phase of each minute, first come first served. Nothing is compared
// or sorted, however many entries there are: the next list that is not empty is found by a bit.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "sim/time.hpp"

namespace casetide::sim {

/// One thing that is due to happen. `kind`, `subject` and `stamp` mean what the scheduler of the entry says.
struct Entry {
  Instant at;
  std::uint32_t subject = 0;
  std::uint32_t stamp = 0;  // lets a handler recognise an entry that no longer holds
  std::uint16_t kind = 0;
  std::uint16_t detail = 0;
  std::uint8_t phase = 0;
};
static_assert(sizeof(Entry) == 24);

class DayQueue {
 public:
  static constexpr std::size_t phases = 8;

  /// Begins another day, with nothing in it. Only when the queue is empty.
  void begin(Date day) {
    midnight_ = Instant{day};
    nodes_.clear();
    free_ = none;
    word_ = 0;
  }

  bool empty() const { return size_ == 0; }
  /// Of an entry on the day that has begun, before or after what has been taken.
  void add(const Entry& entry);
  /// The earliest, of several by phase and then by the order of adding. Only when the queue is not empty.
  const Entry& first() { return nodes_[lists_[first_list()].first].entry; }
  Entry take_first();

 private:
  static constexpr std::size_t list_count = static_cast<std::size_t>(one_day.count()) * phases;
  static constexpr std::size_t word_bits = 64;
  static constexpr std::uint32_t none = 0xffffffff;

  struct Node {
    Entry entry;
    std::uint32_t next;  // on the same list, or of those that are free
  };
  struct List {
    std::uint32_t first, last;  // meant only while the list's bit is set
  };

  std::size_t first_list() {
    while (filled_[word_] == 0) ++word_;
    return word_ * word_bits + static_cast<std::size_t>(std::countr_zero(filled_[word_]));
  }
  std::uint32_t new_node(const Entry& entry);

  Instant midnight_{};
  std::array<List, list_count> lists_{};                        // by minute and phase
  std::array<std::uint64_t, list_count / word_bits> filled_{};  // a bit for each list
  std::size_t word_ = 0;                                        // of `filled_`; none before it has a bit set
  std::size_t size_ = 0;
  std::vector<Node> nodes_;
  std::uint32_t free_ = none;
};

}  // namespace casetide::sim
