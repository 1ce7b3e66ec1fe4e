#include "scenarios/authority/stocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "scenarios/authority/apportion.hpp"
#include "scenarios/authority/average_authority.hpp"
#include "scenarios/authority/filling.hpp"

namespace casetide::scenarios {

namespace {

constexpr int start = KnownYears::stock;

/// Children in long-term support, by how many have been open two years or more and are neither looked after nor care
/// leavers.
double long_term_support(const OpenChildren& open, double open_two_years) {
  const double long_open = open_two_years * open.in_need - 0.5 * open.looked_after - 0.9 * open.care_leavers;
  const double size = average::long_term_support / average::long_open * long_open;
  return std::clamp(size, 0.04 * open.in_need, 0.3 * open.in_need);
}

/// What is left for child in need plans; where that is hardly anything, others are fewer.
void leave_need_plans(OpenChildren& open) {
  const double others = open.referred + open.in_assessment + open.in_enquiries + open.short_help +
                        open.privately_fostered + open.on_plans + open.looked_after + open.unaccompanied;
  const double least = 0.08 * open.in_need;
  const double room = open.in_need - others - least - open.care_leavers;
  open.long_term_support = std::clamp(open.long_term_support, 0.01 * open.in_need, std::max(0.01 * open.in_need, room));
  open.on_need_plans = std::max(least, open.in_need - others - open.long_term_support - open.care_leavers);
  open.stepped_down = std::min(open.stepped_down, 0.4 * open.on_need_plans);
}

OpenChildren with_the_rest(OpenChildren open, const Volumes& volumes) {
  open.referred = average::referred * volumes.referrals / average::referrals;
  open.in_assessment = average::in_assessment * volumes.assessed() / average::assessed;
  open.in_enquiries = average::in_enquiries * volumes.enquiries() / average::section_47s;
  open.short_help = average::in_short_help * volumes.assessed_for_help() / average::assessed_for_help;
  open.privately_fostered = average::privately_fostered * open.in_need / 2619;
  open.stepped_down = average::stepped_down * volumes.plans_started() / average::plans_started;
  open.long_term_support = long_term_support(open, volumes.open_two_years);
  leave_need_plans(open);
  return open;
}

/// Where the number of children in need leaps between the start and the known years, as when they are counted in
/// another way, the start is at most a quarter away from what follows: else the run tells of years of clearing up.
OpenChildren near_the_usual(OpenChildren open, const OpenChildren& usual) {
  const auto near = [&](double& some, double usually) {
    const double held = std::clamp(some, 0.75 * usually, 1.25 * usually);
    open.in_need += held - some;
    some = held;
  };
  near(open.on_need_plans, usual.on_need_plans);
  near(open.long_term_support, usual.long_term_support);
  open.stepped_down = std::min(open.stepped_down, 0.4 * open.on_need_plans);
  return open;
}

/// The figure of the start; where it is not published, the usual one.
double at_start(const PublishedArea& area, std::string_view column, double usual) {
  return area.figure(column, start).value_or(usual);
}

// --- text ----------------------------------------------------------------------------------------------------------

struct Band {
  int from, to;  // days
  double weight;
};

std::string bands_text(const std::vector<Band>& bands) {
  const double sum = std::transform_reduce(bands.begin(), bands.end(), 0.0, std::plus<>{},
                                           [](const Band& band) { return band.weight; });
  std::string text = "{bands: [";
  double left = 1;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const double share = i + 1 == bands.size() ? left : std::round(1000 * bands[i].weight / sum) / 1000;
    left -= share;
    text += fmt::format("{}{{from: {} days, to: {} days, share: {:.1f}%}}", i > 0 ? ", " : "", bands[i].from,
                        bands[i].to, std::max(0.0, 100 * share));
  }
  return text + "]}";
}

struct Entry {
  std::string_view statuses, open, ages;  // ages: empty where as old as first referrals
  double children;
  std::string_view status, source;
};

std::string entry_text(const Entry& entry) {
  if (entry.children < 0.5) return "";
  std::string text = fmt::format("  - statuses: [{}]\n    children: {}\n    open: {}\n", entry.statuses,
                                 plain_whole(entry.children), entry.open);
  if (!entry.ages.empty()) text += fmt::format("    ages: {{uniform: {{{}}}}}\n", entry.ages);
  return text + fmt::format("    status: {}\n    source: \"{}\"\n", entry.status, entry.source);
}

constexpr std::string_view as_above = "as above";

/// The published length bands of children in need at the start, as they move those of child in need plans.
std::string need_bands(const PublishedArea& area, const PublishedArea& england) {
  constexpr std::array columns = {"cin31_lt_3m_pct", "cin31_3_6m_pct", "cin31_6_12m_pct", "cin31_1_2y_pct"};
  std::vector<Band> bands = {{0, 91, 38}, {91, 182, 22}, {182, 365, 22}, {365, 730, 18}};
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const auto own = area.figure(columns[i], start), national = england.figure(columns[i], start);
    if (own && national && *national > 0) bands[i].weight *= *own / *national;
  }
  return bands_text(bands);
}

