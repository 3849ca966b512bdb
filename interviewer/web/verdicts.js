// The cards of a grade: a verdict is contested where it stands. A card is drawn anew by the server, so what is open and what
// was typed is kept here and put back; once an answer is there, it gets the focus, which also has it read out.
(function () {
  let sent = null;  // the point and the words that go to the server
  window.vivaObjection = function () {
    if (!sent) return ['', ''];
    sent.taken = true;
    return [sent.point, sent.words];
  };
  const waits = new Set();
  window.vivaObjectionHeard = (well) => waits.forEach((heard) => heard(well));
  const READING = 'Reading it again …';
  const DENY = 'Press again: it counts as not said';
  const TIME = 5000;

  window.vivaCards = function (element, trigger) {
    let open = null;  // { point, words }
    let waiting = '';
    const cardOf = (point) => [...element.querySelectorAll('[data-point]')].find((card) => card.dataset.point === point);
    const tell = (card, text) => { const line = card && card.querySelector('.wait'); if (line) line.textContent = text; };
    const unfold = (card, words) => {
      const form = card.querySelector('.why');
      if (!form) return;
      form.hidden = false;
      card.querySelector('[data-act=appeal]').setAttribute('aria-expanded', 'true');
      if (words) form.querySelector('textarea').value = words;
      open = { point: card.dataset.point, words: words || '' };
    };
    const fold = () => {
      const card = open && cardOf(open.point);
      open = null;
      if (!card || !card.querySelector('.why')) return;
      card.querySelector('.why').hidden = true;
      tell(card, '');
      const button = card.querySelector('[data-act=appeal]');
      button.setAttribute('aria-expanded', 'false');
      button.focus();
    };
    const ask = (card, event, words) => {
      if (waiting) return;
      waiting = card.dataset.point;
      const mine = sent = { point: waiting, words, taken: false };
      tell(card, READING);
      trigger(event);
      let tries = 0;
      const again = setInterval(function () {  // Gradio drops what is pressed while it is still drawing the page
        if (mine.taken || ++tries > 40) clearInterval(again);
        else trigger(event);
      }, 500);
    };
    const send = (card) => {
      const box = card.querySelector('textarea');
      const words = box.value.trim() || (box.required ? '' : 'Please read this again.');
      if (!words) {
        tell(card, 'Say which of your words make the point. Quoting them helps most.');
        box.focus();
        return;
      }
      ask(card, 'select', words);
    };
    const deny = (card, button) => {
      if (button.dataset.sure) {
        delete button.dataset.sure;
        ask(card, 'submit', '');
        return;
      }
      button.dataset.sure = DENY;  // the grade goes down and stays there
      tell(card, DENY);
      setTimeout(() => { delete button.dataset.sure; if (!waiting) tell(card, ''); }, TIME);
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
      const card = open && !waiting && cardOf(open.point);
      if (card && card.querySelector('.why')?.hidden) unfold(card, open.words);
    }).observe(element, { childList: true, subtree: true });
    waits.add(function (well) {
      const point = waiting;
      waiting = '';
      if (!point) return;
      if (!well) {
        tell(cardOf(point), 'That did not work. What you wrote is still here.');
        return;
      }
      open = null;
      let looks = 0;
      const look = setInterval(function () {  // until the new cards are drawn
        const card = cardOf(point);
        const drawn = card && card.querySelector('.outcome') && card.querySelector('.wait')?.textContent !== READING;
        if (!drawn && ++looks < 40) return;
        clearInterval(look);
        tell(card, '');
        card?.querySelector('.outcome')?.focus();
      }, 50);
    });
  };
})();
