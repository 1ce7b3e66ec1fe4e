#include "tests/analytic/queueing_theory.hpp"

#include <algorithm>
#include <cmath>

namespace casetide::analytic {

namespace {

/// Chances of 0, 1, 2 ... children in M/M/c, until what is left out is below 1e-16 of the whole.
std::vector<double> chances_of_number(const Queue& queue) {
  const int most = queue.workers + static_cast<int>(std::ceil(std::log(1e-16) / std::log(queue.load())));
  std::vector<double> chances = {1.0};
  double sum = 1;
  for (int number = 1; number <= most; ++number) {
    chances.push_back(chances.back() * queue.offered() / std::min(number, queue.workers));
    sum += chances.back();
  }
  for (double& chance : chances) chance /= sum;
  return chances;
}

}  // namespace

double erlang_c(const Queue& queue) {
  double blocked = 1;  // Erlang's loss formula B(n, a) by recursion over n
  for (int n = 1; n <= queue.workers; ++n) blocked = queue.offered() * blocked / (n + queue.offered() * blocked);
  return blocked / (1 - queue.load() * (1 - blocked));
}

double mean_wait_with_exponential_service(const Queue& queue) {
  return erlang_c(queue) * queue.service / (queue.workers - queue.offered());
}

double mean_wait_with_one_worker(const Queue& queue) {
  return queue.arrivals * queue.service_square() / (2 * (1 - queue.load()));
}

std::vector<double> mean_waits_by_urgency(const Queue& queue, const std::vector<double>& shares) {
  std::vector<double> waits;
  double more_urgent = 0;
  for (double share : shares) {
    const double up_to_here = more_urgent + share * queue.load();
    waits.push_back(queue.arrivals * queue.service_square() / 2 / ((1 - more_urgent) * (1 - up_to_here)));
    more_urgent = up_to_here;
  }
  return waits;
}

double mean_number_waiting(const Queue& queue, double mean_wait) { return queue.arrivals * mean_wait; }

double mean_number_open(const Queue& queue, double mean_wait) { return queue.arrivals * (mean_wait + queue.service); }

double relaxation_time(const Queue& queue) {
  const double gap = 1 - std::sqrt(queue.load());
  return queue.service / (queue.workers * gap * gap);
}

double asymptotic_variance(const Queue& queue, const std::function<double(int)>& value) {
  const std::vector<double> chances = chances_of_number(queue);
  const int most = static_cast<int>(chances.size());
  double mean = 0;
  for (int number = 0; number < most; ++number) mean += value(number) * chances[number];
  double variance = 0;
  double excess = 0;
  for (int number = 0; number < most; ++number) {
    excess += (value(number) - mean) * chances[number];
    variance += 2 * excess * excess / (queue.arrivals * chances[number]);
  }
  return variance;
}

}  // namespace casetide::analytic
