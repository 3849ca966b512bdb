// On a small screen the question and the grade are collapsed to leave room for the conversation; phone.css says when.
// A tap opens one and another closes it, and both close when the candidate goes on talking or a new question is asked.
(function () {
  const button = (id) => document.getElementById(id);
  const isOpen = (id) => button(id)?.getAttribute('aria-expanded') === 'true';
  const open = (id, yes) => { if (button(id) && isOpen(id) !== yes) button(id).setAttribute('aria-expanded', String(yes)); };
  const fold = () => { open('btn-whole', false); open('btn-below', false); };
  const asked = () => document.querySelector('#question-head h2')?.textContent ?? '';
  let title = '';
  const toggle = function (id) {
    const yes = !isOpen(id);
    fold();
    title = asked(); // what is opened now belongs to this question, even if it was drawn since the last look
    open(id, yes);
    const box = document.getElementById(button(id).getAttribute('aria-controls'));
    if (box) box.scrollTop = 0;
  };
  document.addEventListener('click', function (event) {
    const pressed = event.target.closest && event.target.closest('button, a');
    if (pressed?.id === 'btn-whole' || pressed?.id === 'btn-below') toggle(pressed.id);
    else if (pressed?.closest('#controls')) fold();
    else if (!pressed && event.target.closest('#question-text, #question-head') && button('btn-whole')?.offsetParent
      && getSelection().isCollapsed) toggle('btn-whole');
  });
  document.addEventListener('keydown', function (event) {
    const opened = event.key === 'Escape' && !event.defaultPrevented && ['btn-whole', 'btn-below'].find(isOpen);
    if (!opened || !event.target.closest?.('#asked, #below') || event.target.matches('input, textarea')) return;
    fold();
    button(opened).focus();
  });
  document.addEventListener('focusin', function (event) {
    if (event.target.closest('#answer')) fold();
  });
  // short: fewer than this many pixels are left, as above a phone's keyboard
  const SHORT = 600;
  const measure = function () {
    const left = window.visualViewport ? window.visualViewport.height : window.innerHeight;
    document.getElementById('view-interview')?.toggleAttribute('data-short', left <= SHORT);
  };
  window.addEventListener('resize', measure);
  window.visualViewport?.addEventListener('resize', measure);
  // anything too wide scrolls in its own box, which the keyboard can reach and which fades out on the sides where it goes on
  const WIDE = '.prose table, .katex-display, .katex.too-wide';
  const fade = function (box) {
    const left = box.scrollLeft > 1;
    const right = box.scrollLeft + box.clientWidth < box.scrollWidth - 1;
    const sides = [left && 'left', right && 'right'].filter(Boolean).join(' ');
    if ((box.dataset.goesOn ?? '') === sides) return;
    if (sides) box.dataset.goesOn = sides;
    else delete box.dataset.goesOn;
  };
  const widen = function () {
    document.querySelectorAll('.katex').forEach(function (formula) {
      if (formula.closest('.katex-display') || formula.offsetParent === null) return;
      const room = formula.closest('p, li, td, th, h1, h2, h3, h4, blockquote, .message, .prose');
      const widest = Math.max(0, ...[...formula.querySelectorAll('.base')].map((part) => part.scrollWidth));
      if (room) formula.classList.toggle('too-wide', widest > room.clientWidth);
    });
    document.querySelectorAll(WIDE).forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1 && !box.hasAttribute('tabindex')) box.tabIndex = 0;
      fade(box);
    });
  };
  // more: on a phone the question scrolls in a few lines, and fades out if there is more below
  const showMore = function () {
    const text = document.getElementById('question-text');
    text?.toggleAttribute('data-more', text.scrollTop + text.clientHeight < text.scrollHeight - 2);
  };
  document.addEventListener('scroll', function (event) {
    if (event.target.matches?.(WIDE)) fade(event.target);
    else if (event.target.id === 'question-text') showMore();
  }, true);
  // Gradio has no event for "this was drawn" (see page.js)
  setInterval(function () {
    measure();
    widen();
    showMore();
    const now = asked();
    // after leaving the interview one finds it collapsed again, even at the same question
    if (now !== title || document.getElementById('composer')?.offsetParent === null) fold();
    title = now;
    const text = document.querySelector('#place [data-bar]')?.dataset.bar;
    const label = document.querySelector('#btn-below span');
    if (label && text && label.textContent !== text) label.textContent = text;
  }, 400);
})();
