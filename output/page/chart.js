// The one door to ECharts: one chart, drawn as SVG into an element.
import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

import { element } from "./elements.js";
import { ink, quiet, rule } from "./palette.js";

use([
  AriaComponent,
  BarChart,
  CustomChart,
  GridComponent,
  LabelLayout,
  LineChart,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
]);

export const font = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif';

const drawn = new Set();

/** What all axes have in common. */
export const axis = (more = {}) => ({
  axisLine: { lineStyle: { color: quiet } },
  axisTick: { lineStyle: { color: quiet } },
  axisLabel: { color: ink, fontSize: 13, hideOverlap: true },
  splitLine: { lineStyle: { color: rule } },
  nameTextStyle: { color: ink, fontSize: 13 },
  ...more,
});

/** A tooltip that shows an element: no text ever becomes markup. `write` returns the lines of what is pointed at. */
export const tooltip = (write, more = {}) => ({
  confine: true,
  transitionDuration: 0,
  backgroundColor: "#ffffff",
  borderColor: quiet,
  textStyle: { color: ink, fontSize: 14, fontFamily: font },
  formatter: (params) => {
    const [title, ...lines] = write(params);
    return element(
      "div",
      { class: "tip" },
      element("strong", {}, title),
      ...lines.map((line) => element("div", {}, line)),
    );
  },
  ...more,
});

export class Chart {
  /**
   * @param {HTMLElement} host stands in the page already
   * @param {(width: number) => object} option of ECharts, for a width in pixels
   */
  constructor(host, option) {
    this.host = host;
    this.option = option;
    this.chart = init(host, null, { renderer: "svg" });
    this.width = this.chart.getWidth();
    this.room = host.clientWidth;
    new ResizeObserver(() => this.onResize()).observe(host);
    drawn.add(this);
    this.redraw();
  }

  redraw() {
    const common = {
      animation: false,
      textStyle: { fontFamily: font, color: ink },
      aria: { enabled: true, label: { enabled: false } },
    };
    this.chart.setOption({ ...common, ...this.option(this.width) }, { notMerge: true });
    this.chart.getZr().flush();
  }

  /** Follows the width of its host alone: on the way to paper the height changes first. */
  onResize() {
    if (this.host.clientWidth === this.room) return;
    this.room = this.host.clientWidth;
    this.fit(this.room);
  }

  /** Draws anew for another width and, if it is given, another height. */
  fit(width, height = this.chart.getHeight()) {
    if (width === 0 || (width === this.width && height === this.chart.getHeight())) return;
    this.width = width;
    this.host.style.height = `${height}px`;
    this.chart.resize({ width, height });
    this.redraw();
  }

  showTip(seriesIndex, dataIndex) {
    this.chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
  }

  hideTip() {
    this.chart.dispatchAction({ type: "hideTip" });
  }
}

/** Draws every chart anew in the size that is told of its host. */
export function fitAll(sizeOf) {
  for (const chart of drawn) chart.fit(...sizeOf(chart.host));
}
