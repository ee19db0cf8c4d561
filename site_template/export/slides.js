(() => {
  "use strict";
  const slides = [...document.querySelectorAll(".slide")], said = document.getElementById("said");
  let now = Math.max(0, slides.findIndex(slide => "#" + slide.id === location.hash));
  const show = (number, moved) => {
    now = Math.min(Math.max(number, 0), slides.length - 1);
    slides.forEach((slide, index) => slide.classList.toggle("now", index === now));
    history.replaceState(null, "", "#" + slides[now].id);
    scrollTo(0, 0);
    if (moved) {
      slides[now].querySelector("h1, h2").focus({ preventScroll: true });
      said.textContent = `${now + 1} / ${slides.length}`;
    }
  };
  const keys = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 };
  document.addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey || (event.target.tagName === "BUTTON" && [" ", "Enter"].includes(event.key))) return;
    const to = event.key === "Home" ? 0 : event.key === "End" ? slides.length - 1 : event.key in keys ? now + keys[event.key] : null;
    if (to === null) return;
    event.preventDefault();
    show(to, true);
  });
  document.getElementById("back").addEventListener("click", () => show(now - 1, true));
  document.getElementById("next").addEventListener("click", () => show(now + 1, true));
  document.body.classList.add("one");
  document.getElementById("moves").hidden = false;
  show(now, false);
})();
