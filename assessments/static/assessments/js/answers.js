// The answer that a question on the screen holds: read it, fill it in, say whether there is one.
//
// One value stands in fields named "jawaban"; an answer of several parts in fields named "jawaban-" and the part.

const PART = "jawaban-";
const inputs = (page) => [...page.querySelectorAll('[name="jawaban"]')];
const parts = (page) => [...page.querySelectorAll(`[name^="${PART}"]`)];
const partOf = (input) => input.name.slice(PART.length);
const flag = (page) => page.querySelector('[name="tandai"]');
const isChosen = (input) => ["radio", "checkbox"].includes(input.type);

export const isAnswered = (value) => [value].flat().some((one) => one !== null && one !== undefined && one !== "");

export const isFlagged = (page) => flag(page).checked;

// What is only read has nothing to answer and is never empty.
export const isDone = (page) => page.dataset.kind === "description" || isAnswered(response(page));

export function response(page) {
  if (parts(page).length) return filledParts(page);
  const typed = inputs(page).find((input) => !isChosen(input));
  if (typed) return typed.value.trim() || null;
  const chosen = inputs(page).filter((input) => input.checked).map((input) => input.value);
  return page.dataset.kind === "multiple" && chosen.length ? chosen : (chosen[0] ?? null);
}

function filledParts(page) {
  const filled = parts(page).map((input) => [partOf(input), input.value.trim()]).filter(([, value]) => value);
  return filled.length ? Object.fromEntries(filled) : null;
}

export function fill(page, value, flagged) {
  for (const input of parts(page)) input.value = value?.[partOf(input)] ?? "";
  for (const input of inputs(page)) {
    if (isChosen(input)) input.checked = [value].flat().includes(input.value);
    else input.value = value ?? "";
  }
  flag(page).checked = Boolean(flagged);
}

// How the server understood a typed number or address.
export function tell(page, reading) {
  const place = page.querySelector("[data-reading]");
  if (place) place.textContent = reading;
}
