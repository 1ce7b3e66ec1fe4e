"""Reads an event log and its CSV files as other people's programs do, and fails where they are not what FORMAT.md says.

Usage: read_events.py LOG FOLDER FIRST_DATE SINCE. FIRST_DATE: of the period, 2018-10-01. SINCE: the first day of the
run, on which its first event falls.
Exit code: 0 all well, 1 something is wrong, 77 h5py, xarray or an engine of it is not installed.
"""

import csv
import math
import pathlib
import sys
import warnings

try:
    import h5netcdf  # noqa: F401
    import h5py
    import netCDF4
    import numpy
    import xarray
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

TYPES = {"time": "f8", "activity_code": "i4", "child": "i8", "household": "i8", "worker": "i8", "team_code": "i4",
         "matter_code": "i4", "outcome_code": "i4", "since": "f8", "due": "f8", "amount": "f8", "children": "i4"}
INSTANTS = ["time", "since", "due"]
FILES = ["event_children", "event_workers", "event_teams"]

problems = []


def expect(condition, what):
    if not condition and len(problems) < 20:
        problems.append(what)


def with_h5py(path, first_date):
    """The columns as they lie in the file, by name."""
    with h5py.File(path, "r") as file:
        expect(file.attrs["format"] == b"casetide events", "h5py: format")
        expect(int(file.attrs["complete"]) == 1, "h5py: not complete")
        for name in ["run_id", "scenario_sha256", "software_version", "plan_name", "plan_label", "title"]:
            expect(bool(file.attrs[name]), f"h5py: no {name}")
        expect("version:" in file["provenance/scenario"].asstr()[()], "h5py: no scenario")
        size = file["event"].shape
        for name, kind in TYPES.items():
            data = file[name]
            expect(data.dtype == numpy.dtype("<" + kind), f"h5py: {name} is {data.dtype}")
            expect(data.shape == size and data.chunks is not None, f"h5py: {name} has shape {data.shape}")
            expect(data.fletcher32 and data.shuffle and data.compression == "gzip", f"h5py: filters of {name}")
            expect(data.dims[0].keys() == ["event"], f"h5py: {name} along {data.dims[0].keys()}")
            expect(len(data.attrs["checksum_xxh3_64"]) == 16, f"h5py: no checksum of {name}")
            if name in INSTANTS:
                expect(data.attrs["units"].decode() == f"minutes since {first_date} 00:00:00", f"h5py: {name}")
            if name.endswith("_code"):
                table = list(file[name[:-5]].asstr())
                expect(data.attrs["flag_meanings"].decode().split(" ") == table, f"h5py: flags of {name}")
                expect(list(data.attrs["flag_values"]) == list(range(len(table))), f"h5py: codes of {name}")
                expect(-1 <= data[:].min() and data[:].max() < len(table), f"h5py: values of {name}")
        expect((file["event"][:] == numpy.arange(size[0])).all(), "h5py: numbers of events")
        expect((numpy.diff(file["time"][:]) >= 0).all(), "h5py: not in time order")
        return {name: file[name][:] for name in TYPES}


def with_xarray(path, engine, columns, since):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # numpy's, of instants that are none
        with xarray.open_dataset(path, engine=engine) as data:
            data.load()
    expect(dict(data.sizes)["event"] == len(columns["time"]), f"{engine}: number of events")
    expect(str(data.time.values[0])[:16] == since + "T00:00", f"{engine}: begins at {data.time.values[0]}")
    for name in INSTANTS:
        expect(data[name].dtype.kind == "M", f"{engine}: {name} is {data[name].dtype}")
        expect((numpy.isnat(data[name].values) == numpy.isnan(columns[name])).all(), f"{engine}: gaps of {name}")
    seconds = (data.time.values - data.time.values[0]) / numpy.timedelta64(1, "s")
    expect((seconds == 60 * (columns["time"] - columns["time"][0])).all(), f"{engine}: not on whole minutes")
    expect(data.amount.dtype.kind == "m", f"{engine}: amount is {data.amount.dtype}")
    for name in ["child", "worker", "activity_code"]:
        expect((data[name].values == columns[name]).all(), f"{engine}: {name}")
    return data


def with_netcdf4(path, columns):
    with netCDF4.Dataset(path) as file:
        expect(file.dimensions["event"].isunlimited(), "netCDF4: events do not grow")
        expect(file["time"].dimensions == ("event",), "netCDF4: dimensions")
        dates = netCDF4.num2date(file["time"][:3], file["time"].units, file["time"].calendar)
        expect(len(dates) == 3 and len(file["child"][:]) == len(columns["child"]), "netCDF4: values")


def name(table, code):
    return "" if code < 0 else str(table[code])


def instant(value):
    return "" if numpy.isnat(value) else str(value.astype("datetime64[s]"))


def number(value):
    return "" if value < 0 or math.isnan(value) else str(int(value))


def expected_rows(data, columns, plan, replication):
    """By file: what its rows must be, worked out from what xarray read."""
    rows = {file: [] for file in FILES}
    tables = {key: data[key].values for key in
              ["activity", "activity_label", "team", "matter_kind", "matter_name", "matter_label", "outcome_name"]}
    times = {key: data[key].values for key in INSTANTS}
    for i in range(len(columns["time"])):
        child, worker = columns["child"][i], columns["worker"][i]
        matter, activity, team = columns["matter_code"][i], columns["activity_code"][i], columns["team_code"][i]
        words = tables["activity_label"][activity] + (": " + tables["matter_label"][matter] if matter >= 0 else "")
        file, case = FILES[2], name(tables["team"], team)
        if child >= 0:
            file, case = FILES[0], str(child)
        elif worker >= 0:
            file, case = FILES[1], str(worker)
        rows[file].append([
            case, words, instant(times["time"][i]), number(worker), str(i), tables["activity"][activity],
            name(tables["matter_kind"], matter), name(tables["matter_name"], matter),
            name(tables["outcome_name"], columns["outcome_code"][i]), name(tables["team"], team),
            number(columns["household"][i]), instant(times["since"][i]), instant(times["due"][i]),
            number(columns["amount"][i]), number(columns["children"][i]), plan, replication])
    return rows


def rows_of(path):
    raw = path.read_bytes()
    expect(raw.startswith(b"\xef\xbb\xbf"), f"{path.name}: no byte order mark")
    expect(raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n"), f"{path.name}: not all CR LF")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def main():
    log, folder, first_date, since = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    columns = with_h5py(log, first_date)
    for engine in ["h5netcdf", "netcdf4"]:
        data = with_xarray(log, engine, columns, since)
    with_netcdf4(log, columns)
    expected = expected_rows(data, columns, data.attrs["plan_name"], str(data.attrs["replication_number"]))
    page = (folder / "EVENTS.txt").read_text(encoding="utf-8")
    for file, rows in expected.items():
        path = folder / f"{file}.csv"
        expect(path.exists() == bool(rows), f"{path.name}: {len(rows)} rows")
        if not rows:
            continue
        found = rows_of(path)
        expect(found[0][:4] == ["case_id", "activity", "timestamp", "resource"], f"{path.name}: {found[0][:4]}")
        for column in found[0]:
            expect(f"\n  {column}: " in page, f"EVENTS.txt: nothing on {column}")
        expect(len(found) == len(rows) + 1, f"{path.name}: {len(found) - 1} rows, {len(rows)} expected")
        for row, wanted in zip(found[1:], rows):
            expect(row == wanted, f"{path.name}: {row}, {wanted} expected")
    for problem in problems:
        print(f"wrong: {problem}")
    print(f"{len(columns['time'])} events, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
