"use strict";
// What the page does beside textual-serve's script, which draws the terminal.
{
  const COLUMNS = 80;
  const CELL = 0.6; // the width of a character in Roboto Mono, of its height
  const [SMALLEST, USUAL] = [9, 16];

  // The script opens a file to download in a new tab, at an address without the key, and a browser
  // may stop a tab that no key press opened. A link that is clicked is a download all the same.
  const open = window.open.bind(window);
  window.open = (address, ...rest) => {
    const wanted = new URL(address, document.baseURI);
    if (wanted.origin !== location.origin || !wanted.pathname.startsWith("/download/")) {
      return open(address, ...rest);
    }
    const link = document.createElement("a");
    link.href = wanted.pathname.slice(1);
    link.download = "";
    document.body.append(link);
    link.click();
    link.remove();
    return null;
  };

  // The terminal would take ctrl+v for a key of its own. Kept from it, the browser pastes.
  const pastes = (key) =>
    key.ctrlKey && !key.shiftKey && !key.altKey && !key.metaKey && key.key.toLowerCase() === "v";
  document.addEventListener("keydown", (key) => pastes(key) && key.stopImmediatePropagation(), true);

  document.addEventListener("DOMContentLoaded", () => {
    // Small enough for 80 columns where the window is narrow, as long as it can be read.
    const fits = Math.floor(window.innerWidth / COLUMNS / CELL);
    const terminal = document.getElementById("terminal");
    terminal.dataset.fontSize = String(Math.max(SMALLEST, Math.min(USUAL, fits)));

    // The script measures its cells once, so the letters must be there.
    const begin = window.onload;
    window.onload = async (event) => {
      const styles = ["", "bold ", "italic "].map((style) => `${style}16px "Roboto Mono"`);
      await Promise.allSettled(styles.map((style) => document.fonts.load(style)));
      begin.call(window, event);
    };

    // It takes no keys by itself until somebody clicks.
    const state = document.body.classList;
    const takeKeys = () => {
      if (state.contains("-closed")) document.getElementById("again").focus();
      else if (state.contains("-first-byte")) terminal.querySelector("textarea").focus();
    };
    document.getElementById("again").addEventListener("click", () => location.reload());
    new MutationObserver(takeKeys).observe(document.body, { attributeFilter: ["class"] });
    window.addEventListener("focus", takeKeys);
  });
}
