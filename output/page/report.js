// The data with what all sections ask of it, and which plan is shown beside the baseline.

export class Report {
  constructor(data) {
    this.data = data;
    this.beside = this.firstChoice();
    this.watchers = [];
  }

  /** The best plan by law and guidance, or the first that is not the baseline; null with one plan alone. */
  firstChoice() {
    const others = this.others();
    const best = (this.data.best?.by_law ?? []).find((place) => others.includes(place));
    return best ?? others[0] ?? null;
  }

  others() {
    return this.data.plans.map((_, place) => place).filter((place) => place !== this.data.baseline);
  }

  /** Without what stands in brackets at its end, as in the answer, where that names one plan alone. */
  label(place) {
    const [own, ...others] = [place, ...this.data.plans.keys()].map(
      (plan) => this.data.plans[plan].label.split(" (")[0],
    );
    return others.filter((other) => other === own).length === 1 ? own : this.data.plans[place].label;
  }

  /** With its number, by which the answer calls it. */
  numbered(place) {
    return `${place + 1}\u2002${this.label(place)}`;
  }

  baselineLabel() {
    return this.label(this.data.baseline);
  }

  /** The plans in a chart: the baseline, and the one beside it. */
  shown() {
    return this.beside === null ? [this.data.baseline] : [this.data.baseline, this.beside];
  }

  choose(place) {
    this.beside = place;
    for (const watcher of this.watchers) watcher();
  }

  /** Is called once all sections stand in the page (a chart needs to know how wide it is), and whenever another plan is chosen. */
  onDraw(watcher) {
    this.watchers.push(watcher);
  }

  draw() {
    for (const watcher of this.watchers) watcher();
  }

  /** Of the figures of page one; undefined where there is none of that key. */
  pageOneFigure(key) {
    return this.data.page_one.flatMap((group) => group.figures).find((figure) => figure.key === key);
  }
}
