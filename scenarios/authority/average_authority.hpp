// England over 151, as scenarios/england_average.yaml has it: that scenario was held against the national figures of
// the year to March 2019, so that the library's shares, lengths and hours belong to these volumes. What an authority
// has more or less of moves its own in proportion. Children, unless a unit is given.
#pragma once

namespace casetide::scenarios::average {

constexpr double authorities = 151;

// A year's flow: published for England 2018-19, but for what is reckoned from the library's shares.
constexpr double referrals = 4311;
constexpr double section_47s = 1330;
constexpr double plans_started = 442;
constexpr double assessed = 3960;           // referrals less no further action
constexpr double assessed_for_help = 3475;  // of them those whose assessment ends in no enquiry, plan or care
constexpr double short_help = 1234;
constexpr double need_plans_begun = 1308;  // child in need plans: from assessments, short help, step-down and care

// Entries to care by where they come from: by the library's shares at these volumes.
constexpr double care_from_assessments = 85;
constexpr double care_from_enquiries = 44;
constexpr double care_from_need_plans = 10;
constexpr double care_from_plans = 48;

// At 31 March.
constexpr double on_need_plans = 675;
constexpr double on_plans = 346;
constexpr double looked_after = 490;  // with unaccompanied children
constexpr double unaccompanied = 34;
constexpr double unaccompanied_a_year = 21;
constexpr double long_term_support = 350;
constexpr double care_leavers = 220;  // of whom aged 19 to 21:
constexpr double care_leavers_19_21 = 195;
constexpr double referred = 20;
constexpr double in_assessment = 400;
constexpr double in_enquiries = 50;
constexpr double in_short_help = 55;
constexpr double privately_fostered = 8;
constexpr double stepped_down = 85;
/// Open two years or more and neither looked after nor care leavers: 31 % of 2,609 less half of 460 and nine tenths of
/// 197 (31 March 2016).
constexpr double long_open = 400;

// Shares of the library that an authority's own ratios move.
constexpr double re_referral_share = 0.226;
constexpr double section_47s_per_referral = 0.31;
constexpr double conferences_per_section_47 = 0.385;
constexpr double plan_years = 0.784;  // children on a plan at 31 March per plan started

// Full-timers, and children for each of those who hold cases.
constexpr double case_holders = 133;
constexpr double children_each = 15.6;
constexpr double agency_with_cases = 0.63;  // of agency staff
constexpr double turnover = 0.151;          // leavers per employee
constexpr double vacancies_filled = 0.75;   // a year, for each vacancy
constexpr double starters = 39;
constexpr double days_lost = 7.9;  // to sickness, of each employee in a year

}  // namespace casetide::scenarios::average
