// Plans as points: cost along, days at risk up, each with its intervals and its name beside it.
import { axis, font, tooltip } from "./chart.js";
import { ink, looks, paper, quiet } from "./palette.js";
import { interval, number } from "./words.js";

const decimals = 2;
const narrow = 600; // no room for names [px]
const lineHeight = 16;
const letterWidth = 6.8; // of the labels' font, on average [px]
const lettersInALine = 28;
const spacing = 5; // between a cross and its label [px]
const markSize = 16; // [px]

const bounds = (figure) => [figure.low ?? figure.mean, figure.high ?? figure.mean];

/** The intervals of both axes as a cross. */
function cross(points, key) {
  return {
    type: "custom",
    silent: true,
    z: 2,
    encode: { x: [0, 1], y: [2, 3] },
    tooltip: { show: false },
    data: points.map((point) => [...bounds(point.net_cost), ...bounds(point[key])]),
    renderItem: ({ dataIndex }, api) => {
      const [left, right, low, high] = [0, 1, 2, 3].map((column) => api.value(column));
      const middle = [points[dataIndex].net_cost.mean, points[dataIndex][key].mean];
      const line = (from, to) => {
        const [[x1, y1], [x2, y2]] = [api.coord(from), api.coord(to)];
        return { type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: quiet, lineWidth: 1.2 } };
      };
      return {
        type: "group",
        children: [line([left, middle[1]], [right, middle[1]]), line([middle[0], low], [middle[0], high])],
      };
    },
  };
}

const boxAround = (x, y, width, height) => ({ left: x, right: x + width, top: y, bottom: y + height });
const meet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Text in lines of at most so many letters. */
function wrapped(text, letters) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + 1 + word.length > letters) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/** Where a label may stand: beside its cross, then above and below, then ever further off. */
function* places({ x, y, cross }, width, height) {
  for (const far of [0, 1, 2, 3, 4]) {
    const away = far * (lineHeight + 4);
    for (const dy of far === 0 ? [0] : [-away, away]) {
      yield boxAround(cross.right + spacing, y - height / 2 + dy, width, height);
      yield boxAround(cross.left - spacing - width, y - height / 2 + dy, width, height);
    }
    yield boxAround(x - width / 2, cross.top - spacing - height - away, width, height);
    yield boxAround(x - width / 2, cross.bottom + spacing + away, width, height);
  }
}

const arms = ({ x, y, cross }) => [
  boxAround(cross.left, y - 2, cross.right - cross.left, 4),
  boxAround(x - 2, cross.top, 4, cross.bottom - cross.top),
  boxAround(x - markSize / 2, y - markSize / 2, markSize, markSize),
];

/** Labels that meet neither each other nor a point, and stay in the drawing; each where it is nearest to its point. */
function placed(points, frame) {
  const taken = points.flatMap(arms);
  return points.map((point) => {
    const height = point.lines.length * lineHeight;
    const width = Math.max(...point.lines.map((line) => line.length)) * letterWidth;
    const isFree = (box) =>
      box.left >= frame.left &&
      box.right <= frame.right &&
      box.top >= frame.top &&
      box.bottom <= frame.bottom &&
      !taken.some((other) => meet(box, other));
    const all = [...places(point, width, height)];
    const box = all.find(isFree) ?? all[0];
    taken.push(box);
    return { ...point, box };
  });
}

function labelShapes({ x, y, lines, box, cross }) {
  const nearest = [Math.min(Math.max(x, box.left), box.right), Math.min(Math.max(y, box.top), box.bottom)];
  const isFar = !meet(box, {
    left: cross.left - 2 * spacing,
    right: cross.right + 2 * spacing,
    top: cross.top - 2 * spacing,
    bottom: cross.bottom + 2 * spacing,
  });
  const leader = {
    type: "line",
    shape: { x1: x, y1: y, x2: nearest[0], y2: nearest[1] },
    style: { stroke: quiet, lineWidth: 0.8 },
  };
  const align = box.right < x ? "right" : box.left > x ? "left" : "center";
  const textX = { right: box.right, left: box.left, center: (box.left + box.right) / 2 }[align];
  const text = {
    type: "text",
    style: {
      x: textX,
      y: box.top,
      text: lines.join("\n"),
      lineHeight,
      align,
      verticalAlign: "top",
      fill: ink,
      stroke: paper,
      lineWidth: 3,
      font: `13px ${font}`,
    },
  };
  return isFar ? [leader, text] : [text];
}

