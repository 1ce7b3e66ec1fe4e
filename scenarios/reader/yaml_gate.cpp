#include "scenarios/reader/yaml_gate.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "scenarios/reader/problems.hpp"
#include "scenarios/reader/source_text.hpp"

namespace casetide::scenarios {

namespace {

/// Thrown to end the parsing once there is no point in going on; the problem has been noted.
struct Stop {};

/// Turns yaml-cpp's marks (bytes, from 0) into places (characters, from 1).
class Places {
 public:
  Places(const std::string& text, const std::string& file)
      : text_(text), file_(std::make_shared<const std::string>(file)) {
    if (std::ranges::none_of(text, is_continuation)) return;
    continuations_before_.reserve(text.size() + 1);
    std::uint32_t count = 0;
    for (const char c : text) {
      continuations_before_.push_back(count);
      if (is_continuation(c)) ++count;
    }
    continuations_before_.push_back(count);
  }

  Place operator()(const YAML::Mark& mark) const {
    if (mark.is_null()) return {file_, 1, 1};
    return {file_, mark.line + 1, mark.column + 1 - extra_bytes(mark)};
  }

  char source_at(const YAML::Mark& mark) const {
    const auto at = static_cast<std::size_t>(std::max(mark.pos, 0));
    return at < text_.size() ? text_[at] : '\0';
  }

 private:
  static bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

  /// Bytes on the mark's line before it that begin no character.
  int extra_bytes(const YAML::Mark& mark) const {
    if (continuations_before_.empty()) return 0;
    const auto at = std::min<std::size_t>(static_cast<std::size_t>(mark.pos), text_.size());
    const auto line_start = at - std::min<std::size_t>(static_cast<std::size_t>(mark.column), at);
    return static_cast<int>(continuations_before_[at] - continuations_before_[line_start]);
  }

  const std::string& text_;
  std::shared_ptr<const std::string> file_;
  std::vector<std::uint32_t> continuations_before_;  // by byte; empty where the text is all ASCII
};

/// Builds the tree from the parser's events and notes what is not allowed.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const Places& places, Problems& problems) : places_(places), problems_(problems) {}

  /// Absent when there was no document.
  std::optional<Node> take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (begun_) stop(mark, "a second document, or something after the end of the scenario; a file holds one scenario");
    begun_ = true;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check_node(mark, "?", anchor);
    if (expects_key()) {
      problem(mark, "a key must be text; found nothing");
      return take_key({}, mark);
    }
    add(Node::nothing(places_(mark)));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    problem(mark, "an alias (`*name`) is not allowed; write the value out");
    if (expects_key()) return take_key({}, mark);
    add(Node::nothing(places_(mark)));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_node(mark, tag, anchor);
    const std::string text = checked_text(mark, value);
    if (expects_key()) return take_key(text, mark);
    add(Node::scalar(text, tag == "!", places_(mark)));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or table whose end has not been read.
  struct Open {
    Node::Kind kind;
    Place place;
    bool is_key = false;  // stands where a key should
    std::vector<Node> items = {};
    std::vector<Node::Entry> entries = {};
    std::optional<std::pair<std::string, Place>> key = {};  // read, and waiting for its value
    std::set<std::string> keys = {};
  };

  void problem(const YAML::Mark& mark, std::string message) {
    problems_.add(places_(mark), std::move(message));
    if (problems_.full()) throw Stop{};
  }
  [[noreturn]] void stop(const YAML::Mark& mark, std::string message) {
    problems_.add(places_(mark), std::move(message));
    throw Stop{};
  }

  bool expects_key() const {
    return !open_.empty() && open_.back().kind == Node::Kind::mapping && !open_.back().key.has_value();
  }

  void check_node(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (++nodes_ > node_limit) stop(mark, fmt::format("more than {} values in one file", node_limit));
    if (anchor != YAML::NullAnchor) problem(mark, "an anchor (`&name`) is not allowed; write the value out where used");
    const bool tagged = (tag != "?" && tag != "!" && !tag.empty()) || places_.source_at(mark) == '!';
    if (tagged) problem(mark, "a tag (`!name`) is not allowed; write the plain value");
  }

