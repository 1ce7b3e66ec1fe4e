// A report that the program wrote, in headless Chromium.
//
//     CASETIDE_PAGE=FOLDER CASETIDE_CHROMIUM=PROGRAM node report_test.mjs REPORT.html
//     CASETIDE_PAGE=FOLDER CASETIDE_CHROMIUM=PROGRAM node report_test.mjs CASETIDE SCENARIO.yaml
//
// FOLDER: where the build left the page's packages. The second form runs the scenario and writes its report first. Exit code 77:
// something that the tests need is not there.
import { execFileSync } from "node:child_process";
import { after } from "node:test";

import { close, fileOf } from "./browser.mjs";
import { generalChecks } from "./report_checks.mjs";

function writtenBy(program, scenario) {
  const report = fileOf("");
  const result = report.replace(/html$/, "h5");
  execFileSync(program, ["run", scenario, "-o", result, "--replications", "3", "--quiet"]);
  execFileSync(program, ["report", result, "-o", report]);
  return report;
}

const [first, scenario] = process.argv.slice(2);

after(close);
generalChecks(scenario ? writtenBy(first, scenario) : first);
