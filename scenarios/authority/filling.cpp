#include "scenarios/authority/filling.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <cmath>
#include <regex>
#include <set>
#include <stdexcept>

namespace casetide::scenarios {

namespace {

const std::regex& mark() {
  static const std::regex name("@([a-z0-9_]+)@");
  return name;
}

std::set<std::string> names_in(const std::string& text) {
  std::set<std::string> names;
  for (std::sregex_iterator found(text.begin(), text.end(), mark()), end; found != end; ++found)
    names.insert((*found)[1]);
  return names;
}

/// Braces of YAML doubled, and `@name@` as `{name}`: what fmt fills.
std::string as_format(const std::string& text) {
  std::string doubled;
  for (const char letter : text)
    doubled += letter == '{' || letter == '}' ? std::string(2, letter) : std::string(1, letter);
  return std::regex_replace(doubled, mark(), "{$1}");
}

std::string without_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace

void Filling::set(const std::string& name, std::string text) {
  if (!texts_.emplace(name, std::move(text)).second) throw std::logic_error("filled twice: " + name);
}

std::string Filling::fill(std::string_view text) const {
  const std::set<std::string> names = names_in(std::string(text));
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const auto& [name, value] : texts_) {
    if (!names.contains(name)) throw std::logic_error("not in the template: " + name);
    store.push_back(fmt::arg(name.c_str(), value));
  }
  for (const std::string& name : names)
    if (!texts_.contains(name)) throw std::logic_error("nothing to fill in: " + name);
  return fmt::vformat(as_format(std::string(text)), store);
}

std::string plain_whole(double value) { return fmt::format("{:.0f}", value); }

std::string whole(double value) {
  const std::string digits = plain_whole(value);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

std::string tenths(double value) { return without_zeros(fmt::format("{:.1f}", value)); }

std::string short_number(double value) {
  const double size = std::abs(value);
  return without_zeros(fmt::format("{:.{}f}", value, size >= 100 ? 0 : size >= 1 ? 1 : 2));
}

std::string factor(double value) { return without_zeros(fmt::format("{:.2f}", value)); }

std::string percent(double share) { return short_number(100 * share) + "%"; }

std::string in_percent(double share) { return tenths(100 * share) + " %"; }

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

}  // namespace casetide::scenarios