/// Published counts by length; what is suppressed is shared out as in England.
std::string plan_bands(const PublishedArea& area, const PublishedArea& england) {
  constexpr std::array columns = {"cpp31_le_3m", "cpp31_3_6m", "cpp31_6_12m", "cpp31_1_2y", "cpp31_ge_2y"};
  std::vector<Band> bands = {{0, 91, 0}, {91, 182, 0}, {182, 365, 0}, {365, 730, 0}, {730, 1095, 0}};
  double known = 0, national_unknown = 0;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const auto own = area.figure(columns[i], start);
    bands[i].weight = own.value_or(-1);
    (own ? known : national_unknown) += own ? *own : england.figure(columns[i], start).value_or(1);
  }
  const double missing = std::max(1.0, at_start(area, "cpp_at_31_march", known + 1) - known);
  for (std::size_t i = 0; i < bands.size(); ++i)
    if (bands[i].weight < 0)
      bands[i].weight = missing * england.figure(columns[i], start).value_or(1) / national_unknown;
  return bands_text(bands);
}

/// What stands behind the number of children in need at the start.
std::string count_of_the_start(const OpenChildren& open, const PublishedArea& area) {
  const auto published = area.figure("cin_at_31_march", start);
  if (!published) return "; suppressed, as for the known years";
  if (std::abs(*published - open.in_need) < 1) return ", published";
  return fmt::format("; published are {}, which is too far from the years after to begin with", whole(*published));
}

std::string in_need_text(const OpenChildren& open, const PublishedArea& area, const PublishedArea& england) {
  const std::string plans_source =
      area.figure("cpp_at_31_march", start)
          ? fmt::format(
                "{} children on a plan at 31 March 2016, by length where that is not suppressed (DfE children in "
                "need D5)",
                whole(open.on_plans))
          : "suppressed; as for the known years";
  const std::string need = need_bands(area, england), plans = plan_bands(area, england);
  std::string text;
  const std::string rest = fmt::format(
      "{} children in need at 31 March 2016 (DfE children in need{}) less all others in this list; by length as in the "
      "average "
      "authority, moved by this authority's published lengths",
      whole(open.in_need), count_of_the_start(open, area));
  for (const Entry& entry : std::initializer_list<Entry>{
           {"referred", "{uniform: {low: 0 days, high: 1 days}}", "", open.referred, "assumed",
            "a day or two of referrals"},
           {"in_assessment", "{uniform: {low: 0 days, high: 60 days}}", "", open.in_assessment, "assumed",
            "as many for each assessment as in the average authority, some five weeks of them"},
           {"in_assessment, section_47", "{uniform: {low: 0 days, high: 14 days}}", "", open.in_enquiries, "assumed",
            "as many for each section 47 enquiry as in the average authority, two weeks of them"},
           {"short_help", "{uniform: {low: 0 days, high: 20 days}}", "", open.short_help, "assumed",
            "as many for each assessment that ends in help as in the average authority"},
           {"child_in_need", need, "", open.on_need_plans - open.stepped_down, "assumed", rest},
           {"child_in_need, stepped_down", "{uniform: {low: 0 days, high: 90 days}}", "", open.stepped_down, "assumed",
            "as many for each plan started as in the average authority"},
           {"private_fostering", "{uniform: {low: 0 days, high: 500 days}}", "", open.privately_fostered, "assumed",
            "by children in need"},
           {"long_term_support",
            "{bands: [{from: 0 days, to: 365 days, share: 20%}, {from: 365 days, to: 730 days, share: 18%}, {from: 730 "
            "days, to: 2190 days, share: 62%}]}",
            "low: 3 years, high: 17.9 years", open.long_term_support, "assumed",
            "by the children in need open two years or more (DfE LAIT), less half of those looked after and nine "
            "tenths "
            "of the care leavers"},
           {"child_protection_plan", plans, "", open.on_plans,
            area.figure("cpp_at_31_march", start) ? "published" : "assumed", plans_source}})
    text += entry_text(entry);
  return text;
}

