// One letter is dropped from each word of Worcestershire's scenario in turn. A word is either of the language, or a
// name that the author of a scenario chose; which keys are names is said here by the tables that they stand in.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "scenarios/reader/compose.hpp"
#include "tests/scenarios/altered_scenario.hpp"
#include "tests/scenarios/reading.hpp"
#include "tests/support/folder.hpp"

namespace casetide::scenarios {
namespace {

/// Keys that are names. Every other key is a word of the language.
constexpr std::array names_of_authors = {"pathway.roles.*",
                                         "pathway.statuses.*",
                                         "pathway.obligations.*",
                                         "pathway.decisions.*",
                                         "pathway.decisions.*.cases[*].outcomes.*",
                                         "demand.streams.*",
                                         "money.lines.*",
                                         "money.pay.*",
                                         "money.placements.*",
                                         "money.entries.*",
                                         "staffing.absences.*",
                                         "staffing.teams.*",
                                         "staffing.teams.*.posts.*",
                                         "staffing.hiring.intakes.*",
                                         "plans.*",
                                         "plans.*.costs.*",
                                         "plans.*.measures[*].set.to.*",
                                         "plans.*.measures[*].council_owned_company.set_up.*",
                                         "assumptions.*",
                                         "targets.*",
                                         "options.criteria.*",
                                         "options.gates.*",
                                         "options.options.*",
                                         "options.options.*.passes.*"};

/// ... of which nothing refers to these: another name is as good.
constexpr std::array names_nobody_refers_to = {
    // told in results, and in no other place of a scenario
    "pathway.decisions.*.cases[*].outcomes.*",
    "plans.*.costs.*",
    "assumptions.*",
    "options.criteria.*",
    "options.options.*",
    // Worcestershire's own, which no plan, target or option names
    "demand.streams.*",
    "staffing.hiring.intakes.autumn",
    "staffing.teams.family_support",
    "staffing.teams.leaving_care",
    "staffing.teams.reviewing",
    "staffing.teams.fostering",
    "staffing.teams.other_social_work",
    "plans.agency",
    "plans.watch_the_plans",
    "plans.recruitment_at_equal_spend",
    "plans.agency_at_equal_spend",
    "plans.watch_the_plans_at_equal_spend",
    "targets.plan_reviews_as_england",
    "targets.fewer_days_at_risk",
    "targets.good_by_2022",
};

/// Values that are free text.
constexpr std::array texts = {"title", "place", "label", "description", "source", "note", "question"};

/// Years are numbers, and a number with a digit less is another number.
bool is_word(std::string_view text) {
  const auto is_part = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' && std::ranges::all_of(text, is_part);
}

/// Does the word stand there, and not within another?
bool mentions(const sim::Problem& problem, const std::string& word) {
  const auto is_inside = [&](std::size_t at) {
    return at < problem.message.size() && is_word({&problem.message[at], 1});
  };
  for (std::size_t at = problem.message.find(word); at != std::string::npos; at = problem.message.find(word, at + 1))
    if (!is_inside(at - 1) && !is_inside(at + word.size())) return true;
  return false;
}

/// Keys joined by points, with places in lists: `staffing.hiring.success`.
bool is_path(std::string_view text) {
  constexpr std::string_view signs = "abcdefghijklmnopqrstuvwxyz0123456789_.[]";
  return text.find('.') < text.size() && is_word(text.substr(0, 1)) && text.find_first_not_of(signs) == text.npos;
}

template <std::size_t N>
bool is_one_of(const std::array<const char*, N>& patterns, std::string_view path) {
  return std::ranges::any_of(patterns, [&](const char* pattern) { return matches(path, pattern); });
}

bool is_text(const std::string& path) {
  const std::string key = path.substr(path.find_last_of('.') + 1);
  return std::ranges::find(texts, key) != texts.end();
}

/// Each other word that is left when one letter goes, but for digits and the signs of a path.
std::set<std::string> with_a_letter_dropped(const std::string& word) {
  std::set<std::string> words;
  for (std::size_t at = 0; at < word.size(); ++at) {
    std::string shorter = word;
    shorter.erase(at, 1);
    if (word[at] >= 'a' && word[at] <= 'z' && !shorter.empty()) words.insert(shorter);
  }
  return words;
}

using Words = std::vector<OtherWord>;

void drop_letters(Words& changes, const std::string& path, const Place& place, const std::string& word) {
  for (const std::string& shorter : with_a_letter_dropped(word)) changes.push_back({path, place, word, shorter});
}

class Misspelling : public ::testing::Test {
 protected:
  /// Of the keys for which `wanted` holds.
  template <typename Wanted>
  Words of_keys(Wanted wanted) const {
    Words changes;
    for_each_key(scenario.own(), "", [&](const std::string& path, const Node::Entry& entry) {
      if (is_word(entry.key) && wanted(path)) drop_letters(changes, path, entry.key_place, entry.key);
    });
    return changes;
  }

