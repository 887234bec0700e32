// Keeps pages, queue and memory in step with what the server holds.

import { fill, isFlagged, response, tell } from "./answers.js";

const seqOf = (page) => Number(page.querySelector('[name="seq"]').value) - 1;

export class Holdings {
  constructor(pages, queue, memory) {
    Object.assign(this, { pages, queue, memory });
  }

  // Questions that came with a document: what waits here is newer than what they say.
  adopt(fresh) {
    for (const page of fresh) {
      const slot = Number(page.dataset.page);
      this.queue.knows(slot, seqOf(page));
      this.waiting(slot);
    }
    for (const slot of this.pages.slots.keys()) this.pages.mark(slot);
  }

  waiting(slot) {
    const [page, entry] = [this.pages.slots.get(slot), this.queue.get(slot)];
    if (page && entry) fill(page, entry.response, entry.flagged);
  }

  // Everything on the screen that does not wait is what the server holds.
  learn() {
    for (const [slot, page] of this.pages.slots) {
      if (this.queue.get(slot)) continue;
      const answer = { seq: seqOf(page), answer: response(page), flagged: isFlagged(page), time: page.dataset.time };
      this.memory.keep(slot, answer);
    }
  }

  // A page that was opened without network is older than what was acknowledged after it was kept.
  recall() {
    for (const [slot, { seq, answer, flagged, time }] of this.memory.slots()) {
      this.restore(slot, seq, answer, flagged);
      this.stamp(slot, time);
    }
  }

  // Another tab has saved something or has something waiting.
  overheard(key) {
    if (key === this.memory.key) this.recall();
    const slot = this.queue.slotOf(key ?? "");
    if (slot === null) return;
    this.waiting(slot);
    if (this.pages.slots.has(slot)) this.pages.mark(slot);
  }

  settle(outcome, time) {
    const fate = this.queue.settle(outcome);
    const page = this.pages.slots.get(outcome.slot);
    if (page && fate === "saved") tell(page, outcome.reading ?? "");
    const words = outcome.receipt ? `${time} · ${outcome.receipt}` : time;
    if (fate === "saved") this.remember(outcome.slot, outcome, outcome.response === null ? "" : words);
    return fate;
  }

  stands({ slot, last_seq: seq, response: answer, flagged }) {
    this.memory.keep(slot, { seq, answer, flagged });
    this.restore(slot, seq, answer, flagged);
  }

  remember(slot, { last_seq: seq, response: answer }, time) {
    const page = this.pages.slots.get(slot);
    this.memory.keep(slot, { seq, answer, time, ...(page ? { flagged: isFlagged(page) } : {}) });
    this.stamp(slot, time);
  }

  stamp(slot, time) {
    const page = this.pages.slots.get(slot);
    if (page) page.dataset.time = time ?? "";
  }

  restore(slot, seq, answer, flagged) {
    this.queue.knows(slot, seq);
    const page = this.pages.slots.get(slot);
    if (!page || this.queue.get(slot)) return;
    fill(page, answer, flagged);
    this.pages.mark(slot);
  }
}
