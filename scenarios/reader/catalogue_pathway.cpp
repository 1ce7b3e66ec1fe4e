// Measures of the catalogue that change clocks and the shares of outcomes.
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "scenarios/reader/amounts.hpp"
#include "scenarios/reader/catalogue_reading.hpp"

namespace casetide::scenarios {

namespace {

void set_unless_so(const Value& span, const std::string& path, const Node& to, const Reading& reading) {
  const auto what = changeable(span, path, reading.ground, false);
  if (what && !same_value(*find(reading.ground.tree, *what), to))
    reading.to.changes.push_back(setting(span, *what, reading.effects, to));
}

/// The outcomes with another share of one; the others keep their proportions.
Altered with_share(const Node& outcomes, const std::string& outcome, const std::function<double(double)>& change) {
  const Node* const before = find(outcomes, *TreePath::parse(outcome + ".share"));
  const double was = before != nullptr ? as_number(*before).value_or(1) : 1;
  const double now = change(was);
  if (now > 1) return {{}, fmt::format("the share of {} would be above 100%", shown(outcome))};
  if (was > 1 - 1e-9 && now < was)
    return {{}, fmt::format("no other outcome is there to take over from {}", shown(outcome))};
  Node result = outcomes;
  for (const Node::Entry& entry : outcomes.entries()) {
    const auto path = TreePath::parse(entry.key + ".share");
    const Node* const share = path ? find(outcomes, *path) : nullptr;
    const auto standing = share != nullptr ? as_number(*share) : std::nullopt;
    if (!standing) continue;
    const double other = was < 1 ? *standing * (1 - now) / (1 - was) : *standing;
    result = with_value(std::move(result), *path, number_like(*share, entry.key == outcome ? now : other));
  }
  return {std::move(result), {}};
}

std::vector<std::string> outcomes_of(const models::Decision& decision) {
  std::vector<std::string> names;
  for (const models::Decision::Case& one : decision.cases)
    for (const models::Outcome& outcome : one.outcomes) names.push_back(outcome.name);
  return names;
}

/// In every case of the decision that has the outcome.
void change_shares(const models::Decision& decision, const std::string& outcome, const Reading& reading) {
  const bool absolute = reading.table.has("share");
  const Value amount = reading.table[absolute ? "share" : "by"];
  const double value = absolute ? amount.share() : factor(amount);
  const auto change = [=](double was) { return absolute ? value : was * value; };
  for (std::size_t place = 0; place < decision.cases.size(); ++place) {
    const auto& outcomes = decision.cases[place].outcomes;
    if (std::ranges::find(outcomes, outcome, &models::Outcome::name) == outcomes.end()) continue;
    const std::string path = fmt::format("pathway.decisions.{}.cases[{}].outcomes", decision.name, place);
    Change shares = setting(amount, *TreePath::parse(path), reading.effects, Node::nothing({}));
    shares.kind = absolute ? Change::Kind::absolute : Change::Kind::relative;
    shares.alter = [=](const Node* standing, double) -> Altered {
      if (standing == nullptr) return {{}, "there are no outcomes to change"};
      return with_share(*standing, outcome, change);
    };
    reading.to.changes.push_back(std::move(shares));
  }
}

}  // namespace

void set_clocks(const Reading& reading) {
  for (const Named& entry : keyed_entries(reading.table["clocks"])) {
    const auto id = reading.ground.names.obligations.find_key<models::ObligationId>(entry);
    const auto& all = reading.ground.base.pathway.obligations;
    if (!id || index(*id) >= all.size()) continue;
    const std::string clock = fmt::format("pathway.obligations.{}.clock", entry.name);
    const std::size_t before = reading.to.changes.size();
    const Node& to = entry.value.node();
    set_unless_so(entry.value, clock + ".first", to, reading);
    if (!all[index(*id)].then_every.empty())
      set_unless_so(entry.value, clock + ".then_every", Node::sequence({to}, to.place()), reading);
    if (reading.to.changes.size() == before) entry.value.problem("changes nothing: the clock is so already");
  }
}

void change_share(const Reading& reading) {
  const Value name = reading.table["decision"], outcome = reading.table["outcome"];
  for (const std::string_view key : {"outcome", "share", "by"})
    if (!name.present()) reading.table[key].problem("missing key `decision`: of what");
  const auto id = reading.ground.names.decisions.find<models::DecisionId>(name);
  const auto& all = reading.ground.base.pathway.decisions;
  if (!id || index(*id) >= all.size()) return;
  if (!outcome.present()) return reading.value.problem("missing key `outcome`: which of the decision's outcomes");
  const std::size_t before = reading.value.problems().count();
  const bool one = says_one(reading, "share", "by");
  const Names known("outcome", "outcomes", outcomes_of(all[index(*id)]));
  const bool found = known.find<std::size_t>(outcome).has_value();
  if (one && found && reading.value.problems().count() == before)
    change_shares(all[index(*id)], outcome.text(), reading);
}

}  // namespace casetide::scenarios
