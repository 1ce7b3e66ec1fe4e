// A report that the program wrote, in headless Chromium.
//
//     CASETIDE_PAGE=FOLDER CASETIDE_CHROMIUM=PROGRAM node report_test.mjs REPORT.html
//
// FOLDER: where the build left the page's packages. Exit code 77: something that the tests need is not there.
import { after } from "node:test";

import { close } from "./browser.mjs";
import { generalChecks } from "./report_checks.mjs";

after(close);
generalChecks(process.argv[2]);
