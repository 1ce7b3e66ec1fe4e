// The files that `casetide sweep` and `casetide search` read.
#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

namespace {

constexpr std::size_t most_factors = 8;

Field what() { return {"what", path(), "the path of the value that varies", "staffing.hiring.success"}; }
Field version() { return {"version", whole_number(1, 1), "of the language that the file is written in", "1"}; }
Field base() { return {"scenario", text(), "the scenario, relative to this file", "../worcestershire.yaml"}; }
Field replications() {
  return {"replications", whole_number(1, 100'000), Default{"", "as the scenario says"}, "of each point", "10"};
}

}  // namespace

const Table& listed_factor() {
  static const Table keys{"design.grid",
                          "a value that varies, over a list",
                          {what(), {"values", list(amount()), "all it takes", "[1, 9, 18, 27]"}}};
  return keys;
}

const Table& stepped_factor() {
  static const Table keys{"design.grid by steps",
                          "a value that varies, in even steps",
                          {what(),
                           {"from", amount(), "the first", "4%"},
                           {"to", amount(), "the last", "12%"},
                           {"steps", whole_number(2, 1000), "how many values, both ends among them", "5"}}};
  return keys;
}

const Table& ranged_factor() {
  static const Table keys{"design.latin_hypercube.over",
                          "a value that varies, over a range",
                          {what(),
                           {"low", amount(), "the least", "1"},
                           {"high", amount(), "the most", "40"},
                           {"step", amount(), Default{"", "any value"}, "between neighbouring values", "1"}}};
  return keys;
}

const Table& searched_factor() {
  static const Table keys{"find.smallest",
                          "the value that is to be as small as possible",
                          {what(),
                           {"low", amount(), "the least", "2"},
                           {"high", amount(), "the most", "60"},
                           {"step", amount(), "between neighbouring values", "2"}}};
  return keys;
}

const Table& latin_hypercube() {
  static const Table keys{"design.latin_hypercube",
                          "few points that fill the ranges",
                          {{"points", whole_number(2, 10'000), "how many", "40"},
                           {"over", named("factors", table(ranged_factor()), most_factors), ranged_factor().meaning,
                            "{posts: {what: .., low: 1, high: 40}}"}}};
  return keys;
}

const Table& design_factors() {
  static const Table keys{
      "design",
      "which values vary, and how",
      {{"grid", named("factors", one_of({table(listed_factor()), table(stepped_factor())}), most_factors),
        Default{"", "this or `latin_hypercube`"}, "every value of each with every value of all others",
        "{posts: {what: .., values: [1, 9]}}"},
       {"latin_hypercube", table(latin_hypercube()), Default{"", "this or `grid`"}, latin_hypercube().meaning,
        "{points: 40, over: {..}}"}}};
  return keys;
}

const Table& sweep_design() {
  static const Table keys{
      "sweep",
      "a design over values of a scenario, for `casetide sweep`",
      {version(),
       base(),
       {"design", table(design_factors()), design_factors().meaning, "{grid: {..}}"},
       {"plans", list(text()), Default{"", "all"}, "which plans are run", "[no_change, recruitment]"},
       replications()}};
  return keys;
}

const Table& find() {
  static const Table keys{
      "find",
      "the smallest value that is enough",
      {{"smallest",
        named("factors", one_of({table(searched_factor()), table(listed_factor()), table(stepped_factor())}),
              most_factors),
        "the value that is to be as small as possible, and at most one beside it",
        "{posts: {what: .., low: 2, high: 60, step: 2}}"},
       {"target", text(), "a target of the scenario", "caseload_manageable"},
       {"chance", share(), "in so many of the replications it is met, above 0 %", "80%"}}};
  return keys;
}

const Table& search_design() {
  static const Table keys{"search",
                          "a search over values of a scenario, for `casetide search`",
                          {version(),
                           base(),
                           {"plan", text(), "which plan is run", "recruitment"},
                           {"find", table(find()), find().meaning, "{smallest: {..}, target: .., chance: 80%}"},
                           replications()}};
  return keys;
}

}  // namespace casetide::scenarios::language
