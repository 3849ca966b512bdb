// The clock runs down between two updates of the server; each update carries a new stamp.
(function () {
  const clocks = new WeakMap();
  setInterval(() => {
    document.querySelectorAll('.clock[data-left]').forEach((el) => {
      const stamp = el.dataset.stamp + '|' + el.dataset.left + '|' + el.dataset.running;
      let known = clocks.get(el);
      if (!known || known.stamp !== stamp) {
        known = { stamp, at: performance.now(), left: Number(el.dataset.left) };
        clocks.set(el, known);
      }
      if (el.dataset.running !== '1') return;
      const left = Math.max(0, Math.round(known.left - (performance.now() - known.at) / 1000));
      const text = Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0');
      const b = el.querySelector('b');
      if (b && b.textContent !== text) b.textContent = text;
    });
  }, 500);
  const press = (id) => {
    const el = document.getElementById(id);
    const button = el && (el.tagName === 'BUTTON' ? el : el.querySelector('button'));
    if (button && !button.disabled && button.offsetParent !== null) { button.click(); return true; }
    return false;
  };
  const keys = { KeyH: 'btn-hint', KeyR: 'btn-repeat', KeyK: 'btn-skip', KeyN: 'btn-next' };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (press('btn-send')) event.preventDefault();
    } else if (event.altKey && !event.ctrlKey && keys[event.code]) {
      if (press(keys[event.code])) event.preventDefault();
    }
  });
})();
// What scrolls must be reachable by the keyboard; Gradio's chat log and our quoted answers are not by themselves.
setInterval(function () {
  document.querySelectorAll("#chat [role=log]:not([tabindex]), .answer:not([tabindex]), .wide:not([tabindex])").forEach(function (box) {
    if (box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  });
}, 700);
