/* What cannot be read in our part of a page as wide as the window is now: a list of sentences. */
() => {
  const width = document.documentElement.clientWidth;
  const dialog = document.querySelector("div.jgzf dialog[open]");
  const roots = dialog ? [dialog] : document.querySelectorAll("div.jgzf");
  const found = new Set();
  const texts = [];
  const BOXES = ".btn, .jz-badge, .jz-chip, .jz-door, .jz-case, .jz-panel, .jz-note, .page-link, td, th, dd, dt, .form-check";

  const name = element => {
    const id = element.id ? `#${element.id}` : "";
    return element.tagName.toLowerCase() + id + [...element.classList].map(c => `.${c}`).join("");
  };
  const short = node => node.textContent.trim().slice(0, 20);
  /* For screen readers alone, or in a part that is folded. */
  const unseen = element => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true;
    for (let at = element; at && !at.matches("div.jgzf"); at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath === "inset(50%)" || style.clip === "rect(0px, 0px, 0px, 0px)") return true;
    }
    return false;
  };
  /* Plone's buttons of a long form stay at the window's edge while the form moves under them. */
  const floats = element => {
    for (let at = element; at && !at.matches("div.jgzf"); at = at.parentElement) {
      if (/sticky|fixed/.test(getComputedStyle(at).position) && !at.matches("dialog")) return true;
    }
    return false;
  };
  const isCut = (rect, box, style) => {
    const across = style.overflowX !== "visible" && (rect.right > box.right + 2 || rect.left < box.left - 2);
    const down = /hidden|clip/.test(style.overflowY) && (rect.bottom > box.bottom + 6 || rect.top < box.top - 6);
    return across || down;
  };

  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.textContent.trim() || element.closest("script, noscript, select, textarea, svg")) continue;
      if (unseen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = element.closest(BOXES);
      const frame = box && box.getBoundingClientRect();
      for (const rect of range.getClientRects()) {
        if (rect.width < 1 || rect.height < 1) continue;
        if (!floats(element)) texts.push({ node, rect });
        if (rect.right > width + 1 || rect.left < -1) found.add(`outside the window: ${short(node)}`);
        if (frame && (rect.right > frame.right + 2 || rect.left < frame.left - 2)) {
          found.add(`outside ${name(box)}: ${short(node)}`);
        }
        for (let at = element; at && at !== document.body; at = at.parentElement) {
          if (isCut(rect, at.getBoundingClientRect(), getComputedStyle(at))) {
            found.add(`cut off by ${name(at)}: ${short(node)}`);
          }
        }
      }
    }
    for (const control of root.querySelectorAll("input, select, textarea, button, a, img, table, summary")) {
      const rect = control.getBoundingClientRect();
      if (!rect.width || unseen(control)) continue;
      if (rect.right > width + 1 || rect.left < -1) found.add(`outside the window: ${name(control)}`);
    }
  }

  /* Lines of a text may be closer than its glyphs are tall. */
  const middle = rect => ({ top: rect.top + rect.height * 0.25, bottom: rect.bottom - rect.height * 0.25 });
  texts.sort((one, other) => one.rect.top - other.rect.top);
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      if (other.rect.top > one.rect.bottom) break;
      if (one.node === other.node) continue;
      const [first, second] = [middle(one.rect), middle(other.rect)];
      const high = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
      const wide = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      if (high > 1 && wide > 2) found.add(`one upon the other: ${short(one.node)} / ${short(other.node)}`);
    }
  });
  return [...found];
}
