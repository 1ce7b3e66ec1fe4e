#include "scenarios/authority/staff.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/authority/average_authority.hpp"

namespace casetide::scenarios {

namespace {

/// To a tenth of a full-timer, and at least so much.
double tenth(double fte, double least = 0) { return std::max(least, std::round(10 * fte) / 10); }

/// Work of assessment in the busiest of the known years, over that of the average authority: backlogs come quickly and
/// go slowly. Some three tenths of it are enquiries.
double assessment_work(const Volumes& volumes) {
  const double busy = std::pow(std::max(1.0, 0.95 * volumes.busiest_year), 0.6);
  return busy * (0.7 * volumes.assessed() / average::assessed + 0.3 * volumes.enquiries() / average::section_47s);
}

/// Children on plans, over those of the average authority: those who are there usually, or between these and the start.
double plan_work(const OpenChildren& start, const OpenChildren& usual) {
  const double then = start.on_need_plans + start.on_plans, later = usual.on_need_plans + usual.on_plans;
  return std::max(later, (then + later) / 2) / (average::on_need_plans + average::on_plans);
}

/// Case holders whom the work of the three teams asks for at the average authority's hours: its own, by the children
/// there.
std::array<double, 3> team_weights(const Volumes& volumes, const OpenChildren& start, const OpenChildren& usual) {
  return {44 * assessment_work(volumes), 62 * plan_work(start, usual),
          27 * (usual.looked_after + usual.unaccompanied) / average::looked_after};
}

/// Qualified people without cases, as many as the work asks for.
struct Wanted {
  double assessment_managers, safeguarding_managers, through_care_managers, support_managers, leaving_care_managers;
  double chairs, officers, supervisors;

  double all() const {
    return assessment_managers + safeguarding_managers + through_care_managers + support_managers +
           leaving_care_managers + chairs + officers + supervisors;
  }
};

Wanted wanted(const Volumes& volumes, const OpenChildren& start, const OpenChildren& usual) {
  const double care = (usual.looked_after + usual.unaccompanied) / average::looked_after;
  return {8.5 * assessment_work(volumes),
          8.5 * plan_work(start, usual),
          4 * care,
          1.5 * usual.long_term_support / average::long_term_support,
          usual.care_leavers / average::care_leavers,
          4 * volumes.plans_started() / average::plans_started,
          6 * care,
          14 * care};
}

/// Nobody is sought for less than half a post, so where less is wanted there is at least one person, with fewer hours;
/// the hours are two a day at least, since a meeting does not wait for days of minutes.
Scarce with_hours(double fte, double wanted_hours) {
  return {fte, std::clamp(std::round(10 * wanted_hours / fte) / 10, std::min(4.0, 2 / fte), 7.0)};
}

/// Where there are fewer than wanted, each works the more hours a day for this, at most seven. One or two people need
/// more room than many to be there in time.
Scarce scarce(double wanted_fte, double hours, double part, double least) {
  const double room = 1.1 + 0.4 / std::sqrt(std::max(0.3, wanted_fte));
  return with_hours(tenth(wanted_fte * part, least), hours * wanted_fte * room);
}

double without_cases_in(const Staff& staff) {
  const std::array all = {staff.assessment_managers,
                          staff.safeguarding_managers,
                          staff.through_care_managers,
                          staff.support_managers,
                          staff.leaving_care_managers,
                          staff.chairs,
                          staff.officers,
                          staff.supervisors};
  return std::transform_reduce(all.begin(), all.end(), staff.fostering, std::plus<>{},
                               [](const Scarce& one) { return one.fte; });
}

void take_those_without_cases(Staff& staff, const Volumes& volumes, const OpenChildren& start,
                              const OpenChildren& usual, double there) {
  const Wanted want = wanted(volumes, start, usual);
  const double part = std::min(1.0, 0.95 * there / want.all());
  const double least = std::clamp(there / 8, 0.5, 1.0);
  staff.assessment_managers = scarce(want.assessment_managers, 3.5, part, least);
  staff.safeguarding_managers = scarce(want.safeguarding_managers, 2, part, least);
  staff.through_care_managers = scarce(want.through_care_managers, 1.5, part, least);
  staff.support_managers = scarce(want.support_managers, 2.5, part, least);
  staff.leaving_care_managers = scarce(want.leaving_care_managers, 2.5, part, least);
  staff.chairs = scarce(want.chairs, 5, part, least);
  staff.officers = scarce(want.officers, 3.5, part, least);
  staff.supervisors = scarce(want.supervisors, 3, part, least);
  const double left = std::max(0.0, there - without_cases_in(staff));
  staff.fostering = tenth(std::min(want.supervisors, 0.5 * left));
}

/// Agency staff and vacancies of the case holders, by team: as in the average authority few of them with looked-after
/// children.
void take_case_holders(Staff& staff, const std::array<double, 3>& weights, double agency) {
  constexpr std::array<double, 3> agency_weights = {1.1, 1, 0.37};
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::array<double, 3> people{}, of_agency{};
  for (std::size_t i = 0; i < 3; ++i) people[i] = staff.census.case_holders * weights[i] / all;
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) sum += people[i] * agency_weights[i];
  for (std::size_t i = 0; i < 3; ++i)
    of_agency[i] = std::min(0.9 * people[i], agency * people[i] * agency_weights[i] / sum);
  const double above = staff.census.agency > 0 ? 1 - staff.census.covering / staff.census.agency : 0;
  const double vacant = staff.census.agency > 0 ? staff.census.vacancies / staff.census.agency : 0;
  for (std::size_t i = 0; i < 3; ++i) {
    Post& post = staff.social_workers[i];
    post.agency = tenth(of_agency[i]);
    post.permanent = tenth(people[i] - post.agency, 1);
    post.agency_above = tenth(above * post.agency);
    const double vacancies = staff.census.agency > 0
                                 ? vacant * of_agency[i]
                                 : 0.7 * staff.census.vacancies * people[i] / staff.census.case_holders;
    post.posts = tenth(post.permanent + vacancies);
  }
}

/// The rest of what was published, so that the totals are the published ones.
void take_others(Staff& staff) {
  double permanent = staff.census.in_post - without_cases_in(staff), agency = staff.census.agency;
  double posts = staff.census.posts() - without_cases_in(staff);
  double above = staff.census.agency - staff.census.covering;
  for (const Post& post : staff.social_workers) {
    permanent -= post.permanent;
    agency -= post.agency;
    posts -= post.posts;
    above -= post.agency_above;
  }
  staff.others = {tenth(permanent, 0), tenth(agency, 0), 0, tenth(above, 0)};
  staff.others.posts = tenth(posts, staff.others.permanent);
}

/// As many as there are children for, at the start or later, and for care leavers a fifth more, whose number rises.
void take_outside_the_census(Staff& staff, const Volumes& volumes, const OpenChildren& start,
                             const OpenChildren& usual) {
  const auto people = [](double fte, double hours) { return with_hours(tenth(fte, 2), hours * fte); };
  const double referrals = volumes.referrals / average::referrals;
  const double supported = std::max(start.long_term_support, usual.long_term_support);
  const double leavers = 1.2 * std::max(start.care_leavers, usual.care_leavers);
  const double at_the_front_door = 11 * referrals * (1 + 0.4 / std::sqrt(std::max(0.3, 11 * referrals)));
  staff.front_door = people(at_the_front_door, 5.5);
  staff.assessment_support = people(2 * referrals, 2);
  staff.safeguarding_support = people(2 * volumes.plans_started() / average::plans_started, 2);
  staff.support_workers = people(15 * supported / average::long_term_support, 2.5);
  staff.advisers = people(11 * leavers / average::care_leavers, 4);
}

/// An hour given to one child is taken from another: where the work asks for more people than there are, a day has a
/// little more hours for children and each child gets less. Few people need more room than many to be there in time.
void share_hours(Staff& staff, const std::array<double, 3>& weights, const OpenChildren& usual) {
  const double held = usual.in_need - usual.long_term_support - usual.care_leavers - usual.referred;
  staff.children_each = std::max(1.0, held / staff.census.case_holders);
  staff.load = std::accumulate(weights.begin(), weights.end(), 0.0) / staff.census.case_holders;
  const auto room = [](double people) { return 0.97 - 0.9 / std::sqrt(std::max(4.0, people)); };
  staff.client_hours = std::round(10 * 5.5 * std::clamp(std::pow(staff.load, 0.3), 0.9, 1.12)) / 10;
  const double fitting = staff.client_hours / 5.5 / staff.load * room(staff.census.case_holders) /
                         (1 - 0.9 / std::sqrt(average::case_holders));
  staff.effort = std::round(100 * std::clamp(fitting, 0.35, 1.4)) / 100;
}

/// How many of the agency staff hold cases: as in the average authority, more where nobody else is left.
double agency_with_cases(const Census& census) {
  const double without_cases = census.workers() - census.case_holders;
  const double least = census.agency - 0.8 * without_cases, most = 0.9 * census.case_holders;
  return std::clamp(average::agency_with_cases * census.agency, std::clamp(least, 0.0, most), most);
}

}  // namespace

