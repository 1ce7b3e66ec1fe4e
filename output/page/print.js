// Charts are drawn anew for paper: shrunken drawings would have letters that nobody can read.
import { fitAll } from "./chart.js";

/** Of A4 with margins of 15 mm, in pixels of CSS. */
const paperWidth = 680;
const gap = 24;

/** The height of a drawing in one, two or three columns; that of bars is as many rows need. */
const heights = [300, 210, 175];

function onPaper(host) {
  const columns = Number(host.closest(".panels").dataset.columns);
  const own = Number(host.dataset.height);
  return [
    Math.floor((paperWidth - gap * (columns - 1)) / columns),
    "rows" in host.dataset ? own : Math.min(own, heights[columns - 1]),
  ];
}

const onScreen = (host) => [host.clientWidth, Number(host.dataset.height)];

export function printSizes() {
  window.addEventListener("beforeprint", () => fitAll(onPaper));
  window.addEventListener("afterprint", () => fitAll(onScreen));
}
