// Opens pages in headless Chromium, without a network, and keeps what they ask for and complain of.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const skipped = 77;
const quietly = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where the build left the parts of the page and the packages of its tests. */
export const built = process.env.CASETIDE_PAGE ?? "";
const chromiumPath = process.env.CASETIDE_CHROMIUM ?? "";

function skip(words) {
  console.log(`skipped: ${words}`);
  process.exit(skipped);
}

if (!existsSync(join(built, "before.html"))) skip("the program was built without the page of `casetide report`");
if (!existsSync(join(built, "node_modules/playwright-core")))
  skip("the packages of the page's tests are not installed");
if (!existsSync(chromiumPath)) skip("there is no Chromium");

const require = createRequire(join(built, "package.json"));
export const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { chromium } = require("playwright-core");

const folder = mkdtempSync(join(tmpdir(), "casetide-page-"));
const browser = await chromium.launch({ executablePath: chromiumPath, args: quietly });
let written = 0;

export async function close() {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A file that holds the text. */
export function fileOf(text) {
  const path = join(folder, `${++written}.html`);
  writeFileSync(path, text);
  return path;
}

const shared = new Map();

/** A page of the file that tests share which change nothing in it. */
export function glimpse(path, look = {}) {
  const key = JSON.stringify([path, look]);
  if (!shared.has(key)) shared.set(key, open(path, look));
  return shared.get(key);
}

/** A page of the file, with `asked`: what it requested; `complaints`: errors and warnings. */
export async function open(path, { width = 1280, height = 900, ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, offline: true, ...more });
  const page = await context.newPage();
  page.asked = [];
  page.complaints = [];
  page.on("request", (request) => page.asked.push(request.url()));
  page.on(
    "console",
    (message) => ["error", "warning"].includes(message.type()) && page.complaints.push(message.text()),
  );
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.address = pathToFileURL(path).href;
  await page.goto(page.address);
  return page;
}
