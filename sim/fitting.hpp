// Which parameters agree with what was observed, when a model can be run but its likelihood cannot be written:
// approximate Bayesian computation by adaptive population Monte Carlo.
//
// Sources: M. Lenormand, F. Jabot and G. Deffuant, Adaptive approximate Bayesian computation for complex models,
// Computational Statistics 28 (2013) 2777-2796 (rounds, weights, when to stop); P. Fearnhead and D. Prangle,
// Constructing summary statistics for approximate Bayesian computation, J. R. Statist. Soc. B 74 (2012) 419-474 (the
// distance); M. A. Beaumont, W. Zhang and D. J. Balding, Approximate Bayesian computation in population genetics,
// Genetics 162 (2002) 2025-2035 (the regression at the end); R. D. Wilkinson, Approximate Bayesian computation gives
// exact results under the assumption of model error, Stat. Appl. Genet. Mol. Biol. 12 (2013) 129-141 (the errors).
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
  std::size_t kept = 200;         // particles
  std::size_t later_round = 200;  // runs of each later round
  std::size_t most_rounds = 12;   // the first one too
  double least_accepted = 0.05;   // a round of which fewer come nearer than what was kept is the last
  std::uint64_t seed = 1;
};

/// Parameters stand as standard normals: the prior is N(0, 1) in each, apart. Who uses them makes values of them by
/// the quantiles of each prior, so that no draw ever leaves it.
class Fitting {
 public:
  Fitting(FittingSettings settings, std::vector<ObservedFigure> observed);

  bool is_done() const { return is_done_; }
  std::size_t round() const { return round_; }  // of those to run next, from 0

  /// The points of the next round, one for each run; the same ones whenever it is asked.
  std::vector<Point> next() const;

  /// What the model gave at each of them; nothing where it cannot be run.
  void take(const std::vector<std::optional<std::vector<double>>>& figures);

  struct Particle {
    Point at;
    std::vector<double> figures;  // with an error drawn for each, as the observed ones have theirs
    double weight = 1;            // prior by what it was drawn from
    double distance = 0;          // in units of what is left uncertain when all figures are known
  };
  const std::vector<Particle>& particles() const { return particles_; }

  struct Round {
    std::size_t runs = 0, failed = 0;
    double accepted = 1;   // share of the runs that came nearer than what was kept before
    double tolerance = 0;  // the largest distance that is kept
  };
  const std::vector<Round>& rounds() const { return done_; }

  /// So many points of equal weight, in an order that means nothing: particles, moved by regression to where their
  /// figures would be the observed ones.
  std::vector<Point> posterior(std::size_t draws) const;

  /// How many independent draws the weights of the particles are worth.
  double effective_draws() const;

 private:
  std::vector<double> with_errors(std::vector<double> figures, std::size_t run) const;
  void learn_summaries(const std::vector<Particle>& all);
  std::vector<double> summaries(const std::vector<double>& figures) const;
  double distance(const std::vector<double>& figures) const;
  double weight(const Point& point) const;
  void keep_nearest(std::vector<Particle> all);
  std::vector<double> weights() const;
  std::vector<std::size_t> resampled(std::size_t count, const std::vector<double>& weights) const;

  FittingSettings settings_;
  std::vector<ObservedFigure> observed_;
  std::vector<LinearFit> summary_of_;   // [parameter] on the figures
  std::vector<double> left_uncertain_;  // [parameter] standard deviation when all figures are known
  std::vector<Particle> particles_;
  std::optional<GaussianKernel> kernel_;
  std::vector<Round> done_;
  std::size_t round_ = 0;
  bool is_done_ = false;
};

}  // namespace casetide::sim
