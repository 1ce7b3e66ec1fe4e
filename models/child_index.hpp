// Numbers children in the order in which they are first met: ids are sparse, and what is known of each child should lie
// close together.
#pragma once

#include <cstdint>
#include <vector>

#include "models/ids.hpp"

namespace casetide::models {

class ChildIndex {
 public:
  static constexpr std::uint32_t none = 0xffffffff;

  ChildIndex() : slots_(1024) {}

  /// The child's number, or `none` if it has not been added. Facts often speak of the same child one after the other.
  std::uint32_t find(ChildId id) {
    if (id != last_.id || last_.number == none) last_ = slots_[slot_of(id)];
    return last_.number;
  }
  /// The child's number; a new one gets the next.
  std::uint32_t add(ChildId id);
  std::uint32_t size() const { return size_; }

 private:
  struct Slot {
    ChildId id{};
    std::uint32_t number = none;
  };

  /// Where the child stands, or the free slot where it would.
  std::size_t slot_of(ChildId id) const;
  void grow();

  std::vector<Slot> slots_;  // a power of two of them, at most half in use
  std::uint32_t size_ = 0;
  Slot last_;  // that was looked for
};

}  // namespace casetide::models
