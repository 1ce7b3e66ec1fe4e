// How children move through a pathway, reduced to what a reader can follow: what a diagram shows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace casetide::output {

struct Flow {
  enum class Group : std::uint8_t { front_door, help, care, leaving_care, none };
  enum class Kind : std::uint8_t { statuses, decision, entry, closed };  // each status closes at an end of its own
  /// What is decided, and in which share of the times that it is decided: the lowest and the highest of the cases.
  struct Words {
    std::string text;
    std::optional<double> low, high;
  };
  struct Node {
    std::string name;  // letters, digits and underscores
    Kind kind = Kind::statuses;
    Group group = Group::none;
    std::vector<std::string> labels;
    std::vector<Words> words;  // of an entry, how many; of an end, how it comes about
  };
  struct Arrow {
    std::string from, to;
    std::vector<Words> words;
    bool by_time = true;  // comes when a time is over, and not by anybody's work
  };
  struct Tie {
    std::string main, companion;  // the companion is never held without the main one
  };

  std::vector<Node> nodes;
  std::vector<Arrow> arrows;               // one at most from one node to another
  std::vector<Tie> ties;                   // where no arrow joins the two
  std::vector<models::StatusId> left_out;  // stand beside other statuses and lead nowhere
};

/// Some statuses share a node: those reported under another with it, and those that no team serves and between which
/// children move to and fro, such as placements.
Flow flow_of(const models::Scenario& scenario);

}  // namespace casetide::output
