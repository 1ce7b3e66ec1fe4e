#include "output/events.hpp"

#include "models/employment.hpp"
#include "models/safeguard_names.hpp"
#include "output/pathway_words.hpp"

namespace casetide::output {

namespace {

using models::Fact;
using models::FactTable;

std::string or_words(const std::string& label, const std::string& name) {
  return label.empty() ? in_words(name) : label;
}

std::size_t number_of(FactTable table) { return static_cast<std::size_t>(table); }

std::string name_of(FactTable table) { return std::string(models::fact_table_names[number_of(table)]); }

/// Adds all names of a table; returns their codes.
template <typename Names>
std::vector<std::int32_t> add_all(NameTable& to, FactTable table, const Names& names) {
  std::vector<std::int32_t> codes;
  for (const auto& name : names)
    codes.push_back(to.add(name_of(table), std::string(name), in_words(std::string(name))));
  return codes;
}

/// ... of entries that have a name and perhaps a label.
template <typename Entry>
std::vector<std::int32_t> add_labelled(NameTable& to, FactTable table, const std::vector<Entry>& entries) {
  std::vector<std::int32_t> codes;
  for (const Entry& entry : entries)
    if constexpr (requires { entry.label; })
      codes.push_back(to.add(name_of(table), entry.name, or_words(entry.label, entry.name)));
    else
      codes.push_back(to.add(name_of(table), entry.name, in_words(entry.name)));
  return codes;
}

std::int64_t number_or_none(std::size_t id) { return id == 0xffffffff ? -1 : static_cast<std::int64_t>(id); }

}  // namespace

std::int32_t NameTable::add(const std::string& kind, const std::string& name, const std::string& label) {
  entries.names.push_back(kind + "." + name);
  entries.labels.push_back(label);
  kinds.push_back(kind);
  names.push_back(name);
  return static_cast<std::int32_t>(names.size() - 1);
}

EventCoder::EventCoder(const models::Scenario& scenario) : start_(scenario.period_from) {
  for (const models::FactTraits& traits : models::fact_traits) {
    names_.activities.names.emplace_back(traits.name);
    names_.activities.labels.emplace_back(traits.words);
  }
  for (const models::Team& team : scenario.staffing.teams) {
    names_.teams.names.push_back(team.name);
    names_.teams.labels.push_back(or_words(team.label, team.name));
  }
  add_tables(scenario);
  add_outcomes(scenario);
}

void EventCoder::add_tables(const models::Scenario& scenario) {
  NameTable& to = names_.matters;
  const auto codes = [this](FactTable table) -> auto& { return matters_[number_of(table)]; };
  codes(FactTable::status) = add_labelled(to, FactTable::status, scenario.pathway.statuses);
  codes(FactTable::obligation) = add_labelled(to, FactTable::obligation, scenario.pathway.obligations);
  codes(FactTable::decision) = add_labelled(to, FactTable::decision, scenario.pathway.decisions);
  codes(FactTable::urgency) = add_labelled(to, FactTable::urgency, scenario.demand.urgencies);
  codes(FactTable::component) = add_all(to, FactTable::component, models::component_names);
  codes(FactTable::role) = add_all(to, FactTable::role, scenario.pathway.roles);
  codes(FactTable::contract) = add_all(to, FactTable::contract, models::contract_names);
  without_obligation_ = to.add("work", "with_a_colleague", "Supervision or mentoring");
}

/// Decisions share outcomes of the same name: the matter says which decision it is.
void EventCoder::add_outcomes(const models::Scenario& scenario) {
  NameTable& to = names_.outcomes;
  const auto codes = [this](FactTable table) -> auto& { return outcomes_[number_of(table)]; };
  codes(FactTable::cause) = add_all(to, FactTable::cause, models::cause_names);
  codes(FactTable::contract) = add_all(to, FactTable::contract, models::contract_names);
  codes(FactTable::role) = add_all(to, FactTable::role, scenario.pathway.roles);
  codes(FactTable::destination) = add_all(to, FactTable::destination, models::destination_names);
  std::map<std::string, std::int32_t> known;
  for (const models::Decision& decision : scenario.pathway.decisions) {
    std::vector<std::int32_t>& of_decision = decided_.emplace_back();
    for (const models::Decision::Case& one : decision.cases)
      for (const models::Outcome& outcome : one.outcomes) {
        const auto [found, is_new] = known.try_emplace(outcome.name, -1);
        if (is_new) found->second = to.add(name_of(FactTable::decision), outcome.name, in_words(outcome.name));
        of_decision.push_back(found->second);
      }
  }
}

std::int32_t EventCoder::matter(const Fact& fact) const {
  const FactTable table = models::traits_of(fact.kind).place;
  if (table == FactTable::none) return -1;
  if (table == FactTable::obligation && fact.place == models::no_obligation) return without_obligation_;
  return matters_[number_of(table)].at(fact.place);
}

std::int32_t EventCoder::outcome(const Fact& fact) const {
  const FactTable table = models::traits_of(fact.kind).outcome;
  if (table == FactTable::none) return -1;
  if (table == FactTable::outcome) return decided_.at(fact.place).at(fact.outcome);
  return outcomes_[number_of(table)].at(fact.outcome);
}

double EventCoder::minutes(sim::Instant at) const {
  if (at == sim::never) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>((at - start_).count());
}

Event EventCoder::operator()(const Fact& fact) const {
  const models::FactTraits& traits = models::traits_of(fact.kind);
  Event event;
  event.time = minutes(fact.at);
  event.since = minutes(fact.since);
  event.due = minutes(fact.due);
  if (traits.has_amount) event.amount = static_cast<double>(fact.amount.count());
  event.child = number_or_none(index(fact.child));
  event.household = number_or_none(index(fact.household));
  event.worker = number_or_none(index(fact.worker));
  event.activity = static_cast<std::int32_t>(fact.kind);
  if (traits.names_team) event.team = static_cast<std::int32_t>(index(fact.team));
  event.matter = matter(fact);
  event.outcome = outcome(fact);
  if (traits.counts_children) event.children = fact.place;
  return event;
}

}  // namespace casetide::output
