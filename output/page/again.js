// How to run it again, and from what the figures come.
import { element, paragraph, section } from "./elements.js";

function facts({ data }) {
  const { run } = data;
  const told = [
    ["Result", data.file],
    ["Run", run.id],
    ["Seed", String(run.seed)],
    ["Simulated futures", String(run.replications)],
    ["Casetide", run.revision ? `${run.version} (${run.revision})` : run.version],
    ["Scenario, SHA-256", run.scenario_sha256],
  ];
  return element(
    "dl",
    { class: "facts" },
    ...told.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
  );
}

export function againSection(report) {
  const lines = report.data.run_again;
  return section(
    "again",
    "Run it again",
    "How to run it again",
    lines.length > 0
      ? paragraph("The result holds its scenario and seed; these commands give the same figures:")
      : null,
    lines.length > 0
      ? element("pre", { tabindex: "0", role: "region", "aria-label": "Commands" }, lines.join("\n"))
      : null,
    facts(report),
  );
}

export function footer() {
  return element(
    "footer",
    {},
    paragraph(
      "Made by Casetide. The children and staff in it are simulated; no real person is in it. This page is one " +
        "file that works without a network: it fetches nothing and sends nothing.",
    ),
  );
}
