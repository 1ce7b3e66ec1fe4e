// The page of `casetide report`: reads the data that stand in the file and puts the sections below each other.
import { answerSection, header, warningsSection } from "./answer.js";
import { againSection, footer } from "./again.js";
import { assumptionsSection } from "./assumptions.js";
import { comparing } from "./comparing.js";
import { costSection } from "./cost.js";
import { element } from "./elements.js";
import { plansSection } from "./plans.js";
import { printSizes } from "./print.js";
import { Report } from "./report.js";
import { turningPointsSection } from "./turning_points.js";

const schemaVersion = 1;

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("The figures in this file are missing or damaged. Make it again with `casetide report`.");
  }
}

/** The document in the file. Throws with words for the reader where it is not there or is of another version. */
function readData() {
  const data = parsed(document.getElementById("casetide-data").textContent);
  if (data.schema_version !== schemaVersion) {
    throw new Error(
      `The figures in this file are of version ${data.schema_version}, its page of version ${schemaVersion}. ` +
        "Make it again with `casetide report`.",
    );
  }
  return data;
}

function contents(sections) {
  const links = sections.map((section) =>
    element("li", {}, element("a", { href: `#${section.id}` }, section.dataset.short)),
  );
  return element("nav", { class: "contents", "aria-label": "On this page" }, element("ul", {}, ...links));
}

function fill(page, report) {
  const made = (...sections) => sections.map((section) => section(report)).filter(Boolean);
  const before = made(answerSection, warningsSection, plansSection, turningPointsSection);
  const compared = comparing(report);
  const after = made(costSection, assumptionsSection, againSection);
  page.replaceChildren(
    header(report),
    contents([...before, ...compared.sections, ...after]),
    element("main", {}, ...before, compared.node, ...after),
    footer(),
  );
  document.title = `${report.data.title}: ${report.data.place}`;
  report.draw();
  printSizes();
}

const page = document.getElementById("page");
try {
  fill(page, new Report(readData()));
} catch (error) {
  page.replaceChildren(element("p", { class: "notice", role: "alert" }, error.message));
  throw error;
}
