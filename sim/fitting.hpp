// Which parameters agree with what was observed, when a model can be run but its likelihood cannot be written: rounds
// of Monte Carlo, each drawn from what the rounds before have made of the posterior, with a synthetic likelihood.
//
// Parameters are standard normals before anything is known. Within a round the figures are taken to be linear in the
// parameters, with normal scatter: chance in the model, what is not linear in it, and the error of what was observed.
// That is little where the runs of a round lie close together, which is why there are rounds: the first looks far and
// wide, the last ones where the answer is. How much a line leaves unexplained counts as not known.
//
// Sources: S. N. Wood, Statistical inference for noisy nonlinear ecological dynamic systems, Nature 466 (2010)
// 1102-1104 (synthetic likelihood); R. D. Wilkinson, Approximate Bayesian computation (ABC) gives exact results under
// the assumption of model error, Stat. Appl. Genet. Mol. Biol. 12 (2013) 129-141 (the errors); J. Hartlap, P. Simon and
// P. Schneider, Why your model parameter confidences might be too optimistic, Astronomy and Astrophysics 464 (2007)
// 399-404 (the inverse of a covariance that is estimated).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace casetide::sim {

/// A value for each parameter, or for each figure.
using Point = std::vector<double>;

/// What is to be met: figure = what the model means by it + an error with this standard deviation, each for itself.
struct ObservedFigure {
  double value = 0;
  double error = 1;  // above 0
};

struct FittingSettings {
  std::size_t parameters = 1;
  std::size_t first_round = 300;  // runs from the prior
  std::size_t later_round = 160;  // runs of each later round
  std::size_t kept = 320;         // the last runs, which the posterior is made of; more than figures and parameters
  std::size_t rounds = 5;         // the first one too
  std::uint64_t seed = 1;
};

class Fitting {
 public:
  /// Throws std::invalid_argument where the runs are too few for so many figures and parameters.
  Fitting(FittingSettings settings, std::vector<ObservedFigure> observed);
  ~Fitting();
  Fitting(Fitting&&) noexcept;
  Fitting& operator=(Fitting&&) noexcept;

  bool is_done() const { return done_.size() >= settings_.rounds; }

  /// The points of the next round, one for each run; the same ones whenever it is asked.
  std::vector<Point> next() const;

  /// What the model gave at each of them; nothing where it cannot be run. Throws std::invalid_argument where too few
  /// are left.
  void take(const std::vector<std::optional<Point>>& figures);

  struct Round {
    std::size_t runs = 0, failed = 0;
    double moved = 0;  // by how much the posterior's mean went, at most, in its standard deviations
  };
  const std::vector<Round>& rounds() const { return done_; }

  /// So many points, after at least one round.
  std::vector<Point> posterior(std::size_t draws) const;

 private:
  struct Run {
    Point at, figures;
  };
  struct Belief;  // a normal distribution

  std::unique_ptr<const Belief> belief_from(const std::vector<Run>& runs) const;

  FittingSettings settings_;
  std::vector<ObservedFigure> observed_;
  std::vector<Run> runs_;
  std::vector<Round> done_;
  std::unique_ptr<const Belief> belief_;
};

/// The least `kept` for so many figures and parameters.
std::size_t least_runs(std::size_t figures, std::size_t parameters);

}  // namespace casetide::sim
