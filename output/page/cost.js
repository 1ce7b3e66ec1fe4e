// What the plans cost, against the days at risk under them, and since when they are ahead.
import { element, section } from "./elements.js";
import { Figure, measured, sourceWords } from "./figure.js";
import { scatterOption } from "./scatter.js";
import { csvLink } from "./csv.js";
import { table, twoLines } from "./tables.js";
import { interval, listed, noValue, number } from "./words.js";

const decimals = 2;

const kinds = [
  { key: "law", unbeaten: "unbeaten_by_law", title: "By law and statutory guidance" },
  { key: "all", unbeaten: "unbeaten", title: "Over all promised safeguards" },
];

const withInterval = (figure) => twoLines(number(figure.mean, decimals), interval(figure, decimals));
const quoted = (report, points) => listed(points.map(({ plan }) => `\u201c${report.label(plan)}\u201d`));

function title(report) {
  const unbeaten = report.data.cost_against_risk.filter((point) => point.unbeaten_by_law);
  if (unbeaten.length === 0) return "Cost against days at risk by law: every plan is beaten by another";
  const verb = unbeaten.length === 1 ? "is the plan that" : "are the plans that";
  return `${quoted(report, unbeaten)} ${verb} no other beats by law on both days at risk and cost`;
}

function describe(report, { key, unbeaten }) {
  return report.data.cost_against_risk
    .map(
      (point) =>
        `${report.label(point.plan)}: ${number(point.net_cost.mean, decimals)} million pounds a year, ${number(point[key].mean, decimals)} ` +
        `days per 100${point[unbeaten] ? ", beaten by no plan" : ""}.`,
    )
    .join(" ");
}

function figuresTable(report) {
  const columns = [
    { label: "Plan" },
    { label: "Net cost, £ million a year", numeric: true },
    { label: "Days per 100, by law", numeric: true },
    { label: "Days per 100, all safeguards", numeric: true },
    { label: "Beaten by no plan, by law" },
    { label: "Beaten by no plan, all" },
  ];
  const yes = (is) => (is ? "yes" : "no");
  const rows = report.data.cost_against_risk.map((point) => [
    report.numbered(point.plan),
    withInterval(point.net_cost),
    withInterval(point.law),
    withInterval(point.all),
    yes(point.unbeaten_by_law),
    yes(point.unbeaten),
  ]);
  return table("Net cost and days at risk, with 90\u00a0% intervals of the mean", columns, rows);
}

function csv({ data }) {
  const columns = [
    "plan",
    "label",
    ...["net_cost", "law", "all"].flatMap((name) => [name, `${name}_low`, `${name}_high`]),
    "unbeaten_by_law",
    "unbeaten",
  ];
  const rows = data.cost_against_risk.map((point) => [
    data.plans[point.plan].name,
    data.plans[point.plan].label,
    ...[point.net_cost, point.law, point.all].flatMap(({ mean, low, high }) => [mean, low, high]),
    String(point.unbeaten_by_law),
    String(point.unbeaten),
  ]);
  return { columns, rows };
}

/** On a narrow screen points carry the numbers of plans alone. */
const numbers = (report) =>
  element(
    "ul",
    { class: "key narrow-only" },
    ...report.data.cost_against_risk.map(({ plan }) => element("li", {}, report.numbered(plan))),
  );

const prices = ({ data }) => (data.price_year ? ` at ${data.price_year} prices` : "");

function figure(report) {
  return new Figure(report, {
    id: "cost-against-risk",
    legend: false,
    key: numbers(report),
    title: () => title(report),
    subtitle:
      measured(
        report,
        `Net cost in million pounds a year${prices(report)}, placements apart, against days at risk per 100 open ` +
          "child-days",
      ) +
      " Filled diamond: no plan beats it, that is, none has no more days and no more cost with one of the two told apart. " +
      "Open circle: another plan beats it. Lines: 90\u00a0% intervals of the mean. Down and to the left is better; the axes do not " +
      "begin at zero.",
    panels: kinds.map((kind) => ({
      title: kind.title,
      height: 400,
      option: (width) => scatterOption(report, kind, width),
      describe: () => describe(report, kind),
      points: report.data.cost_against_risk.length,
    })),
    table: () => figuresTable(report),
    csv: () => csv(report),
  }).node;
}

function breakEven(report) {
  if (report.data.break_even.length === 0) return null;
  const columns = [
    { label: "Plan" },
    { label: "Fewer days by law" },
    { label: "Fewer days, all safeguards" },
    { label: "Less net cost" },
    { label: "Worst month by law" },
  ];
  const rows = report.data.break_even.map(({ plan, days, law, cost, worst_month: worst }) => [
    report.numbered(plan),
    law ?? noValue,
    days ?? noValue,
    cost ?? noValue,
    worst ?? noValue,
  ]);
  const names = {
    columns: ["plan", "law", "days", "cost", "worst_month"],
    rows: report.data.break_even.map(({ plan, days, law, cost, worst_month: worst }) => [
      report.data.plans[plan].name,
      law,
      days,
      cost,
      worst,
    ]),
  };
  return element(
    "div",
    { class: "after" },
    table(`From when on a plan has had less than ${report.baselineLabel()}, added up from the start`, columns, rows),
    element(
      "p",
      { class: "source" },
      sourceWords(report),
      " ",
      csvLink("casetide-break-even", () => names),
    ),
  );
}

export function costSection(report) {
  if (report.data.cost_against_risk.length === 0) return null;
  return section("cost", "Cost and risk", "What it costs, against days at risk", figure(report), breakEven(report));
}
