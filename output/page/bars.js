// Bars of two plans beside each other, with the interval of each mean and its value.
import { axis, tooltip } from "./chart.js";
import { ink, looks } from "./palette.js";
import { interval, number } from "./words.js";

const thickness = 13;
const gap = 3;
const rowHeight = 46;
const whisker = 4;
const narrow = 500;

/** How far the bar of a plan lies from the middle of its row. */
const offset = (at, of) => (at - (of - 1) / 2) * (thickness + gap);

/** The interval and the value at the end of a bar. */
function ends(figures, decimals, at, of) {
  return {
    type: "custom",
    silent: true,
    z: 4,
    clip: false,
    encode: { x: [1, 2], y: 0 },
    tooltip: { show: false },
    data: figures.map(({ mean, high }, row) => [row, mean, high ?? mean]),
    renderItem: ({ dataIndex }, api) => {
      const { mean, low, high } = figures[dataIndex];
      const along = (value) => api.coord([value, dataIndex])[0];
      const y = api.coord([mean, dataIndex])[1] + offset(at, of);
      const line = (x1, y1, x2, y2) => ({
        type: "line",
        shape: { x1, y1, x2, y2 },
        style: { stroke: ink, lineWidth: 1.5 },
      });
      const hasInterval = low !== null && high !== null && high > low;
      const marks = hasInterval
        ? [
            line(along(low), y, along(high), y),
            line(along(low), y - whisker, along(low), y + whisker),
            line(along(high), y - whisker, along(high), y + whisker),
          ]
        : [];
      const text = {
        type: "text",
        style: {
          x: along(high ?? mean) + 6,
          y,
          text: number(mean, decimals),
          fill: ink,
          fontSize: 13,
          verticalAlign: "middle",
        },
      };
      return { type: "group", children: [...marks, text] };
    },
  };
}

export const barsHeight = (rows, plans) => rows * (plans > 1 ? rowHeight : rowHeight - thickness) + 50;

/**
 * @param {string[]} rows from top to bottom
 * @param {{label: string, look: number, figures: {mean, low, high}[]}[]} plans those that are shown, `look` as in palette
 */
export function barsOption(rows, plans, unit, decimals, width) {
  const tip = (params) => {
    const row = params[0]?.dataIndex ?? 0;
    return [
      rows[row],
      ...plans.map(({ label, figures }) => {
        const range = interval(figures[row], decimals);
        return `${label}: ${number(figures[row].mean, decimals)}${range ? ` (${range})` : ""}`;
      }),
    ];
  };
  const bars = plans.map(({ figures, look }) => ({
    type: "bar",
    barWidth: thickness,
    barGap: `${(gap / thickness) * 100}%`,
    itemStyle: { color: looks[look].colour, decal: looks[look].decal ?? { symbol: "none" } },
    data: figures.map(({ mean }) => mean),
  }));
  return {
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    grid: { left: 4, right: 48, top: 8, bottom: 36, containLabel: true },
    xAxis: axis({
      type: "value",
      name: unit,
      nameLocation: "middle",
      nameGap: 30,
      splitNumber: width < narrow ? 3 : 5,
    }),
    yAxis: axis({
      type: "category",
      data: rows,
      inverse: true,
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        color: ink,
        fontSize: 13,
        width: width < narrow ? 118 : 250,
        overflow: "break",
        lineHeight: 15,
        interval: 0,
      },
    }),
    tooltip: tooltip(tip, { trigger: "axis", axisPointer: { type: "shadow" } }),
    series: [...bars, ...plans.map(({ figures }, at) => ends(figures, decimals, at, plans.length))],
  };
}
