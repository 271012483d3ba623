// Puts what Prometheus answered through Grafana's own libraries, panel by panel, and says where the result
// is not what the panel means. See README.md here.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const {JSDOM} = require('jsdom');
const page = new JSDOM('<!doctype html>', {url: 'http://localhost/'});
// Grafana's libraries expect a browser around them.
for (const name of Object.getOwnPropertyNames(page.window)) {
  if (!(name in globalThis) || ['navigator', 'Event', 'CustomEvent', 'EventTarget'].includes(name)) {
    Object.defineProperty(globalThis, name, {value: page.window[name], configurable: true, writable: true});
  }
}
globalThis.devicePixelRatio = 1;
require.extensions['.css'] = () => {};
globalThis.ResizeObserver = class { observe() {} disconnect() {} };
globalThis.matchMedia = page.window.matchMedia = () => ({matches: false, addListener() {}, removeListener() {}, addEventListener() {}, removeEventListener() {}});
page.window.grafanaBootData = {settings: {}, user: {}, navTree: []};
const data = require('@grafana/data');
const runtime = require('@grafana/runtime');
const {transformV2} = require(path.join(path.dirname(require.resolve('@grafana/prometheus')), 'result_transformer.cjs'));
const {firstValueFrom} = require('rxjs');

// The part of Grafana's front end that fills in variables is in no library: those of links, by name.
const BUILT_IN = {__url_time_range: 'from=now-1h&to=now'};
const asText = (text, scopes) => (text || '').replace(/\$\{([^}:]+)(?::([^}]+))?\}/g, (whole, name, format) => {
  if (name in BUILT_IN) {
    return BUILT_IN[name];
  }
  if (format === 'queryparam') {
    return `var-${name}=x`;
  }
  const context = scopes && scopes.__dataContext && scopes.__dataContext.value;
  const column = name.match(/^__data\.fields\.(\w+)$|^__data\.fields\["([^"]+)"\]$/);
  if (column && context) {
    const wanted = column[1] || column[2];
    const field = context.frame.fields.find(
      each => each.name === wanted || data.getFieldDisplayName(each, context.frame, context.data) === wanted);
    return field ? String(field.values[context.rowIndex]) : whole;
  }
  if (name === '__series.name' || name === '__field.labels' || name.startsWith('__field.labels.')) {
    const labels = (context && context.field.labels) || {};
    return name.startsWith('__field.labels.') ? labels[name.slice('__field.labels.'.length)] || whole : 'series';
  }
  return name === '__value.raw' || name === '__value.text' ? 'x' : whole;
});
runtime.setTemplateSrv({replace: asText, getVariables: () => []});
data.standardTransformersRegistry.setInit(() => [...new Map(
  Object.values(data.standardTransformers).map(each => [each.id, each])).values()].map(each => (
  {id: each.id, name: each.name, transformation: async () => each, editor: () => null, aliasIds: []})));
data.standardFieldConfigEditorRegistry.setInit(standardSettings);
const theme = data.createTheme();

/** Settings that Grafana keeps with their editors, outside of these libraries; how they are taken is in them. */
function standardSettings() {
  const taken = {
    unit: data.unitOverrideProcessor, min: data.numberOverrideProcessor, max: data.numberOverrideProcessor,
    decimals: data.numberOverrideProcessor, displayName: data.displayNameOverrideProcessor,
    noValue: data.stringOverrideProcessor, thresholds: data.thresholdsOverrideProcessor,
    mappings: data.valueMappingsOverrideProcessor, links: data.dataLinksOverrideProcessor,
    color: data.identityOverrideProcessor, filterable: data.booleanOverrideProcessor,
  };
  return Object.entries(taken).map(([id, process]) => setting(id, process || (value => value)));
}

function setting(id, process) {
  return {id, path: id, name: id, process, editor: () => null, override: () => null, settings: {}, shouldApply: () => true};
}

