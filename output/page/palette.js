// Colours of the Government Analysis Function. Two plans differ by dash and marker too, so colour never carries meaning alone.

export const ink = "#0b0c0c";
export const quiet = "#3d3d3d";
export const rule = "#d5dae0";
export const paper = "#ffffff";

/** How a plan is drawn: the baseline first, then the plan beside it. */
export const looks = [
  { colour: "#12436D", dash: "solid", symbol: "circle", decal: null },
  {
    colour: "#F46A25",
    dash: "dashed",
    symbol: "diamond",
    decal: {
      symbol: "rect",
      rotation: -Math.PI / 4,
      dashArrayX: [1, 0],
      dashArrayY: [2, 5],
      color: "rgba(255,255,255,0.75)",
    },
  },
];

/** Shares of one hue for the band in which 9 in 10 futures lie, and that of half of them. */
export const bandOpacity = { outer: 0.16, inner: 0.3 };
