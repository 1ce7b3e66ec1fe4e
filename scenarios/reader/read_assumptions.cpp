#include "scenarios/reader/read_assumptions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "scenarios/reader/amounts.hpp"
#include "scenarios/reader/path_advice.hpp"
#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/read_figures.hpp"

namespace casetide::scenarios {

namespace {

using models::Assumption;

/// The rooms of a scenario whose values may be uncertain. All else is settled before a run begins.
constexpr std::array<std::string_view, 6> free_rooms = {"demand", "pathway", "staffing", "stocks", "money", "plans"};

// --- where it stands ------------------------------------------------------------------------------------------------

std::vector<Value> one_or_several(const Value& what) {
  if (!what.present()) return {};
  if (!what.node().is_sequence()) return {what};
  std::vector<Value> items = what.items();
  if (items.empty()) what.problem("expected at least one path");
  return items;
}

std::optional<TreePath> path_of(const Value& what, const Node& tree) {
  const std::string text = what.text();
  if (text.empty()) return {};
  const auto path = TreePath::parse(text);
  if (!path) return what.expected("the path of a value, such as `staffing.hiring.success`"), std::nullopt;
  if (!is_free(*path, what)) return {};
  const Reached reached = follow(tree, *path);
  if (reached.steps == path->steps().size()) return path;
  what.problem(fmt::format("there is no {}{}", shown(path->text(reached.steps + 1)),
                           what.problems().full() ? "" : advice(reached, *path)));
  return {};
}

/// Which assumption draws the value at a path, by its text.
using Drawers = std::map<std::string, std::string>;

/// Notes a value that is drawn already, or is part of what is.
bool is_drawn_once(const TreePath& path, const Drawers& drawers, const Value& at) {
  for (std::size_t steps = 1; steps <= path.steps().size(); ++steps)
    if (const auto known = drawers.find(path.text(steps)); known != drawers.end())
      return at.problem(fmt::format("{} is drawn by {} already", shown(known->first), shown(known->second))), false;
  const std::string text = path.text();
  for (auto inner = drawers.upper_bound(text); inner != drawers.end() && inner->first.starts_with(text); ++inner)
    if (TreePath::parse(inner->first)->overlaps(path))
      return at.problem(fmt::format("{} is drawn by {} already", shown(inner->first), shown(inner->second))), false;
  return true;
}

// --- its range ------------------------------------------------------------------------------------------------------

struct Ends {
  double low = 0, high = 0;
  std::optional<double> likely;
};

std::optional<double> end(const Value& value, const std::string& unit) {
  const auto number = number_in(unit, value.node());
  if (number && *number >= 0) return number;
  value.expected(unit.empty() ? "a number of at least 0" : fmt::format("an amount of at least 0 in {}", unit));
  return {};
}

/// Notes ends that are in no order.
std::optional<sim::Distribution> between_ends(const Table& table, const Ends& ends) {
  const std::size_t before = table["low"].problems().count();
  if (ends.low >= ends.high) table["high"].problem("must be above `low`");
  if (ends.likely && (*ends.likely < ends.low || *ends.likely > ends.high))
    table["likely"].problem("must lie between `low` and `high`");
  if (table["low"].problems().count() != before) return {};
  if (ends.likely) return sim::Distribution(sim::Triangular{ends.low, *ends.likely, ends.high});
  return sim::Distribution(sim::Uniform{ends.low, ends.high});
}

/// A table of `low`, `high` and perhaps `likely` of what is written `between .. and .., most likely ..`; absent, with a
/// problem, when it is not written so.
std::optional<Node> as_table(const Value& value) {
  const auto range = range_in_words(value.node().text());  // with a comma it has quotes within brackets
  if (!range) return value.expected("a range such as `between 5% and 12%, most likely 8%`"), std::nullopt;
  const Place& place = value.node().place();
  const auto entry = [&](std::string key, const std::string& of) {
    return Node::Entry{std::move(key), place, Node::scalar(of, false, place)};
  };
  std::vector<Node::Entry> entries{entry("low", range->low), entry("high", range->high)};
  if (range->likely) entries.push_back(entry("likely", *range->likely));
  return Node::mapping(std::move(entries), place);
}

/// In the unit of `high`, in which the values that are drawn are written.
std::optional<sim::Distribution> range_of_value(const Value& value, std::string& unit) {
  const Table table(value);
  if (!table.has("low") || !table.has("high")) return {};
  const auto amount = number_with_unit(table["high"].node());
  if (!amount) return table["high"].expected("an amount such as `12%`, `5 hours`, `£1m` or `0.8`"), std::nullopt;
  unit = amount->unit;
  const auto low = end(table["low"], unit), high = end(table["high"], unit);
  const auto likely = table.has("likely") ? end(table["likely"], unit) : std::nullopt;
  if (!low || !high || (table.has("likely") && !likely)) return {};
  return between_ends(table, {*low, *high, likely});
}

double factor_end(const Value& value) {
  constexpr Range factors = {0, 10};
  return value.read_as(0.0, [&](const Value& plain) { return proportion_in(plain, factors); });
}

std::optional<sim::Distribution> range_of_factor(const Value& value) {
  const Table table(value);
  if (!table.has("low") || !table.has("high")) return {};
  const std::size_t before = value.problems().count();
  Ends ends{factor_end(table["low"]), factor_end(table["high"]), {}};
  if (table.has("likely")) ends.likely = factor_end(table["likely"]);
  if (value.problems().count() != before) return {};
  auto range = between_ends(table, ends);
  if (!range || (ends.low <= 1 && 1 <= ends.high)) return range;
  return value.problem("must have 1 in it: the value as it is written"), std::nullopt;
}

/// From the one key of the two that is there.
std::optional<sim::Distribution> read_range(const Table& table, const Value& whole, Assumption& assumption) {
  if (table.has("range") && table.has("factor"))
    return table["factor"].problem("there is a `range` already; leave one of them out"), std::nullopt;
  assumption.how = table.has("factor") ? Assumption::How::factor : Assumption::How::value;
  if (!table.has("factor") && !table.has("range"))
    return whole.problem("missing key `range` or `factor`: how far it may be off"), std::nullopt;
  const Value value = table[table.has("factor") ? "factor" : "range"];
  const auto read = [&](const Value& ends) {
    return table.has("factor") ? range_of_factor(ends) : range_of_value(ends, assumption.unit);
  };
  if (value.is_table() || value.node().is_sequence()) return read(value);
  const auto ends = as_table(value);
  if (!ends) return {};
  const Rooted rooted(value.problems(), *ends, value.path());
  return read(Value(*ends, value.type(), value.problems()));
}

// --- how the two agree ----------------------------------------------------------------------------------------------

void check_factor(const Assumption& assumption, const TreePath& path, const Node& standing, const Value& at) {
  const auto low = scaled(standing, assumption.low()), high = scaled(standing, assumption.high());
  if (!low || !high) {
    at.problem(
        fmt::format("{} is {}, which cannot be multiplied", shown(path.text()), found(without_annotation(standing))));
  } else if (same_value(standing, *low) && same_value(standing, *high)) {
    at.problem(fmt::format("no factor of the range changes {}", shown(path.text())));
  }
}

void check_value(const Assumption& assumption, const TreePath& path, const Node& standing, const Value& range) {
  const auto now = number_in(assumption.unit, standing);
  if (!now)
    return range.problem(fmt::format("{} is {}; write the range in the same unit", shown(path.text()),
                                     found(without_annotation(standing))));
  const double hair = 1e-9 * assumption.high();  // `7%` and `0.07` are the same
  if (*now >= assumption.low() - hair && *now <= assumption.high() + hair) return;
  range.problem(fmt::format("{} is {}; that must lie within the range, from {} to {}", shown(path.text()),
                            found(without_annotation(standing)), shown_draw(assumption, assumption.low()),
                            shown_draw(assumption, assumption.high())));
}

/// An assumption with the places that it is about.
class Reading {
 public:
  Reading(const Named& entry, const Node& tree) : tree_(tree), table_(entry.value) {
    assumption_.name = entry.name;
    assumption_.label = table_["label"].text();
    assumption_.source = table_["source"].text();
    assumption_.evidence = evidence(table_["status"]);
    assumption_.is_fitted_to = table_["fit"].boolean();
    const auto range = read_range(table_, entry.value, assumption_);
    has_range_ = range.has_value();
    if (range) assumption_.range = *range;
  }

