// The canvas and the tree. Gradio may redraw the part around them at any time, so a timer looks for forms without
// listeners, and what was entered is kept in session storage, from which a form is filled again.
//   forms    250 ms  gives a redrawn form its listeners
(function () {
  const LIGHT = ['#0f766e', '#b45309', '#6d28d9', '#be123c', '#1d4ed8', '#15803d'];
  const DARK = ['#5eead4', '#fbbf24', '#c4b5fd', '#fda4af', '#93c5fd', '#86efac'];
  const PAD = { left: 46, right: 14, top: 14, bottom: 34 };
  const MOST_POINTS = 420;  // per drawing; about 6,000 characters
  const SLACK = 12;  // pixels by which a hand misses the edge of the axes
  const keep = (form, value) => {
    try { sessionStorage.setItem('viva-form-' + form.dataset.key, JSON.stringify(value)); } catch { /* storage is full or off */ }
  };
  const kept = (form, otherwise) => {
    try { return JSON.parse(sessionStorage.getItem('viva-form-' + form.dataset.key)) || otherwise; } catch { return otherwise; }
  };
  const seen = (where) => [...document.querySelectorAll(where + ' .form')].find((form) => form.offsetParent !== null);

  // What is sent with an answer: the drawing or the tree as JSON, or nothing.
  window.vivaEntered = (where = '#form') => { const form = seen(where); return form && form.entered ? form.entered() : ''; };

  // Ramer, Douglas and Peucker: a line with fewer points that is nowhere further off than the tolerance, in pixels.
  const simplified = (points, tolerance) => {
    if (points.length < 3) return points;
    const [a, b] = [points[0], points[points.length - 1]];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    let worst = 0, at = 0;
    for (let i = 1; i < points.length - 1; i++) {
      const off = Math.abs((b[0] - a[0]) * (points[i][1] - a[1]) - (b[1] - a[1]) * (points[i][0] - a[0])) / length;
      if (off > worst) { worst = off; at = i; }
    }
    if (worst <= tolerance) return [a, b];
    return [...simplified(points.slice(0, at + 1), tolerance).slice(0, -1), ...simplified(points.slice(at), tolerance)];
  };
  const step = (low, high, most) => {
    const rough = (high - low) / most, power = 10 ** Math.floor(Math.log10(rough));
    return power * [1, 2, 5, 10].find((n) => n * power >= rough);
  };

  function sketch(form) {
    const axes = JSON.parse(form.dataset.axes);
    const canvas = form.querySelector('canvas');
    const pen = canvas.getContext('2d');
    let { strokes, undone } = kept(form, { strokes: [], undone: [] });
    let current = 0, live = null;
    const box = () => ({ w: canvas.clientWidth - PAD.left - PAD.right, h: canvas.clientHeight - PAD.top - PAD.bottom });
    const px = ([x, y]) => {
      const { w, h } = box();
      return [PAD.left + (x - axes.x[0]) / (axes.x[1] - axes.x[0]) * w, PAD.top + (1 - (y - axes.y[0]) / (axes.y[1] - axes.y[0])) * h];
    };
    // where the pen is, in pixels of the canvas; it may be outside the axes
    const place = (event) => {
      const rect = canvas.getBoundingClientRect();
      return [event.clientX - rect.left, event.clientY - rect.top];
    };
    const unit = ([x, y]) => {
      const { w, h } = box();
      return [axes.x[0] + (x - PAD.left) / w * (axes.x[1] - axes.x[0]), axes.y[0] + (1 - (y - PAD.top) / h) * (axes.y[1] - axes.y[0])];
    };
    // The pieces of a stroke within the axes. A line that leaves them ends at their edge, since following the pen along the edge
    // would bend it; where the pen strays out by less than SLACK it is meant to be at the edge, as on a curve that comes down to 0.
    const inside = (pixels) => {
      const { w, h } = box(), low = [PAD.left, PAD.top], high = [PAD.left + w, PAD.top + h];
      const clipped = (p) => p.map((v, k) => Math.min(high[k], Math.max(low[k], v)));
      const out = (p) => Math.max(...p.map((v, k) => Math.max(low[k] - v, v - high[k])));
      const crossing = (within, beyond) => {  // where the line from a point within to one beyond meets the edge
        const shares = within.map((v, k) => (beyond[k] > high[k] ? (high[k] - v) / (beyond[k] - v) : beyond[k] < low[k] ? (low[k] - v) / (beyond[k] - v) : 1));
        const share = Math.max(0, Math.min(...shares));
        return clipped(within.map((v, k) => v + share * (beyond[k] - v)));
      };
      const pieces = [[]];
      for (let i = 0; i < pixels.length;) {
        if (out(pixels[i]) <= 0) { pieces.at(-1).push(pixels[i++]); continue; }
        let end = i;
        while (end < pixels.length && out(pixels[end]) > 0) end++;
        const beyond = pixels.slice(i, end);
        if (Math.max(...beyond.map(out)) <= SLACK) pieces.at(-1).push(...beyond.map(clipped));
        else {
          if (i) pieces.at(-1).push(crossing(pixels[i - 1], beyond[0]));
          pieces.push(end < pixels.length ? [crossing(pixels[end], beyond.at(-1))] : []);
        }
        i = end;
      }
      return pieces.filter((piece) => piece.length > 1);
    };
    const colours = () => (document.body.classList.contains('dark') || document.querySelector('.dark') ? DARK : LIGHT);
    const line = (points, colour, width) => {
      pen.strokeStyle = colour; pen.lineWidth = width; pen.beginPath();
      points.forEach((p, i) => pen[i ? 'lineTo' : 'moveTo'](...p));
      pen.stroke();
    };
    function axesDrawn() {
      const css = getComputedStyle(form), ink = css.getPropertyValue('--quiet'), faint = css.getPropertyValue('--line');
      const zero = [Math.min(Math.max(0, axes.x[0]), axes.x[1]), Math.min(Math.max(0, axes.y[0]), axes.y[1])];
      pen.font = '12px system-ui, sans-serif'; pen.fillStyle = ink;
      const across = step(...axes.x, 8), up = step(...axes.y, 6);
      const rounded = (v) => String(Math.round(v * 1e6) / 1e6).replace('-', '−');
      pen.textAlign = 'center'; pen.textBaseline = 'top';
      for (let x = Math.ceil(axes.x[0] / across) * across; x <= axes.x[1] + 1e-9; x += across) {
        line([px([x, axes.y[0]]), px([x, axes.y[1]])], faint, 1);
        pen.fillText(rounded(x), px([x, 0])[0], px([0, axes.y[0]])[1] + 5);
      }
      pen.textAlign = 'right'; pen.textBaseline = 'middle';
      for (let y = Math.ceil(axes.y[0] / up) * up; y <= axes.y[1] + 1e-9; y += up) {
        line([px([axes.x[0], y]), px([axes.x[1], y])], faint, 1);
        pen.fillText(rounded(y), PAD.left - 6, px([0, y])[1]);
      }
      line([px([axes.x[0], zero[1]]), px([axes.x[1], zero[1]])], ink, 1.5);
      line([px([zero[0], axes.y[0]]), px([zero[0], axes.y[1]])], ink, 1.5);
      pen.textAlign = 'right'; pen.textBaseline = 'alphabetic';
      pen.fillText(axes.names[0], canvas.clientWidth - PAD.right, canvas.clientHeight - 4);
      pen.textAlign = 'left';
      pen.fillText(axes.names[1], px([zero[0], 0])[0] + 6, PAD.top + 10);
    }
    let size = '';
    function draw() {
      const ratio = window.devicePixelRatio || 1;
      const now = [canvas.clientWidth, canvas.clientHeight, ratio].join();
      if (now !== size) {
        size = now; canvas.width = canvas.clientWidth * ratio; canvas.height = canvas.clientHeight * ratio;
      }
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
      axesDrawn();
      pen.lineCap = pen.lineJoin = 'round';
      for (const stroke of strokes) line(stroke.p.map(px), colours()[stroke.c % 6], 2.5);
      if (live) for (const piece of inside(live.p)) line(piece, colours()[live.c % 6], 2.5);
      const drawn = new Set(strokes.map((stroke) => stroke.c)).size;
      form.querySelector('.count').textContent = drawn ? drawn + ' of ' + axes.curves.length + ' curves drawn' : '';
      form.querySelector('.undo').disabled = !strokes.length && !undone.length;
      form.querySelector('.clear').disabled = !strokes.length;
      form.querySelectorAll('.curve').forEach((button, i) => {
        button.setAttribute('aria-pressed', String(i === current));
        button.classList.toggle('drawn', strokes.some((stroke) => stroke.c === i));
      });
    }
    const changed = () => { keep(form, { strokes, undone }); draw(); };
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      live = { c: current, p: [place(event)], id: event.pointerId };
    });
    canvas.addEventListener('pointermove', (event) => {
      if (!live || live.id !== event.pointerId) return;
      const some = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      for (const one of some.length ? some : [event]) live.p.push(place(one));
      draw();
    });
    const lift = (event) => {
      if (!live || live.id !== event.pointerId) return;
      const number = (strokes.at(-1)?.n || 0) + 1;  // the pieces of one stroke are undone together
      for (const pixels of inside(live.p)) {
        if (pixels.length <= 2 && Math.hypot(pixels.at(-1)[0] - pixels[0][0], pixels.at(-1)[1] - pixels[0][1]) <= 4) continue;
        // axis units differ in scale, so points are thinned out in pixels but stored in units
        let tolerance = 0.8, thin = simplified(pixels, tolerance);
        const room = Math.max(20, MOST_POINTS - strokes.reduce((sum, stroke) => sum + stroke.p.length, 0));
        while (thin.length > room) { tolerance *= 1.5; thin = simplified(pixels, tolerance); }
        strokes.push({ c: live.c, p: thin.map(unit), n: number });
        undone = [];
      }
      live = null;
      changed();
    };
    canvas.addEventListener('pointerup', lift);
    canvas.addEventListener('pointercancel', lift);
    form.querySelectorAll('.curve').forEach((button, i) => button.addEventListener('click', () => { current = i; draw(); }));
    form.querySelector('.undo').addEventListener('click', () => {
      const last = strokes.at(-1);
      if (last) strokes = strokes.filter((stroke) => stroke !== last && !(last.n && stroke.n === last.n));
      else { strokes = undone; undone = []; }  // clearing can be undone as well
      changed();
    });
    form.querySelector('.clear').addEventListener('click', () => { undone = strokes; strokes = []; changed(); });
    new ResizeObserver(draw).observe(canvas);
    form.redraw = draw;
    form.entered = () => {
      if (!strokes.length) return '';
      const digits = (low, high) => Math.max(0, 3 - Math.floor(Math.log10(high - low)));
      const [dx, dy] = [digits(...axes.x), digits(...axes.y)];
      const curves = axes.curves.map((label, i) => ({ label, strokes: strokes.filter((s) => s.c === i).map(
        (s) => s.p.map(([x, y]) => [Number(x.toFixed(dx)), Number(y.toFixed(dy))])) })).filter((curve) => curve.strokes.length);
      return JSON.stringify({ x: axes.x, y: axes.y, curves });
    };
    draw();
  }

  function tree(form) {
    let state = kept(form, { fields: {}, pruned: [], nothing: false });
    const inputs = [...form.querySelectorAll('input')];
    const cuts = [...form.querySelectorAll('.cut')];
    const nothing = form.querySelector('.nothing');
    const node = (el) => el.closest('[data-node]').dataset.node;
    const name = (input) => node(input) + ' ' + input.dataset.quantity;
    const under = (path, top) => path === top || path.startsWith(top + '.');
    function show() {
      for (const input of inputs) input.value = state.fields[name(input)] || '';
      marks();
    }
    function marks() {
      const gone = (path) => state.pruned.some((top) => under(path, top));
      for (const cut of cuts) cut.setAttribute('aria-pressed', String(state.pruned.includes(node(cut))));
      form.querySelectorAll('.node').forEach((el) => el.classList.toggle('gone', gone(el.dataset.node)));
      form.querySelectorAll('.edge').forEach((el) => el.classList.toggle('gone', gone(el.dataset.child)));
      if (nothing) nothing.setAttribute('aria-pressed', String(state.nothing));
    }
    for (const input of inputs) input.addEventListener('input', () => {
      state.fields[name(input)] = input.value;
      keep(form, state);
    });
    for (const cut of cuts) cut.addEventListener('click', () => {
      const path = node(cut);
      state.nothing = false;
      state.pruned = state.pruned.includes(path) ? state.pruned.filter((p) => p !== path)
        : [...state.pruned.filter((p) => !under(p, path)), path];
      keep(form, state); marks();
    });
    if (nothing) nothing.addEventListener('click', () => {
      state.nothing = !state.nothing;
      if (state.nothing) state.pruned = [];
      keep(form, state); marks();
    });
    form.querySelector('.clear').addEventListener('click', () => {
      state = { fields: {}, pruned: [], nothing: false };
      keep(form, state); show();
    });
    form.entered = () => {
      const nodes = {};
      for (const input of inputs) {
        const value = input.value.trim();
        if (value) (nodes[node(input)] ||= {})[input.dataset.quantity] = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
      }
      if (!Object.keys(nodes).length && !state.pruned.length && !state.nothing) return '';
      const rows = Object.entries(nodes).map(([path, entry]) =>
        '"' + path + '": {' + Object.entries(entry).map(([k, v]) => '"' + k + '": ' + JSON.stringify(v)).join(', ') + '}');
      const pruned = state.nothing ? '"nothing"' : '[' + state.pruned.map((path) => '"' + path + '"').join(', ') + ']';
      const cut = cuts.length && (state.nothing || state.pruned.length) ? ',\n "pruned": ' + pruned : '';
      return '{"nodes": {\n  ' + rows.join(',\n  ') + '}' + cut + '}';
    };
    show();
  }

  let dark = null;
  setInterval(function () {  // forms
    document.querySelectorAll('.form[data-form]:not([data-live])').forEach((form) => {
      if (form.offsetParent === null) return;  // a hidden canvas has no size
      form.dataset.live = '1';
      (form.dataset.form === 'sketch' ? sketch : tree)(form);
    });
    const now = !!document.querySelector('.dark');
    if (now !== dark) { dark = now; document.querySelectorAll('.sketchpad[data-live]').forEach((form) => form.redraw()); }
  }, 250);
})();
