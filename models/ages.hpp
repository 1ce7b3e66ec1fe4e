// How old children are, and the decisions that their birthdays bring.
#pragma once

#include "models/children.hpp"
#include "models/run.hpp"

namespace casetide::models {

/// Years completed on `day`; a child born on 29 February comes of age on 1 March.
int age_on(sim::Date born, sim::Date day);

class Ages {
 public:
  Ages(Run& run, Register& children) : run_(run), children_(children) {}

  /// Draws the child's age today [years], at least `at_least` days, and puts its next birthday on the agenda.
  void draw(std::uint32_t child, const sim::Distribution& years, std::chrono::days at_least = {});

  /// The child has completed so many years, and its birthday is any day; puts its next birthday on the agenda.
  void set(std::uint32_t child, int years);

  /// Entry of the agenda: puts the next one there. True when it is this child's, whose slot has not been given away.
  bool birthday(std::uint32_t child, std::uint32_t id, std::size_t place);

 private:
  void schedule_from(std::uint32_t child, std::size_t place);

  Run& run_;
  Register& children_;
};

}  // namespace casetide::models
