// Tables that read well on paper, on a narrow screen and with a screen reader.
import { element } from "./elements.js";

const isWords = (cell) => typeof cell === "string" || cell instanceof Node;

function bodyRow(cells, columns) {
  return element(
    "tr",
    {},
    ...cells.map((cell, place) => {
      const kind = columns[place].numeric ? "number" : null;
      return place === 0 ? element("th", { scope: "row", class: kind }, cell) : element("td", { class: kind }, cell);
    }),
  );
}

let tables = 0;

/**
 * A table in a region of its own that scrolls sideways, by keyboard too, when it is wider than the screen. Its heading stays in sight.
 * @param {string} heading
 * @param {{label: string, numeric?: boolean}[]} columns the first holds the headings of the rows
 * @param {(string|Node)[][]} rows
 * @param {{kind?: string}} [look] a class of the style sheet
 */
export function table(heading, columns, rows, { kind = "" } = {}) {
  if (!rows.flat().every(isWords)) throw new Error(`${heading}: a cell of a table must be a text or an element`);
  const head = columns.map(({ label, numeric }) =>
    element("th", { scope: "col", class: numeric ? "number" : null }, label),
  );
  const id = `table-${++tables}`;
  return element(
    "div",
    { class: "table" },
    element("p", { class: "caption", id }, heading),
    element(
      "div",
      {
        class: `scroll ${kind}`,
        role: "region",
        "aria-labelledby": id,
        tabindex: "0",
        style: `--columns: ${columns.length}`,
      },
      element(
        "table",
        { "aria-labelledby": id },
        element("thead", {}, element("tr", {}, ...head)),
        element("tbody", {}, ...rows.map((row) => bodyRow(row, columns))),
      ),
    ),
  );
}

/** A cell of two lines: the figure, and what is to be known about it in small print. */
export const twoLines = (first, second) => element("span", {}, first, second ? element("small", {}, second) : null);

/** Something to open; its content is made when it is opened first, and again after `forget`. */
export function unfold(words, make) {
  const details = element("details", { class: "data" }, element("summary", {}, words));
  const fill = () => {
    if (details.open && details.children.length === 1) details.append(make());
  };
  details.addEventListener("toggle", fill);
  details.forget = () => {
    while (details.children.length > 1) details.lastChild.remove();
    fill();
  };
  return details;
}
