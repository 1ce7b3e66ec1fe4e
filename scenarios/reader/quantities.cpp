#include "scenarios/reader/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <stdexcept>
#include <utility>

#include "scenarios/language/language.hpp"

namespace casetide::scenarios {

namespace {

struct Quantity {
  double amount = 0;
  Unit unit = Unit::none;
};

/// The number and the unit of `1.5 hours`; absent unless the value is a plain number, a space and a known unit.
std::optional<Quantity> as_written(const Value& value) {
  const Node& node = value.node();
  if (!node.is_scalar() || node.quoted()) return {};
  const std::string_view text = node.text();
  const std::size_t space = std::min(text.find(' '), text.size());
  const auto amount = plain_decimal(text.substr(0, space));
  const Unit unit = space < text.size() ? unit_named(text.substr(space + 1)) : Unit::none;
  if (!amount || unit == Unit::none) return {};
  return Quantity{*amount, unit};
}

/// The amount in the wanted unit; absent, with a problem, when it is not written in one of the wanted units.
std::optional<double> amount_in(const Value& value, const Wanted& wanted) {
  const auto written = as_written(value);
  for (const Wanted::Option& option : wanted.options)
    if (written && option.unit == written->unit) return written->amount * option.times / option.per;
  value.expected(wanted.expected);
  return {};
}

bool is_whole(double value) { return std::abs(value - std::round(value)) < 1e-9; }

// --- money ----------------------------------------------------------------------------------------------------------

/// The digits without the commas between thousands; absent where a comma stands anywhere else.
std::optional<std::string> without_commas(std::string_view text) {
  if (text.find(',') == std::string_view::npos) return std::string(text);
  const std::string_view whole = text.substr(0, text.find('.'));
  if (whole.size() % 4 == 0) return {};  // no digits, or four, before the first comma
  std::string digits;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    const bool between_thousands = (whole.size() - at) % 4 == 0;
    if ((whole[at] == ',') != between_thousands) return {};
    if (!between_thousands) digits += whole[at];
  }
  return digits.append(text.substr(whole.size()));
}

/// Pounds, or thousands (`k`) or millions (`m`) of them.
std::optional<double> amount_of_money(std::string_view text) {
  constexpr std::string_view sign = "£";
  if (text.starts_with(sign)) text.remove_prefix(sign.size());
  const double times = text.ends_with('k') ? 1e3 : text.ends_with('m') ? 1e6 : 1;
  if (times > 1) text.remove_suffix(1);
  const auto digits = without_commas(text);
  const auto amount = digits ? plain_decimal(*digits) : std::nullopt;
  return amount ? std::optional<double>(*amount * times) : std::nullopt;
}

// --- distributions --------------------------------------------------------------------------------------------------

sim::Bands bands(const Value& value, const Wanted& wanted) {
  sim::Bands result;
  for (const Value& item : value.items()) {
    const Table band(item, language::band(wanted));
    result.bands.push_back({quantity(band["from"]), quantity(band["to"]), band["share"].share()});
  }
  return result;
}

/// A quarter lies between each two neighbours, evenly.
sim::Bands quarters(const Table& shape) {
  const std::array<double, 5> ends = {quantity(shape["lowest"]), quantity(shape["lower"]), quantity(shape["median"]),
                                      quantity(shape["upper"]), quantity(shape["highest"])};
  sim::Bands result;
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) result.bands.push_back({ends[i], ends[i + 1], 0.25});
  return result;
}

/// Distribution itself checks how the parameters agree.
sim::Distribution::Shape shape(std::string_view name, const Value& value, const Wanted& wanted) {
  if (name == "bands") return bands(value, wanted);
  const Table table(value);
  const auto amount = [&](std::string_view key) { return quantity(table[key]); };
  if (name == "exponential") return sim::Exponential{amount("mean")};
  if (name == "lognormal") return sim::Lognormal{amount("mean"), table["cv"].number()};
  if (name == "uniform") return sim::Uniform{amount("low"), amount("high")};
  if (name == "triangular") return sim::Triangular{amount("low"), amount("mode"), amount("high")};
  if (name == "quartiles") return quarters(table);
  return sim::Weibull{amount("scale"), table["shape"].number()};
}

