// What a plan does, as its scenario writes it, in words: a plan itself holds only what comes of its measures.
#pragma once

#include <string>
#include <vector>

namespace casetide::models {

struct MeasureInWords {
  std::string kind;    // "retention"
  std::string words;   // "leaving 0.68, from 2017-10-01"
  std::string source;  // what its numbers rest on; may be empty
};

struct PlanInWords {
  std::string name;
  std::string extends;                   // another plan, whose measures come first; empty: none
  std::string source;                    // what its measures rest on, where they do not say; may be empty
  std::vector<MeasureInWords> measures;  // its own, those of money last
};

}  // namespace casetide::models
