#include "tests/analytic/case_manager_theory.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tests/analytic/queueing_theory.hpp"

namespace casetide::analytic {

namespace {

using Row = std::vector<double>;
using Matrix = std::vector<Row>;

Matrix zero(std::size_t size) { return Matrix(size, Row(size)); }

std::size_t power(std::size_t base, int exponent) {
  std::size_t result = 1;
  for (int i = 0; i < exponent; ++i) result *= base;
  return result;
}

double sum(const Row& row) { return std::accumulate(row.begin(), row.end(), 0.0); }

/// The x with `left` x = `right`, where `left` is diagonally dominant, so that no rows need be exchanged.
Matrix solve(Matrix left, Matrix right) {
  const std::size_t size = left.size();
  for (std::size_t pivot = 0; pivot < size; ++pivot) {
    for (std::size_t row = 0; row < size; ++row) {
      const double factor = left[row][pivot] / left[pivot][pivot];
      if (row == pivot || factor == 0) continue;
      for (std::size_t column = pivot; column < size; ++column) left[row][column] -= factor * left[pivot][column];
      for (std::size_t column = 0; column < size; ++column) right[row][column] -= factor * right[pivot][column];
    }
  }
  for (std::size_t row = 0; row < size; ++row)
    for (double& value : right[row]) value /= left[row][row];
  return right;
}

/// Chances in the long run of a process with these rates between its states (the diagonal is not read), by elimination
/// of one state after the other from the last. No step subtracts.
/// Source: W. K. Grassmann, M. I. Taksar and D. P. Heyman, Operations Research 33(5), 1985, pages 1107-1116.
Row chances_of_states(Matrix rates) {
  const std::size_t size = rates.size();
  for (std::size_t last = size - 1; last > 0; --last) {
    const double away = std::accumulate(rates[last].begin(), rates[last].begin() + static_cast<long>(last), 0.0);
    for (std::size_t from = 0; from < last; ++from) {
      rates[from][last] /= away;
      if (rates[from][last] == 0) continue;
      for (std::size_t to = 0; to < last; ++to) rates[from][to] += rates[from][last] * rates[last][to];
    }
  }
  Row chances(size);
  chances[0] = 1;
  for (std::size_t state = 1; state < size; ++state)
    for (std::size_t from = 0; from < state; ++from) chances[state] += chances[from] * rates[from][state];
  return chances;
}

// --- while somebody waits: each manager holds M cases, and a phase says how many of them are between visits

/// How many of the cases of manager `number` are between visits: the phase is written with one digit for each.
int digit(std::size_t phase, int number, int ceiling) {
  const auto base = static_cast<std::size_t>(ceiling + 1);
  return static_cast<int>(phase / power(base, number) % base);
}

std::size_t phase_count(const CaseManagers& it) { return power(static_cast<std::size_t>(it.ceiling + 1), it.managers); }

/// Rates between phases: a visit that was not the last, the end of a time between visits.
Matrix rates_between_phases(const CaseManagers& it) {
  Matrix rates = zero(phase_count(it));
  for (std::size_t phase = 0; phase < rates.size(); ++phase) {
    for (int manager = 0; manager < it.managers; ++manager) {
      const int between = digit(phase, manager, it.ceiling);
      const std::size_t one = power(static_cast<std::size_t>(it.ceiling + 1), manager);
      if (between < it.ceiling) rates[phase][phase + one] += (1 - it.finishes) / it.visit;
      if (between > 0) rates[phase][phase - one] += between / it.between;
    }
  }
  return rates;
}

/// Rates at which cases are finished, by phase.
Row finishing_rates(const CaseManagers& it) {
  Row rates(phase_count(it));
  for (std::size_t phase = 0; phase < rates.size(); ++phase)
    for (int manager = 0; manager < it.managers; ++manager)
      if (digit(phase, manager, it.ceiling) < it.ceiling) rates[phase] += it.finishes / it.visit;
  return rates;
}

/// What happens between a case's joining the list and the list's being that much shorter again.
struct Excursion {
  Matrix comes_back_in;  // [phase, phase]: chances of the phase in which the list is shorter by one again
  Matrix leaves;         // minus the rates within one length of the list, excursions to longer lists included
};

/// By iteration over excursions to ever longer lists: G = (-L - lambda G)^-1 D (Neuts 1981, chapter 3), with L for what
/// happens within one length of the list and D for what shortens it.
Excursion excursion(const CaseManagers& it) {
  const Matrix within = rates_between_phases(it);
  const Row finishing = finishing_rates(it);
  const std::size_t size = within.size();
  Matrix shorter = zero(size);
  for (std::size_t phase = 0; phase < size; ++phase) shorter[phase][phase] = finishing[phase];
  Excursion found{zero(size), {}};
  for (double change = 1; change > 1e-14;) {
    found.leaves = zero(size);
    for (std::size_t from = 0; from < size; ++from) {
      for (std::size_t to = 0; to < size; ++to)
        found.leaves[from][to] = -within[from][to] - it.arrivals * found.comes_back_in[from][to];
      found.leaves[from][from] += sum(within[from]) + it.arrivals + finishing[from];
    }
    Matrix next = solve(found.leaves, shorter);
    change = 0;
    for (std::size_t from = 0; from < size; ++from)
      for (std::size_t to = 0; to < size; ++to)
        change = std::max(change, std::abs(next[from][to] - found.comes_back_in[from][to]));
    found.comes_back_in = std::move(next);
  }
  return found;
}

// --- while nobody waits

struct NobodyWaits {
  Matrix rates;                   // between the states in which nobody waits, besides those by way of a waiting list
  std::vector<std::size_t> full;  // by phase: the state in which every manager holds M cases
  Row held;                       // by state: cases that managers hold
};

LongRun solved(const CaseManagers& it, NobodyWaits system) {
  if (load(it) >= 1) throw std::invalid_argument("no long run at or above the capacity");
  const Excursion longer = excursion(it);
  const std::size_t phases = system.full.size();
  for (std::size_t from = 0; from < phases; ++from)
    for (std::size_t to = 0; to < phases; ++to)
      system.rates[system.full[from]][system.full[to]] += it.arrivals * longer.comes_back_in[from][to];
  const Row chances = chances_of_states(system.rates);

  Matrix arrivals = zero(phases);
  for (std::size_t phase = 0; phase < phases; ++phase) arrivals[phase][phase] = it.arrivals;
  const Matrix visits_above = solve(longer.leaves, arrivals);  // chances at one more waiting, for each at one fewer
  double whole = sum(chances);
  double held = std::inner_product(chances.begin(), chances.end(), system.held.begin(), 0.0);
  double waiting = 0;
  Row length(phases);
  for (std::size_t phase = 0; phase < phases; ++phase) length[phase] = chances[system.full[phase]];
  for (int number = 1; sum(length) > 1e-16 * whole; ++number) {
    Row next(phases);
    for (std::size_t from = 0; from < phases; ++from)
      for (std::size_t to = 0; to < phases; ++to) next[to] += length[from] * visits_above[from][to];
    length = std::move(next);
    whole += sum(length);
    held += it.managers * it.ceiling * sum(length);
    waiting += number * sum(length);
  }
  return {waiting / whole, held / whole};
}

/// One manager's cases, written as one number: those between visits among those held.
std::size_t cases(int held, int between) { return static_cast<std::size_t>(held * (held + 1) / 2 + between); }

/// The managers themselves: a state has one digit for the cases of each.
class Service {
 public:
  explicit Service(const CaseManagers& it)
      : it_(it), base_(cases(it.ceiling + 1, 0)), found_{zero(power(base_, it.managers)), {}, {}} {
    for (int held = 0; held <= it.ceiling; ++held)
      for (int between = 0; between <= held; ++between) kinds_.push_back({held, between});
    found_.held.resize(found_.rates.size());
    for (std::size_t state = 0; state < found_.rates.size(); ++state) add(state);
    for (std::size_t phase = 0; phase < phase_count(it); ++phase) found_.full.push_back(full(phase));
  }
  NobodyWaits take() { return std::move(found_); }

