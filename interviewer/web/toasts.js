// Gradio lays its messages over the page, and keeps one for as long as the mouse is on it. Here a message has a strip of its
// own at the top, for which the page makes room (--toast, read by theme.py's frame and by the interview's height), so that it
// covers nothing that can be pressed. It goes when something else is pressed; a mere confirmation goes by itself.
(function () {
  const LONG = 6000;  // enough time to read a line or two
  const READ = 1000;  // a new message is not removed by the press that caused it
  const since = new WeakMap();
  const all = () => [...document.querySelectorAll('.toast-body')];
  const close = (toast) => toast.querySelector('.toast-close')?.click();
  let watched = null;
  let many = 0;
  const room = function () {
    const wrap = document.querySelector('.toast-wrap');
    const height = wrap && all().length ? Math.ceil(wrap.getBoundingClientRect().height) : 0;
    document.documentElement.style.setProperty('--toast', `${height}px`);
  };
  const size = new ResizeObserver(room);
  const look = function () {
    const wrap = document.querySelector('.toast-wrap');
    if (wrap !== watched) {
      size.disconnect();
      if (wrap) size.observe(wrap);
      watched = wrap;
      many = -1;
    }
    if (all().length !== many) { many = all().length; room(); }
    all().forEach(function (toast) {
      if (since.has(toast)) return;
      since.set(toast, performance.now());
      if (!toast.matches('.error, .warning')) setTimeout(() => close(toast), LONG);
    });
  };
  const begin = () => new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin);
  document.addEventListener('click', function (event) {
    if (!event.isTrusted || !event.target.closest('button, a, label, [role=tab]') || event.target.closest('.toast-wrap')) return;
    all().filter((toast) => performance.now() - since.get(toast) > READ).forEach(close);
  }, true);
})();
