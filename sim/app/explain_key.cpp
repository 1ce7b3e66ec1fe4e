// casetide explain-key and casetide schema: the language of scenarios, for people and for editors.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "scenarios/language/described.hpp"
#include "scenarios/language/json_schema.hpp"
#include "sim/app/app.hpp"
#include "sim/app/page_file.hpp"

namespace casetide::app {

namespace {

namespace language = scenarios::language;

void print(const language::Key& key) {
  const language::Field& field = *key.field;
  fmt::print("{}\n  {}\n", key.name(), field.meaning);
  fmt::print("  may be    {}\n", language::without_links(language::described(field, *key.table)));
  fmt::print("  left out  {}\n", language::default_in_words(field));
  fmt::print("  example   {}: {}\n", field.key, field.example);
}

nlohmann::ordered_json as_json(const language::Key& key) {
  const language::Field& field = *key.field;
  return {{"key", key.name()},
          {"meaning", field.meaning},
          {"may_be", language::without_links(language::described(field, *key.table))},
          {"required", field.required},
          {"left_out", language::default_in_words(field)},
          {"example", field.example}};
}

[[noreturn]] void refuse_unknown(const std::string& name) {
  const std::string near = language::nearest_key(name);
  const std::string advice =
      near.empty() ? "; `casetide explain-key --all` lists them" : fmt::format("; did you mean `{}`?", near);
  sim::refuse_usage(fmt::format("there is no key `{}`{}", name, advice));
}

}  // namespace

sim::ExitCode explain_key(const ExplainKeyOptions& options) {
  if (options.all) {
    print_page(language::page_of_keys(), options.output, options.manner);
    return sim::ExitCode::done;
  }
  if (options.name.empty()) sim::refuse_usage("explain-key: name a key, such as `per_year`, or say --all");
  const std::vector<language::Key> keys = language::keys_named(options.name);
  if (keys.empty()) refuse_unknown(options.name);
  if (options.manner.json) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const language::Key& key : keys) all.push_back(as_json(key));
    fmt::print("{}\n", nlohmann::ordered_json{{"schema_version", 1}, {"keys", all}}.dump(2));
    return sim::ExitCode::done;
  }
  for (const language::Key& key : keys) {
    if (&key != &keys.front()) fmt::print("\n");
    print(key);
  }
  return sim::ExitCode::done;
}

sim::ExitCode schema(const SchemaOptions& options) {
  print_page(language::schema_of_scenarios(), options.output, options.manner);
  return sim::ExitCode::done;
}

}  // namespace casetide::app
