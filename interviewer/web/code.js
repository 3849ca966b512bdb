// code: the editor is CodeMirror, which has only part of its text in the page, so its own object is used. Gradio fills the editor
// at any time, even while somebody types, so a text that nobody entered is replaced by the one that was kept.
//   code     400 ms  unsent code survives a reload, like text in the answer box
(function () {
  const ROOM = 200_000;  // characters kept; code that is too long to be sent is not lost, either
  const SETTLED = 600;  // milliseconds after which a change is no longer the candidate's last act
  const editor = () => {
    const content = document.querySelector('#code .cm-content');
    const view = content && content.offsetParent !== null && content.cmTile?.root?.view;
    return view || null;
  };
  const typed = new Map();  // by name, the text that was kept last; the browser's own storage may be full
  const touched = new WeakMap();  // the current question when the candidate last did something in an editor
  let acted = -Infinity, seen = null;  // when that was; the document kept last, since each edit makes another and a key may make none
  let shown = '';  // the question whose code was in the editor when it was last looked at
  let early = null;  // an editor written in before the page said of which question it is: it is drawn first
  const key = () => document.querySelector('#form [data-code-key]')?.dataset.codeKey;
  const name = () => 'viva-code-' + key();
  const restore = (view) => {
    const kept = typed.get(name()) ?? sessionStorage.getItem(name());
    if (kept === null || kept === view.state.doc.toString() || view.state.doc.length > ROOM) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: kept } });
  };
  const keep = (view) => {
    const doc = view.state.doc;
    if (touched.get(view) !== key() || doc === seen || doc.length > ROOM) return;
    seen = doc;
    typed.set(name(), doc.toString());
    sessionStorage.setItem(name(), typed.get(name()));
  };
  const tried = (act) => { try { act(); } catch { /* storage is full or off */ } };
  ['keydown', 'paste', 'drop', 'cut', 'beforeinput', 'compositionend'].forEach((what) => addEventListener(what, (event) => {
    const view = editor();
    if (!view || !view.dom.contains(event.target)) return;
    acted = performance.now();
    if (!key()) { early = view; return; }
    if (touched.get(view) !== key()) {
      tried(() => restore(view));
      touched.set(view, key());
    }
    [0, 100].forEach((wait) => setTimeout(() => tried(() => keep(view)), wait));  // a phone's keyboard takes its time
  }, true));
  setInterval(function () {  // code
    const view = editor();
    const now = view && key() ? key() : '';
    if (now && now !== shown) {
      touched.delete(view);  // there was another question in between, or this one was closed and resumed
      const unkept = early === view && (typed.get(name()) ?? sessionStorage.getItem(name())) === null;
      early = null;
      if (unkept) { touched.set(view, now); tried(() => keep(view)); }
    }
    shown = now;
    if (now) tried(() => (touched.get(view) === now && performance.now() - acted < SETTLED ? keep(view) : restore(view)));
  }, 400);
})();
