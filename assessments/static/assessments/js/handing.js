// Handing in: only when the server holds every answer and can be reached; until then it waits, in words.

export class Handing {
  constructor(queue, courier, { decide, submit, say, wait }) {
    Object.assign(this, { queue, courier, decide, submit, say, wait, wanted: false, busy: false });
  }

  async start() {
    this.wanted = true;
    await this.goOn();
    if (!this.courier.online) this.wait();
  }

  cancel() {
    this.wanted = false;
  }

  // Called whenever the server was reached.
  async goOn() {
    if (!this.wanted || this.busy) return;
    this.busy = true;
    const ready = await this.ready();
    this.busy = false;
    this.say();
    const [open] = this.queue.conflicts();
    if (this.wanted && open !== undefined) this.decide(open);
    else if (this.wanted && ready) this.submit();
  }

  async ready() {
    if (this.queue.pending().length) await this.courier.flush();
    return !this.queue.pending().length && this.courier.ask();
  }
}