double Census::cover_share() const { return vacancies > 0 ? std::clamp(covering / vacancies, 0.0, 1.0) : 0.73; }

double Staff::case_posts() const {
  return std::transform_reduce(social_workers.begin(), social_workers.end(), 0.0, std::plus<>{},
                               [](const Post& post) { return post.posts; });
}

Census census_of(const PublishedArea& area, const PublishedArea& england, int year) {
  const double size =
      area.figure("cin_at_31_march", year).value_or(0) / england.figure("cin_at_31_march", year).value_or(1);
  const auto of = [&](std::string_view column, double otherwise) {
    return area.figure(column, year).value_or(otherwise);
  };
  const auto national = [&](std::string_view column) { return england.figure(column, year).value_or(0) * size; };
  Census census;
  census.is_own = area.figure("inpost_fte", year).has_value();
  census.in_post = std::max(1.0, of("inpost_fte", national("inpost_fte")));
  census.agency = of("agency_fte", census.is_own ? 0 : national("agency_fte"));
  census.vacancies = of("vacancy_fte", census.is_own ? 0 : national("vacancy_fte"));
  census.covering = std::min({census.agency, census.vacancies, of("agency_cover_fte", 0.73 * census.vacancies)});
  const double share =
      england.figure("case_holders_fte", year).value_or(527) /
      (england.figure("inpost_fte", year).value_or(842) + england.figure("agency_fte", year).value_or(158));
  census.case_holders =
      std::clamp(of("case_holders_fte", share * census.workers()), 0.2 * census.workers(), 0.75 * census.workers());
  return census;
}

Staff staff_of(const PublishedArea& area, const PublishedArea& england, const Volumes& volumes,
               const OpenChildren& start, const OpenChildren& usual) {
  Staff staff;
  const std::array<double, 3> weights = team_weights(volumes, start, usual);
  staff.census = census_of(area, england, KnownYears::first_census);
  take_case_holders(staff, weights, agency_with_cases(staff.census));
  take_those_without_cases(
      staff, volumes, start, usual,
      staff.census.workers() - staff.census.case_holders - (staff.census.agency - agency_with_cases(staff.census)));
  take_others(staff);
  take_outside_the_census(staff, volumes, start, usual);
  share_hours(staff, weights, usual);
  return staff;
}

}  // namespace casetide::scenarios
