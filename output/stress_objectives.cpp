// STRESS-DES 1: what the model is for, what it tells, and what is tried with it.
#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "models/headlines.hpp"
#include "models/measures.hpp"
#include "models/national_indicators.hpp"
#include "models/safeguard_names.hpp"
#include "output/dates_in_words.hpp"
#include "output/markdown_table.hpp"
#include "output/pathway_words.hpp"
#include "output/stress_parts.hpp"

namespace casetide::output {

namespace {

using models::Scenario;

std::string period(const Scenario& scenario) {
  return fmt::format("{} to {}", day_in_words(scenario.period_from),
                     day_in_words(scenario.period_until - std::chrono::days{1}));
}

std::string purpose(const Described& described) {
  const Scenario& scenario = described.scenario;
  std::string text = stress_item("1.1", "Purpose of the model");
  text += fmt::format(
      "*{}*, of {}. The model takes each child of a children's services department through referral, assessment, "
      "conference, visit and review with the staff there are, from {}, {}.",
      markdown(scenario.title), markdown(scenario.place), period(scenario),
      scenario.plans.size() == 1 ? "under one plan" : fmt::format("and compares {} plans", scenario.plans.size()));
  if (!scenario.options.question.empty())
    text += fmt::format(" What is to be decided: *{}*", markdown(scenario.options.question));
  return text + fmt::format(
                    "\n\nIt is for those who plan a service. It decides nothing about a real child, family or worker, "
                    "predicts no inspection grade, and says nothing of harm: {}\n\n",
                    models::guard_sentence);
}

std::string headlines() {
  std::string text = table_head({"Measure", "Unit", "Better is"});
  for (const models::HeadlineEntry& one : models::headline_catalogue())
    text += table_row({fmt::format("{} (`{}`)", markdown(one.label), one.name), markdown(one.unit),
                       one.less_is_better ? "less" : "more"});
  return text + "\n";
}

std::string safeguards() {
  std::vector<std::string> names;
  for (std::size_t place = 0; place < models::component_count; ++place)
    names.push_back(fmt::format("{} {}", models::component_letters[place], in_words(models::component_names[place])));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string level(const models::Target& target, const Scenario& scenario) {
  if (const auto* const one = std::get_if<models::Level>(&target.what)) {
    const bool is_percentage = models::unit_of(one->figure) == "%";
    return fmt::format("`{}` at {} {:.6g}{}", models::name_of(one->figure),
                       one->side == models::Level::Side::at_least ? "least" : "most", one->level,
                       is_percentage ? " %" : fmt::format(" {}", models::unit_of(one->figure)));
  }
  const auto& together = std::get<models::Combination>(target.what);
  std::vector<std::string> labels;
  for (const std::size_t place : together.targets) labels.push_back(markdown(scenario.targets[place].label));
  return fmt::format("{} of: {}", together.of == models::Combination::Of::all ? "all" : "any", fmt::join(labels, "; "));
}

std::string targets(const Scenario& scenario) {
  if (scenario.targets.empty()) return "The scenario has no targets.\n\n";
  std::string text =
      "Targets, each met or not in every replication; the chance of a target is the share of replications that meet "
      "it:\n\n" +
      table_head({"Target", "Level", "Year to 31 March"});
  for (const models::Target& one : scenario.targets)
    text += table_row({markdown(one.label), level(one, scenario), fmt::format("{}", one.by)});
  return text + "\n";
}

std::string outputs(const Described& described) {
  const Scenario& scenario = described.scenario;
  return stress_item("1.2", "Model outputs") +
         "Plans are judged by these measures, each worked out once for every replication, by period, financial year "
         "and month:\n\n" +
         headlines() +
         fmt::format(
             "Time at risk is time during which a promised safeguard was missing: {}. An instant at which several are "
             "missing counts once, for the most basic one; days are counted exactly and not at samples, and stand over "
             "the days on which children were open. By law and guidance only clocks of law and statutory guidance "
             "count. J, closed too soon, is the time from a closure to a return that reached a serious status within "
             "{}; it is never added to the rest. `models/README.md` has the definitions.\n\n"
             "Beside them stand {} yearly figures as the national statistics count them (for years to 31 March, the "
             "workforce on 30 September; `models/national_indicators.cpp`), and {} traces, sampled every {} "
             "(`output/FORMAT.md` has every one with its formula).\n\n"
             "Errors: the interval of a mean is Student's t over the replications, that of a difference between plans "
             "is the same over the differences within each replication, and that of a share is Wilson's; all at 90 %. "
             "Fans show the 50 and 90 % of replications about the median.\n\n",
             safeguards(), models::text(scenario.pathway.hindsight), models::indicator_count, models::measure_count,
             counted(static_cast<std::size_t>(scenario.sample_days), "day", "days")) +
         targets(scenario);
}

std::string aims(const Described& described) {
  const Scenario& scenario = described.scenario;
  std::string text =
      stress_item("1.3", "Experimentation aims") +
      "(A) Plans, of which the first is what the others are compared with. Item 2.3 says what each does.\n\n" +
      table_head({"Plan", "Name", "What it is"});
  for (const models::Plan& plan : scenario.plans)
    text += table_row({markdown(plan.label), fmt::format("`{}`", plan.name), markdown(plan.description)});
  text += fmt::format(
      "\n(B) Design of experiments: {} every plan meets the same draws, and regressions over the replications tell "
      "which assumptions go with the measures. Other values are tried with `casetide sweep`.\n\n"
      "(C) Optimisation: none in the scenario; `casetide search` seeks the smallest value that meets a target.\n\n",
      described.evidence.ranges.empty()
          ? "no value has a range."
          : counted(described.evidence.ranges.size(), "assumption has a range, from which each replication draws;",
                    "assumptions have ranges, from which each replication draws;"));
  return text;
}

}  // namespace

std::string stress_objectives(const Described& described) {
  return "## 1 Objectives\n\n" + purpose(described) + outputs(described) + aims(described);
}

}  // namespace casetide::output
