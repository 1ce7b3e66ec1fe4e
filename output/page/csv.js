// Tables as CSV files, made in the browser and handed over without a network.
import { element } from "./elements.js";

const byteOrderMark = "\ufeff"; // without it, Excel takes the text for another encoding
const lineEnd = "\r\n";

/** A text that begins like a formula is no formula; null is an empty cell. */
function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvText(columns, rows) {
  return byteOrderMark + [columns, ...rows].map((row) => row.map(cell).join(",") + lineEnd).join("");
}

/**
 * A link that downloads a table. It is made when it is asked for: a report of many plans would otherwise hold each figure twice.
 * @param {string} name of the file, without its ending
 * @param {() => {columns: string[], rows: (string|number|null)[][]}} table
 */
export function csvLink(name, table, words = "Download the figures (CSV)") {
  const link = element("a", { href: "#", download: `${name}.csv`, class: "csv" }, words);
  link.addEventListener("click", () => {
    const { columns, rows } = table();
    if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([csvText(columns, rows)], { type: "text/csv;charset=utf-8" }));
  });
  return link;
}
