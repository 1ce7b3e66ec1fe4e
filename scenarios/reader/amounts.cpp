#include "scenarios/reader/amounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/reader/binding.hpp"
#include "scenarios/reader/compose.hpp"
#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/tree_path.hpp"

namespace casetide::scenarios {

namespace {

constexpr std::string_view pound = "£";

/// A number with what stands before and after it.
struct Amount {
  double number = 0;
  bool pounds = false;
  std::string_view after;  // "", "%", " hours"
  bool is_plain() const { return !pounds && after.empty(); }
  Unit unit() const { return after.starts_with(' ') ? unit_named(after.substr(1)) : Unit::none; }
};

/// `£28,000`, `£3.5m`, `£300k`, as plain pounds.
std::optional<Amount> amount_of_pounds(std::string_view text) {
  text.remove_prefix(pound.size());
  const double times = text.ends_with('m') ? 1e6 : text.ends_with('k') ? 1e3 : 1;
  std::string digits(text.substr(0, text.size() - (times > 1 ? 1 : 0)));
  std::erase(digits, ',');
  const auto number = plain_decimal(digits);
  return number ? std::optional(Amount{*number * times, true, {}}) : std::nullopt;
}

std::optional<Amount> amount_in(const Node& node) {
  if (!node.is_scalar()) return {};
  const std::string_view text = node.text();
  if (text.starts_with(pound)) return amount_of_pounds(text);
  if (node.quoted()) return {};
  const std::size_t end = std::min(text.find_first_of(" %"), text.size());
  const auto number = plain_decimal(text.substr(0, end));
  if (!number) return {};
  const Amount amount{*number, false, text.substr(end)};
  const bool known = amount.after.empty() || amount.after == "%" || amount.unit() != Unit::none;
  return known ? std::optional(amount) : std::nullopt;
}

std::string decimal(double number) {
  constexpr int decimals = 9;
  std::string text = fmt::format("{:.{}f}", number, decimals);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

Node written(const Amount& amount, const Place& place) {
  return Node::scalar(fmt::format("{}{}{}", amount.pounds ? pound : "", decimal(amount.number), amount.after), false,
                      place);
}

bool is_whole(double number) { return std::abs(number - std::round(number)) < 1e-9; }

/// Spans of law and of practice are counted, not measured.
bool is_counted(const Amount& amount) {
  constexpr std::array<Unit, 4> counted = {Unit::working_days, Unit::days, Unit::weeks, Unit::months};
  return std::ranges::find(counted, amount.unit()) != counted.end() && is_whole(amount.number);
}

/// Halves go up, also those that are a hair short of it.
double whole(double number, double before) {
  return std::max(std::floor(number + 0.5 + 1e-9), before >= 1 ? 1.0 : 0.0);
}

/// The amount with another number. What was counted stays whole, and so do minutes.
Amount with_number(const Amount& amount, double number) {
  Amount more = amount;
  more.number = is_counted(amount) ? whole(number, amount.number) : number;
  const double minutes_each = amount.unit() == Unit::hours ? 60 : amount.unit() == Unit::minutes ? 1 : 0;
  if (minutes_each == 0 || !is_whole(amount.number * minutes_each)) return more;
  const double minutes = whole(number * minutes_each, amount.number * minutes_each);
  more.number = minutes / minutes_each;
  constexpr double thousandths = 1000;  // `5.25 hours` is read more easily than `315 minutes`, 4.683333 is not
  if (!is_whole(more.number * thousandths)) more = {minutes, false, " minutes"};
  return more;
}

bool is_documentation(std::string_view key) { return key == "status" || key == "source" || key == "note"; }

/// Every amount with a unit in a table or list, times the factor; tells whether there was any.
class TableScaling {
 public:
  explicit TableScaling(double factor) : factor_(factor) {}

  Node apply(const Node& node, bool in_shape) {
    if (node.is_mapping()) return table(node, in_shape);
    if (node.is_sequence()) return list(node, in_shape);
    const auto amount = amount_in(node);
    if (!amount || amount->after == "%" || amount->is_plain()) return node;
    any_ = true;
    const double number = amount->number * factor_;
    if (!in_shape) return written(with_number(*amount, number), node.place());
    Amount parameter = *amount;
    parameter.number = number;
    return written(parameter, node.place());
  }
  bool any() const { return any_; }

 private:
  Node table(const Node& node, bool in_shape) {
    std::vector<Node::Entry> entries = node.entries();
    for (Node::Entry& entry : entries)
      if (!is_documentation(entry.key)) entry.value = apply(entry.value, in_shape || is_shape_name(entry.key));
    return Node::mapping(std::move(entries), node.place());
  }
  Node list(const Node& node, bool in_shape) {
    std::vector<Node> items = node.items();
    for (Node& item : items) item = apply(item, in_shape);
    return Node::sequence(std::move(items), node.place());
  }

  double factor_;
  bool any_ = false;
};

}  // namespace

std::optional<Node> scaled(const Node& value, double factor) {
  const Node& plain = without_annotation(value);
  if (!plain.is_scalar()) {
    TableScaling scaling(factor);
    Node result = scaling.apply(plain, false);
    return scaling.any() ? std::optional(std::move(result)) : std::nullopt;
  }
  const auto amount = amount_in(plain);
  if (!amount) return {};
  return written(with_number(*amount, amount->number * factor), value.place());
}

std::optional<Node> between(const Node& from, const Node& to, double share) {
  const auto first = amount_in(without_annotation(from));
  const auto last = amount_in(without_annotation(to));
  if (!first || !last) return {};
  const bool same_unit =
      first->pounds == last->pounds && first->unit() == last->unit() && (first->after == "%") == (last->after == "%");
  if (!same_unit) return {};
  return written(with_number(*last, first->number + (last->number - first->number) * share), to.place());
}

std::optional<NumberWithUnit> number_with_unit(const Node& value) {
  const auto amount = amount_in(without_annotation(value));
  if (!amount) return {};
  if (amount->pounds) return NumberWithUnit{amount->number, std::string(pound)};
  return NumberWithUnit{amount->number, std::string(amount->after.substr(amount->unit() == Unit::none ? 0 : 1))};
}

Node written(const NumberWithUnit& amount, const Place& place) {
  const bool pounds = amount.unit == pound;
  const std::string after = pounds ? "" : unit_named(amount.unit) == Unit::none ? amount.unit : " " + amount.unit;
  return written(Amount{amount.number, pounds, after}, place);
}

std::optional<double> number_in(const std::string& unit, const Node& value) {
  const auto amount = number_with_unit(value);
  if (!amount) return {};
  if (amount->unit == unit) return amount->number;
  if (unit == "%" && amount->unit.empty()) return amount->number * 100;
  if (unit.empty() && amount->unit == "%") return amount->number / 100;
  const Unit one = unit_named(unit);
  return one != Unit::none && one == unit_named(amount->unit) ? std::optional(amount->number) : std::nullopt;
}

std::optional<Node> plus(const Node& number, double added) {
  const Node& plain = without_annotation(number);
  const auto amount = amount_in(plain);
  if (!amount || !amount->is_plain()) return {};
  return number_node(amount->number + added, plain.place());
}

bool same_value(const Node& left, const Node& right) {
  const Node& one = without_annotation(left);
  const Node& other = without_annotation(right);
  const auto first = as_number(one), second = as_number(other);
  if (first && second) return std::abs(*first - *second) < 1e-12;
  const auto amount = amount_in(one), same = amount_in(other);
  if (amount && same)
    return amount->pounds == same->pounds && amount->unit() == same->unit() && amount->number == same->number;
  return one == other;
}

Node number_node(double number, const Place& place) { return Node::scalar(decimal(number), false, place); }

std::optional<double> as_number(const Node& value) {
  const auto amount = amount_in(without_annotation(value));
  if (!amount || amount->pounds || amount->unit() != Unit::none) return {};
  return amount->after == "%" ? amount->number / 100 : amount->number;
}

Node number_like(const Node& like, double number) {
  const Node& plain = without_annotation(like);
  const auto amount = amount_in(plain);
  if (amount && amount->after == "%") return written({number * 100, false, "%"}, plain.place());
  return number_node(number, plain.place());
}

}  // namespace casetide::scenarios
