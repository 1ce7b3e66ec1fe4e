// How much work there is for each case holder, against the hours they are there: the dose of overload.
#pragma once

#include <array>
#include <vector>

#include "models/desk.hpp"

namespace casetide::models {

class WorkPressure {
 public:
  WorkPressure(Run& run, Workforce& workforce, Desk& desk) : run_(run), workforce_(workforce), desk_(desk) {}

  /// Weekly: sets Worker::pressure of every case holder in post to the work of the last four weeks over the hours
  /// there, and what still waits over the hours of four weeks. So newcomers, and those back from leave, are not
  /// overloaded by having been there for a few days only. Whoever was not there at all keeps what they had.
  void weigh();

 private:
  static constexpr int weeks = 4;
  struct Book {
    sim::Minutes worked{0}, available{0};  // totals when last weighed
    std::array<sim::Minutes, weeks> worked_in{}, available_in{};
    std::size_t week = 0;
  };
  sim::Minutes worked_so_far(const Worker& worker) const;
  static sim::Minutes week_of(const Worker& worker);  // hours of five working days

  Run& run_;
  Workforce& workforce_;
  Desk& desk_;
  std::vector<Book> books_;  // [worker]
};

}  // namespace casetide::models
