// A value of a scenario in a few words, for people, by what the language says that it is.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "scenarios/language/type.hpp"
#include "scenarios/reader/node.hpp"

namespace casetide::scenarios {

/// Is this a table that says for itself what its numbers rest on?
bool states_evidence(const Node& node);

/// Of what a value may be, what it is as it is written.
const language::Type& as_written(const language::Type& type, const Node& node);

/// Does such a value say how much or how many?
bool is_amount(const language::Type& type);

/// The table that a value is written as; null when it is none with a fixed set of keys.
const language::Table* table_of(const language::Type& written, const Node& node);

/// One key of a table with what stands there.
struct Entry {
  const language::Table& table;
  const language::Field& field;
  const Node& value;
};

class ValueWords {
 public:
  /// "lognormal (mean 18 hours, cv 1.7)". Left out is what says nothing of amounts: texts, what leads elsewhere unless
  /// the table requires it, and tables within that state their own evidence.
  std::string of(const Node& node, const language::Type& type);
  /// "amount lognormal (mean 18 hours, cv 1.7)"; empty where nothing is left.
  std::string of(const Entry& entry);

  /// Numbers and distributions that were told.
  std::size_t amounts() const { return amounts_; }
  /// Keys that were told, each with its meaning.
  const std::map<std::string, std::string>& keys() const { return keys_; }

 private:
  std::string scalar(const Node& node, const language::Type& type);
  std::string list(const Node& node, const language::Type& type);
  std::string table(const Node& node, const language::Table& table);
  std::string entries(const Node& node, const language::Type& type);
  std::string shape(const Node& node, const language::Type& type);

  std::size_t amounts_ = 0;
  bool in_distribution_ = false;
  std::map<std::string, std::string> keys_;
};

/// "lost_on_change_of_worker" as "lost on change of worker".
std::string key_in_words(std::string_view key);

}  // namespace casetide::scenarios
