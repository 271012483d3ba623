"use strict";
// Draws a call over time: MOS, loss and jitter of its directions, and below, on the same axis, what
// the queues dropped meanwhile. All of it comes from the call's record; the table below has the same.
(() => {
  const HEIGHT = 120;
  const AXIS = 30; // more of the last one, which has the times
  const seconds = (text) => Date.parse(text) / 1000;
  let place;
  let names = [];
  let plots = [];
  let shown = "";

  // Steps: a value holds from a part's start to its end, and nothing holds between parts.
  const steps = (streams, figure) => {
    const edges = new Set();
    const parts = streams.map((stream) =>
      (stream.intervals ?? []).map((part) => {
        const from = seconds(part.start);
        const to = from + part.seconds;
        edges.add(from).add(to);
        return { from, to, value: figure(part) ?? null };
      }),
    );
    const times = [...edges].sort((a, b) => a - b);
    const series = parts.map((all) => {
      let i = 0;
      return times.map((time) => {
        while (i < all.length && all[i].to <= time) i++;
        return i < all.length && all[i].from <= time ? all[i].value : null;
      });
    });
    // The last value is drawn up to its end.
    series.forEach((values, at) => {
      const last = parts[at].at(-1);
      if (last) values[times.indexOf(last.to)] ??= last.value;
    });
    return [times, ...series];
  };

  // Of all classes that took packets marked as the call's are; the windows of one follow each other.
  const drops = (record) => {
    const edges = new Map();
    for (const window of record.router_windows ?? []) {
      const [from, to] = [seconds(window.from), seconds(window.to)];
      edges.set(from, (edges.get(from) ?? 0) + (window.dropped_packets ?? 0));
      if (!edges.has(to)) edges.set(to, 0);
    }
    const times = [...edges.keys()].sort((a, b) => a - b);
    return [times, times.map((time) => edges.get(time))];
  };

  const times = (factor, value) => (value == null ? null : factor * value);

  const style = (name) => getComputedStyle(place).getPropertyValue(name).trim();

  const axis = (more) => ({
    stroke: style("--quiet"),
    grid: { stroke: style("--line"), width: 1 },
    ticks: { stroke: style("--line"), width: 1 },
    font: "12px system-ui, sans-serif",
    ...more,
  });

  const clock = (zone) => {
    const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "medium" });
    return (time) => format.format(time * 1000);
  };

  const plot = (title, data, unit, range, { fill, last, splits } = {}) => {
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    caption.textContent = title;
    const canvas = document.createElement("div");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", title + " over time; the table below has the figures");
    figure.append(caption, canvas);
    place.append(figure);
    const time = clock(place.dataset.zone);
    const colours = [style("--one"), style("--two")];
    const lines = data.slice(1).map((_, at) => ({
      label: names[at] ?? title,
      stroke: fill ? style("--drop") : colours[at % 2],
      fill: fill ? style("--drop") + "55" : undefined,
      width: 2,
      dash: !fill && at % 2 ? [6, 4] : undefined,
      paths: uPlot.paths.stepped({ align: 1 }),
      points: { show: false },
      spanGaps: false,
    }));
    const options = {
      width: Math.max(200, place.clientWidth),
      height: HEIGHT + (last ? AXIS : 0),
      legend: { show: false },
      cursor: { sync: { key: "call" }, drag: { x: false, y: false }, points: { size: 6 } },
      scales: { x: { min: seconds(place.dataset.from), max: seconds(place.dataset.to) }, y: { range } },
      series: [{}, ...lines],
      axes: [
        axis({ values: (_, times) => times.map((at) => (last ? time(at) : "")), size: last ? AXIS : 4, space: 90 }),
        axis({ size: 55, splits, space: 25, values: (_, values) => values.map((value) => value + unit) }),
      ],
      hooks: { setCursor: [readout] },
    };
    plots.push({ title, unit, time, chart: new uPlot(options, data, canvas) });
  };

  const readout = (moved) => {
    const line = document.getElementById("readout");
    const at = moved.cursor.left >= 0 ? moved.posToVal(moved.cursor.left, "x") : null;
    if (at === null || !line) return;
    const said = plots.map(({ title, unit, chart }) => {
      const index = chart.data[0].findLastIndex((time) => time <= at);
      const values = chart.data.slice(1).map((one) => one[index]);
      return title + " " + values.map((one) => (one == null ? "–" : +one.toFixed(3) + unit)).join(" / ");
    });
    line.textContent = plots[0].time(at) + "   " + said.join("   ");
  };

  const legend = () => {
    const list = document.createElement("ul");
    list.className = "key";
    names.forEach((name, at) => {
      const item = document.createElement("li");
      const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
      line.setAttribute("class", at % 2 ? "two" : "one");
      for (const [name, value] of [["x1", 0], ["x2", "100%"], ["y1", "50%"], ["y2", "50%"]]) {
        line.setAttribute(name, value);
      }
      picture.setAttribute("aria-hidden", "true");
      picture.append(line);
      item.append(picture, name);
      list.append(item);
    });
    return list;
  };

  const draw = (record) => {
    for (const { chart } of plots) chart.destroy();
    plots = [];
    place.setAttribute("data-drawn", "");
    const line = document.createElement("p");
    line.id = "readout";
    line.className = "readout";
    place.replaceChildren(legend(), line);
    const streams = (record.streams ?? []).slice(0, names.length);
    const most = (least) => (_, __, max) => [0, Math.max(least, (max ?? 0) * 1.1)];
    const queues = Boolean(record.router_windows);
    plot("MOS-LQ", steps(streams, (part) => part.mos_lq), "", () => [1, 4.6], { splits: () => [1, 2, 3, 4] });
    plot("Loss", steps(streams, (part) => times(100, part.loss_ratio)), " %", most(1));
    plot("Jitter", steps(streams, (part) => times(1000, part.jitter_seconds)), " ms", most(5), { last: !queues });
    if (queues) {
      plot("Packets dropped by queues on its way, of all calls", drops(record), "", most(5), { fill: true, last: true });
    }
  };

  let record;
  // A call that has just begun has nothing to draw yet.
  const found = () => {
    if (place) return true;
    place = document.getElementById("charts");
    if (!place) return false;
    names = [...place.querySelectorAll("span")].map((span) => span.textContent);
    resized.observe(place);
    return true;
  };

  const load = async () => {
    if (!found()) return;
    const response = await fetch(place.dataset.record, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const text = await response.text();
    if (text === shown) return;
    shown = text;
    record = JSON.parse(text);
    if ((record.streams ?? []).some((stream) => stream.intervals)) draw(record);
  };

  let width = 0;
  const resized = new ResizeObserver(() => {
    if (record && plots.length && place.clientWidth !== width) {
      width = place.clientWidth;
      for (const { chart } of plots) chart.setSize({ width, height: chart.height });
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => record && plots.length && draw(record));
  document.addEventListener("fresh", load);
  load();
})();
