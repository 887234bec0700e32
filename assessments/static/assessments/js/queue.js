// Answers that the server has not acknowledged yet: the newest of each question, kept in the browser's storage so
// that they survive a reload, minutes without network and an expired session.
//
// A question's number (seq) stays "what the server holds, plus one" until the server answers. So whatever came from
// another tab or device in the meantime is found out, and an older answer never replaces a newer one.

export const same = (a, b) => canonical(a) === canonical(b);

// Nothing ticked is the same as no answer; of several parts, the order in which they are named says nothing.
const canonical = (value) => JSON.stringify(ordered(value ?? null));

function ordered(value) {
  if (Array.isArray(value)) return value.length ? [...value].sort() : null;
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).map(([name, part]) => [name, ordered(part)]).sort();
}

export class Queue {
  constructor(storage, attempt) {
    this.storage = storage;
    this.prefix = `piawai-kuis-${attempt}-`;
    this.held = new Map(); // question -> newest number that the server is known to hold
  }

  key(slot) {
    return `${this.prefix}${slot}`;
  }

  get(slot) {
    try {
      return JSON.parse(this.storage.getItem(this.key(slot)));
    } catch {
      return null;
    }
  }

  set(slot, entry) {
    this.storage.setItem(this.key(slot), JSON.stringify(entry));
  }

  drop(slot) {
    this.storage.removeItem(this.key(slot));
  }

  clear() {
    for (const slot of this.slots()) this.drop(slot);
  }

  slots() {
    const keys = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index));
    return keys
      .map((key) => this.slotOf(key))
      .filter((slot) => slot !== null)
      .sort((a, b) => a - b);
  }

  // The question whose answer is kept under a key; null when it is not one of this attempt.
  slotOf(key) {
    return key.startsWith(this.prefix) ? Number(key.slice(this.prefix.length)) : null;
  }

  knows(slot, seq) {
    this.held.set(slot, Math.max(seq, this.held.get(slot) ?? 0));
  }

  // A new answer; one that is still waiting keeps its number and remembers what was sent under it.
  put(slot, response, flagged) {
    const earlier = this.get(slot);
    const seq = earlier?.seq ?? (this.held.get(slot) ?? 0) + 1;
    const entry = { seq, response, flagged, at: new Date().toISOString(), sent: earlier?.sent ?? [] };
    this.set(slot, entry);
    return entry;
  }

  // What to send now. A question that waits for the learner's choice is not sent.
  pending() {
    const entries = this.slots().map((slot) => [slot, this.get(slot)]);
    return entries.filter(([, entry]) => entry && !entry.conflict);
  }

  // Questions that another tab or device has answered too, and whose learner has not chosen yet.
  conflicts() {
    return this.slots().filter((slot) => this.get(slot)?.conflict);
  }

  sending() {
    return this.pending().map(([slot, entry]) => {
      if (!entry.sent.some((response) => same(response, entry.response))) entry.sent.push(entry.response);
      this.set(slot, entry);
      return { slot, seq: entry.seq, response: entry.response, flagged: entry.flagged, client_at: entry.at };
    });
  }

  // What the server said about one answer: "saved", "again" (send once more), "conflict" or "refused".
  settle(outcome) {
    const { slot, seq, fate, last_seq: last, response } = outcome;
    this.knows(slot, last);
    const entry = this.get(slot);
    if (!entry || entry.seq !== seq) return "saved";
    if (fate === "refused") return this.finish(slot, "refused");
    if (same(response, entry.response)) return this.finish(slot, "saved");
    const ours = fate === "saved" || entry.sent.some((sent) => same(sent, response));
    this.set(slot, { ...entry, seq: last + 1, sent: [], conflict: !ours });
    return ours ? "again" : "conflict";
  }

  finish(slot, word) {
    this.drop(slot);
    return word;
  }

  // The learner insists on the answer of this page.
  insist(slot) {
    const entry = this.get(slot);
    if (entry) this.set(slot, { ...entry, conflict: false });
  }

  // The number for a form that is posted in place of the script. If the same number is already on its way with
  // another answer, the form takes the next one.
  forForm(slot) {
    const entry = this.get(slot);
    if (!entry) return (this.held.get(slot) ?? 0) + 1;
    if (entry.conflict) return entry.seq - 1; // the server then shows both answers and lets the learner choose
    const taken = entry.sent.some((response) => !same(response, entry.response));
    if (taken) this.set(slot, { ...entry, seq: entry.seq + 1, sent: [] });
    return taken ? entry.seq + 1 : entry.seq;
  }
}
