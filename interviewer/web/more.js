// The menu of other things to say. It opens above the box, closes on Escape or a press elsewhere, and sends the name of
// what was pressed; the server has the words. What is in the box stays there.
(function () {
  let asked = null;  // the name of a command, and a note
  const LOST = 'That did not get through. Please press it again.';
  window.vivaAsked = function () {
    if (!asked) return ['', ''];
    asked.taken = true;
    return [asked.name, asked.note];
  };
  window.vivaMore = function (element, trigger) {
    const part = (id) => element.querySelector('#' + id);
    const isOpen = () => part('btn-more')?.getAttribute('aria-expanded') === 'true';
    const show = function (open) {
      if (!part('btn-more')) return;
      part('btn-more').setAttribute('aria-expanded', String(open));
      part('more-list').hidden = !open;
      if (open) element.querySelector('[data-command]')?.focus();
    };
    const tell = (text) => { const line = element.querySelector('.wait'); if (line) line.textContent = text; };
    const note = function (open) {
      part('more-note').hidden = !open;
      element.querySelector('[data-command=note-open]').setAttribute('aria-expanded', String(open));
      if (open) part('note-text').focus();
    };
    const send = function (name) {
      const text = part('note-text');
      if (name === 'note' && !text.value.trim()) {
        tell('Write the note first.');
        text.focus();
        return;
      }
      const mine = asked = { name, note: name === 'note' ? text.value : '', taken: false };
      tell('');
      show(false);
      part('btn-more').focus();
      window.vivaUntilTaken(() => trigger('select'), mine, function () {
        if (mine !== asked || !part('more-list')) return;  // something else was pressed since, or the interview is over
        asked = null;
        part('more-list').hidden = false;
        part('btn-more').setAttribute('aria-expanded', 'true');
        tell(LOST);
      });
    };
    element.addEventListener('click', function (event) {
      const button = event.target.closest('button');
      if (!button || button.disabled) return;
      if (button.id === 'btn-more') show(!isOpen());
      else if (button.dataset.command === 'note-open') note(part('more-note').hidden);
      else if (button.dataset.command) send(button.dataset.command);
    });
    element.addEventListener('keydown', function (event) {
      const list = [...element.querySelectorAll('#more-list ul button')];
      const at = list.indexOf(document.activeElement);
      if (event.key === 'Escape' && isOpen()) {
        show(false);
        part('btn-more').focus();
      } else if (event.target.id === 'note-text' && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        send('note');
      } else if (at >= 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        list[(at + (event.key === 'ArrowDown' ? 1 : list.length - 1)) % list.length].focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();  // otherwise the page would send the answer
    });
    document.addEventListener('pointerdown', function (event) {
      if (isOpen() && !element.contains(event.target)) show(false);
    });
    element.addEventListener('focusout', function (event) {
      if (isOpen() && event.relatedTarget && !element.contains(event.relatedTarget)) show(false);
    });
  };
})();
