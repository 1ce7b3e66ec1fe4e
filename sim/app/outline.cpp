#include "sim/app/outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "models/offered_work.hpp"
#include "output/layout.hpp"

namespace casetide::app {

namespace {

/// Whole pounds: "1,000,000".
std::string with_commas(double pounds) {
  std::string text = fmt::format("{:.0f}", pounds);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

double case_holders(const models::Scenario& scenario, const models::Team& team) {
  double fte = 0;
  for (const models::StaffGroup& group : team.staff)
    for (models::RoleId role : scenario.pathway.case_holding_roles)
      if (group.role == role) fte += group.fte;
  return fte;
}

double case_holding_posts(const models::Scenario& scenario, const models::Team& team) {
  double posts = 0;
  for (const models::RoleId role : scenario.pathway.case_holding_roles) posts += team.posts_of(role);
  return posts;
}

double everybody(const models::Team& team) {
  double fte = 0;
  for (const models::StaffGroup& group : team.staff) fte += group.fte;
  return fte;
}

std::string_view mark(models::Evidence evidence) {
  switch (evidence) {
    case models::Evidence::published:
      return "published";
    case models::Evidence::local:
      return "local";
    case models::Evidence::assumed:
      break;
  }
  return "assumed";
}

std::optional<double> likely(const models::Assumption& assumption) {
  const auto* triangular = std::get_if<sim::Triangular>(&assumption.range.shape());
  return triangular != nullptr ? std::optional(triangular->mode) : std::nullopt;
}

/// "4 to 12 %, likely 6.5 %", "times 0.9 to 1.1, likely 1", "£0 to £1,000,000".
std::string range(const models::Assumption& assumption) {
  const bool pounds = assumption.unit == "£";
  const std::string after = pounds || assumption.unit.empty() ? "" : fmt::format(" {}", assumption.unit);
  const auto number = [&](double value) {
    return pounds ? fmt::format("£{}", with_commas(value)) : fmt::format("{:.6g}", value);
  };
  const char* const times = assumption.how == models::Assumption::How::factor ? "times " : "";
  std::string text = fmt::format("{}{} to {}{}", times, number(assumption.low()), number(assumption.high()), after);
  if (const auto most = likely(assumption)) text += fmt::format(", likely {}{}", number(*most), after);
  return text;
}

struct Figure {
  std::string_view name, label, unit;
};

Figure figure_of(const models::Level& level) {
  if (const auto* headline = std::get_if<models::Headline>(&level.figure)) {
    const models::HeadlineEntry& entry = models::entry_of(*headline);
    return {entry.name, entry.label, entry.unit};
  }
  const auto place = static_cast<std::size_t>(std::get<models::Indicator>(level.figure));
  const models::IndicatorEntry& entry = models::indicator_catalogue()[place];
  return {entry.name, entry.label, entry.unit};
}

const char* side(const models::Level& level) {
  return level.side == models::Level::Side::at_least ? "at least" : "at most";
}

/// "Children per case holder, mean: at most 18 children", "all of 5 targets".
std::string aim(const models::Target& target) {
  if (const auto* combination = std::get_if<models::Combination>(&target.what)) {
    const char* const of = combination->of == models::Combination::Of::all ? "all" : "any";
    const std::size_t count = combination->targets.size();
    return fmt::format("{} of {} target{}", of, count, count == 1 ? "" : "s");
  }
  const auto& level = std::get<models::Level>(target.what);
  const Figure figure = figure_of(level);
  const std::string unit = figure.label.ends_with(figure.unit) ? "" : fmt::format(" {}", figure.unit);
  return fmt::format("{}: {} {:.6g}{}", figure.label, side(level), level.level, unit);
}

/// "20 replications", "until precision 5 %, at most 200 replications".
std::string length(const models::Scenario& scenario) {
  if (!scenario.precision) return fmt::format("x {} replications", scenario.replications);
  return fmt::format("until precision {:.4g} %, at most {} replications", scenario.precision->share * 100,
                     scenario.replications);
}

/// "8 s", "12 minutes", "3.5 hours".
std::string duration(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", std::max(1.0, seconds));
  if (seconds < 5400) return fmt::format("{:.0f} minutes", seconds / 60);
  return fmt::format("{:.2g} hours", seconds / 3600);
}

/// Both on one line where they fit, else the second below the first.
std::string on_lines(const std::string& head, const std::string& rest) {
  constexpr std::size_t widest = 80;
  const bool fits = head.size() + 1 + rest.size() <= widest;
  return fmt::format("{}{}{}\n", head, fits ? " " : "\n    ", rest);
}

std::string questions(const models::Scenario& scenario) {
  std::string text;
  for (const models::Assumption& assumption : scenario.assumptions)
    text += on_lines(fmt::format("  assumption {}:", assumption.name),
                     fmt::format("{} ({})", range(assumption), mark(assumption.evidence)));
  if (!scenario.assumptions.empty() && !scenario.draws_assumptions)
    text += "  assumptions are not drawn: all keep their written values\n";
  for (const models::Target& target : scenario.targets)
    text += on_lines(fmt::format("  target {} by {}:", target.name, target.by), aim(target));
  return text;
}

nlohmann::ordered_json json_of(const models::Assumption& assumption) {
  nlohmann::ordered_json document = {
      {"name", assumption.name},    {"label", assumption.label},
      {"what", assumption.what},    {"how", assumption.how == models::Assumption::How::factor ? "factor" : "value"},
      {"low", assumption.low()},    {"high", assumption.high()},
      {"unit", assumption.unit},    {"status", mark(assumption.evidence)},
      {"source", assumption.source}};
  if (const auto most = likely(assumption)) document["likely"] = *most;
  return document;
}

nlohmann::ordered_json json_of(const models::Target& target, const models::Scenario& scenario) {
  nlohmann::ordered_json document = {{"name", target.name}, {"label", target.label}, {"by", target.by}};
  if (const auto* combination = std::get_if<models::Combination>(&target.what)) {
    nlohmann::ordered_json names = nlohmann::ordered_json::array();
    for (const std::size_t member : combination->targets) names.push_back(scenario.targets[member].name);
    document[combination->of == models::Combination::Of::all ? "all_of" : "any_of"] = names;
    return document;
  }
  const auto& level = std::get<models::Level>(target.what);
  document["figure"] = figure_of(level).name;
  document["unit"] = figure_of(level).unit;
  document[level.side == models::Level::Side::at_least ? "at_least" : "at_most"] = level.level;
  return document;
}

std::string starts_from(const models::CaseList& list) {
  const auto is_closed = [](const models::ListedCase& listed) { return listed.closed.has_value(); };
  const auto closed = std::ranges::count_if(list.cases, is_closed);
  const std::string staff = list.staff.empty() ? "the staff of the teams" : fmt::format("{} people", list.staff.size());
  return fmt::format("  starts from a list of {} open cases, {} closed ones and {}\n",
                     static_cast<std::ptrdiff_t>(list.cases.size()) - closed, closed, staff);
}

}  // namespace

std::uintmax_t disk_needed(const models::Scenario& scenario) {
  constexpr std::uintmax_t fixed_per_file = 200'000;  // axes, attributes, the scenario's text
  const std::uintmax_t files = scenario.plans.size() * static_cast<std::size_t>(scenario.replications);
  const output::Layout layout = output::layout_of(scenario);
  std::uintmax_t data = 0;
  for (const models::MeasureEntry& measure : models::measure_catalogue())
    data += sizeof(double) * layout.row(measure) * layout.samples.size();
  return 2 * files * (data / 2 + fixed_per_file);  // compressed to less than half; shards and the merged file
}

double processor_time_needed(const models::Scenario& scenario, const models::Outlook& outlook) {
  constexpr double fixed = 0.05, per_hour_of_work = 1.2e-6;  // of a replication [s]
  const auto replications = static_cast<double>(scenario.plans.size()) * scenario.replications;
  return replications * (fixed + per_hour_of_work * outlook.hours);
}

std::string outline(const models::Scenario& scenario, const models::Outlook& outlook) {
  std::string text = fmt::format("{}\n  {} to {}, warm-up from {}, {} samples\n", scenario.title,
                                 sim::text(scenario.period_from), sim::text(scenario.period_until),
                                 sim::text(scenario.warm_up_from), models::sample_instants(scenario).size());
  text += fmt::format("  pathway: {} statuses, {} obligations, {} decisions\n", scenario.pathway.statuses.size(),
                      scenario.pathway.obligations.size(), scenario.pathway.decisions.size());
  if (scenario.case_list) text += starts_from(*scenario.case_list);
  for (const models::Team& team : scenario.staffing.teams)
    text += fmt::format("  team {}: {:.1f} FTE, {:.1f} of them holding cases, {:.1f} posts\n", team.name,
                        everybody(team), case_holders(scenario, team), case_holding_posts(scenario, team));
  for (const models::Plan& plan : scenario.plans) text += on_lines(fmt::format("  plan {}:", plan.name), plan.label);
  text += questions(scenario);
  text += fmt::format("would run {} plans {}, seed {}, at most {:.0f} MB of disk,\n    about {} of processor time\n",
                      scenario.plans.size(), length(scenario), scenario.seed,
                      static_cast<double>(disk_needed(scenario)) / 1e6 + 0.5,
                      duration(processor_time_needed(scenario, outlook)));
  return text;
}

std::string outline_json(const models::Scenario& scenario, const models::Outlook& outlook) {
  nlohmann::ordered_json plans = nlohmann::ordered_json::array();
  for (const models::Plan& plan : scenario.plans) plans.push_back(plan.name);
  nlohmann::ordered_json assumptions = nlohmann::ordered_json::array(), targets = assumptions;
  for (const models::Assumption& assumption : scenario.assumptions) assumptions.push_back(json_of(assumption));
  for (const models::Target& target : scenario.targets) targets.push_back(json_of(target, scenario));
  nlohmann::ordered_json document = {{"schema_version", 1},
                                     {"title", scenario.title},
                                     {"scenario_sha256", scenario.sha256},
                                     {"from", sim::text(scenario.period_from)},
                                     {"until", sim::text(scenario.period_until)},
                                     {"plans", plans},
                                     {"replications", scenario.replications},
                                     {"seed", scenario.seed},
                                     {"disk_bytes", disk_needed(scenario)},
                                     {"processor_seconds", processor_time_needed(scenario, outlook)},
                                     {"draws_assumptions", scenario.draws_assumptions},
                                     {"assumptions", assumptions},
                                     {"targets", targets},
                                     {"work_beyond_hours", outlook.overload}};
  if (scenario.precision) document["precision"] = scenario.precision->share;
  return document.dump(2) + "\n";
}

}  // namespace casetide::app
