#include "output/decision_json.hpp"

#include <string>

namespace casetide::output {

namespace {

using Json = nlohmann::ordered_json;

Json of(const sim::Interval& interval) {
  return {{"mean", interval.mean}, {"low", interval.low}, {"high", interval.high}, {"count", interval.count}};
}

template <typename Value>
Json or_null(const std::optional<Value>& value, Json (*of_value)(const Value&)) {
  return value ? of_value(*value) : Json();
}

Json of_date(const sim::Date& date) { return sim::text(date); }

Json of_month(const MonthAtRisk& month) { return {{"month", sim::text(month.month)}, {"per_100", month.days}}; }

Json of(const BreakEven& even) {
  constexpr const char* names[] = {"same", "at_once", "from", "never", "throughout"};
  return {{"when", names[static_cast<int>(even.when)]}, {"month", or_null(even.month, of_date)}};
}

/// Writes what has a value for each plan, or the places of plans, by their names.
class DecisionWriter {
 public:
  DecisionWriter(const Decision& decision, const std::vector<PlanName>& plans, std::size_t baseline)
      : decision_(decision), plans_(plans), baseline_(baseline) {}

  Json json() const {
    return {{"intervals_show", decision_.bands()},
            {"plans_differ_from", or_null(decision_.differ_from, of_date)},
            {"headlines", headlines()},
            {"best", {{"law_only", of(decision_.best_by_law)}, {"all", of(decision_.best)}}},
            {"orders", orders()},
            {"unbeaten", {{"law_only", unbeaten(decision_.unbeaten_by_law)}, {"all", unbeaten(decision_.unbeaten)}}},
            {"courses", courses()},
            {"targets", targets()},
            {"assumptions", assumptions()}};
  }

 private:
  const std::string& name(std::size_t plan) const { return plans_[plan].name; }

  Json orders() const {
    Json list = Json::array();
    for (const PlanOrder& order : decision_.orders) {
      Json plans = Json::array(), steps = Json::array();
      for (const std::size_t plan : order.plans) plans.push_back(name(plan));
      for (const int step : order.steps) steps.push_back(order.of > 0 ? 1.0 * step / order.of : 0.0);
      list.push_back({{"by", models::entry_of(order.headline).name},
                      {"plans", plans},
                      {"share_whole", order.of > 0 ? 1.0 * order.whole / order.of : 0.0},
                      {"share_of_steps", steps}});
    }
    return list;
  }

  Json headlines() const {
    Json list = Json::array();
    for (const HeadlineComparison& comparison : decision_.headlines) {
      const models::HeadlineEntry& entry = models::entry_of(comparison.headline);
      Json by_plan = Json::object();
      for (std::size_t plan = 0; plan < comparison.plans.size(); ++plan)
        by_plan[name(plan)] = of(comparison.plans[plan], plan);
      list.push_back({{"name", entry.name},
                      {"label", entry.label},
                      {"unit", entry.unit},
                      {"less_is_better", entry.less_is_better},
                      {"plans", by_plan}});
    }
    return list;
  }

  Json of(const HeadlineDifference& figure, std::size_t plan) const {
    Json value = output::of(figure.value);
    if (plan == baseline_) return value;
    value["difference"] = output::of(figure.difference);
    value["difference"]["told_apart"] = figure.difference.excludes_zero();
    value["correlation"] = figure.correlation;
    value["chance_lower"] = figure.chance_lower;
    return value;
  }

  Json of(const BestPlan& best) const {
    Json candidates = Json::array();
    for (const std::size_t plan : best.candidates) candidates.push_back(name(plan));
    Json regrets = Json::object();
    for (std::size_t plan = 0; plan < best.regrets.size(); ++plan)
      regrets[name(plan)] = {{"mean", best.regrets[plan].mean}, {"p90", best.regrets[plan].p90}};
    return {{"measure", models::entry_of(best.headline).name},
            {"indifference", best.indifference},
            {"candidates", candidates},
            {"is_decided", best.is_decided()},
            {"words", words(best, plans_)},
            {"regret", regrets}};
  }

