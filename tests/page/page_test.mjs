// The page of `casetide report` in headless Chromium, with the sample's figures.
//
//     CASETIDE_PAGE=FOLDER CASETIDE_CHROMIUM=PROGRAM node page_test.mjs
//
// FOLDER: where the build left the page's parts. Exit code 77: something that the tests need is not there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { after } from "node:test";

import { built, close, fileOf, glimpse, open } from "./browser.mjs";
import { cells, generalChecks, openEverything } from "./report_checks.mjs";
import { sample, written } from "./sample.mjs";

const [before, behind] = ["before.html", "after.html"].map((name) => readFileSync(join(built, name), "utf8"));
const reportOf = (data) => fileOf(written(before, data, behind));
const changed = (change) => {
  const data = sample();
  change(data);
  return reportOf(data);
};
const report = reportOf(sample());
const text = (page, selector) => page.$eval(selector, (node) => node.textContent);
const caseload = "#fan-caseload";

async function unfold(page, figure) {
  await page.click(`${figure} summary`);
  await page.waitForSelector(`${figure} details .scroll`);
}

after(close);

test("leaves a place for the data, and is small without them", () => {
  assert.ok(before.endsWith('<script type="application/json" id="casetide-data">'));
  assert.ok(behind.startsWith("</script>"));
  assert.ok(before.length + behind.length < 800_000);
});

generalChecks(report);

test("opens with the question, the answer, the guard sentence and the warnings", async () => {
  const page = await glimpse(report);
  assert.equal(await text(page, "h1"), "What would more colleagues change?");
  assert.equal(await text(page, ".place"), "Anyshire, 1 April 2020 to 31 March 2022");
  assert.equal(await text(page, "#answer h2"), "Which plan leaves children without a safeguard for the fewest days?");
  assert.equal(
    await text(page, "#answer .answer"),
    "By law and statutory guidance, More colleagues has the fewest days at risk.",
  );
  assert.equal(await text(page, "#answer .guard"), "It does not say that harm occurred.");
  assert.match(await text(page, "#warnings"), /20 simulated futures are few/);
});

test("says of each difference how sure it is", async () => {
  const page = await glimpse(report);
  const rows = await cells(page, "#plans .scroll");
  assert.deepEqual(rows, [
    ["1\u2002No change|the baseline", "4.50", "12.00", "2.00"],
    [
      "2\u2002More colleagues",
      "3.00|\u22121.50 (\u22121.75 to \u22121.25)",
      "8.00|\u22124.00 (\u22124.50 to \u22123.50)",
      "2.50|+0.50 (+0.25 to +0.75)",
    ],
    [
      "3\u2002Watch the plans",
      "4.40|cannot be told apart",
      "9.00|\u22123.00 (\u22123.50 to \u22122.50)",
      "2.00|the same",
    ],
  ]);
});

test("shows the best plan beside the baseline first, and states the finding in the title", async () => {
  const page = await open(report);
  assert.equal(await page.$eval("#beside", (select) => select.value), "1");
  assert.equal(
    await text(page, `${caseload} h3`),
    "Children per worker: 14.0 under \u201cMore colleagues\u201d by March 2022, 22.0 under " +
      "\u201cNo change\u201d; the 9-in-10 bands do not overlap",
  );
  assert.match(await text(page, "#fan-children h3"), /^Children by status: Looked after 300 under .* 404 under/);
  assert.match(
    await text(page, "#targets-by-year h3"),
    /2 under \u201cMore colleagues\u201d and 1 under \u201cNo change\u201d$/,
  );
  assert.match(await text(page, "#risk-by-component h3"), /\u201cChild not seen\u201d: 6\.00 of 8\.00 days per 100$/);
});

