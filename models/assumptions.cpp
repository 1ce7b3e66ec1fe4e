#include "models/assumptions.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "models/purpose.hpp"
#include "models/scenario.hpp"
#include "sim/random.hpp"

namespace casetide::models {

namespace {

/// FNV-1a with 32 bits. Source: Fowler, Noll, Vo and Eastlake, The FNV Non-Cryptographic Hash Algorithm.
std::uint32_t hash(std::string_view name) {
  constexpr std::uint32_t offset_basis = 0x811c9dc5;
  constexpr std::uint32_t prime = 0x01000193;
  std::uint32_t value = offset_basis;
  for (const char letter : name) value = (value ^ static_cast<unsigned char>(letter)) * prime;
  return value;
}

std::pair<double, double> ends(const sim::Distribution& range) {
  if (const auto* uniform = std::get_if<sim::Uniform>(&range.shape())) return {uniform->low, uniform->high};
  if (const auto* triangular = std::get_if<sim::Triangular>(&range.shape())) return {triangular->low, triangular->high};
  return {range.mean(), range.mean()};
}

}  // namespace

double Assumption::low() const { return ends(range).first; }
double Assumption::high() const { return ends(range).second; }

bool reaches(const Assumption& assumption, const Plan& plan) {
  constexpr std::string_view plans = "plans.";
  return std::ranges::any_of(assumption.what, [&](std::string_view what) {
    if (!what.starts_with(plans)) return true;
    what.remove_prefix(plans.size());
    return std::ranges::find(plan.lineage, what.substr(0, what.find('.'))) != plan.lineage.end();
  });
}

std::vector<double> assumption_draws(const Scenario& scenario, int replication) {
  if (!scenario.draws_assumptions) return {};
  const sim::Chance chance(scenario.seed, static_cast<std::uint32_t>(replication));
  std::vector<double> draws;
  for (const Assumption& assumption : scenario.assumptions) {
    const std::vector<double>& fitted = assumption.fitted;
    draws.push_back(fitted.empty()
                        ? assumption.range.quantile(chance.uniform(purpose::assumption, hash(assumption.name), 0))
                        : fitted[static_cast<std::size_t>(replication) % fitted.size()]);
  }
  return draws;
}

}  // namespace casetide::models