/// How many of those looked after are new in care: as in the average authority, moved by how many come a year.
double new_in_care_factor(const Volumes& volumes) {
  constexpr double average_entries = 187.0 / 460;
  if (volumes.care.stock < 1) return 1;
  return std::clamp(volumes.care.entries / volumes.care.stock / average_entries, 0.4, 2.2);
}

std::string looked_after_text(const OpenChildren& open, const Volumes& volumes) {
  const double fresh = new_in_care_factor(volumes);
  const std::vector<double> weights = {34 * fresh, 26 * fresh, 8 * fresh, 20, 145, 100, 25, 18, 48, 36};
  const std::vector<double> shares = apportion(open.looked_after, weights);
  const std::string first = fmt::format(
      "{} looked after at 31 March 2016, unaccompanied children left out (DfE LAIT{}); by placement and length as in "
      "the "
      "average authority",
      whole(open.looked_after), volumes.care.is_own ? ", published" : "; suppressed, England's by children in need");
  constexpr std::string_view years_1_16 = "low: 1 years, high: 16 years", years_6_16 = "low: 6 years, high: 16 years";
  constexpr std::string_view years_16_18 = "low: 16 years, high: 17.95 years";
  const std::array<Entry, 10> entries = {{
      {"looked_after, new_in_care, placement", "{uniform: {low: 0 days, high: 115 days}}", "", shares[0], "assumed",
       first},
      {"looked_after, new_in_care, placement, care_proceedings", "{uniform: {low: 0 days, high: 115 days}}", "",
       shares[1], "assumed", as_above},
      {"looked_after, new_in_care, temporary_placement", "{uniform: {low: 0 days, high: 100 days}}", "", shares[2],
       "assumed", as_above},
      {"looked_after, placement, care_proceedings", "{uniform: {low: 115 days, high: 240 days}}", "", shares[3],
       "assumed", as_above},
      {"looked_after, placement",
       "{bands: [{from: 115 days, to: 365 days, share: 35%}, {from: 365 days, to: 730 days, share: 30%}, {from: 730 "
       "days, "
       "to: 1800 days, share: 35%}]}",
       years_1_16, shares[4], "assumed", as_above},
      {"looked_after, settled_placement",
       "{bands: [{from: 365 days, to: 1095 days, share: 35%}, {from: 1095 days, to: 2555 days, share: 45%}, {from: "
       "2555 "
       "days, to: 3650 days, share: 20%}]}",
       years_6_16, shares[5], "assumed", as_above},
      {"looked_after, placed_with_parents", "{uniform: {low: 120 days, high: 900 days}}", years_1_16, shares[6],
       "assumed", as_above},
      {"looked_after, placed_for_adoption", "{uniform: {low: 0 days, high: 360 days}}", "low: 1 years, high: 6 years",
       shares[7], "assumed", as_above},
      {"looked_after, placement, pathway_planning", "{uniform: {low: 120 days, high: 1800 days}}", years_16_18,
       shares[8], "assumed", as_above},
      {"looked_after, settled_placement, pathway_planning", "{uniform: {low: 365 days, high: 3650 days}}", years_16_18,
       shares[9], "assumed", as_above},
  }};
  std::string text;
  for (const Entry& entry : entries) text += entry_text(entry);
  return text;
}

