// What textual.js leaves out: keys go to the screen at once, and again whenever the page is shown or clicked.
const screen = () => document.querySelector(".xterm-helper-textarea");
for (const [from, moment] of [[window, "load"], [window, "focus"], [document, "click"]]) {
  from.addEventListener(moment, () => { if (!document.body.classList.contains("-closed")) screen()?.focus(); });
}
