#include "sim/agenda.hpp"

#include <algorithm>
#include <stdexcept>

namespace casetide::sim {

namespace {
constexpr std::size_t arity = 4;
constexpr int phase_shift = 56;
constexpr std::size_t farthest_day = 365'250;
}  // namespace

void Agenda::schedule(Instant at, std::uint8_t phase, std::uint16_t kind, std::uint32_t subject, std::uint32_t stamp,
                      std::uint16_t detail) {
  const Entry entry{
      std::max(at, now_), (std::uint64_t{phase} << phase_shift) | sequence_++, subject, stamp, kind, detail};
  if (entry.at < open_until_) return push(entry);
  const auto day = static_cast<std::size_t>((date_of(entry.at) - first_day_).count());
  if (day > farthest_day) throw std::out_of_range("agenda: an entry more than a thousand years ahead");
  if (day >= days_.size()) days_.resize(day + 1);
  if (days_[day].capacity() == 0 && !spare_.empty()) {
    days_[day].swap(spare_.back());
    spare_.pop_back();
  }
  days_[day].push_back(entry);
  ++later_;
}

bool Agenda::open_days(Instant limit) {
  while (heap_.empty() && open_until_ < limit) {
    const auto day = static_cast<std::size_t>((date_of(open_until_) - first_day_).count());
    open_until_ = end_of(date_of(open_until_));
    if (day >= days_.size() || days_[day].empty()) continue;
    later_ -= days_[day].size();
    for (const Entry& entry : days_[day]) push(entry);
    days_[day].clear();
    spare_.emplace_back().swap(days_[day]);
  }
  return !heap_.empty();
}

void Agenda::push(const Entry& entry) {
  std::size_t hole = heap_.size();
  heap_.push_back(entry);
  while (hole > 0) {
    const std::size_t parent = (hole - 1) / arity;
    if (!(entry < heap_[parent])) break;
    heap_[hole] = heap_[parent];
    hole = parent;
  }
  heap_[hole] = entry;
}

Entry Agenda::pop() {
  const Entry top = heap_.front();
  const Entry last = heap_.back();
  heap_.pop_back();
  const std::size_t size = heap_.size();
  if (size == 0) return top;
  std::size_t hole = 0;
  for (std::size_t first = 1; first < size; first = hole * arity + 1) {
    std::size_t least = first;
    const std::size_t end = std::min(first + arity, size);
    for (std::size_t child = first + 1; child < end; ++child) least = heap_[child] < heap_[least] ? child : least;
    if (!(heap_[least] < last)) break;
    heap_[hole] = heap_[least];
    hole = least;
  }
  heap_[hole] = last;
  return top;
}

}  // namespace casetide::sim
