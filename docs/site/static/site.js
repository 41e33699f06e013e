"use strict";

// The lab is 9 MB, so it is loaded by a click.
for (const box of document.querySelectorAll(".lab")) {
  box.querySelector("button").addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = box.dataset.page;
    frame.title = "The lab";
    frame.allow = "clipboard-write; fullscreen";
    box.querySelector("button").replaceWith(frame);
    frame.focus();
  });
}

// A link to a room, such as lab.html#walk, opens it in the lab's own page.
const lab = document.querySelector(".lab[data-rooms]");
const fragment = decodeURIComponent(location.hash.slice(1));
if (lab && fragment && !document.getElementById(fragment)) {
  location.replace(lab.dataset.page.split("#")[0] + location.hash);
}

// A program of the book runs below its listing, in the lab's room Python. One at a time: each loads Python anew.
let opened = null;
for (const link of document.querySelectorAll(".run a")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a page of its own
    event.preventDefault();
    const again = opened?.link === link;
    if (opened) {
      opened.frame.remove();
      opened.link.textContent = opened.text;
      opened = null;
    }
    if (again) return;
    const frame = document.createElement("iframe");
    frame.src = link.href;
    frame.title = "The program, in the lab";
    frame.allow = "clipboard-write";
    link.after(frame);
    opened = { link, frame, text: link.textContent };
    link.textContent = "Close it";
  });
}

// What scrolls can be scrolled by keyboard.
const reach = () => {
  for (const box of document.querySelectorAll(".table-wrapper, .highlight pre, .sidebar-scroll, .toc-scroll")) {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
reach();
addEventListener("resize", reach);

// Sphinx calls the captions of the menu headings without a level.
for (const caption of document.querySelectorAll(".sidebar-tree .caption")) caption.setAttribute("aria-level", "2");
