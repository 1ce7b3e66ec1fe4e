// pathway.national: what the national statistics call by their own names.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

using models::StatusId, models::ObligationId, models::RoleId;

namespace {

/// Those of the social workers who hold the cases that are counted.
std::vector<RoleId> case_holders(const Value& list, const std::vector<RoleId>& social_workers,
                                 const Vocabulary& names) {
  for (const Value& item : list.items()) {
    const auto role = names.roles.find<RoleId>(item);
    if (!role) continue;
    if (!names.holds_cases[index(*role)])
      item.problem(fmt::format("a {} does not hold cases", shown(names.roles.all()[index(*role)])));
    if (std::ranges::find(social_workers, *role) == social_workers.end())
      item.problem(fmt::format("{} is not among `social_workers`", shown(names.roles.all()[index(*role)])));
  }
  return names.roles.find_all<RoleId>(list);
}

}  // namespace

models::NationalTerms read_national(const Value& value, const Vocabulary& names) {
  const Table table(value);
  const auto status = [&](std::string_view term) { return names.statuses.find<StatusId>(table[term]); };
  const auto statuses = [&](std::string_view term) { return names.statuses.find_all<StatusId>(table[term]); };
  const auto obligation = [&](std::string_view term) { return names.obligations.find<ObligationId>(table[term]); };
  const auto obligations = [&](std::string_view term) { return names.obligations.find_all<ObligationId>(table[term]); };
  const std::vector<RoleId> social_workers = names.roles.find_all<RoleId>(table["social_workers"]);
  return {.contact = status("contact"),
          .in_assessment = status("in_assessment"),
          .assessment = obligation("assessment"),
          .section_47 = status("section_47"),
          .initial_conference = obligation("initial_conference"),
          .protection_plan = status("protection_plan"),
          .plan_reviews = obligations("plan_reviews"),
          .in_need = statuses("in_need"),
          .looked_after = status("looked_after"),
          .care_reviews = obligations("care_reviews"),
          .placements = statuses("placements"),
          .unaccompanied = status("unaccompanied"),
          .care_leaver = status("care_leaver"),
          .unsuitable_accommodation = statuses("unsuitable_accommodation"),
          .bed_and_breakfast = status("bed_and_breakfast"),
          .social_workers = social_workers,
          .case_holders = case_holders(table["case_holders"], social_workers, names)};
}

}  // namespace casetide::scenarios
