'use strict';
// Draws window.drawn, a dashboard with the answers to its queries, about as Grafana would.

const COLUMN = 49.3, ROW = 36, GAP = 6;

function element(parent, tag, name, text) {
  const made = document.createElement(tag);
  made.className = name || '';
  made.textContent = text === undefined ? '' : text;
  parent.append(made);
  return made;
}

function svg(parent, tag, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.textContent = text || '';
  parent.append(made);
  return made;
}

const finite = points => points.filter(point => Number.isFinite(point[1]));

const DRAW = {
  stat(panel, answers, body) {
    const series = seriesOf(panel, answers);
    if (!series.length) {
      return;
    }
    const stats = element(body, 'div', 'stats');
    const size = Math.min(30, body.clientHeight / 2, body.clientWidth / Math.max(1, series.length) / 4.5);
    series.forEach((each, i) => {
      const value = each.points.at(-1)[1];
      const config = settings(panel, each.name, each.ref);
      const stat = element(stats, 'div', 'stat drawn');
      if (series.length > 1) {
        stat.append(each.name);
      }
      const figure = element(stat, 'b', '', shown(config, value));
      figure.style.fontSize = size + 'px';
      if (panel.options.colorMode === 'value') {
        figure.style.color = seriesColour(config, value, i);
      }
    });
  },

  bargauge(panel, answers, body) {
    seriesOf(panel, answers).forEach((each, i) => {
      const config = settings(panel, each.name, each.ref);
      const value = each.points.at(-1)[1];
      const least = config.min || 0;
      const most = config.max || Math.max(...seriesOf(panel, answers).map(other => other.points.at(-1)[1])) || 1;
      const bar = element(body, 'div', 'bar drawn');
      element(bar, 'span', '', each.name);
      const full = element(element(bar, 'div'), 'div');
      full.style.width = Math.max(0, Math.min(100, 100 * (value - least) / (most - least))) + '%';
      full.style.background = seriesColour(config, value, i);
      element(bar, 'b', '', shown(config, value));
    });
  },

  table(panel, answers, body) {
    let rows = transformed(panel, answers);
    const [sort] = panel.options.sortBy || [];
    if (sort) {
      if (rows.length && !columnsOf(rows).includes(sort.displayName)) {
        throw new Error(`${panel.title} is sorted by ${sort.displayName}, which it has not`);
      }
      const far = sort.desc ? -Infinity : Infinity;
      const of = row => sort.displayName in row ? row[sort.displayName] : far;
      rows = [...rows].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0) * (sort.desc ? -1 : 1));
    }
    if (!rows.length) {
      return;
    }
    const columns = columnsOf(rows);
    const configs = Object.fromEntries(columns.map(name => [name, settings(panel, name)]));
    const table = element(body, 'table');
    const head = element(table, 'tr');
    for (const name of columns) {
      const numeric = rows.some(row => typeof row[name] === 'number');
      element(head, 'th', numeric ? 'number' : '', name);
    }
    for (const row of rows) {
      const line = element(table, 'tr', 'drawn');
      for (const name of columns) {
        const value = row[name];
        const cell = element(line, 'td', typeof value === 'number' ? 'number' : '',
          value === undefined ? '' : typeof value === 'number' ? shown(configs[name], value) : value);
        const options = (configs[name].custom || {}).cellOptions || {};
        if (typeof value === 'number' && options.type === 'color-background') {
          const back = thresholdColour(configs[name], value);
          cell.style.background = back;
          cell.style.color = back === 'transparent' ? '' : '#fff';
        }
      }
    }
  },

  barchart(panel, answers, body) {
    const rows = transformed(panel, answers);
    const columns = columnsOf(rows);
    if (rows.length && columns[0] !== panel.options.xField) {
      throw new Error(`${panel.title}: its x is ${columns[0]}`);
    }
    const width = body.clientWidth, height = body.clientHeight - 18;
    const plot = svg(body, 'svg', {width, height: height + 18});
    rows.forEach((row, i) => columns.slice(1).forEach((name, j) => {
      const config = settings(panel, name);
      const share = (row[name] - (config.min || 0)) / ((config.max || 5) - (config.min || 0));
      const wide = Math.min(60, width / rows.length / (columns.length - 1) * 0.7);
      const x = (i + 0.5) * width / rows.length - wide / 2 + j * wide;
      svg(plot, 'rect', {class: 'drawn', x, y: height - share * height, width: wide, height: share * height,
        fill: seriesColour(config, row[name], j)});
      svg(plot, 'text', {x, y: height - share * height + 12}, shown(config, row[name]));
      svg(plot, 'text', {x, y: height + 12}, row[columns[0]]);
    }));
  },

  timeseries(panel, answers, body) {
    const series = seriesOf(panel, answers).filter(each => finite(each.points).length);
    if (!series.length) {
      return;
    }
    const list = element(body.parentElement, 'div', 'legend');
    const configs = series.map(each => settings(panel, each.name, each.ref));
    series.forEach((each, i) => {
      each.colour = seriesColour(configs[i], each.points.at(-1)[1], i);
      const entry = element(list, 'span');
      element(entry, 'i').style.background = each.colour;
      entry.append(each.name);
    });
    stack(panel, series);
    plotSeries(panel, series, configs, body);
  },
};

