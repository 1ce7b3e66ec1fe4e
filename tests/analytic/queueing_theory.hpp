// What queueing theory says of a team that is a queue: the formulas, each with its source. Times are in hours.
// They hold in the long run and know nothing of the simulator.
#pragma once

#include <functional>
#include <vector>

namespace casetide::analytic {

/// Referrals come at random (Poisson); each needs one service by one of some alike workers.
struct Queue {
  double arrivals;           // lambda [referrals an hour]
  double service;            // mean service, E[S] [hours]
  double service_cv_square;  // variance of the service / E[S]^2; 1 for an exponential service
  int workers;               // c

  double offered() const { return arrivals * service; }                                  // a, in workers
  double load() const { return offered() / workers; }                                    // rho, below 1
  double service_square() const { return service * service * (1 + service_cv_square); }  // E[S^2] [hours^2]
};

/// The chance that a referral has to wait in M/M/c, C(c, a).
/// Source: A. K. Erlang 1917; Kleinrock, Queueing Systems, vol. 1, 1975, equation 3.40.
double erlang_c(const Queue& queue);

/// Mean wait in M/M/c: C(c, a) E[S] / (c - a). For one worker rho E[S] / (1 - rho).
/// Source: Kleinrock, vol. 1, section 3.5 with Little's law.
double mean_wait_with_exponential_service(const Queue& queue);

/// Mean wait with one worker and any service, M/G/1: lambda E[S^2] / (2 (1 - rho)).
/// Source: Pollaczek 1930, Khinchine 1932; Kleinrock, vol. 1, chapter 5.
double mean_wait_with_one_worker(const Queue& queue);

/// Mean wait of each class with one worker who takes the most urgent next and lets nobody be interrupted:
/// W_k = lambda E[S^2] / 2 / ((1 - rho_1 - ... - rho_{k-1}) (1 - rho_1 - ... - rho_k)), where rho_i = shares[i] rho.
/// Source: A. Cobham, Priority assignment in waiting line problems, Operations Research 2(1), 1954, pages 70-76.
std::vector<double> mean_waits_by_urgency(const Queue& queue, const std::vector<double>& shares);

/// Little's law: number = arrivals * time.
double mean_number_waiting(const Queue& queue, double mean_wait);
double mean_number_open(const Queue& queue, double mean_wait);

/// How long a disturbance of M/M/c lasts: 1 / (c / E[S] (1 - sqrt(rho))^2) [hours].
/// Source: P. M. Morse, Queues, Inventories and Maintenance, 1958, for one worker; c workers who are all busy work as
/// one.
double relaxation_time(const Queue& queue);

/// Asymptotic variance of the mean over time of `value`(number in the system) in M/M/c [hours]: over a window of t
/// hours the mean has variance about this / t. For one worker and the number itself 2 rho (1 + rho) / (1 - rho)^4 E[S].
/// Source: W. Whitt, Asymptotic formulas for Markov processes with applications to simulation, Operations Research
/// 40(2), 1992, pages 279-291: for a birth-and-death process 2 sum_j (sum_{i<=j} (f_i - mean f) p_i)^2 / (lambda_j
/// p_j).
double asymptotic_variance(const Queue& queue, const std::function<double(int)>& value);

}  // namespace casetide::analytic
