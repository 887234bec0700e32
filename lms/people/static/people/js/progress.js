// Looks every two seconds how far the work is; when it is done, the page is loaded again with the outcome.
const box = document.querySelector("[data-progress]");

async function look() {
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { running, done, total } = await answer.json();
    if (!running) {
      location.reload();
      return;
    }
    show(done, total);
  } catch {
    // No network: the work goes on without us, and the next look tells more.
  }
  setTimeout(look, 2000);
}

function show(done, total) {
  const bar = box.querySelector(".done");
  if (!total) return;
  if (!bar) {
    location.reload();
    return;
  }
  bar.setAttribute("width", String((100 * done) / total));
  const label = box.querySelector(".progress span");
  label.textContent = label.textContent.replace(/^[\d.]+/, done.toLocaleString("id-ID"));
}

if (box) setTimeout(look, 2000);
