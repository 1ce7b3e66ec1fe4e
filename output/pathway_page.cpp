#include "output/pathway_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "models/safeguard_names.hpp"
#include "output/markdown_table.hpp"
#include "output/pathway_diagram.hpp"
#include "output/pathway_words.hpp"

namespace casetide::output {

namespace {

using models::Decision, models::Obligation, models::Outcome, models::Status, models::StatusId;
using Cells = std::vector<std::string>;

std::string row(const Cells& cells) { return table_row(cells); }

std::string head(const Cells& titles) { return table_head(titles); }

std::string basis(models::Basis basis) {
  constexpr std::array<std::string_view, 4> names = {"law", "guidance", "local", "practice"};
  return std::string(names[static_cast<std::size_t>(basis)]);
}

std::string safeguard(const Obligation& rule) {
  if (!rule.safeguard) return {};
  const auto component = static_cast<std::size_t>(*rule.safeguard);
  return fmt::format("{}: {}", models::component_letters[component], in_words(models::component_names[component]));
}

std::string link_to(const Decision& decision) {
  std::string anchor = "decision-" + decision.name;
  std::ranges::replace(anchor, '_', '-');
  return fmt::format("[{}](#{})", in_words(decision.name), anchor);
}

/// Adds one part after the other to the page.
class Page {
 public:
  Page(const models::Scenario& scenario, const std::string& file) : scenario_(scenario), file_(file) {}

  std::string text() {
    title();
    diagram();
    clocks();
    waits();
    birthdays();
    decisions();
    return text_;
  }

 private:
  const models::Pathway& pathway() const { return scenario_.pathway; }
  const Decision& decision(models::DecisionId id) const { return pathway().decisions[index(id)]; }
  std::string label(StatusId id) const { return markdown(pathway().statuses[index(id)].label); }
  std::string label(models::ObligationId id) const { return markdown(pathway().obligations[index(id)].label); }
  template <typename Id>
  std::string labels(const std::vector<Id>& ids) const {
    Cells labels;
    for (const Id id : ids) labels.push_back(label(id));
    return fmt::format("{}", fmt::join(labels, "; "));
  }

  void title() {
    text_ += fmt::format(
        "# Pathway: {}\n\n"
        "This page is printed by `casetide pathway {}` from that scenario and what it extends: change the scenario, "
        "not the page.\n\n"
        "[How children move](#how-children-move) · [Clocks](#clocks) · [How statuses run out](#how-statuses-run-out) "
        "· [Birthdays](#birthdays) · [Decisions](#decisions)\n\n",
        markdown(scenario_.title), file_);
  }

  // --- how children move

  void diagram() {
    const Flow flow = flow_of(scenario_);
    text_ += fmt::format(
        "## How children move\n\n"
        "A child can hold several statuses at once. An arrow says what is decided, and in which share of the times "
        "that it is decided: a range where that depends on the case, no share where it is always so, no words where "
        "they would only repeat where it leads. A dotted arrow comes by time alone; a line without a head joins what "
        "is held together. Colours: {}.\n\n"
        "```mermaid\n"
        "{}```\n\n",
        colours_in_words(), mermaid_flowchart(flow));
    text_ +=
        "Not drawn: what leaves a child where it is, moves between the statuses of one box, and what a birthday "
        "brings to a child of whatever status.";
    if (!flow.left_out.empty())
      text_ += fmt::format(" Nor these, which stand beside other statuses: {}.", labels(flow.left_out));
    text_ += fmt::format(
        " Where an outcome does not say how many come back, {} of closed households are referred again.\n\n",
        percent(scenario_.demand.returns.share));
  }

  // --- clocks

  void clocks() {
    text_ +=
        "## Clocks\n\n"
        "Statuses stand in the order of the scenario: the last one that a child holds says which team it belongs to. "
        "A clock runs from the start of the status or from the referral; where the status begins again later, from "
        "its start. A plan is monitored by supervision on the child and by what says so below. `guidance` is "
        "statutory guidance; `until` a day means no longer on that day. The safeguards are explained in "
        "`models/README.md`.\n\n";
    for (std::size_t status = 0; status < pathway().statuses.size(); ++status) clocks_of(StatusId(status));
    clocks_of_every_worker();
  }