/// The key of the one shape in the table; absent, with a problem, when there is none, or more than one.
std::optional<std::string> the_shape(const Value& value) {
  const language::Table& shapes = language::shapes(in_hours);
  std::optional<std::string> only;
  for (const Node::Entry& entry : value.node().entries()) {
    if (shapes.find(entry.key) == nullptr) continue;
    if (only)
      return value.problems().add(entry.key_place, fmt::format("{}.{}: one shape only; `{}` is given as well",
                                                               value.path(), entry.key, *only)),
             std::nullopt;
    only = entry.key;
  }
  if (!only) value.problem(fmt::format("expected one of {}", listed(shapes.keys(), "or")));
  return only;
}

std::optional<sim::Distribution> shaped(const Value& value, const Wanted& wanted) {
  const std::size_t before = value.problems().count();
  const Table table(value, language::shapes(wanted));
  const auto only = the_shape(value);
  if (!only) return {};
  const sim::Distribution::Shape parameters = shape(*only, table[*only], wanted);
  if (value.problems().count() != before) return {};
  try {
    return sim::Distribution(parameters);
  } catch (const std::invalid_argument& error) {
    return table[*only].problem(error.what()), std::nullopt;
  }
}

std::optional<double> quantity_in(const Value& plain, const Wanted& wanted, Range range) {
  const auto amount = amount_in(plain, wanted);
  if (!amount || range.holds(*amount)) return amount;
  return plain.problem(fmt::format("must be {}; found {}", range.text(), found(plain.node()))), std::nullopt;
}

std::optional<double> whole_quantity_in(const Value& plain, const Wanted& wanted, Range range) {
  const auto amount = quantity_in(plain, wanted, range);
  if (!amount || is_whole(*amount)) return amount;
  return plain.problem(fmt::format("must be a whole number; found {}", found(plain.node()))), std::nullopt;
}

std::optional<models::Span> span_in(const Value& plain, Range range) {
  using enum Unit;
  constexpr std::array<std::pair<Unit, models::Span::Unit>, 4> units = {
      {{working_days, models::Span::Unit::working_days},
       {days, models::Span::Unit::days},
       {weeks, models::Span::Unit::weeks},
       {months, models::Span::Unit::months}}};
  const auto written = as_written(plain);
  const auto unit =
      std::ranges::find(units, written ? written->unit : none, &std::pair<Unit, models::Span::Unit>::first);
  if (unit == units.end())
    return plain.expected("working days, days, weeks or months, such as `45 working days`"), std::nullopt;
  const bool counts = is_whole(written->amount) && range.holds(written->amount);
  if (counts) return models::Span{static_cast<int>(std::lround(written->amount)), unit->second};
  plain.problem(fmt::format("must be a whole number {}; found {}", range.text(), found(plain.node())));
  return {};
}

std::optional<double> pounds_in(const Value& plain, Range range) {
  const auto amount = plain.node().is_scalar() ? amount_of_money(plain.node().text()) : std::nullopt;
  if (amount && range.holds(*amount)) return amount;
  if (!amount) return plain.expected("pounds, such as `£28,000`, `£3.5m`, `£300k` or `28000`"), std::nullopt;
  return plain.problem(fmt::format("must be {}; found {}", range.text(), found(plain.node()))), std::nullopt;
}

/// What stands before one of the endings; absent where the text has none of them.
std::optional<std::string_view> before(std::string_view text, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings)
    if (text.ends_with(ending)) return text.substr(0, text.size() - ending.size());
  return {};
}

/// A comma within brackets needs quotes: a rate may have them.
std::optional<double> children_in(const Value& plain, Range range, double population) {
  const std::string_view text = plain.node().is_scalar() ? std::string_view(plain.node().text()) : "";
  const auto rate = before(text, {" per 10,000", " per 10000"});
  const auto counted = before(text, {" children", " child"});
  const bool readable = rate || plain.unquoted() != nullptr;
  const auto number = readable ? plain_decimal(rate.value_or(counted.value_or(text))) : std::nullopt;
  if (rate && number && population == 0)
    return plain.problem("a rate `per 10,000` needs `child_population`: the children under 18 who live there"),
           std::nullopt;
  const double amount = number.value_or(-1) * (rate ? population / 10'000 : 1);
  if (number && range.holds(amount)) return amount;
  const std::string what = fmt::format("a number of children, {}", range.text());
  plain.expected(number ? what : what + ", such as `120`, or a rate such as `56 per 10,000`");
  return {};
}

std::optional<sim::Distribution> distribution_in(const Value& plain, const Wanted& wanted) {
  if (plain.node().is_mapping()) return shaped(plain, wanted);
  if (!plain.node().is_scalar())
    return plain.expected(fmt::format("{}, or a distribution", wanted.expected)), std::nullopt;
  const auto amount = quantity_in(plain, wanted, Range::at_least(0));
  return amount ? std::optional(sim::Distribution::constant(*amount)) : std::nullopt;
}

}  // namespace

