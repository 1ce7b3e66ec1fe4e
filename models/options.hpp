// What people weigh beside the simulated figures: criteria that they score and gates that an option passes or fails.
// Carried along with the results and never mixed into them.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace casetide::models {

struct Criterion {
  std::string name;
  std::string label;
  double weight = 1;  // > 0
};

/// Must be passed, whatever the score: operational independence.
struct Gate {
  std::string name;
  std::string label;
};

struct Option {
  std::string plan;                           // its name
  std::string label;                          // empty: the plan's
  std::vector<std::optional<double>> scores;  // by criterion, from 0 to 10; empty: nobody has scored it
  std::vector<std::optional<bool>> passes;    // by gate; empty: not judged
  std::string note;
};

struct Options {
  std::string question;  // "Who should run the service from October 2019?"
  std::vector<Criterion> criteria;
  std::vector<Gate> gates;
  std::vector<Option> options;
  bool empty() const { return options.empty(); }
};

}  // namespace casetide::models