  void clocks_of(StatusId id) {
    const Status& status = pathway().statuses[index(id)];
    text_ += fmt::format("### {}\n\n{}\n\n", markdown(status.label), standing(id));
    table_of_clocks([&](const Obligation& rule) {
      return rule.starts != Obligation::Starts::on_change_of_worker && rule.during == id;
    });
  }

  void clocks_of_every_worker() {
    text_ += "### Any status with a worker\n\n";
    if (const auto& supervision = scenario_.staffing.supervision)
      text_ += fmt::format("Supervision of each case holder by a {}, {}: {} minutes, {} for each child.\n\n",
                           in_words(pathway().roles[index(supervision->by)]), every(supervision->every),
                           supervision->session.count(), supervision->per_child.count());
    table_of_clocks([](const Obligation& rule) { return rule.starts == Obligation::Starts::on_change_of_worker; });
  }

  /// Whose the status is, and what its holders count as.
  std::string standing(StatusId id) const {
    const Status& status = pathway().statuses[index(id)];
    Cells teams, words;
    for (const models::Team& team : scenario_.staffing.teams)
      if (std::ranges::find(team.serves, id) != team.serves.end()) teams.push_back(markdown(team.label));
    words.push_back(teams.empty() ? "No team of its own" : "Team: " + listed(teams, "or"));
    words.push_back(status.needs_worker ? "a named worker is needed" : "no named worker is needed");
    if (status.counts_as == models::CountsAs::contact) words.push_back("not yet counted as an open child");
    if (status.counts_as == models::CountsAs::care_leaver) words.push_back("counted as a care leaver");
    if (status.reported_under) words.push_back("reported under " + label(*status.reported_under));
    return fmt::format("{}.", fmt::join(words, "; "));
  }

  void table_of_clocks(const auto& belongs) {
    std::string rows;
    for (const Obligation& rule : pathway().obligations)
      if (belongs(rule)) rows += clock(rule);
    if (rows.empty()) {
      text_ += "No clocks.\n\n";
      return;
    }
    text_ += head({"Obligation", "Who", "What it does", "First clock", "Then", "Renewed besides", "Safeguard", "Basis",
                   "In force", "Source"}) +
             rows + "\n";
  }

  std::string clock(const Obligation& rule) const {
    return row({markdown(rule.label), who(rule, pathway()), effects(rule), first_clock(rule),
                later_clocks(rule, pathway()), renewal(rule), safeguard(rule), basis(rule.basis),
                in_words(rule.in_force), markdown(rule.source)});
  }

  std::string effects(const Obligation& rule) const {
    Cells words;
    if (rule.sees_child) words.push_back("sees the child");
    if (rule.monitors) words.push_back("monitors the plan");
    if (rule.progresses_plan) words.push_back("moves the plan on");
    if (rule.decides) words.push_back("decides: " + link_to(decision(*rule.decides)));
    return fmt::format("{}", fmt::join(words, ", "));
  }

  // --- how statuses run out

  void waits() {
    std::string rows;
    for (std::size_t place = 0; place < pathway().statuses.size(); ++place)
      if (const auto& need = pathway().statuses[place].need) rows += wait(StatusId(place), *need);
    text_ += "## How statuses run out\n\n";
    if (rows.empty()) {
      text_ += "They end by their decisions alone.\n\n";
      return;
    }
    text_ += "Those that are not listed end by their decisions alone.\n\n" +
             head({"Status", "Met by", "On average", "Then"}) + rows + "\n";
  }

  std::string wait(StatusId id, const models::Need& need) const {
    if (need.met_by == models::Need::MetBy::time)
      return row({label(id), "time", fmt::format("{} days", amount(need.amount.mean())),
                  need.then ? link_to(decision(*need.then)) : ""});
    std::string then = noticed_at(id);
    if (need.lost_on_change_of_worker > 0)
      then += fmt::format("; a change of worker undoes {} of the work done", percent(need.lost_on_change_of_worker));
    return row({label(id), "work", fmt::format("{} hours of work on the plan", amount(need.amount.mean())), then});
  }

