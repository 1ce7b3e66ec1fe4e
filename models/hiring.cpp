#include "models/hiring.hpp"

#include <algorithm>
#include <cmath>

#include "models/purpose.hpp"

namespace casetide::models {

namespace {

constexpr double longest_open = 3 * 365;  // no advert of before the run is older [days]

bool is_one_of(const std::vector<RoleId>& roles, RoleId role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

}  // namespace

// --- the board

RecruitmentBoard::RecruitmentBoard(Run& run, Workforce& workforce)
    : run_(run),
      workforce_(workforce),
      underway_(run.scenario.staffing.teams.size() * run.scenario.pathway.roles.size() * contract_count),
      advertised_(underway_.size()),
      agency_more_(underway_.size() / contract_count),
      agency_going_(underway_.size() / contract_count) {}

void RecruitmentBoard::meet() {
  const double limit = run_.scenario.staffing.employment.hiring.starters_a_year;
  if (!has_met_) starters_.assume_full_year(sim::date_of(run_.now()), limit);
  starters_.forget(sim::date_of(run_.now()));
  advertise_vacancies();
  cover_vacancies();
  has_met_ = true;
}

bool RecruitmentBoard::advertises(RoleId role) const {
  return is_one_of(run_.scenario.staffing.employment.hiring.roles, role);
}

/// One by one into the team with the most vacancies, of equals the first.
void RecruitmentBoard::take_in() {
  const unsigned month{std::chrono::year_month_day{sim::date_of(run_.now())}.month()};
  for (const Intake& intake : run_.scenario.staffing.employment.hiring.intakes) {
    if (intake.month != month) continue;
    std::vector<TeamId> teams = intake.teams;
    if (teams.empty())
      for (std::size_t team = 0; team < run_.scenario.staffing.teams.size(); ++team)
        teams.push_back(id_at<TeamId>(team));
    const auto vacant = [&](TeamId team) { return workforce_.vacancies(team, intake.role); };
    for (auto left = std::llround(intake.people_a_year); left > 0; --left) {
      const TeamId most = *std::ranges::max_element(teams, {}, vacant);
      if (vacant(most) < least_sought - fte_rounding) break;
      join_({most, intake.role, Contract::newly_qualified, 1});
    }
  }
}

// --- adverts

/// One person at a time where most is vacant and not advertised, so that under a limit no team always comes last.
void RecruitmentBoard::advertise_vacancies() {
  std::vector<Opening> openings;
  for (std::size_t team = 0; team < run_.scenario.staffing.teams.size(); ++team)
    for (RoleId role : run_.scenario.staffing.employment.hiring.roles)
      openings.push_back({id_at<TeamId>(team), role,
                          workforce_.vacancies(id_at<TeamId>(team), role) -
                              underway_[kind(id_at<TeamId>(team), role, Contract::permanent)]});
  while (!openings.empty()) {
    const auto most = std::ranges::max_element(openings, {}, &Opening::fte);
    if (most->fte < least_sought - fte_rounding) return;
    const double fte = std::min(1.0, most->fte);
    if (advertise(*most, fte))
      most->fte -= fte;
    else
      openings.erase(most);
  }
}

/// False where the person would start beyond the limit of starters: the same advert is weighed at the next meeting.
bool RecruitmentBoard::advertise(const Opening& opening, double fte) {
  const Hiring& hiring = run_.scenario.staffing.employment.hiring;
  std::uint32_t& number = advertised_[kind(opening.team, opening.role, Contract::permanent)];
  const Answer answer = has_met_ ? answer_to_new(opening, number) : answer_to_standing(opening, number);
  const sim::Date known = day_after(answer.days);
  const sim::Date starts = working_day(known);
  if (answer.found && hiring.starters_a_year > 0 && !starters_.has_room(starts, fte, hiring.starters_a_year))
    return false;
  ++number;
  const std::uint32_t advert = open({opening.team, opening.role, Contract::permanent, fte});
  adverts_[advert].within = answer.within;
  if (!answer.found) {
    run_.schedule(sim::Instant{known}, phase::people, EntryKind::advert_answered, advert);
    return true;
  }
  adverts_[advert].starts = starts;
  starters_.add(starts, fte);
  run_.schedule(sim::Instant{starts}, phase::people, EntryKind::newcomer_starts, advert);
  return true;
}

/// Some adverts are for people who are here already.
double RecruitmentBoard::share_within(RoleId role) const {
  const HiringOfRole* const within = run_.scenario.staffing.employment.hiring.filled_from_within(role);
  return within ? within->from_within : 0;
}

bool RecruitmentBoard::is_within(const Opening& opening, std::uint32_t number, double share) const {
  return share > 0 && run_.chance.uniform(purpose::within, entity(opening), number) < share;
}

RecruitmentBoard::Answer RecruitmentBoard::answer_to_new(const Opening& opening, std::uint32_t number) const {
  const Hiring& hiring = run_.scenario.staffing.employment.hiring;
  const auto uniform = run_.chance.uniform_pair(purpose::advert, entity(opening), number);
  if (is_within(opening, number, share_within(opening.role)))
    return {false, true, hiring.days_to_fail.quantile(uniform[1])};
  const bool found = uniform[0] < hiring.success_of(opening.role);
  return {found, false, (found ? hiring.days_to_start : hiring.days_to_fail).quantile(uniform[1])};
}

/// Each earlier meeting placed as many adverts; one that is still open is of a meeting, and has found somebody, as
/// likely as it is to be open so long after. What is left of it follows.
RecruitmentBoard::Answer RecruitmentBoard::answer_to_standing(const Opening& opening, std::uint32_t number) const {
  const Hiring& hiring = run_.scenario.staffing.employment.hiring;
  const double within = share_within(opening.role);
  const double success = (1 - within) * hiring.success_of(opening.role);  // of all adverts
  const auto length = [&](bool found) -> const auto& { return found ? hiring.days_to_start : hiring.days_to_fail; };
  const auto open_after = [&](bool found, double age) {
    return (found ? success : 1 - success) * (1 - length(found).cdf(age));
  };
  const double step = std::max(hiring.every_days, 1);
  double all = 0;
  for (double age = 0; age < longest_open; age += step) all += open_after(true, age) + open_after(false, age);
  const auto uniform = run_.chance.uniform_pair(purpose::advert, entity(opening), number);
  double before = 0;
  for (double age = 0; age < longest_open; age += step)
    for (const bool found : {true, false})
      if (before += open_after(found, age); before > uniform[0] * all)
        return {found, !found && is_within(opening, number, within / (1 - success)),
                length(found).quantile_beyond(age, uniform[1]) - age};
  return answer_to_new(opening, number);  // where everything is answered on the day
}

/// Nobody was found outside. Somebody who is here already may have got the post.
void RecruitmentBoard::advert_answered(std::uint32_t number) {
  close(adverts_[number]);
  const Advert advert = adverts_[number];
  const HiringOfRole* const within = run_.scenario.staffing.employment.hiring.filled_from_within(advert.wanted.role);
  const bool vacant = workforce_.has_vacancy_for(advert.wanted.team, advert.wanted.role, advert.wanted.fte);
  if (advert.within && within && vacant && move_within_(advert.wanted, *within->from)) return;
  run_.state({.kind = FactKind::advert_failed,
              .place = static_cast<std::uint8_t>(index(advert.wanted.role)),
              .team = advert.wanted.team});
}

/// Employees for whom there is no post any more do not come.
void RecruitmentBoard::newcomer_starts(std::uint32_t number) {
  if (adverts_[number].closed) return;
  close(adverts_[number]);
  const Joiner newcomer = adverts_[number].wanted;
  const bool employed = newcomer.contract != Contract::agency;
  if (employed && !workforce_.has_vacancy_for(newcomer.team, newcomer.role, newcomer.fte))
    return starters_.remove(adverts_[number].starts, newcomer.fte);
  join_(newcomer);
}

// --- what is under way

std::uint32_t RecruitmentBoard::open(const Joiner& wanted) {
  underway_[kind(wanted.team, wanted.role, wanted.contract)] += wanted.fte;
  adverts_.push_back({wanted});
  run_.state({.kind = FactKind::post_advertised,
              .place = static_cast<std::uint8_t>(index(wanted.role)),
              .outcome = static_cast<std::uint8_t>(wanted.contract),
              .team = wanted.team});
  return static_cast<std::uint32_t>(adverts_.size() - 1);
}

void RecruitmentBoard::close(Advert& advert) {
  advert.closed = true;
  underway_[kind(advert.wanted.team, advert.wanted.role, advert.wanted.contract)] -= advert.wanted.fte;
}

/// Tomorrow at the earliest.
sim::Date RecruitmentBoard::day_after(double days) const {
  return sim::date_of(run_.now()) + std::chrono::days{std::max<std::int64_t>(std::llround(days), 1)};
}

/// The day, or the next one that is worked. Beyond the horizon every day will do: the calendar may end there.
sim::Date RecruitmentBoard::working_day(sim::Date day) const {
  return day < run_.scenario.period_until ? run_.calendar().add_working_days(day, 0) : day;
}

}  // namespace casetide::models
