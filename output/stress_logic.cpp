// STRESS-DES 2.1 to 2.4: how the model works.
#include <fmt/format.h>

#include <algorithm>

#include "output/dates_in_words.hpp"
#include "output/markdown_table.hpp"
#include "output/pathway_diagram.hpp"
#include "output/pathway_words.hpp"
#include "output/stress_parts.hpp"

namespace casetide::output {

namespace {

using models::Pathway, models::Scenario;

std::string diagram(const Described& described) {
  return stress_item("2.1", "Base model overview diagram") +
         fmt::format(
             "How children move, as `casetide pathway` draws it with all clocks and decisions beside it. An arrow says "
             "what is decided, and in which share of the times that it is decided; a dotted arrow comes by time alone. "
             "Colours: {}.\n\n```mermaid\n{}```\n\n",
             colours_in_words(), mermaid_flowchart(flow_of(described.scenario)));
}

/// Obligations that hold only from or to a day.
std::string currency_of_law(const Pathway& pathway) {
  std::vector<std::string> dated;
  for (const models::Obligation& rule : pathway.obligations)
    if (const std::string days = in_words(rule.in_force); !days.empty())
      dated.push_back(fmt::format("{} {}", name(rule.label), days));
  if (dated.empty()) return "No obligation begins or ends with a day: the law is the same throughout.\n\n";
  return fmt::format("The law changes in time: {}.\n\n", fmt::join(dated, "; "));
}

std::string base_logic(const Described& described) {
  const Pathway& pathway = described.scenario.pathway;
  const auto by_law =
      std::ranges::count_if(pathway.obligations, [](const models::Obligation& rule) { return rule.counts_as_law(); });
  return stress_item("2.2", "Base model logic") +
         fmt::format(
             "A child holds one or more of {}; the last in the scenario's list that it holds says to which team it "
             "belongs. A status brings obligations ({} in all, {} of them by law or statutory guidance): a clock, who "
             "does the work, how long it takes, and what it does (sees the child, watches the plan, moves it on, "
             "decides). One of {} then draws an outcome by its share, by the statuses held, age, date and occasion; "
             "statuses end and begin, and a child whose last status ends is closed. A plan ends when what the child "
             "needs has been worked off and a review or conference looks; what is met by time ends on its date, "
             "whatever the staffing.\n\n"
             "Siblings are referred together, normally share a worker, and are served by the same visit, assessment or "
             "conference where the same is owed to them at about the same time. A late piece of work is done late, and "
             "the next clock runs from when it was held. What is late is told with its cause: busy worker, vacancy, "
             "absence, hand-over, manager, chair, or somebody outside.\n\n",
             counted(pathway.statuses.size(), "status", "statuses"), pathway.obligations.size(), by_law,
             counted(pathway.decisions.size(), "decision", "decisions")) +
         currency_of_law(pathway);
}

std::string rows_of(const models::PlanInWords& plan) {
  std::string rows;
  for (const models::MeasureInWords& one : plan.measures)
    rows +=
        table_row({markdown(one.kind), markdown(one.words), markdown(one.source.empty() ? plan.source : one.source)});
  return rows;
}

std::string scenario_logic(const Described& described) {
  std::string text =
      stress_item("2.3", "Scenario logic") +
      "A plan is the scenario as it reads from a day on (any value set, scaled or ramped) and what is done to people "
      "(recruited, converted from agency). `scenarios/measures.md` tells what each measure does.\n\n";
  for (const models::PlanInWords& plan : described.plans) {
    const auto typed = std::ranges::find(described.scenario.plans, plan.name, &models::Plan::name);
    const std::string label = typed == described.scenario.plans.end() ? plan.name : typed->label;
    text += fmt::format("**{}** (`{}`){}", markdown(label), plan.name,
                        plan.extends.empty() ? "" : fmt::format(", beyond `{}`", plan.extends));
    const std::string rows = rows_of(plan);
    text += rows.empty() ? ": nothing is changed.\n\n"
                         : ":\n\n" + table_head({"Measure", "What", "What it rests on"}) + rows + "\n";
  }
  return text;
}

std::string hiring(const models::Hiring& hiring) {
  if (hiring.roles.empty()) return "Nobody is hired but by measures of plans.";
  return fmt::format(
      "The board meets every {}, advertises what is vacant and finds somebody for {} of adverts, who starts some {} "
      "later on average; the rest are advertised again.",
      counted(static_cast<std::size_t>(hiring.every_days), "day", "days"), percent(hiring.success),
      mean_days(hiring.days_to_start.mean()));
}

std::string agency(const models::AgencyCover& agency) {
  if (agency.roles.empty()) return "No vacancy is covered by agency staff.";
  return fmt::format("Agency staff cover {} of vacant posts within some {} and stay {} on average.",
                     percent(agency.share), mean_days(agency.days_to_arrive.mean()),
                     mean_days(agency.booking_days.mean()));
}

std::string supervision(const Scenario& scenario) {
  const auto& rule = scenario.staffing.supervision;
  if (!rule) return "Nobody is supervised.";
  return fmt::format(
      "A {} sits down with each case holder {}, for {} minutes, {} for each child, those first whose watch runs out "
      "first.",
      in_words(scenario.pathway.roles[index(rule->by)]), every(rule->every), rule->session.count(),
      rule->per_child.count());
}

std::string pace(const models::Staffing& staffing) {
  return staffing.pace == models::Pace::to_the_clock ? "Work is planned for so many working days before it is due as "
                                                       "its `ready` says; without it, it is there at once."
                                                     : "Work goes on the list the moment it is owed.";
}

std::string queue_of_work(const models::Staffing& staffing) {
  return staffing.work == models::WorkPolicy::earliest_due_first
             ? "the earliest due first, safety work with a head start"
             : "first come, first served";
}

std::string naming_a_worker(const models::Staffing& staffing) {
  const bool waits_for_morning = staffing.allocated == models::AllocationTime::each_morning;
  return fmt::format(
      "* **Naming a worker.** A child who needs one goes, at the decision, to the worker of the team with the lowest "
      "caseload below the ceiling ({} for a full-timer); otherwise it waits, the most urgent first and then whoever "
      "has waited longest, for {}. Siblings go together.\n",
      amount(staffing.ceiling), waits_for_morning ? "the managers' morning round" : "room with any worker of the team");
}

std::string choosing_work(const models::Staffing& staffing) {
  return fmt::format(
      "* **Choosing work.** One piece at a time, {}. Visits and meetings are done in one go; other unfinished work "
      "goes on the next morning. {} A visit that does not see the child is tried again {} working days later.\n"
      "* **Diaries.** A conference is put into the first slot common to worker and chair, from the day aimed at to the "
      "due day, then before, then after; it is not held while a report that it needs is missing.\n",
      queue_of_work(staffing), pace(staffing), models::next_attempt_after);
}

std::vector<std::string> names_of(const std::vector<models::Absence>& absences) {
  std::vector<std::string> names;
  for (const models::Absence& one : absences) names.push_back(in_words(one.name));
  return names;
}

std::string absence(const models::Staffing& staffing) {
  if (staffing.absences.empty()) return "Nobody is ever absent.";
  return fmt::format(
      "Each person's spells ({}) are drawn; after {} working days without cover the children go to others.",
      fmt::join(names_of(staffing.absences), ", "), staffing.cover_after_working_days);
}

std::string leaving(const models::Leaving& leaving) {
  if (leaving.per_year == 0) return "Nobody leaves.";
  return fmt::format(
      "Each employee draws one threshold, up to which a hazard adds: {} a year, higher while new in post, under stress "
      "and where managers are missing. So under two plans the same people are next to go.",
      percent(leaving.per_year));
}

std::string working_lives(const Scenario& scenario) {
  const models::Employment& employment = scenario.staffing.employment;
  return fmt::format(
      "* **Absence.** {}\n"
      "* **Supervision.** {}\n"
      "* **Leaving.** {}\n"
      "* **Hiring.** {} {}\n",
      absence(scenario.staffing), supervision(scenario), leaving(employment.leaving), hiring(employment.hiring),
      agency(employment.agency));
}

std::string algorithms(const Described& described) {
  const Scenario& scenario = described.scenario;
  return stress_item("2.4", "Algorithms") +
         "* **Arrivals** are a Poisson process whose rate is constant within a month and follows the seasons, by "
         "inversion of its cumulated rate over the hours in which referrals are received.\n" +
         naming_a_worker(scenario.staffing) + choosing_work(scenario.staffing) + working_lives(scenario) +
         "* **Pressure, stress and overload.** Pressure is the work of four weeks, done and waiting, over the hours "
         "there. Stress follows it and missed supervision. Above 1, plan work waits, work is cut short and needs are "
         "taken for met, as far as `staffing.overload` says.\n"
         "* **Time at risk** has no events: the ledger counts a child's missing time when something about the child "
         "changes, and at samples; between these neither due instants nor causes change, so the count is exact.\n\n"
         "`models/README.md` and `ARCHITECTURE.md` describe them further.\n\n";
}

}  // namespace

std::string stress_logic(const Described& described) {
  return "## 2 Logic\n\n" + diagram(described) + base_logic(described) + scenario_logic(described) +
         algorithms(described);
}

}  // namespace casetide::output
