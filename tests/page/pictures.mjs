// Pictures of a report for README. Called by scripts/pictures.
//
//     node pictures.mjs REPORT.html FOLDER
import { join } from "node:path";

import { close, open } from "./browser.mjs";

const [report, folder] = process.argv.slice(2);
const width = 900;
const margin = 16;

/** From the top of the first of two elements to a little below the bottom of the other. */
const pictures = [
  { name: "answer", from: ".masthead", to: "#answer" },
  { name: "plans", from: "#plans", to: "#plans .table" },
  { name: "caseload", from: "#fan-caseload", to: "#fan-caseload" },
  { name: "cost", from: "#cost-against-risk", to: "#cost-against-risk" },
];

async function take(page, { name, from, to }) {
  const clip = await page.evaluate(
    ([first, last, margin]) => {
      const [top, bottom] = [first, last].map((selector) => document.querySelector(selector).getBoundingClientRect());
      return { y: Math.max(0, top.top + window.scrollY), bottom: bottom.bottom + window.scrollY + margin };
    },
    [from, to, margin],
  );
  const path = join(folder, `${name}.png`);
  await page.screenshot({
    path,
    fullPage: true,
    clip: { x: 0, y: clip.y, width, height: clip.bottom - clip.y },
  });
}

const page = await open(report, { width });
await page.addStyleTag({ content: ".picker { position: static }" });
for (const picture of pictures) await take(page, picture);
await close();
