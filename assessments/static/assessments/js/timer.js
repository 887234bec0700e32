// Time left, counted from what the server said; the device's own clock is never asked. Spoken only at half time and
// at 10, 5 and 1 minutes; can be hidden.

const HIDDEN = "piawai-kuis-waktu";

export class Timer {
  constructor(root, onOver) {
    this.root = root;
    this.words = root.dataset;
    this.clock = root.querySelector("[data-clock]");
    this.spoken = root.querySelector("[data-spoken]");
    this.toggle = root.querySelector("[data-toggle]");
    this.onOver = onOver;
    this.sync(Number(this.words.left));
    this.marks = [Number(this.words.whole) / 2, 600, 300, 60].filter((mark) => mark < this.left());
    this.toggle.hidden = false;
    this.toggle.addEventListener("click", () => this.show(this.clock.hidden));
    this.show(localStorage.getItem(HIDDEN) !== "1");
    this.ticking = setInterval(() => this.tick(), 1000);
  }

  sync(left) {
    this.ends = performance.now() + left * 1000;
  }

  left() {
    return Math.max(0, Math.round((this.ends - performance.now()) / 1000));
  }

  say(left) {
    const { word, minutes, seconds, over } = this.words;
    if (left === 0) return over;
    return left < 60 ? `${word} ${left} ${seconds}` : `${word} ${Math.ceil(left / 60)} ${minutes}`;
  }

  show(visible) {
    this.clock.hidden = !visible;
    this.toggle.textContent = visible ? this.words.hide : this.words.show;
    localStorage.setItem(HIDDEN, visible ? "0" : "1");
  }

  tick() {
    const left = this.left();
    this.clock.textContent = this.say(left);
    const passed = this.marks.filter((mark) => left <= mark);
    if (passed.length) {
      this.marks = this.marks.filter((mark) => left > mark);
      this.spoken.textContent = this.say(left);
    }
    if (left === 0) {
      clearInterval(this.ticking);
      this.onOver();
    }
  }
}
