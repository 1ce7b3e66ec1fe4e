// Who is open on a day, by what they are: the published stocks as they are, the rest as in the average authority in
// proportion to what brings it about.
#pragma once

#include <string>

#include "scenarios/authority/volumes.hpp"

namespace casetide::scenarios {

/// Children on one day.
struct OpenChildren {
  double in_need = 0;  // all of the following
  double referred = 0, in_assessment = 0, in_enquiries = 0, short_help = 0, privately_fostered = 0;
  double on_need_plans = 0;  // those stepped down among them
  double stepped_down = 0;
  double long_term_support = 0;
  double on_plans = 0;
  double looked_after = 0;  // unaccompanied ones apart
  double unaccompanied = 0;
  double care_leavers = 0;
};

/// The mean of the known years, which the flows keep up.
OpenChildren usually_open(const Volumes& volumes);

/// 31 March 2016.
OpenChildren open_at_start(const Volumes& volumes, const PublishedArea& area);

/// The list `stocks` of the scenario.
std::string stocks_text(const OpenChildren& open, const Volumes& volumes, const PublishedArea& area,
                        const PublishedArea& england);

}  // namespace casetide::scenarios
