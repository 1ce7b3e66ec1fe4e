"""Counts figures of a report again from its result, and fails where the document behind the page has others.

Usage: read_report.py RESULT DATA. DATA: what `casetide report RESULT --data` printed.
Exit code: 0 all well, 1 something is wrong, 77 h5py is not installed.
"""

import json
import sys
import warnings

try:
    import h5py
    import numpy
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

problems = []
compared = 0


def expect_equal(found, expected, decimals, what):
    """`found`: from the document, None where there is no number; `expected`: an array of the same length."""
    global compared
    half_a_digit = 0.5001 * 10.0**-decimals
    for place, (one, other) in enumerate(zip(found, expected, strict=True)):
        compared += 1
        both_none = one is None and numpy.isnan(other)
        if not both_none and (one is None or not abs(one - other) <= half_a_digit):
            problems.append(f"{what}[{place}]: {one} in the report, {other} in the result")


def by_key(entries, key):
    return next(entry for entry in entries if entry["key"] == key)


def expect_bands(fan, key, values, what):
    """`values`: [plan, replication, time]."""
    quantiles = {"median": 0.5, "low50": 0.25, "high50": 0.75, "low90": 0.05, "high90": 0.95}
    for plan, bands in enumerate(by_key(fan["series"], key)["plans"]):
        for band, share in quantiles.items():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # nobody has a value
                expected = numpy.nanquantile(values[plan], share, axis=0)
            expect_equal(bands[band], expected, fan["decimals"], f"{what}, {key}, plan {plan}, {band}")


def expect_at_samples(fans, file):
    caseload = file["caseload"][:]
    mean = file["caseload_per_worker"][..., 0]
    with numpy.errstate(divide="ignore", invalid="ignore"):
        workers = numpy.where(caseload > 0, caseload / mean, 0)
        held = numpy.where(workers > 0, caseload, 0)
        expect_bands(by_key(fans, "caseload"), "mean", held.sum(-1) / workers.sum(-1), "caseload")
    staff = file["staff"][:].sum(3)
    contracts = list(file["contract"].asstr())
    of = {name: staff[..., contracts.index(name)] for name in contracts}
    fan = by_key(fans, "staff")
    expect_bands(fan, "employees", of["permanent"] + of["newly_qualified"], "staff")
    statuses = list(file["status"].asstr())
    fan = by_key(fans, "children")
    for series in fan["series"]:
        if series["key"] in statuses:
            expect_bands(fan, series["key"], file["children"][..., statuses.index(series["key"])], "children")


def expect_years(fans, file):
    names = list(file["indicator"].asstr())
    for fan in fans:
        for series in fan["series"] if fan["every"] == "year" else []:
            if series["key"] in names:
                expect_bands(fan, series["key"], file["indicators"][..., names.index(series["key"])], fan["key"])


def expect_risk(plans, file):
    open_days = file["open_child_days"][:].sum(2)
    split = 100 * file["time_at_risk"][:].sum(2) / open_days[..., None, None]
    law = 100 * file["time_at_risk_law"][:].sum(2) / open_days
    for plan, risk in enumerate(plans):
        for component, row in enumerate(risk["cross"]):
            expect_equal(row, split[plan, :, component].mean(0), 2, f"risk of plan {plan}, component {component}")
        means = [figure["mean"] for figure in risk["by_cause"]]
        expect_equal(means, split[plan].sum(1).mean(0), 2, f"causes of plan {plan}")
        expect_equal([risk["law"]["mean"]], [law[plan].mean()], 2, f"law of plan {plan}")
        expect_equal([risk["all"]["mean"]], [split[plan].sum((1, 2)).mean()], 2, f"all of plan {plan}")


def main():
    with h5py.File(sys.argv[1], "r") as file, open(sys.argv[2], encoding="utf-8") as text:
        document = json.load(text)
        expect_at_samples(document["fans"], file)
        if "indicator" in file:
            expect_years(document["fans"], file)
        expect_risk(document["risk"]["plans"], file)
        if document["run"]["id"] != file.attrs["run_id"].decode():
            problems.append("another run")
    for problem in problems[:20]:
        print(f"wrong: {problem}")
    print(f"{compared} figures compared, {len(problems)} wrong")
    return 1 if problems or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
