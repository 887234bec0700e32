// The answer that a question on the screen holds: read it, fill it in, say whether there is one.

const inputs = (page) => [...page.querySelectorAll('[name="jawaban"]')];
const flag = (page) => page.querySelector('[name="tandai"]');

export const isAnswered = (value) => [value].flat().some((one) => one !== null && one !== undefined && one !== "");

export const isFlagged = (page) => flag(page).checked;

export function response(page) {
  const typed = inputs(page).find((input) => input.type === "text");
  if (typed) return typed.value.trim() || null;
  const chosen = inputs(page).filter((input) => input.checked).map((input) => input.value);
  return page.dataset.kind === "multiple" && chosen.length ? chosen : (chosen[0] ?? null);
}

export function fill(page, value, flagged) {
  for (const input of inputs(page)) {
    if (input.type === "text") input.value = value ?? "";
    else input.checked = [value].flat().includes(input.value);
  }
  flag(page).checked = Boolean(flagged);
}

// How the server understood a typed number.
export function tell(page, reading) {
  const place = page.querySelector("[data-reading]");
  if (place) place.textContent = reading;
}