  /// The decisions of the status that ask whether the need is met.
  std::string noticed_at(StatusId id) const {
    Cells links;
    for (const Obligation& rule : pathway().obligations) {
      if (!rule.decides || rule.during != id) continue;
      const Decision& one = decision(*rule.decides);
      const std::string link = link_to(one);
      const bool asks =
          std::ranges::any_of(one.cases, [](const Decision::Case& any) { return any.need_met.has_value(); });
      if (asks && std::ranges::find(links, link) == links.end()) links.push_back(link);
    }
    return links.empty() ? "noticed by no decision" : fmt::format("noticed at: {}", fmt::join(links, ", "));
  }

  void birthdays() {
    text_ += fmt::format("## Birthdays\n\nNobody aged {} or over is referred.\n\n", pathway().adult_at);
    if (pathway().birthdays.empty()) return;
    text_ += head({"Birthday", "Decided about every open child"});
    for (const models::Birthday& birthday : pathway().birthdays)
      text_ += row({ordinal(birthday.age), link_to(decision(birthday.decides))});
    text_ += "\n";
  }

  // --- decisions

  void decisions() {
    text_ +=
        "## Decisions\n\n"
        "The first case that applies counts, and one of its outcomes is drawn by its share. A status that ends and "
        "begins is begun afresh. A child whose last status ends is closed.\n";
    for (std::size_t place = 0; place < pathway().decisions.size(); ++place)
      decision_in_full(models::DecisionId(place));
  }

  void decision_in_full(models::DecisionId id) {
    const Decision& one = decision(id);
    text_ +=
        fmt::format("\n### Decision: {}\n\nTaken {}. {}.\n\n", in_words(one.name), occasions(id),
                    one.per_household ? "Siblings who stand at it together share the draw" : "Drawn for each child");
    text_ += head({"When", "Outcome", "Share", "Ends", "Begins", "Starts", "Comes back"});
    for (const Decision::Case& candidate : one.cases) text_ += rows(candidate, one);
  }

  std::string occasions(models::DecisionId id) const {
    Cells words;
    for (const Obligation& rule : pathway().obligations)
      if (rule.decides == id) words.push_back(fmt::format("at {}", name(rule.label)));
    for (const Status& status : pathway().statuses)
      if (status.need && status.need->then == id)
        words.push_back(fmt::format("when the time of {} is over", name(status.label)));
    for (const models::Birthday& birthday : pathway().birthdays)
      if (birthday.decides == id) words.push_back(fmt::format("at the {} birthday", ordinal(birthday.age)));
    return listed(words, "or");
  }

  /// The outcomes of a case; when it applies stands beside the first.
  std::string rows(const Decision::Case& candidate, const Decision& of) const {
    const bool is_first = &candidate == &of.cases.front();
    const std::string condition = in_words(candidate, pathway());
    std::string when = is_first ? "Always" : "Otherwise";
    if (!condition.empty()) when = (is_first ? "If " : "Otherwise, if ") + condition;
    std::string rows;
    const Outcome* above = nullptr;
    for (const Outcome& outcome : candidate.outcomes) {
      rows += row({when, in_words(outcome.name), percent(outcome.share), ends(outcome, above), labels(outcome.begins),
                   labels(outcome.starts), outcome.comes_back ? percent(*outcome.comes_back) : ""});
      when.clear();
      above = &outcome;
    }
    return rows;
  }

  std::string ends(const Outcome& outcome, const Outcome* above) const {
    constexpr std::size_t many = 3;
    if (outcome.closes) return "everything: the child is closed";
    if (above && outcome.ends.size() > many && outcome.ends == above->ends) return "as above";
    return labels(outcome.ends);
  }

  const models::Scenario& scenario_;
  const std::string& file_;
  std::string text_;
};

}  // namespace

std::string pathway_page(const models::Scenario& scenario, const std::string& file) {
  return Page(scenario, file).text();
}

}  // namespace casetide::output
