// How people come, settle in, stay and go, and what overload does: keys of `staffing`.
#include "models/employment.hpp"

#include "scenarios/language/language.hpp"

namespace casetide::scenarios::language {

namespace {

constexpr std::string_view switched_off = "0 switches the link off";
Type on_the_logarithm() { return number({0, 10}); }  // e^10: beyond any feedback
Type pressure() { return number({0, 10, false}); }

}  // namespace

const Table& while_new() {
  static const Table keys{"staffing.leaving.while_new",
                          "people new in post leave more often",
                          {{"for_first", span(1), "so long after they started", "60 months"},
                           {"factor", proportion({0, 100}), "so many times as often", "1.7"}}};
  return keys;
}

const Table& destinations() {
  static const Table keys{"staffing.leaving.goes_to",
                          "where employees go who leave; the shares come to 100 %",
                          {{"out_of_sector", share(), Default{"0%", neutral}, "out of children's social work", "56%"},
                           {"other_authority", share(), Default{"0%", neutral}, "to another authority", "27%"},
                           {"to_agency", share(), Default{"0%", neutral}, "to an agency", "17%"}}};
  return keys;
}

const Table& leaving() {
  static const Table keys{
      "staffing.leaving",
      "how employees give notice and go; agency staff go when their booking ends",
      {{"per_year", proportion({0, 10}), Default{"0%", neutral}, "rate of those long in post and without stress",
        "11%"},
       {"while_new", table(while_new()), off, while_new().meaning, "{for_first: 60 months, factor: 1.7}"},
       {"notice", distribution(in_days), Default{"0 days", neutral}, "from notice to the last day",
        "{triangular: {low: 4 weeks, mode: 8 weeks, high: 12 weeks}}"},
       {"goes_to", table(destinations()), Default{"", "all out of the sector"}, destinations().meaning,
        "{out_of_sector: 56%, other_authority: 27%, to_agency: 17%}"},
       {"years_in_post", distribution(in_years), Default{"0 years", "neutral: everybody is new"},
        "of those who are there at the start", "{uniform: {low: 0 years, high: 12 years}}"},
       {"stress", on_the_logarithm(), Default{"0", switched_off},
        "how a worker's own stress acts on the logarithm of the rate", "0.7"},
       {"manager_gap", on_the_logarithm(), Default{"0", switched_off},
        "how the share of the team's managing posts that nobody fills does", "0.5"},
       {"workload", on_the_logarithm(), Default{"0", "Kim and Kao 2014: pooled studies find no direct effect"},
        "how the worker's own pressure above 1 does", "0"}}};
  return keys;
}

const Table& stress() {
  static const Table keys{
      "staffing.stress",
      "a worker's stress, from 0 to 1, follows after some months what work and manager give cause for",
      {{"of_workload", share(), Default{"0", switched_off}, "for each unit of pressure above `bearable`", "0.5"},
       {"of_missed_supervision", share(), Default{"0", switched_off},
        "for each interval by which the session is overdue", "0.5"},
       {"bearable", pressure(), Default{"1", "by definition: as much work as hours"},
        "pressure that causes none: work of four weeks, done and waiting, over the hours there", "1.0"},
       {"memory", span(1), Default{"4 months", assumed}, "how slowly it follows", "4 months"}}};
  return keys;
}

const Table& induction() {
  static const Table keys{
      "staffing.induction.permanent",
      "somebody who has just started is given, and works, a share of a colleague's",
      {{"begins_at", proportion({0, 1, false}), Default{"100%", neutral}, "share at first, growing evenly", "50%"},
       {"full_after", span(0), Default{"0 days", neutral}, "until the whole", "13 weeks"},
       {"mentor_each_week", quantity(in_hours, {0, 40}), Default{"0 hours", neutral},
        "of an experienced colleague in the team, until then", "2 hours"}}};
  return keys;
}

const Table& inductions() {
  static const Table keys{
      "staffing.induction",
      "how newcomers settle in, by contract",
      {{"permanent", table(induction()), off, "of the permanent", "{begins_at: 50%, full_after: 13 weeks}"},
       {"agency", table(induction()), off, "of agency staff", "{begins_at: 80%, full_after: 4 weeks}"},
       {"newly_qualified", table(induction()), off, "of the newly qualified",
        "{begins_at: 30%, full_after: 12 months}"}}};
  return keys;
}

const Table& newly_qualified() {
  static const Table keys{
      "staffing.newly_qualified",
      "protection in the first year of practice",
      {{"lasts", span(1), Default{"12 months", "assessed and supported year in employment"},
        "then the contract is permanent", "12 months"},
       {"protected", proportion({0, 0.9}), Default{"0%", neutral}, "of client hours and of a colleague's caseload",
        "10%"},
       {"not_given", list(reference("status")), off, "no child whose leading status is one of these", "[section_47]"}}};
  return keys;
}

const Table& intake() {
  static const Table keys{"staffing.hiring.intakes",
                          "a month's intake of newly qualified people into vacant posts",
                          {{"role", reference("role"), "what they do", "social_worker"},
                           {"month",
                            [] {
                              Type type{Type::Kind::word};
                              for (const std::string_view name : month_names())
                                type.words.emplace_back(name, static_cast<int>(type.words.size()) + 1);
                              return type;
                            }(),
                            "they start on its first working day", "september"},
                           {"people_a_year", number(Range::between(0, 10'000)), "full-timers", "10"},
                           {"teams", list(reference("team")), Default{"", "every team's"},
                            "whose vacancies they fill, the largest first", "[safeguarding]"}}};
  return keys;
}

const Table& from_within() {
  static const Table keys{"staffing.hiring.by_role.from_within",
                          "employees who move into the role: promotion, a move between teams",
                          {{"role", reference("role"), "from which they come", "social_worker"},
                           {"share", share(), "of adverts that are filled so", "60%"}}};
  return keys;
}

const Table& hiring_of_role() {
  static const Table keys{
      "staffing.hiring.by_role",
      "a role that is hired for in a way of its own",
      {{"success", share(), Default{"", "as `hiring.success`"}, "adverts that find somebody from outside", "30%"},
       {"from_within", table(from_within()), off, from_within().meaning, "{role: social_worker, share: 60%}"}}};
  return keys;
}

const Table& hiring() {
  static const Table keys{
      "staffing.hiring",
      "a vacancy is advertised when the board meets, and again when nobody was found",
      {{"roles", list(reference("role")), Default{"", "only measures bring people"}, "that are advertised",
        "[social_worker]"},
       {"every", whole_quantity(in_days, 1, 366), Default{"14 days", assumed}, "between meetings of the board",
        "14 days"},
       {"success", share(), Default{"100%", neutral}, "adverts that find somebody", "65%"},
       {"fails_after", distribution(in_days), Default{"42 days", assumed}, "until it is known that nobody was found",
        "6 weeks"},
       {"starts_after", distribution(in_days), Default{"112 days", assumed}, "from the advert to the first day",
        "{triangular: {low: 10 weeks, mode: 16 weeks, high: 26 weeks}}"},
       {"starters_a_year", number({0, 10'000, false}), Default{"", "no limit"},
        "most people who start in any 365 days, intakes not counted", "60"},
       {"intakes", named("intakes", table(intake()), 30), off, intake().meaning,
        "{autumn: {role: social_worker, month: september, people_a_year: 10}}"},
       {"by_role", keyed_by_name("role", table(hiring_of_role())), off, hiring_of_role().meaning,
        "{team_manager: {success: 30%}}"}}};
  return keys;
}

const Table& agency() {
  static const Table keys{
      "staffing.agency",
      "agency staff who cover vacancies",
      {{"roles", list(reference("role")), Default{"", "none"}, "whose vacancies are covered", "[social_worker]"},
       {"share", share(), Default{"0%", neutral}, "of vacant posts that are covered", "90%"},
       {"cap", share(), Default{"100%", neutral},
        "most of all full-timers of these roles; nobody new above it, and who came last goes", "35%"},
       {"arrives_after", distribution(in_days), Default{"14 days", assumed}, "from the vacancy to the first day",
        "2 weeks"},
       {"booking", distribution(in_days), Default{"182 days", assumed}, "of one person, a day or longer on average",
        "26 weeks"},
       {"notice", whole_quantity(in_days, 0, 366), Default{"7 days", assumed},
        "when the post is filled, or the cap falls, before the booking ends", "7 days"},
       {"converts", share(), Default{"0%", neutral},
        "bookings that end with a permanent contract, where a post is vacant", "5%"}}};
  return keys;
}

const Table& overload() {
  static const Table keys{
      "staffing.overload",
      "what overload does to work; pressure is the work of four weeks, done and waiting, over the hours there",
      {{"bearable", pressure(), Default{"1", "by definition: as much work as hours"},
        "pressure above which the following begin, for each unit", "1.0"},
       {"plan_work_waits", quantity(in_days, Range::between(0, 366)), Default{"0 days", switched_off},
        "plan work that sees no child is put off so long", "5 days"},
       {"work_cut_short", share(), Default{"0%", switched_off}, "share by which pieces of work are shorter", "10%"},
       {"closes_too_soon", share(), Default{"0%", switched_off}, "chance that a need is taken for met", "20%"},
       {"comes_back_factor", proportion({0, 100}), Default{"1", neutral},
        "a household closed so is so many times as likely to come back", "1.5"},
       {"progress_under_notice", share(), Default{"100%", neutral},
        "of plan work's effect, while the worker is about to leave", "80%"}}};
  return keys;
}

}  // namespace casetide::scenarios::language
