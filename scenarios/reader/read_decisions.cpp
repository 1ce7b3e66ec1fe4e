// pathway.decisions: the cases of each decision, and how each can go.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

/// What the outcomes refer to.
struct Surroundings {
  const Vocabulary& names;
  const Coverage& coverage;
  const std::vector<models::Obligation>& obligations;
};

std::vector<models::ObligationId> started(const Value& list, const Surroundings& around) {
  for (const Value& item : list.items()) {
    const auto id = around.names.obligations.find<models::ObligationId>(item);
    if (!id || index(*id) >= around.obligations.size()) continue;
    const models::Obligation& obligation = around.obligations[index(*id)];
    if (obligation.starts != models::Obligation::Starts::when_decided)
      item.problem(fmt::format("the obligation `{}` is not marked `starts: when_decided`", obligation.name));
  }
  return around.names.obligations.find_all<models::ObligationId>(list);
}

std::optional<double> comes_back(const Value& value, const models::Outcome& outcome) {
  if (!value.present()) return {};
  const bool may_close = outcome.closes || (!outcome.ends.empty() && outcome.begins.empty());
  if (!may_close) value.problem("only an outcome that closes the child says who comes back");
  return value.share();
}

/// A list of statuses, or `all`: whichever the child holds.
std::vector<models::StatusId> ended(const Value& value, const Names& statuses) {
  if (!value.is_word("all")) return statuses.find_all<models::StatusId>(value);
  std::vector<models::StatusId> every;
  for (std::size_t place = 0; place < statuses.size(); ++place) every.push_back(models::id_at<models::StatusId>(place));
  return every;
}

/// 0 of the `rest`, which is known once the others are.
double share_or_rest(const Value& value) {
  static const std::vector<std::string> words = {"rest"};
  if (value.is_word("rest")) return 0;
  const bool is_text = value.present() && value.node().is_scalar();
  if (!is_text || !nearest(value.node().text(), words)) return value.share();
  value.problem(fmt::format("{} is no share; did you mean `rest`?", shown(value.node().text())));
  return 0;
}

models::Outcome outcome(const Named& entry, const Surroundings& around) {
  const Table table(entry.value);
  models::Outcome outcome;
  outcome.name = entry.name;
  outcome.share = share_or_rest(table["share"]);
  outcome.closes = table["closes"].boolean();
  outcome.ends = ended(table["ends"], around.names.statuses);
  outcome.begins = served_statuses(table["begins"], around.names, around.coverage);
  outcome.starts = started(table["starts"], around);
  outcome.comes_back = comes_back(table["comes_back"], outcome);
  if (outcome.closes && !(outcome.begins.empty() && outcome.starts.empty()))
    entry.problem("an outcome that closes the child can begin and start nothing");
  return outcome;
}

void read_ages(const Table& table, models::Decision::Case& one) {
  const std::size_t before = table["age_from"].problems().count();
  one.age_from = static_cast<int>(table["age_from"].whole_number());
  one.age_below = static_cast<int>(table["age_below"].whole_number(one.age_below));
  if (table["age_from"].problems().count() == before && one.age_from >= one.age_below)
    table["age_below"].problem(fmt::format("must be above `age_from`, {}", one.age_from));
}

void read_condition(const Value& value, const Vocabulary& names, models::Decision::Case& one) {
  const Table table(value);
  if (table.has("need_met")) one.need_met = table["need_met"].boolean();
  one.holding = names.statuses.find_all<models::StatusId>(table["holding"]);
  one.not_holding = names.statuses.find_all<models::StatusId>(table["not_holding"]);
  one.in_force = in_force(table);
  one.occasion = static_cast<int>(table["occasion"].whole_number());
  read_ages(table, one);
}

/// Gives what the other outcomes leave to the one whose share is the `rest`; notes where there are two of these, and
/// where shares come to anything but 1.
void check_shares(const Value& outcomes, models::Decision::Case& one) {
  models::Outcome* rest = nullptr;
  double sum = 0;
  std::size_t place = 0;
  for (const Named& entry : named_entries(outcomes)) {
    models::Outcome& outcome = one.outcomes[place++];
    sum += outcome.share;
    if (!entry.value.at("share").is_word("rest")) continue;
    if (rest != nullptr) return entry.value.at("share").problem("only one outcome of a case takes the rest");
    rest = &outcome;
  }
  if (rest == nullptr) return check_sum_of_shares(outcomes, sum);
  if (sum > 1 + 1e-9) return outcomes.problem(fmt::format("the shares come to {:g} %: there is no rest", 100 * sum));
  rest->share = std::max(0.0, 1 - sum);
}

models::Decision::Case read_case(const Value& value, const Surroundings& around) {
  const Table table(value);
  models::Decision::Case one;
  read_condition(table["when"], around.names, one);
  const std::size_t before = value.problems().count();
  for (const Named& entry : named_entries(table["outcomes"])) one.outcomes.push_back(outcome(entry, around));
  if (value.problems().count() == before) check_shares(table["outcomes"], one);
  return one;
}

bool applies_always(const models::Decision::Case& one) {
  const models::Decision::Case any;
  const bool to_all_ages = one.age_from <= any.age_from && one.age_below >= any.age_below;
  const bool on_all_days = one.in_force.from == any.in_force.from && one.in_force.until == any.in_force.until;
  return !one.need_met && one.holding.empty() && one.not_holding.empty() && to_all_ages && on_all_days &&
         one.occasion == any.occasion;
}

/// Every child must find a case, and every case a child.
void check_reach(const Value& cases, const models::Decision& decision) {
  const std::vector<Value> items = cases.items();
  const auto always = std::ranges::find_if(decision.cases, applies_always);
  const auto reached = static_cast<std::size_t>(always - decision.cases.begin()) + 1;
  if (always == decision.cases.end())
    items.back().problem("the last case must apply to everybody left; leave its `when` out");
  if (reached < items.size()) items[reached].problem("never reached: the case before it applies to everybody");
}

models::Decision decision(const Named& entry, const Surroundings& around) {
  const Table table(entry.value);
  models::Decision decision;
  decision.name = entry.name;
  decision.per_household = table["per_household"].boolean();
  const Value cases = table["cases"];
  const std::size_t before = entry.value.problems().count();
  for (const Value& item : cases.items()) decision.cases.push_back(read_case(item, around));
  if (entry.value.problems().count() != before) return decision;
  if (decision.cases.empty()) {
    cases.problem("a decision has at least one case");
  } else {
    check_reach(cases, decision);
  }
  return decision;
}

}  // namespace

std::vector<models::Decision> read_decisions(const Value& value, const Vocabulary& names, const Coverage& coverage,
                                             const std::vector<models::Obligation>& obligations) {
  const Surroundings around{names, coverage, obligations};
  std::vector<models::Decision> decisions;
  for (const Named& entry : named_entries(value)) decisions.push_back(decision(entry, around));
  return decisions;
}

}  // namespace casetide::scenarios
