// Makes elements. Text is always put in as text, so that nothing in a scenario can become part of the page's code.

const svgNamespace = "http://www.w3.org/2000/svg";

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** An element with attributes and children (nodes or texts); those that are false or null are left out. */
export function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function svgElement(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(svgNamespace, tag), attributes, children);
}

/** A section with its heading; `short` is its name in the list of contents. */
export function section(id, short, title, ...children) {
  return element(
    "section",
    { id, "aria-labelledby": `${id}-title`, "data-short": short },
    element("h2", { id: `${id}-title` }, title),
    ...children,
  );
}

export const paragraph = (text, kind) => element("p", { class: kind }, text);

export const list = (texts, kind) => element("ul", { class: kind }, ...texts.map((text) => element("li", {}, text)));
