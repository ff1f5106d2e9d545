// Charts come drawn by the server. One that is pointed at, or any on a narrow screen, becomes one that answers: only then the
// chart library is loaded.
(() => {
  const library = document.currentScript.dataset.echarts;
  const narrow = window.matchMedia('(max-width: 40rem)');
  let loading;

  const load = () => loading ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = library;
    script.onload = () => {
      matineeCharts.follow();
      done();
    };
    script.onerror = failed;
    document.head.append(script);
  });

  const draw = figure => load().then(() => {
    if (figure.isConnected && !figure.dataset.drawn) matineeCharts.draw(figure);
  });

  const seen = new IntersectionObserver(entries => entries.filter(e => e.isIntersecting).forEach(e => {
    seen.unobserve(e.target);
    draw(e.target);
  }), { rootMargin: '100px' });

  const each = (root, selector, what) => {
    if (root.matches?.(selector)) what(root);
    root.querySelectorAll(selector).forEach(what);
  };

  function prepare(root) {
    each(root, 'figure.chart', figure => {
      if (figure.dataset.ready) return;
      figure.dataset.ready = 'yes';
      if (narrow.matches || figure.closest('.live')) {
        seen.observe(figure);
      } else {
        figure.querySelector('.plot').addEventListener('pointerenter', () => draw(figure), { once: true });
      }
    });
    each(root, 'form.finder', walk);
    each(root, 'input[type=range]', range => range.addEventListener('input', () => {
      const shown = range.parentElement.querySelector('output');
      if (shown) shown.textContent = range.value;
    }));
  }

  // A map to walk about in: by the wheel with Ctrl, by dragging, and by buttons for those who do neither.
  function walk(form) {
    const figure = form.parentElement.querySelector('figure.chart');
    const said = form.querySelector('output');
    const field = form.querySelector('input');
    const whole = { start: 0, end: 100 };
    let x = whole, y = whole;
    const closer = (part, middle, times) => {
      const half = Math.min(50, (part.end - part.start) / 2 * times);
      const at = Math.min(100 - half, Math.max(half, middle ?? (part.start + part.end) / 2));
      return { start: at - half, end: at + half };
    };
    const show = map => map.dispatchAction({
      type: 'dataZoom', batch: [{ dataZoomIndex: 0, ...x }, { dataZoomIndex: 1, ...y }]
    });
    const withMap = what => draw(figure).then(() => {
      const map = matineeCharts.drawn.get(figure);
      [x, y] = map.getOption().dataZoom.map(zoom => ({ start: zoom.start, end: zoom.end }));
      what(map);
    });
    form.querySelectorAll('[data-zoom]').forEach(button => button.addEventListener('click', () => withMap(map => {
      const times = { in: 0.6, out: 1 / 0.6, all: 100 }[button.dataset.zoom];
      x = closer(x, undefined, times);
      y = closer(y, undefined, times);
      show(map);
    })));
    const find = () => withMap(map => {
      const plot = JSON.parse(figure.querySelector('script[type="application/json"]').textContent).plot;
      const wanted = field.value.trim().toLowerCase();
      map.dispatchAction({ type: 'hideTip' });
      if (!wanted) {
        said.textContent = '';
        return;
      }
      const found = plot.groups.flatMap((group, seriesIndex) => group.dots.map((dot, dataIndex) => ({ dot, seriesIndex, dataIndex })))
        .filter(one => one.dot[3].toLowerCase().includes(wanted));
      said.textContent = found.length ? `${found.length} found${found.length > 1 ? ', the first: ' : ': '}${found[0].dot[3]}`
        : 'None of the movies on the map';
      if (found.length) {
        const share = (value, axis) => 100 * (value - axis.from) / (axis.to - axis.from);
        x = closer(whole, share(found[0].dot[0], plot.x), 0.35);
        y = closer(whole, share(found[0].dot[1], plot.y), 0.35);
        show(map);
        map.dispatchAction({ type: 'showTip', seriesIndex: found[0].seriesIndex, dataIndex: found[0].dataIndex });
      }
    });
    let waiting;
    field.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(find, 250);
    });
    form.addEventListener('submit', event => {
      event.preventDefault();
      find();
    });
  }

  // On a phone the menu is wider than the screen.
  document.querySelector('header nav [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });

  document.addEventListener('DOMContentLoaded', () => htmx.onLoad(prepare));
})();
