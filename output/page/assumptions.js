// What is not known for certain: its range, where it comes from, and what hangs on it.
import { csvLink } from "./csv.js";
import { element, paragraph, section } from "./elements.js";
import { sourceWords } from "./figure.js";
import { table, twoLines } from "./tables.js";
import { asWritten, capital, number } from "./words.js";

const influencesShown = 3;

/** A squared coefficient is an estimate, and may come out above one. */
const shareWords = (share) => (share > 0.9 ? "nearly all" : `${number(100 * share, 0)}\u00a0%`);

function range({ low, likely, high, unit, how }) {
  const likeliest = likely === null || likely === undefined ? "" : `, likely ${asWritten(likely)}`;
  return twoLines(
    `${asWritten(low)} to ${asWritten(high)}${likeliest}`,
    unit || (how === "factor" ? "as a factor" : ""),
  );
}

const toldInfluences = ({ influence }) =>
  influence.filter(({ told }) => told).sort((one, other) => other.share - one.share);
const mostShare = (assumption) => toldInfluences(assumption)[0]?.share ?? 0;

/** "The difference that More colleagues makes", where the influence is not that on the baseline itself. */
const where = (report, on) =>
  on === "difference" && report.data.ahead !== null
    ? `on what \u201c${report.label(report.data.ahead)}\u201d changes`
    : `under \u201c${report.baselineLabel()}\u201d`;

/** "Days at risk by law: 34 % of the spread", with where, and which way. */
function influenceWords(report, assumption) {
  const told = toldInfluences(assumption);
  if (told.length === 0) return "Nothing that can be told from chance";
  const items = told
    .slice(0, influencesShown)
    .map(({ label, share, coefficient, on }) =>
      element(
        "li",
        {},
        `${label}: ${shareWords(share)} of the spread`,
        element("small", {}, `${where(report, on)}; the higher, the ${coefficient < 0 ? "less" : "more"}`),
      ),
    );
  const more = told.length - items.length;
  return element(
    "div",
    {},
    element("ul", { class: "influences" }, ...items),
    more > 0 ? element("small", {}, `and ${more} more, in the CSV`) : null,
  );
}

function csv({ data }) {
  const columns = [
    "assumption",
    "label",
    "unit",
    "how",
    "low",
    "likely",
    "high",
    "status",
    "source",
    "headline",
    "on",
    "coefficient",
    "share",
    "told",
  ];
  const rows = data.assumptions.flatMap(({ influence, name, label, unit, how, low, likely, high, status, source }) => {
    const own = [name, label, unit, how, low, likely, high, status, source];
    if (influence.length === 0) return [[...own, null, null, null, null, null]];
    return influence.map(({ headline, on, coefficient, share, told }) => [
      ...own,
      headline,
      on,
      coefficient,
      share,
      String(told),
    ]);
  });
  return { columns, rows };
}

export function assumptionsSection(report) {
  const { assumptions, assumed_without_range } = report.data;
  if (assumptions.length === 0) return null;
  const sorted = assumptions.slice().sort((one, other) => mostShare(other) - mostShare(one));
  const columns = [
    { label: "Assumption" },
    { label: "Range" },
    { label: "Status" },
    { label: "Source" },
    { label: "What hangs on it" },
  ];
  const rows = sorted.map((assumption) => [
    assumption.label,
    range(assumption),
    capital(assumption.status),
    capital(assumption.source) || "none given",
    influenceWords(report, assumption),
  ]);
  return section(
    "assumptions",
    "Assumptions",
    "What is assumed, and what hangs on it",
    paragraph(
      "Nobody knows these values for certain. Each simulated future draws its own from the range, the same for all plans. A share of " +
        "the spread tells how much of the difference between futures goes with the assumption; it is no proof of cause.",
    ),
    assumed_without_range > 0
      ? paragraph(
          `Beside these, ${number(assumed_without_range, 0)} numbers of the scenario are assumed and have no range: no interval shows how ` +
            "wrong they may be. \u201ccasetide describe\u201d lists them with what they rest on.",
        )
      : null,
    table("Assumptions, those on which most hangs first", columns, rows, { kind: "wordy" }),
    element(
      "p",
      { class: "source" },
      sourceWords(report),
      " ",
      csvLink("casetide-assumptions", () => csv(report)),
    ),
  );
}
