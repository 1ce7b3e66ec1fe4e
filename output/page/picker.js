// Chooses the plan that the charts show beside the baseline.
import { element } from "./elements.js";

export function picker(report) {
  const others = report.others();
  if (others.length < 2) return null;
  const options = others.map((place) =>
    element("option", { value: place, selected: place === report.beside }, report.label(place)),
  );
  const select = element("select", { id: "beside" }, ...options);
  select.addEventListener("change", () => report.choose(Number(select.value)));
  return element(
    "div",
    { class: "picker" },
    element("label", { for: "beside" }, `Show beside ${report.baselineLabel()}`),
    select,
  );
}
