"""M/M/1 at load 0.8 in SimPy, with every wait recorded: what bench_mm1 measures Casetide against.

Prints arrivals served, seconds of processor time and the mean wait in hours. Exit code 77: SimPy is not installed.
"""

import argparse
import random
import statistics
import sys
import time

try:
    import simpy
except ImportError:
    sys.exit(77)

ARRIVALS_PER_HOUR = 0.8
MEAN_SERVICE = 1.0  # hours


def child(env, worker, chance, waits):
    """Arrives, waits for the worker, is served and leaves."""
    arrived = env.now
    with worker.request() as turn:
        yield turn
        waits.append(env.now - arrived)
        yield env.timeout(chance.expovariate(1 / MEAN_SERVICE))


def referrals(env, worker, chance, waits):
    """Sends children in at random, for ever."""
    while True:
        yield env.timeout(chance.expovariate(ARRIVALS_PER_HOUR))
        env.process(child(env, worker, chance, waits))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()

    begun = time.process_time()
    env = simpy.Environment()
    worker = simpy.Resource(env, capacity=1)
    waits = []
    env.process(referrals(env, worker, random.Random(options.seed), waits))
    env.run(until=options.hours)
    print(len(waits), time.process_time() - begun, statistics.fmean(waits))


if __name__ == "__main__":
    main()
