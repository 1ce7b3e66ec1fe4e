// The published schema and the reader agree on every scenario of the corpus: what the one refuses the other refuses, but for
// what no schema can say, which the file itself marks (`# beyond a schema: ..`). What the reader says of each file is held by
// tests/scenarios/corpus_test.cpp.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const program = process.argv[2];
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const packages = join(process.env.CASETIDE_PAGE ?? "", "package.json");
const beyond = /^# beyond a schema: (.+)$/m;

if (!existsSync(join(dirname(packages), "node_modules/ajv"))) {
  console.log("skipped: the packages of this test are not installed");
  process.exit(77);
}
const require = createRequire(packages);
const Ajv = require("ajv");
const YAML = require("yaml");

const published = readFileSync(join(root, "scenarios/scenario.schema.json"), "utf8");
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false }).compile(
  JSON.parse(published),
);

const filesIn = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => join(root, folder, name));

/** Why an editor with the schema refuses the text; empty when it does not. */
function refusals(text) {
  const documents = YAML.parseAllDocuments(text, { version: "1.2", logLevel: "error" });
  if (documents.length !== 1 || documents[0].errors.length > 0) return ["no single YAML document"];
  try {
    if (validate(documents[0].toJS({ maxAliasCount: 0 }))) return [];
  } catch (error) {
    return [error.message];
  }
  return validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test("the published schema is the one that the program has", () => {
  assert.equal(execFileSync(program, ["schema"], { encoding: "utf8" }), published);
});

test("the schema accepts what the reader accepts", () => {
  const accepted = [
    ...filesIn("scenarios"),
    ...filesIn("scenarios/library"),
    ...filesIn("scenarios/reference"),
    ...filesIn("tests/scenarios/accepted"),
    join(root, "tests/scenarios/rejected/bases/minimal.yaml"),
    join(root, "tests/scenarios/rejected/bases/plan_ground.yaml"),
  ];
  assert.ok(accepted.length >= 20);
  for (const file of accepted) {
    const text = readFileSync(file, "utf8");
    assert.deepEqual(isLibrary(text) ? [] : refusals(text), [], file);
  }
});

/** A library is only there to be extended: of itself it is not whole. */
const isLibrary = (text) => !/^plans:/m.test(text) && !/^extends:/m.test(text);

test("the schema refuses what the reader refuses, but for what is marked as beyond a schema", () => {
  const rejected = filesIn("tests/scenarios/rejected");
  assert.ok(rejected.length >= 207);
  for (const file of rejected) {
    const text = readFileSync(file, "utf8");
    assert.match(text, /^# expect: (\S+\.yaml:)?\d+:\d+: /m, file);
    assert.equal(refusals(text).length === 0, beyond.test(text), file);
  }
  const marked = rejected.filter((file) => beyond.test(readFileSync(file, "utf8")));
  assert.ok(marked.length < rejected.length / 2);
});

test("a library without a plan is accepted once something extends it", () => {
  assert.deepEqual(refusals("version: 1\nextends: library/england.yaml\n"), []);
  assert.notDeepEqual(refusals("version: 1\n"), []);
});

test("each kind of value is refused where it is no such value", () => {
  const within = (key, value) => `version: 1\nextends: a.yaml\n${key}: ${value}\n`;
  const cases = [
    ["period", "{from: 2017-4-1}", "{from: 2017-04-01}"],
    ["staffing", "{ceiling: 20}", "{ceiling: 20 children}"],
    ["staffing", "{productivity: often}", "{productivity: 97%}"],
    ["staffing", "{pace: quickly}", "{pace: at_once}"],
    ["staffing", "{cover_after: 2 weeks}", "{cover_after: 10 working days}"],
    ["staffing", "{hiring: {starts_after: {normal: {mean: 3 weeks}}}}", "{hiring: {starts_after: 3 weeks}}"],
    ["staffing", "{hiring: {starts_after: {}}}", "{hiring: {starts_after: {exponential: {mean: 3 weeks}}}}"],
    ["money", "{per_hire: {line: x, amount: a lot}}", "{per_hire: {line: x, amount: £2.5m}}"],
    ["stocks", "[{statuses: [a], children: many, open: 3 days}]", "[{statuses: [a], children: '61 per 10,000', open: 3 days}]"],
    ["run", "{replications: {precision: 5}}", "{replications: {precision: 5%}}"],
    ["targets", "{t: {label: T, all_of: a}}", "{t: {label: T, all_of: [a]}}"],
    ["assumptions", "{a: {range: 4% to 8%}}", "{a: {range: 'between 4% and 8%, most likely 5%'}}"],
  ];
  for (const [key, wrong, right] of cases) {
    assert.notDeepEqual(refusals(within(key, wrong)), [], wrong);
    assert.deepEqual(refusals(within(key, right)), [], right);
  }
});
