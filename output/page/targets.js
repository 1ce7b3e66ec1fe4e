// In how many of the simulated futures each target is met, year by year. A chance, never a grade.
import { axis, tooltip } from "./chart.js";
import { element, paragraph, section } from "./elements.js";
import { Figure, measured } from "./figure.js";
import { ink, looks, quiet } from "./palette.js";
import { table, unfold } from "./tables.js";
import { capital, listed } from "./words.js";

const ofWords = (met, of) => `${met} of ${of}`;
const share = (met, of) => (of > 0 ? (100 * met) / of : null);
const isMostly = (met, of) => of > 0 && 2 * met >= of;

/** In the target's own year; null where the period does not hold it. */
function byItsYear(target, plan) {
  const place = target.years.indexOf(target.by);
  if (place < 0) return null;
  const { met, of } = target.plans[plan];
  return { met: met[place], of: of[place] };
}

function metMostly({ data }, plan) {
  return data.targets.filter((target) => {
    const chance = byItsYear(target, plan);
    return chance && isMostly(chance.met, chance.of);
  }).length;
}

function title(report) {
  const judged = report.data.targets.filter(({ years, by }) => years.includes(by)).length;
  const told = report
    .shown()
    .slice()
    .reverse()
    .map((plan) => `${metMostly(report, plan)} under \u201c${report.label(plan)}\u201d`);
  return `Of ${judged} targets, met in at least half of simulated futures by their year: ${listed(told)}`;
}

function describe(report, target) {
  return report
    .shown()
    .map(
      (plan) =>
        `${report.label(plan)}: ` +
        listed(
          target.years.map(
            (year, place) => `${year} ${ofWords(target.plans[plan].met[place], target.plans[plan].of[place])}`,
          ),
        ) +
        ".",
    )
    .join(" ");
}

function tip(report, target, isHidden) {
  return (params) => {
    const place = params[0]?.dataIndex ?? 0;
    return [
      `Year to 31 March ${target.years[place]}`,
      ...report
        .shown()
        .flatMap((plan, at) =>
          isHidden(at)
            ? []
            : [`${report.label(plan)}: met in ${ofWords(target.plans[plan].met[place], target.plans[plan].of[place])}`],
        ),
    ];
  };
}

function option(report, target, isHidden) {
  const lines = report.shown().flatMap((plan, at) =>
    isHidden(at)
      ? []
      : [
          {
            type: "line",
            z: 3 - at,
            symbol: looks[at].symbol,
            symbolSize: at === 0 ? 8 : 12,
            showAllSymbol: true,
            clip: false,
            lineStyle: { color: looks[at].colour, width: 2.5, type: looks[at].dash },
            itemStyle: { color: looks[at].colour },
            data: target.years.map((_, place) => share(target.plans[plan].met[place], target.plans[plan].of[place])),
          },
        ],
  );
  if (lines.length > 0 && target.years.includes(target.by)) {
    lines[0].markLine = {
      silent: true,
      symbol: "none",
      lineStyle: { color: quiet, type: [2, 4], width: 1.5 },
      label: { show: false },
      data: [{ xAxis: target.years.indexOf(target.by) }],
    };
  }
  return {
    grid: { left: 4, right: 16, top: 14, bottom: 4, containLabel: true },
    xAxis: axis({
      type: "category",
      data: target.years.map(String),
      boundaryGap: true,
      axisLabel: { color: ink, fontSize: 13 },
    }),
    yAxis: axis({
      type: "value",
      min: 0,
      max: 100,
      interval: 50,
      axisLabel: { color: ink, fontSize: 13, formatter: "{value} %" },
    }),
    tooltip: tooltip(tip(report, target, isHidden), { trigger: "axis" }),
    series: lines,
  };
}

/** All plans, each target in its own year. */
function allPlans(report) {
  const { targets, plans } = report.data;
  const columns = [{ label: "Plan" }, ...targets.map(({ label, by }) => ({ label: `${label}, ${by}`, numeric: true }))];
  const rows = plans.map((_, place) => [
    report.numbered(place),
    ...targets.map((target) => {
      const chance = byItsYear(target, place);
      return chance ? ofWords(chance.met, chance.of) : "not in the period";
    }),
  ]);
  return table("Simulated futures that meet each target, in the year to 31 March", columns, rows, {
    kind: "side-by-side",
  });
}

function yearsTable(report) {
  const { targets } = report.data;
  const columns = [
    { label: "Target" },
    { label: "Year to 31 March", numeric: true },
    ...report.shown().map((plan) => ({ label: report.label(plan), numeric: true })),
  ];
  const rows = targets.flatMap((target) =>
    target.years.map((year, place) => [
      target.label,
      String(year),
      ...report.shown().map((plan) => ofWords(target.plans[plan].met[place], target.plans[plan].of[place])),
    ]),
  );
  return table("Simulated futures that meet each target, year by year", columns, rows, { kind: "long" });
}

function sourcesTable({ data }) {
  const columns = [
    { label: "Target" },
    { label: "What has to be reached" },
    { label: "By", numeric: true },
    { label: "Status" },
    { label: "Source" },
  ];
  const rows = data.targets.map(({ label, what, by, status, source, proxy }) => [
    label,
    capital(what),
    String(by),
    capital(proxy ? `${status}; a proxy, no published standard` : status),
    capital(source) || "none given",
  ]);
  return table("Where the targets come from", columns, rows);
}

function csv({ data }) {
  const rows = data.targets.flatMap((target) =>
    target.plans.flatMap((plan, at) =>
      target.years.map((year, place) => [
        target.name,
        target.label,
        target.by,
        data.plans[at].name,
        year,
        plan.met[place],
        plan.of[place],
      ]),
    ),
  );
  return { columns: ["target", "label", "by", "plan", "year", "met", "of"], rows };
}

function figure(report) {
  return new Figure(report, {
    id: "targets-by-year",
    title: () => title(report),
    subtitle:
      measured(report, "Share of simulated futures that meet each target, by the year to 31 March") +
      " Dotted line: the year by which it is to be met.",
    columns: 3,
    panels: report.data.targets.map((target) => ({
      title: target.label,
      height: 180,
      option: (_, isHidden) => option(report, target, isHidden),
      describe: () => describe(report, target),
      points: target.years.length,
    })),
    table: () => yearsTable(report),
    csv: () => csv(report),
  }).node;
}

export function targetsSection(report) {
  if (report.data.targets.length === 0) return null;
  return section(
    "targets",
    "Targets",
    "The chance of meeting each target",
    paragraph(
      "A chance is the number of simulated futures in which a target is met. Casetide never predicts an inspection grade.",
    ),
    allPlans(report),
    unfold("Where the targets come from", () => sourcesTable(report)),
    figure(report),
  );
}
