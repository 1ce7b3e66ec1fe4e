// Time at risk: what it is, which safeguard was missing, and what was in the way.
import { barsHeight, barsOption } from "./bars.js";
import { element, paragraph, section } from "./elements.js";
import { Figure, measured } from "./figure.js";
import { differenceWords } from "./plans.js";
import { table, twoLines, unfold } from "./tables.js";
import { capital, interval, listed, number } from "./words.js";

const decimals = 2;
const unit = "days per 100 open child-days";

const componentLabel = ({ letter, label }) => `${letter}\u2002${capital(label)}`;
const causeLabel = ({ label, internal }) => (internal ? capital(label) : `${capital(label)} (from outside)`);
const withInterval = (figure) => twoLines(number(figure.mean, decimals), interval(figure, decimals));

/** Two ways to divide the same time: by the missing safeguard, and by what was in the way. */
const divisions = [
  {
    id: "risk-by-component",
    part: "by_component",
    parts: "components",
    label: componentLabel,
    heading: "Missing safeguard",
    measure: "Time at risk by the safeguard that was missing, in days per 100 open child-days",
    finding: (label) => `the largest part of time at risk is \u201c${label}\u201d`,
  },
  {
    id: "risk-by-cause",
    part: "by_cause",
    parts: "causes",
    label: causeLabel,
    heading: "What was in the way",
    measure: "Time at risk by what was in the way, in days per 100 open child-days",
    finding: (label) => `what is most in the way is \u201c${label}\u201d`,
  },
];

/** The plan that is told of: the one beside the baseline, or the baseline alone. */
const told = (report) => report.shown()[report.shown().length - 1];

function largest(figures) {
  return figures.reduce((most, figure, place) => ((figure.mean ?? 0) > (figures[most].mean ?? 0) ? place : most), 0);
}

function title(report, division) {
  const { risk } = report.data;
  const figures = risk.plans[told(report)][division.part];
  const most = largest(figures);
  const label = capital(risk[division.parts][most].label);
  return (
    `Under \u201c${report.label(told(report))}\u201d ${division.finding(label)}: ${number(figures[most].mean, decimals)} of ` +
    `${number(risk.plans[told(report)].all.mean, decimals)} days per 100`
  );
}

function describe(report, division) {
  const parts = report.data.risk[division.parts];
  return report
    .shown()
    .map(
      (plan) =>
        `${report.label(plan)}: ` +
        listed(
          report.data.risk.plans[plan][division.part].map(
            (figure, place) => `${parts[place].label} ${number(figure.mean, decimals)}`,
          ),
        ) +
        ".",
    )
    .join(" ");
}

function divisionTable(report, division) {
  const columns = [
    { label: division.heading },
    ...report.shown().map((plan) => ({ label: report.label(plan), numeric: true })),
  ];
  const rows = report.data.risk[division.parts].map((part, place) => [
    division.label(part),
    ...report.shown().map((plan) => withInterval(report.data.risk.plans[plan][division.part][place])),
  ]);
  return table(`${division.measure}, with 90\u00a0% intervals of the mean`, columns, rows);
}

function divisionCsv({ data }, division) {
  const rows = data.risk.plans.flatMap((plan, at) =>
    plan[division.part].map((figure, place) => [
      data.plans[at].name,
      data.risk[division.parts][place].name,
      data.risk[division.parts][place].label,
      figure.mean,
      figure.low,
      figure.high,
    ]),
  );
  return { columns: ["plan", "name", "label", "mean", "low", "high"], rows };
}

function divisionFigure(report, division) {
  const parts = report.data.risk[division.parts];
  const option = (width, isHidden) =>
    barsOption(
      parts.map(division.label),
      report
        .shown()
        .map((plan, look) => ({
          label: report.label(plan),
          look,
          figures: report.data.risk.plans[plan][division.part],
        }))
        .filter(({ look }) => !isHidden(look)),
      unit,
      decimals,
      width,
    );
  return new Figure(report, {
    id: division.id,
    isBar: true,
    title: () => title(report, division),
    subtitle: measured(report, division.measure) + " Lines at the ends of bars: 90\u00a0% intervals of the mean.",
    panels: [
      {
        height: barsHeight(parts.length, report.shown().length),
        option,
        describe: () => describe(report, division),
        points: parts.length,
      },
    ],
    table: () => divisionTable(report, division),
    csv: () => divisionCsv(report, division),
  }).node;
}

/** Which safeguard was missing for which reason, of the plan that is told of. */
function crossTable(report) {
  const { risk } = report.data;
  const columns = [
    { label: "Missing safeguard" },
    ...risk.causes.map((cause) => ({ label: causeLabel(cause), numeric: true })),
  ];
  const rows = risk.components.map((component, row) => [
    componentLabel(component),
    ...risk.plans[told(report)].cross[row].map((value) => number(value, decimals)),
  ]);
  return table(`${report.label(told(report))}: ${unit}, by missing safeguard and what was in the way`, columns, rows);
}

/** Days by law, days over all safeguards and, beside them, those after a closure that came too soon. */
function totals(report) {
  const kinds = [
    ["By law and guidance", "law", "law_only"],
    ["All promised safeguards", "all", "all"],
    ["Closed too soon (J), beside them", "closed_too_soon", "closed_too_soon"],
  ];
  const columns = [{ label: "Plan" }, ...kinds.map(([label]) => ({ label, numeric: true }))];
  const rows = report.data.plans.map((_, place) => [
    report.numbered(place),
    ...kinds.map(([, kind, key]) => {
      const difference = report.pageOneFigure(key)?.plans[place];
      const words = place === report.data.baseline || !difference ? "" : differenceWords(difference, decimals);
      return twoLines(number(report.data.risk.plans[place][kind].mean, decimals), words);
    }),
  ]);
  return table(`Time at risk in ${unit}, and its difference from ${report.baselineLabel()}`, columns, rows, {
    kind: "side-by-side",
  });
}

export function riskSection(report) {
  const { risk } = report.data;
  if (!risk) return null;
  const cross = unfold("Show which safeguard was missing for which reason", () => crossTable(report));
  report.onDraw(() => cross.forget());
  return section(
    "risk",
    "Time at risk",
    "Time at risk: what was missing, and why",
    element("div", { class: "definition" }, paragraph(risk.definition), paragraph(risk.guard, "guard")),
    totals(report),
    paragraph(
      "J counts days after a closure that came too soon, seen with hindsight. It is never added to the others: a plan under " +
        "which days at risk fall while J rises has moved the risk out of sight.",
    ),
    ...divisions.map((division) => divisionFigure(report, division)),
    cross,
  );
}
