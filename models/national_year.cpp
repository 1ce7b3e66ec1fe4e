#include "models/national_year.hpp"

namespace casetide::models {

namespace {

using I = Indicator;

// Limits of the national statistics [working days].
constexpr int assessment_limit = 45;
constexpr int very_late_assessment = 60;
constexpr int conference_limit = 15;

constexpr double working_days_a_year = 253;  // by which the workforce census counts absence

/// Writes the figures of one year, topic by topic.
class Writer {
 public:
  Writer(const NationalYear& year, const NationalTerms& terms) : year_(year), terms_(terms) { values_.fill(no_figure); }

  const IndicatorValues& all() {
    referrals();
    if (terms_.assessment) assessments();
    if (terms_.section_47) put(I::section_47s, year_.section_47s);
    if (terms_.initial_conference) conferences();
    if (terms_.protection_plan) plans();
    if (!terms_.in_need.empty()) need();
    if (terms_.looked_after) care();
    if (terms_.unaccompanied) put(I::unaccompanied_at_year_end, year_.unaccompanied);
    if (terms_.care_leaver) care_leavers();
    spells();
    if (year_.staff && !terms_.social_workers.empty()) staff(*year_.staff);
    if (year_.staff && !terms_.case_holders.empty()) case_holders(*year_.staff);
    return values_;
  }

 private:
  void put(I indicator, double value) { values_[static_cast<std::size_t>(indicator)] = value; }
  void put(I indicator, std::int64_t count) { put(indicator, static_cast<double>(count)); }
  void put(I indicator, const Share& share) { put(indicator, share.value()); }
  /// Into the five indicators from `first` on.
  void put_bands(I first, const LengthBands& bands) {
    for (std::size_t band = 0; band < LengthBands::count; ++band)
      values_[static_cast<std::size_t>(first) + band] = bands.share(band);
  }
  /// Into the three indicators from `first` on.
  void put_quartiles(I first, const std::vector<int>& days) {
    for (std::size_t quarter = 1; quarter <= 3; ++quarter)
      values_[static_cast<std::size_t>(first) + quarter - 1] = quantile(days, 25 * quarter);
  }
  static double share_within(int limit, const std::vector<int>& days) {
    const auto all = static_cast<std::int64_t>(days.size());
    return percent(all - count_over(limit, days), all);
  }

  const Lateness& late(Timed what) const { return year_.late[static_cast<std::size_t>(what)]; }

  void referrals() {
    put(I::referrals, year_.re_referrals.whole);
    put(I::re_referral_share, year_.re_referrals);
    put(I::closures, year_.referred_again.whole);
    if (year_.is_followed) put(I::closure_to_referral_share, year_.referred_again);
    if (terms_.contact) put(I::contacts, year_.contacts);
  }

  void assessments() {
    put(I::assessments_completed, year_.assessments);
    put_quartiles(I::assessment_working_days_p25, year_.assessment_days);
    put(I::assessments_in_45_days_share, share_within(assessment_limit, year_.assessment_days));
    put(I::assessments_in_45_days_from_referral_share, share_within(assessment_limit, year_.assessment_law_days));
    put(I::assessments_late_share_over_60, percent(count_over(very_late_assessment, year_.assessment_days),
                                                   count_over(assessment_limit, year_.assessment_days)));
    put(I::assessments_open_late, late(Timed::assessment).count);
    put(I::assessments_open_days_late, late(Timed::assessment).days());
  }

  void conferences() {
    put(I::conferences, year_.conferences);
    if (terms_.section_47) put(I::conferences_per_section_47, percent(year_.conferences, year_.section_47s));
    put_quartiles(I::conference_working_days_p25, year_.conference_days);
    put(I::conferences_in_15_days_share, share_within(conference_limit, year_.conference_days));
    put(I::conferences_open_days_late, late(Timed::conference).days());
  }

  void plans() {
    const std::int64_t started = year_.second_plans.whole;
    if (terms_.initial_conference) put(I::plans_per_conference, percent(started, year_.conferences));
    put(I::plans_started, started);
    put(I::second_plan_share, year_.second_plans);
    put(I::plans_at_year_end, year_.on_plan);
    put(I::plans_ended, year_.plans_ended.total());
    put_bands(I::plan_ended_up_to_3_months_share, year_.plans_ended);
    if (terms_.plan_reviews.empty()) return;
    put(I::plan_reviews_in_time_share, year_.plan_reviews_in_time);
    put(I::plan_reviews_open_days_late, late(Timed::plan_review).days());
  }

  void need() {
    put(I::children_in_need_at_year_end, year_.open.total());
    put_bands(I::need_open_up_to_3_months_share, year_.open);
    put(I::need_episodes_started, year_.need_started);
    put(I::need_episodes_ended, year_.need_ended.total());
    put_bands(I::need_ended_up_to_3_months_share, year_.need_ended);
  }

  void care() {
    put(I::looked_after_at_year_end, year_.looked_after);
    put(I::looked_after_started, year_.care_started);
    put(I::looked_after_ceased, year_.care_ceased);
    put(I::two_or_more_worker_changes_share, year_.many_workers);
    if (!terms_.placements.empty()) put(I::placements_three_or_more_share, year_.many_placements);
    if (terms_.care_reviews.empty()) return;
    put(I::care_reviews_in_time_share, year_.care_reviews_in_time);
    put(I::care_reviews_open_days_late, late(Timed::care_review).days());
  }

  void care_leavers() {
    put(I::care_leavers_at_year_end, year_.suitable.whole);
    if (!terms_.unsuitable_accommodation.empty()) put(I::care_leavers_suitable_share, year_.suitable);
    if (terms_.bed_and_breakfast) put(I::care_leavers_in_bed_and_breakfast, year_.in_bed_and_breakfast);
  }

  void spells() {
    put(I::spells_longest, quantile(year_.spells, 100) / sim::one_day.count());
    put(I::spells_p90, quantile(year_.spells, 90) / sim::one_day.count());
    put(I::children_28_days, static_cast<std::int64_t>(year_.long_spells.size()));
  }

  void staff(const StaffCensus& staff) {
    put(I::staff_in_post, staff.in_post);
    put(I::newly_qualified_in_post, staff.newly_qualified);
    put(I::agency_staff, staff.agency);
    put(I::agency_rate, percent(staff.agency, staff.agency + staff.in_post));
    put(I::vacancies, staff.vacancies);
    put(I::vacancy_rate, percent(staff.vacancies, staff.vacancies + staff.in_post));
    if (!staff.whole_year) return;
    put(I::starters, staff.started);
    put(I::leavers, staff.left);
    put(I::turnover_rate, percent(staff.left, staff.in_post));
    put(I::absence_rate, percent(staff.working_days_lost, staff.in_post * working_days_a_year));
    put(I::agency_endings, staff.agency_left);
  }

  void case_holders(const StaffCensus& staff) {
    put(I::case_holding_staff, staff.case_holders);
    put(I::cases_held, staff.cases);
    if (staff.case_holders > 0) put(I::cases_per_case_holder, staff.cases / staff.case_holders);
  }

  const NationalYear& year_;
  const NationalTerms& terms_;
  IndicatorValues values_{};
};

}  // namespace

IndicatorValues figures_of(const NationalYear& year, const NationalTerms& terms) { return Writer(year, terms).all(); }

}  // namespace casetide::models