 private:
  struct Cases {
    int held, between;
  };
  const Cases& of(std::size_t state, int manager) const { return kinds_[state / power(base_, manager) % base_]; }
  /// The state in which the manager has other cases.
  std::size_t with(std::size_t state, int manager, int held, int between) const {
    const Cases& now = of(state, manager);
    return state + (cases(held, between) - cases(now.held, now.between)) * power(base_, manager);
  }
  void add(std::size_t state) {
    int fewest = 0;
    for (int manager = 0; manager < it_.managers; ++manager) {
      const auto [held, between] = of(state, manager);
      found_.held[state] += held;
      if (held < of(state, fewest).held) fewest = manager;
      Row& rates = found_.rates[state];
      if (held > between) rates[with(state, manager, held - 1, between)] += it_.finishes / it_.visit;
      if (held > between) rates[with(state, manager, held, between + 1)] += (1 - it_.finishes) / it_.visit;
      if (between > 0) rates[with(state, manager, held, between - 1)] += between / it_.between;
    }
    const auto [held, between] = of(state, fewest);
    if (held < it_.ceiling) found_.rates[state][with(state, fewest, held + 1, between)] += it_.arrivals;
  }
  std::size_t full(std::size_t phase) const {
    std::size_t state = 0;
    for (int manager = 0; manager < it_.managers; ++manager)
      state += cases(it_.ceiling, digit(phase, manager, it_.ceiling)) * power(base_, manager);
    return state;
  }

