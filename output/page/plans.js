// All plans side by side, each figure with its difference from the baseline.
import { csvLink } from "./csv.js";
import { element, paragraph, section } from "./elements.js";
import { sourceWords } from "./figure.js";
import { table, twoLines } from "./tables.js";
import { capital, interval, listed, number, signed } from "./words.js";

const hasInterval = (figure) => figure && figure.low !== null && figure.high !== null;
const isNothing = (figure) => hasInterval(figure) && figure.low === 0 && figure.high === 0;

/** "−1.48 (−1.60 to −1.36)", "cannot be told apart", "the same". */
export function differenceWords({ difference, told_apart: toldApart }, decimals) {
  if (!difference || difference.mean === null) return "";
  if (isNothing(difference)) return "the same";
  if (!hasInterval(difference)) return signed(difference.mean, decimals);
  if (!toldApart) return "cannot be told apart";
  return `${signed(difference.mean, decimals)} (${interval(difference, decimals, signed)})`;
}

function cell(figure, place, baseline) {
  const value = figure.plans[place];
  const second = place === baseline ? "" : differenceWords(value, figure.decimals);
  return twoLines(number(value.mean, figure.decimals), second);
}

/** In full what the narrow columns of the terminal cut short. */
const fullLabels = {
  nobody_watching: "Of these, nobody watching (H)",
  closed_too_soon: "Beside these, closed too soon (J)",
  per_worker_mean: "Children per full-time case holder",
  per_worker_p90: "90th percentile of the teams",
  per_available_fte: "Children per case holder who is there",
  unallocated: "Children with no named worker",
  changes_of_worker: "Changes of worker per 100 children a year",
  assessments_open_days_late: "Assessments still open: days late",
  conferences_open_days_late: "Conferences not yet held: days late",
};
const fullLabel = ({ key, label }) => fullLabels[key] ?? capital(label.replace(/^\.\.\.\s*/, ""));

function groupTable(report, group) {
  const { data } = report;
  const columns = [{ label: "Plan" }, ...group.figures.map((figure) => ({ label: fullLabel(figure), numeric: true }))];
  const rows = data.plans.map((_, place) => [
    twoLines(report.numbered(place), place === data.baseline ? "the baseline" : ""),
    ...group.figures.map((figure) => cell(figure, place, data.baseline)),
  ]);
  return table(group.title, columns, rows, { kind: "side-by-side" });
}

function csv({ data }) {
  const columns = [
    "plan",
    "label",
    "group",
    "figure",
    "figure_label",
    "mean",
    "low",
    "high",
    "difference",
    "difference_low",
    "difference_high",
    "told_apart",
  ];
  const rows = data.page_one.flatMap((group) =>
    group.figures.flatMap((figure) =>
      figure.plans.map((value, place) => [
        data.plans[place].name,
        data.plans[place].label,
        group.title,
        figure.key,
        fullLabel(figure),
        value.mean,
        value.low,
        value.high,
        value.difference?.mean,
        value.difference?.low,
        value.difference?.high,
        place === data.baseline ? null : String(value.told_apart),
      ]),
    ),
  );
  return { columns, rows };
}

/** What the plans are, for those that say more than their names. */
function descriptions({ data }) {
  const told = data.plans
    .map((plan, place) => ({ ...plan, label: `${place + 1}\u2002${plan.label}` }))
    .filter((plan) => plan.description);
  if (told.length === 0) return null;
  return element(
    "details",
    {},
    element("summary", {}, "What the plans are"),
    element("dl", {}, ...told.flatMap((plan) => [element("dt", {}, plan.label), element("dd", {}, plan.description)])),
  );
}

function explained(report) {
  const { data } = report;
  if (data.plans.length === 1) return "One plan was simulated, so there is nothing to compare it with.";
  const first = `Below each figure stands its difference from ${report.baselineLabel()}`;
  if (data.run.replications === 1)
    return `${first}. One future was simulated, so nothing tells how sure the differences are.`;
  return `${first}, with the interval that holds the true difference with 90\u00a0% confidence (${data.bands}).`;
}

/** Which plan has the fewest days at risk, or which cannot be told apart. */
function finding(report) {
  const told = (places, where) => {
    if (places.length === 0) return [];
    const names = listed(places.map((place) => `\u201c${report.label(place)}\u201d`));
    return [
      places.length === 1
        ? `${names} has the fewest days at risk ${where}`
        : `${names} cannot be told apart in days at risk ${where}`,
    ];
  };
  const { by_law: law, all } = report.data.best;
  const parts =
    law.join() === all.join()
      ? told(law, "by law and guidance, and over all promised safeguards")
      : [...told(law, "by law and guidance"), ...told(all, "over all promised safeguards")];
  return parts.length === 0 ? null : paragraph(`${parts.join("; ")}.`, "finding");
}

export function plansSection(report) {
  return section(
    "plans",
    "Plans side by side",
    "Plans side by side",
    report.data.plans.length > 1 ? finding(report) : null,
    paragraph(explained(report)),
    descriptions(report),
    ...report.data.page_one.map((group) => groupTable(report, group)),
    element(
      "p",
      { class: "source" },
      sourceWords(report),
      " ",
      csvLink("casetide-plans", () => csv(report)),
    ),
  );
}
