// Who works for an authority: the published census shared out over teams and roles by the children whom they hold.
#pragma once

#include <array>
#include <string_view>

#include "scenarios/authority/stocks.hpp"
#include "scenarios/authority/volumes.hpp"

namespace casetide::scenarios {

/// Teams whose social workers hold cases, as the scenario names them.
inline constexpr std::array<std::string_view, 3> case_teams = {"assessment", "safeguarding", "through_care"};

/// Figures of one workforce census [FTE]; England's for as many children in need where they are not published.
struct Census {
  double in_post = 0, agency = 0, covering = 0, vacancies = 0, case_holders = 0;
  bool is_own = false;

  double workers() const { return in_post + agency; }
  double posts() const { return in_post + vacancies; }
  double cover_share() const;  // of vacancies that agency staff cover
};

Census census_of(const PublishedArea& area, const PublishedArea& england, int year);

/// Case holders of a team, or others of one role [FTE].
struct Post {
  double permanent = 0, agency = 0, posts = 0, agency_above = 0;
};

/// A role of which there are as many as the published total allows; fewer work longer days [FTE, hours].
struct Scarce {
  double fte = 0, hours = 0;
};

struct Staff {
  Census census;  // of 2017
  std::array<Post, 3> social_workers;
  Post others;  // other_social_worker: qualified, and taking no part in the pathway
  Scarce assessment_managers, safeguarding_managers, through_care_managers, support_managers, leaving_care_managers;
  Scarce chairs, officers, supervisors;
  double fostering = 0;
  Scarce front_door, assessment_support, safeguarding_support, support_workers, advisers;  // outside the census
  double load = 1;           // case holders whom the work asks for at the average authority's hours, for each there is
  double children_each = 0;  // children for each case holder, by the model's count
  double client_hours = 0;   // a day
  double effort = 1;         // hours of work for a child, times the library's

  double case_posts() const;
};

Staff staff_of(const PublishedArea& area, const PublishedArea& england, const Volumes& volumes,
               const OpenChildren& start, const OpenChildren& usual);

}  // namespace casetide::scenarios
