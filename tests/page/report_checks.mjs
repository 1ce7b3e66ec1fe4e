// What every report must stand, whatever its figures: of the sample, and of a report that the program wrote.
import assert from "node:assert/strict";
import test from "node:test";

import { axeSource, glimpse, open } from "./browser.mjs";

const narrow = 320;
const interactive = "a[href], button, select, summary, [tabindex='0']";
const smallestLetters = 10; // pixels of CSS: 7.5 points
const onPaper = 680; // pixels of CSS: A4 without margins of 15 mm
const onScreen = 1088; // pixels of CSS: the page's widest

/** Whether the widest chart has that width: runs in the page. */
const isDrawnFor = (width) =>
  width === Math.max(...[...document.querySelectorAll(".drawing svg")].map((svg) => svg.getBoundingClientRect().width));

export const dataOf = (page) => page.evaluate(() => JSON.parse(document.getElementById("casetide-data").textContent));

/** How many drawings the data ask for. */
const drawingsOf = ({ fans, risk, targets, cost_against_risk: cost }) =>
  fans.flatMap(({ series }) => series).length + (risk ? 2 : 0) + targets.length + (cost.length > 0 ? 2 : 0);

export async function openEverything(page) {
  await page.evaluate(() =>
    document.querySelectorAll("details").forEach((details) => {
      details.open = true;
    }),
  );
  await page.waitForFunction(() =>
    [...document.querySelectorAll("details.data")].every((details) => details.children.length > 1),
  );
}

