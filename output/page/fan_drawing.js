// Draws a fan chart: the median, and the bands in which half and 9 in 10 of the simulated futures lie, as tints of one hue.
import { axis, font, tooltip } from "./chart.js";
import { bandOpacity, ink, looks, paper, quiet } from "./palette.js";
import { day, instant, interval, number } from "./words.js";

const weekInMilliseconds = 7 * 24 * 60 * 60 * 1000;
const markersAlongALine = 8;
const labelHeight = 15; // [px]
/** Where all values lie above this share of the largest, an axis from zero would hide what differs. */
const highAndFlat = 0.6;

/** Stretches without a gap: [[instant, low, high], ...]. */
function stretches(times, lows, highs) {
  const found = [[]];
  times.forEach((time, place) => {
    if (lows[place] === null || highs[place] === null) found.push([]);
    else found[found.length - 1].push([time, lows[place], highs[place]]);
  });
  return found.filter((stretch) => stretch.length > 1);
}

/** One shape for a whole stretch, with its edges drawn. */
function bandShape(api, stretch, { colour, dash }, opacity) {
  const edge = (column) => stretch.map((point) => api.coord([point[0], point[column]]));
  const [low, high] = [edge(1), edge(2)];
  const line = {
    fill: "none",
    stroke: colour,
    lineWidth: 0.8,
    opacity: 0.6,
    lineDash: dash === "dashed" ? [3, 3] : null,
  };
  return [
    {
      type: "polygon",
      shape: { points: [...low, ...high.slice().reverse()] },
      style: { fill: colour, opacity },
      silent: true,
    },
    { type: "polyline", shape: { points: low }, style: line, silent: true },
    { type: "polyline", shape: { points: high }, style: line, silent: true },
  ];
}

function band(times, lows, highs, look, opacity) {
  const parts = stretches(times, lows, highs);
  return {
    type: "custom",
    silent: true,
    clip: true,
    z: 1,
    tooltip: { show: false },
    encode: { x: 0, y: [1, 2] },
    data: parts.flat(),
    renderItem: ({ dataIndex }, api) =>
      dataIndex > 0
        ? null
        : { type: "group", children: parts.flatMap((stretch) => bandShape(api, stretch, look, opacity)) },
  };
}

function median(times, values, look) {
  const every = Math.max(1, Math.floor(times.length / markersAlongALine));
  return {
    type: "line",
    z: 3,
    connectNulls: false,
    data: times.map((time, place) => [time, values[place]]),
    lineStyle: { color: look.colour, width: 2.5, type: look.dash },
    itemStyle: { color: look.colour },
    symbol: look.symbol,
    showAllSymbol: true,
    symbolSize: (_, { dataIndex }) =>
      dataIndex % every === Math.floor(every / 2) ? (look.symbol === "circle" ? 7 : 10) : 0,
  };
}

/** The last value of each line beside its end; those that would meet are moved apart. */
function endLabels(ends, decimals) {
  return {
    type: "custom",
    silent: true,
    clip: false,
    z: 6,
    encode: { x: 0, y: 1 },
    tooltip: { show: false },
    data: ends,
    renderItem: ({ dataIndex }, api) => {
      if (dataIndex > 0) return null;
      const placed = ends
        .map(([time, value]) => ({ at: api.coord([time, value]), value }))
        .sort((one, other) => one.at[1] - other.at[1]);
      const [upper, lower] = placed.map(({ at }) => at[1]);
      const apart = lower === undefined ? 0 : Math.max(0, (labelHeight - (lower - upper)) / 2);
      return {
        type: "group",
        children: placed.map(({ at, value }, place) => ({
          type: "text",
          style: {
            x: at[0] + 8,
            y: at[1] + (place === 0 ? -apart : apart),
            text: number(value, decimals),
            fill: ink,
            font: `bold 13px ${font}`,
            verticalAlign: "middle",
          },
        })),
      };
    },
  };
}

const lastValue = (times, values) => {
  const place = values.findLastIndex((value) => value !== null);
  return place < 0 ? null : [times[place], values[place]];
};

