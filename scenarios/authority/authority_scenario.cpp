#include "scenarios/authority/authority_scenario.hpp"

#include <fmt/format.h>

#include "scenarios/authority/authority_template.hpp"
#include "scenarios/authority/fill_parts.hpp"
#include "scenarios/authority/find_authority.hpp"
#include "sim/errors.hpp"

namespace casetide::scenarios {

namespace {

void check_years(const PublishedTables& tables, const KnownYears& known) {
  for (const int year : known.referrals())
    if (!tables.england.figure("referrals", year))
      throw sim::OutputError(
          sim::ExitCode::bad_usage,
          fmt::format("--known-until {}: the tables have no referrals of the year to March {}", known.last, year));
}

AuthorityFacts facts_of(const PublishedTables& tables, const PublishedArea& area, const KnownYears& known) {
  const Volumes volumes = volumes_of(area, tables.england, known);
  const Care national_care = volumes_of(tables.england, tables.england, known).care;
  const OpenChildren start = open_at_start(volumes, area), usual = usually_open(volumes);
  return {area,          tables.england, known, volumes,
          national_care, start,          usual, staff_of(area, tables.england, volumes, start, usual)};
}

std::vector<std::string> notices_of(const AuthorityFacts& facts) {
  std::vector<std::string> notices;
  const Volumes& volumes = facts.volumes;
  const auto note = [&](bool is_own, std::string_view what) {
    if (!is_own) notices.push_back(fmt::format("{}: suppressed or too few; England's stand here", what));
  };
  note(volumes.re_referrals.is_own, "re-referrals");
  note(volumes.no_further_action.is_own, "no further action");
  note(volumes.not_in_need.is_own, "assessed and not in need");
  note(volumes.section_47s.is_own, "section 47 enquiries");
  note(volumes.conferences.is_own, "conferences");
  note(volumes.plans.is_own, "plans");
  note(volumes.care.is_own, "looked-after children");
  note(facts.staff.census.is_own, "social workers");
  if (!facts.area.joint_staff.empty())
    notices.push_back(
        fmt::format("social workers: published together ({}), shared out by children in need", facts.area.joint_staff));
  return notices;
}

std::string notices_text(const std::vector<std::string>& notices) {
  std::string text;
  for (const std::string& notice : notices) text += fmt::format("# Not this authority's own: {}.\n", notice);
  return text;
}

void fill_head(const AuthorityFacts& facts, Filling& filling) {
  const std::string& name = facts.area.name;
  filling.set("place", name);
  filling.set("title_place", fmt::format("\"{}\"", name));
  filling.set("title", fmt::format("\"{} children's services to 2022\"", name));
  filling.set("code", facts.area.code);
  filling.set("first_year", "2016");
  filling.set("last_year", "2022");
  filling.set("known_year", fmt::format("{}", facts.known.last));
  filling.set("known_until", fmt::format("31 March {}", facts.known.last));
  filling.set("seed", facts.area.code);
  filling.set("notices", notices_text(notices_of(facts)));
}

}  // namespace

AuthorityScenario make_authority_scenario(const PublishedTables& tables, const PublishedArea& area,
                                          const KnownYears& known) {
  check_years(tables, known);
  const AuthorityFacts facts = facts_of(tables, area, known);
  Filling filling;
  fill_head(facts, filling);
  fill_demand(facts, filling);
  fill_pathway(facts, filling);
  fill_staff(facts, filling);
  fill_plans(facts, filling);
  filling.set("stocks", stocks_text(facts.start, facts.volumes, area, tables.england));
  filling.set("stocks_source",
              "Those of 31 March 2016, where published by status and length, and the rest as in the average authority "
              "in proportion.");
  AuthorityScenario made;
  made.name = file_name_of(area.name);
  made.text = filling.fill(authority_files().front().text);
  made.observed = observed_text(area);
  made.neighbours = neighbours_csv(tables, area, known);
  made.history_plan = made.text.find("\n  as_published:") == std::string::npos ? "no_change" : "as_published";
  made.notices = notices_of(facts);
  return made;
}

}  // namespace casetide::scenarios
