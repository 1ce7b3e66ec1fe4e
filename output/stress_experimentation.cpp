// STRESS-DES 4: how a run begins, how long it is, and how chance is dealt with.
#include <fmt/format.h>

#include "output/dates_in_words.hpp"
#include "output/markdown_table.hpp"
#include "output/pathway_words.hpp"
#include "output/stress_parts.hpp"
#include "output/text_table.hpp"

namespace casetide::output {

namespace {

using models::Scenario;

std::size_t days_between(sim::Date from, sim::Date until) { return static_cast<std::size_t>((until - from).count()); }

std::string warm_up(const Scenario& scenario) {
  const std::size_t days = days_between(scenario.warm_up_from, scenario.period_from);
  if (days == 0) return "There is no warm-up.";
  return fmt::format(
      "A warm-up of {} from {} comes before the period, and nothing of it is told. Whether it was long enough is "
      "looked at after every run, on the levels of the first plan (MSER-5 over the mean of the replications); `run` "
      "and `compare` say when it was not.",
      counted(days, "day", "days"), day_in_words(scenario.warm_up_from));
}

std::string stocks(const Scenario& scenario) {
  if (scenario.stocks.empty()) return "No children are there at first.\n\n";
  std::string rows;
  double all = 0;
  for (const models::Stock& stock : scenario.stocks) {
    std::vector<std::string> labels;
    for (const models::StatusId status : stock.statuses)
      labels.push_back(markdown(scenario.pathway.statuses[index(status)].label));
    rows += table_row({fmt::format("{}", fmt::join(labels, "; ")), fmt::format("{:.0f}", stock.children),
                       mean_days(stock.days_open.mean())});
    all += stock.children;
  }
  return fmt::format(
             "At the first instant {:.0f} children are there. Their number is fixed; how long they have been there, "
             "their ages and where their clocks stand are drawn.\n\n",
             all) +
         table_head({"Statuses", "Children", "Open for, mean"}) + rows + "\n";
}

std::string first_day(const Scenario& scenario) {
  if (!scenario.case_list) return stocks(scenario);
  return "The children and staff of the first day are those of the lists `initial_cases` and `staff`; what a list does "
         "not say of a child is drawn.\n\n";
}

std::string initialisation(const Scenario& scenario) {
  return stress_item("4.1", "Initialisation") +
         fmt::format("The system does not end by itself; a run ends on a day. {}\n\n", warm_up(scenario)) +
         first_day(scenario);
}

std::string run_length(const Scenario& scenario) {
  return stress_item("4.2", "Run length") +
         fmt::format(
             "{} to {}: {} that are told, {} with the warm-up. The clock counts whole minutes of civil time without a "
             "zone; traces are sampled every {}.\n\n",
             day_in_words(scenario.period_from), day_in_words(scenario.period_until - std::chrono::days{1}),
             counted(days_between(scenario.period_from, scenario.period_until), "day", "days"),
             number(static_cast<double>(days_between(scenario.warm_up_from, scenario.period_until)), 0),
             counted(static_cast<std::size_t>(scenario.sample_days), "day", "days"));
}

std::string replications(const Scenario& scenario) {
  if (!scenario.precision)
    return counted(static_cast<std::size_t>(scenario.replications), "replication", "replications");
  const sim::Precision& wanted = *scenario.precision;
  return fmt::format(
      "as many replications as it takes, from {} to {}, until every headline measure of every plan is known to within "
      "{} of its mean ({} for all together, Bonferroni)",
      wanted.at_least, wanted.at_most, percent(wanted.share), percent(wanted.confidence));
}

std::string estimation(const Described& described) {
  const Scenario& scenario = described.scenario;
  std::string worlds = "The scenario has no ranges: intervals show chance alone.";
  if (!described.evidence.ranges.empty())
    worlds = scenario.draws_assumptions
                 ? "Each replication also draws the values that have a range, so intervals show ignorance and chance "
                   "together."
                 : "Values that have a range keep what stands, as `assumptions: central` asks: intervals show chance "
                   "alone.";
  return stress_item("4.3", "Estimation approach") +
         fmt::format(
             "Independent replications of each plan: {}, seed {}. The same replication of every plan meets the same "
             "chances (common random numbers), so that plans are compared within each. {}{} `--replications` and "
             "`--seed` of a run go before the scenario; a result keeps what was used.\n\n",
             replications(scenario), scenario.seed, worlds,
             scenario.precision
                 ? ""
                 : " Their number is chosen and no precision is aimed at; the width of every interval tells whether it "
                   "was enough.");
}

}  // namespace

std::string stress_experimentation(const Described& described) {
  return "## 4 Experimentation\n\n" + initialisation(described.scenario) + run_length(described.scenario) +
         estimation(described);
}

}  // namespace casetide::output
