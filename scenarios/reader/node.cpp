#include "scenarios/reader/node.hpp"

#include <algorithm>
#include <utility>

namespace casetide::scenarios {

namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool begins_bare(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) return false;  // a byte order mark, which has no place at a file's beginning
  if (is_letter_or_digit(text.front()) || is_beyond_ascii(text.front()) || text.front() == '_') return true;
  const bool sign = text.front() == '-' || text.front() == '+' || text.front() == '.';
  return sign && text.size() > 1 && is_letter_or_digit(text[1]);
}

bool reads_as_nothing(std::string_view text) {
  return text == "~" || text == "null" || text == "Null" || text == "NULL";
}

}  // namespace

bool stands_bare(std::string_view text) {
  if (text.empty() || reads_as_nothing(text) || !begins_bare(text)) return false;
  if (text.back() == ' ' || text.back() == ':') return false;
  if (std::ranges::any_of(text, is_control)) return false;
  return text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

Node::Node(Kind kind, Place place) : kind_(kind), place_(std::move(place)) {}

Node Node::scalar(std::string text, bool quoted, Place place) {
  Node node(Kind::scalar, std::move(place));
  node.quoted_ = quoted || !stands_bare(text);
  node.text_ = std::move(text);
  return node;
}

Node Node::nothing(Place place) { return Node(Kind::scalar, std::move(place)); }

Node Node::sequence(std::vector<Node> items, Place place) {
  Node node(Kind::sequence, std::move(place));
  node.items_ = std::move(items);
  return node;
}

Node Node::mapping(std::vector<Entry> entries, Place place) {
  Node node(Kind::mapping, std::move(place));
  node.entries_ = std::move(entries);
  return node;
}

const Node::Entry* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(entries_, key, &Entry::key);
  return found == entries_.end() ? nullptr : &*found;
}

bool operator==(const Node& left, const Node& right) {
  if (left.kind_ != right.kind_ || left.quoted_ != right.quoted_ || left.text_ != right.text_) return false;
  const auto same = [](const Node::Entry& a, const Node::Entry& b) { return a.key == b.key && a.value == b.value; };
  return left.items_ == right.items_ && std::ranges::equal(left.entries_, right.entries_, same);
}

}  // namespace casetide::scenarios
