// First referrals, who comes back, and unaccompanied children.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/authority/average_authority.hpp"
#include "scenarios/authority/fill_parts.hpp"

namespace casetide::scenarios {

namespace {

constexpr int last_year = 2022;  // the run ends on 31 March

/// All who are referred again, those later than 12 months after their referral included, per published re-referral: of
/// 4,311 referrals of the average authority 2,870 are first ones, a third are not, and 22.6 % are published
/// re-referrals.
constexpr double returns_per_re_referral = (1 - 2870.0 / 4311) / average::re_referral_share;

/// Part of the returns of a financial year that the model makes: those of families closed before the run begins it does
/// not. Half a year after closure on average, from January 2016 on.
double made_by_the_model(int year) {
  constexpr double mean_days = 185;
  const double begin = year <= 2016 ? 0 : 90 + 365.0 * (year - 2017), end = year <= 2016 ? 90 : begin + 365;
  return 1 - mean_days / (end - begin) * (std::exp(-begin / mean_days) - std::exp(-end / mean_days));
}

/// Part of a year's published first referrals that stands in the scenario.
double part_that_stands(int year, double re_referral_share) {
  const double returns = std::min(0.8, returns_per_re_referral * re_referral_share);
  return (1 - made_by_the_model(year) * returns) / (1 - re_referral_share);
}

struct YearOfReferrals {
  int year;
  double referrals, again;
  bool is_own;
  double first() const { return referrals - again; }
};

YearOfReferrals referrals_in(const AuthorityFacts& facts, int year) {
  const auto referrals = facts.area.figure("referrals", year);
  const double all = referrals.value_or(facts.volumes.referrals);
  const auto again = facts.area.figure("rereferrals_12m", year);
  return {year, all, std::min(0.6 * all, again.value_or(all * facts.volumes.re_referrals.value)),
          referrals.has_value() && again.has_value()};
}

std::string period_text(int first, int until, double children, const std::string& note) {
  return fmt::format("      - {{from: {}-04-01, until: {}-04-01, children: {}}}{}\n", first, until,
                     plain_whole(std::max(1.0, children)), note.empty() ? "" : "  # " + note);
}

void fill_periods(const AuthorityFacts& facts, Filling& filling) {
  const double share = facts.volumes.re_referrals.value;
  std::string text;
  double first = 0;
  for (const int year : facts.known.referrals()) {
    const YearOfReferrals one = referrals_in(facts, year);
    const double part = part_that_stands(year, share);
    first = one.first();
    text += period_text(year - 1, year, part * first,
                        fmt::format("{}{} referrals less {} within 12 months of an earlier one: {}, of which {:.0f} %",
                                    one.is_own ? "published: " : "suppressed, as in other years or England: ",
                                    whole(one.referrals), whole(one.again), whole(first), 100 * part));
  }
  const int known = facts.known.last;
  if (known < last_year)
    text += period_text(known, last_year, (last_year - known) * part_that_stands(2030, share) * first,
                        fmt::format("{} years like the last known one", last_year - known));
  filling.set("periods", text);
  filling.set("last_period", fmt::format("{}", known - 2015));
  filling.set(
      "periods_source",
      "referrals that are not within 12 months of an earlier one (DfE children in need, table C1; years ending 31 "
      "March), and of these the part that the model does not make itself. Those who come back later than 12 months "
      "after their referral, but soon after closure, are made by the model and must not be counted twice, all but "
      "those of families closed before the run begins");
}

void fill_returns(const AuthorityFacts& facts, Filling& filling) {
  const Ratio& again = facts.volumes.re_referrals;
  filling.set("returns", percent(std::clamp(0.385 * again.value / average::re_referral_share, 0.03, 0.75)));
  filling.set(
      "returns_source",
      fmt::format("38.5 %, as in the library, times the published share of re-referrals, {}, over the 22.6 % of "
                  "England",
                  again.in_words("re-referrals within 12 months", "referrals")));
}

std::string stream_text(const std::string& name, const std::string& begins, double a_year, const std::string& ages,
                        const std::string& source) {
  return fmt::format(
      "    {}:\n      begins: [{}]\n      a_year: {} children\n      ages: {{uniform: {{{}}}}}\n      status: "
      "assumed\n      "
      "source: \"{}\"\n",
      name, begins, tenths(a_year), ages, source);
}

void fill_streams(const AuthorityFacts& facts, Filling& filling) {
  const double there = facts.volumes.unaccompanied;
  if (there < 0.5)
    return filling.set("streams",
                       "  # No unaccompanied children come: none are published, or their number is suppressed.\n");
  const std::string source = fmt::format(
      "16 and 5 a year for each 34 who are looked after, as in the average authority; published are {} at 31 "
      "March, the mean of {} and {} (DfE LAIT)",
      tenths(there), facts.known.last - 1, facts.known.last);
  filling.set(
      "streams",
      "  streams:\n" +
          stream_text("unaccompanied", "looked_after, unaccompanied, pathway_planning, placement, new_in_care",
                      16.0 / average::unaccompanied * there, "low: 16 years, high: 17.6 years", source) +
          stream_text("unaccompanied_younger", "looked_after, unaccompanied, placement, new_in_care",
                      5.0 / average::unaccompanied * there, "low: 14 years, high: 15.9 years", "as unaccompanied"));
}

/// Growth of first referrals a year, by the line through the logarithms of the known years.
double trend(const AuthorityFacts& facts) {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (const int year : facts.known.referrals()) {
    const double log = std::log(std::max(1.0, referrals_in(facts, year).first()));
    n += 1, x += year, y += log, xx += 1.0 * year * year, xy += year * log;
  }
  const double slope = (n * xy - x * y) / std::max(1e-9, n * xx - x * x);
  return std::exp(slope) - 1;
}

/// From the trend going on, on average over the later years, to as much to the other side; at least 5 %, at most 25 %.
void fill_demand_to_come(const AuthorityFacts& facts, Filling& filling) {
  const double growth = trend(facts), years = (last_year - facts.known.last + 1) / 2.0;
  const double change = std::abs(std::pow(1 + std::clamp(growth, -0.1, 0.1), years) - 1);
  const double width = std::clamp(std::round(100 * change) / 100, 0.05, 0.25);
  filling.set("demand_low", fmt::format("{:.2f}", 1 - width));
  filling.set("demand_high", fmt::format("{:.2f}", 1 + width));
  filling.set(
      "demand_source",
      fmt::format("flat at the last known year is the likeliest; first referrals of {} changed by {:+.1f} % a year, "
                  "which going on (10 % at most) comes to {} % over the later years; the range is as wide to either "
                  "side, at least 5 "
                  "and at most 25 %",
                  span_of(facts.known.referrals()), 100 * growth, plain_whole(100 * change)));
}

}  // namespace

void fill_demand(const AuthorityFacts& facts, Filling& filling) {
  fill_periods(facts, filling);
  fill_returns(facts, filling);
  fill_streams(facts, filling);
  fill_demand_to_come(facts, filling);
}

}  // namespace casetide::scenarios
