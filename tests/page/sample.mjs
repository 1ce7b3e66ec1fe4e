// A small report's data: an invented place, three plans, four targets. The figures are round, so that tests know them by heart.

const figure = (mean, half) => ({ mean, low: mean - half, high: mean + half });
const ofPlan = (mean, half, difference, halfDifference) => ({
  ...figure(mean, half),
  difference: figure(difference, halfDifference),
  told_apart: Math.abs(difference) > halfDifference,
});
const baseline = (mean, half) => ({ ...figure(mean, half), difference: null, told_apart: false });

const times = ["2020-04-01", "2020-10-01", "2021-04-01", "2021-10-01", "2022-03-31"];

/** The first date is the same for all; then the median moves by `step` at each date. */
function course(start, step) {
  const median = times.map((_, place) => start + step * place);
  const around = (width, sign) => median.map((value, place) => value + sign * width * place);
  return { median, low50: around(0.2, -1), high50: around(0.2, 1), low90: around(0.5, -1), high90: around(0.5, 1) };
}

const risk = (law, all, soon, share) => ({
  by_component: [figure(all * share, 0.1), figure(all * (1 - share), 0.1)],
  by_cause: [figure(all * 0.7, 0.1), figure(all * 0.2, 0.05), figure(all * 0.1, 0.05)],
  cross: [
    [all * share * 0.7, all * share * 0.2, all * share * 0.1],
    [all * (1 - share) * 0.7, all * (1 - share) * 0.2, all * (1 - share) * 0.1],
  ],
  law: figure(law, 0.1),
  all: figure(all, 0.2),
  closed_too_soon: figure(soon, 0.1),
});

const target = (name, label, met, proxy) => ({
  name,
  label,
  what: "at least so many",
  by: 2022,
  status: "assumption",
  source: "",
  proxy,
  years: [2021, 2022],
  plans: met.map(([first, last]) => ({ met: [first, last], of: [20, 20] })),
});

