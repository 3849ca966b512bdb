// The cards of a grade: a verdict is contested where it stands. A card is drawn anew by the server, so what is open and what
// was typed is kept here and put back; once an answer is there, it gets the focus, which also has it read out.
(function () {
  const grades = new Map();  // by key, as a page may show several: what each sends, and what it does once that was heard
  window.vivaObjection = (key) => grades.get(key)?.take() || ['', ''];
  window.vivaObjectionHeard = (key, well) => grades.get(key)?.settle(well);
  const READING = 'Reading it again …';
  const BUSY = 'One at a time: the other point is still being read.';
  const FAILED = 'That did not work.';
  const DENY = 'Press again: it counts as not said';
  const EARLY = 'That was too quick, so I took it for a double click. Press once more to confirm.';
  const SOON = 400;  // milliseconds; a double click is faster
  const TIME = 5000;

  window.vivaCards = function (element, trigger, key) {
    let open = null;  // { point, words }
    let waiting = '';
    let sent = null;  // the point and the words that go to the server
    const cardOf = (point) => [...element.querySelectorAll('[data-point]')].find((card) => card.dataset.point === point);
    const lineOf = (card) => card && card.querySelector('.wait');
    const tell = (card, text) => { const line = lineOf(card); if (line) line.textContent = text; };
    const untell = (card, text) => { if (lineOf(card)?.textContent === text) tell(card, ''); };
    const unfold = (card, words) => {
      const form = card.querySelector('.why');
      if (!form) return;
      form.hidden = false;
      card.querySelector('[data-act=appeal]').setAttribute('aria-expanded', 'true');
      const box = form.querySelector('textarea');
      if (words) box.value = words;
      open = { point: card.dataset.point, words: box.value };
    };
    const fold = () => {
      const card = open && cardOf(open.point);
      open = null;
      if (!card || !card.querySelector('.why')) return;
      card.querySelector('.why').hidden = true;
      if (card.dataset.point !== waiting) tell(card, '');
      const button = card.querySelector('[data-act=appeal]');
      button.setAttribute('aria-expanded', 'false');
      button.focus();
    };
    const ask = (card, event, words) => {
      if (waiting) {
        if (waiting !== card.dataset.point) tell(card, BUSY);
        return;
      }
      waiting = card.dataset.point;
      const mine = sent = { point: waiting, words, taken: false };
      tell(card, READING);
      window.vivaUntilTaken(() => trigger(event), mine, () => settle(false));
    };
    const take = function () {
      if (!sent) return null;
      sent.taken = true;
      return [sent.point, sent.words];
    };
    const send = (card) => {
      const box = card.querySelector('textarea');
      const words = box.value.trim() || (box.required ? '' : 'Please read this again.');
      if (!words) {
        tell(card, box.dataset.empty);
        box.focus();
        return;
      }
      ask(card, 'select', words);
    };
    const deny = (card, button) => {
      const calm = () => { delete button.dataset.sure; button.removeAttribute('aria-label'); };
      if (button.dataset.sure) {
        if (performance.now() - Number(button.dataset.at) < SOON) { tell(card, EARLY); return; }
        calm();
        untell(card, EARLY);
        ask(card, 'submit', '');
        return;
      }
      button.dataset.sure = DENY;  // the grade goes down and stays there
      button.dataset.at = String(performance.now());
      button.setAttribute('aria-label', DENY);
      setTimeout(() => { calm(); untell(card, EARLY); }, TIME);
    };
    const settle = function (well) {
      const point = waiting;
      const wrote = sent?.words;
      waiting = '';
      sent = null;
      if (!point) return;
      element.querySelectorAll('[data-point]').forEach((card) => untell(card, BUSY));
      if (!well) {
        tell(cardOf(point), wrote ? `${FAILED} What you wrote is still here.` : `${FAILED} Please try again.`);
        return;
      }
      if (open?.point === point) open = null;
      let looks = 0;
      const look = setInterval(function () {  // until the new cards are drawn
        const card = cardOf(point);
        const drawn = card && card.querySelector('.outcome') && lineOf(card)?.textContent !== READING;
        if (!drawn && ++looks < 40) return;
        clearInterval(look);
        tell(card, '');
        // who has gone on to another point goes on writing there
        (open ? cardOf(open.point)?.querySelector('.why textarea') : card?.querySelector('.outcome'))?.focus();
      }, 50);
    };

    element.addEventListener('click', function (event) {
      const button = event.target.closest('button[data-act]');
      const card = button && button.closest('[data-point]');
      if (!card) return;
      switch (button.dataset.act) {
        case 'appeal':
          if (open && open.point === card.dataset.point) { fold(); break; }
          if (open) fold();
          unfold(card, '');
          card.querySelector('textarea').focus();
          break;
        case 'cancel': fold(); break;
        case 'send': send(card); break;
        case 'deny': deny(card, button); break;
      }
    });
    element.addEventListener('input', function (event) {
      if (open && event.target.matches('.why textarea')) open.words = event.target.value;
    });
    element.addEventListener('keydown', function (event) {
      if (!event.target.matches('.why textarea')) return;
      if (event.key === 'Escape') fold();
      else if (event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.metaKey)) send(event.target.closest('[data-point]'));
      else return;
      event.preventDefault();
      event.stopPropagation();  // or the page would send the answer
    });
    new MutationObserver(function () {
      const card = open && open.point !== waiting && cardOf(open.point);
      if (card && card.querySelector('.why')?.hidden) unfold(card, open.words);
    }).observe(element, { childList: true, subtree: true });
    grades.forEach((grade, old) => { if (!grade.element.isConnected) grades.delete(old); });
    grades.set(key, { element, take, settle });
  };
})();
