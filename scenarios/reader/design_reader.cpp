#include "scenarios/reader/design_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "models/headlines.hpp"
#include "scenarios/language/language.hpp"
#include "scenarios/reader/binding.hpp"
#include "scenarios/reader/language_version.hpp"
#include "scenarios/reader/source_text.hpp"
#include "scenarios/reader/tree_path.hpp"
#include "scenarios/reader/yaml_gate.hpp"
#include "sim/latin_hypercube.hpp"

namespace casetide::scenarios {

namespace {

constexpr std::size_t most_values = 1000;    // of one factor
constexpr std::size_t most_points = 10'000;  // of a design
constexpr double whole_within = 1e-9;        // steps in a range, from a whole number

std::string decimal(double number) {
  std::string text = fmt::format("{:.10f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

Amount amount(const Value& value) {
  const std::optional<Amount> found = amount_in(value.text("0"));
  if (!found || (value.present() && value.node().quoted())) value.expected("a number, such as `12`, `4%` or `3 hours`");
  return found.value_or(Amount{});
}

/// Names that files of a sweep, and what is said of a search, use themselves.
bool is_taken(const std::string& name) {
  constexpr std::string_view by_year = "_by_year";
  constexpr std::array names = {"plan",      "plan_label", "plan_code",  "replication", "year", "year_label",
                                "year_code", "point",      "provenance", "smallest",    "tried"};
  if (std::ranges::find(names, name) != names.end()) return true;
  const std::string_view bare =
      std::string_view(name).substr(0, name.size() - (name.ends_with(by_year) ? by_year.size() : 0));
  return models::headline_named(bare).has_value();
}

std::string path_in(const Value& value) {
  const std::string path = value.text();
  if (value.present() && !path.empty() && !TreePath::parse(path))
    value.expected("the path of a value, such as `staffing.hiring.success`");
  return path;
}

void read_ends(const Table& table, Factor& factor, const char* low, const char* high) {
  factor.low = amount(table[low]);
  factor.high = amount(table[high]);
  if (factor.low.unit != factor.high.unit)
    table[high].problem(fmt::format("must have the unit of `{}`", low));
  else if (factor.low.number >= factor.high.number)
    table[high].problem(fmt::format("must be above `{}`", low));
}

double even(const Factor& factor, std::size_t i, std::size_t of) {
  const double share = static_cast<double>(i) / static_cast<double>(of - 1);
  return factor.low.number + (factor.high.number - factor.low.number) * share;
}

void read_list(const Value& list, Factor& factor) {
  for (const Value& item : list.items()) factor.values.push_back(item.text());
  if (factor.values.empty() || factor.values.size() > most_values)
    list.problem(fmt::format("expected 1 to {} values", most_values));
  for (std::size_t i = 0; i < factor.values.size(); ++i)
    if (std::find(factor.values.begin(), factor.values.begin() + static_cast<std::ptrdiff_t>(i), factor.values[i]) !=
        factor.values.begin() + static_cast<std::ptrdiff_t>(i))
      list.items()[i].problem("stands twice in this list");
}

/// `{what: .., values: [..]}` or `{what: .., from: .., to: .., steps: N}`: N values, both ends among them.
Factor read_grid_factor(const Named& entry) {
  Factor factor{entry.name, "", {}, {}, {}, 0};
  if (!entry.value.is_table() || entry.value.node().find("from") == nullptr) {
    const Table table(entry.value, language::listed_factor());
    factor.what = path_in(table["what"]);
    read_list(table["values"], factor);
    return factor;
  }
  const Table table(entry.value, language::stepped_factor());
  factor.what = path_in(table["what"]);
  read_ends(table, factor, "from", "to");
  const auto steps = static_cast<std::size_t>(table["steps"].whole_number());
  for (std::size_t i = 0; i < steps; ++i)
    factor.values.push_back(Amount{even(factor, i, steps), factor.low.unit}.text());
  return factor;
}

/// `{what: .., low: .., high: .., step: ..}`.
Factor read_range_factor(const Named& entry, const language::Table& keys) {
  Factor factor{entry.name, "", {}, {}, {}, 0};
  const Table table(entry.value, keys);
  factor.what = path_in(table["what"]);
  read_ends(table, factor, "low", "high");
  if (!table.has("step")) return factor;
  const Amount step = amount(table["step"]);
  factor.step = step.number;
  const double steps = (factor.high.number - factor.low.number) / step.number;
  if (!step.unit.empty() && step.unit != factor.low.unit)
    table["step"].problem("must have the unit of `low`, or none");
  else if (!(step.number > 0))
    table["step"].problem("must be above 0");
  else if (steps > static_cast<double>(most_points) || std::abs(steps - std::round(steps)) > whole_within * steps)
    table["step"].problem(fmt::format("must lead from `low` to `high` in whole steps, at most {}", most_points));
  return factor;
}

void check_names(const std::vector<Named>& entries) {
  for (const Named& entry : entries)
    if (is_taken(entry.name)) entry.problem("the result has this name for something else; take another");
}

void check_apart(const Value& table, const std::vector<Factor>& factors) {
  for (std::size_t i = 0; i < factors.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const auto one = TreePath::parse(factors[i].what), other = TreePath::parse(factors[j].what);
      if (one && other && one->overlaps(*other))
        table.problem(fmt::format("`{}` and `{}` vary the same value", factors[j].name, factors[i].name));
    }
}

std::vector<Named> factor_entries(const Value& table) {
  std::vector<Named> entries = named_entries(table);
  if (entries.empty() && table.present()) table.problem("expected at least one value to vary");
  check_names(entries);
  return entries;
}

void read_grid(const Value& table, Design& design) {
  design.kind = Design::Kind::grid;
  for (const Named& entry : factor_entries(table)) design.factors.push_back(read_grid_factor(entry));
  std::size_t points = 1;
  for (const Factor& factor : design.factors) points = std::min(points * factor.values.size(), most_points + 1);
  if (points > most_points) table.problem(fmt::format("more than {} points", most_points));
  check_apart(table, design.factors);
}

void read_hypercube(const Value& value, Design& design) {
  const Table table(value);
  design.kind = Design::Kind::latin_hypercube;
  design.points = static_cast<std::size_t>(table["points"].whole_number());
  for (const Named& entry : factor_entries(table["over"]))
    design.factors.push_back(read_range_factor(entry, language::ranged_factor()));
  check_apart(table["over"], design.factors);
}

void read_factors(const Value& value, Design& design) {
  const Table table(value);
  if (table.has("grid") == table.has("latin_hypercube")) {
    if (value.present()) value.problem("expected either `grid` or `latin_hypercube`");
    return;
  }
  if (table.has("grid"))
    read_grid(table["grid"], design);
  else
    read_hypercube(table["latin_hypercube"], design);
}

void check_version(const Value& version) {
  if (version.present()) scenarios::check_version(version.node());
}

std::optional<int> replications_in(const Value& value) {
  if (!value.present()) return std::nullopt;
  return static_cast<int>(value.whole_number());
}

/// Relative to the file that names it.
std::filesystem::path scenario_in(const Value& value, const std::filesystem::path& design) {
  return design.parent_path() / value.text();
}

void bind(const Value& root, const std::filesystem::path& path, Design& design) {
  const Table table(root);
  check_version(table["version"]);
  design.scenario = scenario_in(table["scenario"], path);
  for (const Value& plan : table["plans"].items()) design.plans.push_back(plan.text());
  design.replications = replications_in(table["replications"]);
  read_factors(table["design"], design);
}

void read_smallest(const Value& table, SearchDesign& search) {
  const std::vector<Named> entries = factor_entries(table);
  if (!entries.empty()) search.smallest = read_range_factor(entries[0], language::searched_factor());
  if (entries.size() > 1) search.beside = read_grid_factor(entries[1]);
  if (entries.size() > 2) entries[2].problem("expected one value to make smallest, and at most one beside it");
  if (search.beside) check_apart(table, {search.smallest, *search.beside});
}

void read_find(const Value& value, SearchDesign& search) {
  const Table table(value);
  read_smallest(table["smallest"], search);
  search.target = table["target"].text();
  search.chance = table["chance"].share();
  if (table.has("chance") && search.chance == 0) table["chance"].problem("must be above 0%");
}

void bind(const Value& root, const std::filesystem::path& path, SearchDesign& search) {
  const Table table(root);
  check_version(table["version"]);
  search.scenario = scenario_in(table["scenario"], path);
  search.plan = table["plan"].text();
  search.replications = replications_in(table["replications"]);
  read_find(table["find"], search);
}

const language::Table& keys_of(const Design&) { return language::sweep_design(); }
const language::Table& keys_of(const SearchDesign&) { return language::search_design(); }

template <typename Kind>
Kind read(const std::filesystem::path& path) {
  Kind design;
  design.text = read_source(path);
  check_source(design.text, path.string());
  const Node tree = parse_yaml(design.text, path.string());
  Problems problems;
  static const language::Type whole = language::table(keys_of(design));
  const Rooted rooted(problems, tree);
  bind(Value(tree, whole, problems), path, design);
  problems.throw_if_any(path.string());
  return design;
}

std::vector<DesignPoint> grid_points(const std::vector<Factor>& factors) {
  std::vector<DesignPoint> points(1);
  for (const Factor& factor : factors) {
    std::vector<DesignPoint> longer;
    for (const DesignPoint& point : points)
      for (const std::string& value : factor.values) {
        longer.push_back(point);
        longer.back().push_back(value);
      }
    points = std::move(longer);
  }
  return points;
}

/// The share in millionths, far more than points, so that no value has digits that nobody would write. It does not
/// leave its stratum, one of `points` equal ones.
double in_millionths(double share, std::size_t points) {
  constexpr std::size_t all = 1'000'000;
  const auto stratum = static_cast<std::size_t>(share * static_cast<double>(points));
  auto millionths = static_cast<std::size_t>(share * static_cast<double>(all));
  if (millionths * points < stratum * all) ++millionths;
  return static_cast<double>(millionths) / static_cast<double>(all);
}

/// The value at a share of the range; where there are steps, each of them has an equal share.
Amount value_at(const Factor& factor, double share, std::size_t points) {
  const double width = factor.high.number - factor.low.number;
  if (factor.step == 0) return {factor.low.number + width * in_millionths(share, points), factor.low.unit};
  const double steps = std::round(width / factor.step);
  return {factor.low.number + factor.step * std::floor(share * (steps + 1)), factor.low.unit};
}

std::vector<DesignPoint> hypercube_points(const Design& design, std::uint64_t seed) {
  std::vector<DesignPoint> points;
  for (const std::vector<double>& shares : sim::latin_hypercube(design.points, design.factors.size(), seed)) {
    DesignPoint& point = points.emplace_back();
    for (std::size_t f = 0; f < design.factors.size(); ++f)
      point.push_back(value_at(design.factors[f], shares[f], design.points).text());
  }
  return points;
}

}  // namespace

std::string Amount::text() const {
  const std::string figure = decimal(number);
  return unit.empty() || unit == "%" ? figure + unit : figure + " " + unit;
}

std::optional<Amount> amount_in(const std::string& text) {
  const std::size_t end = std::min(text.find_first_not_of("-.0123456789"), text.size());
  const std::optional<double> number = plain_decimal(std::string_view(text).substr(0, end));
  if (!number) return std::nullopt;
  const std::string_view behind = std::string_view(text).substr(end);
  if (behind.empty() || behind == "%") return Amount{*number, std::string(behind)};
  if (behind.front() != ' ' || behind.size() < 2 || behind[1] == ' ') return std::nullopt;
  return Amount{*number, std::string(behind.substr(1))};
}

std::optional<std::string> Factor::unit() const {
  if (values.empty()) return low.unit;
  std::optional<std::string> unit;
  for (const std::string& value : values) {
    const std::optional<Amount> amount = amount_in(value);
    if (!amount || (unit && amount->unit != *unit)) return std::nullopt;
    unit = amount->unit;
  }
  return unit;
}

std::vector<DesignPoint> Design::all_points(std::uint64_t seed) const {
  return kind == Kind::grid ? grid_points(factors) : hypercube_points(*this, seed);
}

Design read_design(const std::filesystem::path& path) { return read<Design>(path); }
SearchDesign read_search(const std::filesystem::path& path) { return read<SearchDesign>(path); }

}  // namespace casetide::scenarios
