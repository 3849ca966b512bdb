// The answer box: a message is sent once, and to the question it was written for; an unsent one is kept with its question.
// Two timers check what Gradio has drawn (see page.js):
//   send     250 ms  Gradio drops a press that comes too early, and may put a sent answer back into the box
//   draft    400 ms  unsent text survives a reload; a box that Gradio draws again loses its listeners
(function () {
  const box = () => document.querySelector('#answer textarea');
  const send = () => document.getElementById('btn-send');
  const entered = () => (window.vivaEntered ? window.vivaEntered() : '');
  const shown = () => document.querySelector('#place [data-place]')?.dataset;
  const said = () => document.querySelectorAll('#chat .message.user').length;
  const put = function (field, text) {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };

  // The box shrinks with the press. What is above its foot slides down instead of jumping; the row of buttons stands still
  const SLIDE = { duration: 140, easing: 'ease-out' };
  function settle(composer) {
    if (!composer) return;
    const parts = [...composer.querySelectorAll('#more, button:not(#more *)')].filter((part) => part.offsetParent);
    const tops = (all) => all.map((part) => part.getBoundingClientRect().top);
    const [top, ...rows] = tops([composer, ...parts]);
    composer.setAttribute('data-sent', '');
    const [now, ...after] = tops([composer, ...parts]);
    if (now <= top || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const by = top - now;
    // the shadow is the lower part of the frame, which the frame itself has left for a moment
    const frame = [{ transform: `translateY(${by}px)`, boxShadow: `0 ${-by}px 0 var(--card)` }, { transform: 'none', boxShadow: '0 0 0 var(--card)' }];
    composer.animate(frame, SLIDE);
    parts.forEach((part, n) => {
      if (after[n] === rows[n]) part.animate([{ transform: `translateY(${-by}px)` }, { transform: 'none' }], SLIDE);
    });
  }

  // what was sent when the page was left in the middle of a turn: it is stored, and must not come back as a draft. The server
  // told the page that was left that it has it, so this one has to count
  const SENT = 'viva-sent';
  function unheard() {
    const kept = JSON.parse(sessionStorage.getItem(SENT) || 'null');
    return kept && kept.place === location.search ? { ...kept, left: true, ticks: 1 } : null;
  }

  // what this tab shows; the server refuses anything meant for something else
  let due = '';
  let sent = unheard();
  const seenBy = (question) => {
    const now = shown();
    if (!now) return '';
    // text written for another question is sent with that question's name, so it is never taken for an answer to this one
    const here = !question || question === now.question;
    return JSON.stringify({ place: here ? now.place : question, question: here ? now.question : question, turns: Number(now.turns) });
  };
  window.vivaSeen = () => seenBy('');
  window.vivaSent = function (...values) {
    due = '';
    const now = shown();
    if (now) now.refused = '0';  // it was about an earlier message
    values[3] = entered();
    const seen = seenBy(questionOf(box()));
    sent = { text: values[0], id: `${Date.now()}-${Math.random()}`, before: said(), ticks: 0 };
    if (sent.text.trim() || values[3]) {
      settle(document.getElementById('composer'));
      sessionStorage.setItem(SENT, JSON.stringify({ ...sent, place: location.search }));
    }
    values[4] = seen && JSON.stringify({ ...JSON.parse(seen), sent: sent.id });
    return values;
  };

  // send: Gradio drops a press while it is still finishing the previous answer, though Send is enabled again by then. So
  // it is pressed again until the page sends what is in the box; while one press is under way Gradio ignores the others,
  // so nothing is sent twice. And if Gradio, still drawing, puts a sent answer back into the emptied box, the box is
  // emptied again.
  const wanted = () => box()?.value || (entered() ? '[drawn]' : '');  // a drawing can be sent without words
  const pressed = () => { due = wanted(); };
  const again = function () {
    const button = send();
    if (!button || button.disabled || button.offsetParent === null) return false;
    button.click();
    return true;
  };
  document.addEventListener('click', function (event) {
    if (event.target.closest('#btn-send')) pressed();
  }, true);
  // Shift+Enter begins a line, as in other chats; Gradio would send. Ctrl+Enter presses the button (page.js)
  for (const kind of ['keydown', 'keypress']) {
    document.addEventListener(kind, function (event) {
      if (event.key === 'Enter' && event.shiftKey && event.target.matches('textarea')) event.stopImmediatePropagation();
    }, true);
  }
  // data-sent: hides "How sure are you?" from the press on, so that nothing moves when the box is emptied
  const forget = () => {
    sent = null;
    sessionStorage.removeItem(SENT);
    document.getElementById('composer')?.removeAttribute('data-sent');
  };
  // taken: once the server names what was sent, it is stored, and leaves the box. The server never writes the box of an
  // interview that is open: the candidate may be typing. What was typed after the press stays, and so does the cursor.
  const named = () => document.querySelector('#took [data-took]')?.dataset.took;
  const stored = () => !!sent && (sent.left ? said() > sent.before : named() === sent.id);
  const take = function () {
    const field = box();
    if (!stored() || !field || !sent.text) return;
    if (sent.gone ? field.value !== sent.text : !field.value.startsWith(sent.text)) return;
    const rest = sent.gone ? '' : field.value.slice(sent.text.length).trimStart();
    const at = field.selectionStart - field.value.length + rest.length;
    sent.gone = true;
    keep(filled.get(field) || '', rest);
    put(field, rest);
    if (document.activeElement === field) field.setSelectionRange(Math.max(0, at), Math.max(0, at));
  };
  // what is typed after that is new, even if the words are the same
  document.addEventListener('input', function (event) {
    if (event.isTrusted && event.target === box() && stored()) forget();
  }, true);
  // whoever presses Send with a mouse can go on typing
  document.addEventListener('click', function (event) {
    const mouse = event.isTrusted && event.detail && matchMedia('(pointer: fine)').matches;
    if (mouse && event.target.closest('#btn-send')) box()?.focus({ preventScroll: true });
  });
  setInterval(function () {  // send
    if (due && (wanted() !== due || !again())) due = '';
    if (sent && shown()?.refused === '1') forget();
    if (!stored()) return;
    take();
    if (++sent.ticks > 20) forget();
  }, 250);

  // draft: unsent text is kept with its question, even if that question was closed meanwhile; what the
  // server clears is forgotten. When another question is asked, the kept text is offered next to the box.
  const STORE = 'viva-draft';
  let title = '';  // the title of the question that the box is for
  const filled = new WeakMap();  // the key of each box's contents; a box that is created again is filled again
  let acted = false;  // before the candidate does anything, an empty box only means that the page is still being drawn
  ['keydown', 'pointerdown', 'paste', 'drop'].forEach(function (what) {
    addEventListener(what, function () { acted = true; }, true);
  });
  const keyOf = function (field) {
    if (!field.closest('#answer')) return STORE + location.search + field.closest('[id]').id;
    const now = shown();
    return now ? [STORE, now.interview, now.question].join('|') : '';
  };
  const questionOf = (field) => (field && filled.get(field) || '').split('|')[2] || '';
  const keep = function (key, text) {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  };
  const look = function (field) {
    const key = keyOf(field);
    const old = filled.get(field);
    if (!key) return;
    if (old === key && (acted || field.value)) {
      keep(key, field.value);
      return;
    }
    if (old && old !== key && field.value) {  // there is another question next to the box now
      const taken = stored() && field.value.startsWith(sent.text);
      const rest = taken ? field.value.slice(sent.text.length).trimStart() : field.value;
      keep(old, rest);
      if (rest) sessionStorage.setItem(old + '|title', title);
      put(field, '');
    }
    filled.set(field, key);
    if (field === box()) title = shown()?.title || '';
    const draft = sessionStorage.getItem(key);
    if (draft && !field.value) put(field, draft);
  };
  // kept: what was written for an earlier question of this interview, to be put into the box or discarded
  const others = function () {
    const now = shown();
    if (!now || now.place === 'finished') return [];
    const mine = [STORE, now.interview, ''].join('|');
    return Object.keys(sessionStorage).filter((key) => key.startsWith(mine) && key !== mine + now.question && key.split('|').length === 3);
  };
  const offer = function () {
    const line = document.getElementById('kept-text');
    if (!line) return;
    const key = others()[0];
    line.hidden = !key;
    line.dataset.key = key || '';
    if (!key) return;
    const about = sessionStorage.getItem(key + '|title');
    const text = sessionStorage.getItem(key);
    const told = `Not sent${about ? `, for “${about}”` : ''}: “${text.length > 60 ? text.slice(0, 60).trim() + '…' : text}”`;
    if (line.firstElementChild.textContent !== told) line.firstElementChild.textContent = told;
  };
  document.addEventListener('click', function (event) {
    const button = event.target.closest && event.target.closest('[data-kept]');
    const key = button && document.getElementById('kept-text').dataset.key;
    if (!key) return;
    const field = box();
    const text = sessionStorage.getItem(key) || '';
    if (button.dataset.kept === 'use') put(field, field.value ? `${field.value}\n\n${text}` : text);
    [key, key + '|title'].forEach((each) => sessionStorage.removeItem(each));
    offer();
    field.focus();
  });

  const lookAll = function () {
    document.querySelectorAll('#answer textarea, #card-answer textarea').forEach(function (field) {
      if (field.offsetParent !== null && /^\?(interview|cards)=/.test(location.search)) look(field);
    });
    offer();
  };
  setInterval(lookAll, 400);  // draft
  // as soon as another question is shown, the box belongs to it
  new MutationObserver(function (changes) {
    if (changes.some((change) => change.target.closest?.('#took, #chat'))) take();
    if (changes.some((change) => change.target.closest?.('#place'))) lookAll();
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-place', 'data-took'] });
})();
