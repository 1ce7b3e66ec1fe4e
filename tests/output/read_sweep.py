"""Reads the file of a sweep over `fte` (3, 4) and `ceiling` (40 and 60 children) as other people's programs do.

Usage: read_sweep.py SWEEP {grid|points}
Exit code: 0 all well, 1 something is wrong, 77 xarray is not installed.
"""

import sys

try:
    import numpy
    import xarray
    import h5netcdf  # noqa: F401
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


def main():
    path, kind = sys.argv[1:]
    with xarray.open_dataset(path, engine="h5netcdf") as data:
        first = ["fte", "ceiling"] if kind == "grid" else ["point"]
        risk = data.days_at_risk_law
        expect(list(risk.dims) == first + ["plan", "replication"], f"days_at_risk_law{risk.dims}")
        yearly = data.days_at_risk_law_by_year
        expect(list(yearly.dims) == first + ["plan", "replication", "year"], f"days_at_risk_law_by_year{yearly.dims}")
        expect(risk.dtype == numpy.float64 and risk.attrs["units"] == "child-days per 100 open child-days", "units")
        expect(list(data.year.values) == ["2017-18"], f"years {data.year.values}")
        expect(data.ceiling.attrs["units"] == "children", f"unit of the ceiling {data.ceiling.attrs}")
        expect(data.fte.attrs["long_name"] == "staffing.teams.one.staff[0].fte", "the place of fte")
        if kind == "grid":
            expect(list(data.fte.values) == [3, 4] and list(data.ceiling.values) == [40, 60], "values of the factors")
            chosen = risk.sel(fte=4, ceiling=60, plan="as_now").mean("replication")
            expect(chosen.dims == (), f"one point by its values: {chosen.dims}")
            expect(float(risk.sel(fte=3).mean()) > float(risk.sel(fte=4).mean()), "fewer people, more risk")
        else:
            expect(data.fte.dims == ("point",) and len(data.fte) == 4, f"fte{data.fte.dims}")
        expect(int(data.attrs["complete"]) == 1 and data.attrs["format"] == "casetide sweep", "root attributes")
    with xarray.open_dataset(path, engine="h5netcdf", group="provenance") as provenance:
        expect("design:" in str(provenance.design.values), "no text of the design")
        expect("staffing:" in str(provenance.scenario.values), "no text of the scenario")
    for problem in problems:
        print(f"wrong: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
