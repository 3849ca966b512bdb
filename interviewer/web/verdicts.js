// The verdicts of a grade: each is contested where it is shown. The server redraws them, so what is open and what
// was typed is kept here and put back; once an answer arrives, it gets the focus, which also has it read out.
(function () {
  const grades = new Map();  // by key, since a page may show several: what each sends, and what it does once that was handled
  window.vivaObjection = (key) => grades.get(key)?.take() || ['', ''];
  window.vivaObjectionHeard = (key, well) => grades.get(key)?.settle(well);
  const READING = 'Reading it again …';
  const BUSY = 'One at a time: the other point is still being read.';
  const FAILED = 'That did not work.';
  const EARLY = 'That was too quick, so I took it for a double click. Press once more to confirm.';
  const SOON = 400;  // milliseconds; a double click is faster
  const TIME = 5000;

  window.vivaGrade = function (element, trigger, key) {
    let open = null;  // { point, words, which }: which of the buttons that open its form
    let waiting = '';
    let sent = null;  // the point and the words that go to the server
    const timers = new WeakMap();  // by button: what it asks for a second press ends after a while
    const verdictOf = (point) => [...element.querySelectorAll('[data-point]')].find((verdict) => verdict.dataset.point === point);
    const lineOf = (verdict) => verdict && verdict.querySelector('.wait');
    const tell = (verdict, text) => { const line = lineOf(verdict); if (line) line.textContent = text; };
    const untell = (verdict, text) => { if (lineOf(verdict)?.textContent === text) tell(verdict, ''); };
    const openers = (verdict) => [...verdict.querySelectorAll('[data-act=appeal]')];
    const unfold = (verdict, words, which) => {
      const form = verdict.querySelector('.why');
      const buttons = openers(verdict);
      const opener = buttons[which] || buttons[0];
      if (!form || !opener) return;
      form.hidden = false;
      buttons.forEach((button) => button.setAttribute('aria-expanded', String(button === opener)));
      form.querySelector('label').textContent = opener.dataset.asks;
      const box = form.querySelector('textarea');
      box.required = !opener.dataset.without;
      if (words) box.value = words;
      open = { point: verdict.dataset.point, words: box.value, which: buttons.indexOf(opener) };
    };
    const fold = () => {
      const verdict = open && verdictOf(open.point);
      const button = verdict && (openers(verdict)[open.which] || openers(verdict)[0]);
      open = null;
      if (!button || !verdict.querySelector('.why')) return;
      verdict.querySelector('.why').hidden = true;
      if (verdict.dataset.point !== waiting) tell(verdict, '');
      button.setAttribute('aria-expanded', 'false');
      button.focus();
    };
    const ask = (verdict, event, words) => {
      if (waiting) {
        if (waiting !== verdict.dataset.point) tell(verdict, BUSY);
        return;
      }
      waiting = verdict.dataset.point;
      const mine = sent = { point: waiting, words, taken: false };
      tell(verdict, READING);
      window.vivaUntilTaken(() => trigger(event), mine, () => settle(false));
    };
    const take = function () {
      if (!sent) return null;
      sent.taken = true;
      return [sent.point, sent.words];
    };
    const send = (verdict) => {
      const box = verdict.querySelector('textarea');
      const words = box.value.trim() || openers(verdict)[open ? open.which : 0]?.dataset.without;
      if (!words) {
        tell(verdict, box.dataset.empty);
        box.focus();
        return;
      }
      ask(verdict, 'select', words);
    };
    const deny = (verdict, button) => {
      const calm = () => { clearTimeout(timers.get(button)); delete button.dataset.sure; button.removeAttribute('aria-label'); };
      if (button.dataset.sure) {
        if (performance.now() - Number(button.dataset.at) < SOON) { tell(verdict, EARLY); return; }
        calm();
        untell(verdict, EARLY);
        ask(verdict, 'submit', '');
        return;
      }
      button.dataset.sure = button.dataset.confirm;  // it is settled for good
      button.dataset.at = String(performance.now());
      button.setAttribute('aria-label', button.dataset.confirm);
      timers.set(button, setTimeout(() => { calm(); untell(verdict, EARLY); }, TIME));
    };
    const settle = function (well) {
      const point = waiting;
      const wrote = sent?.words;
      waiting = '';
      sent = null;
      if (!point) return;
      element.querySelectorAll('[data-point]').forEach((verdict) => untell(verdict, BUSY));
      if (!well) {
        tell(verdictOf(point), wrote ? `${FAILED} What you wrote is still here.` : `${FAILED} Please try again.`);
        return;
      }
      if (open?.point === point) open = null;
      let looks = 0;
      const look = setInterval(function () {  // until the new verdicts are drawn
        const verdict = verdictOf(point);
        const drawn = verdict && verdict.querySelector('.outcome') && lineOf(verdict)?.textContent !== READING;
        if (!drawn && ++looks < 40) return;
        clearInterval(look);
        tell(verdict, '');
        // if the candidate has moved on to another point, they keep writing there
        (open ? verdictOf(open.point)?.querySelector('.why textarea') : verdict?.querySelector('.outcome'))?.focus();
      }, 50);
    };

    element.addEventListener('click', function (event) {
      const button = event.target.closest('button[data-act]');
      const verdict = button && button.closest('[data-point]');
      if (!verdict) return;
      switch (button.dataset.act) {
        case 'appeal': {
          const which = openers(verdict).indexOf(button);
          const here = open && open.point === verdict.dataset.point;
          if (here && open.which === which) { fold(); break; }
          if (open && !here) fold();
          if (here) untell(verdict, verdict.querySelector('textarea').dataset.empty);
          unfold(verdict, here ? open.words : '', which);
          verdict.querySelector('textarea').focus();
          break;
        }
        case 'cancel': fold(); break;
        case 'send': send(verdict); break;
        case 'deny': deny(verdict, button); break;
      }
    });
    element.addEventListener('input', function (event) {
      if (open && event.target.matches('.why textarea')) open.words = event.target.value;
    });
    element.addEventListener('keydown', function (event) {
      if (!event.target.matches('.why textarea')) return;
      if (event.key === 'Escape') fold();
      else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event.target.closest('[data-point]'));
      else return;
      event.preventDefault();
      event.stopPropagation();  // otherwise the page would send the answer
    });
    new MutationObserver(function () {
      const verdict = open && open.point !== waiting && verdictOf(open.point);
      if (verdict && verdict.querySelector('.why')?.hidden) unfold(verdict, open.words, open.which);
    }).observe(element, { childList: true, subtree: true });
    grades.forEach((grade, old) => { if (!grade.element.isConnected) grades.delete(old); });
    grades.set(key, { element, take, settle });
  };
})();
