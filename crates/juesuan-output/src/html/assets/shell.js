"use strict";
// What every page does: language, colours, help, printing.

const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));

/** What the reader chose before; a browser that keeps nothing chooses anew. */
const memory = {
  get(name) { try { return localStorage.getItem("juesuan." + name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem("juesuan." + name, value); } catch { /* nothing is kept */ } },
};

/** The words of the language that is shown. */
const words = (zh, en) => (root.dataset.lang === "zh" ? zh : en);

function speak(language) {
  root.dataset.lang = language;
  root.lang = language === "zh" ? "zh-CN" : "en";
  for (const element of all("[data-t]")) {
    const [attribute, zh, en] = element.dataset.t.split("|");
    element.setAttribute(attribute, words(zh, en));
  }
  for (const element of all("[data-tip]")) element.title = words(...element.dataset.tip.split("|"));
  one("#lang").textContent = words("EN", "中");
  document.dispatchEvent(new Event("language"));
}

function colour(theme) {
  root.dataset.theme = theme;
}

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const chosenColour = () => memory.get("theme") || (prefersDark.matches ? "dark" : "light");

function toggleColour() {
  memory.set("theme", root.dataset.theme === "dark" ? "light" : "dark");
  colour(chosenColour());
}

function toggleLanguage() {
  memory.set("language", words("en", "zh"));
  speak(memory.get("language") || words("en", "zh"));
}

/** Says something to those who do not see the screen. */
function announce(text) {
  one("#live").textContent = text;
}

function shell() {
  colour(chosenColour());
  prefersDark.addEventListener("change", () => colour(chosenColour()));
  speak(memory.get("language") || (navigator.language.startsWith("zh") ? "zh" : "en"));
  one("#lang").addEventListener("click", toggleLanguage);
  one("#theme").addEventListener("click", toggleColour);
  one("#print").addEventListener("click", () => print());
  one("#help").addEventListener("click", () => one("#keys").showModal());
  one("#keys").addEventListener("click", (event) => {
    // the button in it, or the ground around it
    if (event.target.closest("button") || event.target === event.currentTarget) one("#keys").close();
  });
}

/** Says to tests, and to whoever wants to know, after how many milliseconds the page can be used. */
function ready() {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    root.dataset.ready = performance.now().toFixed(1);
  }));
}