function startOfProjection(from) {
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: quiet, type: [2, 4], width: 1.5 },
    label: {
      formatter: "projection \u2192",
      color: ink,
      fontSize: 12,
      position: "insideEndTop",
      rotate: 0,
      align: "left",
      distance: [4, 2],
    },
    data: [{ xAxis: instant(from) }],
  };
}

function publishedPoints(points) {
  return {
    type: "scatter",
    z: 5,
    symbol: "rect",
    symbolSize: 9,
    tooltip: { show: false },
    itemStyle: { opacity: 1, color: quiet, borderColor: paper, borderWidth: 1.5 },
    data: points.map(({ date, value }) => [instant(date), value]),
  };
}

function extremes(plans, published) {
  const values = plans
    .flatMap((plan) => [plan.low90, plan.high90, plan.median])
    .flat()
    .filter((value) => value !== null);
  const all = [...values, ...published.map(({ value }) => value)];
  return {
    low: all.reduce((least, value) => Math.min(least, value), Infinity),
    high: all.reduce((most, value) => Math.max(most, value), 0),
  };
}

/** Whether the axis leaves zero out, for all plans alike, so that it stays as it is when another plan is chosen. */
export function leavesZeroOut(series, published) {
  const { low, high } = extremes(series.plans, published);
  return low > highAndFlat * high;
}

function tip(report, fan, series, times, published, isHidden) {
  return (params) => {
    const place = times.indexOf(params[0]?.axisValue);
    if (place < 0) return [""];
    const lines = report.shown().flatMap((plan, at) => {
      if (isHidden(at)) return [];
      const { median: middle, low50, high50, low90, high90 } = series.plans[plan];
      return [
        `${report.label(plan)}: ${number(middle[place], fan.decimals)}`,
        `half within ${interval({ low: low50[place], high: high50[place] }, fan.decimals)}, ` +
          `9 in 10 within ${interval({ low: low90[place], high: high90[place] }, fan.decimals)}`,
      ];
    });
    const near = published.filter(({ date }) => Math.abs(instant(date) - times[place]) < weekInMilliseconds / 2);
    return [day(times[place]), ...lines, ...near.map(({ value }) => `Published: ${number(value, fan.decimals)}`)];
  };
}

/** The option of ECharts for one series of a fan, for the plans that are shown. */
export function fanOption(report, { fan, series, points: published }, isHidden) {
  const times = fan.times.map(instant);
  const first = Math.min(times[0], ...published.map(({ date }) => instant(date)));
  const lines = report.shown().flatMap((plan, at) => {
    if (isHidden(at)) return [];
    const { median: middle, low50, high50, low90, high90 } = series.plans[plan];
    const look = looks[at];
    return [
      median(times, middle, look),
      band(times, low90, high90, look, bandOpacity.outer),
      band(times, low50, high50, look, bandOpacity.inner),
    ];
  });
  const ends = report
    .shown()
    .filter((_, at) => !isHidden(at))
    .map((plan) => lastValue(times, series.plans[plan].median))
    .filter(Boolean);
  if (report.data.projection_from && lines.length > 0)
    lines[0].markLine = startOfProjection(report.data.projection_from);
  return {
    grid: { left: 8, right: 56, top: 30, bottom: 8, containLabel: true },
    xAxis: axis({
      type: "time",
      min: first,
      max: times[times.length - 1],
      splitNumber: 5,
      splitLine: { show: false },
      axisLabel: { color: ink, fontSize: 13, hideOverlap: true, formatter: "{yyyy}" },
      minInterval: 365 * 24 * 3600 * 1000,
    }),
    yAxis: axis({
      type: "value",
      name: fan.unit,
      nameLocation: "end",
      nameGap: 14,
      nameTextStyle: { color: ink, fontSize: 13, align: "left", padding: [0, 0, 0, -30] },
      scale: leavesZeroOut(series, published),
      axisLabel: { color: ink, fontSize: 13, formatter: (value) => value.toLocaleString("en-GB") },
    }),
    tooltip: tooltip(tip(report, fan, series, times, published, isHidden), {
      trigger: "axis",
      axisPointer: { type: "line", lineStyle: { color: quiet } },
    }),
    series: [...lines, publishedPoints(published), endLabels(ends, fan.decimals)],
  };
}
