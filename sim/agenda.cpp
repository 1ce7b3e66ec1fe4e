#include "sim/agenda.hpp"

#include <algorithm>
#include <stdexcept>

namespace casetide::sim {

namespace {
constexpr std::size_t farthest_day = 365'250;
}

void Agenda::schedule(Instant at, std::uint8_t phase, std::uint16_t kind, std::uint32_t subject, std::uint32_t stamp,
                      std::uint16_t detail) {
  if (phase >= DayQueue::phases) throw std::out_of_range("agenda: a phase above 7");
  const Entry entry{std::max(at, now_), subject, stamp, kind, detail, phase};
  if (entry.at < open_until_) return today_.add(entry);
  const auto day = static_cast<std::size_t>((date_of(entry.at) - first_day_).count());
  if (day > farthest_day) throw std::out_of_range("agenda: an entry more than a thousand years ahead");
  later_.add(day, entry);
}

/// The clock goes along: nothing can be scheduled for a day before the one that is open.
bool Agenda::open_days(Instant limit) {
  while (today_.empty() && open_until_ < limit) {
    const Date date = date_of(open_until_);
    advance_to(open_until_);
    open_until_ = end_of(date);
    today_.begin(date);
    const auto day = static_cast<std::size_t>((date - first_day_).count());
    later_.empty_into(day, [this](const Entry& entry) { today_.add(entry); });
  }
  return !today_.empty();
}

}  // namespace casetide::sim