using Kind = language::Type::Kind;

double quantity(const Value& value, double otherwise) {
  const language::Type& type = value.type_as(Kind::quantity);
  return value.read_as(otherwise, [&](const Value& plain) { return quantity_in(plain, *type.wanted, type.range); });
}

double quantity(const Value& value, const Wanted& wanted) {
  const Range range = value.type_as(Kind::quantity).range;
  return value.read_as(0.0, [&](const Value& plain) { return quantity_in(plain, wanted, range); });
}

int whole_quantity(const Value& value, int otherwise) {
  const language::Type& type = value.type_as(Kind::whole_quantity);
  const auto read = [&](const Value& plain) { return whole_quantity_in(plain, *type.wanted, type.range); };
  return static_cast<int>(std::lround(value.read_as(static_cast<double>(otherwise), read)));
}

sim::Minutes minutes(const Value& value, sim::Minutes otherwise) {
  const language::Type& type = value.type_as(Kind::quantity);
  return value.read_as(otherwise, [&](const Value& plain) -> std::optional<sim::Minutes> {
    const auto hours = quantity_in(plain, *type.wanted, type.range);
    if (hours && is_whole(*hours * 60)) return sim::Minutes(std::lround(*hours * 60));
    if (hours) plain.problem(fmt::format("must come to whole minutes; found {}", found(plain.node())));
    return {};
  });
}

models::Span span(const Value& value, models::Span otherwise) {
  const Range range = value.type_as(Kind::span).range;
  return value.read_as(otherwise, [&](const Value& plain) { return span_in(plain, range); });
}

std::optional<double> proportion_in(const Value& plain, Range range) {
  const std::string* const written = plain.unquoted();
  const std::string_view text = written != nullptr ? std::string_view(*written) : std::string_view();
  const bool percent = text.ends_with('%');
  const auto number = plain_decimal(text.substr(0, text.size() - (percent ? 1 : 0)));
  const double amount = number.value_or(0) / (percent ? 100 : 1);
  if (number && range.holds(amount)) return amount;
  return plain.expected(fmt::format("a proportion {}, such as `80%` or `0.8`", range.text())), std::nullopt;
}

double proportion(const Value& value, double otherwise) {
  const Range range = value.type_as(Kind::proportion).range;
  return value.read_as(otherwise, [&](const Value& plain) { return proportion_in(plain, range); });
}

double pounds(const Value& value, double otherwise) {
  const Range range = value.type_as(Kind::pounds).range;
  return value.read_as(otherwise, [&](const Value& plain) { return pounds_in(plain, range); });
}

double number_of_children(const Value& value, double population) {
  const Range range = value.type_as(Kind::children).range;
  return value.read_as(0.0, [&](const Value& plain) { return children_in(plain, range, population); });
}

sim::Distribution distribution(const Value& value) {
  return distribution(value, *value.type_as(Kind::distribution).wanted);
}

sim::Distribution distribution(const Value& value, const Wanted& wanted) {
  value.type_as(Kind::distribution);
  return value.read_as(sim::Distribution::constant(0),
                       [&](const Value& plain) { return distribution_in(plain, wanted); });
}

sim::Distribution distribution(const Value& value, const sim::Distribution& otherwise) {
  const language::Type& type = value.type_as(Kind::distribution);
  return value.read_as(otherwise, [&](const Value& plain) { return distribution_in(plain, *type.wanted); });
}

std::optional<WrittenRange> range_in_words(std::string_view text) {
  constexpr std::string_view between = "between ", and_ = " and ", likely = ", most likely ";
  if (!text.starts_with(between)) return {};
  text.remove_prefix(between.size());
  const std::size_t comma = text.find(likely);
  const std::string_view ends = text.substr(0, comma);
  const std::size_t joint = ends.find(and_);
  if (joint == std::string_view::npos) return {};
  WrittenRange range{std::string(ends.substr(0, joint)), std::string(ends.substr(joint + and_.size())), {}};
  if (comma != std::string_view::npos) range.likely = text.substr(comma + likely.size());
  const bool whole = !range.low.empty() && !range.high.empty() && (!range.likely || !range.likely->empty());
  return whole ? std::optional(std::move(range)) : std::nullopt;
}

}  // namespace casetide::scenarios