/** Settings of a kind of panel, whose editors are not in a library either: any that the file has. */
function customSettings(panel) {
  const names = new Set(Object.keys((panel.fieldConfig.defaults || {}).custom || {}));
  for (const {properties} of panel.fieldConfig.overrides || []) {
    properties.filter(each => each.id.startsWith('custom.')).forEach(each => names.add(each.id.slice(7)));
  }
  return new data.FieldConfigOptionsRegistry(() => [...standardSettings(), ...[...names].map(id => (
    {...setting(id, value => value), id: 'custom.' + id, isCustom: true}))]);
}

/** One answer of Prometheus as frames, as Grafana's server makes them: one for each series, and one where there is none. */
function framesOf(target, result) {
  const frames = result.map(({metric, value, values}) => {
    const points = values || [value];
    const {__name__: name, ...labels} = metric;
    const legend = target.legendFormat === '__auto' ? ''
      : target.legendFormat.replace(/{{\s*(\w+)\s*}}/g, (_, label) => labels[label] || '');
    const shown = legend || pairs(name, labels);
    return data.toDataFrame({
      refId: target.refId, name: shown,
      meta: {type: values ? 'timeseries-multi' : 'numeric-multi', custom: {resultType: values ? 'matrix' : 'vector'}},
      fields: [
        {name: 'Time', type: 'time', config: {}, values: points.map(([at]) => 1000 * at)},
        {name: name || 'Value', type: 'number', labels: metric, config: {displayNameFromDS: shown},
          values: points.map(([, number]) => Number(number))},
      ],
    });
  });
  return frames.length ? frames : [data.toDataFrame({refId: target.refId, fields: []})];
}

function pairs(name, labels) {
  const text = Object.entries(labels).sort().map(([label, value]) => `${label}="${value}"`).join(', ');
  return (name || '') + (text ? `{${text}}` : '') || 'Value';
}

async function shown(panel, answers) {
  const frames = panel.targets.flatMap(target => framesOf(target, answers[target.refId]));
  const response = transformV2({data: frames}, {targets: panel.targets}, {});
  const steps = (panel.transformations || []).filter(each => !each.disabled);
  const transformed = await firstValueFrom(data.transformDataFrame(steps, response.data, {interpolate: text => text}));
  return data.applyFieldOverrides({
    data: transformed, fieldConfig: panel.fieldConfig, replaceVariables: asText, theme,
    fieldConfigRegistry: customSettings(panel), timeZone: 'utc',
  });
}

function text(field, value) {
  const {prefix = '', text: number, suffix = ''} = field.display(value);
  return prefix + number + suffix;
}

function nameOf(field, frame, frames) {
  return data.getFieldDisplayName(field, frame, frames);
}

