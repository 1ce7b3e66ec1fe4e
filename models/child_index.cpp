#include "models/child_index.hpp"

namespace casetide::models {

std::uint32_t ChildIndex::add(ChildId id) {
  if (find(id) != none) return last_.number;
  if (size_ >= slots_.size() / 2) grow();
  last_ = {id, size_++};
  slots_[slot_of(id)] = last_;
  return last_.number;
}

std::size_t ChildIndex::slot_of(ChildId id) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = index(id) & mask;  // neighbouring ids, often siblings, stay neighbours
  while (slots_[slot].number != none && slots_[slot].id != id) slot = (slot + 1) & mask;
  return slot;
}

void ChildIndex::grow() {
  std::vector<Slot> smaller(2 * slots_.size());
  smaller.swap(slots_);
  for (const Slot& slot : smaller)
    if (slot.number != none) slots_[slot_of(slot.id)] = slot;
}

}  // namespace casetide::models
