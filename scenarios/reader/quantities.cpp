#include "scenarios/reader/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <utility>

#include "scenarios/reader/compose.hpp"

namespace casetide::scenarios {

namespace {

struct Quantity {
  double amount = 0;
  Unit unit = Unit::none;
};

}  // namespace

Unit unit_named(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, Unit>, 18> words = {{{"minute", Unit::minutes},
                                                                        {"minutes", Unit::minutes},
                                                                        {"hour", Unit::hours},
                                                                        {"hours", Unit::hours},
                                                                        {"working day", Unit::working_days},
                                                                        {"working days", Unit::working_days},
                                                                        {"day", Unit::days},
                                                                        {"days", Unit::days},
                                                                        {"week", Unit::weeks},
                                                                        {"weeks", Unit::weeks},
                                                                        {"month", Unit::months},
                                                                        {"months", Unit::months},
                                                                        {"year", Unit::years},
                                                                        {"years", Unit::years},
                                                                        {"child", Unit::children},
                                                                        {"children", Unit::children},
                                                                        {"point", Unit::points},
                                                                        {"points", Unit::points}}};
  const auto known = std::ranges::find(words, word, &std::pair<std::string_view, Unit>::first);
  return known == words.end() ? Unit::none : known->second;
}

namespace {

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

/// A parameter with the wanted unit; Distribution itself checks how the parameters agree.
double parameter(const Table& shape, std::string_view key, const Wanted& wanted) {
  return quantity(shape[key], wanted, Range::at_least(0));
}

double factor(const Table& shape, std::string_view key) { return shape[key].number(Range::at_least(0)); }

sim::Bands bands(const Value& value, const Wanted& wanted) {
  sim::Bands result;
  for (const Value& item : value.items()) {
    const Table band(item, {{"from", "to", "share"}});
    result.bands.push_back({parameter(band, "from", wanted), parameter(band, "to", wanted), band["share"].share()});
  }
  return result;
}

sim::Distribution::Shape shape(std::string_view name, const Value& value, const Wanted& wanted) {
  if (name == "bands") return bands(value, wanted);
  if (name == "exponential") {
    const Table table(value, {{"mean"}});
    return sim::Exponential{parameter(table, "mean", wanted)};
  }
  if (name == "lognormal") {
    const Table table(value, {{"mean", "cv"}});
    return sim::Lognormal{parameter(table, "mean", wanted), factor(table, "cv")};
  }
  if (name == "uniform") {
    const Table table(value, {{"low", "high"}});
    return sim::Uniform{parameter(table, "low", wanted), parameter(table, "high", wanted)};
  }
  if (name == "triangular") {
    const Table table(value, {{"low", "mode", "high"}});
    return sim::Triangular{parameter(table, "low", wanted), parameter(table, "mode", wanted),
                           parameter(table, "high", wanted)};
  }
  const Table table(value, {{"scale", "shape"}});
  return sim::Weibull{parameter(table, "scale", wanted), factor(table, "shape")};
}

/// The one shape in the table; absent, with a problem, when there is none, or more than one.
std::optional<Named> the_shape(const Value& value) {
  const Table table(value, {{}, {"exponential", "lognormal", "uniform", "triangular", "weibull", "bands"}});
  std::optional<Named> only;
  for (const Named& entry : keyed_entries(value)) {
    if (!is_shape_name(entry.name)) continue;
    if (only) return entry.problem(fmt::format("one shape only; `{}` is given as well", only->name)), std::nullopt;
    only = entry;
  }
  if (!only) value.problem("expected one of exponential, lognormal, uniform, triangular, weibull or bands");
  return only;
}

}  // namespace

double quantity(const Value& value, const Wanted& wanted, Range range, double fallback) {
  const Value plain = value.bare();
  if (!plain.present()) return fallback;
  const auto amount = amount_in(plain, wanted);
  if (!amount) return fallback;
  if (range.holds(*amount)) return *amount;
  plain.problem(fmt::format("must be {}; found {}", range.text(), found(plain.node())));
  return fallback;
}

int whole_quantity(const Value& value, const Wanted& wanted, int low, int high, int fallback) {
  const std::size_t before = value.problems().count();
  const double amount = quantity(value, wanted, Range::between(low, high), fallback);
  if (value.problems().count() != before) return fallback;
  if (is_whole(amount)) return static_cast<int>(std::lround(amount));
  value.bare().problem(fmt::format("must be a whole number; found {}", found(value.bare().node())));
  return fallback;
}

sim::Minutes part_of_day(const Value& value, sim::Minutes fallback) { return minutes(value, {0, 24, false}, fallback); }

sim::Minutes minutes(const Value& value, Range hours, sim::Minutes fallback) {
  const std::size_t before = value.problems().count();
  const double amount = quantity(value, in_hours, hours);
  if (!value.present() || value.problems().count() != before) return fallback;
  if (is_whole(amount * 60)) return sim::Minutes(std::lround(amount * 60));
  value.bare().problem(fmt::format("must come to whole minutes; found {}", found(value.bare().node())));
  return fallback;
}

models::Span span(const Value& value, int least, models::Span fallback) {
  constexpr int most = 5000;  // beyond any run
  constexpr std::string_view what = "working days, days, weeks or months, such as `45 working days`";
  using enum Unit;
  constexpr std::array<std::pair<Unit, models::Span::Unit>, 4> units = {
      {{working_days, models::Span::Unit::working_days},
       {days, models::Span::Unit::days},
       {weeks, models::Span::Unit::weeks},
       {months, models::Span::Unit::months}}};
  const Value plain = value.bare();
  if (!plain.present()) return fallback;
  const auto written = as_written(plain);
  const auto unit =
      std::ranges::find(units, written ? written->unit : none, &std::pair<Unit, models::Span::Unit>::first);
  if (unit == units.end()) return plain.expected(what), fallback;
  const bool counts = is_whole(written->amount) && written->amount >= least && written->amount <= most;
  if (counts) return {static_cast<int>(std::lround(written->amount)), unit->second};
  plain.problem(fmt::format("must be a whole number from {} to {}; found {}", least, most, found(plain.node())));
  return fallback;
}

double proportion(const Value& value, Range range, double fallback) {
  const Value plain = value.bare();
  if (!plain.present()) return fallback;
  const bool bare = plain.node().is_scalar() && !plain.node().quoted();
  const std::string_view text = bare ? std::string_view(plain.node().text()) : std::string_view();
  const bool percent = text.ends_with('%');
  const auto written = plain_decimal(text.substr(0, text.size() - (percent ? 1 : 0)));
  const double amount = written.value_or(0) / (percent ? 100 : 1);
  if (written && range.holds(amount)) return amount;
  plain.expected(fmt::format("a proportion {}, such as `80%` or `0.8`", range.text()));
  return fallback;
}

double pounds(const Value& value, double fallback) {
  constexpr Range range{0, 999'999'999};
  const Value plain = value.bare();
  if (!plain.present()) return fallback;
  const auto amount = plain.node().is_scalar() ? amount_of_money(plain.node().text()) : std::nullopt;
  if (amount && range.holds(*amount)) return *amount;
  if (amount) return plain.problem(fmt::format("must be {}; found {}", range.text(), found(plain.node()))), fallback;
  plain.expected("pounds, such as `£28,000`, `£3.5m`, `£300k` or `28000`");
  return fallback;
}

sim::Distribution distribution(const Value& value, const Wanted& wanted) {
  const sim::Distribution nothing = sim::Distribution::constant(0);
  const Value plain = value.bare();
  if (!plain.present()) return nothing;
  if (plain.node().is_scalar()) return sim::Distribution::constant(quantity(plain, wanted, Range::at_least(0)));
  if (!plain.node().is_mapping()) return plain.expected(fmt::format("{}, or a distribution", wanted.expected)), nothing;
  const std::size_t before = plain.problems().count();
  const auto only = the_shape(plain);
  if (!only) return nothing;
  const sim::Distribution::Shape parameters = shape(only->name, only->value, wanted);
  if (plain.problems().count() != before) return nothing;
  try {
    return sim::Distribution(parameters);
  } catch (const std::invalid_argument& error) {
    only->value.problem(error.what());
    return nothing;
  }
}

}  // namespace casetide::scenarios
