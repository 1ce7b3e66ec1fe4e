#include "scenarios/reader/value_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/binding.hpp"
#include "scenarios/reader/tree_path.hpp"

namespace casetide::scenarios {

namespace {

using language::Field, language::Type;
using Kind = Type::Kind;

bool is_documentation(std::string_view key) { return language::documentation().find(key) != nullptr; }

bool is_known_word(const Type& type, const std::string& text) {
  return std::ranges::any_of(type.words, [&](const auto& word) { return word.first == text; });
}

bool knows_all_keys(const language::Table& table, const Node& node) {
  return std::ranges::all_of(node.entries(), [&](const Node::Entry& entry) {
    return is_documentation(entry.key) || table.find(entry.key) != nullptr;
  });
}

bool fits(const Type& type, const Node& node) {
  switch (type.kind) {
    case Kind::table:
      return node.is_mapping() && knows_all_keys(*type.table, node);
    case Kind::named:
    case Kind::keyed:
      return node.is_mapping();
    case Kind::list:
      return node.is_sequence();
    case Kind::distribution:
      return !node.is_sequence();
    case Kind::word:
      return node.is_scalar() && is_known_word(type, node.text());
    default:
      return node.is_scalar();
  }
}

bool is_named(const Type& type) { return type.kind == Kind::reference || type.kind == Kind::word; }

/// Names of others, which say where something leads and not how much.
bool leads_elsewhere(const Type& type) {
  if (type.kind == Kind::one_of || type.kind == Kind::list) return std::ranges::all_of(type.of, leads_elsewhere);
  return is_named(type);
}

/// The one word there is says nothing.
bool is_only_word(const Type& type) { return type.kind == Kind::word && type.words.size() == 1; }

bool is_told(const Field& field, const language::Table& table) {
  if (field.type.kind == Kind::text || is_only_word(field.type)) return false;
  return field.required || &table == &language::condition() || !leads_elsewhere(field.type);
}

/// A share as people read it, also where it is written as 0.1.
std::string share_in_words(const std::string& text) {
  const auto share = plain_decimal(text);
  return share ? fmt::format("{:.6g}%", 100 * *share) : text;
}

/// "1 to 14 days" of "1 days" and "14 days".
std::string stretch(const std::string& from, const std::string& to) {
  const std::size_t space = from.find(' ');
  const bool same_unit = space != std::string::npos && to.ends_with(from.substr(space));
  return fmt::format("{} to {}", same_unit ? from.substr(0, space) : from, to);
}

/// A band of a distribution: "6% from 1 to 14 days".
std::string band_in_words(const Node& band) {
  const auto text = [&](const char* key) {
    const Node::Entry* const entry = band.find(key);
    return entry == nullptr ? std::string() : without_annotation(entry->value).text();
  };
  return fmt::format("{} from {}", share_in_words(text("share")), stretch(text("from"), text("to")));
}

/// Of what a measure sets a value to: "12", "£4,800", "6.5%".
bool starts_with_number(const Node& node) {
  const std::size_t first = node.text().find_first_of("0123456789");
  return first != std::string::npos && node.text().find_first_not_of("£-") >= first;
}

bool is_compound(const Node& node) { return node.is_mapping() && node.entries().size() > 1; }

}  // namespace

bool states_evidence(const Node& node) {
  const Node::Entry* const status = node.is_mapping() ? node.find("status") : nullptr;
  return status != nullptr && status->value.is_scalar();
}

const Type& as_written(const Type& type, const Node& node) {
  if (type.kind != Kind::one_of) return type;
  const auto is_word = [&](const Type& one) { return one.kind == Kind::word && fits(one, node); };
  auto found = std::ranges::find_if(type.of, is_word);
  if (found == type.of.end()) found = std::ranges::find_if(type.of, [&](const Type& one) { return fits(one, node); });
  return found == type.of.end() ? type.of.front() : as_written(*found, node);
}

bool is_amount(const Type& type) {
  switch (type.kind) {
    case Kind::number:
    case Kind::whole_number:
    case Kind::share:
    case Kind::proportion:
    case Kind::quantity:
    case Kind::whole_quantity:
    case Kind::span:
    case Kind::pounds:
    case Kind::children:
    case Kind::figure:
    case Kind::amount:
    case Kind::between:
    case Kind::distribution:
      return true;
    default:
      return false;
  }
}

const language::Table* table_of(const Type& written, const Node& node) {
  if (written.kind == Kind::distribution && node.is_mapping()) return &language::shapes(*written.wanted);
  return written.kind == Kind::table ? written.table : nullptr;
}

std::string key_in_words(std::string_view key) {
  std::string words(key);
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string ValueWords::of(const Node& annotated, const Type& type) {
  const Node& node = without_annotation(annotated);
  const Type& written = as_written(type, node);
  if (node.is_scalar()) return scalar(node, written);
  if (node.is_sequence()) return list(node, written);
  if (written.kind == Kind::distribution) return shape(node, written);
  const language::Table* const known = table_of(written, node);
  return known != nullptr ? table(node, *known) : entries(node, written);
}

std::string ValueWords::of(const Entry& entry) {
  const auto& [table, field, value] = entry;
  if (!is_told(field, table)) return {};
  std::string words = of(value, field.type);
  if (words.empty()) return {};
  if (!in_distribution_) keys_.emplace(fmt::format("{}.{}", table.name, field.key), field.meaning);
  const std::string key = key_in_words(field.key);
  const Node& node = without_annotation(value);
  if (as_written(field.type, node).kind == Kind::boolean) return words == "true" ? key : "not " + key;
  const bool is_nested = is_compound(node) || (node.is_mapping() && !is_amount(as_written(field.type, node)));
  return is_nested ? fmt::format("{} ({})", key, words) : fmt::format("{} {}", key, words);
}

std::string ValueWords::scalar(const Node& node, const Type& type) {
  if (type.kind == Kind::text) return {};
  const bool is_number = is_amount(type) || (type.kind == Kind::anything && starts_with_number(node));
  if (is_number && !in_distribution_) ++amounts_;
  if (type.kind == Kind::share) return share_in_words(node.text());
  return is_named(type) ? key_in_words(node.text()) : node.text();
}

std::string ValueWords::list(const Node& node, const Type& type) {
  static const Type anything = language::anything();
  const Type& each = type.kind == Kind::list ? type.entry() : anything;
  std::vector<std::string> items;
  bool is_long = false;
  for (const Node& item : node.items()) {
    if (states_evidence(item)) continue;
    items.push_back(of(item, each));
    is_long = is_long || item.is_mapping();
  }
  std::erase(items, "");
  return fmt::format("{}", fmt::join(items, is_long ? "; " : ", "));
}

std::string ValueWords::table(const Node& node, const language::Table& keys) {
  std::vector<std::string> parts;
  for (const Node::Entry& entry : node.entries()) {
    const Field* const field = keys.find(entry.key);
    if (field != nullptr && !is_documentation(entry.key) && !states_evidence(entry.value))
      parts.push_back(of({keys, *field, entry.value}));
  }
  std::erase(parts, "");
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// Entries by names that the author gives.
std::string ValueWords::entries(const Node& node, const Type& type) {
  static const Type anything = language::anything();
  const bool is_known = type.kind == Kind::named || type.kind == Kind::keyed;
  const Type& each = is_known ? type.entry() : anything;
  std::vector<std::string> parts;
  bool is_long = false;
  for (const Node::Entry& entry : node.entries()) {
    if (is_documentation(entry.key) || states_evidence(entry.value)) continue;
    const std::string words = of(entry.value, each);
    if (!words.empty()) parts.push_back(fmt::format("{}: {}", key_in_words(entry.key), words));
    is_long = is_long || entry.value.is_mapping();
  }
  return fmt::format("{}", fmt::join(parts, is_long ? "; " : ", "));
}

/// A distribution counts as one number, and its parts are no keys of their own.
std::string ValueWords::shape(const Node& node, const Type& type) {
  if (node.entries().empty()) return {};
  const bool outside = !in_distribution_;
  if (outside) ++amounts_;
  in_distribution_ = true;
  std::vector<std::string> shapes;
  for (const Node::Entry& entry : node.entries()) {
    const Field* const field = language::shapes(*type.wanted).find(entry.key);
    if (field == nullptr) continue;
    std::vector<std::string> bands;
    for (const Node& band : entry.value.items()) bands.push_back(band_in_words(band));
    const std::string words = bands.empty() ? of(entry.value, field->type) : fmt::format("{}", fmt::join(bands, ", "));
    shapes.push_back(fmt::format("{} ({})", key_in_words(entry.key), words));
  }
  if (outside) in_distribution_ = false;
  return fmt::format("{}", fmt::join(shapes, ", "));
}

}  // namespace casetide::scenarios
