"use strict";
(() => {
  const body = document.body;
  const form = document.querySelector(".filters");
  const list = document.querySelector(".cards");
  const cards = [...list.children];
  const back = document.querySelector(".back");
  let origin = null; // the card from which the reader went to the text

  // On a wide screen the list always stands beside the text or the notes.
  const wide = matchMedia("(min-width: 861px)");

  function show(asked) {
    const view = wide.matches && asked === "findings" ? "document" : asked;
    body.dataset.view = view;
    for (const link of document.querySelectorAll(".views a")) {
      if (link.dataset.to === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  function point(element) {
    for (const old of document.querySelectorAll(".near")) old.classList.remove("near");
    if (element) element.classList.add("near");
  }

  function matches(card) {
    const chosen = [...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value);
    const family = form.elements.family.value;
    const text = form.elements.text.value.trim().toLowerCase();
    return chosen.includes(card.dataset.severity)
      && (!family || card.dataset.families.split(" ").includes(family))
      && (!text || card.textContent.toLowerCase().includes(text));
  }

  function filter() {
    let shown = 0;
    for (const card of cards) {
      card.hidden = !matches(card);
      if (!card.hidden) shown += 1;
    }
    form.querySelector(".shown").textContent = String(shown);
    document.querySelector(".empty").hidden = shown > 0;
  }

  function order() {
    const key = form.elements.order.value;
    const value = (card) => (key === "place" ? card.dataset.place : card.dataset.gravity.padStart(8, "0"));
    list.append(...[...cards].sort((a, b) => (value(a) < value(b) ? -1 : 1)));
  }

  function toText(anchor) {
    show("document");
    const mark = anchor.parentElement.querySelector(`#${anchor.id} ~ .mark`);
    point(mark);
    (mark || anchor).scrollIntoView({ block: "center" });
    if (mark) mark.focus({ preventScroll: true });
    back.hidden = !origin;
  }

  function toCard(card) {
    show("findings");
    const outer = card.closest(".card");
    if (outer.hidden) {
      form.reset();
      filter();
      order();
    }
    if (outer !== card) outer.querySelector("details").open = true;
    point(card);
    card.scrollIntoView({ block: "start" });
    card.focus({ preventScroll: true });
    back.hidden = true;
  }

  function follow() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (["findings", "document", "about"].includes(target.id)) {
      show(target.id);
      back.hidden = true;
    } else if (target.closest(".card")) toCard(target);
    else if (target.closest("#document")) toText(target);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.classList.contains("jump")) {
      origin = link.closest(".member, .card").id;
      back.href = `#${origin}`;
    }
    if (link.hash === location.hash) follow(); // the same link again changes no hash
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    order();
    filter();
  });
  addEventListener("hashchange", follow);
  wide.addEventListener("change", () => show(body.dataset.view === "about" ? "about" : "findings"));
  show("findings");
  filter();
  order();
  follow();
})();
