// What axe-core leaves undecided or does not look at. Evaluates to a list of faults:
// {rule, where}. Nothing on the page is changed.
() => {
  const faults = [];
  const fault = (rule, element, more = "") =>
    faults.push({ rule, where: `${element.outerHTML.slice(0, 120)} ${more}`.trim() });
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });

  // Contrast, of every text that can be seen, by its own colour and what is painted behind it.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const colour = (text) => {
    if (!known.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(text, [red, green, blue, alpha / 255]);
    }
    return known.get(text);
  };
  const over = (top, below) =>
    [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const backgrounds = new Map();
  const background = (element) => {
    if (element === null) return [255, 255, 255, 1]; // the body paints the whole page
    if (!backgrounds.has(element)) {
      const style = getComputedStyle(element);
      if (style.backgroundImage !== "none" || style.opacity !== "1" || style.filter !== "none")
        fault("own-contrast-undecided", element);
      const own = colour(style.backgroundColor);
      backgrounds.set(element, own[3] === 1 ? own : over(own, background(element.parentElement)));
    }
    return backgrounds.get(element);
  };
  const painted = (text, drawing) => {
    // The last shape drawn before the text, that lies behind its middle.
    const box = text.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const behind = [...drawing.querySelectorAll("rect, circle, path")].filter((shape) => {
      const its = shape.getBoundingClientRect();
      const before = text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_PRECEDING;
      return before && !shape.closest("defs") && its.left <= x && x <= its.right && its.top <= y && y <= its.bottom;
    });
    const fill = behind.length ? getComputedStyle(behind.at(-1)).fill : null;
    if (fill === null) return background(drawing);
    if (fill.startsWith("url")) fault("own-contrast-undecided", text);
    return fill.startsWith("url") ? background(drawing) : colour(fill);
  };
  const readable = (element, style, text) => {
    const drawing = element.closest("svg");
    const behind = drawing ? painted(element, drawing) : background(element);
    const ink = over(colour(drawing ? style.fill : style.color), behind);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    const ratio = contrast(ink, behind);
    if (ratio < (large ? 3 : 4.5)) fault("own-contrast", element, `${ratio.toFixed(2)} ${text}`);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (seen.has(element) || !texts.currentNode.data.trim() || !shown(element)) continue;
    seen.add(element);
    if (element.matches("title, desc")) continue;
    readable(element, getComputedStyle(element), texts.currentNode.data.trim().slice(0, 30));
    for (const pseudo of ["::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      if (!["none", "normal", '""'].includes(style.content))
        readable(element, style, `${pseudo} ${style.content.slice(0, 30)}`);
    }
  }

  // Headings, landmarks and languages.
  const headings = all("h1, h2, h3, h4, h5, h6").filter(shown);
  let level = 0;
  for (const heading of headings) {
    const its = Number(heading.tagName[1]);
    if (its > level + 1) fault("own-heading-order", heading);
    if (!heading.textContent.trim()) fault("own-empty-heading", heading);
    level = its;
  }
  for (const [selector, least, most] of [
    ["h1", 1, 1], ["body > header", 1, 1], ["body > main", 1, 1], ["body > footer", 1, 1], ["body > nav", 0, 1],
  ]) {
    const found = all(selector).length;
    if (found < least || found > most) fault("own-landmarks", document.body, `${found} × ${selector}`);
  }
  for (const element of all("nav, section, [role=region]")) {
    const names = (element.getAttribute("aria-labelledby") ?? "-").split(" ");
    if (!element.getAttribute("aria-label") && !names.every((name) => document.getElementById(name)))
      fault("own-unnamed-landmark", element);
  }
  if (!/^(nb|nn|en)$/.test(document.documentElement.lang)) fault("own-language", document.documentElement);
  for (const element of all("[lang]"))
    if (!/^(nb|nn|no|en)$/.test(element.lang)) fault("own-language", element);
  for (const table of all("table"))
    if (!table.caption?.textContent.trim()) fault("own-table-without-name", table);

  // Links that are found by the eye and lead somewhere.
  for (const link of all("a[href^='#']"))
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) fault("own-broken-link", link);
  for (const link of all("p a, td a, dd a").filter(shown))
    if (!getComputedStyle(link).textDecorationLine.includes("underline")) fault("own-link-not-underlined", link);
  for (const element of all("[tabindex]"))
    if (element.tabIndex !== 0) fault("own-tab-order", element);

  // Nothing wider than the window: what must be wide scrolls in its own frame.
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth)
    fault("own-sideways-scrolling", document.body, `${page.scrollWidth} > ${page.clientWidth}`);
  for (const frame of all("*").filter((e) => /auto|scroll/.test(getComputedStyle(e).overflowX)))
    if (frame.scrollWidth > frame.clientWidth && frame.tabIndex !== 0) fault("own-closed-to-the-keyboard", frame);
  return faults;
}