/** Columns, rows and links of a table, and what is odd about them. */
function table(panel, frames, answers, odd) {
  if (frames.length !== 1 && Object.values(answers).flat().length) {
    odd(`${frames.length} frames in a table`);
  }
  const frame = frames[0] || {fields: [], length: 0};
  const columns = frame.fields.map(field => nameOf(field, frame, frames));
  const rows = Array.from({length: frame.length}, (_, row) => frame.fields.map(field => text(field, field.values[row])));
  const expected = answers[panel.targets[0].refId].length;
  if (panel.type === 'table' && frame.length !== expected) {
    odd(`${frame.length} rows of ${expected}`);
  }
  if (frame.length) {
    columns.filter(each => /^(Time|Value.*|__name__)$/.test(each)).forEach(each => odd('a column ' + each));
    (panel.options.sortBy || []).filter(each => !columns.includes(each.displayName))
      .forEach(each => odd('sorted by ' + each.displayName));
  }
  const links = [];
  frame.fields.forEach(field => {
    (field.config.links || []).forEach(link => {
      for (let row = 0; row < frame.length; row++) {
        const scopes = {__dataContext: {value: {frame, data: frames, field, rowIndex: row}}};
        const [title, url] = [asText(link.title, scopes), asText(link.url, scopes)];
        if (/\$\{|undefined|null/.test(title + url)) {
          odd(`a link that is not filled in: ${title} ${url}`);
        }
        links.push(url);
      }
    });
  });
  return {columns, rows, links: [...new Set(links)].slice(0, 2)};
}

/** What a stat or a bar gauge says. */
function figures(panel, frames) {
  return data.getFieldDisplayValues({
    fieldConfig: panel.fieldConfig, reduceOptions: panel.options.reduceOptions, data: frames,
    replaceVariables: asText, theme, timeZone: 'utc', sparkline: false,
  }).map(({display, name}) => [display.title || name, (display.prefix || '') + display.text + (display.suffix || ''), display.color]);
}

/** Names of lines with their highest values. */
function lines(frames) {
  return frames.flatMap(frame => frame.fields.filter(field => field.type === 'number').map(field => {
    const highest = data.reduceField({field, reducers: ['max', 'lastNotNull']});
    return [nameOf(field, frame, frames), text(field, highest.max)];
  }));
}

/** Overrides that find nothing in a table that has rows. What graphs have lines of depends on what there is. */
function unused(panel, frames, odd) {
  if (panel.type === 'table' && frames.some(frame => frame.length)) {
    for (const {matcher} of panel.fieldConfig.overrides || []) {
      const matches = data.fieldMatchers.get(matcher.id).get(matcher.options);
      if (!frames.some(frame => frame.fields.some(field => matches(field, frame, frames)))) {
        odd(`nothing is ${matcher.id} ${matcher.options}`);
      }
    }
  }
}

/** Rows are those of the first query, whether others know something of them or not. */
async function firstAlone(panel, answers, odd) {
  if (panel.type === 'table' && panel.targets.length > 1) {
    const first = panel.targets[0].refId;
    const others = Object.fromEntries(Object.keys(answers).map(ref => [ref, ref === first ? answers[ref] : []]));
    const rows = (await shown(panel, others)).reduce((sum, frame) => sum + frame.length, 0);
    if (rows !== answers[first].length) {
      odd(`${rows} rows of ${answers[first].length} where only ${first} has an answer`);
    }
  }
}

/** A verdict's colour where nothing is known. */
function withoutData(panel, odd) {
  if (panel.type === 'stat' && panel.fieldConfig.defaults.color.mode === 'thresholds') {
    const colour = figures(panel, [])[0][2];
    if (colour !== theme.colors.text.primary) {
      odd(`no data is ${colour}`);
    }
  }
}

async function main(dashboards, folder) {
  let problems = 0;
  let where = 'before the first panel';
  console.warn = text => {
    problems++;
    console.error(`${where}: Grafana warns: ${text}`);
  };
  const all = {};
  for (const name of fs.readdirSync(folder).sort()) {
    const file = path.join(folder, name, 'data.js');
    if (!fs.existsSync(file)) {
      continue;
    }
    const context = {window: {}};
    vm.runInNewContext(fs.readFileSync(file, 'utf8'), context);
    // Lists of another context are not this one's.
    const {answers} = JSON.parse(JSON.stringify(context.window.drawn));
    const dashboard = JSON.parse(fs.readFileSync(path.join(dashboards, name + '.json'), 'utf8'));
    all[name] = {};
    for (const panel of dashboard.panels.filter(each => each.targets)) {
      where = `${name}, ${panel.title}`;
      const odd = what => {
        problems++;
        console.error(`${where}: ${what}`);
      };
      const its = Object.fromEntries(panel.targets.map(({refId}) => {
        const key = Object.keys(answers).find(each => each.endsWith(`${panel.title} ${refId}`));
        return [refId, answers[key] || odd(`no answer of ${refId}`) || []];
      }));
      try {
        const frames = await shown(panel, its);
        unused(panel, frames, odd);
        withoutData(panel, odd);
        await firstAlone(panel, its, odd);
        all[name][panel.title] = panel.type === 'table' || panel.type === 'barchart' ? table(panel, frames, its, odd)
          : panel.type === 'timeseries' ? lines(frames) : figures(panel, frames);
      } catch (failed) {
        odd(failed.stack.split('\n').slice(0, 4).join(' '));
      }
    }
  }
  fs.writeFileSync(path.join(folder, 'grafana.json'), JSON.stringify(all, null, 1));
  console.error(`${problems} problems`);
  process.exitCode = problems ? 1 : 0;
}

main(process.argv[2], process.argv[3]);
