// The head of the page: whose future this is, the question, the answer in plain English, and what to be careful about.
import { element, list, paragraph, section } from "./elements.js";
import { capital, count, period } from "./words.js";

export function header({ data }) {
  const facts = [
    `Run ${data.run.id}`,
    count(data.run.replications, "simulated future"),
    `${count(data.plans.length, "plan")}`,
  ];
  return element(
    "header",
    { class: "masthead" },
    paragraph("Casetide report", "kind"),
    element("h1", {}, data.title),
    paragraph(`${capital(data.place)}, ${period(data.period)}`, "place"),
    paragraph(facts.join(" \u00b7 "), "facts"),
  );
}

const sentencesInAParagraph = 3;

/** The answer without the sentence on what time at risk is, which stands by itself below; in paragraphs of few sentences. */
function answerParagraphs({ answer, risk }) {
  const sentences = answer
    .replace(risk?.guard ?? "", "")
    .trim()
    .split(/(?<=[.!?])\s+(?=["\u201c]?[A-Z])/);
  const paragraphs = [];
  while (sentences.length > 0) paragraphs.push(sentences.splice(0, sentencesInAParagraph).join(" "));
  return paragraphs;
}

export function answerSection({ data }) {
  const paragraphs = answerParagraphs(data).map((text, place) =>
    paragraph(text, place === 0 ? "answer lead" : "answer"),
  );
  return section(
    "answer",
    "Answer",
    data.question || "The answer",
    ...paragraphs,
    data.risk?.guard ? paragraph(data.risk.guard, "guard") : null,
  );
}

export function warningsSection({ data }) {
  if (data.warnings.length === 0) return null;
  return section(
    "warnings",
    "Read with care",
    "Read with care",
    element("div", { class: "notice" }, list(data.warnings.map(capital))),
  );
}