test("shows another plan when it is chosen", async () => {
  const page = await open(report);
  await page.selectOption("#beside", { label: "Watch the plans" });
  assert.match(
    await text(page, `${caseload} h3`),
    /20\.0 under \u201cWatch the plans\u201d .* the 9-in-10 bands overlap$/,
  );
  assert.deepEqual(await page.$$eval(`${caseload} .legend button`, (all) => all.map((one) => one.textContent)), [
    "No change",
    "Watch the plans",
  ]);
  await unfold(page, caseload);
  const rows = await cells(page, `${caseload} .scroll`);
  assert.deepEqual(rows.at(-1), [
    "31 March 2022",
    "Children per worker",
    "22.0",
    "21.2 to 22.8",
    "20.0 to 24.0",
    "20.0",
    "19.2 to 20.8",
    "18.0 to 22.0",
  ]);
  assert.match(await text(page, "#risk-by-component h3"), /\u201cNobody's name on the case\u201d: 5\.40 of 9\.00/);
});

test("hides a plan and shows it again from the legend, by mouse and by keyboard", async () => {
  const page = await open(report);
  const orange = () =>
    page.$$eval(
      `${caseload} .drawing svg path`,
      (all) => all.filter((path) => path.getAttribute("stroke") === "#F46A25").length,
    );
  const shown = await orange();
  assert.ok(shown >= 5, "a median and the edges of two bands");
  const button = page.locator(`${caseload} .legend button`).nth(1);
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  assert.equal(await orange(), 0);
  await page.keyboard.press("Enter");
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  assert.equal(await orange(), shown);
});

test("tells the figures that the pointer or the arrow keys are at", async () => {
  const page = await open(report);
  const drawing = page.locator(`${caseload} .drawing`);
  await drawing.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await drawing.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.waitForSelector(`${caseload} .tip`, { state: "visible" });
  assert.match(
    await text(page, `${caseload} .tip`),
    /^1 April 2021No change: 21\.0half within 20\.6 to 21\.4, 9 in 10 within 20\.0 to 22\.0/,
  );

  await page.mouse.move(0, 0);
  await drawing.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.match(await text(page, `${caseload} .tip`), /^1 October 2020.*Published: 21\.0$/);
  assert.match(await text(page, `${caseload} [aria-live]`), /1 October 2020; No change: 20\.5/);
  await page.keyboard.press("Escape");
  await page.waitForSelector(`${caseload} .tip`, { state: "hidden" });
});

test("draws published figures with their source, and marks where the projection starts", async () => {
  const page = await glimpse(report);
  assert.match(
    await text(page, `${caseload} .source`),
    /run 0123abcd, 20 simulated futures\. Published: Anyshire, invented for tests\./,
  );
  assert.match(await text(page, `${caseload} .drawing`), /projection/);
  const another = await open(
    changed((data) => {
      data.projection_from = null;
      data.fans[0].published = [];
    }),
  );
  assert.doesNotMatch(await text(another, `${caseload} .drawing`), /projection/);
  assert.doesNotMatch(await text(another, `${caseload} .key`), /published/);
});

test("counts the published figures that lie within the bands, of all plans", async () => {
  const page = await open(report);
  assert.equal(
    await text(page, "#yearly-figures h3"),
    "Of 2 published figures, those that lie where 9 in 10 simulated futures do: " +
      "1 under \u201cMore colleagues\u201d and 1 under \u201cNo change\u201d",
  );
  await unfold(page, "#yearly-figures");
  const published = await page.locator("#yearly-figures .scroll").nth(1).locator("tbody tr").allTextContents();
  assert.deepEqual(
    published[0],
    "30 September 2019Workforce census90.0Anyshire census, invented for tests. The definition changed in 2020",
  );
  const closer = await open(
    changed((data) => {
      data.fans[2].series[0].plans[2].high90 = [120, 120];
    }),
  );
  assert.match(await text(closer, "#yearly-figures h3"), /; most of all plans, 2 under \u201cWatch the plans\u201d$/);
});

test("shows risk, targets, cost and assumptions as they stand in the data", async () => {
  const page = await open(report);
  await openEverything(page);
  assert.deepEqual(await cells(page, "#risk-by-component .scroll"), [
    ["B\u2002Nobody's name on the case", "3.00|2.90 to 3.10", "2.00|1.90 to 2.10"],
    ["C\u2002Child not seen", "9.00|8.90 to 9.10", "6.00|5.90 to 6.10"],
  ]);
  assert.deepEqual(
    (await cells(page, "#risk-by-cause .scroll")).map(([cause]) => cause),
    ["Worker busy", "Vacancy", "Court, police or health (from outside)"],
  );
  assert.deepEqual((await cells(page, "#targets .scroll"))[1], [
    "2\u2002More colleagues",
    "20 of 20",
    "10 of 20",
    "9 of 20",
    "0 of 20",
  ]);
  assert.deepEqual((await cells(page, "#targets-by-year .scroll"))[0], [
    "Assessments as timely as England",
    "2021",
    "5 of 20",
    "12 of 20",
  ]);
  assert.deepEqual((await cells(page, "#cost-against-risk .scroll"))[2], [
    "3\u2002Watch the plans",
    "1,237.00|1,236.00 to 1,238.00",
    "4.40|4.30 to 4.50",
    "9.00|8.80 to 9.20",
    "no",
    "no",
  ]);
  const [first, second] = await cells(page, "#assumptions .scroll");
  assert.deepEqual(first.slice(0, 4), [
    "Days until a newcomer has settled in",
    "30 to 120, likely 60|days",
    "Assumed",
    "none given",
  ]);
  assert.match(
    first[4],
    /^Days at risk by law: 34\u00a0% of the spread\|on what \u201cMore colleagues\u201d changes; the higher, the more$/,
  );
  assert.equal(second[4], "Nothing that can be told from chance");
  assert.match(await text(page, "#assumptions"), /Beside these, 1,234 numbers of the scenario are assumed and have no range/);
});

test("offers the figures of all plans as a CSV file that spreadsheets read", async () => {
  const page = await open(
    changed((data) => {
      data.plans[2].label = '=1+1, "quoted"';
    }),
  );
  const csv = async (selector) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`${selector} a.csv`)]);
    return [download.suggestedFilename(), readFileSync(await download.path(), "utf8").split("\r\n")];
  };
  const [name, lines] = await csv(caseload);
  assert.equal(name, "casetide-fan-caseload.csv");
  assert.equal(lines[0], "\ufeffdate,series,plan,median,low_50,high_50,low_90,high_90,published,source");
  assert.equal(lines[2], "2020-10-01,caseload,no_change,20.5,20.3,20.7,20,21,,");
  assert.equal(lines.length, 1 + 3 * 5 + 1 + 1);
  assert.equal(lines.at(-2), '2020-10-01,caseload,,,,,,,21,"Anyshire, invented for tests"');
  const [, plans] = await csv("#plans");
  assert.ok(plans[3].startsWith('watching,"\'=1+1, ""quoted""",'), plans[3]);
  assert.equal((await page.$$("figure")).length, (await page.$$("figure a.csv")).length);
});

