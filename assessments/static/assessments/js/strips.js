// What is saved, what waits and what went wrong, in words.

const UNREACHED = ["offline", "login", "other"];

export class Strips {
  constructor(root) {
    this.root = root;
    this.status = root.querySelector("[data-status]");
  }

  show(name, shown) {
    this.root.querySelector(`[data-strip="${name}"]`).hidden = !shown;
  }

  reached() {
    for (const name of UNREACHED) this.show(name, false);
  }

  failed(why, comeBack) {
    for (const name of UNREACHED) this.show(name, name === why);
    this.root.querySelector("[data-login]").search = `?next=${encodeURIComponent(comeBack)}`;
  }

  bringIntoView() {
    [...this.root.querySelectorAll("[data-strip]:not([hidden])")].at(-1)?.scrollIntoView({ block: "center" });
  }

  say({ queue, pages, online, wanted }) {
    const conflicts = queue.conflicts();
    this.show("stale", conflicts.includes(pages.here));
    this.show("elsewhere", conflicts.some((slot) => slot !== pages.here));
    this.show("waits", wanted && !online);
    const word = this.word(queue.pending().length, online, conflicts, pages);
    this.status.textContent = wanted && !online ? this.status.dataset.held : word;
  }

  word(waiting, online, conflicts, { page, here }) {
    const words = this.status.dataset;
    if (waiting) return online ? words.saving : words.waiting;
    if (!page || conflicts.includes(here)) return "";
    return page.dataset.time ? `${words.saved} ${page.dataset.time}` : words.none;
  }
}
