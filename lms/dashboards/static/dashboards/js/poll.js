// Looks again every few seconds until the element marked data-poll says "done"; without this file a meta refresh does.
const PAUSE = 2500;

async function look() {
  const place = document.querySelector("[data-poll]");
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok || answer.redirected) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-poll]");
    if (fresh) place.replaceChildren(...fresh.childNodes);
    if (fresh?.dataset.poll === "done") return undefined;
  } catch {
    // no network for now: what stands there stays, and we look again
  }
  return setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
