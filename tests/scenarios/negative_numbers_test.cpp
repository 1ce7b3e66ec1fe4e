// Every number of Worcestershire's scenario is multiplied by -1, one at a time.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <regex>
#include <string>
#include <vector>

#include "scenarios/reader/compose.hpp"
#include "tests/scenarios/altered_scenario.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

struct Meaning {
  const char* pattern;
  const char* why;
};

/// Numbers that may be negative.
constexpr std::array meaningful = {
    Meaning{"plans.*.measures[*].change_posts.by", "posts may be taken away"},
};

bool is_meaningful(const OtherWord& change) {
  return std::ranges::any_of(meaningful, [&](const Meaning& one) { return matches(change.path, one.pattern); });
}

/// The number with the other sign, as people may write it; none where this is no number, or nothing.
std::vector<std::string> negated(const std::string& text) {
  static const std::regex number(R"((£)?(\d[\d,]*\.?\d*)(%|k|m| [a-z ]+)?)");
  std::smatch parts;
  if (!std::regex_match(text, parts, number) || text.find_first_of("123456789") == std::string::npos) return {};
  if (parts[1].length() == 0) return {"-" + text};
  return {"-" + text, "£-" + text.substr(parts[1].length())};
}

TEST(NegativeNumbers, AreFoundUnlessTheyMeanSomething) {
  const AlterableScenario scenario(source_path("scenarios/worcestershire.yaml"));
  std::vector<OtherWord> changes;
  for_each_scalar(scenario.own(), "", [&](const std::string& path, const Node& scalar) {
    if (path == "version") return;  // is looked at before all else
    for (const std::string& other : negated(scalar.text()))
      changes.push_back({path, scalar.place(), scalar.text(), other});
  });
  for_each_key(scenario.own(), "", [&](const std::string& path, const Node::Entry& entry) {
    for (const std::string& other : negated(entry.key)) changes.push_back({path, entry.key_place, entry.key, other});
  });
  ASSERT_GT(changes.size(), 600u);
  std::string silent;
  std::size_t meant = 0;
  for (const OtherWord& change : scenario.unnoticed(changes, stands_at))
    is_meaningful(change) ? void(++meant) : void(silent += change.text() + "\n");
  EXPECT_GE(meant, std::size(meaningful)) << "what is listed is caught; take it off the list";
  EXPECT_EQ(silent, "");
  EXPECT_EQ(problems_of([] { compose_text("version: -1\n", "text"); }),
            Texts{"1:10: version: expected a whole number without quotes, such as `version: 1`; found `-1`"});
}

}  // namespace
}  // namespace casetide::scenarios
