#include "sim/day_queue.hpp"

#include <algorithm>

namespace casetide::sim {

std::uint32_t DayQueue::new_node(const Entry& entry) {
  if (free_ == none) {
    nodes_.push_back({entry, none});
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  const std::uint32_t node = free_;
  free_ = nodes_[node].next;
  nodes_[node].entry = entry;
  return node;
}

void DayQueue::add(const Entry& entry) {
  const std::size_t place = static_cast<std::size_t>((entry.at - midnight_).count()) * phases + entry.phase;
  const std::size_t word = place / word_bits;
  const std::uint64_t bit = std::uint64_t{1} << place % word_bits;
  const std::uint32_t node = new_node(entry);
  List& list = lists_[place];
  if (filled_[word] & bit)
    nodes_[list.last].next = node;
  else
    list.first = node;
  list.last = node;
  filled_[word] |= bit;
  word_ = std::min(word_, word);
  ++size_;
}

Entry DayQueue::take_first() {
  const std::size_t place = first_list();
  List& list = lists_[place];
  const std::uint32_t node = list.first;
  if (node == list.last)
    filled_[word_] &= filled_[word_] - 1;
  else
    list.first = nodes_[node].next;
  nodes_[node].next = free_;
  free_ = node;
  --size_;
  return nodes_[node].entry;
}

}  // namespace casetide::sim
