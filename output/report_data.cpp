#include "output/report_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "models/safeguard_names.hpp"
#include "sim/month_names.hpp"

namespace casetide::output {

namespace {

using Json = nlohmann::ordered_json;  // not-a-number is written as null
using models::Headline;

constexpr const char* definition =
    "A child-day at risk is a day on which a child is open and a safeguard that was promised is missing: a decision, a "
    "named worker, being seen, an assessment, a protection decision, a plan set going, a review, somebody watching, a "
    "step that is due. A day on which several are missing counts once, under the most basic of them. Days are given "
    "for each 100 days on which children are open.";

// --- numbers and words ----------------------------------------------------------------------------------------------

/// As it is shown with so many decimals, so that whoever shows it rounds once; null where it is no number.
Json shown(double value, int decimals) {
  if (!std::isfinite(value)) return {};
  const std::string text = fmt::format("{:.{}f}", value, decimals);
  double rounded = 0;
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return rounded == 0 ? 0.0 : rounded;  // no negative zero
}

Json shown(const std::vector<double>& values, int decimals) {
  Json list = Json::array();
  for (const double value : values) list.push_back(shown(value, decimals));
  return list;
}

/// A mean with its interval, of sim::Interval or Difference.
template <typename Figure>
Json figure(const Figure& found, int decimals) {
  return {{"mean", shown(found.mean, decimals)},
          {"low", shown(found.low, decimals)},
          {"high", shown(found.high, decimals)}};
}

/// Ended as sentences are.
std::vector<std::string> sentences(std::vector<std::string> told) {
  for (std::string& one : told) one += ".";
  return told;
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json of_date(const std::optional<sim::Date>& date) { return date ? Json(sim::text(*date)) : Json(); }

const char* word(models::Evidence evidence) {
  constexpr std::array<const char*, 3> words = {"published", "local", "assumed"};
  return words[static_cast<std::size_t>(evidence)];
}

std::string words(const BreakEven& even) {
  switch (even.when) {
    case BreakEven::When::same:
      return "no difference";
    case BreakEven::When::at_once:
      return "from the start";
    case BreakEven::When::from:
      return "from " + sim::month_and_year(*even.month);
    case BreakEven::When::never:
      return "not at the end of the period";
    case BreakEven::When::throughout:
      return "at no time";
  }
  return "";
}

std::string words(const std::optional<MonthAtRisk>& month) {
  return month ? fmt::format("{}: {:.1f}", sim::month_and_year(month->month), month->days) : "";
}

/// As a shell takes it for one word.
std::string quoted(const std::string& word) {
  constexpr const char* plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-+/=,";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

/// Writes one section of the document by each member.
class Document {
 public:
  explicit Document(const ReportData& report) : report_(report) {}

  Json json() const {
    Json all = heading();
    all.update(
        {{"question", question()},
         {"answer", comparison().answer},
         {"turning_points", sentences(turning_points(decision(), run().plans))},
         {"plans", plans()},
         {"best", best()},
         {"warnings", all_warnings()},
         {"page_one", page_one()},
         {"fans", fans()},
         {"risk", risk()},
         {"targets", targets()},
         {"cost_against_risk", cost_against_risk()},
         {"break_even", break_even()},
         {"ahead", decision().assumptions.empty() ? Json() : Json(decision().effects.leader)},
         {"assumptions", assumptions()},
         {"assumed_without_range", report_.assumed_without_range ? Json(*report_.assumed_without_range) : Json()},
         {"run_again", run_again()}});
    return all;
  }

 private:
  const Comparison& comparison() const { return report_.comparison; }
  const Decision& decision() const { return comparison().decision; }
  const RunIdentity& run() const { return comparison().identity; }
  const Stretch& whole() const { return comparison().stretches.front().stretch; }
  std::size_t plan_count() const { return run().plans.size(); }
  bool is_priced() const { return !comparison().stretches.front().avoided.empty(); }

  Json heading() const {
    return {{"schema_version", 1},
            {"title", run().title},
            {"place", run().place},
            {"file", report_.file},
            {"price_year", or_null(report_.layout.price_year)},
            {"period", {{"from", sim::text(whole().from)}, {"until", sim::text(whole().until)}}},
            {"projection_from", of_date(report_.scenario ? projection_from(*report_.scenario) : std::nullopt)},
            {"run",
             {{"id", run().run_id()},
              {"seed", run().seed},
              {"replications", comparison().replications},
              {"version", run().software_version},
              {"revision", or_null(run().source_revision.value_or(""))},
              {"scenario_sha256", run().scenario_sha256}}},
            {"baseline", comparison().baseline},
            {"bands", decision().bands()}};
  }

  std::string question() const {
    const std::string end = sim::month_and_year(whole().until - std::chrono::days{1});
    if (plan_count() == 1) return fmt::format("How does the service fare to {}?", end);
    return fmt::format("Which of {} plans leaves children the fewest days at risk to {}, and what does it cost?",
                       plan_count(), end);
  }

  Json plans() const {
    Json list = Json::array();
    for (const PlanName& plan : run().plans)
      list.push_back({{"name", plan.name}, {"label", plan.label}, {"description", description(plan.name)}});
    return list;
  }

  Json description(const std::string& name) const {
    if (!report_.scenario) return {};
    const auto& plans = report_.scenario->plans;
    const auto found = std::ranges::find(plans, name, &models::Plan::name);
    return found == plans.end() ? Json() : or_null(found->description);
  }

  Json best() const {
    return {{"by_law", decision().best_by_law.candidates},
            {"all", decision().best.candidates},
            {"words_by_law", words(decision().best_by_law, run().plans)},
            {"words_all", words(decision().best, run().plans)}};
  }

  Json all_warnings() const {
    Json list = warnings(comparison());
    for (const TeamBacklog& team : comparison().falls_behind)
      list.push_back(fmt::format("{}, {}: {}.", team.label, run().plans[team.plan].label, sentence(team)));
    return list;
  }

  // --- figures ------------------------------------------------------------------------------------------------------

  Json page_one() const {
    Json groups = Json::array();
    for (const ComparedGroup& group : comparison().stretches.front().page_one) {
      Json figures = Json::array();
      for (const ComparedFigure& compared : group.figures)
        figures.push_back({{"key", compared.key},
                           {"label", compared.label},
                           {"decimals", compared.decimals},
                           {"plans", plans_of(compared)}});
      groups.push_back({{"key", group.key}, {"title", group.title}, {"figures", figures}});
    }
    return groups;
  }

  /// The baseline has no difference.
  Json plans_of(const ComparedFigure& compared) const {
    Json list = Json::array();
    for (std::size_t plan = 0; plan < plan_count(); ++plan) {
      const bool is_baseline = plan == comparison().baseline;
      Json of_plan = figure(compared.values[plan], compared.decimals);
      of_plan["difference"] = is_baseline ? Json() : figure(compared.differences[plan], compared.decimals);
      of_plan["told_apart"] = !is_baseline && compared.differences[plan].is_told_apart();
      list.push_back(std::move(of_plan));
    }
    return list;
  }

  Json fans() const {
    Json list = Json::array();
    for (const Fan& fan : report_.fans) list.push_back(of(fan));
    return list;
  }

  static Json of(const Fan& fan) {
    constexpr std::array<const char*, 3> every = {"sample", "month", "year"};
    Json times = Json::array();
    for (const sim::Date time : fan.times) times.push_back(sim::text(time));
    Json series = Json::array();
    for (const FanSeries& one : fan.series) {
      Json plans = Json::array();
      for (const Bands& bands : one.plans) plans.push_back(of(bands, fan.decimals));
      series.push_back({{"key", one.key}, {"label", one.label}, {"plans", plans}});
    }
    Json published = Json::array();
    for (const PublishedSeries& one : fan.published) published.push_back(of(one));
    return {{"key", fan.key},   {"title", fan.title},       {"measure", fan.measure},
            {"unit", fan.unit}, {"decimals", fan.decimals}, {"every", every[static_cast<std::size_t>(fan.every)]},
            {"times", times},   {"series", series},         {"published", published}};
  }

  static Json of(const Bands& bands, int decimals) {
    return {{"median", shown(bands.median, decimals)},
            {"low50", shown(bands.low50, decimals)},
            {"high50", shown(bands.high50, decimals)},
            {"low90", shown(bands.low90, decimals)},
            {"high90", shown(bands.high90, decimals)}};
  }

  static Json of(const PublishedSeries& published) {
    Json points = Json::array();
    for (const PublishedPoint& point : published.points)
      points.push_back({{"date", sim::text(point.date)}, {"value", point.value}});
    return {{"series", published.series},         {"label", published.label},   {"points", points},
            {"status", word(published.evidence)}, {"source", published.source}, {"note", or_null(published.note)}};
  }

  // --- time at risk -------------------------------------------------------------------------------------------------

  Json risk() const {
    return {{"definition", definition}, {"guard", models::guard_sentence},
            {"stretch", whole().title}, {"components", components()},
            {"causes", causes()},       {"plans", risk_of_plans()}};
  }

  Json components() const {
    const AxisEntries& entries = report_.layout.of(models::Axis::component);
    Json list = Json::array();
    for (std::size_t place = 0; place < entries.names.size(); ++place)
      list.push_back({{"letter", models::component_letters[place]},
                      {"name", entries.names[place]},
                      {"label", entries.labels[place]}});
    return list;
  }

  Json causes() const {
    const AxisEntries& entries = report_.layout.of(models::Axis::cause);
    Json list = Json::array();
    for (std::size_t place = 0; place < entries.names.size(); ++place)
      list.push_back({{"name", entries.names[place]},
                      {"label", entries.labels[place]},
                      {"internal", place != static_cast<std::size_t>(models::Cause::external)}});
    return list;
  }

  Json risk_of_plans() const {
    constexpr int decimals = 2;
    Json list = Json::array();
    for (std::size_t plan = 0; plan < plan_count(); ++plan) {
      const RiskSplit& split = report_.risk[plan];
      Json by_component = Json::array(), by_cause = Json::array(), cross = Json::array();
      for (const sim::Interval& found : split.by_component) by_component.push_back(figure(found, decimals));
      for (const sim::Interval& found : split.by_cause) by_cause.push_back(figure(found, decimals));
      for (const auto& row : split.cross) cross.push_back(shown({row.begin(), row.end()}, decimals));
      list.push_back({{"by_component", by_component},
                      {"by_cause", by_cause},
                      {"cross", cross},
                      {"law", headline(Headline::days_at_risk_law, plan)},
                      {"all", headline(Headline::days_at_risk, plan)},
                      {"closed_too_soon", headline(Headline::closed_too_soon, plan)}});
    }
    return list;
  }

  Json headline(Headline headline, std::size_t plan) const {
    return figure(decision().of(headline, plan).value, models::entry_of(headline).decimals);
  }

  // --- the decision -------------------------------------------------------------------------------------------------

  Json targets() const {
    Json list = Json::array();
    for (const JudgedTarget& target : decision().targets) {
      Json plans = Json::array();
      for (std::size_t plan = 0; plan < plan_count(); ++plan) {
        Json met = Json::array(), of = Json::array();
        for (const auto& chances : target.chances) {
          met.push_back(chances[plan].met);
          of.push_back(chances[plan].of);
        }
        plans.push_back({{"met", met}, {"of", of}});
      }
      list.push_back({{"name", target.name},
                      {"label", target.label},
                      {"what", target.what},
                      {"by", target.by},
                      {"status", status_of(target.name)},
                      {"source", source_of(target.name)},
                      {"proxy", true},  // somebody chose it to stand for what cannot be counted
                      {"years", target.years},
                      {"plans", plans}});
    }
    return list;
  }

  const models::Target* written(const std::string& name) const {
    if (!report_.scenario) return nullptr;
    const auto found = std::ranges::find(report_.scenario->targets, name, &models::Target::name);
    return found == report_.scenario->targets.end() ? nullptr : &*found;
  }
  Json status_of(const std::string& target) const {
    const models::Target* found = written(target);
    return found ? Json(word(found->evidence)) : Json();
  }
  Json source_of(const std::string& target) const {
    const models::Target* found = written(target);
    return found ? or_null(found->source) : Json();
  }

  /// Empty where nothing is priced.
  Json cost_against_risk() const {
    Json list = Json::array();
    if (!is_priced()) return list;
    for (std::size_t plan = 0; plan < plan_count(); ++plan)
      list.push_back({{"plan", plan},
                      {"net_cost", headline(Headline::net_cost, plan)},
                      {"law", headline(Headline::days_at_risk_law, plan)},
                      {"all", headline(Headline::days_at_risk, plan)},
                      {"unbeaten_by_law", bool{decision().unbeaten_by_law[plan]}},
                      {"unbeaten", bool{decision().unbeaten[plan]}}});
    return list;
  }

  /// The baseline apart.
  Json break_even() const {
    Json list = Json::array();
    for (std::size_t plan = 0; plan < plan_count(); ++plan) {
      if (plan == comparison().baseline) continue;
      const Course& course = decision().courses[plan];
      list.push_back({{"plan", plan},
                      {"days", words(course.all)},
                      {"law", words(course.law_only)},
                      {"cost", is_priced() ? Json(words(course.net_cost)) : Json()},
                      {"worst_month", or_null(words(course.worst_law))}});
    }
    return list;
  }

  // --- assumptions --------------------------------------------------------------------------------------------------

  /// Those that were drawn; of a scenario that draws none, those that it states.
  Json assumptions() const {
    Json list = Json::array();
    if (!decision().assumptions.empty()) {
      for (std::size_t place = 0; place < decision().assumptions.size(); ++place) list.push_back(drawn(place));
    } else if (report_.scenario) {
      for (const models::Assumption& assumption : report_.scenario->assumptions) {
        list.push_back(with_source({{"name", assumption.name},
                                    {"label", assumption.label},
                                    {"unit", assumption.unit},
                                    {"how", how(assumption.how == models::Assumption::How::factor)},
                                    {"drawn", false},
                                    {"low", assumption.low()},
                                    {"high", assumption.high()}}));
        list.back()["influence"] = Json::array();
      }
    }
    return list;
  }

  static const char* how(bool is_factor) { return is_factor ? "factor" : "value"; }

  Json drawn(std::size_t place) const {
    const DrawnAssumption& assumption = decision().assumptions[place];
    Json of = with_source({{"name", assumption.name},
                           {"label", assumption.label},
                           {"unit", assumption.unit},
                           {"how", how(assumption.is_factor)},
                           {"drawn", true},
                           {"low", assumption.low},
                           {"high", assumption.high}});
    of["influence"] = influence(place);
    return of;
  }

  /// With what only the scenario says of it.
  Json with_source(Json of) const {
    for (const char* key : {"likely", "status", "source"}) of[key] = Json();
    if (!report_.scenario) return of;
    const auto& all = report_.scenario->assumptions;
    const auto found = std::ranges::find(all, of["name"].get<std::string>(), &models::Assumption::name);
    if (found == all.end()) return of;
    if (const auto* shape = std::get_if<sim::Triangular>(&found->range.shape())) of["likely"] = shape->mode;
    of["status"] = word(found->evidence);
    of["source"] = found->source;
    return of;
  }

  /// Of the strongest on each headline measure: on the baseline, and on what the plan in front changes.
  Json influence(std::size_t assumption) const {
    Json list = Json::array();
    const auto add = [&](const Influences& on, const std::vector<sim::Influence>& strongest, const char* what) {
      const models::HeadlineEntry& entry = models::entry_of(on.headline);
      for (const sim::Influence& one : strongest)
        if (one.input == assumption)
          list.push_back({{"headline", entry.name},
                          {"label", entry.label},
                          {"on", what},
                          {"coefficient", shown(one.rank_coefficient, 2)},
                          {"low", shown(one.low, 2)},
                          {"high", shown(one.high, 2)},
                          {"share", shown(one.rank_coefficient * one.rank_coefficient, 2)},
                          {"told", one.is_told_from_none()}});
    };
    for (const Influences& on : decision().effects.influences) {
      add(on, on.on_baseline, "baseline");
      add(on, on.on_difference, "difference");
    }
    return list;
  }

  Json run_again() const {
    const std::string file = quoted(report_.file);
    std::string report = "casetide report " + file;
    if (comparison().baseline != 0) report += " --baseline " + run().plans[comparison().baseline].name;
    return {"casetide verify " + file, "casetide compare " + file + " --all", report,
            "casetide export " + file + " --csv tables"};
  }

  const ReportData& report_;
};

}  // namespace

ReportData report_data(const Result& result, const Comparison& comparison, const models::Scenario* scenario) {
  const std::size_t plans = comparison.identity.plans.size();
  FanWatch fans(result.layout(), scenario);
  RiskSplitWatch risk(result.layout(), plans);
  std::vector<models::Measure> wanted(FanWatch::measures().begin(), FanWatch::measures().end());
  wanted.insert(wanted.end(), RiskSplitWatch::measures().begin(), RiskSplitWatch::measures().end());
  for (std::size_t plan = 0; plan < plans; ++plan)
    for (std::size_t replication = 0; replication < result.replications().size(); ++replication) {
      const Trace trace = result.trace(plan, replication, wanted);
      fans.add(plan, trace);
      risk.add(plan, trace);
    }
  return {comparison,   result.layout(), scenario, result.path().filename().string(), fans.fans(comparison.judged),
          risk.splits()};
}

std::string json(const ReportData& report) {
  return Document(report).json().dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string within_script(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  constexpr std::string_view line_separator = "\xe2\x80\xa8", paragraph_separator = "\xe2\x80\xa9";
  for (std::size_t at = 0; at < json.size(); ++at) {
    const std::string_view rest = json.substr(at, line_separator.size());
    if (json[at] == '<') {
      text += "\\u003c";
    } else if (rest == line_separator || rest == paragraph_separator) {
      text += rest == line_separator ? "\\u2028" : "\\u2029";
      at += line_separator.size() - 1;
    } else {
      text += json[at];
    }
  }
  return text;
}

}  // namespace casetide::output
