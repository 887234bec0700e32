// The outline is a drawer on phones and an open rail on wide screens.
const outline = document.querySelector("[data-outline]");
const wide = window.matchMedia("(min-width: 75rem)");
const follow = () => {
  if (outline) outline.open = wide.matches;
};
wide.addEventListener("change", follow);
follow();
