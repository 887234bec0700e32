// Run by test_queue.py: plain asserts, a made-up storage, no packages.
import assert from "node:assert/strict";
import { test } from "node:test";

const { Queue, same } = await import(process.env.QUEUE_JS);

class Storage extends Map {
  getItem = (key) => this.get(key) ?? null;
  setItem = (key, value) => this.set(key, value);
  removeItem = (key) => this.delete(key);
  key = (index) => [...this.keys()][index] ?? null;
  get length() {
    return this.size;
  }
}

function queue(storage = new Storage()) {
  return new Queue(storage, 7);
}

const reply = (fate, last, response, seq) => ({ slot: 1, seq: seq ?? last, fate, last_seq: last, response });

test("a new answer takes the next number", () => {
  const q = queue();
  q.knows(1, 3);
  q.put(1, "a");
  assert.equal(q.sending()[0].seq, 4);
});

test("a change before the acknowledgement keeps its number", () => {
  const q = queue();
  q.put(1, "a");
  q.put(1, "b");
  assert.deepEqual(q.sending().map(({ seq, response }) => [seq, response]), [[1, "b"]]);
});

test("an acknowledged answer leaves the queue", () => {
  const q = queue();
  q.put(1, "a");
  q.sending();
  assert.equal(q.settle(reply("saved", 1, "a")), "saved");
  assert.deepEqual(q.slots(), []);
});

test("an answer changed while it was on its way is sent again with the next number", () => {
  const q = queue();
  q.put(1, "a");
  q.sending();
  q.put(1, "b");
  assert.equal(q.settle(reply("saved", 1, "a")), "again");
  assert.deepEqual(q.sending().map(({ seq, response }) => [seq, response]), [[2, "b"]]);
});

test("a lost acknowledgement is recognised as our own answer", () => {
  const q = queue();
  q.put(1, "a");
  q.sending();
  q.put(1, "b");
  q.sending();
  assert.equal(q.settle(reply("stale", 1, "a")), "again");
  assert.equal(q.sending()[0].seq, 2);
});

test("an answer of another tab is a conflict and nothing is sent until the learner chooses", () => {
  const q = queue();
  q.put(1, "a");
  q.sending();
  assert.equal(q.settle(reply("stale", 4, "c", 1)), "conflict");
  assert.deepEqual(q.sending(), []);
  q.insist(1);
  assert.equal(q.sending()[0].seq, 5);
});

test("a form posted during a conflict carries a number that the server refuses", () => {
  const q = queue();
  q.put(1, "a");
  q.sending();
  q.settle(reply("stale", 4, "c", 1));
  assert.equal(q.forForm(1), 4);
});

test("the same answer from another tab is no conflict", () => {
  const q = queue();
  q.put(1, "a");
  q.sending();
  assert.equal(q.settle(reply("stale", 4, "a", 1)), "saved");
});

test("a refused answer is dropped", () => {
  const q = queue();
  q.put(1, "zz");
  q.sending();
  assert.equal(q.settle(reply("refused", 0, null, 1)), "refused");
  assert.deepEqual(q.slots(), []);
});

test("a form takes the next number while another answer is on its way", () => {
  const q = queue();
  assert.equal(q.forForm(1), 1);
  q.put(1, "a");
  assert.equal(q.forForm(1), 1);
  q.sending();
  q.put(1, "b");
  assert.equal(q.forForm(1), 2);
});

test("answers survive a reload and belong to one attempt", () => {
  const storage = new Storage();
  queue(storage).put(1, ["b", "a"]);
  new Queue(storage, 8).put(1, "x");
  assert.deepEqual(queue(storage).get(1).response, ["b", "a"]);
  queue(storage).clear();
  assert.deepEqual(new Queue(storage, 8).slots(), [1]);
});

test("questions are sent in their order", () => {
  const q = queue();
  for (const slot of [10, 2, 1]) q.put(slot, "a");
  assert.deepEqual(q.sending().map(({ slot }) => slot), [1, 2, 10]);
});

test("the order of ticked options does not matter", () => {
  assert.ok(same(["b", "a"], ["a", "b"]));
  assert.ok(same(undefined, null));
  assert.ok(!same(["a"], ["a", "b"]));
});

test("nothing ticked is the same as no answer", () => {
  const q = queue();
  q.put(1, []);
  q.sending();
  assert.equal(q.settle(reply("saved", 1, null)), "saved");
  assert.deepEqual(q.slots(), []);
});

test("questions that wait for a choice are named", () => {
  const q = queue();
  q.put(2, "a");
  q.sending();
  q.settle({ slot: 2, seq: 1, fate: "stale", last_seq: 4, response: "c" });
  q.put(3, "a");
  assert.deepEqual(q.conflicts(), [2]);
});
