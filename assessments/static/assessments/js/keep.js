// Keeps the whole attempt and the files of its page in this browser, so that a reload without network, or after a
// power cut, finds them again. frame.js throws them away at signing out, worker.js when the attempt is over.

export async function keep(root, reply, page) {
  if (!("caches" in window) || !("serviceWorker" in navigator)) return;
  const store = await caches.open(`piawai-kuis-${root.dataset.attempt}`);
  const files = filesOf(page);
  await store.addAll(await missing(store, files));
  await store.put(root.dataset.home, reply);
  const wanted = new Set([...files, new URL(root.dataset.home, location).href]);
  for (const { url } of await store.keys()) if (!wanted.has(url)) await store.delete(url);
  await navigator.serviceWorker.register(root.dataset.worker);
}

function filesOf(page) {
  const named = [...page.querySelectorAll("head link[href], script[src], img[src]")];
  const addresses = named.map((one) => new URL(one.getAttribute("href") ?? one.getAttribute("src"), location));
  return [...new Set(addresses.filter(({ origin }) => origin === location.origin).map(({ href }) => href))];
}

async function missing(store, files) {
  const held = new Set((await store.keys()).map(({ url }) => url));
  return files.filter((file) => !held.has(file));
}
