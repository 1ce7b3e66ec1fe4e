// Shares of outcomes from published ratios, lengths of needs from published stocks and flows, hours of work.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/authority/average_authority.hpp"
#include "scenarios/authority/fill_parts.hpp"
#include "scenarios/authority/fitted_assumption.hpp"

namespace casetide::scenarios {

namespace {

/// Shares of the decisions that an authority's own ratios move.
struct Shares {
  double no_further_action, strategy_discussion, first_sight, review_discussion;
  double not_in_need, short_part, support;
  double conference, plan, gateway;
  double care;  // times the library's shares that lead to care
};

double enquiries_factor(const Volumes& volumes) {
  return volumes.section_47s.value / average::section_47s_per_referral;
}

/// Entries to care from elsewhere than plans, which come with the number of plans, over those of the average authority.
double care_factor(const AuthorityFacts& facts) {
  const Volumes& volumes = facts.volumes;
  const double from_plans = average::care_from_plans * volumes.plans_started() / average::plans_started;
  constexpr double also = 1.06;  // who comes into care again: found by running all authorities
  const double expected = average::care_from_assessments * volumes.assessed_for_help() / average::assessed_for_help +
                          average::care_from_enquiries * volumes.enquiries() / average::section_47s +
                          average::care_from_need_plans * facts.usual.on_need_plans / average::on_need_plans;
  return std::clamp((volumes.care.entries - from_plans) / (also * expected), 0.1, 4.0);
}

/// Support lasts alike everywhere, so as many begin as keep up how many there are.
double support_factor(const AuthorityFacts& facts) {
  const double each = facts.usual.long_term_support / facts.volumes.assessed_for_help();
  return std::clamp(each / (average::long_term_support / average::assessed_for_help), 0.1, 4.0);
}

Shares shares_of(const AuthorityFacts& facts) {
  const Volumes& volumes = facts.volumes;
  Shares shares{};
  const double enquiries = enquiries_factor(volumes), early = facts.volumes.ended_early.value / 0.47;
  shares.no_further_action = std::clamp(volumes.no_further_action.value, 0.0, 0.8);
  shares.strategy_discussion = std::min(0.324 * enquiries, 0.75 * (1 - shares.no_further_action));
  shares.first_sight = std::min(0.065 * enquiries, 0.3);
  shares.review_discussion = std::min(0.085 * enquiries, 0.3);
  shares.not_in_need =
      std::clamp(volumes.not_in_need.value * volumes.referrals / volumes.assessed_for_help(), 0.01, 0.72);
  shares.short_part = std::clamp(0.593 * early, 0.15, 0.85);
  shares.support = 0.029 * support_factor(facts);
  shares.conference = std::clamp(volumes.conferences.value * 1.015, 0.05, 0.78);
  shares.gateway = 0.04;
  shares.plan = std::clamp(volumes.plans.value - shares.gateway, 0.3, 0.94);
  shares.care = care_factor(facts);
  return shares;
}

// --- what assessments find, by age
// ------------------------------------------------------------------------------------

struct AgeGroup {
  std::string_view name;
  double care, connected, fostered, support;  // shares of the average authority
};

constexpr std::array<AgeGroup, 3> age_groups = {
    {{"16", 0.12, 0, 0.01, 0.02 / 0.029}, {"10", 0.032, 0.004, 0.006, 1}, {"0", 0.006, 0.004, 0.002, 1}}};

/// Those who get any help, short or longer. The larger of the two takes the rest, so that others can move alone.
void fill_age_group(const AgeGroup& group, const Shares& shares, Filling& filling) {
  const double left = 1 - shares.not_in_need;
  const double care = std::min(group.care * shares.care, 0.5 * left);
  const double support = std::min(group.support * shares.support, 0.25 * left);
  const double help = left - care - support - group.fostered - std::min(group.connected * shares.care, 0.02);
  const bool short_is_rest = shares.short_part > 0.5;
  const std::string name(group.name);
  filling.set("care_" + name, percent(care));
  filling.set("short_" + name, short_is_rest ? "rest" : percent(help * shares.short_part));
  filling.set("need_" + name, short_is_rest ? percent(help * (1 - shares.short_part)) : "rest");
  if (name == "16") filling.set("support_16", percent(support));
  if (name == "0") filling.set("support", percent(support));
}

void fill_assessments(const AuthorityFacts& facts, const Shares& shares, Filling& filling) {
  for (const AgeGroup& group : age_groups) fill_age_group(group, shares, filling);
  filling.set("connected", percent(std::min(0.004 * shares.care, 0.02)));
  filling.set("not_in_need", percent(shares.not_in_need));
  const Volumes& volumes = facts.volumes;
  filling.set(
      "assessment_source",
      fmt::format(
          "published are {} (DfE children in need), which is {} of those whose assessment ends in no enquiry, plan or "
          "care; {} of need episodes that ended lasted up to 3 months{} (DfE LAIT), 47 % in the average authority, "
          "which moves short help; long-term support keeps up those open two years or more; care is {} times the "
          "library's, {}",
          volumes.not_in_need.in_words("assessed and not in need", "referrals"), in_percent(shares.not_in_need),
          in_percent(volumes.ended_early.value), volumes.ended_early.is_own ? "" : ", England's", factor(shares.care),
          volumes.care.is_own
              ? fmt::format("so that {} a year begin to be looked after (DfE LAIT, unaccompanied children left out)",
                            whole(volumes.care.entries))
              : "England's entries for as many children in need, since this authority's are suppressed"));
}

void fill_enquiries(const AuthorityFacts& facts, const Shares& shares, Filling& filling) {
  const auto care = [&](double share) { return percent(std::min(share * shares.care, 0.12)); };
  filling.set("enquiry_care_baby", care(0.02));
  filling.set("enquiry_court_baby", percent(std::min(0.06 * shares.care, 0.1)));
  filling.set("enquiry_care", care(0.014));
  filling.set("enquiry_court", care(0.012));
  filling.set("enquiry_care_known", care(0.026));
  filling.set("enquiry_court_known", care(0.014));
  filling.set("review_care", percent(0.005 * shares.care));
  filling.set("conference", percent(shares.conference));
  filling.set("conference_source",
              fmt::format("published are {} (DfE children in need); care as from assessments",
                          facts.volumes.conferences.in_words("conferences", "section 47 enquiries")));
  filling.set("plan", percent(shares.plan));
  filling.set("gateway", percent(shares.gateway));
  filling.set(
      "plan_share_source",
      fmt::format("published are {} (DfE children in need); that 4 % go to the legal gateway at once is assumed",
                  facts.volumes.plans.in_words("plans started", "conferences")));
}

void fill_referral(const AuthorityFacts& facts, const Shares& shares, Filling& filling) {
  const Volumes& volumes = facts.volumes;
  filling.set("no_further_action", percent(shares.no_further_action));
  filling.set("strategy_discussion", percent(shares.strategy_discussion));
  filling.set("first_sight", percent(shares.first_sight));
  filling.set("review_discussion", percent(shares.review_discussion));
  const std::string enquiries = volumes.section_47s.in_words("section 47 enquiries", "referrals");
  filling.set(
      "referral_source",
      fmt::format("published are {} (DfE children in need). Strategy discussions: 32.4 % times the published section "
                  "47s, {}, over the 31 per 100 of England",
                  volumes.no_further_action.in_words("with no further action", "referrals"), enquiries));
  filling.set("later_discussions_source",
              fmt::format("the library's share times {}, this authority's section 47s per referral over England's",
                          factor(enquiries_factor(volumes))));
}

// --- how long it lasts --------------------------------------------------------------------------------------------

/// Weibull by which periods of care end in the average authority, about the library's bands.
constexpr double care_days = 760;

void fill_care_length(const AuthorityFacts& facts, Filling& filling) {
  const Care& own = facts.volumes.care;
  const double ratio = facts.national_care.exits_per_year / std::max(0.02, own.exits_per_year);
  filling.set("care_scale", plain_whole(care_days * std::clamp(std::pow(ratio, 1.4), 0.35, 4.0)));
  filling.set(
      "care_source",
      fmt::format(
          "the library's bands as a curve, whose scale is 760 days, longer or shorter by the children who cease "
          "to be looked after: {} a year of each 100 there{}, {} in England, years to March {} (DfE LAIT, "
          "unaccompanied children left out)",
          tenths(100 * own.exits_per_year), own.is_own ? "" : " (suppressed, England's)",
          tenths(100 * facts.national_care.exits_per_year), span_of(facts.known.flows())));
}

/// Years on a child in need plan, by how many are there and how many begin, over those of the average authority.
double need_length(const AuthorityFacts& facts, const Shares& shares) {
  const Volumes& volumes = facts.volumes;
  const double help = (1 - shares.not_in_need) * 0.93 * volumes.assessed_for_help();
  const double begun = help * (1 - shares.short_part) + 0.08 * help * shares.short_part +
                       0.8 * volumes.plans_started() + 0.35 * volumes.care.entries;
  const double years = facts.usual.on_need_plans / begun;
  return std::clamp(years / (average::on_need_plans / average::need_plans_begun), 0.25, 4.0);
}

void fill_need_lengths(const AuthorityFacts& facts, const Shares& shares, Filling& filling) {
  const double effort = facts.staff.effort, need = need_length(facts, shares);
  filling.set("need_hours", short_number(23 * effort * need));
  filling.set(
      "need_source",
      fmt::format("the library's 23 hours times {} for the length of child in need plans (some {} are there and the "
                  "shares above let so many begin; children in need at 31 March, DfE, less all others) and {} for the "
                  "hours of work below",
                  factor(need), whole(facts.usual.on_need_plans), short_number(effort)));
  const double plan = std::clamp(facts.volumes.plan_years.value / average::plan_years, 0.35, 2.5);
  filling.set("plan_hours", short_number(57 * effort * plan));
  filling.set(
      "plan_source",
      fmt::format("the library's 57 hours times {} for the length of plans ({}; 78.4 per 100 in the average authority; "
                  "DfE children in need) and {} for the hours of work below",
                  factor(plan), facts.volumes.plan_years.in_words("on a plan at 31 March", "plans started"),
                  short_number(effort)));
}

// --- hours of work --------------------------------------------------------------------------------------------------

void fill_work(const AuthorityFacts& facts, Filling& filling) {
  struct Work {
    std::string_view name;
    double hours;  // the library's
  };
  constexpr std::array<Work, 11> work = {{{"first_visit", 2.5},
                                          {"assessment", 6.4},
                                          {"enquiry", 5},
                                          {"closing_visit", 3},
                                          {"need_visit", 2},
                                          {"need_work", 1.4},
                                          {"need_review", 2.2},
                                          {"protection_visit", 2},
                                          {"core_group", 2.2},
                                          {"placement_visit", 3},
                                          {"care_work", 1.8}}};
  for (const auto& [name, hours] : work)
    filling.set(std::string(name), short_number(std::max(0.1, hours * facts.staff.effort)));
  filling.set("effort", factor(facts.staff.effort));
  filling.set(
      "effort_source",
      fmt::format(
          "Assumed: for the work here the average authority would have {} case holders for each that is here\n"
          "  # ({} children each), and an hour given to one is taken from another; teams of few people need more "
          "room to be in time.",
          factor(facts.staff.load), tenths(facts.staff.children_each)));
}

void fill_accommodation(const AuthorityFacts& facts, Filling& filling) {
  const double published = std::clamp(facts.volumes.suitable_share, 0.4, 0.97);
  const double suitable = std::clamp(0.76 + (published - 0.84) * 10 / 7, 0.1, 0.95);
  filling.set("suitable", percent(suitable));
  filling.set(
      "suitable_source",
      fmt::format(
          "chosen so that {} live in suitable accommodation (care leavers aged 19 to 21, years to March {}; DfE "
          "LAIT, published where not suppressed)",
          in_percent(published), span_of(facts.known.flows())));
}

// --- what a fit may move ---------------------------------------------------------------------------------------------

std::vector<std::string> outcomes_of(const std::string& decision, std::initializer_list<int> cases,
                                     const std::string& outcome) {
  std::vector<std::string> paths;
  for (const int one : cases)
    paths.push_back(fmt::format("pathway.decisions.{}.cases[{}].outcomes.{}.share", decision, one, outcome));
  return paths;
}

std::vector<std::string> care_paths() {
  std::vector<std::string> all = outcomes_of("assessment_outcome", {1, 2, 3}, "looked_after");
  for (const std::vector<std::string>& more : {outcomes_of("assessment_outcome", {2, 3}, "with_connected_person"),
                                               outcomes_of("section_47_outcome", {1, 2, 3}, "care"),
                                               outcomes_of("section_47_outcome", {1, 2, 3}, "care_and_proceedings"),
                                               outcomes_of("need_review", {2}, "looked_after")})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// What stands beside `not_in_need` where it is most, of the three ages.
double beside_not_in_need(const Shares& shares) {
  const double left = 1 - shares.not_in_need;
  double most = 0;
  for (const AgeGroup& group : age_groups) {
    const double care = std::min(group.care * shares.care, 0.5 * left),
                 support = std::min(group.support * shares.support, 0.25 * left);
    const double connected = std::min(group.connected * shares.care, 0.02);
    const double help = left - care - support - connected - group.fostered;
    const double smaller = help * std::min(shares.short_part, 1 - shares.short_part);
    most = std::max(most, 1.3 * (care + connected) + support + group.fostered + smaller);
  }
  return most;
}

void fill_fitted(const Shares& shares, const AuthorityFacts& facts, Filling& filling) {
  constexpr std::string_view own = "a quarter to either side of this authority's own ratio";
  const double returns = std::clamp(0.385 * facts.volumes.re_referrals.value / average::re_referral_share, 0.03, 0.75);
  const double care_beside = 1.3 * std::min(0.06 * shares.care, 0.1) + 1.3 * std::min(0.02 * shares.care, 0.12);
  const std::vector<FittedAssumption> all = {
      {"coming_back",
       "Households that come back, as a factor",
       {"demand.returns.share"},
       0.75,
       high_of(returns, 0),
       own},
      {"strategy_discussions", "Strategy discussions at the referral, as a factor",
       outcomes_of("referral", {0}, "assessment_and_strategy_discussion"), 0.75,
       high_of(std::max(0.001, shares.strategy_discussion), shares.no_further_action), own},
      {"not_in_need", "Assessed and not in need, as a factor",
       outcomes_of("assessment_outcome", {1, 2, 3}, "not_in_need"), 0.75,
       high_of(shares.not_in_need, beside_not_in_need(shares)), own},
      {"conferences_of_section_47s", "Conferences per section 47 enquiry, as a factor",
       outcomes_of("section_47_outcome", {1, 2, 3}, "conference"), 0.75, high_of(shares.conference, care_beside), own},
      {"plans_of_conferences", "Plans per conference, as a factor", outcomes_of("initial_conference", {1, 2}, "plan"),
       0.75, high_of(shares.plan, shares.gateway), own},
      {"entries_to_care", "Entries to care but from plans, as a factor", care_paths(), 0.7, 1.3, own},
      {"length_of_need",
       "Length of child in need plans, as a factor",
       {"pathway.statuses.child_in_need.need.amount.lognormal.mean"},
       0.6,
       1.6,
       "how long plans last is not published; their stock is"},
      {"length_of_plans",
       "Length of child protection plans, as a factor",
       {"pathway.statuses.child_protection_plan.need.amount.lognormal.mean"},
       0.7,
       1.4,
       "as length_of_need"},
      {"length_in_care",
       "Length of care, as a factor",
       {"pathway.statuses.looked_after.need.amount.weibull.scale"},
       0.6,
       1.6,
       "as length_of_need"}};
  filling.set("fitted", text_of(all));
}

}  // namespace

void fill_pathway(const AuthorityFacts& facts, Filling& filling) {
  const Shares shares = shares_of(facts);
  fill_referral(facts, shares, filling);
  fill_assessments(facts, shares, filling);
  fill_enquiries(facts, shares, filling);
  fill_care_length(facts, filling);
  fill_need_lengths(facts, shares, filling);
  fill_work(facts, filling);
  fill_accommodation(facts, filling);
  fill_fitted(shares, facts, filling);
}

}  // namespace casetide::scenarios