std::string unaccompanied_text(const OpenChildren& open) {
  const std::vector<double> shares = apportion(open.unaccompanied, {22, 8});
  const std::string source = fmt::format(
      "{} unaccompanied children at 31 March 2016 (DfE LAIT, published); by age as in the average authority",
      whole(open.unaccompanied));
  return entry_text({"looked_after, unaccompanied, placement, pathway_planning",
                     "{uniform: {low: 0 days, high: 600 days}}", "low: 16 years, high: 17.95 years", shares[0],
                     "assumed", source}) +
         entry_text({"looked_after, unaccompanied, placement", "{uniform: {low: 120 days, high: 500 days}}",
                     "low: 15 years, high: 16 years", shares[1], "assumed", as_above});
}

std::string care_leavers_text(const OpenChildren& open, const Volumes& volumes, const PublishedArea& area) {
  const double suitable = std::clamp(volumes.suitable_share, 0.3, 0.99);
  const std::vector<double> shares =
      apportion(open.care_leavers, {suitable * 54 / 187, suitable * 54 / 187, suitable * 54 / 187, suitable * 25 / 187,
                                    (1 - suitable) * 0.91, (1 - suitable) * 0.09});
  const std::string source = fmt::format(
      "{} care leavers aged 19 to 21 at 31 March 2016 (DfE LAIT), {} of the known years in suitable accommodation; "
      "those of "
      "18 and over 21 as in the average authority",
      area.figure("care_leavers_19_21_n", start) ? whole(*area.figure("care_leavers_19_21_n", start))
                                                 : "not published, as many as in the other years or in England of",
      in_percent(suitable));
  std::string text;
  constexpr std::string_view well = "care_leaver, suitable_accommodation, pathway_planning";
  for (const Entry& entry : std::initializer_list<Entry>{
           {well, "{uniform: {low: 0 days, high: 365 days}}", "low: 18 years, high: 19 years", shares[0], "assumed",
            source},
           {well, "{uniform: {low: 365 days, high: 730 days}}", "low: 19 years, high: 20 years", shares[1], "assumed",
            as_above},
           {well, "{uniform: {low: 730 days, high: 1095 days}}", "low: 20 years, high: 21 years", shares[2], "assumed",
            as_above},
           {well, "{uniform: {low: 1095 days, high: 2000 days}}", "low: 21 years, high: 25 years", shares[3], "assumed",
            as_above},
           {"care_leaver, unsuitable_accommodation, pathway_planning", "{uniform: {low: 0 days, high: 600 days}}",
            "low: 18 years, high: 21 years", shares[4], "assumed", as_above},
           {"care_leaver, bed_and_breakfast, pathway_planning", "{uniform: {low: 0 days, high: 40 days}}",
            "low: 18 years, high: 21 years", shares[5], "assumed", as_above}})
    text += entry_text(entry);
  return text;
}

}  // namespace

OpenChildren usually_open(const Volumes& volumes) {
  OpenChildren open;
  open.in_need = volumes.in_need;
  open.on_plans = volumes.on_plans;
  open.looked_after = volumes.care.stock;
  open.unaccompanied = volumes.unaccompanied;
  open.care_leavers = volumes.care_leavers;
  return with_the_rest(open, volumes);
}

OpenChildren open_at_start(const Volumes& volumes, const PublishedArea& area) {
  OpenChildren open;
  open.in_need = at_start(area, "cin_at_31_march", volumes.in_need);
  open.on_plans = at_start(area, "cpp_at_31_march", volumes.on_plans);
  open.unaccompanied = at_start(area, "uasc_at_31_march", 0);
  open.looked_after =
      std::max(0.0, at_start(area, "cla_at_31_march", volumes.care.stock + open.unaccompanied) - open.unaccompanied);
  open.care_leavers = at_start(area, "care_leavers_19_21_n",
                               volumes.care_leavers * average::care_leavers_19_21 / average::care_leavers) *
                      average::care_leavers / average::care_leavers_19_21;
  return near_the_usual(with_the_rest(open, volumes), usually_open(volumes));
}

std::string stocks_text(const OpenChildren& open, const Volumes& volumes, const PublishedArea& area,
                        const PublishedArea& england) {
  return in_need_text(open, area, england) + looked_after_text(open, volumes) + unaccompanied_text(open) +
         care_leavers_text(open, volumes, area);
}

}  // namespace casetide::scenarios
