// A scenario as written: an immutable tree of scalars, lists and tables, each knowing its file, line and column.
// It knows nothing of what the keys mean, and nothing of the library that parsed it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casetide::scenarios {

/// Where something stands. Lines and columns count from 1, columns in characters; 0 where no place applies.
struct Place {
  std::shared_ptr<const std::string> file;
  int line = 0;
  int column = 0;
};

/// Can `text` be written without quotes and read back as itself, on one line and anywhere in a file?
bool stands_bare(std::string_view text);

class Node {
 public:
  enum class Kind : std::uint8_t { scalar, sequence, mapping };
  struct Entry;

  /// `quoted`: written in quotes, or in any other form that only text takes (several lines, odd characters).
  static Node scalar(std::string text, bool quoted, Place place);
  /// What stands where nothing is written (`key:`), or `~` or `null`.
  static Node nothing(Place place);
  static Node sequence(std::vector<Node> items, Place place);
  static Node mapping(std::vector<Entry> entries, Place place);

  Kind kind() const { return kind_; }
  bool is_scalar() const { return kind_ == Kind::scalar; }
  bool is_sequence() const { return kind_ == Kind::sequence; }
  bool is_mapping() const { return kind_ == Kind::mapping; }
  bool is_nothing() const { return is_scalar() && text_.empty() && !quoted_; }

  const std::string& text() const { return text_; }
  bool quoted() const { return quoted_; }
  const std::vector<Node>& items() const& { return items_; }
  std::vector<Node> items() && { return std::move(items_); }
  const std::vector<Entry>& entries() const& { return entries_; }
  std::vector<Entry> entries() &&;
  const Place& place() const { return place_; }

  /// The entry of a mapping with this key; null when there is none.
  const Entry* find(std::string_view key) const;

  /// Equal in content; places do not count.
  friend bool operator==(const Node& left, const Node& right);

 private:
  Node(Kind kind, Place place);

  Kind kind_;
  bool quoted_ = false;
  std::string text_;
  std::vector<Node> items_;
  std::vector<Entry> entries_;  // in written order
  Place place_;
};

struct Node::Entry {
  std::string key;
  Place key_place;
  Node value;
};

inline std::vector<Node::Entry> Node::entries() && { return std::move(entries_); }

}  // namespace casetide::scenarios
