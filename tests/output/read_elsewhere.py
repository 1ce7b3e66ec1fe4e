"""Reads a result file as other people's programs do, and fails where it is not what FORMAT.md promises.

Usage: read_elsewhere.py RESULT [FIRST_DATE [YEAR...]] [--draws]. YEAR: the whole years of the period, as 2016-17;
without any, there must be no yearly figures. --draws: values are drawn for hiring_success, in per cent between 4 and 12,
and for demand_to_come, a factor; without it, for nothing. A reader that is not installed is skipped with a word.
Exit code: 0 all well, 1 something is wrong, 77 no reader is installed.
"""

import importlib
import math
import shutil
import subprocess
import sys

MEASURES = {  # a sample of the catalogue: axes after plan, replication, time
    "children": (["status"], "children", "level"),
    "caseload": (["team"], "children", "level"),
    "caseload_per_worker": (["team", "statistic"], "children / FTE", "level"),
    "time_at_risk": (["component", "cause"], "child days", "flow"),
    "time_at_risk_law": ([], "child days", "flow"),
    "staff": (["team", "contract"], "FTE", "level"),
    "worked_hours": (["team"], "client hours", "flow"),
    "obligations_met": (["obligation"], "children", "flow"),
    "leaving_care_at_risk": (["component"], "child days", "flow"),
    "days_overdue": (["obligation"], "child days", "level"),
    "left": (["team", "contract"], "FTE", "flow"),
    "cost": (["cost_line"], "GBP", "flow"),
    "available_fte": (["team"], "FTE", "level"),
    "waiting_hours": (["team"], "client hours", "level"),
}
COMPONENTS = ["waiting_for_a_decision", "no_named_worker", "child_not_seen", "assessment_overdue",
              "protection_decision_overdue", "plan_not_set_going", "review_overdue", "nobody_watching", "stuck"]
PROVENANCE = ["run_id", "complete", "schema_version", "software_version", "scenario_sha256", "master_seed",
              "replications", "generator", "title", "institution", "history", "Conventions", "time_at_risk_note"]

problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


def with_h5py(path, first_date, years):
    import h5py

    with h5py.File(path, "r") as file:
        for name in PROVENANCE:
            expect(name in file.attrs, f"h5py: no attribute {name}")
        expect(int(file.attrs["complete"]) == 1, "h5py: not complete")
        expect(file.attrs["time_at_risk_note"].decode().endswith("how likely harm was."), "h5py: no sentence")
        text = file["provenance/scenario"].asstr()[()]
        expect("version:" in text, "h5py: no scenario text")
        for name, (axes, units, kind) in MEASURES.items():
            data = file[name]
            dims = [scale.keys()[0] for scale in data.dims]
            expect(dims == ["plan", "replication", "time"] + axes, f"h5py: {name} has axes {dims}")
            expect(data.attrs["units"].decode() == units, f"h5py: {name} has units {data.attrs['units']}")
            expect(data.attrs["kind"].decode() == kind, f"h5py: {name} is a {data.attrs['kind']}")
            expect(data.fletcher32 and data.shuffle and data.compression == "gzip", f"h5py: filters of {name}")
        expect(list(file["component"].asstr()) == COMPONENTS, "h5py: components")
        expect(list(file["component_letter"].asstr()) == list("ABCDEFGHI"), "h5py: letters")
        expect(list(file["cause_code"][:]) == list(range(8)), "h5py: codes")
        expect(set(file["cost_line_kind"].asstr()) <= {"cost", "grant", "memo"}, "h5py: kinds of cost lines")
        expect(set(file["cost_line_placement"][:]) <= {0, 1}, "h5py: placements")
        dims = [scale.keys()[0] for scale in file["settling"].dims]
        expect(dims == ["plan", "replication", "warm_up_time", "settling_series"], f"h5py: settling has axes {dims}")
        yearly = [name for name in file if name.split("_")[0] in ["year", "indicator", "indicators"]]
        if not years:
            expect(not yearly, f"h5py: no whole year, but {yearly}")
            return
        data = file["indicators"]
        dims = [scale.keys()[0] for scale in data.dims]
        expect(dims == ["plan", "replication", "year", "indicator"], f"h5py: indicators has axes {dims}")
        expect(data.fletcher32 and data.shuffle and data.compression == "gzip", "h5py: filters of indicators")
        expect(list(file["year"].asstr()) == years, f"h5py: years {list(file['year'].asstr())}")
        expect(len(file["indicator"]) == data.shape[3], "h5py: indicators")
        expect("checksum_xxh3_64" in data.attrs, "h5py: no checksum of indicators")


def expect_draws(data, draws, where):
    """The draws of an opened data set."""
    if not draws:
        expect("assumption_draw" not in data and "assumption" not in data.dims, f"{where}: draws, but no assumptions")
        return
    expect(list(data.assumption_draw.dims) == ["replication", "assumption"], f"{where}: axes of the draws")
    expect(list(data.assumption.values) == ["hiring_success", "demand_to_come"], f"{where}: assumptions")
    hiring = data.sel(assumption="hiring_success")
    expect((hiring.assumption_low, hiring.assumption_high) == (4, 12), f"{where}: range of an assumption")
    expect(hiring.assumption_unit == "%" and hiring.assumption_how == "value", f"{where}: unit of an assumption")
    expect(data.assumption_how.values[1] == "factor", f"{where}: a factor")
    step = data.assumption_draw.sel(assumption="demand_to_come") - hiring.assumption_draw
    expect((step == 0.25).all(), f"{where}: values of the draws")


