// Plans to begin with: staff as they are, what the published censuses show, and an example of recruitment.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/authority/apportion.hpp"
#include "scenarios/authority/fill_parts.hpp"

namespace casetide::scenarios {

namespace {

/// What changed between two censuses, 30 September to 30 September.
struct Change {
  int from;  // the year of the first
  Census before, after;

  double posts() const { return after.posts() - before.posts(); }
  bool changes_cover() const { return std::abs(after.cover_share() - before.cover_share()) > 0.1; }
};

std::vector<Change> changes(const AuthorityFacts& facts) {
  std::vector<Change> found;
  for (int year = KnownYears::first_census; year + 1 < facts.known.last; ++year) {
    const Change change{year, census_of(facts.area, facts.england, year),
                        census_of(facts.area, facts.england, year + 1)};
    const bool is_published = change.before.is_own && change.after.is_own;
    if (is_published && (std::abs(change.posts()) >= 1 || change.changes_cover())) found.push_back(change);
  }
  return found;
}

/// Part of the change that is of case-holding posts: assumed. In England, where both grew from 2017 to 2018, 946 of 995
/// FTE with agency staff held cases.
constexpr double with_cases = 0.75;

std::string change_text(const Change& change, const Staff& staff) {
  std::string text;
  const double by = std::max(with_cases * change.posts(), -0.3 * staff.case_posts());
  for (std::size_t i = 0; i < case_teams.size(); ++i) {
    const double part = std::round(10 * by * staff.social_workers[i].posts / staff.case_posts()) / 10;
    if (std::abs(part) < 0.1) continue;
    text += fmt::format(
        "      - change_posts: {{team: {}, role: social_worker, by: {:.1f}, from: {}-10-01, reached: {}-10-01, status: "
        "assumed, source: \"posts went from {} to {} FTE (in post and vacant, September {} and {}, DfE workforce, "
        "published); "
        "that three quarters of the change are case-holding posts, in every team alike, is assumed\"}}\n",
        case_teams[i], part, change.from, change.from + 1, tenths(change.before.posts()), tenths(change.after.posts()),
        change.from, change.from + 1);
  }
  if (change.changes_cover() && change.after.vacancies >= 1)
    text += fmt::format(
        "      - ramp: {{what: staffing.agency.share, to: {}, from: {}-10-01, until: {}-10-01, status: assumed, "
        "source: \"agency staff covered {} of {} vacancies in September {} (DfE workforce, published); the path is "
        "assumed\"}}\n",
        percent(change.after.cover_share()), change.from, change.from + 1, tenths(change.after.covering),
        tenths(change.after.vacancies), change.from + 1);
  return text;
}

std::string as_published(const std::vector<Change>& all, const Staff& staff) {
  std::string measures;
  for (const Change& change : all) measures += change_text(change, staff);
  if (measures.empty()) return "";
  return "\n  as_published:\n    label: Staffing as published\n    description: Posts and agency cover as the censuses "
         "of the known "
         "years show them, and then as they are.\n    extends: no_change\n    measures:\n" +
         measures;
}

void fill_recruits(const AuthorityFacts& facts, Filling& filling) {
  const double recruits = std::max(1.0, std::round(0.1 * facts.staff.case_posts()));
  std::vector<double> weights;
  for (const Post& post : facts.staff.social_workers) weights.push_back(post.posts);
  const std::vector<double> parts = apportion(recruits, weights);
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] > 0)
      text += fmt::format(
          "      - recruit: {{team: {}, role: social_worker, contract: permanent, fte: {}, from: {}-04-01, until: "
          "{}-10-01}}\n",
          case_teams[i], plain_whole(parts[i]), facts.known.last, facts.known.last + 1);
  filling.set("recruits", plain_whole(recruits));
  filling.set("recruit_measures", text);
}

}  // namespace

void fill_plans(const AuthorityFacts& facts, Filling& filling) {
  const std::string published = as_published(changes(facts), facts.staff);
  filling.set("as_published", published);
  filling.set("history", published.empty() ? "no_change" : "as_published");
  fill_recruits(facts, filling);
}

}  // namespace casetide::scenarios