export function sample() {
  return {
    schema_version: 1,
    title: "What would more colleagues change?",
    place: "Anyshire",
    file: "anyshire.h5",
    price_year: "2020-21",
    period: { from: "2020-04-01", until: "2022-04-01" },
    projection_from: "2021-04-01",
    run: {
      id: "0123abcd",
      seed: 1,
      replications: 20,
      version: "0.1.0",
      revision: null,
      scenario_sha256: "ab".repeat(32),
    },
    baseline: 0,
    bands: "chance and assumptions together",
    question: "Which plan leaves children without a safeguard for the fewest days?",
    answer:
      "By law and statutory guidance, More colleagues has the fewest days at risk. It does not say that harm occurred.",
    turning_points: ["More colleagues stays ahead unless newcomers take more than 90 days to settle in."],
    plans: [
      { name: "no_change", label: "No change", description: null },
      { name: "colleagues", label: "More colleagues", description: "Ten more social workers from April 2020." },
      { name: "watching", label: "Watch the plans", description: null },
    ],
    best: {
      by_law: [1],
      all: [1, 2],
      words_by_law: "More colleagues is best by law.",
      words_all: "Two cannot be told apart.",
    },
    warnings: ["20 simulated futures are few: the outer bands are rough."],
    page_one: [
      {
        title: "Time at risk: child-days per 100 open child-days",
        figures: [
          {
            key: "law_only",
            label: "Law and statutory guidance",
            decimals: 2,
            plans: [baseline(4.5, 0.1), ofPlan(3, 0.1, -1.5, 0.25), ofPlan(4.4, 0.1, -0.1, 0.25)],
          },
          {
            key: "all",
            label: "All promised safeguards",
            decimals: 2,
            plans: [baseline(12, 0.2), ofPlan(8, 0.2, -4, 0.5), ofPlan(9, 0.2, -3, 0.5)],
          },
          {
            key: "closed_too_soon",
            label: "J closed too soon, beside",
            decimals: 2,
            plans: [baseline(2, 0.1), ofPlan(2.5, 0.1, 0.5, 0.25), ofPlan(2, 0.1, 0, 0)],
          },
        ],
      },
      {
        title: "Cost: million pounds a year",
        figures: [
          {
            key: "net",
            label: "Net",
            decimals: 2,
            plans: [baseline(1234.5, 1), ofPlan(1236.5, 1, 2, 0.25), ofPlan(1235, 1, 0.5, 0.25)],
          },
        ],
      },
    ],
    fans: [
      {
        key: "caseload",
        title: "Children per worker",
        measure: "Children held, for each full-time case holder",
        unit: "children per worker",
        decimals: 1,
        every: "sample",
        times,
        series: [
          { key: "caseload", label: "Children per worker", plans: [course(20, 0.5), course(20, -1.5), course(20, 0)] },
        ],
        published: [
          {
            series: "caseload",
            label: "Workforce census",
            points: [{ date: "2020-10-01", value: 21 }],
            source: "Anyshire, invented for tests",
          },
        ],
      },
      {
        key: "children",
        title: "Children by status",
        measure: "Children open to the service",
        unit: "children",
        decimals: 0,
        every: "sample",
        times,
        series: [
          { key: "in_need", label: "Child in need", plans: [course(900, 1), course(900, 2), course(900, 1)] },
          { key: "looked_after", label: "Looked after", plans: [course(400, 1), course(400, -25), course(400, 0)] },
        ],
        published: [],
      },
      {
        key: "census",
        title: "Social workers at 30 September",
        measure: "as the workforce census counts them",
        unit: "FTE",
        decimals: 1,
        every: "year",
        times: ["2020-09-30", "2021-09-30"],
        series: [
          {
            key: "staff",
            label: "Social workers in post",
            plans: [100, 110, 100].map((median) => ({
              median: [median, median],
              low50: [median - 2, median - 2],
              high50: [median + 2, median + 2],
              low90: [median - 5, median - 5],
              high90: [median + 5, median + 5],
            })),
          },
        ],
        published: [
          {
            series: "staff",
            label: "Workforce census",
            points: [
              { date: "2019-09-30", value: 90 },
              { date: "2020-09-30", value: 96 },
              { date: "2021-09-30", value: 112 },
            ],
            source: "Anyshire census, invented for tests",
            note: "the definition changed in 2020",
          },
        ],
      },
    ],
    risk: {
      definition: "A day counts once if at least one promised safeguard is missing on it.",
      guard: "It does not say that harm occurred.",
      stretch: "Whole period",
      components: [
        { letter: "B", name: "no_named_worker", label: "Nobody's name on the case" },
        { letter: "C", name: "child_not_seen", label: "Child not seen" },
      ],
      causes: [
        { name: "queue", label: "Worker busy", internal: true },
        { name: "vacancy", label: "Vacancy", internal: true },
        { name: "external", label: "Court, police or health", internal: false },
      ],
      plans: [risk(4.5, 12, 2, 0.25), risk(3, 8, 2.5, 0.25), risk(4.4, 9, 2, 0.6)],
    },
    targets: [
      target(
        "timely",
        "Assessments as timely as England",
        [
          [5, 5],
          [12, 20],
          [4, 6],
        ],
        false,
      ),
      target(
        "caseload",
        "A caseload called manageable",
        [
          [0, 0],
          [3, 10],
          [0, 0],
        ],
        true,
      ),
      target(
        "reviews",
        "Plan reviews in time",
        [
          [9, 11],
          [9, 9],
          [10, 10],
        ],
        false,
      ),
      target(
        "together",
        "All proxies together",
        [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
        true,
      ),
    ],
    cost_against_risk: [
      {
        plan: 0,
        net_cost: figure(1234.5, 1),
        law: figure(4.5, 0.1),
        all: figure(12, 0.2),
        unbeaten_by_law: true,
        unbeaten: true,
      },
      {
        plan: 1,
        net_cost: figure(1236.5, 1),
        law: figure(3, 0.1),
        all: figure(8, 0.2),
        unbeaten_by_law: true,
        unbeaten: true,
      },
      {
        plan: 2,
        net_cost: figure(1237, 1),
        law: figure(4.4, 0.1),
        all: figure(9, 0.2),
        unbeaten_by_law: false,
        unbeaten: false,
      },
    ],
    break_even: [
      { plan: 1, days: "June 2020", law: "July 2020", cost: "never", worst_month: "May 2020, 4.9" },
      { plan: 2, days: "start", law: "never", cost: "never", worst_month: "June 2020, 5.1" },
    ],
    ahead: 1,
    assumed_without_range: 1234,
    assumptions: [
      {
        name: "settling",
        label: "Days until a newcomer has settled in",
        unit: "days",
        how: "triangular",
        low: 30,
        likely: 60,
        high: 120,
        status: "assumed",
        source: "",
        influence: [
          {
            headline: "law",
            label: "Days at risk by law",
            on: "difference",
            coefficient: 0.02,
            share: 0.34,
            told: true,
          },
        ],
      },
      {
        name: "leaving",
        label: "Leavers a year",
        unit: "share",
        how: "uniform",
        low: 0.1,
        likely: null,
        high: 0.2,
        status: "published",
        source: "Workforce census 2020",
        influence: [
          {
            headline: "law",
            label: "Days at risk by law",
            on: "baseline",
            coefficient: -0.01,
            share: 0.01,
            told: false,
          },
        ],
      },
    ],
    run_again: ["casetide run anyshire.yaml --seed 1 --replications 20 -o anyshire.h5", "casetide report anyshire.h5"],
  };
}

/** The page with these data, as `casetide report` writes it. */
export const written = (before, data, after) => before + JSON.stringify(data).replaceAll("<", "\\u003c") + after;