def expect_years(data, years, where):
    """The yearly figures of an opened data set."""
    import numpy

    if not years:
        expect("indicators" not in data and "year" not in data.dims, f"{where}: no whole year, but yearly figures")
        return
    expect(list(data.year.values) == years, f"{where}: years {data.year.values}")
    ends = [str(end)[:10] for end in data.year_end.values]
    expect(ends == [f"{int(year[:4]) + 1}-03-31" for year in years], f"{where}: the years end on {ends}")
    variable = data.indicators
    expect(list(variable.dims) == ["plan", "replication", "year", "indicator"], f"{where}: indicators{variable.dims}")
    expect(variable.dtype == numpy.float64, f"{where}: indicators is {variable.dtype}")
    units = dict(zip(data.indicator.values, data.indicator_unit.values))
    expect(units["referrals"] == "children" and units["spells_p90"] == "days", f"{where}: units {units}")
    expect(all(data.indicator_meaning.values), f"{where}: an indicator without a meaning")
    chosen = variable.sel(indicator="plans_started", year=years[-1]).mean("replication")
    expect(chosen.dims == ("plan",) and not numpy.isnan(chosen).any(), f"{where}: selecting an indicator by name")
    expect(not variable.to_dataframe().empty, f"{where}: no data frame of indicators")


def with_xarray(path, first_date, years, draws, engine):
    import numpy
    import xarray

    with xarray.open_dataset(path, engine=engine) as data:
        where = f"xarray with {engine}"
        expect(str(data.time.values[0])[:10] == first_date, f"{where}: the first sample is on {data.time.values[0]}")
        expect(numpy.issubdtype(data.time.dtype, numpy.datetime64), f"{where}: time holds no dates")
        expect(list(data.component.values) == COMPONENTS, f"{where}: components")
        expect(all(isinstance(name, str) for name in data.plan.values), f"{where}: plans are no text")
        for name, (axes, units, _) in MEASURES.items():
            variable = data[name]
            expect(list(variable.dims) == ["plan", "replication", "time"] + axes, f"{where}: {name}{variable.dims}")
            expect(variable.dtype == numpy.float64, f"{where}: {name} is {variable.dtype}")
            expect(variable.attrs["units"] == units, f"{where}: {name} in {variable.attrs['units']}")
            expect(bool(variable.attrs["long_name"]), f"{where}: {name} has no long name")
            if name != "caseload_per_worker":  # a team with nobody in post has none
                expect(not numpy.isnan(variable.values).any(), f"{where}: {name} has gaps")
        chosen = data.caseload.sel(plan=data.plan.values[-1], team=data.team.values[0]).mean("replication")
        expect(chosen.dims == ("time",), f"{where}: selecting by name")
        expect(not data.caseload.to_dataframe().empty, f"{where}: no data frame")
        flows = data.time_at_risk.isel(time=0).values
        expect((flows == 0).all(), f"{where}: the first row of a flow is not zero")
        expect(int(data.attrs["master_seed"]) >= 0, f"{where}: seed")
        expect_years(data, years, where)
        expect_draws(data, draws, where)
    with xarray.open_dataset(path, engine=engine, group="provenance") as provenance:
        expect("version:" in str(provenance.scenario.values), f"{where}: no scenario text")


def with_netcdf4(path, first_date, years):
    import netCDF4

    with netCDF4.Dataset(path) as file:
        expect(list(file.dimensions)[:3] == ["plan", "replication", "time"], "netCDF4: dimensions")
        dates = netCDF4.num2date(file["time"][:], file["time"].units, file["time"].calendar)
        expect(dates[0].strftime("%Y-%m-%d") == first_date, f"netCDF4: the first sample is on {dates[0]}")
        expect(math.isfinite(float(file["children"][0, 0, 0, 0])), "netCDF4: a value")
        if years:
            expect(list(file["year"][:]) == years, f"netCDF4: years {file['year'][:]}")
            ends = netCDF4.num2date(file["year_end"][:], file["year_end"].units, file["year_end"].calendar)
            expect(ends[-1].strftime("%m-%d") == "03-31", f"netCDF4: the last year ends on {ends[-1]}")
            expect(math.isfinite(float(file["indicators"][0, 0, 0, 0])), "netCDF4: an indicator")


def with_ncdump(path, years, draws):
    header = subprocess.run(["ncdump", "-h", path], capture_output=True, text=True, check=False)
    expect(header.returncode == 0, f"ncdump: {header.stderr}")
    lines = ["double caseload(plan, replication, time, team)", "string plan(plan)", 'caseload:units = "children"']
    if years:
        lines += ["double indicators(plan, replication, year, indicator)", "string indicator_unit(indicator)"]
    if draws:
        lines += ["double assumption_draw(replication, assumption)", "double assumption_low(assumption)"]
    for line in lines:
        expect(line in header.stdout, f"ncdump: no line {line}")


def installed(module):
    try:
        importlib.import_module(module)
        return True
    except ImportError:
        print(f"skipped: {module} is not installed")
        return False


def main():
    draws = "--draws" in sys.argv
    arguments = [argument for argument in sys.argv[1:] if argument != "--draws"]
    path = arguments[0]
    first_date = arguments[1] if len(arguments) > 1 else "2016-04-01"
    years = arguments[2:]
    read = 0
    if installed("h5py"):
        with_h5py(path, first_date, years)
        read += 1
    for engine in ["h5netcdf", "netCDF4"]:
        if installed("xarray") and installed(engine):
            with_xarray(path, first_date, years, draws, engine.lower())
            read += 1
    if installed("netCDF4"):
        with_netcdf4(path, first_date, years)
        read += 1
    if shutil.which("ncdump"):
        with_ncdump(path, years, draws)
        read += 1
    else:
        print("skipped: ncdump is not installed")
    for problem in problems:
        print(f"wrong: {problem}")
    print(f"{read} readers, {len(problems)} problems")
    return 1 if problems else 0 if read else 77


if __name__ == "__main__":
    sys.exit(main())
