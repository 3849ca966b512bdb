// once: a double click is one press, and so is a key held down; the second would be taken for the next question.
(function () {
  const stop = function (event) {
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  document.addEventListener('click', function (event) {
    if (event.detail > 1 && event.target.closest('#btn-skip, #btn-unskip, #btn-next, #btn-hint, #btn-send, #btn-end, #btn-delete')) stop(event);
  }, true);
  // Next and Skip replace each other under the mouse: a second press in the same place is meant for the first button
  const SETTLES = 1500;  // milliseconds; the next question is there by then
  const STILL = 12;  // pixels that a hand moves between two clicks
  let last = null;
  document.addEventListener('click', function (event) {
    const button = event.isTrusted && event.detail && event.target.closest('#controls button');
    if (!button) return;
    const now = { id: button.closest('[id]').id, x: event.clientX, y: event.clientY, at: event.timeStamp };
    const near = last && Math.hypot(now.x - last.x, now.y - last.y) < STILL;
    if (near && last.id !== now.id && now.at - last.at < SETTLES) stop(event);
    else last = now;
  }, true);
  let went = null;  // where the key being held was pressed; repeats are not meant for whatever has the focus now
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    if (!event.repeat) went = event.target;
    else if (event.target !== went || event.target.closest('button')) stop(event);
  }, true);
})();
// sure: what cannot be undone needs two presses. The first shows that on the button for a few seconds and sends nothing.
(function () {
  const asks = { 'btn-end': 'Really end?', 'btn-delete': 'Really delete?', 'btn-skip': 'Really finish?' };
  // a skip can be taken back, unless it skips the last question and so ends the interview
  const due = (holder) => holder.id !== 'btn-skip' || document.querySelector('#place [data-ends="1"]');
  const time = 6000;
  const timers = new WeakMap();  // by button, for Gradio keeps it: an old timer would disarm it before its time
  const calm = function (button) {
    clearTimeout(timers.get(button));
    delete button.dataset.sure;
    button.removeAttribute('aria-label');
  };
  document.addEventListener('click', function (event) {
    const button = event.target.closest && event.target.closest('button');
    const holder = button && button.closest(Object.keys(asks).map((id) => '#' + id).join(','));
    if (!holder || button.disabled || !due(holder)) return;
    if (button.dataset.sure) { calm(button); return; }
    event.stopImmediatePropagation();
    event.preventDefault();
    button.dataset.sure = asks[holder.id];
    button.setAttribute('aria-label', asks[holder.id]);
    timers.set(button, setTimeout(() => calm(button), time));
  }, true);
})();
// opened: what unfolds at the bottom of a box is scrolled into view.
document.addEventListener('click', function (event) {
  const fold = event.target.closest?.('.label-wrap, summary');
  if (!fold) return;
  const box = fold.closest('details') || fold.parentElement;
  setTimeout(function () {
    const open = fold.matches('summary') ? box.open : fold.classList.contains('open');
    if (!open) return;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    // anything longer than the window is shown from its beginning
    box.scrollIntoView({ block: box.offsetHeight > window.innerHeight / 2 ? 'start' : 'nearest', behavior: calm ? 'auto' : 'smooth' });
  }, 150);
});
// code: Tab indents in an editor, so Escape leaves it for what comes after it, and Tab continues from there.
document.addEventListener('keydown', function (event) {
  const editor = event.key === 'Escape' && event.target.closest?.('.cm-content') && event.target.closest('#code, #draft-text');
  if (!editor || document.querySelector('.cm-tooltip')) return;
  document.querySelector(editor.id === 'code' ? '#answer textarea' : '#btn-draft-file-save')?.focus();
});
// options: Gradio gives each option of a choice a name of its own, so the browser's arrow keys don't lead from one to another.
document.addEventListener('keydown', function (event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const group = step && event.target.matches?.('input[type="radio"]') && event.target.closest('fieldset');
  if (!group) return;
  const all = [...group.querySelectorAll('input[type="radio"]:not([disabled])')];
  const next = all[(all.indexOf(event.target) + step + all.length) % all.length];
  if (next.name && next.name === event.target.name) return;  // the browser's own
  event.preventDefault();
  next.focus();
  next.click();
});
