// Builds the page of `casetide report` and embeds it into the program.
//
//     node build.mjs --npm NPM --work FOLDER --cpp FILE [--tests]
//
// Installs what the lock file names into FOLDER (only when the lock file has changed), bundles the page, leaves it there as before.html
// and after.html (what stands before and after the data), and writes FILE, which defines casetide::output::page_parts(). Where the
// packages cannot be had, it says so in one line, FILE defines a program without the page, and the two parts are not there, so that
// the next build tries again. With --tests it also installs what the tests of the page need.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const manifests = ["package.json", "package-lock.json", ".npmrc"];
const dataMark = "<!-- data -->";

const { values: asked } = parseArgs({
  options: {
    npm: { type: "string" },
    work: { type: "string" },
    cpp: { type: "string" },
    tests: { type: "boolean", default: false },
  },
});

const sha256 = (text, encoding) => createHash("sha256").update(text).digest(encoding);
const source = (name) => readFileSync(join(here, name), "utf8");
const inWork = (name) => join(asked.work, name);

/** What was installed, as a text: another text means that it must be installed again. */
function wanted() {
  return sha256([...manifests.map(source), process.version, process.arch, asked.tests].join("\n"), "hex");
}

class NoPackages extends Error {}

function install() {
  const stamp = inWork("installed.txt");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted()) return;
  for (const name of manifests) copyFileSync(join(here, name), inWork(name));
  const options = ["--ignore-scripts", "--prefer-offline", "--fetch-retries=1", "--loglevel=error"];
  if (!asked.tests) options.push("--omit=dev");
  const { status, error, stdout, stderr } = spawnSync(asked.npm, ["ci", ...options], {
    cwd: asked.work,
    encoding: "utf8",
    stdio: "pipe",
  });
  if (error || status !== 0) {
    writeFileSync(inWork("npm.log"), `${error?.message ?? ""}${stdout ?? ""}${stderr ?? ""}`);
    throw new NoPackages(`npm could not install its packages (see ${inWork("npm.log")})`);
  }
  writeFileSync(stamp, wanted());
}

/** The modules as one script, and the style sheet, both small. */
function bundle() {
  const { buildSync } = createRequire(join(asked.work, "package.json"))("esbuild");
  const built = (entry) =>
    buildSync({
      entryPoints: [join(here, entry)],
      bundle: true,
      minify: true,
      write: false,
      format: "iife",
      target: "es2020",
      nodePaths: [inWork("node_modules")],
      legalComments: "none",
      logLevel: "error",
    }).outputFiles[0].text;
  // The script must not end early: no "</script" may stand in it.
  return { script: built("main.js").replaceAll("</script", "<\\/script"), style: built("style.css") };
}

/** Nothing may be fetched from anywhere; only this one script runs. ECharts sets style attributes. */
function policy(script) {
  return (
    `default-src 'none'; script-src 'sha256-${sha256(script, "base64")}'; style-src 'unsafe-inline'; ` +
    "img-src data:; base-uri 'none'; form-action 'none'"
  );
}

/** The page before and after its data. */
function pageParts() {
  const { script, style } = bundle();
  const licence = readFileSync(inWork("node_modules/echarts/LICENSE"), "utf8").split("\n")[0].trim();
  const fill = { policy: policy(script), style, script, licence: `ECharts: ${licence}` };
  const page = source("index.html").replace(
    /<!-- fill (\w+) -->|\{\{(\w+)\}\}/g,
    (_, mark, name) => fill[mark ?? name],
  );
  const parts = page.split(dataMark);
  if (parts.length !== 2) throw new Error(`index.html must hold ${dataMark} once`);
  return parts;
}

/** A raw string of C++, in pieces that compilers take. */
function literal(text) {
  const pieces = text.match(/[^]{1,12000}/g) ?? [];
  return pieces.map((piece) => `R"page(${piece})page"`).join("\n");
}

function definition(body) {
  return `// Made by output/page/build.mjs.
#include "output/report_page.hpp"

namespace casetide::output {

std::optional<PageParts> page_parts() { ${body} }

}  // namespace casetide::output
`;
}

function embed([before, after]) {
  writeFileSync(inWork("before.html"), before);
  writeFileSync(inWork("after.html"), after);
  writeFileSync(asked.cpp, definition(`return PageParts{\n${literal(before)},\n${literal(after)}};`));
}

function doWithout(reason) {
  for (const name of ["before.html", "after.html"]) rmSync(inWork(name), { force: true });
  writeFileSync(asked.cpp, definition("return std::nullopt;"));
  console.log(`${reason}: built without the page of \`casetide report\`; everything else works`);
}

mkdirSync(asked.work, { recursive: true });
try {
  install();
  embed(pageParts());
} catch (error) {
  if (!(error instanceof NoPackages)) throw error;
  doWithout(error.message);
}
