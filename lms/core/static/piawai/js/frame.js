// Small comforts of the frame; every page works without them.
for (const menu of document.querySelectorAll("[data-menu]")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
document.querySelector("[data-focus]")?.focus();

// What a quiz keeps in this browser for times without network belongs to the person who is signed in. Answers that
// were not sent yet stay: nobody else can open their attempt.
async function forget() {
  for (const key of Object.keys(localStorage)) if (key.startsWith("piawai-diterima-")) localStorage.removeItem(key);
  for (const name of (await globalThis.caches?.keys()) ?? []) if (name.startsWith("piawai-kuis-")) caches.delete(name);
}
if (document.querySelector("[data-signed-out]")) forget();
document.addEventListener("submit", (event) => event.target.matches("[data-sign-out]") && forget());
