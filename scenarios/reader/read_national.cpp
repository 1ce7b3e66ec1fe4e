// pathway.national: what the national statistics call by their own names.
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

using models::StatusId, models::ObligationId;

models::NationalTerms read_national(const Value& value, const Vocabulary& names) {
  const Table table(value, {{},
                            {"contact", "in_assessment", "assessment", "section_47", "initial_conference",
                             "protection_plan", "plan_reviews", "in_need", "looked_after", "care_reviews", "placements",
                             "unaccompanied", "care_leaver", "unsuitable_accommodation", "bed_and_breakfast"}});
  const auto status = [&](std::string_view term) { return names.statuses.find<StatusId>(table[term]); };
  const auto statuses = [&](std::string_view term) { return names.statuses.find_all<StatusId>(table[term]); };
  const auto obligation = [&](std::string_view term) { return names.obligations.find<ObligationId>(table[term]); };
  const auto obligations = [&](std::string_view term) { return names.obligations.find_all<ObligationId>(table[term]); };
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
          .bed_and_breakfast = status("bed_and_breakfast")};
}

}  // namespace casetide::scenarios
