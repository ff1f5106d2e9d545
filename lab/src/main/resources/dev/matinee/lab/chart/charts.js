// Draws every <figure class="chart"> from the JSON inside it with ECharts, when it comes into view, in the reader's colours.
const matineeCharts = (() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const encode = text => echarts.format.encodeHTML(String(text));
  // The library's own marks are styled inline, which a strict content-security policy forbids.
  const mark = color =>
    `<svg width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="${encode(color)}"/></svg> `;
  const round = value => {
    if (value === null || !Number.isFinite(value)) return '–';
    if (Number.isInteger(value)) return Math.abs(value) < 10000 ? String(value) : value.toLocaleString('en-US');
    return Math.abs(value) >= 10000
      ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(4)));
  };
  const day = millis => new Date(millis).toISOString().slice(0, 10);
  const words = (axis, value) =>
    axis.scaling === 'time' ? day(value) : round(value) + (axis.unit ? ' ' + axis.unit : '');
  const dateTick = axis => {
    const days = axis.ticks.map(day);
    const cut = days.every(d => d.endsWith('-01-01')) ? 4 : days.every(d => d.endsWith('-01')) ? 7 : 10;
    return value => day(value).slice(0, cut);
  };

  // An axis of numbers; logarithmic ones are drawn by the browser's own rule and named at the ticks of the description.
  function numbers(axis, colors, upright, narrow) {
    const time = axis.scaling === 'time';
    return {
      type: axis.scaling === 'log' ? 'log' : 'value',
      min: axis.from,
      max: axis.to,
      name: axis.caption,
      nameLocation: 'middle',
      nameGap: upright ? (narrow ? 40 : 52) : 30,
      nameTextStyle: { color: colors.ink },
      axisLine: { show: !upright, onZero: false, lineStyle: { color: colors.muted } },
      axisLabel: {
        color: colors.muted, hideOverlap: true, customValues: axis.ticks, formatter: time ? dateTick(axis) : round
      },
      axisTick: { customValues: axis.ticks },
      splitLine: { show: upright, lineStyle: { color: colors.grid } }
    };
  }

  function named(axis, names, colors, upright, narrow) {
    const long = Math.max(...names.map(n => n.length), 0);
    const turn = !upright && long * names.length > (narrow ? 40 : 110) && long > 3;
    const width = upright ? (narrow ? 130 : 260) : (narrow ? 110 : 170);
    return {
      type: 'category', data: names, inverse: upright, name: upright ? '' : axis.caption, nameLocation: 'middle',
      nameGap: turn ? Math.min(width, long * 7) * 0.72 + 22 : 30, nameTextStyle: { color: colors.ink },
      axisTick: { show: false }, axisLine: { lineStyle: { color: colors.muted } },
      axisLabel: {
        color: colors.muted, rotate: turn ? 45 : 0, width, overflow: upright ? 'break' : 'truncate', lineHeight: 14,
        hideOverlap: true, interval: names.length <= 40 ? 0 : 'auto'
      }
    };
  }

  // Room for tick labels is made by the library, that for the names of axes here.
  const grid = { left: 36, right: 18, top: 16, bottom: 38, containLabel: true };
  const legend = (names, colors) => names.length > 1
    ? { show: true, type: 'scroll', top: 0, data: names, textStyle: { color: colors.ink }, pageTextStyle: { color: colors.ink } }
    : { show: false };

  const kinds = {
    bars(plot, colors, narrow) {
      const values = numbers(plot.values, colors, !plot.horizontal, narrow);
      const names = named(plot.names, plot.categories, colors, plot.horizontal, narrow);
      if (plot.horizontal) values.splitLine.show = true;
      const many = plot.series.length > 1;
      const broken = plot.categories.some(name => name.length * 7 > names.axisLabel.width);
      return {
        height: plot.horizontal ? 110 + plot.categories.length * Math.max(broken ? 34 : 0, 14 * plot.series.length + 10) : 0,
        option: {
          grid: { ...grid, top: many ? 40 : 16, left: plot.horizontal ? 12 : 36, right: 28 },
          legend: legend(plot.series.map(s => s.name), colors),
          xAxis: plot.horizontal ? values : names,
          yAxis: plot.horizontal ? names : values,
          tooltip: {
            trigger: 'axis', axisPointer: { type: 'shadow' },
            formatter: all => `<b>${encode(all[0].name)}</b>` + all.map(one =>
              `<br>${mark(one.color)}${many ? encode(one.seriesName) + ': ' : ''}${encode(words(plot.values, one.value))}`).join('')
          },
          series: plot.series.map(s => ({ type: 'bar', name: s.name, data: s.values, barCategoryGap: '20%' }))
        }
      };
    },
    histogram(plot, colors, narrow) {
      const data = plot.heights.map((h, i) => [plot.edges[i], plot.edges[i + 1], h]).filter(d => d[2] > 0);
      return {
        option: {
          grid, xAxis: { ...numbers(plot.x, colors, false, narrow) }, yAxis: numbers(plot.y, colors, true, narrow),
          tooltip: {
            formatter: one => `${encode(words(plot.x, one.value[0]))} to ${encode(words(plot.x, one.value[1]))}`
              + `<br>${encode(words(plot.y, one.value[2]))} ${encode(plot.y.label)}`
          },
          series: [{
            type: 'custom', data, encode: { x: [0, 1], y: 2 },
            renderItem: (params, api) => {
              const top = api.coord([api.value(0), api.value(2)]);
              const end = api.coord([api.value(1), Math.max(plot.y.from, 0) || plot.y.from]);
              const floor = params.coordSys.y + params.coordSys.height;
              const gap = Math.min(1, (end[0] - top[0]) * 0.1);
              return {
                type: 'rect',
                shape: { x: top[0] + gap / 2, y: top[1], width: end[0] - top[0] - gap, height: Math.min(end[1], floor) - top[1] },
                style: { fill: colors.series[0] }
              };
            }
          }]
        }
      };
    },
    lines(plot, colors, narrow) {
      let color = 0;
      const real = plot.curves.filter(c => !c.reference);
      const series = plot.curves.map(c => {
        const paint = c.reference ? colors.muted : colors.series[color++ % colors.series.length];
        return {
          type: 'line', name: c.name, data: c.x.map((x, i) => [x, c.y[i]]), color: paint,
          step: plot.style === 'step' && !c.reference ? 'end' : false,
          showSymbol: plot.style === 'dots' && !c.reference, symbolSize: 8,
          lineStyle: { color: paint, width: c.reference ? 1.5 : 2.2, type: c.reference ? 'dashed' : 'solid' },
          areaStyle: plot.style === 'area' && !c.reference ? { color: paint, opacity: 0.25 } : undefined
        };
      });
      if (series.length) {
        series[0].markLine = {
          symbol: 'none', lineStyle: { color: colors.ink, type: 'dashed', width: 1.5 },
          label: { color: colors.ink, formatter: one => one.name },
          data: plot.marks.map(m => ({ xAxis: m.at, name: m.name }))
        };
      }
      return {
        option: {
          grid: { ...grid, top: real.length > 1 ? 44 : 28 },
          legend: legend(real.map(c => c.name), colors),
          xAxis: numbers(plot.x, colors, false, narrow), yAxis: numbers(plot.y, colors, true, narrow),
          tooltip: {
            trigger: 'axis',
            formatter: all => encode(words(plot.x, all[0].value[0])) + all.map(one =>
              `<br>${mark(one.color)}${encode(one.seriesName)}: ${encode(words(plot.y, one.value[1]))}`).join('')
          },
          series
        }
      };
    },
    scatter(plot, colors, narrow) {
      const x = numbers(plot.x, colors, false, narrow);
      const y = numbers(plot.y, colors, true, narrow);
      x.splitLine.show = true;
      const dots = plot.groups.reduce((n, g) => n + g.dots.length, 0);
      const many = plot.groups.length > 1;
      const top = many ? 40 : 12;
      const side = plot.margins ? (narrow ? 50 : 80) : 0;
      const left = narrow ? 58 : 76;
      const series = plot.groups.map(g => ({
        type: 'scatter', name: g.name, progressive: 0, data: g.dots, encode: { x: 0, y: 1 }, symbolSize: dot => dot[2],
        itemStyle: { opacity: dots > 2000 ? 0.35 : dots > 300 ? 0.6 : 0.8 }
      }));
      const main = { left, right: 18 + side, top: top + side, bottom: 52 };
      const option = {
        grid: main, legend: legend(plot.groups.map(g => g.name), colors), xAxis: x, yAxis: y, series,
        tooltip: {
          formatter: one => one.seriesType !== 'scatter' ? `${encode(round(one.value))} here`
            : `<b>${encode(one.value[3] || one.seriesName)}</b><br>${encode(plot.x.label)}: ${encode(words(plot.x, one.value[0]))}`
              + `<br>${encode(plot.y.label)}: ${encode(words(plot.y, one.value[1]))}`
              + (plot.size ? `<br>${encode(plot.size)}: ${encode(round(one.value[4]))}` : '')
        }
      };
      if (plot.margins) {
        const hidden = { show: false };
        const bins = counts => counts.map((c, i) => i);
        option.grid = [main, { left, right: 18 + side, top, height: side - 8 },
          { right: 12, width: side - 8, top: top + side, bottom: 52 }];
        option.xAxis = [x, { ...hidden, type: 'category', gridIndex: 1, data: bins(plot.xMargin) },
          { ...hidden, type: 'value', gridIndex: 2 }];
        option.yAxis = [y, { ...hidden, type: 'value', gridIndex: 1 },
          { ...hidden, type: 'category', gridIndex: 2, data: bins(plot.yMargin) }];
        const bar = { type: 'bar', barCategoryGap: '8%', itemStyle: { color: colors.series[5] } };
        series.push({ ...bar, name: plot.x.label, xAxisIndex: 1, yAxisIndex: 1, data: plot.xMargin });
        series.push({ ...bar, name: plot.y.label, xAxisIndex: 2, yAxisIndex: 2, data: plot.yMargin });
      }
      return { height: 480 + side, option };
    },
    heatmap(plot, colors, narrow) {
      const data = [];
      plot.cells.forEach((row, j) => row.forEach((value, i) => { if (value !== null) data.push([i, j, value]); }));
      const tall = Math.min(26, Math.max(5, 900 / Math.max(1, plot.columns.length)), plot.rows.length > 40 ? 9 : 26);
      const x = named(plot.x, plot.columns, colors, false, narrow);
      const y = named(plot.y, plot.rows, colors, true, narrow);
      y.axisLabel.overflow = 'truncate';
      const step = Math.min(1, 10 ** Math.floor(Math.log10((plot.value.to - plot.value.from) / 10)));
      const short = value => round(Math.round(value / step) * step + 0);
      const few = data.length <= 400 && plot.columns.length <= (narrow ? 6 : 20);
      return {
        height: Math.max(160, plot.rows.length * tall) + 60 + x.nameGap + 34,
        option: {
          grid: { ...grid, top: 56, left: 12 },
          xAxis: x, yAxis: y,
          visualMap: {
            min: plot.value.from, max: plot.value.to, calculable: true, orient: 'horizontal', left: 'center', top: 0,
            precision: 2, text: [plot.value.caption, ''], textStyle: { color: colors.ink }, itemHeight: 120,
            inRange: { color: plot.diverging ? colors.diverging : colors.ramp }
          },
          tooltip: {
            formatter: one => `${encode(plot.rows[one.value[1]])}<br>${encode(plot.columns[one.value[0]])}`
              + `<br><b>${encode(words(plot.value, one.value[2]))}</b>`
          },
          series: [{ type: 'heatmap', data, label: { show: few, fontSize: 11, formatter: one => short(one.value[2]) } }]
        }
      };
    },
    flow(plot, colors, narrow) {
      const key = i => plot.nodes[i].stage + ' ' + plot.nodes[i].name;
      const names = [...new Set(plot.nodes.map(n => n.name))];
      const color = n => colors.series[names.indexOf(n.name) % colors.series.length];
      return {
        option: {
          tooltip: {
            formatter: one => one.dataType === 'edge'
              ? `${encode(one.data.fromName)} → ${encode(one.data.toName)}<br><b>${encode(words(plot.value, one.data.value))}</b>`
              : `${encode(plot.nodes[one.dataIndex].name)} (${encode(plot.stages[plot.nodes[one.dataIndex].stage])})`
                + `<br><b>${encode(words(plot.value, one.value))}</b>`
          },
          series: [{
            type: 'sankey', left: 8, right: narrow ? 110 : 230, top: 12, bottom: 12, layoutIterations: 0, draggable: false,
            data: plot.nodes.map((n, i) => ({ name: key(i), depth: n.stage, itemStyle: { color: color(n) } })),
            links: plot.links.map(l => ({
              source: key(l.from), target: key(l.to), value: l.value,
              fromName: plot.nodes[l.from].name, toName: plot.nodes[l.to].name
            })),
            label: {
              color: colors.ink, width: narrow ? 100 : 220, overflow: 'break', lineHeight: 14,
              formatter: one => plot.nodes[one.dataIndex].name
            },
            lineStyle: { color: 'source', opacity: 0.45 }, emphasis: { focus: 'adjacency' }
          }]
        }
      };
    },
    parallel(plot, colors, narrow) {
      const lines = plot.groups.reduce((n, g) => n + g.lines.length, 0);
      const thin = lines > 400 ? 0.12 : lines > 60 ? 0.35 : 0.9;
      return {
        option: {
          legend: legend(plot.groups.map(g => g.name), colors),
          parallel: { left: 48, right: 60, top: 96, bottom: 24 },
          parallelAxis: plot.axes.map((axis, i) => ({
            dim: i, name: axis.caption, min: axis.from, max: axis.to, type: axis.scaling === 'log' ? 'log' : 'value',
            nameTextStyle: { color: colors.ink, width: narrow ? 60 : 110, overflow: 'break', fontSize: 11 },
            axisLabel: { color: colors.muted, formatter: round }, axisLine: { lineStyle: { color: colors.ink } }
          })),
          tooltip: { formatter: one => encode(one.seriesName) },
          series: plot.groups.map((g, i) => ({
            type: 'parallel', name: g.name, data: g.lines, color: colors.series[i % colors.series.length],
            lineStyle: { width: lines > 60 ? 1.2 : 2.4, opacity: thin, color: colors.series[i % colors.series.length] }
          }))
        }
      };
    },
    boxes(plot, colors, narrow) {
      return {
        option: {
          grid, xAxis: named(plot.names, plot.boxes.map(b => b.name), colors, false, narrow),
          yAxis: numbers(plot.values, colors, true, narrow),
          tooltip: {
            formatter: one => `<b>${encode(one.name)}</b><br>` + ['lower end', 'lower quartile', 'median', 'upper quartile',
              'upper end'].map((what, i) => `${what}: ${encode(words(plot.values, plot.boxes[one.dataIndex].numbers[i]))}`).join('<br>')
          },
          series: [{
            type: 'boxplot', data: plot.boxes.map(b => b.numbers),
            itemStyle: { color: colors.series[0], borderColor: colors.ink, borderWidth: 1.5 }
          }]
        }
      };
    }
  };

  const drawn = new Map();

  function draw(figure) {
    const room = figure.querySelector('.plot');
    const chart = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    const colors = dark.matches ? matineePalettes.dark : matineePalettes.light;
    const { option, height } = kinds[chart.plot.kind](chart.plot, colors, room.clientWidth < 560);
    if (height) room.style.height = height + 'px';
    // In what is live one can walk about; ticks are then made by the library for what is seen.
    if (figure.closest('.live') && option.xAxis?.type) {
      option.dataZoom = [0, 0].map((axis, i) => ({
        type: 'inside', [i ? 'yAxisIndex' : 'xAxisIndex']: axis, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false,
        preventDefaultMouseMove: false, filterMode: 'none'
      }));
      [option.xAxis, option.yAxis].forEach(axis => {
        delete axis.axisLabel.customValues;
        delete axis.axisTick;
      });
    }
    drawn.get(figure)?.dispose();
    const instance = echarts.init(room);
    instance.setOption({
      animation: false, color: colors.series, textStyle: { color: colors.ink, fontFamily: 'inherit' }, ...option,
      tooltip: {
        confine: true, backgroundColor: colors.paper, borderColor: colors.muted, textStyle: { color: colors.ink },
        ...option.tooltip
      }
    });
    drawn.set(figure, instance);
    figure.dataset.drawn = chart.plot.kind;
  }

  // #all draws everything at once: for printing to a file, and for whoever does not scroll.
  function start() {
    const figures = [...document.querySelectorAll('figure.chart')];
    const seen = new IntersectionObserver(entries => entries.filter(e => e.isIntersecting).forEach(e => {
      seen.unobserve(e.target);
      draw(e.target);
    }), { rootMargin: '600px' });
    figures.forEach(figure => location.hash === '#all' ? draw(figure) : seen.observe(figure));
    window.addEventListener('beforeprint', () => figures.forEach(figure => drawn.has(figure) || draw(figure)));
    follow();
  }

  // Draws anew in other colours or sizes; figures that are no longer on the page are forgotten.
  function redraw() {
    [...drawn.keys()].forEach(figure => {
      if (figure.isConnected) {
        draw(figure);
      } else {
        drawn.get(figure).dispose();
        drawn.delete(figure);
      }
    });
  }

  function follow() {
    dark.addEventListener('change', redraw);
    let width = window.innerWidth;
    window.addEventListener('resize', () => {
      if (window.innerWidth !== width) {
        width = window.innerWidth;
        redraw();
      }
    });
  }

  if (typeof echarts !== 'undefined') document.addEventListener('DOMContentLoaded', start);
  return { draw, follow, drawn };
})();
