// STRESS-DES 3: what the numbers are and where they are from.
#include <fmt/format.h>

#include <algorithm>

#include "output/dates_in_words.hpp"
#include "output/markdown_table.hpp"
#include "output/pathway_words.hpp"
#include "output/register_page.hpp"
#include "output/stress_parts.hpp"

namespace casetide::output {

namespace {

using models::Evidence, models::Scenario;
using Cells = std::vector<std::string>;

void add_once(Cells& all, const std::string& one) {
  if (!one.empty() && std::ranges::find(all, one) == all.end()) all.push_back(one);
}

std::string bullets(const Cells& items) {
  std::string text;
  for (const std::string& one : items) text += fmt::format("* {}\n", markdown(one));
  return text + "\n";
}

std::string observed(const Scenario& scenario) {
  if (scenario.observed.empty()) return "No series is held beside the results.\n\n";
  std::string text =
      "Series held beside the results; a run never looks at them:\n\n" + table_head({"Series", "Years", "Source"});
  for (const models::Observed& one : scenario.observed)
    text += table_row({markdown(models::label_of(one.figure)),
                       fmt::format("{} to {}, {}", one.values.front().year, one.values.back().year,
                                   counted(one.values.size(), "value", "values")),
                       markdown(one.source)});
  return text + "\n";
}

std::string sources(const Described& described) {
  Cells published, law;
  for (const models::EvidenceStatement& one : described.evidence.statements)
    if (one.evidence == Evidence::published && !models::leads_into(one.path, "observed"))
      add_once(published, one.source);
  for (const models::Obligation& rule : described.scenario.pathway.obligations)
    if (rule.counts_as_law()) add_once(law, rule.source);
  std::string text = stress_item("3.1", "Data sources") + observed(described.scenario);
  if (!published.empty())
    text += "Published values in the scenario, as their source sentences have it:\n\n" + bullets(published);
  if (!law.empty()) text += "Law and statutory guidance that clocks rest on:\n\n" + bullets(law);
  if (described.scenario.case_list)
    text += "Open cases and staff of the first day come from the authority's own lists.\n\n";
  return text +
         "Assumed values often say a published figure that they were chosen by; these stand in "
         "[register.md](register.md) with each value. Sample sizes and dates are those of the sources.\n\n";
}

std::size_t fitted_assumptions(const Scenario& scenario) {
  return static_cast<std::size_t>(
      std::ranges::count_if(scenario.assumptions, [](const models::Assumption& one) { return !one.fitted.empty(); }));
}

std::string pre_processing(const Described& described) {
  const std::size_t fitted = fitted_assumptions(described.scenario);
  std::string text =
      stress_item("3.2", "Pre-processing") +
      "The program takes numbers as the scenario states them: no outlier is removed and no gap filled. What was done "
      "to a published figure before it was written down stands in its source sentence. Numbers of children over a "
      "period become a rate, spread over the working time and seasons of the period; published bands and quartiles are "
      "used as distributions that are even within each band.\n\n";
  if (fitted > 0)
    text += fmt::format(
        "{} fitted to the series of item 3.1 by `casetide fit`; the register has their ranges before "
        "and after.\n\n",
        counted(fitted, "assumption was", "assumptions were"));
  return text;
}

std::string referrals(const models::Demand& demand) {
  std::string text =
      "Children first referred" +
      (demand.first_referrals_factor == 1 ? std::string()
                                          : fmt::format(" (all of it times {:.6g})", demand.first_referrals_factor)) +
      ":\n\n" + table_head({"From", "Until", "Children", "A year"});
  for (const models::DemandPeriod& one : demand.first_referrals) {
    const auto days = static_cast<double>((one.until - one.from).count());
    text +=
        table_row({day_in_words(one.from), day_in_words(one.until - std::chrono::days{1}),
                   fmt::format("{:.0f}", one.children), fmt::format("{:.0f}", one.children * sim::days_a_year / days)});
  }
  return text + "\n";
}

std::string families(const models::Demand& demand) {
  Cells sizes, urgencies;
  for (std::size_t place = 0; place < demand.household_size_share.size(); ++place)
    if (demand.household_size_share[place] > 0)
      sizes.push_back(fmt::format("{} with {}", percent(demand.household_size_share[place]),
                                  counted(place + 1, "child", "children")));
  for (const models::UrgencyShare& one : demand.urgencies)
    urgencies.push_back(fmt::format("{} {}", percent(one.share), in_words(one.name)));
  return fmt::format("Households: {}. Urgency: {}.\n\n", fmt::join(sizes, ", "), fmt::join(urgencies, ", "));
}

std::string drawn_values_in_words(const Described& described) {
  if (described.evidence.ranges.empty()) return {};
  const std::size_t fitted = fitted_assumptions(described.scenario);
  std::string text = fmt::format(
      "{} drawn from a range in each replication; values that share a range move together, and ranges are "
      "drawn each by itself: no correlation is assumed between them.",
      counted(drawn_values(described.evidence), "value is", "values are"));
  if (fitted > 0)
    text += fmt::format(
        " Those of {} are fitted: each replication takes a row of the draws that agree with what was "
        "observed, so that these keep the correlations that the fit has found.",
        counted(fitted, "assumption", "assumptions"));
  return text + " The register has every range.\n\n";
}

std::string parameters(const Described& described) {
  return stress_item("3.3", "Input parameters") + referrals(described.scenario.demand) +
         families(described.scenario.demand) +
         "Every other number of statuses, obligations, decisions, staffing, money and plans stands in "
         "[register.md](register.md) with its distribution and parameters, what it rests on and what its key means; "
         "what plans change stands in item 2.3, mean hours of work in item 2.5.2. Shapes (lognormal, triangular, "
         "Weibull, bands ...) are those of the source where it has bands or quartiles, and are otherwise assumed with "
         "the value; none was fitted by a test of shapes.\n\n" +
         drawn_values_in_words(described);
}

std::string count_in_words(const models::EvidenceRegister& evidence, Evidence wanted, std::string_view word) {
  const EvidenceCount count = count_of(evidence, wanted);
  return fmt::format("{} {} in {}", count.amounts, word, counted(count.tables, "table", "tables"));
}

std::string assumptions(const Described& described) {
  const models::EvidenceRegister& evidence = described.evidence;
  return stress_item("3.4", "Assumptions") +
         fmt::format(
             "Of the numbers of the scenario {}, {} and {}; of {} nothing is said. [register.md](register.md) lists "
             "them with what they were chosen by.\n\n"
             "Of the model: nobody covers an absent worker's urgent visits within the days of item 2.4; nobody moves "
             "posts between teams but by a plan; recording is no clock of its own; prices do not rise; working hours "
             "are one block of client time a day; supervising social workers and business support work from a common "
             "list and hold no cases; caseload acts on leaving through stress. Links from overload to what people do "
             "are known by direction and not by size, and each has an off switch.\n\n",
             count_in_words(evidence, Evidence::assumed, "are assumed"),
             count_in_words(evidence, Evidence::local, "local"),
             count_in_words(evidence, Evidence::published, "published"), evidence.unstated.size());
}

}  // namespace

std::string stress_data(const Described& described) {
  return "## 3 Data\n\n" + sources(described) + pre_processing(described) + parameters(described) +
         assumptions(described);
}

}  // namespace casetide::output
