// The questions of the attempt and the last check, turned in place. Pages come from the document and, once it has been
// fetched, from the whole attempt; until then forms and links turn them through the server.

import { isDone, isFlagged } from "./answers.js";

export const CHECK = "periksa";

export class Pages {
  constructor(root) {
    this.root = root;
    this.slots = new Map();
    this.take(root);
    this.here = this.check ? CHECK : Number(this.form.querySelector("[data-page]").dataset.page);
    this.shown = this.check ?? this.form;
    this.whose = document.title.split(" · ").slice(1);
    this.open(root);
  }

  // Parts that are there already stay: they hold what the learner does. Returns the questions that are new.
  take(source) {
    this.form ??= source.querySelector("[data-form]");
    this.check ??= source.querySelector("[data-check]");
    const found = [...source.querySelectorAll("[data-page]")];
    const fresh = found.filter((page) => !this.slots.has(Number(page.dataset.page)));
    for (const page of fresh) this.slots.set(Number(page.dataset.page), page);
    return fresh;
  }

  // Take what a document holds for later, too.
  open(source) {
    const later = source.querySelector("[data-pages]");
    return [...this.take(source), ...(later ? this.take(later.content) : [])];
  }

  has(target) {
    return target === CHECK ? Boolean(this.check) : Boolean(this.form) && this.slots.has(target);
  }

  get page() {
    return this.slots.get(this.here);
  }

  show(target) {
    this.here = target;
    if (target !== CHECK) this.turn(target);
    const next = target === CHECK ? this.check : this.form;
    if (next !== this.shown) this.shown.replaceWith(next);
    this.shown = next;
    document.title = [(this.page ?? this.check).dataset.title, ...this.whose].join(" · ");
    next.querySelector("h1").focus({ preventScroll: true });
    this.root.scrollIntoView();
  }

  turn(slot) {
    this.form.querySelector("[data-page]").replaceWith(this.page);
    this.form.action = `${this.root.dataset.home}?soal=${slot}`;
    for (const button of this.form.querySelectorAll("[data-map] [name='ke']")) {
      button.toggleAttribute("aria-current", false);
      if (button.value === String(slot)) button.setAttribute("aria-current", "step");
    }
  }

  // Map and check say in words what is answered, marked and empty.
  mark(slot) {
    const page = this.slots.get(slot);
    const [answered, flagged] = [isDone(page), isFlagged(page)];
    const map = this.form?.querySelector("[data-map]");
    if (map) {
      const words = [answered ? map.dataset.done : map.dataset.none, ...(flagged ? [map.dataset.flagged] : [])];
      map.querySelector(`[data-mark="${slot}"]`).textContent = words.join(", ");
    }
    const row = this.check?.querySelector(`[data-row="${slot}"]`);
    for (const word of row?.querySelectorAll("[data-when]") ?? []) {
      word.hidden = !{ done: answered, none: !answered, marked: flagged }[word.dataset.when];
    }
    this.count();
  }

  count() {
    const items = this.form?.querySelectorAll("[data-mark]").length ?? 0;
    if (!items || this.slots.size < items) return;
    const answered = [...this.slots.values()].filter((page) => isDone(page)).length;
    this.form.querySelector("[data-answered]").textContent = answered;
    if (!this.check) return;
    this.check.querySelector("[data-empty]").textContent = items - answered;
    this.check.querySelector("[data-some-empty]").hidden = answered === items;
    this.check.querySelector("[data-none-empty]").hidden = answered < items;
  }
}
