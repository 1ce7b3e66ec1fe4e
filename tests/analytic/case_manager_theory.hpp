// What can be said of case managers who hold several cases at once, each of which needs them again and again: the long
// run, solved or bounded. Times are in hours. Nothing here knows of the simulator.
//
// The model is that of F. Campello, A. Ingolfsson and R. A. Shumsky, Queueing Models of Case Managers, Management
// Science 63(3), 2017, pages 882-900, doi 10.1287/mnsc.2015.2368, in its simplest form: cases come at random (Poisson)
// and wait on one list until a manager holds fewer than the ceiling; a case alternates between visits, which need its
// manager, who does one at a time, and times between visits, which do not. Each visit is the last with the same chance.
//
// Published, and read in the paper's abstract: that such a system has stability conditions and performance bounds, that
// many systems have a ceiling, and that raising the chance of completion can cut waiting much more than speed does.
// Derived here: every formula below. The paper's own theorems could not be read, so none of these is claimed to be one
// of them. The proofs are short and stand beside the formulas.
#pragma once

namespace casetide::analytic {

struct CaseManagers {
  double arrivals;  // lambda [cases an hour]
  double visit;     // mean of the exponential visit, 1 / mu [hours]
  double between;   // mean of the exponential time between two visits, 1 / theta [hours]
  double finishes;  // p, the chance that a visit is the last, in (0, 1]; so a case has 1 / p visits on average
  int managers;     // N
  int ceiling;      // M, cases that a manager may hold at once
};

/// The share of time for which a manager who always holds M cases is busy, 1 - P(all M are between visits).
/// Each finished case is replaced at once by one that needs a visit, so the number between visits changes only by
/// visits that are not the last, at rate q mu (q = 1 - p), and by ends of times between visits: one repairman with the
/// rate q mu and M machines that fail at the rate theta. Idle time is 1 / sum_{i=0..M} M! / (M - i)! r^i with
/// r = theta / (q mu). Source of that formula: Kleinrock, Queueing Systems, vol. 1, 1975, section 3.8 (finite customer
/// population).
double share_of_time_busy_at_the_ceiling(const CaseManagers& system);

/// Cases that all managers finish an hour while somebody always waits: N p mu times that share.
/// The waiting list has a long run if and only if fewer come, lambda < capacity. Derived: while somebody waits, every
/// manager holds M cases, so the list goes up at the rate lambda and down at that of N independent managers at the
/// ceiling; the number waiting with the managers' states is a quasi-birth-and-death process, and stable if and only if
/// its mean drift is negative (M. F. Neuts, Matrix-Geometric Solutions in Stochastic Models, 1981, chapter 3).
/// As M grows this becomes lambda < N p mu, work that comes against time that there is; with M below that, time is lost
/// in which a manager who has room for no more cases waits for those held.
double capacity(const CaseManagers& system);
double load(const CaseManagers& system);  // lambda / capacity

struct LongRun {
  double waiting;  // mean number of cases on the waiting list
  double held;     // mean number of cases that managers hold
};

/// The long run by solving the process itself: who comes goes to the manager with the fewest cases, of equals to the
/// first, and waits when all hold M. Below the capacity; exact but for rounding. The work grows with M^(6 N).
LongRun long_run(const CaseManagers& system);

/// A waiting list that is never longer, and one that is never shorter, on the same arrivals and visits. Derived, by
/// coupling. Let e be the number of cases between visits of a manager who holds M; such a manager finishes cases at the
/// rate p mu while e < M. If e <= e' for two of them, draw visits of both from one clock, and those ends of times
/// between visits that both have from another: then e <= e' for ever, and whenever the second finishes a case the first
/// does.
///
/// Longest: managers always hold M cases, of which those that nobody brought go round like any other; who comes waits
/// until a case is finished. A real manager, holding M cases or fewer, never has more of them between visits: a case
/// that comes or goes is not between visits, and the rest is the coupling above. When somebody really waits, all hold
/// M; so the real list, unless it is empty, falls whenever this one does.
///
/// Shortest: while all cases together, n, are fewer than N M, they are finished at the rate p mu min(n, N), the most
/// there can be; whenever they come to N M, none is between visits, the best there can be. So all cases together are
/// never more than in reality, and who waits are those beyond N M.
///
/// While somebody waits both lists move as the real one does, so both have a long run exactly where it has, and as the
/// load goes to 1 the bounds close on each other as a share of the list.
double least_mean_number_waiting(const CaseManagers& system);
double greatest_mean_number_waiting(const CaseManagers& system);

/// A coarser lower bound that can be worked out by hand: as if no case were ever between visits, M/M/N with the rate p
/// mu and the number beyond N M cases, C(N, lambda / (p mu)) rho^(N (M - 1) + 1) / (1 - rho), rho = lambda / (N p mu).
/// Derived: cases together are never finished faster than in M/M/N, whose rate grows with their number.
double mean_number_beyond_the_ceiling_without_time_between(const CaseManagers& system);

}  // namespace casetide::analytic