  Json unbeaten(const std::vector<bool>& by_plan) const {
    Json list = Json::array();
    for (std::size_t plan = 0; plan < by_plan.size(); ++plan)
      if (by_plan[plan]) list.push_back(name(plan));
    return list;
  }

  Json courses() const {
    Json by_plan = Json::object();
    for (std::size_t plan = 0; plan < decision_.courses.size(); ++plan) {
      const Course& course = decision_.courses[plan];
      by_plan[name(plan)] = {
          {"break_even", {{"law_only", output::of(course.law_only)}, {"all", output::of(course.all)}}},
          {"pay_back", output::of(course.net_cost)},
          {"worst_month",
           {{"law_only", or_null(course.worst_law, of_month)}, {"all", or_null(course.worst, of_month)}}},
          {"worst_month_against_baseline",
           {{"law_only", or_null(course.worst_against_law, of_month)},
            {"all", or_null(course.worst_against, of_month)}}}};
    }
    return by_plan;
  }

  Json of(const std::vector<TargetChance>& chances) const {
    Json by_plan = Json::object();
    for (std::size_t plan = 0; plan < chances.size(); ++plan)
      by_plan[name(plan)] = {{"met", chances[plan].met},
                             {"of", chances[plan].of},
                             {"without_figure", chances[plan].without_figure},
                             {"chance", chances[plan].share.mean},
                             {"low", chances[plan].share.low},
                             {"high", chances[plan].share.high}};
    return by_plan;
  }

  Json targets() const {
    Json list = Json::array();
    for (const JudgedTarget& target : decision_.targets) {
      Json years = Json::object();
      for (std::size_t year = 0; year < target.years.size(); ++year)
        years[std::to_string(target.years[year])] = of(target.chances[year]);
      list.push_back(
          {{"name", target.name}, {"label", target.label}, {"what", target.what}, {"by", target.by}, {"years", years}});
    }
    return list;
  }

  Json influences(const std::vector<sim::Influence>& strongest) const {
    Json list = Json::array();
    for (const sim::Influence& influence : strongest)
      list.push_back({{"assumption", decision_.assumptions[influence.input].name},
                      {"rank_coefficient", influence.rank_coefficient},
                      {"low", influence.low},
                      {"high", influence.high}});
    return list;
  }

  Json of(const OrderOfTwo& order) const {
    Json flips = Json::array();
    for (const Flip& flip : order.flips)
      flips.push_back({{"assumption", decision_.assumptions[flip.assumption].name},
                       {"value", flip.value},
                       {"ahead", flip.leads_above ? "above" : "below"}});
    return {{"measure", models::entry_of(order.headline).name},
            {"ahead", name(order.leader)},
            {"behind", name(order.rival)},
            {"is_known", order.is_known},
            {"flips", flips}};
  }

  Json assumptions() const {
    Json drawn = Json::array();
    for (const DrawnAssumption& assumption : decision_.assumptions)
      drawn.push_back({{"name", assumption.name},
                       {"label", assumption.label},
                       {"unit", assumption.unit},
                       {"is_factor", assumption.is_factor},
                       {"low", assumption.low},
                       {"high", assumption.high}});
    Json strongest = Json::array();
    for (const Influences& on : decision_.effects.influences)
      strongest.push_back({{"measure", models::entry_of(on.headline).name},
                           {"on_baseline", influences(on.on_baseline)},
                           {"on_difference", influences(on.on_difference)}});
    Json orders = Json::array();
    for (const OrderOfTwo& order : decision_.effects.orders) orders.push_back(of(order));
    return {{"drawn", drawn},
            {"ahead", decision_.assumptions.empty() ? Json() : Json(name(decision_.effects.leader))},
            {"strongest", strongest},
            {"orders", orders}};
  }

  const Decision& decision_;
  const std::vector<PlanName>& plans_;
  std::size_t baseline_;
};

}  // namespace

Json json_of(const Decision& decision, const std::vector<PlanName>& plans, std::size_t baseline) {
  return DecisionWriter(decision, plans, baseline).json();
}

}  // namespace casetide::output