/** Where a panel stacks, each series begins where the one before ends. */
function stack(panel, series) {
  const stacked = panel.fieldConfig.defaults.custom.stacking.mode === 'normal';
  const under = new Map();
  for (const each of series) {
    each.drawn = finite(each.points).map(([at, value]) => {
      const low = stacked ? under.get(at) || 0 : 0;
      under.set(at, low + value);
      return [at, low + value, low];
    });
  }
}

function ticks(least, most) {
  const rough = (most - least) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(each => each * power).find(each => each >= rough);
  const found = [];
  for (let tick = Math.ceil(least / step - 1e-9) * step; tick <= most + step / 1e6; tick += step) {
    found.push(Number(tick.toPrecision(12)));
  }
  return found;
}

function plotSeries(panel, series, configs, body) {
  const config = panel.fieldConfig.defaults;
  const all = series.flatMap(each => each.drawn.map(point => point[1]));
  const least = config.min === undefined ? Math.min(...all) : config.min;
  let most = config.max === undefined ? Math.max(...all) : config.max;
  most = most > least ? most : least + 1;
  const left = 52, width = body.clientWidth - left - 4, height = body.clientHeight - 24;
  const {start, end} = window.drawn;
  const x = at => left + width * (at / 1000 - start) / (end - start);
  const y = value => 8 + height * (1 - (value - least) / (most - least));
  const plot = svg(body, 'svg', {width: body.clientWidth, height: body.clientHeight});
  for (const tick of ticks(least, most)) {
    svg(plot, 'line', {x1: left, x2: left + width, y1: y(tick), y2: y(tick), stroke: '#eaecef'});
    svg(plot, 'text', {x: left - 4, y: y(tick) + 3, 'text-anchor': 'end'}, shown({...config, decimals: undefined}, tick));
  }
  for (let at = Math.ceil(start / 30) * 30; at <= end; at += 30) {
    svg(plot, 'text', {x: x(1000 * at), y: height + 16, 'text-anchor': 'middle'}, new Date(1000 * at).toISOString().slice(11, 19));
  }
  if (config.custom.thresholdsStyle.mode === 'dashed') {
    for (const step of config.thresholds.steps.filter(each => each.value !== null && each.value >= least && each.value <= most)) {
      svg(plot, 'line', {x1: left, x2: left + width, y1: y(step.value), y2: y(step.value), stroke: colour(step.color),
        'stroke-dasharray': '6 4'});
    }
  }
  const clip = svg(plot, 'g', {});
  series.forEach((each, i) => draw(clip, each, configs[i], x, y));
}

function draw(plot, series, config, x, y) {
  const points = series.drawn;
  const {fillOpacity: fill, drawStyle, lineStyle} = config.custom;
  if (drawStyle === 'bars') {
    const d = points.map(([at, high, low]) => `M${x(at) - 3} ${y(low)}V${y(high)}h6V${y(low)}Z`).join('');
    svg(plot, 'path', {class: 'drawn', d, fill: series.colour});
    return;
  }
  if (fill > 0 && points.length > 1) {
    const there = points.map(([at, high]) => `${x(at)} ${y(high)}`).join('L');
    const back = [...points].reverse().map(([at, , low]) => `${x(at)} ${y(low)}`).join('L');
    svg(plot, 'path', {d: `M${there}L${back}Z`, fill: series.colour, 'fill-opacity': fill / 100});
  }
  const dash = lineStyle && lineStyle.fill === 'dash' ? lineStyle.dash.join(' ') : 'none';
  // Without spanNulls a gap in the samples is a gap in the line.
  const step = Math.min(...points.slice(1).map(([at], i) => at - points[i][0]));
  const d = points.map(([at, high], i) =>
    `${i && at - points[i - 1][0] <= 1.5 * step ? 'L' : 'M'}${x(at)} ${y(high)}`).join('');
  svg(plot, 'path', {class: 'drawn', d, fill: 'none', stroke: series.colour, 'stroke-width': 1.5, 'stroke-dasharray': dash});
  if (points.length === 1) {
    svg(plot, 'circle', {cx: x(points[0][0]), cy: y(points[0][1]), r: 2.5, fill: series.colour});
  }
}

function drawPanel(panel, place) {
  const {x, y, w, h} = panel.gridPos;
  const box = element(place, 'div', 'panel ' + panel.type);
  Object.assign(box.style, {left: COLUMN * x + 'px', top: ROW * y + 'px', width: COLUMN * w - GAP + 'px', height: ROW * h - GAP + 'px'});
  const title = element(box, 'div', 'title', panel.title);
  if (panel.type === 'row') {
    return;
  }
  box.dataset.panel = panel.id;
  box.title = panel.description;
  element(title, 'i', '', ' (i)');
  const body = element(box, 'div', 'body');
  const answers = {};
  for (const {refId} of panel.targets) {
    answers[refId] = window.drawn.answers[`${panel.title} ${refId}`];
  }
  DRAW[panel.type](panel, answers, body);
  box.dataset.drawn = box.querySelectorAll('.drawn').length;
  if (box.dataset.drawn === '0') {
    element(body, 'div', 'nodata', panel.fieldConfig.defaults.noValue || 'No data');
  }
}

const {dashboard} = window.drawn;
document.getElementById('title').textContent = dashboard.title;
const panels = document.getElementById('panels');
dashboard.panels.forEach(panel => drawPanel(panel, panels));
panels.style.height = ROW * Math.max(...dashboard.panels.map(({gridPos}) => gridPos.y + gridPos.h)) + 'px';
document.body.dataset.done = 'yes';
