// Says in words when a passkey or security key was not read; allauth's own script only tells the console.
const message = document.querySelector("[data-key-error]");

document.addEventListener("allauth.error", (event) => {
  if (!message) return;
  event.preventDefault();
  const reason = event.detail.exception?.name === "SecurityError" ? "address" : "other";
  for (const part of message.querySelectorAll("[data-why]")) part.hidden = part.dataset.why !== reason;
  message.hidden = false;
  message.focus();
});
