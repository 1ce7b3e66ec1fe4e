// options: what people weigh and score beside what is simulated.
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

models::Criterion criterion(const Named& entry) {
  const Table table(entry.value);
  return {entry.name, table["label"].text(), table["weight"].number()};
}

models::Gate gate(const Named& entry) {
  const Table table(entry.value);
  return {entry.name, table["label"].text()};
}

template <typename Entry>
Names names_of(std::string one, std::string many, const std::vector<Entry>& entries) {
  std::vector<std::string> known;
  for (const Entry& entry : entries) known.push_back(entry.name);
  return Names(std::move(one), std::move(many), std::move(known));
}

std::vector<std::optional<double>> scores(const Value& table, const Names& criteria) {
  std::vector<std::optional<double>> scores(criteria.size());
  for (const Named& entry : keyed_entries(table))
    if (const auto place = criteria.find_key<std::size_t>(entry)) scores[*place] = entry.value.number();
  return scores;
}

std::vector<std::optional<bool>> passes(const Value& table, const Names& gates) {
  std::vector<std::optional<bool>> passes(gates.size());
  for (const Named& entry : keyed_entries(table))
    if (const auto place = gates.find_key<std::size_t>(entry)) passes[*place] = entry.value.boolean();
  return passes;
}

models::Option option(const Value& value, const Names& plans, const Names& criteria, const Names& gates) {
  const Table table(value);
  models::Option option;
  if (const auto plan = plans.find<std::size_t>(table["plan"])) option.plan = plans.all()[*plan];
  option.label = table["label"].text();
  option.scores = scores(table["scores"], criteria);
  option.passes = passes(table["passes"], gates);
  option.note = table["note"].text();
  return option;
}

}  // namespace

models::Options read_options(const Value& value, const Vocabulary& names) {
  const Table table(value);
  models::Options options;
  options.question = table["question"].text();
  for (const Named& entry : named_entries(table["criteria"])) options.criteria.push_back(criterion(entry));
  for (const Named& entry : named_entries(table["gates"])) options.gates.push_back(gate(entry));
  const Names criteria = names_of("criterion", "criteria", options.criteria);
  const Names gates = names_of("gate", "gates", options.gates);
  for (const Named& entry : named_entries(table["options"]))
    options.options.push_back(option(entry.value, names.plans, criteria, gates));
  return options;
}

}  // namespace casetide::scenarios
