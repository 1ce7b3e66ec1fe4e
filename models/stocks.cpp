#include "models/stocks.hpp"

#include <algorithm>
#include <cmath>

#include "models/arrivals.hpp"
#include "models/clocks_under_way.hpp"
#include "models/purpose.hpp"

namespace casetide::models {

namespace {

/// A watch stands where the work that renews it left it.
void resume_watch(Run& run, Register& children, Duties& duties, std::uint32_t child, ObligationId id,
                  const Obligation& watch) {
  const sim::Instant last = last_event(run, children, child, watch);
  const bool first = last == first_start(children, child, watch) || watch.then_every.empty();
  const Span span = first ? watch.due : watch.then_every.back().every;
  const sim::Instant soonest = sim::end_of(sim::date_of(run.now()));
  duties.resume(child, id, last, std::max(due(last, span, run.calendar()), soonest), 1);
}

/// Everything that the child's statuses bring: work first, then the watches that it renews.
void resume_all(Run& run, Register& children, Duties& duties, std::uint32_t child) {
  const auto& rules = run.scenario.pathway.obligations;
  for (const bool watches : {false, true})
    for (std::size_t place = 0; place < rules.size(); ++place) {
      const Obligation& rule = rules[place];
      const ObligationId id{static_cast<std::uint8_t>(place)};
      const bool under_way = rule.starts == Obligation::Starts::with_status ||
                             (rule.starts == Obligation::Starts::when_decided && !rule.then_every.empty());
      if (!under_way || !children.holds(child, rule.during)) continue;
      if (is_watch(rule) != watches || !rule.in_force.on(sim::date_of(run.now()))) continue;
      if (watches) resume_watch(run, children, duties, child, id, rule);
      if (!watches) resume_somewhere(run, children, duties, child, id, rule);
    }
}

/// Who has held its statuses for longest has been known for longest: both are drawn alike.
std::chrono::days days_since_referral(const Stock& stock, double uniform) {
  return std::chrono::days{stock.days_referred ? std::llround(stock.days_referred->quantile(uniform)) : 0};
}

}  // namespace

std::uint32_t open_stocks(Run& run, Register& children, Journeys& journeys, Duties& duties, Ages& ages) {
  double open = 0;
  for (const Stock& stock : run.scenario.stocks) open += stock.children;
  children.reserve(static_cast<std::size_t>(3 * open));  // those open, and as many again who may come back
  std::uint32_t households = 0;
  for (const Stock& stock : run.scenario.stocks) {
    const auto wanted = std::llround(stock.children);
    for (std::int64_t opened = 0; opened < wanted;) {
      const HouseholdId id{households++};
      const auto size = std::min<std::int64_t>(household_size(run, id), wanted - opened);
      const std::uint32_t slot = children.add_household(id, static_cast<std::uint32_t>(size));
      const double uniform = run.chance.uniform(purpose::stock, static_cast<std::uint32_t>(index(id)), 0);
      const std::chrono::days held{std::llround(stock.days_open.quantile(uniform))};
      const std::chrono::days known = std::max(held, days_since_referral(stock, uniform));
      const std::uint32_t first = children.household(slot).first_child;
      for (std::uint32_t child = first; child < first + size; ++child) {
        ages.draw(child, stock.age_years.value_or(run.scenario.demand.age_years), known);
        journeys.place(child, stock.statuses, run.now() - held, run.now() - known);
        resume_all(run, children, duties, child);
      }
      opened += size;
    }
  }
  return households;
}

}  // namespace casetide::models
