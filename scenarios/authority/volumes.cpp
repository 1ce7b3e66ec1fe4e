#include "scenarios/authority/volumes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "scenarios/authority/average_authority.hpp"
#include "scenarios/authority/filling.hpp"

namespace casetide::scenarios {

namespace {

std::vector<int> years_from(int first, int last) {
  std::vector<int> years(static_cast<std::size_t>(std::max(0, last - first + 1)));
  std::iota(years.begin(), years.end(), first);
  return years;
}

/// Unaccompanied children who come in a year, by how many are there on average.
double unaccompanied_entries(double mean_stock) {
  return average::unaccompanied_a_year / average::unaccompanied * mean_stock;
}

/// Of one year, without unaccompanied children; nothing where a figure of it is suppressed.
struct CareYear {
  double stock, entries, exits;
};

std::optional<CareYear> care_in(const PublishedArea& area, int year) {
  const auto stock = area.figure("cla_at_31_march", year);
  const auto started = area.figure("cla_started", year), ceased = area.figure("cla_ceased", year);
  if (!stock || !started || !ceased) return {};
  const double alone = area.figure("uasc_at_31_march", year).value_or(0);
  const double alone_before = area.figure("uasc_at_31_march", year - 1).value_or(alone);
  const double came = unaccompanied_entries((alone + alone_before) / 2);
  const double went = came - (alone - alone_before);
  return CareYear{*stock - alone, std::max(0.0, *started - came), std::max(0.0, *ceased - went)};
}

std::optional<Care> own_care(const PublishedArea& area, const std::vector<int>& years) {
  CareYear sum{0, 0, 0};
  int found = 0;
  for (const int year : years)
    if (const auto one = care_in(area, year)) {
      sum = {sum.stock + one->stock, sum.entries + one->entries, sum.exits + one->exits};
      ++found;
    }
  if (found == 0) return {};
  return Care{sum.stock / found, sum.entries / found, sum.stock > 0 ? sum.exits / sum.stock : 0, true};
}

double children_in_need(const PublishedArea& area, const std::vector<int>& years) {
  return pooled(area, "cin_at_31_march", years).mean().value_or(1);
}

/// Exits of few children say little of a rate: as if twenty more had been looked after, with England's.
Care care_of(const PublishedArea& area, const PublishedArea& england, const std::vector<int>& years) {
  const Care national = own_care(england, years).value_or(Care{});
  if (auto own = own_care(area, years)) {
    const double weight = own->stock / (own->stock + 20);
    own->exits_per_year = weight * own->exits_per_year + (1 - weight) * national.exits_per_year;
    return *own;
  }
  const double size = children_in_need(area, years) / children_in_need(england, years);
  return {national.stock * size, national.entries * size, national.exits_per_year, false};
}

double recent_unaccompanied(const PublishedArea& area, const KnownYears& known) {
  return pooled(area, "uasc_at_31_march", {known.last - 1, known.last}).mean().value_or(0);
}

double percent_or_national(const PublishedArea& area, const PublishedArea& england, std::string_view column,
                           const std::vector<int>& years) {
  const auto own = pooled(area, column, years).mean();
  return own.value_or(pooled(england, column, years).mean().value_or(0)) / 100;
}

double busiest_year(const PublishedArea& area, const std::vector<int>& years, double mean) {
  double most = mean;
  for (const int year : years) most = std::max(most, area.figure("referrals", year).value_or(0));
  return most / std::max(1.0, mean);
}

Ratio ended_early(const PublishedArea& area, const PublishedArea& england, const std::vector<int>& years) {
  Ratio found;
  found.is_own = pooled(area, "cin_ceased_lt_3m_pct", years).years > 0;
  found.value = percent_or_national(area, england, "cin_ceased_lt_3m_pct", years);
  found.years = span_of(years);
  return found;
}

}  // namespace

std::vector<int> KnownYears::flows() const { return years_from(stock + 1, last); }
std::vector<int> KnownYears::referrals() const { return years_from(stock, last); }
std::vector<int> KnownYears::censuses() const { return years_from(first_census, std::max(first_census, last - 1)); }

std::string Ratio::in_words(std::string_view parts, std::string_view wholes) const {
  if (is_own)
    return fmt::format("{} {} of {} {} in the years to March {}", scenarios::whole(part), parts,
                       scenarios::whole(whole), wholes, years);
  return fmt::format("{} {} of 100 {}, England's, since this authority's are suppressed or too few",
                     tenths(100 * value), parts, wholes);
}

double Volumes::assessed_for_help() const {
  return std::max(0.4 * assessed(), assessed() * (1 - 1.1 * section_47s.value * conferences.value));
}

std::string span_of(const std::vector<int>& years) {
  if (years.size() < 2) return years.empty() ? "" : fmt::format("{}", years.front());
  return fmt::format("{} to {}", years.front(), years.back());
}

Pooled pooled(const PublishedArea& area, std::string_view column, const std::vector<int>& years) {
  Pooled found;
  for (const int year : years)
    if (const auto value = area.figure(column, year)) {
      found.sum += *value;
      ++found.years;
    }
  return found;
}

Ratio ratio(const PublishedArea& area, const PublishedArea& england, std::string_view part, std::string_view whole,
            const std::vector<int>& years, double least) {
  Ratio found;
  found.years = span_of(years);
  const auto sum = [&](const PublishedArea& of) {
    found.part = found.whole = 0;
    for (const int year : years) {
      const auto above = of.figure(part, year), below = of.figure(whole, year);
      if (!above || !below) continue;
      found.part += *above;
      found.whole += *below;
    }
  };
  sum(area);
  found.is_own = found.whole >= least;
  if (!found.is_own) sum(england);
  found.value = found.whole > 0 ? found.part / found.whole : 0;
  return found;
}

double mean_or_national(const PublishedArea& area, const PublishedArea& england, std::string_view column,
                        const std::vector<int>& years) {
  if (const auto own = pooled(area, column, years).mean()) return *own;
  return pooled(england, column, years).mean().value_or(0) * children_in_need(area, years) /
         children_in_need(england, years);
}

/// Where enquiries are not published, as many as lead to the published plans by England's ratios.
void take_enquiries_from_plans(const PublishedArea& area, const std::vector<int>& years, Volumes& volumes) {
  const auto started = pooled(area, "cpp_started", years).mean();
  if (volumes.section_47s.is_own || volumes.conferences.is_own || !started) return;
  volumes.section_47s.value =
      std::clamp(*started / volumes.referrals / volumes.conferences.value / volumes.plans.value, 0.05, 0.8);
}

Volumes volumes_of(const PublishedArea& area, const PublishedArea& england, const KnownYears& known) {
  const std::vector<int> years = known.flows();
  Volumes found;
  const auto of = [&](std::string_view part, std::string_view whole) {
    return ratio(area, england, part, whole, years);
  };
  found.referrals = mean_or_national(area, england, "referrals", years);
  found.busiest_year = busiest_year(area, years, found.referrals);
  found.re_referrals = of("rereferrals_12m", "referrals");
  found.no_further_action = of("referrals_nfa", "referrals");
  found.not_in_need = of("assessed_not_in_need", "referrals");
  found.section_47s = of("s47", "referrals");
  found.conferences = of("icpc", "s47");
  found.plans = of("cpp_started", "icpc");
  found.plan_years = of("cpp_at_31_march", "cpp_started");
  found.ended_early = ended_early(area, england, years);
  found.in_need = mean_or_national(area, england, "cin_at_31_march", years);
  found.on_plans = mean_or_national(area, england, "cpp_at_31_march", years);
  found.unaccompanied = recent_unaccompanied(area, known);
  found.care_leavers = mean_or_national(area, england, "care_leavers_19_21_n", known.referrals()) *
                       average::care_leavers / average::care_leavers_19_21;
  found.suitable_share = percent_or_national(area, england, "care_leavers_suitable_accom_pct", years);
  found.open_two_years = percent_or_national(area, england, "cin31_ge_2y_pct", years);
  found.care = care_of(area, england, years);
  take_enquiries_from_plans(area, years, found);
  return found;
}

}  // namespace casetide::scenarios
