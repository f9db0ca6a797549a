"use strict";
// The page is complete without this: side-by-side pictures, boxes, numbers. Script adds the other ways of looking.
document.documentElement.classList.add("scripted");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

for (const viewer of document.querySelectorAll(".viewer")) {
  const buttons = [...viewer.querySelectorAll("button[data-mode]")], slider = viewer.querySelector("input[type=range]");
  let timer = 0;
  const still = () => { clearInterval(timer); timer = 0; };
  const flip = () => { viewer.dataset.phase = viewer.dataset.phase === "a" ? "b" : "a"; };
  const show = (mode) => {
    still();
    viewer.dataset.mode = mode;
    viewer.dataset.phase = "a";
    for (const b of buttons) b.setAttribute("aria-pressed", String(b.dataset.mode === mode));
    // One change a second, and none at all by itself where motion is unwelcome: then Space flips.
    if (mode === "blink" && !calm) timer = setInterval(flip, 1000);
  };
  for (const b of buttons) b.addEventListener("click", () => show(b.dataset.mode));
  slider.addEventListener("input", () => {
    viewer.style.setProperty("--at", slider.value + "%");
    viewer.style.setProperty("--mix", slider.value / 100);
  });
  viewer.querySelector("button.toggle").addEventListener("click", (e) => {
    e.currentTarget.setAttribute("aria-pressed", String(!viewer.classList.toggle("nopoints")));
  });
  viewer.addEventListener("keydown", (e) => {
    if (e.target === slider || e.ctrlKey || e.metaKey || e.altKey) return;
    const at = Number(e.key) - 1;
    if (at >= 0 && at < buttons.length) show(buttons[at].dataset.mode);
    else if (e.key === " " && viewer.dataset.mode === "blink" && e.target.tagName !== "BUTTON") { still(); flip(); }
    else if (e.key === "p") viewer.querySelector("button.toggle").click();
    else if (e.key === "j" || e.key === "k") step(viewer, e.key === "j" ? 1 : -1);
    else if (e.key === "Escape") viewer.blur();
    else return;
    e.preventDefault();
  });
}

function step(from, by) {
  const all = [...document.querySelectorAll("article.finding:not([hidden]) .viewer")];
  const next = all[all.indexOf(from) + by];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.closest("article").scrollIntoView({ block: "start" });
}

const filter = document.querySelector("#confidence");
if (filter) {
  const rank = { high: 2, moderate: 1, low: 0 }, told = document.querySelector("#hidden-count");
  const apply = () => {
    let hidden = 0;
    for (const a of document.querySelectorAll("article.finding")) {
      a.hidden = rank[a.dataset.confidence] < Number(filter.value);
      hidden += a.hidden;
    }
    told.textContent = hidden === 0 ? "none hidden" : hidden === 1 ? "1 finding hidden" : hidden + " findings hidden";
  };
  filter.addEventListener("change", apply);
  apply();
}
