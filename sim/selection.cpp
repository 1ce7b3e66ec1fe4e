// S.-H. Kim and B. L. Nelson, A fully sequential procedure for indifference-zone selection in simulation, ACM
// Transactions on Modeling and Computer Simulation 11(3), 2001, pages 251-273: the procedure KN with c = 1, in its
// symbols n0, eta, h2, S2, delta, W and r. Theirs looks for the largest mean, ours for the smallest.
#include "sim/selection.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "sim/intervals.hpp"

namespace casetide::sim {

namespace {

using Values = std::vector<std::vector<double>>;

void require(bool holds, const char* rule) {
  if (!holds) throw std::invalid_argument(rule);
}

void check(const Values& values, double indifference, double confidence, int first) {
  require(!values.empty(), "a selection needs at least one system");
  const std::size_t replications = values.front().size();
  require(replications >= 2, "a selection needs at least two replications");
  for (const std::vector<double>& of_system : values) {
    require(of_system.size() == replications, "a selection needs the same replications of every system");
    require(std::ranges::all_of(of_system, [](double value) { return std::isfinite(value); }),
            "a selection needs a number in every replication");
  }
  require(std::isfinite(indifference) && indifference > 0, "the indifference of a selection must be above 0");
  require(first >= 2, "a selection needs at least two first replications");
  const double guess = values.size() == 1 ? 0 : 1 / static_cast<double>(values.size());
  require(confidence > guess && confidence < 1, "the confidence of a selection must be above a guess's and below 1");
}

/// Two systems, replication by replication: the sum of the differences so far against a boundary that closes in.
class Pair {
 public:
  Pair(const std::vector<double>& one, const std::vector<double>& other, std::size_t n0) : one_(&one), other_(&other) {
    for (std::size_t j = 0; j < n0; ++j) sum_ += difference(j);
    const double mean = sum_ / static_cast<double>(n0);
    double squares = 0;
    for (std::size_t j = 0; j < n0; ++j) squares += (difference(j) - mean) * (difference(j) - mean);
    s2_ = squares / static_cast<double>(n0 - 1);
    is_known_to_vary_ = s2_ > 0 || sum_ != 0;
  }

  void look_at(std::size_t j) { sum_ += difference(j); }

  /// Whether one's mean over r replications lies above the other's by more than W.
  bool removes_one(double h2, double delta, std::size_t r) const { return removes(sum_, h2, delta, r); }
  bool removes_other(double h2, double delta, std::size_t r) const { return removes(-sum_, h2, delta, r); }

 private:
  double difference(std::size_t j) const { return (*one_)[j] - (*other_)[j]; }

  /// r W = max(0, delta / 2 (h2 S2 / delta^2 - r)). Systems that were alike in all of the first replications have told
  /// nothing of how they differ.
  bool removes(double excess, double h2, double delta, std::size_t r) const {
    const double boundary = delta / 2 * (h2 * s2_ / (delta * delta) - static_cast<double>(r));
    return is_known_to_vary_ && excess > std::max(0.0, boundary);
  }

  const std::vector<double>* one_;
  const std::vector<double>* other_;
  double sum_ = 0;  // of one - other
  double s2_ = 0;
  bool is_known_to_vary_ = false;
};

/// All pairs of systems that are still in.
class Contest {
 public:
  Contest(const Values& values, std::size_t n0, double h2, double delta)
      : is_in_(values.size(), true), h2_(h2), delta_(delta) {
    for (std::size_t i = 0; i < values.size(); ++i)
      for (std::size_t l = i + 1; l < values.size(); ++l) pairs_.push_back({i, l, Pair(values[i], values[l], n0)});
  }

  void look_at(std::size_t j) {
    for (Between& between : pairs_) between.pair.look_at(j);
  }

  /// All that are in meet each other, also those that another removes in the same round.
  void screen(std::size_t r) {
    std::vector<bool> stays = is_in_;
    for (const auto& [i, l, pair] : pairs_) {
      if (!is_in_[i] || !is_in_[l]) continue;
      if (pair.removes_one(h2_, delta_, r)) stays[i] = false;
      if (pair.removes_other(h2_, delta_, r)) stays[l] = false;
    }
    is_in_ = std::move(stays);
  }

  std::vector<std::size_t> survivors() const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < is_in_.size(); ++i)
      if (is_in_[i]) all.push_back(i);
    return all;
  }
  bool is_decided() const { return std::ranges::count(is_in_, true) == 1; }

 private:
  struct Between {
    std::size_t i, l;
    Pair pair;
  };
  std::vector<bool> is_in_;
  std::vector<Between> pairs_;
  double h2_;
  double delta_;
};

/// h2 = 2 c eta (n0 - 1) with eta for systems that need not be independent.
double h2_of(std::size_t systems, double confidence, std::size_t n0) {
  const double alpha_of_one = (1 - confidence) / static_cast<double>(systems - 1);
  const auto freedom = static_cast<double>(n0 - 1);
  const double eta = (std::pow(2 * alpha_of_one, -2 / freedom) - 1) / 2;
  return 2 * eta * freedom;
}

}  // namespace

Selection select_smallest(const Values& values, double indifference, double confidence, int first) {
  check(values, indifference, confidence, first);
  if (values.size() == 1) return {{0}, 0};
  const std::size_t replications = values.front().size();
  const auto n0 = static_cast<std::size_t>(first);
  const std::size_t at_first = std::min(n0, replications);
  Contest contest(values, at_first, h2_of(values.size(), confidence, n0), indifference);
  std::size_t r = at_first;
  if (r == n0) contest.screen(r);
  while (!contest.is_decided() && r < replications) {
    contest.look_at(r++);
    contest.screen(r);
  }
  return {contest.survivors(), static_cast<int>(r)};
}

std::vector<std::size_t> not_shown_larger(const Values& values, double confidence) {
  const double two_sided = 1 - 2 * (1 - confidence) / static_cast<double>(std::max<std::size_t>(1, values.size() - 1));
  const auto is_shown_larger = [&](std::size_t system, std::size_t other) {
    std::vector<double> more;
    for (std::size_t r = 0; r < values[system].size(); ++r) more.push_back(values[system][r] - values[other][r]);
    return interval_of_mean(more, two_sided).low > 0;
  };
  std::vector<std::size_t> kept;
  for (std::size_t system = 0; system < values.size(); ++system) {
    bool is_kept = true;
    for (std::size_t other = 0; other < values.size() && is_kept; ++other)
      is_kept = other == system || !is_shown_larger(system, other);
    if (is_kept) kept.push_back(system);
  }
  return kept;
}

}  // namespace casetide::sim