/** All labels are placed together, so they are drawn with the first point. */
function labels(report, points, key, width) {
  return {
    type: "custom",
    silent: true,
    z: 5,
    clip: false,
    encode: { x: 0, y: 1 },
    tooltip: { show: false },
    data: points.map((point) => [point.net_cost.mean, point[key].mean]),
    renderItem: ({ dataIndex, coordSys }, api) => {
      if (dataIndex > 0) return null;
      const drawn = points.map((point) => {
        const [x, y] = api.coord([point.net_cost.mean, point[key].mean]);
        const [[left, right], [low, high]] = [bounds(point.net_cost), bounds(point[key])];
        const [start, end] = [api.coord([left, high]), api.coord([right, low])];
        const half = markSize / 2;
        const cross = {
          left: Math.min(start[0], x - half),
          right: Math.max(end[0], x + half),
          top: Math.min(start[1], y - half),
          bottom: Math.max(end[1], y + half),
        };
        return {
          x,
          y,
          cross,
          lines: width < narrow ? [String(point.plan + 1)] : wrapped(report.label(point.plan), lettersInALine),
        };
      });
      const frame = boxAround(coordSys.x, coordSys.y, coordSys.width, coordSys.height);
      return { type: "group", children: placed(drawn, frame).flatMap(labelShapes) };
    },
  };
}

function marks(points, { key, unbeaten }) {
  return {
    type: "scatter",
    z: 4,
    data: points.map((point) => ({
      value: [point.net_cost.mean, point[key].mean],
      symbol: point[unbeaten] ? "diamond" : "circle",
      symbolSize: point[unbeaten] ? markSize : 11,
      itemStyle: {
        opacity: 1,
        color: point[unbeaten] ? looks[0].colour : paper,
        borderColor: looks[0].colour,
        borderWidth: 2,
      },
    })),
  };
}

/** Room around the points, for labels: a share of their spread on each side. */
const roomy = (share) => ({
  min: ({ min, max }) => min - share * (max - min || 1),
  max: ({ min, max }) => max + share * (max - min || 1),
});

export function scatterOption(report, kind, width) {
  const points = report.data.cost_against_risk;
  const tip = ({ dataIndex }) => {
    const point = points[dataIndex];
    const line = (words, figure) =>
      `${words}: ${number(figure.mean, decimals)}${interval(figure, decimals) ? ` (${interval(figure, decimals)})` : ""}`;
    return [
      report.label(point.plan),
      line("Net cost, £ million a year", point.net_cost),
      line("Days at risk per 100", point[kind.key]),
      point[kind.unbeaten] ? "No plan beats it" : "Another plan beats it",
    ];
  };
  const tick = {
    color: ink,
    fontSize: 13,
    hideOverlap: true,
    showMinLabel: false,
    showMaxLabel: false,
    formatter: (value) => number(value, 1),
  };
  return {
    grid: { left: 8, right: 16, top: 30, bottom: 36, containLabel: true },
    xAxis: axis({
      type: "value",
      name: "net cost, £ million a year",
      nameLocation: "middle",
      nameGap: 30,
      scale: true,
      splitNumber: width < narrow ? 3 : 6,
      axisLabel: tick,
      splitLine: { show: false },
      ...roomy(0.2),
    }),
    yAxis: axis({
      type: "value",
      name: "days at risk per 100",
      nameLocation: "end",
      nameGap: 12,
      scale: true,
      axisLabel: tick,
      nameTextStyle: { color: ink, fontSize: 13, align: "left", padding: [0, 0, 0, -30] },
      ...roomy(0.15),
    }),
    tooltip: tooltip(tip, { trigger: "item" }),
    series: [marks(points, kind), cross(points, kind.key), labels(report, points, kind.key, width)],
  };
}
