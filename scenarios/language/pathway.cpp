// pathway: roles, statuses and needs, and what the national statistics call by names of their own.
#include "models/pathway.hpp"

#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

const Table& role() {
  const Default no{"false", "neutral"};
  static const Table keys{
      "pathway.roles",
      "a kind of work that people are employed for",
      {{"holds_cases", boolean(), no, "children are allocated to people of this role by name", "true"},
       {"manages", boolean(), no, "a manager: a post that nobody fills is felt by the team", "true"},
       {"chairs", boolean(), no, "chairs conferences or reviews", "true"}}};
  return keys;
}

const Table& need() {
  using MetBy = models::Need::MetBy;
  static const Table keys{
      "pathway.statuses.need",
      "how a status runs out",
      {{"met_by", words<MetBy>({{"work", MetBy::work}, {"time", MetBy::time}}),
        "by the hours of plan work that the child needs, or by time", "work"},
       {"amount", one_of({distribution(in_hours), distribution(in_days)}),
        "hours of plan work; or days, where time meets it", "{lognormal: {mean: 18 hours, cv: 1.5}}"},
       {"then", reference("decision"), off, "what is decided when the time has run out; goes with `met_by: time`",
        "leaving_care"},
       {"lost_on_change_of_worker", share(), Default{"0%", neutral},
        "of the work done so far, what a new worker has to do again", "10%"}}};
  return keys;
}

const Table& status() {
  using models::CountsAs;
  static const Table keys{
      "pathway.statuses",
      "what a child may be, several at once; the last in the list that a child holds leads",
      {{"label", text(), "as tables and charts call it", "Child in need plan"},
       {"needs_worker", boolean(), Default{"true", "law: a named worker"},
        "a named worker must hold the child meanwhile", "false"},
       {"counts_as",
        words<CountsAs>(
            {{"child", CountsAs::child}, {"care_leaver", CountsAs::care_leaver}, {"contact", CountsAs::contact}}),
        Default{"child", "neutral"},
        "time at risk of care leavers stands beside the headline; of contacts no days are counted", "care_leaver"},
       {"reported_under", reference("status"), off, "another status, under which its days at risk are told",
        "looked_after"},
       {"need", table(need()), Default{"", "ends by decisions alone"}, need().meaning,
        "{met_by: work, amount: 11 hours}"}}};
  return keys;
}

const Table& national() {
  const Default uncounted{"", "left out: not counted"};
  static const Table keys{
      "pathway.national",
      "which of your statuses, obligations and roles the national statistics mean",
      {{"contact", reference("status"), uncounted, "a contact that is no referral yet", "contact"},
       {"in_assessment", reference("status"), uncounted, "a child in assessment", "in_assessment"},
       {"assessment", reference("obligation"), uncounted, "the assessment that the 45 working days are about",
        "assessment"},
       {"section_47", reference("status"), uncounted, "a child under a section 47 enquiry", "section_47"},
       {"initial_conference", reference("obligation"), uncounted, "the initial child protection conference",
        "initial_conference"},
       {"protection_plan", reference("status"), uncounted, "a child on a child protection plan",
        "child_protection_plan"},
       {"plan_reviews", list(reference("obligation")), uncounted, "review conferences of child protection plans",
        "[review_conference]"},
       {"in_need", list(reference("status")), uncounted, "statuses of children in need", "[child_in_need]"},
       {"looked_after", reference("status"), uncounted, "a child looked after", "looked_after"},
       {"care_reviews", list(reference("obligation")), uncounted, "reviews of children looked after", "[care_review]"},
       {"placements", list(reference("status")), uncounted, "kinds of placement", "[foster_placement]"},
       {"unaccompanied", reference("status"), uncounted, "an unaccompanied asylum-seeking child", "unaccompanied"},
       {"care_leaver", reference("status"), uncounted, "a care leaver", "care_leaver"},
       {"unsuitable_accommodation", list(reference("status")), uncounted,
        "accommodation of care leavers that counts as unsuitable", "[bed_and_breakfast]"},
       {"bed_and_breakfast", reference("status"), uncounted, "a care leaver in bed and breakfast", "bed_and_breakfast"},
       {"social_workers", list(reference("role")), uncounted, "roles that the workforce census counts",
        "[social_worker, team_manager]"},
       {"case_holders", list(reference("role")), uncounted, "those of them whose cases it counts", "[social_worker]"}}};
  return keys;
}

const Table& pathway() {
  static const Table keys{
      "pathway",
      "the way of a child through the service: statuses, what each brings, and what is decided",
      {{"on_referral", list(reference("status")), "what a first referral begins", "[referred]"},
       {"roles", named("roles", table(role())), role().meaning, "{social_worker: {holds_cases: true}}"},
       {"statuses", named("statuses", table(status()), 32), status().meaning, "{referred: {label: Referred}}"},
       {"obligations", named("obligations", table(obligation())), obligation().meaning, "{assessment: {..}}"},
       {"decisions", named("decisions", table(decision())), decision().meaning, "{assessment_outcome: {..}}"},
       {"serious", list(reference("status")), off,
        "statuses that, begun soon after a child was closed, mean that it was closed too soon", "[looked_after]"},
       {"hindsight", span(1), Default{"12 months", "the national measures of re-referral look back so long"},
        "how long after closing a return still counts as closed too soon", "12 months"},
       {"birthdays", keyed_by_number(1, 30, "an age in years", reference("decision")), off,
        "what is decided about every open child who reaches the age", "{18: adulthood}"},
       {"adult_at", whole_number(1, 100), Default{"18", "Children Act 1989, s. 105"},
        "nobody of this age or older is referred", "18"},
       {"national", table(national()), off, national().meaning, "{looked_after: looked_after}"}}};
  return keys;
}

}  // namespace casetide::scenarios::language
