// The language in words: for `casetide explain-key` and the page of all keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/type.hpp"

namespace casetide::scenarios::language {

/// Every table that a scenario file or a design may hold, each once, those that others hold after them.
std::vector<const Table*> all_tables();

/// The anchor of a heading on such a page.
std::string anchor(std::string_view heading);

/// What may stand there: "a share from 0% to 100%, such as `85%` or `0.85`", "a list of names of statuses".
std::string described(const Type& type);
/// ... of a key of the table.
std::string described(const Field& field, const Table& table);

/// The same text without links of Markdown.
std::string without_links(std::string_view markdown);

/// A key with its table.
struct Key {
  const Table* table;
  const Field* field;
  /// `staffing.leaving.per_year`
  std::string name() const;
};

/// The keys that a name means: `per_year`, `leaving.per_year` or `staffing.leaving.per_year`; those of a table whose
/// name it is. Empty when there are none.
std::vector<Key> keys_named(std::string_view name);

/// The nearest known name of a key; empty when all are far.
std::string nearest_key(std::string_view name);

/// What holds when the key is left out: "0 days: neutral".
std::string default_in_words(const Field& field);

/// All keys, table by table, as Markdown.
std::string page_of_keys();

}  // namespace casetide::scenarios::language
