#include "output/pathway_flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "output/pathway_words.hpp"

namespace casetide::output {

namespace {

using models::Decision, models::Obligation, models::Outcome, models::Status, models::StatusId;
using Group = Flow::Group;
using Kind = Flow::Kind;
using Name = std::string;  // of a node
using Names = std::vector<Name>;
using Statuses = std::vector<StatusId>;

constexpr const char* closed = "closed";

bool contains(const auto& list, const auto& item) { return std::ranges::find(list, item) != std::ranges::end(list); }

void add(auto& list, const auto& item) {
  if (!contains(list, item)) list.push_back(item);
}

/// What one outcome does: from all of these to all of those.
struct Turn {
  Names from, to;
  Names ends;  // in which of the boxes something ends
  std::string when, outcome;
  std::optional<double> share;
  bool by_time = false;
};

/// Which statuses share a box. A box is known by the first of its statuses, in `Pathway::statuses`.
class Boxes {
 public:
  explicit Boxes(const models::Scenario& scenario) : statuses_(scenario.pathway.statuses), served_(statuses_.size()) {
    for (const models::Team& team : scenario.staffing.teams)
      for (const StatusId status : team.serves) served_[index(status)] = true;
    join(moves_between_unserved(scenario.pathway));
  }

  Name of(StatusId status) const { return name_of(index(status)); }
  Names of(const Statuses& statuses) const {
    Names names;
    for (const StatusId status : statuses) add(names, of(status));
    return names;
  }
  Statuses in(const Name& name) const {
    Statuses statuses;
    for (std::size_t status = 0; status < statuses_.size(); ++status)
      if (name_of(status) == name) statuses.push_back(StatusId(status));
    return statuses;
  }
  Names all() const {
    Names names;
    for (std::size_t status = 0; status < statuses_.size(); ++status) add(names, name_of(status));
    return names;
  }
  bool is_served(StatusId status) const { return served_[index(status)]; }
  bool is_served(const Name& name) const {
    return std::ranges::any_of(in(name), [&](StatusId status) { return is_served(status); });
  }

 private:
  using Moves = std::vector<std::vector<bool>>;  // [from][to]

  Name name_of(std::size_t status) const { return "status_" + statuses_[first_[status]].name; }

  /// From which status that no team serves a child can come to which other, at once or by more of them.
  Moves moves_between_unserved(const models::Pathway& pathway) const {
    Moves moves(statuses_.size(), std::vector<bool>(statuses_.size()));
    for (const Decision& decision : pathway.decisions)
      for (const Decision::Case& one : decision.cases)
        for (const Outcome& outcome : one.outcomes) note_moves(outcome, moves);
    for (std::size_t by = 0; by < moves.size(); ++by)
      for (std::size_t from = 0; from < moves.size(); ++from)
        for (std::size_t to = 0; to < moves.size(); ++to)
          if (moves[from][by] && moves[by][to]) moves[from][to] = true;
    return moves;
  }

  void note_moves(const Outcome& outcome, Moves& moves) const {
    for (const StatusId from : outcome.ends)
      for (const StatusId to : outcome.begins)
        if (!is_served(from) && !is_served(to)) moves[index(from)][index(to)] = true;
  }

  void join(const Moves& moves) {
    for (std::size_t status = 0; status < statuses_.size(); ++status) {
      std::size_t first = 0;
      while (first < status && !(moves[first][status] && moves[status][first])) ++first;
      first_.push_back(first);
    }
    for (std::size_t status = 0; status < statuses_.size(); ++status)
      if (const auto under = statuses_[status].reported_under) first_[status] = first_[index(*under)];
  }

