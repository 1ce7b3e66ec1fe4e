#include "output/pathway_diagram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "output/pathway_words.hpp"

namespace casetide::output {

namespace {

// Narrow text and little room between, or GitHub shrinks the diagram until nobody can read it. With this curve the
// words stay on their arrows.
constexpr const char* room =
    R"(%%{init: {"flowchart": {"nodeSpacing": 20, "rankSpacing": 30, "curve": "monotoneY"}}}%%)";
constexpr std::size_t widest_text = 16;
constexpr std::size_t most_words = 4;

/// How a group looks: tints that black text can be read on.
struct Look {
  std::string_view name, in_words, style;
};
constexpr std::array<Look, 4> looks = {{
    {"front_door", "blue the front door", "fill:#e7edf3,stroke:#12436d,color:#000"},
    {"help", "green help and protection", "fill:#e4f4f2,stroke:#28a197,color:#000"},
    {"care", "purple care", "fill:#f2e3ec,stroke:#801650,color:#000"},
    {"leaving_care", "orange leaving care", "fill:#fdeadf,stroke:#f46a25,color:#000"},
}};

/// Broken at spaces.
std::string lines_of(const std::string& text) {
  std::string lines;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const bool fits = used == 0 || used + 1 + (end - at) <= widest_text;
    if (at > 0) lines += fits ? " " : "<br>";
    lines += mermaid(text.substr(at, end - at));
    used = fits ? used + 1 + (end - at) : end - at;
    at = end + 1;
  }
  return lines;
}

std::string share(const Flow::Words& words) {
  if (!words.low || *words.low >= 1) return {};
  if (*words.low == *words.high) return percent(*words.low);
  return fmt::format("{:.4g}–{}", 100 * *words.low, percent(*words.high));
}

std::string line(const Flow::Words& words) {
  const std::string text = share(words);
  return lines_of(words.text.empty() || text.empty() ? words.text + text : words.text + ", " + text);
}

std::string text_of(const std::vector<Flow::Words>& words) {
  std::vector<std::string> parts;
  for (const Flow::Words& one : words)
    if (parts.size() < most_words) parts.push_back(line(one));
  if (parts.size() < words.size()) parts.push_back(fmt::format("{} more", words.size() - parts.size()));
  std::erase(parts, "");
  return fmt::format("{}", fmt::join(parts, ";<br>"));
}

std::string text_of(const Flow::Node& node) {
  std::vector<std::string> labels;
  for (const std::string& label : node.labels) labels.push_back(lines_of(label));
  const std::string text = fmt::format("{}", fmt::join(labels, " /<br>"));
  const std::string words = text_of(node.words);
  return words.empty() ? text : text + ":<br>" + words;
}

std::string shape(Flow::Kind kind, const std::string& text) {
  if (kind == Flow::Kind::statuses) return fmt::format("[\"{}\"]", text);
  if (kind == Flow::Kind::decision) return fmt::format("{{{{\"{}\"}}}}", text);
  return fmt::format("([\"{}\"])", text);
}

std::string line(const Flow::Node& node) {
  const bool is_grouped = node.group != Flow::Group::none;
  const std::string colour = is_grouped ? fmt::format(":::{}", looks[static_cast<std::size_t>(node.group)].name) : "";
  return fmt::format("  {}{}{}\n", node.name, shape(node.kind, text_of(node)), colour);
}

std::string line(const Flow::Arrow& arrow) {
  const std::string text = text_of(arrow.words);
  const char* shaft = arrow.by_time ? "-.->" : "-->";
  if (text.empty()) return fmt::format("  {} {} {}\n", arrow.from, shaft, arrow.to);
  return fmt::format("  {} {}|\"{}\"| {}\n", arrow.from, shaft, text, arrow.to);
}

}  // namespace

std::string mermaid_flowchart(const Flow& flow) {
  std::string text = fmt::format("{}\nflowchart TD\n", room);
  for (const Look& look : looks) text += fmt::format("  classDef {} {}\n", look.name, look.style);
  for (const Flow::Node& node : flow.nodes) text += line(node);
  for (const Flow::Arrow& arrow : flow.arrows) text += line(arrow);
  for (const Flow::Tie& tie : flow.ties) text += fmt::format("  {} --- {}\n", tie.main, tie.companion);
  return text;
}

std::string colours_in_words() {
  std::vector<std::string> words;
  for (const Look& look : looks) words.emplace_back(look.in_words);
  return listed(words);
}

}  // namespace casetide::output
