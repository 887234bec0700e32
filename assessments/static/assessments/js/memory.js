// What the server has acknowledged, remembered on the device: a page that was kept for times without network is older
// than the answers that were saved after it.

export class Memory {
  constructor(storage, attempt) {
    this.storage = storage;
    this.key = `piawai-diterima-${attempt}`;
  }

  read() {
    try {
      return JSON.parse(this.storage.getItem(this.key)) ?? { slots: {} };
    } catch {
      return { slots: {} };
    }
  }

  change(change) {
    const held = this.read();
    change(held);
    this.storage.setItem(this.key, JSON.stringify(held));
  }

  keep(slot, answer) {
    this.change((held) => Object.assign(held.slots, { [slot]: { ...held.slots[slot], ...answer } }));
  }

  // Seconds left and when that was said. The device's clock only measures how long ago it was.
  keepTime(left, now) {
    this.change((held) => Object.assign(held, { left, at: now }));
  }

  slots() {
    return Object.entries(this.read().slots).map(([slot, answer]) => [Number(slot), answer]);
  }

  left(now) {
    const { left, at } = this.read();
    return left === undefined || left === null ? null : Math.max(0, left - Math.max(0, now - at) / 1000);
  }

  forget() {
    this.storage.removeItem(this.key);
  }
}
