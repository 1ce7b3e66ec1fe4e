// Staff by team and role, who leaves and comes, cover, and what a child in care costs.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "scenarios/authority/average_authority.hpp"
#include "scenarios/authority/fill_parts.hpp"
#include "scenarios/authority/fitted_assumption.hpp"

namespace casetide::scenarios {

namespace {

constexpr std::string_view census_source = "DfE workforce";

std::string whose(bool is_own) {
  return is_own ? "published" : "England's for as many children in need, since this authority's are not published";
}

// --- who leaves, who comes
// ----------------------------------------------------------------------------------------------

/// Leavers per employee; as if twenty more people had left as in England, so that a few say little.
double turnover(const AuthorityFacts& facts, double leavers, double in_post) {
  const Ratio national = ratio(facts.england, facts.england, "leavers_fte", "inpost_fte", facts.known.censuses());
  return (leavers + 20 * national.value) / (in_post + 20);
}

/// The library's 10.5 %, and a tenth more with which the leavers of all authorities come to the published ones.
constexpr double base_leaving = 0.115;

double leaving_of(const AuthorityFacts& facts) {
  const Ratio own = ratio(facts.area, facts.england, "leavers_fte", "inpost_fte", facts.known.censuses(), 1);
  const double rate = own.is_own ? turnover(facts, own.part, own.whole) : own.value;
  return std::clamp(base_leaving * rate / average::turnover, 0.03, 0.3);
}

void fill_leaving(const AuthorityFacts& facts, Filling& filling) {
  const Ratio own = ratio(facts.area, facts.england, "leavers_fte", "inpost_fte", facts.known.censuses(), 1);
  filling.set("leaving", percent(leaving_of(facts)));
  filling.set("leaving_source",
              fmt::format("11.5 % of employees long in post times {} over the 15.1 % of England: published are {} FTE "
                          "who left, of {} in post "
                          "({}; {}, censuses of September {}), reckoned with twenty people more who left as in England",
                          in_percent(own.is_own ? turnover(facts, own.part, own.whole) : own.value), tenths(own.part),
                          tenths(own.whole), own.is_own ? "this authority" : "England", census_source,
                          span_of(facts.known.censuses())));
}

double starters(const AuthorityFacts& facts) {
  const auto own = pooled(facts.area, "starters_fte", facts.known.censuses()).mean();
  return own.value_or(average::starters * facts.staff.census.posts() / 242);
}

/// Share of adverts that find somebody. A vacancy lasts a third of a year until the first day of who was found, and
/// before that until somebody is: a year with 7 %, where a vacancy is filled 0.75 times a year.
double success_of(const AuthorityFacts& facts) {
  const double vacancies =
      std::max(0.5, mean_or_national(facts.area, facts.england, "vacancy_fte", facts.known.censuses()));
  const double filled = average::vacancies_filled * std::max(0.2, starters(facts)) / vacancies;
  const double sought = std::max(0.1, 1 / filled - 1.0 / 3);
  return std::clamp(0.07 / sought, 0.01, 0.6);
}

void fill_hiring(const AuthorityFacts& facts, Filling& filling) {
  const double people = std::round(9.0 / average::starters * starters(facts));
  filling.set("hiring", percent(success_of(facts)));
  filling.set(
      "intake",
      people < 1
          ? ""
          : fmt::format("    intakes:\n      autumn: {{role: social_worker, month: september, people_a_year: {}, "
                        "teams: [assessment, safeguarding, through_care]}}\n",
                        plain_whole(people)));
  filling.set(
      "hiring_source",
      fmt::format(
          "{} FTE started in a year and {} posts were vacant ({}, censuses of September {}); in England 0.9 to 1 "
          "for each vacancy, with 7 %. That somebody starts a third of a year after the advert, and that a quarter "
          "of the starters are newly qualified, is assumed",
          tenths(starters(facts)),
          tenths(mean_or_national(facts.area, facts.england, "vacancy_fte", facts.known.censuses())), census_source,
          span_of(facts.known.censuses())));
}

void fill_agency(const AuthorityFacts& facts, Filling& filling) {
  const Census& census = facts.staff.census;
  filling.set("agency_share", percent(census.cover_share()));
  filling.set("agency_status", census.is_own ? "published" : "assumed");
  filling.set(
      "agency_source",
      fmt::format(
          "{} of {} vacancies covered by agency staff at 30 September 2017 ({}, {}); the other {} agency FTE stand "
          "above the posts. That each role is covered alike is assumed",
          tenths(census.covering), tenths(census.vacancies), census_source, whose(census.is_own),
          tenths(census.agency - census.covering)));
}

void fill_sickness(const AuthorityFacts& facts, Filling& filling) {
  const Ratio own = ratio(facts.area, facts.england, "working_days_lost_fte", "inpost_fte", facts.known.censuses(), 5);
  filling.set("sickness", short_number(std::clamp(1.4 * own.value / average::days_lost, 0.2, 3.0)));
  filling.set(
      "sickness_source",
      fmt::format(
          "the library's 1.4 times {} working days lost by each employee in a year ({}{}) over the 7.9 of England; "
          "their spread is assumed",
          tenths(own.value), census_source, own.is_own ? ", published" : ", England's"));
}

// --- teams
// ------------------------------------------------------------------------------------------------------------

void fill_case_holders(const Staff& staff, Filling& filling) {
  for (std::size_t i = 0; i < case_teams.size(); ++i) {
    const std::string team(case_teams[i]);
    const Post& post = staff.social_workers[i];
    filling.set(team + "_permanent", tenths(post.permanent));
    filling.set(team + "_posts", tenths(post.posts));
    filling.set(team + "_agency",
                post.agency > 0
                    ? fmt::format("        - {{role: social_worker, contract: agency, fte: {}}}\n", tenths(post.agency))
                    : "");
    filling.set(team + "_above", post.agency_above > 0 ? fmt::format("      agency_above: {{social_worker: {}}}\n",
                                                                     tenths(post.agency_above))
                                                       : "");
  }
}

void fill_scarce(const Staff& staff, Filling& filling) {
  const std::map<std::string, Scarce> all = {{"assessment_managers", staff.assessment_managers},
                                             {"safeguarding_managers", staff.safeguarding_managers},
                                             {"through_care_managers", staff.through_care_managers},
                                             {"support_managers", staff.support_managers},
                                             {"leaving_care_managers", staff.leaving_care_managers},
                                             {"chairs", staff.chairs},
                                             {"officers", staff.officers},
                                             {"supervisors", staff.supervisors},
                                             {"front_door", staff.front_door},
                                             {"assessment_support", staff.assessment_support},
                                             {"safeguarding_support", staff.safeguarding_support},
                                             {"support_workers", staff.support_workers},
                                             {"advisers", staff.advisers}};
  for (const auto& [name, one] : all) {
    filling.set(name, tenths(one.fte));
    filling.set(name + "_hours", tenths(one.hours));
  }
}

std::string other_team(const Staff& staff) {
  const Post& others = staff.others;
  if (others.permanent + others.agency < 0.1) return "";
  std::string text = fmt::format(
      "    other_social_work:\n      label: Other qualified staff without cases\n      serves: []\n      posts: "
      "{{other_social_worker: {}}}\n",
      tenths(others.posts));
  if (others.agency_above > 0)
    text += fmt::format("      agency_above: {{other_social_worker: {}}}\n", tenths(others.agency_above));
  text += "      staff:\n";
  for (const auto& [contract, fte] : {std::pair("permanent", others.permanent), std::pair("agency", others.agency)})
    if (fte > 0)
      text += fmt::format("        - {{role: other_social_worker, contract: {}, fte: {}}}\n", contract, tenths(fte));
  return text +
         "      status: assumed\n      source: the published totals less those above; they take no part in the "
         "pathway\n";
}

void fill_teams(const AuthorityFacts& facts, Filling& filling) {
  const Staff& staff = facts.staff;
  const Census& census = staff.census;
  fill_case_holders(staff, filling);
  fill_scarce(staff, filling);
  filling.set("fostering",
              staff.fostering > 0
                  ? fmt::format("        - {{role: fostering_and_adoption, contract: permanent, fte: {}}}\n",
                                tenths(staff.fostering))
                  : "");
  filling.set("other_team", other_team(staff));
  const double on_duty = std::round(2 * facts.volumes.referrals / average::referrals);
  filling.set("duty_rota",
              on_duty < 1
                  ? ""
                  : fmt::format("      duty_rota: {{role: social_worker, serves: front_door_worker, people: {}, "
                                "status: assumed, source: as many for each referral as in the average "
                                "authority}}\n",
                                plain_whole(on_duty)));
  filling.set(
      "staff_source",
      fmt::format(
          "Social workers at 30 September 2017 ({}): {} FTE in post, {} agency, {} vacancies, {} case holders; {}.\n"
          "  # Managers, chairs and supervising social workers are as many for each child as in the average authority; "
          "where the total\n  # has not so many without cases, fewer work longer days for this.",
          census_source, tenths(census.in_post), tenths(census.agency), tenths(census.vacancies),
          tenths(census.case_holders), whose(census.is_own)));
  filling.set(
      "teams_source",
      fmt::format(
          "{} case-holding FTE, {} FTE in post, {} agency and {} vacancies at 30 September 2017 ({}, {}), shared "
          "out over the teams as in the average authority by the children there",
          tenths(census.case_holders), tenths(census.in_post), tenths(census.agency), tenths(census.vacancies),
          census_source, whose(census.is_own)));
  filling.set("census", "30 September 2017");
}

void fill_hours(const AuthorityFacts& facts, Filling& filling) {
  const Staff& staff = facts.staff;
  filling.set("client_hours", tenths(staff.client_hours));
  filling.set("client_hours_source", fmt::format("the library's 5.5 hours, a little more or less where there are fewer "
                                                 "or more case holders for the work: the average "
                                                 "authority would have {} for each that is here",
                                                 factor(facts.staff.load)));
  filling.set("ceiling", plain_whole(std::max(28.0, std::ceil(1.8 * staff.children_each))));
  filling.set("ceiling_source",
              "no published figure; 28, more where each case holder has more "
              "than 16 children on average");
}

/// Gross spend on looked-after children for each of them and week; England's where it is not published or out of
/// reason.
void fill_placements(const AuthorityFacts& facts, Filling& filling) {
  const auto spend = facts.area.figure("cla_gross_gbp", 2018);
  const auto children = pooled(facts.area, "cla_at_31_march", {2017, 2018}).mean();
  const double week = spend && children && *children > 0 ? *spend / *children / (365 / 7.0) : 0;
  const bool is_own = week > 400 && week < 4000;
  filling.set("placement_week", fmt::format("\"£{}\"", whole(is_own ? week : 1176)));
  filling.set(
      "placement_source",
      is_own
          ? fmt::format(
                "published are {} million pounds spent on looked-after children in 2017-18 (section 251 outturn, "
                "gross) for a mean of {} children; the same price for each type of care is assumed. "
                "Fostering and adoption services are in it",
                tenths(*spend / 1e6), whole(*children))
          : "England's price of 2017-18, as in the library: this authority's spend or its children are not published");
}

void fill_fitted_staff(const AuthorityFacts& facts, Filling& filling) {
  const double share = facts.staff.census.cover_share();
  std::vector<FittedAssumption> all = {{"client_hours",
                                        "Hours of client time a day, as a factor",
                                        {"staffing.client_hours.per_day"},
                                        0.75,
                                        1.25,
                                        "a quarter to either side; no figure is published"},
                                       {"leaving",
                                        "Leaving, as a factor",
                                        {"staffing.leaving.per_year"},
                                        0.6,
                                        1.5,
                                        "around this authority's own turnover"},
                                       {"hiring",
                                        "Adverts that find somebody, as a factor",
                                        {"staffing.hiring.success"},
                                        0.5,
                                        high_of(success_of(facts), 0, 2),
                                        "around this authority's own starters for each vacancy"}};
  if (share > 0)
    all.push_back({"agency_cover",
                   "Vacancies that agency staff cover, as a factor",
                   {"staffing.agency.share"},
                   0.7,
                   share > 0.98 ? 1.0 : high_of(share, 0, 1.3),
                   "around this authority's own cover"});
  filling.set("fitted_staff", text_of(all));
}

}  // namespace

void fill_staff(const AuthorityFacts& facts, Filling& filling) {
  fill_leaving(facts, filling);
  fill_hiring(facts, filling);
  fill_agency(facts, filling);
  fill_sickness(facts, filling);
  fill_teams(facts, filling);
  fill_hours(facts, filling);
  fill_placements(facts, filling);
  fill_fitted_staff(facts, filling);
}

}  // namespace casetide::scenarios