/** The rows of long tables are all of one kind, and thousands. */
async function faults(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    window.axe.run({ exclude: [".long tbody"] }, { resultTypes: ["violations"] }),
  );
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 120))
          .join(" | ")}`,
    );
}

/** A number as a reader in Britain sees it. */
export function seen(value, decimals) {
  if (value === null || value === undefined) return "no figure";
  const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
  return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
}

/** The body of a table as texts; a cell's small print stands after "|". */
export const cells = (page, selector) =>
  page.$eval(selector, (table) =>
    [...table.querySelectorAll("tbody tr")].map((row) =>
      [...row.children].map((cell) => {
        const small = cell.querySelector("small");
        const first = small ? cell.textContent.slice(0, -small.textContent.length) : cell.textContent;
        return small ? `${first}|${small.textContent}` : first;
      }),
    ),
  );

const firstLines = (row) => row.map((cell) => cell.split("|")[0]);

export function generalChecks(path) {
  test("asks for nothing but the file itself, and complains of nothing", async () => {
    const page = await glimpse(path);
    await openEverything(page);
    assert.deepEqual(page.asked, [page.address]);
    assert.deepEqual(page.complaints, []);
  });

  test("draws every chart", async () => {
    const page = await glimpse(path);
    const drawn = await page.$$eval(".drawing", (hosts) =>
      hosts.map((host) => {
        const { width, height } = host.querySelector("svg")?.getBoundingClientRect() ?? {};
        return {
          width,
          height,
          paths: host.querySelectorAll("svg path").length,
          texts: host.querySelectorAll("svg text").length,
        };
      }),
    );
    assert.equal(drawn.length, drawingsOf(await dataOf(page)));
    for (const { width, height, paths, texts } of drawn)
      assert.ok(width > 200 && height > 100 && paths > 3 && texts > 2);
  });

  test("shows the figures of page one as they stand in the data", async () => {
    const page = await glimpse(path);
    const { page_one: groups } = await dataOf(page);
    for (const [place, { figures }] of groups.entries()) {
      const rows = await cells(page, `#plans .table:nth-of-type(${place + 1}) .scroll`);
      for (const [plan, row] of rows.entries()) {
        assert.deepEqual(
          firstLines(row).slice(1),
          figures.map(({ plans, decimals }) => seen(plans[plan].mean, decimals)),
        );
      }
      assert.equal(rows.length, figures[0].plans.length);
    }
  });

  test("shows the figures of each fan as they stand in the data", async () => {
    const page = await glimpse(path);
    await openEverything(page);
    const { fans, baseline } = await dataOf(page);
    const beside = await page.$eval("#beside", (select) => Number(select.value)).catch(() => null);
    const yearly = fans.some(({ every }) => every === "year") ? await cells(page, "#yearly-figures .scroll") : [];
    for (const { key, series, times, decimals, every } of fans) {
      const all = series.length * times.length;
      const rows =
        every === "year" ? yearly.splice(0, all) : await cells(page, `#fan-${key.replaceAll("_", "-")} .scroll`);
      const range = (low, high) =>
        low === null || high === null ? "" : `${seen(low, decimals)} to ${seen(high, decimals)}`;
      const expected = series.flatMap(({ plans }) =>
        times.map((_, place) =>
          [baseline, beside]
            .filter((plan) => plan !== null)
            .map((plan) => plans[plan])
            .flatMap(({ median, low50, high50, low90, high90 }) => [
              seen(median[place], decimals),
              range(low50[place], high50[place]),
              range(low90[place], high90[place]),
            ]),
        ),
      );
      assert.equal(rows.length, all);
      assert.deepEqual(
        rows.map((row) => row.slice(2)),
        expected,
      );
    }
  });

  test("can be walked by keyboard, and shows where one is", async () => {
    const page = await open(path);
    const all = await page.$$eval(
      interactive,
      (nodes) => nodes.map((node, place) => (node.dataset.place = String(place))).length,
    );
    const reached = new Set();
    for (let step = 0; step < all; ++step) {
      await page.keyboard.press("Tab");
      const { place, outline } = await page.evaluate(() => ({
        place: document.activeElement.dataset.place,
        outline: getComputedStyle(document.activeElement).outlineStyle,
      }));
      reached.add(place);
      assert.equal(outline, "solid", `no focus to be seen on ${place}`);
    }
    assert.equal(reached.size, all);
    assert.ok(!reached.has(undefined));
  });

  test("has no serious fault that axe finds, wide or narrow", async () => {
    for (const width of [1280, narrow]) {
      const page = await glimpse(path, width === narrow ? { width } : {});
      await openEverything(page);
      assert.deepEqual(await faults(page), []);
    }
  });

  test("needs no sideways scrolling on a screen of 320 pixels", async () => {
    const page = await glimpse(path, { width: narrow });
    await openEverything(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), narrow);
  });

  test("prints on A4 within the margins, in letters of a readable size", async () => {
    const page = await open(path);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.match(pdf, /\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);

    await page.waitForFunction(isDrawnFor, onScreen);
    assert.ok(await page.evaluate(`dispatchEvent(new Event("beforeprint")), (${isDrawnFor})(${onPaper})`));

    await page.setViewportSize({ width: onPaper, height: 1000 });
    await page.emulateMedia({ media: "print" });
    const { wide, small } = await page.evaluate((smallest) => {
      window.dispatchEvent(new Event("beforeprint")); // here, so that no late redrawing comes between
      const texts = [...document.querySelectorAll("#page *")].filter(
        (node) =>
          node.checkVisibility() &&
          !node.closest(".hidden") &&
          [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim()),
      );
      const size = (node) => parseFloat(getComputedStyle(node).fontSize);
      const beyond = [...document.querySelectorAll("#page svg, #page table")].filter(
        (node) => node.checkVisibility() && node.getBoundingClientRect().right > 681,
      );
      return {
        wide: beyond.map((node) => node.outerHTML.slice(0, 120)),
        small: texts
          .filter((node) => size(node) < smallest)
          .map((node) => `${node.textContent.slice(0, 60)} ${size(node)}`),
      };
    }, smallestLetters - 0.01);
    assert.deepEqual(wide, []);
    assert.deepEqual(small, []);
  });
}
