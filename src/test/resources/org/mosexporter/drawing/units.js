'use strict';
// Values in words, as far as our dashboards have units, and colours.

const PALETTE = ['#7EB26D', '#EAB839', '#1F78C1', '#EF843C', '#E24D42', '#6ED0E0', '#BA43A9', '#705DA0', '#508642', '#CCA300',
  '#447EBC', '#C15C17', '#890F02', '#0A437C', '#6D1F62', '#584477'];
const NAMED = {
  'green': '#56A64B', 'dark-green': '#19730E', 'light-green': '#73BF69', 'yellow': '#E0B400', 'orange': '#FF780A', 'red': '#E02F44',
  'dark-red': '#AD0317', 'blue': '#3274D9', 'dark-blue': '#1250B0', 'purple': '#8F3BB8', 'gray': '#808080', 'text': '#24292e',
  'transparent': 'transparent',
};

function colour(name) {
  if (!(name in NAMED) && !name.startsWith('#')) {
    throw new Error('no colour ' + name);
  }
  return NAMED[name] || name;
}

function scaled(value, decimals, steps) {
  let chosen = steps[0];
  for (const step of steps) {
    if (Math.abs(value) >= step[0]) {
      chosen = step;
    }
  }
  return rounded(value / chosen[0], decimals) + chosen[1];
}

function rounded(value, decimals) {
  if (decimals !== undefined) {
    return value.toFixed(decimals);
  }
  const size = Math.abs(value);
  return String(Number(value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 4)));
}

const THOUSANDS = unit => [[1, unit], [1e3, 'k' + unit], [1e6, 'M' + unit], [1e9, 'G' + unit], [1e12, 'T' + unit]];
const COUNTED = unit => [[1, ' ' + unit], [1e3, 'K ' + unit], [1e6, 'M ' + unit], [1e9, 'B ' + unit]];
const UNITS = {
  none: (value, decimals) => rounded(value, decimals),
  short: (value, decimals) => scaled(value, decimals, [[1, ''], [1e3, ' K'], [1e6, ' Mil'], [1e9, ' Bil']]),
  percentunit: (value, decimals) => rounded(100 * value, decimals) + '%',
  s: (value, decimals) => scaled(value, decimals,
    [[1e-6, ' µs'], [1e-3, ' ms'], [1, ' s'], [60, ' min'], [3600, ' h'], [86400, ' d']]),
  'count:packets/s': (value, decimals) => scaled(value, decimals, COUNTED('packets/s')),
  'count:/s': (value, decimals) => scaled(value, decimals, COUNTED('/s')),
  bps: (value, decimals) => scaled(value, decimals, THOUSANDS('b/s')),
  bytes: (value, decimals) => scaled(value, decimals, [[1, ' B'], [1024, ' KiB'], [1048576, ' MiB'], [1073741824, ' GiB']]),
  bool_yes_no: value => value ? 'Yes' : 'No',
  dateTimeAsIso: value => new Date(value).toISOString().replace('T', ' ').slice(0, 19),
};

/** What of a panel's settings holds for a field of that name, overrides included. */
function settings(panel, name, ref) {
  const found = structuredClone(panel.fieldConfig.defaults);
  for (const override of panel.fieldConfig.overrides) {
    const {id, options} = override.matcher;
    if ((id === 'byName' && options === name) || (id === 'byFrameRefID' && options === ref)) {
      for (const property of override.properties) {
        let place = found;
        const path = property.id.split('.');
        for (const key of path.slice(0, -1)) {
          place = place[key] = place[key] || {};
        }
        place[path.at(-1)] = property.value;
      }
    }
  }
  return found;
}

function mapped(config, value) {
  for (const mapping of config.mappings || []) {
    const hit = mapping.options[String(value)];
    if (mapping.type === 'value' && hit) {
      return hit;
    }
  }
  return null;
}

function shown(config, value) {
  const hit = mapped(config, value);
  if (hit) {
    return hit.text;
  }
  const unit = config.unit || 'none';
  if (!(unit in UNITS)) {
    throw new Error('no unit ' + unit);
  }
  return Number.isFinite(value) ? UNITS[unit](value, config.decimals) : 'NaN';
}

function thresholdColour(config, value) {
  const hit = mapped(config, value);
  if (hit && hit.color) {
    return colour(hit.color);
  }
  let name = 'text';
  for (const step of config.thresholds.steps) {
    if (step.value === null || value >= step.value) {
      name = step.color;
    }
  }
  return colour(name);
}

function seriesColour(config, value, index) {
  const mode = config.color.mode;
  return mode === 'fixed' ? colour(config.color.fixedColor)
    : mode === 'thresholds' ? thresholdColour(config, value)
    : PALETTE[index % PALETTE.length];
}