  const std::vector<Status>& statuses_;
  std::vector<bool> served_;
  std::vector<std::size_t> first_;
};

struct Entry {
  std::string label, number;
};

/// Reads the decisions as turns from nodes to nodes.
class Turns {
 public:
  Turns(const models::Scenario& scenario, const Boxes& boxes) : pathway_(scenario.pathway), boxes_(boxes) {
    enter("referral", "Referral", "", boxes.of(pathway_.on_referral));
    for (const Decision& decision : pathway_.decisions) add(decision);
    for (const models::Stream& stream : scenario.demand.streams)
      enter("stream_" + stream.name, capital(in_words(stream.name)), number(stream), boxes.of(stream.begins));
  }

  std::vector<Turn> turns;
  std::map<Name, Entry> entries;                      // where children come from
  std::map<Name, const Obligation*> later_decisions;  // taken only when another decision asks for it

 private:
  static std::string number(const models::Stream& stream) {
    if (stream.a_year > 0) return amount(stream.a_year) + " a year";
    return amount(stream.per_first_referral) + " for each first referral";
  }

  void enter(const Name& node, const std::string& label, const std::string& words, const Names& begun) {
    entries[node] = {label, words};
    turns.push_back({{node}, begun, {}, "", "", {}, false});
  }

  void add(const Decision& decision) {
    const Statuses held = held_at(decision);
    const auto own = own_node(decision);
    for (const Decision::Case& one : decision.cases) {
      const std::string when = one.need_met.value_or(false) ? "need met" : "";
      if (!held.empty()) add_outcomes(one, own ? Names{*own} : boxes_.of(held), held, when, is_by_time(decision));
      for (const models::Birthday& birthday : pathway_.birthdays)
        if (is(birthday.decides, decision) && !one.holding.empty())
          add_outcomes(one, boxes_.of(one.holding), one.holding, fmt::format("at {}", birthday.age), false);
    }
  }

  void add_outcomes(const Decision::Case& one, const Names& from, const Statuses& held, const std::string& when,
                    bool by_time) {
    for (const Outcome& outcome : one.outcomes) {
      const Names to = destinations(one, outcome, held);
      if (to.empty()) continue;
      turns.push_back({from, to, boxes_.of(outcome.ends), when, in_words(outcome.name), outcome.share, by_time});
    }
  }

  bool is(models::DecisionId id, const Decision& decision) const { return &pathway_.decisions[index(id)] == &decision; }
  bool decides(const Obligation& rule, const Decision& decision) const {
    return rule.decides && is(*rule.decides, decision);
  }

  /// The statuses in one of which it is decided.
  Statuses held_at(const Decision& decision) const {
    Statuses statuses;
    for (const Obligation& rule : pathway_.obligations)
      if (decides(rule, decision) && rule.starts != Obligation::Starts::on_change_of_worker)
        output::add(statuses, rule.during);
    for (std::size_t status = 0; status < pathway_.statuses.size(); ++status)
      if (const auto& need = pathway_.statuses[status].need; need && need->then && is(*need->then, decision))
        output::add(statuses, StatusId(status));
    return statuses;
  }

  bool is_by_time(const Decision& decision) const {
    return std::ranges::none_of(pathway_.obligations, [&](const auto& rule) { return decides(rule, decision); });
  }

  /// A node for the decision itself, where only another decision brings it about.
  std::optional<Name> own_node(const Decision& decision) {
    const Obligation* decider = nullptr;
    for (const Obligation& rule : pathway_.obligations) {
      if (!decides(rule, decision)) continue;
      if (rule.starts != Obligation::Starts::when_decided) return {};
      if (!decider) decider = &rule;
    }
    if (!decider) return {};
    const Name node = "decision_" + decision.name;
    later_decisions[node] = decider;
    return node;
  }

  Names destinations(const Decision::Case& one, const Outcome& outcome, const Statuses& held) {
    if (outcome.closes) return {closed};
    Names nodes = boxes_.of(outcome.begins);
    for (const models::ObligationId id : outcome.starts)
      if (const auto next = pathway_.obligations[index(id)].decides)
        if (const auto node = own_node(pathway_.decisions[index(*next)])) output::add(nodes, *node);
    if (nodes.empty() && leaves_nothing(one, outcome, held)) nodes.push_back(closed);
    return nodes;
  }

