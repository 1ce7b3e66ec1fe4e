// The gate alone: what text it turns into a tree, what it refuses, and where it says the fault is.
#include "scenarios/reader/yaml_gate.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using namespace std::string_literals;

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST(YamlGate, BuildsTablesListsAndScalarsInWrittenOrderWithTheirPlaces) {
  const Node root = parse_yaml("b: [1, \"1\"]\na:\n  c: text\n", "file.yaml");
  ASSERT_EQ(root.entries().size(), 2u);
  EXPECT_EQ(root.entries()[0].key, "b");
  EXPECT_FALSE(root.entries()[0].value.items()[0].quoted());
  EXPECT_TRUE(root.entries()[0].value.items()[1].quoted());
  const Node::Entry& inner = root.find("a")->value.entries()[0];
  EXPECT_EQ(inner.value.text(), "text");
  EXPECT_EQ(*inner.value.place().file, "file.yaml");
  EXPECT_EQ(inner.key_place.line, 3);
  EXPECT_EQ(inner.key_place.column, 3);
  EXPECT_EQ(inner.value.place().column, 6);
}

TEST(YamlGate, CountsColumnsInCharactersNotBytes) {
  EXPECT_EQ(problems_of_text("é: {ü: 1, ü: 2}\n"), Texts{"1:11: duplicate key `ü`"});
}

TEST(YamlGate, ReadsKeysThatLookLikeNumbersAsText) {
  const Node root = parse_yaml("{1: a, 2: b}", "text");
  EXPECT_EQ(root.entries()[1].key, "2");
}

TEST(YamlGate, TellsNothingFromAnEmptyText) {
  const Node root = parse_yaml("a:\nb: ''\nc: ~\n", "text");
  EXPECT_TRUE(root.find("a")->value.is_nothing());
  EXPECT_FALSE(root.find("b")->value.is_nothing());
  EXPECT_TRUE(root.find("c")->value.is_nothing());
}

TEST(YamlGate, AcceptsWindowsLineEnds) {
  EXPECT_EQ(parse_yaml("a: 1\r\nb:\r\n  - x\r\n", "text"), parse_yaml("a: 1\nb:\n  - x\n", "text"));
}

TEST(YamlGate, RefusesAnchorsAliasesTagsAndMergeKeysAllAtOnce) {
  EXPECT_EQ(problems_of_text("a: &x 1\nb: *x\nc: !!int 3\n<<: {d: 4}\n"),
            (Texts{"1:4: an anchor (`&name`) is not allowed; write the value out where used",
                   "2:4: an alias (`*name`) is not allowed; write the value out",
                   "3:4: a tag (`!name`) is not allowed; write the plain value",
                   "4:1: the merge key `<<` is not allowed; write the keys out, or use `extends`"}));
}

TEST(YamlGate, RefusesAnAliasAsAKeyAndAnAnchorThatHoldsItself) {
  EXPECT_EQ(problems_of_text("a: &x [*x]\n").size(), 2u);
  EXPECT_EQ(problems_of_text("a: &x y\n*x : 1\n").size(), 2u);
}

TEST(YamlGate, RefusesDuplicateKeysHoweverQuoted) {
  EXPECT_EQ(problems_of_text("a: 1\n\"a\": 2\n"), Texts{"2:1: duplicate key `a`"});
}

TEST(YamlGate, RefusesKeysThatAreNotText) {
  EXPECT_EQ(problems_of_text("? [a]\n: 1\n"), Texts{"1:3: a key must be text; found a list or a table"});
  EXPECT_EQ(problems_of_text("{a: {~: 1}}"), Texts{"1:6: a key must be text; found nothing"});
}

TEST(YamlGate, RefusesWhateverFollowsTheFirstDocument) {
  const std::string message =
      "a second document, or something after the end of the scenario; a file holds one scenario";
  EXPECT_EQ(problems_of_text("a: 1\n---\nb: 1\n"), Texts{"2:1: " + message});
  EXPECT_EQ(problems_of_text("a: 1\n...\nb: 1\n"), Texts{"3:1: " + message});
  EXPECT_EQ(problems_of_text("{a: 1}\n{b: 1}\n"), Texts{"2:1: " + message});
  EXPECT_EQ(problems_of_text("---\na: 1\n...\n# the end\n"), Texts{});
}

TEST(YamlGate, AllowsThirtyTwoLevelsAndNoMore) {
  // The root table is the first level.
  EXPECT_EQ(problems_of_text("a: " + repeated("[", 31) + repeated("]", 31)), Texts{});
  EXPECT_EQ(problems_of_text("a: " + repeated("[", 32) + repeated("]", 32)),
            Texts{"1:35: nested more than 32 levels deep"});
}

