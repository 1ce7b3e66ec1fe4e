// A figure of fan charts with its key, its tables and its CSV. A member is one series: {fan, series, label, points}.
import { element, svgElement } from "./elements.js";
import { fanOption, leavesZeroOut } from "./fan_drawing.js";
import { description } from "./fan_words.js";
import { Figure, measured } from "./figure.js";
import { bandOpacity, looks, quiet } from "./palette.js";
import { table } from "./tables.js";
import { capital, day, interval, number } from "./words.js";

const manyPanels = 5;

/** The members of a fan: its series, each with the published points that belong to it. */
export const membersOf = (fan) =>
  fan.series.map((series) => ({
    fan,
    series,
    label: fan.series.length > 1 ? capital(series.label) : fan.title,
    points: fan.published.filter((published) => published.series === series.key).flatMap(({ points }) => points),
  }));

function rowsOf(report, { fan, series, label }) {
  return fan.times.map((time, place) => [
    day(time),
    label,
    ...report.shown().flatMap((plan) => {
      const { median, low50, high50, low90, high90 } = series.plans[plan];
      return [
        number(median[place], fan.decimals),
        interval({ low: low50[place], high: high50[place] }, fan.decimals),
        interval({ low: low90[place], high: high90[place] }, fan.decimals),
      ];
    }),
  ]);
}

const fansOf = (members) => [...new Set(members.map(({ fan }) => fan))];

function publishedTable(title, members) {
  const rows = fansOf(members).flatMap((fan) =>
    fan.published.flatMap(({ label, points, source, note }) =>
      points.map(({ date, value }) => [
        day(date),
        label,
        number(value, fan.decimals),
        note ? `${source}. ${capital(note)}` : source,
      ]),
    ),
  );
  if (rows.length === 0) return null;
  return table(
    `${title}: published figures`,
    [{ label: "Date" }, { label: "Published figure" }, { label: "Value", numeric: true }, { label: "Source" }],
    rows,
  );
}

function figuresTable(report, title, members) {
  const ofPlans = report.shown().flatMap((plan) =>
    ["median", "half within", "9 in 10 within"].map((what) => ({
      label: `${report.label(plan)}: ${what}`,
      numeric: true,
    })),
  );
  return element(
    "div",
    {},
    table(
      `${title}: simulated figures`,
      [{ label: "Date" }, { label: "Series" }, ...ofPlans],
      members.flatMap((member) => rowsOf(report, member)),
      { kind: "long" },
    ),
    publishedTable(title, members),
  );
}

function csv({ data }, members) {
  const columns = ["date", "series", "plan", "median", "low_50", "high_50", "low_90", "high_90", "published", "source"];
  const simulated = members.flatMap(({ fan, series }) =>
    series.plans.flatMap((plan, at) =>
      fan.times.map((time, place) => [
        time,
        series.key,
        data.plans[at].name,
        plan.median[place],
        plan.low50[place],
        plan.high50[place],
        plan.low90[place],
        plan.high90[place],
        null,
        null,
      ]),
    ),
  );
  const published = fansOf(members).flatMap((fan) =>
    fan.published.flatMap(({ series, points, source }) =>
      points.map(({ date, value }) => [date, series, null, null, null, null, null, null, value, source]),
    ),
  );
  return { columns, rows: [...simulated, ...published] };
}

function keyItem(words, ...shapes) {
  const drawing = svgElement(
    "svg",
    { width: 34, height: 16, viewBox: "0 0 34 16", "aria-hidden": "true", focusable: "false" },
    ...shapes,
  );
  return element("li", {}, drawing, element("span", {}, words));
}

/** What lines, bands and marks mean, in words. */
function key(members) {
  const { colour } = looks[0];
  const tint = (opacity) => svgElement("rect", { width: 34, height: 16, fill: colour, "fill-opacity": opacity });
  const items = [
    keyItem(
      "the middle simulated future (median)",
      svgElement("path", { d: "M0 8H34", stroke: colour, "stroke-width": 3 }),
    ),
    keyItem("half of simulated futures lie within", tint(bandOpacity.outer + bandOpacity.inner)),
    keyItem("9 in 10 simulated futures lie within", tint(bandOpacity.outer)),
  ];
  if (members.some(({ points }) => points.length > 0)) {
    items.push(keyItem("published figure", svgElement("rect", { x: 13, y: 4, width: 9, height: 9, fill: quiet })));
  }
  return element("ul", { class: "key" }, ...items);
}

function subtitle(report, measure, members) {
  const zero = members.filter(({ series, points }) => leavesZeroOut(series, points)).length;
  const axes = members.length === 1 ? " The axis does not begin at zero." : " Some axes do not begin at zero.";
  return `${measured(report, capital(measure))} Bands show ${report.data.bands}.${zero > 0 ? axes : ""}`;
}

function publishedSources(members) {
  const sources = fansOf(members).flatMap((fan) =>
    fan.published.filter(({ points }) => points.length > 0).map(({ source }) => source),
  );
  return sources.length > 0 ? `Published: ${[...new Set(sources)].join("; ")}.` : "";
}

const columnsFor = (panels) => (panels >= manyPanels ? 3 : Math.min(panels, 2));

/**
 * @param {{id: string, title: string, measure: string, finding: () => string}} what
 * @param {object[]} members at least one
 */
export function fanFigure(report, { id, title, measure, finding }, members) {
  const columns = columnsFor(members.length);
  return new Figure(report, {
    id,
    title: finding,
    columns,
    subtitle: subtitle(report, measure, members),
    key: key(members),
    source: publishedSources(members),
    panels: members.map((member) => ({
      title: members.length > 1 ? member.label : "",
      height: [360, 270, 230][columns - 1],
      option: (_, isHidden) => fanOption(report, member, isHidden),
      describe: () => description(report, member),
      points: member.fan.times.length,
    })),
    table: () => figuresTable(report, title, members),
    csv: () => csv(report, members),
  }).node;
}