  std::string checked_text(const YAML::Mark& mark, const std::string& value) {
    if (value.size() > scalar_limit) {
      problem(mark, fmt::format("a text of {} bytes; the limit is {}", value.size(), scalar_limit));
      return {};
    }
    const auto is_odd = [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
    };
    if (std::ranges::none_of(value, is_odd) && first_broken_utf8(value) == std::string::npos) return value;
    problem(mark, "an escape in this text stands for a control character or for no character; write plain text");
    return {};
  }

  /// `{salary: £33,000, newly_qualified: £28,000}` has the key `000` twice.
  static std::string_view duplicate_advice(const std::string& key) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool ends_an_amount = key.size() == 3 && std::ranges::all_of(key, is_digit);
    return ends_an_amount ? "; inside { } an amount with a comma needs quotes" : "";
  }

  void take_key(const std::string& key, const YAML::Mark& mark) {
    Open& table = open_.back();
    if (key == "<<") problem(mark, "the merge key `<<` is not allowed; write the keys out, or use `extends`");
    if (key.size() > key_limit) problem(mark, fmt::format("a key of more than {} bytes", key_limit));
    if (!key.empty() && !table.keys.insert(key).second)
      problem(mark, fmt::format("duplicate key {}{}", shown(key), duplicate_advice(key)));
    table.key.emplace(key, places_(mark));
  }

  void add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (open_.back().kind == Node::Kind::sequence) {
      open_.back().items.push_back(std::move(node));
    } else {
      auto [key, place] = *std::exchange(open_.back().key, std::nullopt);
      open_.back().entries.push_back({std::move(key), std::move(place), std::move(node)});
    }
  }

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    check_node(mark, tag == "!" ? "!!" : tag, anchor);
    if (open_.size() >= depth_limit) stop(mark, fmt::format("nested more than {} levels deep", depth_limit));
    const bool is_key = expects_key();
    if (is_key) problem(mark, "a key must be text; found a list or a table");
    open_.push_back({kind, places_(mark), is_key});
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    if (done.is_key) {
      open_.back().key.emplace(std::string(), done.place);
    } else if (done.kind == Node::Kind::sequence) {
      add(Node::sequence(std::move(done.items), std::move(done.place)));
    } else {
      add(Node::mapping(std::move(done.entries), std::move(done.place)));
    }
  }

  const Places& places_;
  Problems& problems_;
  std::vector<Open> open_;  // outermost first
  std::optional<Node> root_;
  std::size_t nodes_ = 0;
  bool begun_ = false;
};

/// Is there a tab in the white space before the mark's line?
bool is_indented_by_tab(const std::string& text, const YAML::Mark& mark) {
  if (mark.is_null()) return false;
  const auto at = std::min(static_cast<std::size_t>(mark.pos), text.size());
  const std::size_t start = at - std::min(static_cast<std::size_t>(mark.column), at);
  const std::size_t tab = text.find_first_not_of(' ', start);
  return tab != std::string::npos && text[tab] == '\t';
}

void parse_into(TreeBuilder& builder, const std::string& text, const Places& places, Problems& problems) {
  std::istringstream stream(text);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
  } catch (const YAML::Exception& error) {
    const std::string_view advice = is_indented_by_tab(text, error.mark) ? "; indent with spaces, not tabs" : "";
    problems.add(places(error.mark), fmt::format("this is not YAML: {}{}", error.msg, advice));
  }
}

}  // namespace

Node parse_yaml(const std::string& text, const std::string& file, const SourceLimits& limits) {
  check_source(text, file, limits);
  const Places places(text, file);
  Problems problems;
  TreeBuilder builder(places, problems);
  parse_into(builder, text, places, problems);
  problems.throw_if_any(file);
  std::optional<Node> root = builder.take();
  if (!root || root->is_nothing()) refuse(places(YAML::Mark::null_mark()), "the file holds no scenario");
  if (!root->is_mapping()) refuse(root->place(), "a scenario is a table of keys, beginning with `version: 1`");
  return *std::move(root);
}

}  // namespace casetide::scenarios
