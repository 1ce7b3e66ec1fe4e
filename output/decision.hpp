// What the numbers say for a decision: which plan, how sure, at what cost, by when, and what would turn the answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/targets.hpp"
#include "output/assumption_effects.hpp"
#include "output/best_plan.hpp"
#include "output/course.hpp"
#include "output/headline_comparison.hpp"
#include "output/plan_order.hpp"
#include "output/target_chances.hpp"

namespace casetide::output {

struct Decision {
  std::optional<sim::Date> differ_from;  // first month in which any plan differs from the baseline
  std::vector<HeadlineComparison> headlines;
  BestPlan best_by_law;               // days at risk, safeguards of law and guidance
  BestPlan best;                      // days at risk, all promised safeguards
  std::vector<PlanOrder> orders;      // by days at risk of both kinds and by cost
  std::vector<bool> unbeaten_by_law;  // by plan: nothing costs less and has fewer days at risk
  std::vector<bool> unbeaten;
  std::vector<Course> courses;        // by plan
  std::vector<JudgedTarget> targets;  // in the order of the scenario
  std::vector<DrawnAssumption> assumptions;
  AssumptionEffects effects;

  const HeadlineDifference& of(models::Headline headline, std::size_t plan) const {
    return headlines[static_cast<std::size_t>(headline)].plans[plan];
  }
  /// What the intervals show: "chance alone", or "chance and assumptions together".
  const char* bands() const { return assumptions.empty() ? "chance alone" : "chance and assumptions together"; }
};

struct DecisionQuestion {
  std::size_t baseline = 0;
  double indifference = usual_indifference;
  std::vector<models::Target> targets;
  Draws draws;
};

Decision decide(const Judged& judged, const DecisionQuestion& question);

/// What is said of a decision beside its own numbers.
struct DecisionSetting {
  std::vector<PlanName> plans;
  std::size_t baseline = 0;
  int replications = 0;
  sim::Date from;
  sim::Date until;  // exclusive
};

/// A paragraph in plain English, made from the numbers: no grade, no decimals of assumed effects.
std::string answer(const Decision& decision, const DecisionSetting& setting);

/// What would put another plan ahead of the one with the fewest days at risk, by law and over all safeguards. Empty
/// where nothing was drawn.
std::vector<std::string> turning_points(const Decision& decision, const std::vector<PlanName>& plans);

/// "Mar 18".
std::string month_in_short(sim::Date month);

}  // namespace casetide::output
