// Which parameters agree with what was observed, when a model can be run but its likelihood cannot be written:
// approximate Bayesian computation by adaptive population Monte Carlo.
//
// In rounds: the first draws from the prior, each later one from a normal distribution round what the rounds before
// make of the posterior. Every run keeps its weight, prior by the mixture of all that was drawn from; the nearest runs
// are moved by regression to where their figures would be the observed ones.
//
// Sources: J.-M. Cornuet, J.-M. Marin, A. Mira and C. P. Robert, Adaptive multiple importance sampling, Scand. J.
// Statist. 39 (2012) 798-812 (rounds and weights); P. Fearnhead and D. Prangle, Constructing summary statistics for
// approximate Bayesian computation, J. R. Statist. Soc. B 74 (2012) 419-474 (the distance); M. A. Beaumont, W. Zhang
// and D. J. Balding, Approximate Bayesian computation in population genetics, Genetics 162 (2002) 2025-2035 (the
// regression); R. D. Wilkinson, Approximate Bayesian computation gives exact results under the assumption of model
// error, Stat. Appl. Genet. Mol. Biol. 12 (2013) 129-141 (the errors).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/gaussian_kernel.hpp"
#include "sim/influence.hpp"

namespace casetide::sim {

/// What is to be met: figure = what the model means by it + an error with this standard deviation, each for itself.
struct ObservedFigure {
  double value = 0;
  double error = 1;  // above 0
};

struct FittingSettings {
  std::size_t parameters = 1;
  std::size_t first_round = 600;  // runs from the prior; more than figures and parameters together
  std::size_t later_round = 200;  // runs of each later round
  std::size_t kept = 200;         // the nearest of all runs, by which the posterior is told
  std::size_t rounds = 8;         // the first one too
  std::uint64_t seed = 1;
};

/// Parameters stand as standard normals: the prior is N(0, 1) in each, apart. Who uses them makes values of them by
/// the quantiles of each prior, so that no draw ever leaves it.
class Fitting {
 public:
  Fitting(FittingSettings settings, std::vector<ObservedFigure> observed);

  bool is_done() const { return done_.size() >= settings_.rounds; }

  /// The points of the next round, one for each run; the same ones whenever it is asked.
  std::vector<Point> next() const;

  /// What the model gave at each of them; nothing where it cannot be run.
  void take(const std::vector<std::optional<std::vector<double>>>& figures);

  struct Round {
    std::size_t runs = 0, failed = 0;
    std::size_t kept = 0;  // of its runs, among the nearest so far
    double tolerance = 0;  // the largest distance that is kept, in units of what is left uncertain when all is known
  };
  const std::vector<Round>& rounds() const { return done_; }

  /// So many points of equal weight, in an order that means nothing.
  std::vector<Point> posterior(std::size_t draws) const;

  /// How many independent draws the weights of the nearest runs are worth.
  double effective_draws() const;

 private:
  struct Run {
    Point at;
    std::vector<double> figures;  // with an error drawn for each, as the observed ones have theirs
    std::size_t round = 0;
    double distance = 0;
  };
  /// Of the nearest runs.
  struct Nearest {
    std::vector<const Run*> runs;
    std::vector<double> weights;  // come to 1
    double tolerance = 0;
  };

  std::vector<double> with_errors(std::vector<double> figures, std::size_t run) const;
  void learn_summaries();
  std::vector<double> summaries(const std::vector<double>& figures) const;
  double distance(const std::vector<double>& figures) const;
  double weight(const Point& point) const;
  Nearest nearest() const;
  /// The points of the nearest runs, moved by regression.
  std::vector<Point> moved(const Nearest& nearest) const;

  FittingSettings settings_;
  std::vector<ObservedFigure> observed_;
  std::vector<LinearFit> summary_of_;   // [parameter] on the figures
  std::vector<double> left_uncertain_;  // [parameter] standard deviation when all figures are known
  std::vector<Run> runs_;
  std::vector<GaussianKernel> drawn_from_;  // [later round]
  std::vector<Round> done_;
};

}  // namespace casetide::sim
