// Gradio has no event for "this was drawn", so four timers look instead; box.js, scroll.js, forms.js and code.js have their own. Each reads a few elements
// and does nothing while nothing has changed:
//   clock    500 ms  counts down the seconds between two updates from the server, which come every five seconds
//   address  250 ms  the server writes the address of what is shown into the page; the browser's own follows it
//   turn     300 ms  when it is the candidate's turn, puts the focus in the box
//   focus    300 ms  makes boxes that scroll reachable by keyboard as soon as they are drawn

// clock: each update from the server carries a new stamp, from which the seconds are counted down.
(function () {
  const clocks = new WeakMap();
  setInterval(() => {
    document.querySelectorAll('.clock[data-left]').forEach((el) => {
      // after a pause it goes on from what the server says, whatever passed while it was out of view
      if (el.offsetParent === null) { clocks.delete(el); return; }
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
})();
(function () {
  const press = (id) => {
    const el = document.getElementById(id);
    const button = el && (el.tagName === 'BUTTON' ? el : el.querySelector('button'));
    if (button && !button.disabled && button.offsetParent !== null) { button.click(); return true; }
    return false;
  };
  const keys = { KeyH: 'btn-hint', KeyR: 'btn-repeat', KeyK: 'btn-skip', KeyU: 'btn-unskip', KeyM: 'btn-more', KeyN: 'btn-next',
    Digit1: 'btn-rate-1', Digit2: 'btn-rate-2', Digit3: 'btn-rate-3', Digit4: 'btn-rate-4' };
  document.addEventListener('keydown', (event) => {
    if (event.repeat) return;  // a key held down is one press
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      const ask = event.target.closest('.ask-row')?.querySelector('button');
      if (ask) { event.preventDefault(); ask.click(); }
      else if (press('btn-send') || press('btn-check')) event.preventDefault();
    } else if (event.altKey && !event.ctrlKey && keys[event.code]) {
      if (press(keys[event.code])) event.preventDefault();
    }
  });
})();
// address: the address and the title follow what is shown; going back loads the page at the previous address.
// Gradio loses visibility updates for a part that it is still drawing, so nothing is requested from the server
// before the start is drawn. This wait ends by itself and is not one of the timers.
window.vivaSearch = async function () {
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  for (let i = 0; i < 200 && !document.querySelector('#btn-start')?.offsetParent; i++) await pause(50);
  await pause(100);
  const back = sessionStorage.getItem('viva-back');
  sessionStorage.removeItem('viva-back');
  return back && !location.search ? '?start=' : location.search;
};
(function () {
  let known = '';
  setInterval(function () {
    const el = document.querySelector('#address [data-address]');
    if (!el || el.dataset.address + el.dataset.title === known) return;
    known = el.dataset.address + el.dataset.title;
    document.title = el.dataset.title;
    const address = el.dataset.address;
    if (address === location.search) return;
    const entry = /^\?(drill|question)=/.test(location.search);
    history[entry ? 'replaceState' : 'pushState'](null, '', address || location.pathname);
  }, 250);
  window.addEventListener('popstate', function () {
    sessionStorage.setItem('viva-back', '1');
    location.reload();
  });
})();
// seen: how much of a phone's screen its keyboard leaves free; browsers do not subtract it from the page's height.
(function () {
  const view = window.visualViewport;
  const put = () => document.documentElement.style.setProperty('--seen', Math.round(view.height) + 'px');
  if (!view) return;
  view.addEventListener('resize', put);
  put();
})();
// turn: focus goes to the box when it is the candidate's turn and nothing else is being used. Not on a touch screen,
// where it would push the keyboard over the question.
(function () {
  const ready = {};
  const held = {};  // what had the focus while it was not the candidate's turn; if they have moved it since, it stays there
  setInterval(function () {
    if (!window.matchMedia('(pointer: fine)').matches) return;
    [['#answer textarea', '#btn-send'], ['#card-answer textarea', '#btn-check']].forEach(function ([field, send]) {
      const box = document.querySelector(field);
      const button = document.querySelector(send);
      const now = !!(box && box.offsetParent && !box.disabled && button && button.offsetParent && !button.disabled);
      const free = !document.activeElement || document.activeElement === document.body || document.activeElement.disabled
        || document.activeElement.offsetParent === null;
      const pressed = document.activeElement === held[field] && held[field]?.closest('#controls, #card-ratings');
      if (!now) held[field] = document.activeElement;
      if (now && (free || (pressed && !ready[field]))) box.focus({ preventScroll: true });
      ready[field] = now;
    });
  }, 300);
})();
// focus: anything that scrolls must be reachable by keyboard; Gradio's chat log and blocks, code and our quotes are not.
setInterval(function () {
  const boxes = ":is(#chat [role=log], pre, #asked, #below, .listbox, .answer, .wide, .block):not([tabindex])";
  document.querySelectorAll(boxes).forEach(function (box) {
    const more = box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
    if (more && /auto|scroll/.test(getComputedStyle(box).overflow)) box.tabIndex = 0;
  });
  // a table's corner cell heads nothing, but Markdown cannot express that
  document.querySelectorAll('th').forEach(function (head) {
    if (head.textContent.trim() || head.children.length) return;
    const cell = document.createElement('td');
    cell.style.cssText = head.style.cssText;
    head.replaceWith(cell);
  });
}, 300);
// keys: Gradio tells screen readers of its progress in words that its own list lacks, so they hear a key such as
// "common.complete". Nobody should; what the page does is told where it happens.
new MutationObserver(function (changes) {
  for (const { target } of changes) {
    const told = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
    if (told?.matches?.('.sr-only[role=status]') && /^[a-z_]+\.[a-z_]+$/.test(told.textContent.trim())) told.textContent = '';
  }
}).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
