// What fan charts say in words: the finding, and what there is to see for those who do not see it.
import { count, instant, interval, listed, month, number } from "./words.js";

/** The last date at which all of the plans have a figure; -1 where there is none. */
function lastPlace(plans) {
  for (let place = plans[0].median.length - 1; place >= 0; --place) {
    if (plans.every((plan) => plan.median[place] !== null)) return place;
  }
  return -1;
}

const overlap = (one, other, place) =>
  one.low90[place] <= other.high90[place] && other.low90[place] <= one.high90[place];

/** How clearly two plans differ at the end: the gap between their medians, by the width of their bands. */
function clearness({ series }, shown) {
  const plans = shown.map((plan) => series.plans[plan]);
  const place = lastPlace(plans);
  if (place < 0 || plans.length < 2) return -1;
  const gap = Math.abs(plans[0].median[place] - plans[1].median[place]);
  const width = plans.reduce((sum, { low90, high90 }) => sum + high90[place] - low90[place], 0);
  return gap === 0 ? 0 : gap / width;
}

/** The end of the last day belongs to that day. */
const lastMonth = (report, date) => month(Math.min(instant(date), instant(report.data.period.until) - 1));

/** Of the series in which the plans that are shown differ most clearly, at the end. */
export function finding(report, title, members) {
  const shown = report.shown();
  const { fan, series } = members.reduce((most, one) => (clearness(one, shown) > clearness(most, shown) ? one : most));
  const what = members.length > 1 ? `${title}: ${series.label}` : `${title}:`;
  const plans = shown.map((plan) => series.plans[plan]);
  const place = lastPlace(plans);
  if (place < 0) return `${what} no figures`;
  const [first, second] = plans.map((plan) => number(plan.median[place], fan.decimals));
  const when = `by ${lastMonth(report, fan.times[place])}`;
  if (second === undefined) return `${what} ${first} ${when}, in the middle of the simulated futures`;
  const bands = overlap(...plans, place) ? "the 9-in-10 bands overlap" : "the 9-in-10 bands do not overlap";
  return `${what} ${second} under \u201c${report.label(shown[1])}\u201d ${when}, ${first} under \u201c${report.label(shown[0])}\u201d; ${bands}`;
}

/** Of the published figures of a series: how many there are at dates of the simulation, and how many lie within the 9-in-10 band. */
function within({ fan, series, points }, plan) {
  const { low90, high90 } = series.plans[plan];
  const met = points
    .map(({ date, value }) => ({ place: fan.times.indexOf(date), value }))
    .filter(({ place }) => place >= 0 && low90[place] !== null);
  return {
    of: met.length,
    inside: met.filter(({ place, value }) => low90[place] <= value && value <= high90[place]).length,
  };
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** How well the simulation meets what was published. */
export function findingBesidePublished(report, members) {
  const told = report.data.plans.map((_, plan) => {
    const each = members.map((member) => within(member, plan));
    return { of: sum(each.map(({ of }) => of)), inside: sum(each.map(({ inside }) => inside)), plan };
  });
  if (told[0].of === 0) return "No published figure falls on a date of the simulation";
  const words = ({ inside, plan }) => `${number(inside)} under \u201c${report.label(plan)}\u201d`;
  const shown = report
    .shown()
    .slice()
    .reverse()
    .map((plan) => told[plan]);
  const most = told.reduce((best, one) => (one.inside > best.inside ? one : best), shown[0]);
  return (
    `Of ${count(told[0].of, "published figure")}, those that lie where 9 in 10 simulated futures do: ${listed(shown.map(words))}` +
    (shown.includes(most) ? "" : `; most of all plans, ${words(most)}`)
  );
}

/** For those who do not see the drawing. */
export function description(report, { fan, series }) {
  const told = report.shown().map((plan) => {
    const { median, low90, high90 } = series.plans[plan];
    const last = lastPlace([series.plans[plan]]);
    if (last < 0) return `${report.label(plan)}: no figures.`;
    const first = median.findIndex((value) => value !== null);
    return (
      `${report.label(plan)}: from ${number(median[first], fan.decimals)} in ${month(fan.times[first])} to ` +
      `${number(median[last], fan.decimals)} in ${lastMonth(report, fan.times[last])}, where 9 in 10 simulated futures lie within ` +
      `${interval({ low: low90[last], high: high90[last] }, fan.decimals)}.`
    );
  });
  return [...told, "The figures stand in the table below; arrow keys move along the dates."].join(" ");
}