TEST(YamlGate, RefusesTooManyValuesTooLongTextsAndTooLargeFiles) {
  // The root table, the key, the list and 49,997 items may stand.
  EXPECT_EQ(problems_of_text("a:\n" + repeated("- 1\n", 50'001)), Texts{"49999:3: more than 50000 values in one file"});
  EXPECT_EQ(problems_of_text("a: " + repeated("x", 4096)), Texts{});
  EXPECT_EQ(problems_of_text("a: " + repeated("x", 4097)), Texts{"1:4: a text of 4097 bytes; the limit is 4096"});
  EXPECT_EQ(problems_of_text(repeated("k", 201) + ": 1"), Texts{"1:1: a key of more than 200 bytes"});
  EXPECT_EQ(problems_of_text("a: 1\n" + repeated("#", 1024 * 1024)), Texts{"1:1: the file is larger than 1 MiB"});
}

TEST(YamlGate, RefusesTextThatIsNotUtf8) {
  EXPECT_EQ(problems_of_text("a: 1\nb: \"x\xff\"\n"), Texts{"2:6: byte 0xff is not UTF-8; save the file as UTF-8"});
  EXPECT_EQ(problems_of_text("a: \xc0\xaf\n"),
            Texts{"1:4: byte 0xc0 is not UTF-8; save the file as UTF-8"});  // overlong
  EXPECT_EQ(problems_of_text("a: \xed\xa0\x80\n"),
            Texts{"1:4: byte 0xed is not UTF-8; save the file as UTF-8"});                                // surrogate
  EXPECT_EQ(problems_of_text("a: é\xc3"), Texts{"1:5: byte 0xc3 is not UTF-8; save the file as UTF-8"});  // cut off
  EXPECT_EQ(problems_of_text("a: \xf4\x90\x80\x80\n"), Texts{"1:4: byte 0xf4 is not UTF-8; save the file as UTF-8"});
  EXPECT_EQ(problems_of_text("a: ‘quoted’ – £5 😀\n"), Texts{});
}

TEST(YamlGate, RefusesByteOrderMarksUtf16NulAndControlCharacters) {
  EXPECT_EQ(problems_of_text("\xef\xbb\xbf"s + "a: 1\n"),
            Texts{"1:1: the file begins with a byte order mark; save it as UTF-8 without"});
  const std::string utf16 = "1:1: the file is UTF-16; save it as UTF-8 without a byte order mark";
  EXPECT_EQ(problems_of_text("\xff\xfe"s + "a\0:\0"s), Texts{utf16});
  EXPECT_EQ(problems_of_text("\xfe\xff"s + "\0a\0:"s), Texts{utf16});
  const std::string nul = "a NUL byte: the file is damaged, or is UTF-16; save it as UTF-8";
  EXPECT_EQ(problems_of_text("a\0:\0"s), Texts{"1:2: " + nul});
  EXPECT_EQ(problems_of_text("a: 1\nb: \0"s), Texts{"2:4: " + nul});
  // The parser takes this one for the end of the file.
  EXPECT_EQ(problems_of_text("a: 1\n\x04z: 2\n"), Texts{"2:1: control character U+0004; a scenario is plain text"});
}

TEST(YamlGate, RefusesEscapesThatStandForNoPlainText) {
  EXPECT_EQ(problems_of_text("a: \"\\0\"\nb: \"\\e\"\n").size(), 2u);
  EXPECT_EQ(problems_of_text("a: \"\\u00e9 \\n \\t \\\" \\\\\"\n"), Texts{});
}

TEST(YamlGate, SaysWhereASyntaxErrorStands) {
  EXPECT_EQ(problems_of_text("a: 1\nb: [1, 2\nc: 3\n"), Texts{"3:2: this is not YAML: end of sequence flow not found"});
  EXPECT_EQ(problems_of_text("a:\n\tb: 1\n"),
            Texts{"2:3: this is not YAML: illegal map value; indent with spaces, not tabs"});
}

TEST(YamlGate, WantsATableAtTheRoot) {
  EXPECT_EQ(problems_of_text(""), Texts{"1:1: the file holds no scenario"});
  EXPECT_EQ(problems_of_text("# nothing\n"), Texts{"1:1: the file holds no scenario"});
  EXPECT_EQ(problems_of_text("- a\n"), Texts{"1:1: a scenario is a table of keys, beginning with `version: 1`"});
}

TEST(YamlGate, StopsCountingAfterTwoHundredProblems) {
  EXPECT_LE(problems_of_text("a: [" + repeated("&x 1,", 5'000) + "]").size(), 201u);
}

TEST(YamlGate, RefusesHostileTextsInUnderASecond) {
  constexpr std::size_t mebibyte = 1024 * 1024;
  for (const std::string part :
       {"[",   "{",   "[a,",    "{a,",   "[{", "- ",    "? ",   "[\n",     "a: ",   "{a: ",         "a",   "!",
        "*a ", "&a ", "a: 1\n", "---\n", "%",  "\"a\"", "[[],", "- - a\n", "x\n  ", "- {a: [1]}\n", "|\n", "'"}) {
    const std::string text = "version: 1\na: " + repeated(part, (mebibyte - 20) / part.size());
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(problems_of_text(text).empty()) << part;
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1)) << part;
  }
}

}  // namespace
}  // namespace casetide::scenarios
