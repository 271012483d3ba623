'use strict';
// Answers of Prometheus as series, or as rows of a table that went through the panel's transformations.

const REFS = panel => panel.targets.map(target => target.refId);

/** One entry per series of the answer: name, labels, and points of [milliseconds, value]. */
function seriesOf(panel, answers) {
  return panel.targets.flatMap(target => answers[target.refId].map(result => ({
    ref: target.refId,
    name: legend(target.legendFormat, result.metric),
    points: (result.values || [result.value]).map(([at, value]) => [1000 * at, Number(value)]),
  })));
}

function legend(format, labels) {
  if (format && format !== '__auto') {
    return format.replace(/{{\s*(\w+)\s*}}/g, (_, label) => labels[label] || '');
  }
  const {__name__: name, ...others} = labels;
  const pairs = Object.entries(others).map(([label, value]) => `${label}="${value}"`);
  return (name || '') + (pairs.length ? '{' + pairs.join(', ') + '}' : '') || 'Value';
}

/** Rows with a cell by name of the column, before transformations. */
function frames(panel, answers) {
  const several = panel.targets.length > 1;
  return REFS(panel).map(ref => answers[ref].map(result => {
    const {__name__: _, ...labels} = result.metric;
    return {Time: 1000 * result.value[0], ...labels, [several ? 'Value #' + ref : 'Value']: Number(result.value[1])};
  }));
}

const TRANSFORMATIONS = {
  // Rows that have the same in what all frames have become one, unless they contradict each other elsewhere.
  merge(tables) {
    const filled = tables.filter(rows => rows.length);
    const columns = filled.map(rows => new Set(rows.flatMap(Object.keys)));
    const common = [...(columns[0] || [])].filter(name => columns.every(has => has.has(name)));
    const merged = [];
    for (const row of filled.flat()) {
      const same = merged.find(other => common.every(name => row[name] === other[name])
        && Object.keys(row).every(name => !(name in other) || other[name] === row[name]));
      if (same) {
        Object.assign(same, row);
      } else {
        merged.push({...row});
      }
    }
    return [merged];
  },
  filterByValue([rows], options) {
    const wanted = options.filters.map(filter => {
      if (filter.config.id !== 'isNotNull' || options.type !== 'include') {
        throw new Error('a filter that is not known: ' + JSON.stringify(options));
      }
      return filter.fieldName;
    });
    return [rows.filter(row => wanted.every(name => name in row))];
  },
  organize([rows], options) {
    return [rows.map(row => {
      const names = Object.keys(row).filter(name => !options.excludeByName[name]);
      const at = name => name in options.indexByName ? options.indexByName[name] : 1000;
      names.sort((a, b) => at(a) - at(b));
      return Object.fromEntries(names.map(name => [options.renameByName[name] || name, row[name]]));
    })];
  },
  convertFieldType([rows], options) {
    for (const {targetField} of options.conversions) {
      rows = rows.map(row => ({...row, [targetField]: Number(row[targetField])}));
    }
    return [rows];
  },
  sortBy([rows], options) {
    const {field, desc} = options.sort[0];
    return [[...rows].sort((a, b) => (a[field] - b[field]) * (desc ? -1 : 1))];
  },
  groupingToMatrix([rows], {columnField, rowField, valueField}) {
    const lines = new Map();
    for (const row of rows) {
      const line = lines.get(row[rowField]) || {[`${rowField}\\${columnField}`]: row[rowField]};
      line[row[columnField]] = row[valueField];
      lines.set(row[rowField], line);
    }
    return [[...lines.values()]];
  },
};

function transformed(panel, answers) {
  let tables = frames(panel, answers);
  for (const {id, options} of panel.transformations || []) {
    if (id !== 'merge' && tables.length > 1) {
      throw new Error(`${panel.title}: ${id} of several frames`);
    }
    tables = TRANSFORMATIONS[id](tables, options);
  }
  if (tables.length > 1) {
    throw new Error(panel.title + ': several frames in one table');
  }
  return tables[0];
}

/** The order of columns: that of the row that has most of them. */
function columnsOf(rows) {
  const longest = rows.reduce((most, row) => Object.keys(row).length > Object.keys(most).length ? row : most, {});
  return Object.keys(longest);
}
