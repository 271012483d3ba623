// Has TypeScript compile every dashboard, panel, option and field setting against Grafana's published schema.
//     types.cjs DASHBOARDS FILE.ts        writes what is to be compiled
'use strict';
const fs = require('fs');
const path = require('path');

const KINDS = {
  stat: 'StatPanelCfg', bargauge: 'BarGaugePanelCfg', barchart: 'BarChartPanelCfg', table: 'TablePanelCfg',
  timeseries: 'TimeSeriesPanelCfg',
};
const WITH_FIELDS = ['barchart', 'table', 'timeseries'];
// What a data source adds to an annotation, its query above all, is not in the schema.
const OF_PROMETHEUS = ['target', 'titleFormat', 'textFormat', 'tagKeys', 'useValueForTime'];

const lines = [
  "import type {Dashboard, FieldConfigSource, Panel, RowPanel} from './node_modules/@grafana/schema/dist/types/raw/dashboard/x/types.gen';",
  ...Object.keys(KINDS).map(kind =>
    `import type * as ${kind} from './node_modules/@grafana/schema/dist/types/raw/composable/${kind}/panelcfg/x/types.gen';`),
  // In JSON an enumeration is its texts or numbers.
  'type Plain<T> = T extends string ? `${T}` : T extends number ? (number extends T ? number',
  '  : `${T}` extends `${infer N extends number}` ? N : never)',
  '  : T extends (infer U)[] ? Plain<U>[] : T extends object ? {[K in keyof T]: Plain<T[K]>} : T;',
];
const [folder, file] = process.argv.slice(2);
let count = 0;
for (const name of fs.readdirSync(folder).filter(each => each.endsWith('.json')).sort()) {
  const {panels, ...dashboard} = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  for (const annotation of dashboard.annotations.list) {
    OF_PROMETHEUS.forEach(each => delete annotation[each]);
  }
  add(`${name}`, dashboard, 'Dashboard');
  for (const {options, fieldConfig, ...panel} of panels) {
    const where = `${name}, ${panel.title}`;
    if (panel.type === 'row') {
      add(where, panel, 'RowPanel');
      continue;
    }
    if (!(panel.type in KINDS)) {
      throw new Error(`${where}: ${panel.type}`);
    }
    add(where, panel, 'Panel');
    add(where, options, `Partial<${panel.type}.Options>`);
    const {custom, ...settings} = fieldConfig.defaults;
    add(where, {...fieldConfig, defaults: settings}, 'FieldConfigSource');
    if (custom) {
      add(where, custom, WITH_FIELDS.includes(panel.type) ? `${panel.type}.FieldConfig` : 'Record<string, never>');
    }
  }
}

function add(where, value, type) {
  count++;
  lines.push(`// ${where}`, `(${JSON.stringify(value)}) satisfies Plain<${type}>;`);
}

fs.writeFileSync(file, lines.join('\n') + '\n');
console.error(`${count} parts of dashboards`);
