// How much of everything an authority has: its published figures, pooled over the years that are known; England's ratio
// where its own are suppressed or too few.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/authority/published_tables.hpp"

namespace casetide::scenarios {

/// Up to when figures may be used. Financial years are named by the calendar year in which they end.
struct KnownYears {
  int last = 2019;

  static constexpr int stock = 2016;         // 31 March 2016: where the scenario begins
  static constexpr int first_census = 2017;  // earlier ones counted otherwise

  std::vector<int> flows() const;      // since April 2016
  std::vector<int> referrals() const;  // with the year before, in which the warm-up stands
  std::vector<int> censuses() const;   // of 30 September
};

/// A part of a whole, from the years in which both are published.
struct Ratio {
  double value = 0;
  double part = 0, whole = 0;  // 0 where it is England's
  bool is_own = false;
  std::string years;  // "2017 to 2019"

  /// "1,081 of 4,461 referrals in the years to March 2017 to 2019", or that it is England's.
  std::string in_words(std::string_view parts, std::string_view wholes) const;
};

struct Care {
  double stock = 0;           // mean of 31 March, without unaccompanied children
  double entries = 0;         // a year, without them
  double exits_per_year = 0;  // exits per child looked after
  bool is_own = false;
};

struct Volumes {
  double referrals = 0;                                             // a year
  double busiest_year = 1;                                          // referrals of the year with the most, over those
  Ratio re_referrals, no_further_action, not_in_need, section_47s;  // per referral
  Ratio conferences;                                                // per section 47 enquiry
  Ratio plans;                                                      // started, per conference
  Ratio plan_years;                                                 // on a plan at 31 March, per plan started
  Ratio ended_early;  // of the need episodes that ended, those within three months
  double in_need = 0, on_plans = 0, unaccompanied = 0, care_leavers = 0;  // at 31 March; care leavers of all ages
  double suitable_share = 0;                                              // of care leavers' accommodation
  double open_two_years = 0;                                              // of the children in need, a share
  Care care;

  double assessed() const { return referrals * (1 - no_further_action.value); }
  double enquiries() const { return referrals * section_47s.value; }
  double conferences_held() const { return enquiries() * conferences.value; }
  double plans_started() const { return conferences_held() * plans.value; }
  /// Children whose assessment ends in no enquiry, plan or care: a conference and a tenth more take others out.
  double assessed_for_help() const;
  double looked_after() const { return care.stock + unaccompanied; }
};

/// Of the authority; of England over 151 where `area` is England itself.
Volumes volumes_of(const PublishedArea& area, const PublishedArea& england, const KnownYears& known);

/// The column pooled: a sum over the years in which it is published, and in how many it is.
struct Pooled {
  double sum = 0;
  int years = 0;

  std::optional<double> mean() const { return years > 0 ? std::optional(sum / years) : std::nullopt; }
};
Pooled pooled(const PublishedArea& area, std::string_view column, const std::vector<int>& years);

/// England's ratio where fewer than `least` of the whole are published.
Ratio ratio(const PublishedArea& area, const PublishedArea& england, std::string_view part, std::string_view whole,
            const std::vector<int>& years, double least = 20);

/// The mean over the years; where none is published, England's for as many children in need as the area has.
double mean_or_national(const PublishedArea& area, const PublishedArea& england, std::string_view column,
                        const std::vector<int>& years);

/// "2017 to 2019", "2017".
std::string span_of(const std::vector<int>& years);

}  // namespace casetide::scenarios