  Words of_values() const {
    Words changes;
    for_each_scalar(scenario.own(), "", [&](const std::string& path, const Node& scalar) {
      const bool refers = is_word(scalar.text()) || is_path(scalar.text());
      if (refers && !is_text(path)) drop_letters(changes, path, scalar.place(), scalar.text());
    });
    return changes;
  }

  AlterableScenario scenario{source_path("scenarios/worcestershire.yaml")};
};

bool suggests(const sim::Problem& problem, const std::string& word) {
  return problem.message.find("did you mean `" + word + "`?") != std::string::npos;
}

std::string listed(const Words& changes) {
  std::string text;
  for (const OtherWord& change : changes) text += change.text() + "\n";
  return text;
}

TEST_F(Misspelling, OfAKeyOfTheLanguageIsFoundWithTheRightSuggestion) {
  const Words changes = of_keys([](const std::string& path) {
    return !is_one_of(names_of_authors, path) && path != "version" && path != "extends";
  });
  ASSERT_GT(changes.size(), 5000u);
  const auto says = [](const OtherWord& change, const sim::Problem& problem) {
    return stands_at(change, problem) && mentions(problem, change.becomes) && suggests(problem, change.was);
  };
  EXPECT_EQ(listed(scenario.unnoticed(changes, says)), "");
}

TEST_F(Misspelling, OfANameIsFoundWhereItIsReferredTo) {
  const Words changes = of_keys([](const std::string& path) {
    return is_one_of(names_of_authors, path) && !is_one_of(names_nobody_refers_to, path);
  });
  ASSERT_GT(changes.size(), 500u);
  const auto says = [](const OtherWord& change, const sim::Problem& problem) {
    return (stands_at(change, problem) && mentions(problem, change.becomes)) || mentions(problem, change.was);
  };
  EXPECT_EQ(listed(scenario.unnoticed(changes, says)), "");
}

/// A path may be of something that nothing stands for yet; it is then found where the measure is worked out.
TEST_F(Misspelling, OfAValueThatIsAWordIsFoundWithASuggestion) {
  const Words changes = of_values();
  ASSERT_GT(changes.size(), 2000u);
  const auto says = [](const OtherWord& change, const sim::Problem& problem) {
    const bool is_there = is_path(change.was) ? problem.line == change.place.line : stands_at(change, problem);
    const bool helps = problem.message.find("did you mean") != std::string::npos ||
                       problem.message.find("expected true or false") != std::string::npos;
    return is_there && helps;
  };
  EXPECT_EQ(listed(scenario.unnoticed(changes, says)), "");
}

TEST(MisspellingOfTheFirstKeys, IsFoundWithTheRightSuggestion) {
  for (const std::string& wrong : with_a_letter_dropped("version"))
    EXPECT_EQ(problems_of([&] { compose_text(wrong + ": 1\n", "text"); }),
              Texts{"1:1: unknown key `" + wrong + "`; did you mean `version`?"});
  const testing::Folder folder;
  for (const std::string& wrong : with_a_letter_dropped("extends")) {
    testing::put_bytes(folder / "a.yaml", "version: 1\n" + wrong + ": b.yaml\n");
    EXPECT_EQ(problems_of([&] { compose(folder / "a.yaml"); }),
              Texts{"2:1: unknown key `" + wrong + "`; did you mean `extends`?"});
  }
}

}  // namespace
}  // namespace casetide::scenarios