  void read_places(Drawers& drawers) {
    for (const Value& what : one_or_several(table_["what"])) {
      const auto path = path_of(what, tree_);
      if (!path) continue;
      const TreePath place = plain(tree_, *path);
      if (!is_drawn_once(place, drawers, what)) continue;
      drawers.emplace(place.text(), assumption_.name);
      assumption_.what.push_back(place.text());
      if (has_range_) check(place, what);
    }
  }

  Assumption take() { return std::move(assumption_); }

 private:
  void check(const TreePath& path, const Value& what) const {
    const Node& standing = *find(tree_, path);
    if (assumption_.how == Assumption::How::factor) return check_factor(assumption_, path, standing, what);
    check_value(assumption_, path, standing, table_["range"]);
  }

  const Node& tree_;
  Table table_;
  Assumption assumption_;
  bool has_range_ = false;
};

}  // namespace

std::vector<Assumption> read_assumptions(const Value& table, const Node& tree) {
  std::vector<Assumption> assumptions;
  Drawers drawers;
  for (const Named& entry : named_entries(table)) {
    Reading reading(entry, tree);
    reading.read_places(drawers);
    assumptions.push_back(reading.take());
  }
  return assumptions;
}

bool is_free(const TreePath& path, const Value& at) {
  const std::string& room = path.steps().front().key;
  if (std::ranges::find(free_rooms, room) != free_rooms.end()) return true;
  const std::vector<std::string> rooms(free_rooms.begin(), free_rooms.end());
  const auto near = nearest(room, rooms);
  at.problem(fmt::format("{} is settled before a run begins; what may vary stands in {}{}", shown(room),
                         listed(rooms, "or"), near ? fmt::format("; did you mean `{}`?", *near) : ""));
  return false;
}

std::optional<Node> drawn(const Assumption& assumption, double draw, const Node& standing) {
  if (assumption.how == Assumption::How::factor) return scaled(standing, draw);
  const Place& place = standing.place();
  const double low = assumption.low(), high = assumption.high();
  const Node from = written(NumberWithUnit{low, assumption.unit}, place);
  const Node to = written(NumberWithUnit{high, assumption.unit}, place);
  return between(from, to, (draw - low) / (high - low));
}

std::string shown_draw(const Assumption& assumption, double draw) {
  const std::string number = fmt::format("{:.4g}", draw);
  if (assumption.unit == "£") return fmt::format("£{:.0f}", draw);
  const bool is_word = unit_named(assumption.unit) != Unit::none;
  return number + (is_word ? " " : "") + assumption.unit;
}

}  // namespace casetide::scenarios
