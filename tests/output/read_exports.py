"""Reads what casetide export wrote as other people's programs do, and fails where it is not what the result holds.

Usage: read_exports.py RESULT FOLDER WORKBOOK. FOLDER: CSV with means, or with every replication (told by a column).
Exit code: 0 all well, 1 something is wrong, 77 h5py or openpyxl is not installed.
"""

import csv
import datetime
import math
import pathlib
import re
import sys

try:
    import h5py
    import numpy
    import openpyxl
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

TABLES = {  # file: its axes after the date, and a measure of it
    "children": (["status"], "children"),
    "teams": (["team"], "worked_hours"),
    "caseloads": (["team", "statistic"], "caseload_per_worker"),
    "time_at_risk": (["component", "cause"], "time_at_risk"),
    "service": ([], "time_at_risk_law"),
    "safeguards": (["component"], "time_at_risk_gross"),
    "staff": (["team", "contract"], "staff"),
    "obligations": (["obligation"], "obligations_met"),
    "leavers": (["destination"], "leavers"),
    "costs": (["cost_line"], "cost"),
}
SHEETS = ["Page one", "Figures", "Indicators by year", "Targets", "Months", "Costs by year", "Assumptions", "Draws", "Plans", "Notes"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")

problems = []


def expect(condition, what):
    if not condition and len(problems) < 20:
        problems.append(what)


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


def rows_of(folder, name):
    path = folder / f"{name}.csv"
    raw = path.read_bytes()
    expect(raw.startswith(b"\xef\xbb\xbf"), f"{path.name}: no byte order mark")
    lines = re.sub(rb'"[^"]*"', b"", raw)  # without what stands in quotes, line ends and all
    expect(lines.endswith(b"\r\n") and lines.count(b"\n") == lines.count(b"\r\n"), f"{path.name}: not all CR LF")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    for row in rows:
        expect(len(row) == len(rows[0]), f"{path.name}: a row of {len(row)} cells")
        for cell in row:
            expect(not cell.startswith(FORMULA) or is_number(cell), f"{path.name}: a cell could start a formula: {cell}")
            expect(cell.lower() not in ("nan", "inf", "-nan", "-inf"), f"{path.name}: a cell holds {cell}")
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def written(text):
    """The text as it was before an apostrophe kept it from being a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def number(text):
    return math.nan if text == "" else float(text)


def same(found, expected):
    return found == expected or (math.isnan(found) and math.isnan(expected))


def near(found, expected):
    return math.isclose(found, expected, rel_tol=1e-12) or (math.isnan(found) and math.isnan(expected))


def expect_values(where, row, name, values, replications):
    """The row's cells for the replications' values: one of them, or their mean and quantiles."""
    if "replication" in row:
        place = list(replications).index(int(row["replication"]))
        expect(same(number(row[name]), values[place]), f"{where}: {row[name]} is not {values[place]}")
        return
    numbers = values[~numpy.isnan(values)]
    bounds = [numpy.mean(numbers), *numpy.quantile(numbers, [0.05, 0.95])] if len(numbers) else [math.nan] * 3
    for suffix, expected in zip(["_mean", "_p5", "_p95"], bounds):
        found = number(row[name + suffix])
        expect(near(found, expected), f"{where}: {name}{suffix} is {found}, not {expected}")


def dates_of(file):
    first = datetime.date.fromisoformat(file["time"].attrs["units"].decode().split()[2])
    return [(first + datetime.timedelta(days=float(day))).isoformat() for day in file["time"][:]]


def read_measures(file, folder):
    plans = list(file["plan"].asstr())
    dates = {date: place for place, date in enumerate(dates_of(file))}
    for name, (axes, measure) in TABLES.items():
        rows = rows_of(folder, name)
        data = file[measure][:]
        each = data.shape[1] if "replication" in rows[0] else 1
        expect(len(rows) == data.size // data.shape[1] * each, f"{name}: {len(rows)} rows for {data.shape}")
        places = [{entry: place for place, entry in enumerate(file[axis].asstr())} for axis in axes]
        for row in rows:
            at = [place[row[axis]] for axis, place in zip(axes, places)]
            for axis, place in zip(axes, at):
                label = file[axis + "_label"].asstr()[place]
                expect(written(row[axis + "_label"]) == label, f"{name}: label {row[axis + '_label']} of {label}")
            values = data[(plans.index(row["plan"]), slice(None), dates[row["date"]], *at)]
            expect_values(name, row, measure, values, file["replication"][:])


def read_indicators(file, folder):
    years = [f"{int(year[:4]) + 1}-03-31" for year in file["year"].asstr()]
    names = list(file["indicator"].asstr())
    units = list(file["indicator_unit"].asstr())
    rows = rows_of(folder, "indicators")
    data = file["indicators"][:]
    expect(any(number(row[column]) != number(row[column]) for row in rows for column in row if "value" in column),
           "indicators: no empty cell where the result has no number")
    for row in rows:
        place = names.index(row["indicator"])
        expect(row["unit"] == units[place], f"indicators: unit {row['unit']} of {row['indicator']}")
        values = data[list(file["plan"].asstr()).index(row["plan"]), :, years.index(row["year_ending"]), place]
        expect_values("indicators", row, "value", values, file["replication"][:])


def read_summary(file, folder):
    rows = rows_of(folder, "summary")
    risk = [row for row in rows if row["period"] == "whole_period" and row["figure"] == "law_only"
            and row["unit"] == "child-days a year"]
    plans = list(file["plan"].asstr())
    expect([row["plan"] for row in risk] == plans, f"summary: {len(risk)} rows of days at risk")
    first, last = [datetime.date.fromisoformat(risk[0][edge]) for edge in ("from", "to")]
    years = round((last - first).days / 365.25)
    totals = file["time_at_risk_law"][:].sum(axis=2) / years
    for row in risk:
        values = totals[plans.index(row["plan"])]
        expect(near(number(row["mean"]), values.mean()), f"summary: mean {row['mean']}, not {values.mean()}")
        difference = (values - totals[0]).mean()
        expect(near(number(row["difference"]), difference), f"summary: difference {row['difference']}")
        expect(row["told_apart"] in ([""] if row["plan"] == plans[0] else ["yes", "no"]), "summary: told apart")


def read_plans(file, folder):
    rows = rows_of(folder, "plans")
    labels = list(file["plan_label"].asstr())
    expect([written(row["label"]) for row in rows] == labels, f"plans: {[row['label'] for row in rows]}")


def table(sheet):
    names, *rows = list(sheet.iter_rows())
    return [{name.value: cell for name, cell in zip(names, row)} for row in rows]


def read_workbook(file, path):
    book = openpyxl.load_workbook(path)
    expect(set(book.sheetnames) <= set(SHEETS), f"workbook: sheets {book.sheetnames}")
    for sheet in book:
        expect(sheet.freeze_panes is not None, f"{sheet.title}: nothing is frozen")
        for row in sheet.iter_rows():
            for cell in row:
                expect(cell.data_type != "f", f"{sheet.title}: {cell.coordinate} is a formula")
    created = book.properties.created.date()
    expect(created.isoformat() == dates_of(file)[0], f"workbook: created on {created}")
    expect(any("how likely harm was" in str(cell.value) for row in book["Page one"].iter_rows() for cell in row),
           "Page one: no sentence on time at risk")
    labels = list(file["plan_label"].asstr())
    expect([cell["label"].value for cell in table(book["Plans"])] == labels, "Plans: labels are not as they were")
    data = file["indicators"][:]
    names = list(file["indicator"].asstr())
    rows = table(book["Indicators by year"])
    expect(len(rows) == data.size // data.shape[1], f"Indicators: {len(rows)} rows")
    for row in rows:
        ends = row["year_ending"]
        expect(ends.is_date and isinstance(ends.value, datetime.datetime), f"Indicators: {ends.value} is no date")
        year = [f"{int(year[:4]) + 1}-03-31" for year in file["year"].asstr()].index(ends.value.date().isoformat())
        values = data[list(file["plan"].asstr()).index(row["plan"].value), :, year, names.index(row["indicator"].value)]
        found = row["value_mean"].value
        if numpy.isnan(values).all():
            expect(found is None, f"Indicators: {found} where there is no number")
        else:
            expect(isinstance(found, (int, float)), f"Indicators: {found} is no number")
            expect(math.isclose(found, values.mean(), rel_tol=1e-12), f"Indicators: {found}, not {values.mean()}")
    page = [[cell.value for cell in row] for row in book["Page one"].iter_rows()]
    law = next(row for row in page if row[0] == "Law and statutory guidance")
    shares = 100 * file["time_at_risk_law"][:].sum(axis=2) / file["open_child_days"][:].sum(axis=2)
    for place, expected in enumerate(shares.mean(axis=1)):
        expect(math.isclose(law[place + 1], expected, rel_tol=1e-12), f"Page one: {law[place + 1]}, not {expected}")


def main():
    result, folder, workbook = [pathlib.Path(argument) for argument in sys.argv[1:]]
    with h5py.File(result, "r") as file:
        read_measures(file, folder)
        read_indicators(file, folder)
        read_summary(file, folder)
        read_plans(file, folder)
        read_workbook(file, workbook)
    page = (folder / "README.txt").read_text(encoding="utf-8")
    for name in folder.glob("*.csv"):
        expect(name.name in page, f"README.txt does not tell of {name.name}")
    for problem in problems:
        print(f"wrong: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
