// Gradio keeps the newest message in view only for readers already at the end, and never moves the page. One timer, 300 ms:
//   chat     what the candidate sends or presses, and the reply to it, is scrolled into view wherever the reader was; from
//            then on the chat follows, until they scroll up themselves. On a phone the conversation itself may be out of sight.
//   panel    next to the conversation, a new question and each grade of an answer are shown from their beginning. If the first
//            mark in the reference answer of a question that has closed is further down, it is scrolled into view next to the
//            conversation; nothing else moves. A contest changes a grade where the reader is, and moves nothing.
//   card     the verdict on a quick card is scrolled into view with its buttons, and so is the next card.
(function () {
  const NEAR = 4;  // pixels; browsers round scroll positions
  let follow = false;
  let end = null;  // the end that was scrolled to: the number of messages and the height
  let own = 0;
  let turned = false;
  const log = () => document.querySelector('#chat [role=log]');
  const gentle = () => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');

  document.addEventListener('click', function (event) {
    // a script may press one of our buttons for a key; whatever it does, its reply is shown
    if (event.target.closest?.('#controls button, #more [data-command]')) { follow = true; end = null; }
  }, true);
  ['wheel', 'touchmove', 'pointerdown', 'keydown'].forEach(function (what) {
    document.addEventListener(what, function (event) {
      const up = what !== 'keydown' || ['ArrowUp', 'PageUp', 'Home'].includes(event.key);
      if (up && event.target.closest?.('#chat')) follow = false;
    }, { capture: true, passive: true });
  });

  function followChat() {
    const box = log();
    if (!box || box.offsetParent === null) { end = null; own = 0; return; }
    const messages = box.querySelectorAll('.message');
    const mine = box.querySelectorAll('.message.user').length;
    if (mine > own) follow = true;
    own = mine;
    if (end === null) follow = true;  // a conversation that comes into sight is shown from its end
    // what grows next to the chat, such as the box that is typed in, must not cover the question that is being answered
    const now = messages.length + '|' + box.scrollHeight + '|' + box.clientHeight;
    if (now === end || !messages.length) return;
    const grew = end !== null && messages.length > parseInt(end, 10);
    end = now;
    if (follow) {
      const last = messages[messages.length - 1];
      const top = last.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
      // a message longer than the chat is shown from its beginning
      const tall = last.offsetHeight > box.clientHeight - NEAR;
      box.scrollTop = tall ? top - NEAR : box.scrollHeight;
    }
    if (grew && window.innerWidth <= 700) {
      document.getElementById('chat').scrollIntoView({ block: 'nearest', behavior: gentle() });
    }
  }

  let stage = '';  // the question that is shown, whether it is closed, and how much of the answer its grade has read
  let owed = false;  // the first mark in the reference answer has yet to be drawn
  const GAP = 12;  // pixels left free around it
  function showMark() {
    const below = document.getElementById('below');
    const told = below?.querySelector('#reference blockquote');
    const typing = below?.contains(document.activeElement) && document.activeElement.matches('input, textarea');
    const scrolls = (box) => box && /auto|scroll/.test(getComputedStyle(box).overflowY);
    const box = [below, below?.parentElement].find(scrolls);
    if (!told || told.offsetParent === null || !box || box.scrollTop || typing) return;
    const words = told.closest('.prose, .md')?.querySelector('mark') ?? told;
    const seen = box.getBoundingClientRect();
    const missing = Math.max(told.getBoundingClientRect().bottom, words.getBoundingClientRect().bottom) + GAP - seen.bottom;
    const most = told.getBoundingClientRect().top - GAP - seen.top;
    if (missing > 0) box.scrollTo({ top: Math.min(missing, most), behavior: gentle() });
  }
  function followPanel() {
    if (owed) { owed = false; showMark(); }
    const head = document.getElementById('question-head');
    if (!head || head.offsetParent === null) return;  // nothing is new to whoever comes back from another tab
    const closed = document.getElementById('btn-next')?.offsetParent || document.getElementById('btn-report')?.offsetParent;
    const graded = document.querySelector('#verdicts [data-graded]')?.dataset.graded ?? '';
    const now = [head.querySelector('h2')?.textContent ?? '', !!closed, graded].join('|');
    if (now === stage) return;
    stage = now;
    const below = document.getElementById('below');
    // on a phone that lies on its side, the column scrolls as a whole
    const question = document.getElementById('question-text');
    [document.getElementById('asked'), question, below, below?.parentElement].forEach((box) => { if (box) box.scrollTop = 0; });
    owed = !!closed;
  }

  function followCard() {
    const head = document.getElementById('card-head');
    if (!head || head.offsetParent === null) return;
    const ratings = document.getElementById('card-ratings');
    const now = !!ratings && ratings.offsetParent !== null;
    if (now === turned) return;
    turned = now;
    const top = now ? document.querySelector('#card-verdict section') || document.getElementById('card-back') : head;
    if (!top || top.offsetParent === null) return;
    if (now) ratings.scrollIntoView({ block: 'end' });
    const at = top.getBoundingClientRect();
    if (at.top < 0 || at.bottom > window.innerHeight) top.scrollIntoView({ block: 'start' });
  }

  setInterval(function () { followChat(); followPanel(); followCard(); }, 300);
})();
