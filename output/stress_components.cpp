// STRESS-DES 2.5: entities, activities, resources, queues, and where children come from and go to.
#include <fmt/format.h>

#include <algorithm>

#include "output/markdown_table.hpp"
#include "output/pathway_words.hpp"
#include "output/stress_parts.hpp"

namespace casetide::output {

namespace {

using models::Obligation, models::Pathway, models::Scenario;
using Cells = std::vector<std::string>;

std::string entities(const Scenario& scenario) {
  Cells labels;
  for (const models::Status& status : scenario.pathway.statuses) labels.push_back(markdown(status.label));
  return stress_item("2.5.1", "Components: entities") +
         fmt::format(
             "* **Children**: date of birth, household, statuses held and since when, named worker, what is owed and "
             "by when, work done towards what they need, safeguards missing and why. Statuses: {}.\n"
             "* **Households**: children, urgency, whether and when they come back after they were closed.\n"
             "* **People in post**: role, team, contract, hours, first day, caseload, diary, absences, stress, "
             "notice.\n"
             "* **Adverts, bookings and meetings**, which have a team, a role or attendants, and a day.\n\n"
             "Children and staff are drawn; no real person is among them.\n\n",
             fmt::join(labels, "; "));
}

/// "2.5 h", "28 min"
std::string effort(const Obligation& rule) {
  if (!rule.work) return "none";
  const double hours = rule.work->hours.mean();
  return hours < 1 ? fmt::format("{:.0f} min", hours * 60) : fmt::format("{:.2g} h", hours);
}

std::string brought_by(const Obligation& rule, const Pathway& pathway) {
  if (rule.starts == Obligation::Starts::on_change_of_worker) return "change of worker";
  return markdown(pathway.statuses[index(rule.during)].label);
}

std::string activities(const Pathway& pathway) {
  std::string text = stress_item("2.5.2", "Components: activities") +
                     "What is done for a child, by the status that brings it; the mean of the client time is for the "
                     "first child of a household. The status is the way in, the outcome of what is decided the way "
                     "out.\n\n" +
                     table_head({"Activity", "Brought by", "Who", "Mean time", "First due", "Then", "Decides"});
  for (const Obligation& rule : pathway.obligations)
    text += table_row({markdown(rule.label), brought_by(rule, pathway), who(rule, pathway), effort(rule),
                       first_clock(rule), later_clocks(rule, pathway),
                       rule.decides ? in_words(pathway.decisions[index(*rule.decides)].name) : ""});
  return text + "\n";
}

std::string people(const models::Team& team, const Pathway& pathway) {
  Cells groups;
  for (const models::StaffGroup& group : team.staff)
    groups.push_back(fmt::format("{:.6g} {} ({})", group.fte, in_words(pathway.roles[index(group.role)]),
                                 in_words(models::contract_names[static_cast<std::size_t>(group.contract)])));
  return groups.empty() ? "nobody" : fmt::format("{}", fmt::join(groups, "; "));
}

std::string serves(const models::Team& team, const Pathway& pathway) {
  Cells labels;
  for (const models::StatusId status : team.serves) labels.push_back(markdown(pathway.statuses[index(status)].label));
  return labels.empty() ? "no children of its own" : fmt::format("{}", fmt::join(labels, "; "));
}

/// Obligations by who does them.
std::string work_by_role(const Pathway& pathway) {
  std::vector<std::pair<std::string, int>> counts;
  for (const Obligation& rule : pathway.obligations) {
    if (!rule.work) continue;
    const std::string doer = rule.meeting ? "meetings" : in_words(rule.work->by, pathway);
    const auto known = std::ranges::find(counts, doer, &std::pair<std::string, int>::first);
    if (known == counts.end())
      counts.emplace_back(doer, 1);
    else
      ++known->second;
  }
  Cells words;
  for (const auto& [doer, count] : counts) words.push_back(fmt::format("{} {}", doer, count));
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

std::string resources(const Scenario& scenario) {
  const models::Staffing& staffing = scenario.staffing;
  std::string text =
      stress_item("2.5.3", "Components: resources") +
      fmt::format(
          "People, in {}; figures are full-time equivalents {}.\n\n", counted(staffing.teams.size(), "team", "teams"),
          scenario.case_list ? "of the scenario; who is there on the first day comes from a list" : "at the start") +
      table_head({"Team", "Serves children who are", "People"});
  for (const models::Team& team : staffing.teams)
    text += table_row({markdown(team.label), serves(team, scenario.pathway), people(team, scenario.pathway)});
  return text +
         fmt::format(
             "\nA full-timer has {} client hours a working day. Obligations with work, by who does them: {}.\n\n",
             amount(static_cast<double>(staffing.client_hours.length.count()) / 60), work_by_role(scenario.pathway));
}

std::string queues(const models::Staffing& staffing) {
  const bool by_due_day = staffing.work == models::WorkPolicy::earliest_due_first;
  return stress_item("2.5.4", "Components: queues") +
         fmt::format(
             "* Children waiting for a named worker, one queue for each team: by urgency, then by wait; served {}.\n"
             "* Work on each person's list, and on the list of each role of a team (of the authority where the team "
             "has nobody of the role): {}.\n"
             "* Managers' decisions and authorisations stand on the managers' list, by the same rule.\n"
             "* Meetings wait for a day in the diaries of all who attend, in the order in which they were asked for.\n"
             "* Vacancies wait for adverts, and adverts for an answer.\n\n"
             "Nobody balks and nobody jockeys; no queue has a limit of places, but a case holder has a ceiling. What "
             "is owed lapses when the status that brought it ends, or the law that asks for it. A transfer keeps its "
             "worker until the new team has named one.\n\n",
             staffing.allocated == models::AllocationTime::each_morning ? "at the decision and in each morning's round"
                                                                        : "whenever a worker of the team has room",
             by_due_day ? "the earliest due first, less its head start" : "first come, first served");
}

std::string stream(const models::Stream& stream, const Pathway& pathway) {
  Cells labels;
  for (const models::StatusId status : stream.begins) labels.push_back(markdown(pathway.statuses[index(status)].label));
  const std::string rate = stream.a_year > 0
                               ? fmt::format("{:.6g} children a year", stream.a_year)
                               : fmt::format("{:.6g} for each child first referred", stream.per_first_referral);
  return fmt::format("* **{}**: {}, who begin as {}.\n", capital(in_words(stream.name)), rate, fmt::join(labels, ", "));
}

std::string ends(const Scenario& scenario) {
  const models::Demand& demand = scenario.demand;
  std::string text =
      stress_item("2.5.5", "Components: entry and exit points") +
      "* **First referrals** of households, by the Poisson process of item 2.4; their number over time stands in item "
      "3.3.\n";
  for (const models::Stream& one : demand.streams) text += stream(one, scenario.pathway);
  return text + fmt::format(
                    "* **Households that come back**: {} of those closed, where the outcome that closed them does not "
                    "say, some {} later on average.\n"
                    "* **Those who are there at the start**: item 4.1.\n\n"
                    "Children leave when a decision closes them or their last status ends. Nobody aged {} or over is "
                    "referred.\n\n",
                    percent(demand.returns.share), mean_days(demand.returns.after_days.mean()),
                    scenario.pathway.adult_at);
}

}  // namespace

std::string stress_components(const Described& described) {
  const Scenario& scenario = described.scenario;
  return entities(scenario) + activities(scenario.pathway) + resources(scenario) + queues(scenario.staffing) +
         ends(scenario);
}

}  // namespace casetide::output