  /// As far as can be seen: a status that a team serves ends, and nothing that the child is known to hold goes on.
  bool leaves_nothing(const Decision::Case& one, const Outcome& outcome, const Statuses& held) const {
    const auto ends = [&](StatusId status) { return contains(outcome.ends, status); };
    return std::ranges::any_of(outcome.ends, [&](StatusId status) { return boxes_.is_served(status); }) &&
           std::ranges::all_of(held, ends) && std::ranges::all_of(one.holding, ends);
  }

  const models::Pathway& pathway_;
  const Boxes& boxes_;
};

/// Puts boxes and turns together into what is drawn.
class Drawing {
 public:
  explicit Drawing(const models::Scenario& scenario) : scenario_(scenario), boxes_(scenario), read_(scenario, boxes_) {
    find_companions();
    for (const Turn& turn : read_.turns) add_arrows(turn);
    leave_out_what_leads_nowhere();
    add_nodes();
    for (const auto& [companion, main] : mains_)
      if (is_drawn(companion) && !has_arrow(main, companion)) flow_.ties.push_back({main, companion});
  }

  Flow flow() { return std::move(flow_); }

 private:
  /// A box that no team serves is the companion of one that is there wherever it is begun.
  void find_companions() {
    for (const Name& box : boxes_.all()) {
      if (boxes_.is_served(box)) continue;
      const std::set<Name> mains = always_with(box);
      if (!mains.empty()) mains_[box] = *mains.begin();
    }
  }

  /// What is there whenever the box is entered; moves inside it do not count.
  std::set<Name> always_with(const Name& box) const {
    std::optional<std::set<Name>> always;
    for (const Turn& turn : read_.turns) {
      if (!contains(turn.to, box) || contains(turn.from, box) || contains(turn.ends, box)) continue;
      std::set<Name> now(turn.to.begin(), turn.to.end());
      now.insert(turn.from.begin(), turn.from.end());
      if (always) std::erase_if(*always, [&](const Name& other) { return !now.contains(other); });
      if (!always) always = now;
    }
    if (!always) return {};
    std::erase_if(*always, [&](const Name& other) { return !boxes_.is_served(other); });
    return *always;
  }

  /// Moves inside a box, or into one where the child is already, are not drawn.
  void add_arrows(const Turn& turn) {
    for (const Name& from : turn.from)
      for (const Name& to : turn.to) {
        if (from == to || contains(turn.ends, to) || comes_with_another(to, turn.to)) continue;
        add_words(arrow(from, to == closed ? closed_after(from) : to), words(turn, to), turn);
      }
  }

  /// The outcome's name is left out where it only repeats where the arrow leads.
  std::string words(const Turn& turn, const Name& to) const {
    const bool repeats = contains(names_in_words(to), turn.outcome);
    if (turn.when.empty()) return repeats ? "" : turn.outcome;
    return repeats ? turn.when : turn.when + ": " + turn.outcome;
  }

  Names names_in_words(const Name& node) const {
    if (node == closed) return {"close", "closed"};
    Names names;
    for (const StatusId status : boxes_.in(node))
      names.push_back(in_words(scenario_.pathway.statuses[index(status)].name));
    return names;
  }

  bool comes_with_another(const Name& box, const Names& begun) const {
    const auto main = mains_.find(box);
    return main != mains_.end() && contains(begun, main->second);
  }

  static Name closed_after(const Name& from) { return fmt::format("{}_after_{}", closed, from); }

  Flow::Arrow& arrow(const Name& from, const Name& to) {
    for (Flow::Arrow& known : flow_.arrows)
      if (known.from == from && known.to == to) return known;
    return flow_.arrows.emplace_back(Flow::Arrow{from, to, {}, true});
  }

