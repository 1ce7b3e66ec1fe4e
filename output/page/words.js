// Numbers and dates in words, as people in Britain write them.

const minus = "\u2212";
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const millisecondsPerDay = 24 * 60 * 60 * 1000;

export const noValue = "no figure";

const has = (value) => value !== null && value !== undefined;

/** "1,234.5"; "no figure" for null. Never "-0.0". */
export function number(value, decimals = 0) {
  if (!has(value)) return noValue;
  const text = Math.abs(value).toLocaleString("en-GB", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 && /[1-9]/.test(text) ? minus + text : text;
}

/** With its sign: "+1.2", "−1.2", "0.0". */
export function signed(value, decimals = 0) {
  const text = number(value, decimals);
  return has(value) && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** "1.20 to 1.35"; empty where there is none. */
export function interval(figure, decimals, write = number) {
  if (!has(figure?.low) || !has(figure?.high)) return "";
  return `${write(figure.low, decimals)} to ${write(figure.high, decimals)}`;
}

/** A number that was written into a scenario: as many decimals as it has. */
export const asWritten = (value) =>
  has(value) ? value.toLocaleString("en-GB", { maximumSignificantDigits: 6 }).replace("-", minus) : noValue;

export const instant = (date) => Date.parse(`${date}T00:00:00Z`);

const parts = (moment) => {
  const date = new Date(typeof moment === "string" ? instant(moment) : moment);
  return { day: date.getUTCDate(), month: months[date.getUTCMonth()], year: date.getUTCFullYear() };
};

/** "1 April 2016", of a date or of milliseconds. */
export function day(moment) {
  const { day, month, year } = parts(moment);
  return `${day} ${month} ${year}`;
}

export function month(moment) {
  const { month, year } = parts(moment);
  return `${month} ${year}`;
}

/** Of {from, until}; until is exclusive. */
export const period = ({ from, until }) => `${day(from)} to ${day(instant(until) - millisecondsPerDay)}`;

/** "a", "a and b", "a, b and c". */
export function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

export const count = (amount, one, many = `${one}s`) => `${number(amount)} ${amount === 1 ? one : many}`;

export const capital = (text) => (text ?? "").charAt(0).toUpperCase() + (text ?? "").slice(1);
