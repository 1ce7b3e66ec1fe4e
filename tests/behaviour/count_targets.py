"""Counts from a result file in how many replications each plan meets targets, and compares that with `compare --json`.

Usage: count_targets.py RESULT JSON TARGET...
TARGET: NAME:FIGURE:at_least:LEVEL, NAME:FIGURE:at_most:LEVEL, or NAME:all:A,B or NAME:any:A,B of targets before it.
FIGURE: days_at_risk_law, days_at_risk, unallocated, or an indicator of the file.
It knows nothing of Casetide but what FORMAT.md says. Exit code: 0 all agree and some chance is neither 0 nor 1, 1 not,
77 h5py is not installed.
"""

import datetime
import json
import sys

try:
    import h5py
    import numpy
except ImportError:
    print("skipped: h5py is not installed")
    sys.exit(77)


def year_of(file, k):
    """Of each sample interval, the share that lies in the k-th year, and the days of that year."""
    start = datetime.date.fromisoformat(file["time"].attrs["units"].decode().split()[2])
    last_day = file["year_end"][k]
    end = start + datetime.timedelta(days=int(last_day) + 1)
    first = datetime.date(end.year - 1, 4, 1)
    low, high = (first - start).days, (end - start).days
    time = file["time"][:]
    shares = numpy.zeros(len(time))
    for i in range(1, len(time)):
        within = min(time[i], high) - max(time[i - 1], low)
        shares[i] = max(within, 0) / (time[i] - time[i - 1])
    return shares, high - low


def figure(file, name, k):
    """[plan, replication] in the k-th year."""
    shares, days = year_of(file, k)

    def total(measure):
        values = file[measure][:]
        values = values.reshape(values.shape[:3] + (-1,)).sum(axis=3)
        return (values * shares).sum(axis=2)

    if name == "days_at_risk_law":
        return 100 * total("time_at_risk_law") / total("open_child_days")
    if name == "days_at_risk":
        return 100 * total("time_at_risk") / total("open_child_days")
    if name == "unallocated":
        return total("unallocated_days") / days
    place = list(file["indicator"].asstr()).index(name)
    return file["indicators"][:, :, k, place]


def met(file, targets, k):
    """[target name] -> [plan, replication], whether it is met in the k-th year."""
    found = {}
    for target in targets:
        name, what, *rest = target.split(":")
        if what in ("all", "any"):
            parts = numpy.array([found[part] for part in rest[0].split(",")])
            found[name] = parts.all(axis=0) if what == "all" else parts.any(axis=0)
            continue
        values = figure(file, what, k)
        level = float(rest[1])
        with numpy.errstate(invalid="ignore"):
            found[name] = values >= level if rest[0] == "at_least" else values <= level
    return found


def main():
    path, document, *targets = sys.argv[1:]
    with open(document, encoding="utf-8") as text:
        told = {target["name"]: target for target in json.load(text)["decision"]["targets"]}
    problems, telling = 0, 0
    with h5py.File(path, "r") as file:
        plans = list(file["plan"].asstr())
        replications = len(file["replication"])
        for k, year in enumerate(file["year"].asstr()[:]):
            for name, values in met(file, targets, k).items():
                for plan, of_plan in zip(plans, values):
                    said = told[name]["years"][str(int(year[:4]) + 1)][plan]
                    telling += 0 < of_plan.sum() < replications
                    if said["met"] != of_plan.sum() or said["of"] != replications:
                        print(f"{name}, {plan}, {year}: counted {of_plan.sum()}, told {said['met']} of {said['of']}")
                        problems += 1
                    if abs(said["chance"] - of_plan.mean()) > 1e-12:
                        print(f"{name}, {plan}, {year}: chance {of_plan.mean()}, told {said['chance']}")
                        problems += 1
    print(f"{problems} problems; {telling} chances are neither 0 nor 1")
    return 0 if problems == 0 and telling >= 4 else 1


if __name__ == "__main__":
    sys.exit(main())