  static void add_words(Flow::Arrow& arrow, const std::string& text, const Turn& turn) {
    arrow.by_time = arrow.by_time && turn.by_time;
    const auto known = std::ranges::find(arrow.words, text, &Flow::Words::text);
    if (known == arrow.words.end()) {
      arrow.words.push_back({text, turn.share, turn.share});
    } else if (turn.share) {
      known->low = std::min(*known->low, *turn.share);
      known->high = std::max(*known->high, *turn.share);
    }
  }

  bool has_arrow(const Name& from, const Name& to) const {
    return std::ranges::any_of(flow_.arrows, [&](const auto& arrow) { return arrow.from == from && arrow.to == to; });
  }

  void leave_out_what_leads_nowhere() {
    for (const Name& box : boxes_.all()) {
      const bool leads_on = std::ranges::any_of(flow_.arrows, [&](const auto& arrow) { return arrow.from == box; });
      const Statuses here = boxes_.in(box);
      if (leads_on || boxes_.is_served(box) || here.size() > 1) continue;
      flow_.left_out.push_back(here.front());
      std::erase_if(flow_.arrows, [&](const auto& arrow) { return arrow.to == box; });
    }
  }

  bool is_drawn(const Name& box) const {
    return std::ranges::none_of(boxes_.in(box), [&](StatusId status) { return contains(flow_.left_out, status); });
  }

  // --- nodes

  Group group_of(const Name& node) const {
    const auto decision = read_.later_decisions.find(node);
    if (decision != read_.later_decisions.end()) return group_of(boxes_.of(decision->second->during));
    const Statuses here = boxes_.in(node);
    if (here.empty()) return Group::none;
    const models::Pathway& pathway = scenario_.pathway;
    const auto holds = [&](std::optional<StatusId> status) { return status && contains(here, *status); };
    const auto holds_any = [&](const Statuses& of) { return std::ranges::any_of(of, holds); };
    const auto counts_as = [&](models::CountsAs what) {
      return std::ranges::any_of(here, [&](StatusId id) { return pathway.statuses[index(id)].counts_as == what; });
    };
    if (counts_as(models::CountsAs::care_leaver)) return Group::leaving_care;
    if (holds(pathway.national.looked_after) || holds_any(pathway.national.placements)) return Group::care;
    if (counts_as(models::CountsAs::contact) || holds_any(pathway.on_referral)) return Group::front_door;
    if (holds(pathway.national.in_assessment)) return Group::front_door;
    const auto main = mains_.find(node);
    return main != mains_.end() ? group_of(main->second) : Group::help;
  }

  void add_nodes() {
    for (const auto& [node, entry] : read_.entries) {
      flow_.nodes.push_back({node, Kind::entry, Group::none, {entry.label}, {}});
      if (!entry.number.empty()) flow_.nodes.back().words = {{entry.number, {}, {}}};
    }
    for (const Name& box : boxes_.all())
      if (is_drawn(box)) flow_.nodes.push_back({box, Kind::statuses, group_of(box), labels(box), {}});
    for (const auto& [node, rule] : read_.later_decisions)
      flow_.nodes.push_back({node, Kind::decision, group_of(node), {rule->label}, {}});
    for (Flow::Arrow& arrow : flow_.arrows) {
      if (arrow.to != closed_after(arrow.from)) continue;
      flow_.nodes.push_back({arrow.to, Kind::closed, group_of(arrow.from), {"Closed"}, arrow.words});
      arrow.words.clear();
    }
  }

  std::vector<std::string> labels(const Name& box) const {
    std::vector<std::string> labels;
    for (const StatusId status : boxes_.in(box)) labels.push_back(scenario_.pathway.statuses[index(status)].label);
    return labels;
  }

  const models::Scenario& scenario_;
  const Boxes boxes_;
  const Turns read_;
  std::map<Name, Name> mains_;  // [companion]
  Flow flow_;
};

}  // namespace

Flow flow_of(const models::Scenario& scenario) { return Drawing(scenario).flow(); }

}  // namespace casetide::output
