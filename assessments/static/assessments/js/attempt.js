// Saves each answer within a second, says in words what is saved, and keeps what could not be sent. The form works
// without this script; with it, the form's own number is kept in step with what was saved here.

import { Queue } from "./queue.js";
import { Timer } from "./timer.js";

const root = document.querySelector("[data-attempt]");
const form = root.querySelector("[data-form]");
const slot = Number(form.dataset.slot);
const several = form.dataset.kind === "multiple";
const status = root.querySelector("[data-status]");
const queue = new Queue(localStorage, root.dataset.attempt);
const SECONDS_TO_GIVE_UP = 4;
const LONGEST_WAIT = 30;
const GRACE = 12;
let flying = false;
let planned = 0;
let wait = 1;
let online = true;
let leaving = false;

queue.knows(slot, Number(form.elements.seq.value) - 1);

const inputs = () => [...form.querySelectorAll('[name="jawaban"]')];
const choices = () => inputs().filter((input) => input.type !== "text");

function response() {
  const typed = inputs().find((input) => input.type === "text");
  if (typed) return typed.value.trim() || null;
  const chosen = choices().filter((input) => input.checked).map((input) => input.value);
  return several ? chosen : (chosen[0] ?? null);
}

function fill(value) {
  for (const input of inputs()) {
    if (input.type === "text") input.value = value ?? "";
    else input.checked = [value].flat().includes(input.value);
  }
}

function strip(name, shown) {
  root.querySelector(`[data-strip="${name}"]`).hidden = !shown;
}

function device() {
  const known = localStorage.getItem("piawai-perangkat") ?? Math.random().toString(36).slice(2, 12);
  localStorage.setItem("piawai-perangkat", known);
  return known;
}

// Signing in again renews this cookie, so it is read anew for each request.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;

function plan(seconds) {
  clearTimeout(planned);
  planned = setTimeout(flush, seconds * 1000);
}

function changed(seconds) {
  queue.put(slot, response(), form.elements.tandai.checked);
  form.elements.seq.value = queue.forForm(slot);
  mark();
  status.textContent = online ? status.dataset.saving : status.dataset.waiting;
  plan(online ? seconds : 0);
}

function mark() {
  const map = root.querySelector("[data-map]");
  const answered = [response()].flat().some((value) => value !== null);
  const words = [answered ? map.dataset.done : map.dataset.none];
  if (form.elements.tandai.checked) words.push(map.dataset.flagged);
  map.querySelector(`[data-mark="${slot}"]`).textContent = words.join(", ");
}

async function flush() {
  if (flying || leaving) return;
  const answers = queue.sending();
  if (!answers.length) return;
  flying = true;
  try {
    await send(answers);
  } catch {
    failed("offline");
  } finally {
    flying = false;
  }
}

async function send(answers) {
  const reply = await fetch(root.dataset.save, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify({ device: device(), answers }),
    redirect: "manual",
    signal: AbortSignal.timeout(SECONDS_TO_GIVE_UP * 1000),
  });
  if (reply.status === 200) return arrived(await reply.json());
  if (reply.status === 409) return closed();
  if (reply.status === 400) return refused(answers);
  if (reply.status === 404) return failed("other");
  return failed(reply.status >= 500 ? "offline" : "login");
}

function arrived(reply) {
  online = true;
  wait = 1;
  for (const name of ["offline", "login", "other"]) strip(name, false);
  const words = reply.answers.map((outcome) => queue.settle(outcome));
  strip("stale", Boolean(queue.get(slot)?.conflict));
  strip("refused", words.includes("refused"));
  form.elements.seq.value = queue.forForm(slot);
  timer?.sync(reply.left);
  const waiting = queue.pending().length;
  status.textContent = waiting ? status.dataset.saving : `${status.dataset.saved} ${reply.clock}`;
  if (queue.get(slot)?.conflict || words.includes("refused")) status.textContent = "";
  if (waiting) plan(0.1);
}

function failed(name) {
  online = false;
  strip(name, true);
  status.textContent = status.dataset.waiting;
  wait = Math.min(wait * 2, LONGEST_WAIT);
  plan(wait);
}

function refused(answers) {
  for (const answer of answers) queue.drop(answer.slot);
  strip("refused", true);
  status.textContent = "";
}

function closed() {
  queue.clear();
  strip("closed", true);
  status.textContent = "";
}

async function resync() {
  if (document.visibilityState !== "visible") return;
  flush();
  const reply = await fetch(root.dataset.state, { redirect: "manual" }).catch(() => null);
  if (reply?.status === 409) closed();
  if (reply?.status === 200) timer?.sync((await reply.json()).left);
}

function over() {
  flush();
  setTimeout(() => location.assign(root.dataset.result), GRACE * 1000);
}

const clock = root.querySelector("[data-timer]");
const timer = clock ? new Timer(clock, over) : null;

form.addEventListener("input", (event) => changed(event.target.type === "text" ? 0.6 : 0.1));
form.addEventListener("submit", (event) => {
  if (!online) {
    event.preventDefault();
    strip("offline", true);
    document.querySelector("[data-strip]:not([hidden])").scrollIntoView({ block: "center" });
    flush();
    return;
  }
  if (event.submitter?.name === "kosongkan") queue.put(slot, null, form.elements.tandai.checked);
  leaving = true;
  form.elements.seq.value = queue.forForm(slot);
  form.elements.csrfmiddlewaretoken.value = token();
});
root.querySelector("[data-reload]").addEventListener("click", () => queue.drop(slot));
root.querySelector("[data-mine]").addEventListener("click", () => {
  queue.insist(slot);
  strip("stale", false);
  flush();
});
window.addEventListener("offline", () => failed("offline"));
window.addEventListener("online", flush);
window.addEventListener("focus", flush);
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("visibilitychange", resync);

const left = queue.get(slot);
if (left) {
  fill(left.response);
  strip("stale", Boolean(left.conflict));
}
flush();