  const CaseManagers& it_;
  std::size_t base_;
  std::vector<Cases> kinds_;
  NobodyWaits found_;
};

}  // namespace

double share_of_time_busy_at_the_ceiling(const CaseManagers& it) {
  if (it.finishes >= 1) return 1;
  const double ratio = it.visit / (1 - it.finishes) / it.between;
  double term = 1, all = 1;
  for (int needing_a_visit = 1; needing_a_visit <= it.ceiling; ++needing_a_visit) {
    term *= (it.ceiling - needing_a_visit + 1) * ratio;
    all += term;
  }
  return 1 - 1 / all;
}

double capacity(const CaseManagers& it) {
  return it.managers * it.finishes / it.visit * share_of_time_busy_at_the_ceiling(it);
}

double load(const CaseManagers& it) { return it.arrivals / capacity(it); }

LongRun long_run(const CaseManagers& it) { return solved(it, Service(it).take()); }

double least_mean_number_waiting(const CaseManagers& it) {
  const auto places = static_cast<std::size_t>(it.managers * it.ceiling);
  const Matrix within = rates_between_phases(it);
  const Row finishing = finishing_rates(it);
  NobodyWaits system{zero(places + within.size()), {}, Row(places + within.size())};  // first by number, then by phase
  for (std::size_t number = 0; number < places; ++number) {
    system.rates[number][number + 1] = it.arrivals;
    if (number > 0)
      system.rates[number][number - 1] =
          static_cast<double>(std::min(number, static_cast<std::size_t>(it.managers))) * it.finishes / it.visit;
  }
  for (std::size_t phase = 0; phase < within.size(); ++phase) {
    system.full.push_back(places + phase);
    for (std::size_t to = 0; to < within.size(); ++to) system.rates[places + phase][places + to] = within[phase][to];
    system.rates[places + phase][places - 1] = finishing[phase];
  }
  return solved(it, std::move(system)).waiting;
}

double greatest_mean_number_waiting(const CaseManagers& it) {
  NobodyWaits system{rates_between_phases(it), std::vector<std::size_t>(phase_count(it)), Row(phase_count(it))};
  std::iota(system.full.begin(), system.full.end(), std::size_t{0});
  return solved(it, std::move(system)).waiting;
}

double mean_number_beyond_the_ceiling_without_time_between(const CaseManagers& it) {
  const Queue queue{it.arrivals, it.visit / it.finishes, 1, it.managers};
  const double rho = queue.load();
  return erlang_c(queue) * std::pow(rho, it.managers * (it.ceiling - 1) + 1) / (1 - rho);
}

}  // namespace casetide::analytic