test("shows markup in a scenario as text, and runs nothing of it", async () => {
  const markup = "</script><script>window.hit = 1</script><img src=x onerror='window.hit = 1'>";
  const page = await open(
    changed((data) => {
      for (const key of ["title", "place", "question", "answer"]) data[key] = `${key} ${markup}`;
      for (const plan of data.plans) plan.label = plan.description = `${plan.name} ${markup}`;
      data.warnings = data.turning_points = data.run_again = [markup];
      data.fans[0].unit = data.fans[0].title = data.fans[0].published[0].source = markup;
      data.assumptions[0].label = data.targets[0].label = data.risk.components[0].label = markup;
    }),
  );
  assert.equal(await text(page, "h1"), `title ${markup}`);
  await page.locator(`${caseload} .drawing`).focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await text(page, `${caseload} .tip`), /no_change <\/script><script>/);
  for (const drawing of await page.$$(".drawing")) {
    await drawing.focus();
    await page.keyboard.press("ArrowRight");
    assert.equal((await page.$$("#page img, #page script")).length, 0);
  }
  await openEverything(page);
  assert.equal((await page.$$("#page img, #page script")).length, 0);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.deepEqual(page.asked, [page.address]);
});

test("lets nothing be fetched and no other script run, even if one got in", async () => {
  const page = await open(report);
  const outcome = await page.evaluate(async () => {
    const violated = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violated.push(effectiveDirective));
    document.head.append(Object.assign(document.createElement("script"), { textContent: "window.hit = 1" }));
    document.body.append(Object.assign(new Image(), { src: "http://192.0.2.1/x.png" }));
    const fetched = await fetch("http://192.0.2.1/").then(
      () => true,
      () => false,
    );
    await new Promise((done) => setTimeout(done, 50));
    return { fetched, hit: window.hit, violated: violated.sort() };
  });
  assert.deepEqual(outcome, {
    fetched: false,
    hit: undefined,
    violated: ["connect-src", "img-src", "script-src-elem"],
  });
});

test("does without what a scenario does not give", async () => {
  const page = await open(
    changed((data) => {
      const certain = (figure) => Object.assign(figure, { low: null, high: null });
      data.plans.length = 1;
      data.run.replications = 1;
      Object.assign(data, {
        best: { by_law: [], all: [], words_by_law: "", words_all: "" },
        warnings: [],
        turning_points: [],
        targets: [],
        break_even: [],
        assumptions: [],
        fans: data.fans.slice(0, 1),
        question: "",
        price_year: null,
        projection_from: null,
      });
      for (const { figures } of data.page_one) {
        for (const figure of figures)
          figure.plans = [{ ...certain(figure.plans[0]), difference: null, told_apart: false }];
      }
      for (const { plans } of data.fans[0].series) Object.assign(plans, { length: 1 });
      plansOfRisk(data, certain);
      data.cost_against_risk = data.cost_against_risk.slice(0, 1);
      for (const key of ["net_cost", "law", "all"]) certain(data.cost_against_risk[0][key]);
      data.fans[0].series[0].plans[0].median[1] = null;
    }),
  );
  assert.deepEqual(page.complaints, []);
  assert.equal(await page.$("#beside"), null);
  assert.match(await text(page, "#plans"), /One plan was simulated/);
  assert.match(await text(page, `${caseload} h3`), /22\.0 by March 2022, in the middle of the simulated futures$/);
  await unfold(page, caseload);
  assert.equal((await cells(page, `${caseload} .scroll`))[1][2], "no figure");
});

function plansOfRisk(data, certain) {
  data.risk.plans.length = 1;
  const { by_component: components, by_cause: causes, law, all, closed_too_soon: soon } = data.risk.plans[0];
  [...components, ...causes, law, all, soon].forEach(certain);
}

test("says what to do where its figures are missing or of another version", async () => {
  const without = await open(fileOf(before + behind));
  assert.match(await text(without, "[role=alert]"), /missing or damaged.*casetide report/);
  const other = await open(
    changed((data) => {
      data.schema_version = 2;
    }),
  );
  assert.match(await text(other, "[role=alert]"), /version 2, its page of version 1/);
});

test("moves nothing for those who ask for stillness", async () => {
  const behaviour = async (reducedMotion) => {
    const page = await open(report, { reducedMotion });
    return page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
  };
  assert.equal(await behaviour("reduce"), "auto");
  assert.equal(await behaviour("no-preference"), "smooth");
});
