// The frame of a chart: the finding as its title, what is shown, the drawings, the table and the CSV of its figures, the source.
import { Chart } from "./chart.js";
import { csvLink } from "./csv.js";
import { element, paragraph, svgElement } from "./elements.js";
import { looks } from "./palette.js";
import { unfold } from "./tables.js";
import { capital, count, period } from "./words.js";

/** "Worcestershire, 1 April 2016 to 31 March 2022", with what is measured before it. */
export const measured = (report, measure) => `${measure}. ${capital(report.data.place)}, ${period(report.data.period)}.`;

export function sourceWords(report, more = "") {
  const { run } = report.data;
  return `Source: simulation with Casetide, run ${run.id}, ${count(run.replications, "simulated future")}.${more ? ` ${more}` : ""}`;
}

/** A line with its marker or a hatched box, as the plan is drawn. */
function swatch(place, isBar = false) {
  const { colour, dash, symbol } = looks[place];
  const drawing = svgElement("svg", {
    width: 34,
    height: 14,
    viewBox: "0 0 34 14",
    "aria-hidden": "true",
    focusable: "false",
  });
  if (isBar) {
    drawing.append(svgElement("rect", { x: 4, y: 0, width: 26, height: 14, fill: colour }));
    const hatches = place === 0 ? [] : [6, 12, 18, 24, 30];
    drawing.append(
      ...hatches.map((x) => svgElement("path", { d: `M${x - 4} 14L${x + 4} 0`, stroke: "#fff", "stroke-width": 1.5 })),
    );
    return drawing;
  }
  drawing.append(
    svgElement("path", {
      d: "M0 7H34",
      stroke: colour,
      "stroke-width": 3,
      "stroke-dasharray": dash === "dashed" ? "7 4" : null,
    }),
  );
  drawing.append(
    symbol === "circle"
      ? svgElement("circle", { cx: 17, cy: 7, r: 5, fill: colour })
      : svgElement("path", { d: "M17 1L23 7L17 13L11 7Z", fill: colour }),
  );
  return drawing;
}

/** Names what each look means; a plan can be hidden and shown again. */
class Legend {
  constructor(report, isBar, onChange) {
    this.report = report;
    this.isBar = isBar;
    this.onChange = onChange;
    this.hidden = new Set();
    this.node = element("div", { class: "legend", role: "group", "aria-label": "Plans in this chart" });
  }

  button(plan, place) {
    const isShown = !this.hidden.has(place);
    const button = element(
      "button",
      { type: "button", "aria-pressed": String(isShown) },
      swatch(place, this.isBar),
      element("span", {}, this.report.label(plan)),
    );
    button.addEventListener("click", () => {
      if (isShown) this.hidden.add(place);
      else this.hidden.delete(place);
      this.fill();
      this.node.children[place].focus();
      this.onChange();
    });
    return button;
  }

  fill() {
    this.node.replaceChildren(...this.report.shown().map((plan, place) => this.button(plan, place)));
  }
}

/** One drawing. Arrow keys move along its points as a mouse does. */
class Panel {
  constructor(figure, { title, height = 260, option, describe, points = 0, tipSeries = 0 }) {
    const id = `${figure.id}-${figure.panels.length}`;
    this.description = element("p", { class: "hidden", id: `${id}-words` });
    this.host = element("div", {
      class: "drawing",
      role: "img",
      tabindex: "0",
      "aria-describedby": `${id}-words`,
      "data-height": height,
      "data-rows": figure.isBar,
    });
    this.host.style.height = `${height}px`;
    this.spoken = element("p", { class: "hidden", "aria-live": "polite" });
    this.node = element(
      "div",
      { class: "panel" },
      title ? element("h4", {}, title) : null,
      this.host,
      this.description,
      this.spoken,
    );
    Object.assign(this, { figure, title, option, describe, points, tipSeries, at: -1 });
    this.host.addEventListener("keydown", (event) => this.onKey(event));
    this.host.addEventListener("blur", () => this.chart?.hideTip());
  }

  draw() {
    this.host.setAttribute("aria-label", this.title ? `${this.title}: ${this.figure.title()}` : this.figure.title());
    this.description.textContent = this.describe();
    if (this.chart) this.chart.redraw();
    else this.chart = new Chart(this.host, (width) => this.option(width, this.figure.isHidden));
  }

  onKey(event) {
    const steps = { ArrowRight: 1, ArrowLeft: -1, PageDown: 13, PageUp: -13, Home: -this.points, End: this.points };
    if (event.key === "Escape") this.chart.hideTip();
    if (!(event.key in steps) || this.points === 0) return;
    event.preventDefault();
    this.at = Math.min(Math.max(this.at + steps[event.key], 0), this.points - 1);
    this.chart.showTip(this.tipSeries, this.at);
    this.spoken.textContent = [...this.host.querySelectorAll(".tip > *")].map((line) => line.textContent).join("; ");
  }
}

export class Figure {
  /**
   * @param {object} what
   * @param {string} what.id
   * @param {() => string} what.title the finding
   * @param {string} what.subtitle measure, place and period
   * @param {object[]} what.panels see Panel
   * @param {() => Node} what.table of the plans that are shown
   * @param {() => {columns, rows}} what.csv of all plans
   */
  constructor(report, what) {
    this.report = report;
    this.id = what.id;
    this.title = what.title;
    this.panels = [];
    this.isBar = Boolean(what.isBar);
    this.heading = element("h3", { id: `${what.id}-title` });
    this.legend = what.legend === false ? null : new Legend(report, what.isBar, () => this.drawPanels());
    this.isHidden = (place) => this.legend?.hidden.has(place) ?? false;
    for (const panel of what.panels) this.panels.push(new Panel(this, panel));
    this.data = unfold("Show these figures as a table", what.table);
    this.node = this.frame(what);
    report.onDraw(() => this.draw());
  }

  frame({ id, subtitle, key, source, csv, columns = 1 }) {
    return element(
      "figure",
      { id, "aria-labelledby": `${id}-title` },
      element("figcaption", {}, this.heading, paragraph(subtitle, "subtitle")),
      this.legend?.node,
      key,
      element(
        "div",
        { class: `panels columns-${columns}`, "data-columns": columns },
        ...this.panels.map((panel) => panel.node),
      ),
      this.data,
      element("p", { class: "source" }, sourceWords(this.report, source), " ", csvLink(`casetide-${id}`, csv)),
    );
  }

  draw() {
    this.heading.textContent = this.title();
    this.legend?.fill();
    this.data.forget();
    this.drawPanels();
  }

  drawPanels() {
    for (const panel of this.panels) panel.draw();
  }
}
