// A browser cuts what is pasted into a full box, and says nothing. Here a line below the box says that something was left out,
// until there is room again.
(function () {
  const NOTE = 'left-out';
  const put = (event) => ['insertFromPaste', 'insertFromDrop', 'insertReplacementText'].includes(event.inputType);
  let before = null;  // what a box holds just before something is put into it
  addEventListener('beforeinput', function (event) {
    const { target } = event;
    if (!put(event) || !(target.maxLength > 0)) { before = null; return; }
    const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
    before = { target, whole: target.value.length - (target.selectionEnd - target.selectionStart) + text.length };
  }, true);
  addEventListener('input', function ({ target }) {
    if (!(target.maxLength > 0)) return;
    const place = target.parentElement;
    place.querySelector(`.${NOTE}`)?.remove();
    const full = target.value.length >= target.maxLength;
    if (full && before?.target === target && before.whole > target.maxLength) {
      const note = document.createElement('p');
      note.className = NOTE;
      note.setAttribute('role', 'status');
      note.textContent = `Only the first ${target.maxLength.toLocaleString('en')} characters fit. The rest was left out.`;
      place.append(note);
    }
    before = null;
  }, true);
})();
