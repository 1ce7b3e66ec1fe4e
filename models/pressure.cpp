#include "models/pressure.hpp"

#include <numeric>

namespace casetide::models {

void WorkPressure::weigh() {
  books_.resize(workforce_.workers().size());
  for (Worker& worker : workforce_.workers()) {
    if (!worker.in_post || !worker.holds_cases) continue;
    workforce_.count_presence(worker, run_.now());
    Book& book = books_[index(worker.id)];
    const sim::Minutes worked = worked_so_far(worker);
    book.worked_in[book.week] = worked - book.worked;
    book.available_in[book.week] = worker.available - book.available;
    book.week = (book.week + 1) % weeks;
    book.worked = worked;
    book.available = worker.available;
    const auto sum = [](const auto& of) { return std::accumulate(of.begin(), of.end(), sim::Minutes{0}); };
    const sim::Minutes there = sum(book.available_in);
    if (there <= sim::Minutes{0}) continue;
    const auto over = [](sim::Minutes part, sim::Minutes whole) {
      return static_cast<double>(part.count()) / static_cast<double>(whole.count());
    };
    worker.pressure = over(sum(book.worked_in), there) + over(desk_.backlog(worker), weeks * week_of(worker));
  }
}

sim::Minutes WorkPressure::week_of(const Worker& worker) { return 5 * worker.hours.length; }

/// What is in hand counts up to now.
sim::Minutes WorkPressure::worked_so_far(const Worker& worker) const {
  const bool busy = !worker.current.empty() || worker.in_meeting;
  return worker.worked + (busy ? run_.calendar().worked(worker.began, run_.now(), worker.hours) : sim::Minutes{0});
}

}  // namespace casetide::models
