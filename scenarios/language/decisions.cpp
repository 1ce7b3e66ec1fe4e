// pathway.decisions: cases, and how each can go.
#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

const Table& condition() {
  static const Table keys{
      "pathway.decisions.cases.when",
      "all of what is asked for here",
      {{"need_met", boolean(), Default{"", "either"}, "has the need of the status been met", "true"},
       {"holding", list(reference("status")), off, "the child has all these statuses", "[looked_after]"},
       {"not_holding", list(reference("status")), off, "... and none of these", "[section_47]"},
       {"from", date(), Default{"", "ever since"}, "first day on which the case holds", "2018-04-01"},
       {"until", date(), Default{"", "for ever"}, "day after the last", "2019-04-01"},
       {"occasion", whole_number(1, 1000), Default{"1", neutral},
        "from the so manieth time on that what decides has been met in the status", "2"},
       {"age_from", whole_number(0, 100), Default{"0", neutral}, "years completed, at least", "16"},
       {"age_below", whole_number(0, 100), Default{"", "any age"}, "years completed, below", "18"}}};
  return keys;
}

const Table& outcome() {
  static const Table keys{
      "pathway.decisions.cases.outcomes",
      "one way in which it can go; it is drawn by its share",
      {{"share", one_of({share(), words<int>({{"rest", 0}})}),
        "of the children of the case; all shares come to 100 %, and one of them may be the `rest`", "40%"},
       {"closes", boolean(), Default{"false", "neutral"}, "every status ends, and the child is closed", "true"},
       {"ends", one_of({words<int>({{"all", 0}}), list(reference("status"))}), off,
        "statuses that end, or `all`; one that also begins is begun afresh", "[in_assessment]"},
       {"begins", list(reference("status")), off, "statuses that begin", "[child_in_need]"},
       {"starts", list(reference("obligation")), off, "obligations that start now, marked `starts: when_decided`",
        "[conference_report]"},
       {"comes_back", share(), Default{"", "as `demand.returns.share` says"},
        "of households closed so, those that are referred again", "35%"}}};
  return keys;
}

const Table& decision_case() {
  static const Table keys{
      "pathway.decisions.cases",
      "children about whom the decision can go the same ways; the first case that applies holds",
      {{"outcomes", named("outcomes", table(outcome())), outcome().meaning, "{close: {share: 100%, closes: true}}"},
       {"when", table(condition()), Default{"", "everybody left"}, condition().meaning, "{need_met: true}"}}};
  return keys;
}

const Table& decision() {
  static const Table keys{"pathway.decisions",
                          "what is decided: by a manager, at a conference, at a review",
                          {{"cases", list(table(decision_case())), decision_case().meaning, "[{outcomes: {..}}]"},
                           {"per_household", boolean(), Default{"true", "rulings: siblings share most decisions"},
                            "do siblings who stand at the same decision share the draw", "false"}}};
  return keys;
}

}  // namespace casetide::scenarios::language
