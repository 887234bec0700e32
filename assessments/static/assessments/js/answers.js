// The answer that a question on the screen holds: read it, fill it in, say whether there is one.
//
// One value stands in fields named "jawaban"; an answer of several parts in fields named "jawaban-" and the part.

const PART = "jawaban-";
const inputs = (page) => [...page.querySelectorAll('[name="jawaban"]')];
// A command that is still being typed is no answer yet: it becomes one when it is run.
const parts = (page) => [...page.querySelectorAll(`[name^="${PART}"]:not([data-unsaved])`)];
const sureness = (page) => [...page.querySelectorAll('[name="yakin"]')];
const partOf = (input) => input.name.slice(PART.length);
const flag = (page) => page.querySelector('[name="tandai"]');
const isChosen = (input) => ["radio", "checkbox"].includes(input.type);

export const isAnswered = (value) => [value].flat().some((one) => one !== null && one !== undefined && one !== "");

export const isFlagged = (page) => flag(page).checked;

// A lab that nobody has answered holds what it begins with; only the server knows that.
export const isLab = (page) => page.dataset.kind === "lab";

// What is only read is never empty. A lab is answered once the learner has done something in it.
export function isDone(page) {
  if (page.dataset.kind === "description") return true;
  return isAnswered(response(page)) && (!isLab(page) || "touched" in page.dataset);
}

export const touch = (page) => page.toggleAttribute("data-touched", isAnswered(response(page)));

// Where the quiz asks how sure one is, an answer is kept together with that; the least where nothing is said.
export function response(page) {
  const answer = bare(page);
  const levels = sureness(page);
  if (!levels.length || !isAnswered(answer)) return answer;
  return { answer, sure: levels.find((input) => input.checked)?.value ?? levels[0].value };
}

function fillSureness(page, value) {
  const levels = sureness(page);
  for (const input of levels) input.checked = input.value === value?.sure;
  return levels.length && value ? value.answer : value;
}

function bare(page) {
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

function fillParts(page, value) {
  for (const input of parts(page)) input.value = value?.[partOf(input)] ?? "";
}

function takePoint(input, value) {
  const choice = input.closest("[data-point]");
  if (!choice || !/^\d+,\d+$/.test(value ?? "")) return;
  input.value = value;
  choice.hidden = false;
}

export function fill(page, kept, flagged) {
  const value = fillSureness(page, kept);
  if (value !== null || !isLab(page)) fillParts(page, value);
  for (const input of inputs(page)) {
    if (isChosen(input)) {
      takePoint(input, value);
      input.checked = input.value !== "" && [value].flat().includes(input.value);
    } else input.value = value ?? "";
  }
  markPlace(page);
  page.toggleAttribute("data-touched", isAnswered(value));
  flag(page).checked = Boolean(flagged);
}

// A click on the picture is an answer too: the place in permille of width and height, as one more choice.
export function point(page, place, { clientX, clientY }) {
  const box = place.getBoundingClientRect();
  const share = (at, from, size) => Math.min(1000, Math.max(0, Math.round((1000 * (at - from)) / size)));
  const choice = page.querySelector("[data-point]");
  choice.hidden = false;
  const input = choice.querySelector("input");
  input.value = `${share(clientX, box.left, box.width)},${share(clientY, box.top, box.height)}`;
  input.checked = true;
}

// The mark stands where the point of the answer is; a place that was chosen by name has none.
export function markPlace(page) {
  const mark = page.querySelector("[data-mark-place]");
  if (!mark) return;
  const input = page.querySelector("[data-point] input");
  const [x, y] = input.value.split(",").map(Number);
  mark.hidden = !input.checked || !input.value;
  if (!mark.hidden) Object.assign(mark.style, { left: `${x / 10}%`, top: `${y / 10}%` });
}

// How the server understood a typed number or address.
export function tell(page, reading) {
  const place = page.querySelector("[data-reading]");
  if (place) place.textContent = reading;
}
