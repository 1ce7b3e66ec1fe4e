// The sections whose charts show one plan beside the baseline, with the picker that chooses it.
import { element } from "./elements.js";
import { overTimeSection, publishedSection } from "./over_time.js";
import { picker } from "./picker.js";
import { riskSection } from "./risk.js";
import { targetsSection } from "./targets.js";

export function comparing(report) {
  const sections = [overTimeSection, publishedSection, riskSection, targetsSection]
    .map((section) => section(report))
    .filter(Boolean);
  return { sections, node: element("div", { class: "comparing" }, picker(report), ...sections) };
}
