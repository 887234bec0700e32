// Service worker of the attempts: asks the server first, and opens what the browser keeps of an attempt when the
// server can't be reached. It stores nothing itself, and serves nothing but attempts and the files of their page.

const STORE = "piawai-kuis-";
const PATIENCE = 8000; // milliseconds until a page that does not come counts as no network
const SESSION = 12 * 60 * 60 * 1000; // milliseconds; older than a session, a kept page is no longer opened
const UNREACHED = [502, 503, 504];
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const PLACE = /^\/kuis\/(\d+)\/(?:(periksa|kumpulkan|hasil)\/)?$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== location.origin) return;
  const [, attempt, part] = pathname.match(PLACE) ?? [];
  if (event.request.mode === "navigate") {
    if (attempt) event.respondWith(page(event.request, attempt, part));
  } else if (event.request.method === "GET" && /^\/(static\/|merek\.css$)/.test(pathname)) {
    event.respondWith(file(event.request));
  }
});

async function page(request, attempt, part) {
  const kept = await keptPage(attempt);
  if (!kept || part === "hasil") return watched(await fetch(request), attempt, part);
  try {
    const reply = await Promise.race([fetch(request), late()]);
    if (!UNREACHED.includes(reply.status)) return watched(reply, attempt, part);
  } catch {
    // no network: what is kept has to do
  }
  return part === "kumpulkan" ? Response.redirect(`/kuis/${attempt}/periksa/`) : kept;
}

// A result, or the "not found" of somebody else: nothing of the attempt is kept any longer.
async function watched(reply, attempt, part) {
  if ((part === "hasil" && reply.ok) || reply.status === 404) await caches.delete(STORE + attempt);
  return reply;
}

async function keptPage(attempt) {
  if (!(await caches.has(STORE + attempt))) return undefined;
  const store = await caches.open(STORE + attempt);
  const kept = await store.match(`/kuis/${attempt}/`, { ignoreVary: true });
  const age = Date.now() - Date.parse(kept?.headers.get("date"));
  return age < SESSION ? kept : undefined;
}

// A name with a hash in it always means the same bytes.
async function file(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept && HASHED.test(request.url)) return kept;
  return fetch(request).catch((error) => kept ?? Promise.reject(error));
}

const late = () => new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
