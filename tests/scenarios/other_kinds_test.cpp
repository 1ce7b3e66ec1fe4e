// Everything in a scenario, one at a time, as something of another kind: nothing, a list, a table, a number, a text.
// The reader reads it or refuses it; it never stumbles over what is not there.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "scenarios/reader/compose.hpp"
#include "scenarios/reader/scenario_binding.hpp"
#include "scenarios/reader/tree_path.hpp"
#include "sim/errors.hpp"
#include "tests/scenarios/altered_scenario.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

std::vector<Node> other_kinds(const Place& place) {
  return {Node::nothing(place), Node::sequence({}, place), Node::mapping({}, place), Node::scalar("1", false, place),
          Node::scalar("some text", true, place)};
}

/// Is the tree refused, with a reason?
bool is_refused(const Node& tree) {
  try {
    scenario_from(tree, "text");
    return false;
  } catch (const sim::ScenarioError& error) {
    EXPECT_FALSE(error.problems().empty());
    return true;
  }
}

/// How many such trees are refused.
std::size_t refused(const std::string& file) {
  const Node tree = compose(source_path(file));
  std::size_t count = 0;
  for_each_key(tree, "", [&](const std::string& path, const Node::Entry& entry) {
    const TreePath at = *TreePath::parse(path);
    count += is_refused(without_key(tree, at));
    for (Node& other : other_kinds(entry.value.place())) count += is_refused(with_value(tree, at, std::move(other)));
  });
  return count;
}

TEST(OtherKindsOfValues, OrNoneAreReadOrRefused) {
  // Of six, most keys take one or two at most.
  EXPECT_GT(refused("tests/scenarios/rejected/bases/minimal.yaml"), 300u);
}

TEST(OtherKindsOfValues, OrNoneAreReadOrRefusedInALargerScenarioToo) {
  EXPECT_GT(refused("tests/scenarios/accepted/working_lives.yaml"), 600u);
  EXPECT_GT(refused("tests/scenarios/accepted/assumptions_and_targets.yaml"), 150u);
}

}  // namespace
}  // namespace casetide::scenarios
