#include "scenarios/language/json_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "scenarios/language/described.hpp"
#include "scenarios/language/language.hpp"
#include "scenarios/reader/binding.hpp"

namespace casetide::scenarios::language {

namespace {

using Kind = Type::Kind;
using Json = nlohmann::ordered_json;

constexpr std::string_view decimal = "(0|[1-9][0-9]*)(\\.[0-9]+)?";

Json pattern(const std::string& pattern) { return {{"type", "string"}, {"pattern", "^" + pattern + "$"}}; }

Json any_of(std::vector<Json> schemas) {
  if (schemas.size() == 1) return std::move(schemas.front());
  return {{"anyOf", std::move(schemas)}};
}

Json numbers(const char* type, const Range& range) {
  Json schema{{"type", type}};
  schema[range.with_low ? "minimum" : "exclusiveMinimum"] = range.low;
  schema["maximum"] = range.high;
  return schema;
}

Json share_or_percent(const Range& range) {
  return any_of({numbers("number", range), pattern(fmt::format("{}%", decimal))});
}

/// `3 hours`, `1 hour`, in any of the units.
Json amount_in(const Wanted& wanted) {
  std::string units;
  for (const Wanted::Option& option : wanted.options) {
    if (option.unit == Unit::none) continue;
    const auto [one, many] = names_of(option.unit);
    units += fmt::format("{}{}|{}", units.empty() ? "" : "|", one, many);
  }
  return pattern(fmt::format("{} ({})", decimal, units));
}

Json pounds_schema(const Range& range) {
  constexpr std::string_view digits = "(0|[1-9][0-9]*|[1-9][0-9]{0,2}(,[0-9]{3})+)(\\.[0-9]+)?";
  return any_of({numbers("number", range), pattern(fmt::format("£?{}[km]?", digits))});
}

Json span_schema(const Range& range) {
  const std::string number = range.low > 0 ? "[1-9][0-9]*" : "(0|[1-9][0-9]*)";
  return pattern(number + "(\\.0+)? (working days?|days?|weeks?|months?)");
}

Json words_schema(const Type& type) {
  Json words = Json::array();
  for (const auto& [word, meaning] : type.words) words.push_back(word);
  return {{"enum", words}};
}

/// What stands in one place, without other tables in it. Absent kinds are made of others.
std::optional<Json> plain(const Type& type) {
  switch (type.kind) {
    case Kind::text:
      return Json{{"type", {"string", "number", "boolean"}}, {"minLength", 1}};
    case Kind::boolean:
      return Json{{"type", "boolean"}};
    case Kind::number:
      return numbers("number", type.range);
    case Kind::whole_number:
      return numbers("integer", type.range);
    case Kind::share:
    case Kind::proportion:
      return share_or_percent(type.range);
    case Kind::date:
      return pattern("20(1[0-9]|2[0-9]|30)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
    case Kind::time_of_day:
      return pattern("([01][0-9]|2[0-3]):[0-5][0-9]");
    case Kind::word:
      return words_schema(type);
    case Kind::reference:
      return Json{{"type", "string"}, {"minLength", 1}};
    case Kind::path:
      return Json{{"type", "string"}, {"minLength", 1}};
    case Kind::quantity:
    case Kind::whole_quantity:
      return amount_in(*type.wanted);
    case Kind::span:
      return span_schema(type.range);
    case Kind::pounds:
      return pounds_schema(type.range);
    case Kind::children:
      return any_of(
          {numbers("number", type.range), pattern(fmt::format("{} (child|children|per 10,000|per 10000)", decimal))});
    case Kind::figure:
      return any_of({Json{{"type", "number"}}, pattern(fmt::format("{}%", decimal))});
    case Kind::amount:
      return Json{{"type", {"number", "string"}}};
    case Kind::between:
      return pattern("between .+ and .+");
    case Kind::financial_year:
      return pattern("[0-9]{4}-[0-9]{2}");
    default:
      return {};
  }
}

/// A text as the value that a YAML reader makes of it.
Json value_of(std::string_view text) {
  if (text == "true" || text == "false") return text == "true";
  const auto number = plain_decimal(text);
  if (number && *number == std::floor(*number)) return static_cast<std::int64_t>(*number);
  return number ? Json(*number) : Json(text);
}

class Schema {
 public:
  Json whole() {
    Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                {"title", "Casetide scenario"},
                {"description", "Made by `casetide schema` from the language that the program reads."},
                {"type", "object"},
                {"if", {{"required", {"extends"}}}}};
    schema["then"] = table(scenario(), true);
    schema["else"] = table(scenario(), false);
    schema["definitions"] = std::move(definitions_);
    return schema;
  }

 private:
  /// `part`: of a file that extends another.
  Json of(const Type& type, bool part) {
    switch (type.kind) {
      case Kind::table:
        return table(*type.table, part);
      case Kind::named:
        return named(type, part);
      case Kind::keyed:
        return annotated(keyed(type, part));
      case Kind::list:
        return annotated({{"type", "array"}, {"items", of(type.entry(), false)}});
      case Kind::one_of:
        return either(type, part);
      case Kind::distribution:
        return annotated(any_of({amount_in(*type.wanted), table(shapes(*type.wanted), part)}));
      case Kind::anything:
        return true;
      default:
        return annotated(*plain(type));
    }
  }

  Json either(const Type& type, bool part) {
    std::vector<Json> schemas;
    for (const Type& one : type.of) schemas.push_back(of(one, part));
    return any_of(std::move(schemas));
  }

  /// The value itself, or with what it rests on.
  Json annotated(const Json& value) {
    const std::string text = value.dump();
    const auto known = annotated_.find(text);
    const std::string name = known != annotated_.end() ? known->second : fmt::format("value_{}", annotated_.size() + 1);
    if (known == annotated_.end()) {
      annotated_[text] = name;
      Json properties{{"value", value}};
      document(properties);
      definitions_[name] = {{"anyOf",
                             {value,
                              {{"type", "object"},
                               {"properties", properties},
                               {"required", {"value"}},
                               {"additionalProperties", false}}}}};
    }
    return reference(name);
  }

  static Json reference(const std::string& name) { return {{"$ref", "#/definitions/" + name}}; }

  /// Adds the keys that say what a number rests on.
  void document(Json& properties) {
    for (const Field& field : documentation().fields) {
      const std::string key(field.key);
      if (!definitions_.contains(key)) {
        definitions_[key] = *plain(field.type);
        definitions_[key]["description"] = field.meaning;
      }
      if (!properties.contains(key)) properties[key] = reference(key);
    }
  }

  Json named(const Type& type, bool part) {
    Json properties = Json::object();
    document(properties);
    return {{"type", "object"},
            {"properties", properties},
            {"propertyNames", {{"pattern", "^[a-z][a-z0-9_]{0,63}$"}, {"not", {{"const", "value"}}}}},
            {"maxProperties", type.limit + documentation().fields.size()},
            {"additionalProperties", of(type.entry(), part)}};
  }

  Json keyed(const Type& type, bool part) {
    Json properties = Json::object();
    for (const auto& [word, meaning] : type.words) properties[std::string(word)] = of(type.entry(), part);
    document(properties);
    Json schema{{"type", "object"}, {"properties", properties}};
    if (type.range.low > 0) schema["propertyNames"] = {{"pattern", "^([1-9][0-9]*|status|source|note)$"}};
    schema["additionalProperties"] = type.words.empty() ? of(type.entry(), part) : Json(false);
    return schema;
  }

  Json table(const Table& keys, bool part) {
    part = part && (&keys == &scenario() || asks_for_keys(keys));
    const auto known = names_.find({&keys, part});
    if (known != names_.end()) return reference(known->second);
    const std::string name = name_of(keys, part);
    names_[{&keys, part}] = name;
    definitions_[name] = Json::object();
    definitions_[name] = described_table(keys, part);
    return reference(name);
  }

  /// Does the table, or one within it outside lists, ask for any key? Else it is the same whole and in part.
  static bool asks_for_keys(const Table& keys) {
    const auto asks = [](const Field& field) { return field.required || asks_for_keys(field.type); };
    return std::ranges::any_of(keys.fields, asks);
  }
  static bool asks_for_keys(const Type& type) {
    if (type.kind == Kind::table) return asks_for_keys(*type.table);
    if (type.kind == Kind::distribution) return true;
    if (type.kind == Kind::list) return false;
    return std::ranges::any_of(type.of, [](const Type& of) { return asks_for_keys(of); });
  }

  /// Tables of the same name differ in their units only.
  std::string name_of(const Table& keys, bool part) const {
    std::string name(part ? "part." : "");
    for (const char c : keys.name) name += c == ' ' ? '_' : c;
    if (!definitions_.contains(name)) return name;
    int more = 2;
    while (definitions_.contains(fmt::format("{}_{}", name, more))) ++more;
    return fmt::format("{}_{}", name, more);
  }

  Json described_table(const Table& keys, bool part) {
    Json properties = Json::object();
    for (const Field& field : keys.fields) properties[std::string(field.key)] = described_field(field, part);
    document(properties);
    Json schema{{"type", "object"}, {"description", keys.meaning}, {"properties", properties}};
    const std::vector<std::string> required = part ? required_of_part(keys) : keys.required();
    if (!required.empty()) schema["required"] = required;
    if (keys.takes_one_key) schema["oneOf"] = one_key(keys);
    schema["additionalProperties"] = false;
    return schema;
  }

  static std::vector<std::string> required_of_part(const Table& keys) {
    return &keys == &scenario() ? std::vector<std::string>{"version"} : std::vector<std::string>();
  }

  static Json one_key(const Table& keys) {
    Json each = Json::array();
    for (const Field& field : keys.fields) each.push_back({{"required", {field.key}}});
    return each;
  }

  /// In draft-07 nothing counts beside `$ref`.
  Json described_field(const Field& field, bool part) {
    Json schema{{"description", fmt::format("{} (left out: {}). Such as `{}`", field.meaning, default_in_words(field),
                                            field.example)}};
    if (!field.otherwise.text.empty()) schema["default"] = value_of(field.otherwise.text);
    schema["allOf"] = {of(field.type, part)};
    return schema;
  }

  Json definitions_ = Json::object();
  std::map<std::string, std::string> annotated_;                // names of definitions, by the value's text
  std::map<std::pair<const Table*, bool>, std::string> names_;  // of tables, whole and in part
};

}  // namespace

std::string schema_of_scenarios() { return Schema().whole().dump(1) + "\n"; }

}  // namespace casetide::scenarios::language
