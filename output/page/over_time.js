// How the years may go, and what was published of the years that have passed.
import { section } from "./elements.js";
import { fanFigure, membersOf } from "./fan_figure.js";
import { finding, findingBesidePublished } from "./fan_words.js";

/** Yearly figures are those that the national statistics publish. */
const isYearly = ({ every }) => every === "year";

function figureOf(report, fan) {
  const members = membersOf(fan);
  const what = { id: `fan-${fan.key.replaceAll("_", "-")}`, title: fan.title, measure: fan.measure };
  return fanFigure(report, { ...what, finding: () => finding(report, fan.title, members) }, members);
}

export function overTimeSection(report) {
  const fans = report.data.fans.filter((fan) => !isYearly(fan));
  if (fans.length === 0) return null;
  return section("over-time", "Over time", "How the years may go", ...fans.map((fan) => figureOf(report, fan)));
}

export function publishedSection(report) {
  const members = report.data.fans.filter(isYearly).flatMap(membersOf);
  if (members.length === 0) return null;
  const title = "Yearly figures, as the national statistics count them";
  const isPublished = members.some(({ points }) => points.length > 0);
  const found = () =>
    isPublished ? findingBesidePublished(report, members) : finding(report, "Yearly figures", members);
  const words = isPublished ? "The simulation beside what was published" : "Yearly figures";
  return section(
    "yearly",
    isPublished ? "Beside the published figures" : "Yearly figures",
    words,
    fanFigure(report, { id: "yearly-figures", title, measure: title, finding: found }, members),
  );
}
