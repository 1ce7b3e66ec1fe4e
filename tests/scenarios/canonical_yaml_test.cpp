// The canonical text reads back to the tree it was written from, and equal trees give equal bytes.
#include "scenarios/reader/canonical_yaml.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

TEST(CanonicalYaml, WritesBlocksWithTwoSpacesALevel) {
  EXPECT_EQ(canonical_yaml(parse_yaml("# gone\na: {b: [1, {c: d, e: []}], f: {}}\ng: 'x'\nh:\n", "text")),
            "a:\n"
            "  b:\n"
            "    - 1\n"
            "    - c: d\n"
            "      e: []\n"
            "  f: {}\n"
            "g: \"x\"\n"
            "h: ~\n");
}

TEST(CanonicalYaml, ReadsBackToAnEqualTree) {
  const std::string text =
      "plain: 47 % under three months, a tenth over two years; e.g. (DfE) - D7\n"
      "number: -3.5\n"
      "odd: 'a: b # c'\n"
      "quoted number: \"12\"\n"
      "lines: |\n  one\n  two\n"
      "folded: a\n  b\n\n  c\n"
      "escapes: \"tab \\t quote \\\" back \\\\ line \\n é\"\n"
      "nested: [[1, [2]], {a: {b: ~}}, [{c: 1}]]\n"
      "sign: [-, '-', x-, '?', ': ', '~', 'null', '', ~, '- a', -a, .5]\n"
      "\"key: odd\": 1\n"
      "12: 1\n";
  const Node tree = parse_yaml(text, "text");
  const std::string canonical = canonical_yaml(tree);
  EXPECT_EQ(parse_yaml(canonical, "text"), tree) << canonical;
  EXPECT_EQ(canonical_yaml(parse_yaml(canonical, "text")), canonical);
}

/// A tree of scalars made of the characters that mean something to YAML.
Node random_tree(std::mt19937& random, int depth) {
  const auto pick = [&](unsigned below) { return static_cast<std::size_t>(random() % below); };
  const std::string letters = "aZ0 -?:,[]{}#&*!|>'\"%@`~.=<\n\t\\_é";
  const auto word = [&] {
    std::string text;
    for (std::size_t i = pick(6); i > 0; --i) text += letters[pick(static_cast<unsigned>(letters.size() - 2))];
    return text;
  };
  const std::size_t kind = depth == 0 ? 2 : pick(4);
  if (kind == 0) {
    std::vector<Node> items;
    for (std::size_t i = pick(4); i > 0; --i) items.push_back(random_tree(random, depth - 1));
    return Node::sequence(std::move(items), {});
  }
  if (kind == 1) {
    std::vector<Node::Entry> entries;
    for (std::size_t i = pick(4); i > 0; --i)
      entries.push_back({std::to_string(i) + word(), {}, random_tree(random, depth - 1)});
    return Node::mapping(std::move(entries), {});
  }
  return pick(8) == 0 ? Node::nothing({}) : Node::scalar(word(), pick(2) == 0, {});
}

/// Found by libFuzzer: what is a letter like others within a file is a byte order mark at its beginning.
TEST(CanonicalYaml, ReadsBackWhereAByteOrderMarkBeginsTheFirstKey) {
  const Node tree = parse_yaml("# a remark\n\xef\xbb\xbfkey: \xef\xbb\xbfvalue\n", "text");
  EXPECT_EQ(tree.entries().front().key, "\xef\xbb\xbfkey");
  EXPECT_EQ(parse_yaml(canonical_yaml(tree), "text"), tree);
}

TEST(CanonicalYaml, ReadsBackForAnyTree) {
  for (unsigned seed = 1; seed <= 3'000; ++seed) {
    std::mt19937 random(seed);
    const Node tree = Node::mapping({{"root", {}, random_tree(random, 4)}}, {});
    const std::string text = canonical_yaml(tree);
    ASSERT_EQ(parse_yaml(text, "text"), tree) << "seed " << seed << "\n" << text;
  }
}

}  // namespace
}  // namespace casetide::scenarios
