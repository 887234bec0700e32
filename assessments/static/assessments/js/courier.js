// Carries waiting answers to the server. Without network, or signed out, it tries again, more and more seldom.

const GIVE_UP = 4000; // milliseconds
const LONGEST_WAIT = 30; // seconds

export class Courier {
  // ``hear`` is told what came of it: reached, saved, stands, refused, closed, failed.
  constructor(addresses, queue, hear) {
    Object.assign(this, { addresses, queue, hear, online: true, flying: false, resting: false, wait: 1 });
  }

  plan(seconds) {
    clearTimeout(this.planned);
    this.planned = setTimeout(() => this.flush(), seconds * 1000);
  }

  rest() {
    this.resting = true;
    clearTimeout(this.planned);
  }

  // Send what waits; with nothing waiting, look whether the server can be reached again.
  async flush() {
    if (this.flying || this.resting) return;
    const answers = this.queue.sending();
    if (!answers.length && this.online) return;
    this.flying = true;
    if (answers.length) await this.send(answers);
    else await this.ask();
    this.flying = false;
    if (this.online && this.queue.pending().length) this.plan(0.1);
  }

  send(answers) {
    const options = {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ device: device(), answers }),
    };
    return this.call(this.addresses.save, options, (words) => this.hear.saved(words), answers);
  }

  // How things stand on the server; true when it answered and the attempt is open.
  ask() {
    return this.call(this.addresses.state, {}, (words) => this.hear.stands(words), []);
  }

  async call(address, options, good, answers) {
    try {
      const signal = AbortSignal.timeout(GIVE_UP);
      const reply = await fetch(address, { ...options, redirect: "manual", signal });
      if (reply.status === 200) return this.arrived(good, await reply.json());
      this.turnedAway(reply.status, answers);
    } catch {
      this.failed("offline");
    }
    return false;
  }

  arrived(good, words) {
    this.online = true;
    this.wait = 1;
    good(words);
    this.hear.reached();
    return true;
  }

  turnedAway(status, answers) {
    if (status === 409) this.hear.closed();
    else if (status === 400) this.hear.refused(answers);
    else if (status === 404) this.failed("other");
    else this.failed(status >= 500 ? "offline" : "login");
  }

  failed(why) {
    this.online = false;
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    this.hear.failed(why);
    this.plan(this.wait);
  }
}

// Signing in again renews this cookie, so it is read anew for each request.
export const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

function device() {
  const known = localStorage.getItem("piawai-perangkat") ?? Math.random().toString(36).slice(2, 12);
  localStorage.setItem("piawai-perangkat", known);
  return known;
}
