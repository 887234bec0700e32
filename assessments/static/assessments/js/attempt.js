// Brings the parts of an attempt together: answers are saved within a second, pages are turned without the server,
// and the learner reads in words what is saved. The pages work without this script, one request each.

import { fill, isFlagged, isLab, markPlace, point, response, tell, touch } from "./answers.js";
import { Courier, token } from "./courier.js";
import { Handing } from "./handing.js";
import { Holdings } from "./holdings.js";
import { keep } from "./keep.js";
import { Memory } from "./memory.js";
import { CHECK, Pages } from "./pages.js";
import { Queue } from "./queue.js";
import { Strips } from "./strips.js";
import { Timer } from "./timer.js";

const GRACE = 12; // seconds after the deadline; the server then takes no answer any more
const root = document.querySelector("[data-attempt]");
const queue = new Queue(localStorage, root.dataset.attempt);
const memory = new Memory(localStorage, root.dataset.attempt);
const pages = new Pages(root);
const holdings = new Holdings(pages, queue, memory);
const strips = new Strips(root);
const courier = new Courier(root.dataset, queue, { reached, saved, stands, refused, closed, failed });
const handing = new Handing(queue, courier, { decide: go, submit, say, wait: () => strips.bringIntoView() });
const clock = root.querySelector("[data-timer]");
const timer = clock ? new Timer(clock, over) : null;
let timeIsUp = false;

// --- pages

function addressOf(target) {
  return target === CHECK ? `${root.dataset.home}periksa/` : `${root.dataset.home}?soal=${target}`;
}

function targetOf({ pathname, search }) {
  if (pathname.endsWith(`/${CHECK}/`)) return CHECK;
  return Number(new URLSearchParams(search).get("soal")) || pages.here;
}

function show(target) {
  if (target === pages.here || !pages.has(target)) return;
  if (target !== CHECK) handing.cancel();
  pages.show(target);
  strips.show("refused", false);
  setForm();
  say();
}

function go(target) {
  if (!pages.has(target)) return false;
  history.pushState(null, "", addressOf(target));
  show(target);
  courier.flush();
  return true;
}

function say() {
  strips.say({ queue, pages, online: courier.online, wanted: handing.wanted });
}

// The form's own number is kept in step with what was saved here, for the times when it is posted after all.
function setForm() {
  if (pages.page) pages.page.querySelector('[name="seq"]').value = queue.forForm(pages.here);
}

// --- what the learner does

function changed(seconds) {
  markPlace(pages.page);
  touch(pages.page);
  queue.put(pages.here, response(pages.page), isFlagged(pages.page));
  setForm();
  pages.mark(pages.here);
  say();
  courier.plan(courier.online ? seconds : 0);
}

function pressed(event) {
  const { name, value } = event.submitter ?? {};
  const byServer = name === "jalankan" || (name === "kosongkan" && isLab(pages.page));
  if (byServer && courier.online) return leave(pages.form);
  if (name === "kosongkan") {
    fill(pages.page, null, isFlagged(pages.page));
    tell(pages.page, "");
    changed(0);
  } else if (!go(value === CHECK ? CHECK : Number(value))) {
    if (courier.online) return leave(pages.form);
    strips.bringIntoView();
    courier.flush();
  }
  return event.preventDefault();
}

function followed(event) {
  const link = event.target.closest("[data-go]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey);
  if (link && plain && go(Number(link.dataset.go))) event.preventDefault();
}

function leave(form) {
  courier.rest();
  setForm();
  form.elements.csrfmiddlewaretoken.value = token() || form.elements.csrfmiddlewaretoken.value;
}

function submit() {
  const form = pages.check.querySelector("[data-submit]");
  leave(form);
  memory.forget();
  form.submit();
}

async function choose(mine) {
  if (mine) queue.insist(pages.here);
  else queue.drop(pages.here);
  say();
  if (mine) await courier.flush();
  else await courier.ask();
}

// --- what the server says

function reached() {
  strips.reached();
  setForm();
  say();
  handing.goOn();
}

function saved(words) {
  const fates = words.answers.map((outcome) => holdings.settle(outcome, words.clock));
  synced(words.left);
  strips.show("refused", fates.includes("refused"));
}

function stands(words) {
  for (const answer of words.answers) holdings.stands(answer);
  synced(words.left);
}

function synced(left) {
  timer?.sync(left);
  memory.keepTime(left, Date.now());
}

function failed(why) {
  strips.failed(why, addressOf(pages.here));
  say();
}

function refused(answers) {
  for (const answer of answers) queue.drop(answer.slot);
  say();
  strips.show("refused", true);
}

function closed() {
  courier.rest();
  queue.clear();
  memory.forget();
  handing.cancel();
  say();
  strips.reached();
  strips.show("closed", true);
  if (timeIsUp) location.assign(root.dataset.result);
}

function over() {
  courier.flush();
  setTimeout(() => {
    timeIsUp = true;
    courier.ask();
  }, GRACE * 1000);
}

// --- the whole attempt

function hear(element, kind, act) {
  if (!element || element.dataset.heard) return;
  element.dataset.heard = kind;
  element.addEventListener(kind, act);
}

function listen() {
  hear(pages.form, "submit", pressed);
  hear(pages.check, "click", followed);
  hear(pages.check?.querySelector("[data-submit]"), "submit", (event) => {
    event.preventDefault();
    handing.start();
  });
}

async function fetchRest() {
  const reply = await fetch(root.dataset.whole, { redirect: "manual" }).catch(() => null);
  if (reply?.status !== 200) return;
  const copy = reply.clone();
  const whole = new DOMParser().parseFromString(await reply.text(), "text/html");
  holdings.adopt(pages.open(whole));
  holdings.learn();
  listen();
  root.dataset.complete = "";
  await keep(root, copy, whole).catch(() => null);
  root.dataset.kept = "";
}

// The worker has opened this page without network.
function reopen() {
  holdings.recall();
  timer?.sync(memory.left(Date.now()) ?? timer.left());
  show(targetOf(location));
  courier.ask();
}

function start() {
  holdings.adopt([...pages.slots.values()]);
  listen();
  if ("complete" in root.dataset) reopen();
  else fetchRest();
  history.replaceState(null, "", addressOf(pages.here));
  if (queue.pending().length || queue.conflicts().length) say();
  setForm();
  courier.flush();
}

root.addEventListener("input", (event) => {
  if (event.target.form === pages.form && !("unsaved" in event.target.dataset)) changed(["text", "textarea"].includes(event.target.type) ? 0.6 : 0.1);
});
root.addEventListener("click", (event) => {
  const place = event.target.closest("[data-place]");
  if (!place || !pages.page) return;
  point(pages.page, place, event);
  markPlace(pages.page);
  changed(0.1);
});
root.querySelector("[data-mine]").addEventListener("click", () => choose(true));
root.querySelector("[data-theirs]").addEventListener("click", () => choose(false));
root.querySelector("[data-elsewhere]").addEventListener("click", () => go(queue.conflicts()[0]));
window.addEventListener("popstate", () => show(targetOf(location)));
window.addEventListener("storage", ({ key }) => holdings.overheard(key));
window.addEventListener("offline", () => courier.failed("offline"));
window.addEventListener("online", () => courier.flush());
window.addEventListener("focus", () => courier.flush());
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && courier.ask());
start();
