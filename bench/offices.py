"""Offices made of one page of metrics: each series of the page in each office, counting on at the pace
that two pages some time apart show, and a little better or worse from office to office."""
import random
import re

LINE = re.compile(r"([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$")
SUMS = re.compile(r"_(score_sum_total|mos_\w+_sum)$")  # of scores: what quality changes
# What has a whole number of events is counted in whole numbers.
WHOLE = re.compile(r"(packets|bytes|intervals|calls|reports|responses|requests|target|count|bucket|datagrams)\w*$")
COUNTER = re.compile(r"_(total|sum|count|bucket)$")
SITE = 'site="demo"'


class Series:
    """A series of the page, and what it does in a second."""

    def __init__(self, name, labels, value, per_second):
        self.name, self.labels, self.value, self.per_second = name, labels, value, per_second
        self.counts = bool(COUNTER.search(name))
        self.whole = self.counts and not SUMS.search(name) and bool(WHOLE.search(name))

    def text(self, site, more=""):
        labels = self.labels.replace(SITE, f'site="{site}"')
        return f"{self.name}{{{','.join(each for each in (more, labels) if each)}}}"


def parsed(page):
    values = {}
    for line in page.splitlines():
        found = None if line.startswith("#") else LINE.match(line)
        if found:
            values[found[1], found[2] or ""] = float(found[3])
    return values


def template(earlier, later, seconds):
    """The series of two pages of one daemon, a time apart."""
    before = parsed(earlier)
    series = []
    for (name, labels), value in parsed(later).items():
        grown = value - before.get((name, labels), value)
        series.append(Series(name, labels, value, max(0.0, grown / seconds)))
    return series


class Office:
    """One office: where each of its series stands now."""

    def __init__(self, number, series, seed=1):
        self.site = f"office{number:03d}"
        self.series = series
        self.chance = random.Random(seed * 100_000 + number)
        self.quality = 1 - self.chance.random() ** 3 * 0.25
        self.names = [each.text(self.site) for each in series]
        target = f'instance="{self.site}:10199",job="mos-exporter"'
        self.stored = [each.text(self.site, target) for each in series]
        self.values = [each.value for each in series]

    def step(self, seconds, only=None):
        """Lets time pass: counters grow by half to one and a half of what is usual, gauges waver."""
        chance = self.chance.random
        for i in range(len(self.series)) if only is None else only:
            each = self.series[i]
            if each.counts:
                if each.per_second:
                    grown = each.per_second * seconds * (0.5 + chance())
                    if SUMS.search(each.name):
                        grown *= self.quality
                    self.values[i] += int(grown + chance()) if each.whole else grown
            elif each.per_second and "timestamp" in each.name:
                self.values[i] += seconds
            elif each.name.startswith("voip_endpoint_") and each.value not in (0, 1):
                self.values[i] = each.value * (0.95 + 0.1 * chance())

    def page(self):
        return "\n".join(f"{name} {value!r}" for name, value in zip(self.names, self.values)) + "\n"


LABEL = re.compile(r'(\w+)="([^"]*)"')
WINDOWS = {"5m": 300, "1h": 3600, "1d": 86400}


def records(rules, series):
    """What the recording rules keep of an office: (record, labels, seconds of its window, seconds between two, growth
    in a second). Rules of a day are of the hours, so they have the labels of the hours."""
    groups = {}
    kept = []
    for group in re.split(r"\n  - name: ", rules)[1:]:
        every = re.search(r"interval: (\d+)m", group)
        for rule in re.split(r"- record: ", group)[1:]:
            record = rule.split()[0]
            by = re.search(r"sum by \(([^)]*)\) \(increase\((\w+)\[", rule)
            base, _, window = record.rpartition(":increase")
            if every and window in WINDOWS and (by or base in groups):
                labels, name = groups.setdefault(base, by and (re.findall(r"\w+", by[1]), by[2]))
                kept += [(record, key, WINDOWS[window], int(every[1]) * 60, growth)
                         for key, growth in grown(series, name, labels).items()]
    return kept


def grown(series, name, labels):
    sums = {}
    for each in series:
        if each.name == name:
            of = dict(LABEL.findall(each.labels))
            key = ",".join(f'{label}="{of[label]}"' for label in labels if label in of and label != "site")
            sums[key] = sums.get(key, 0) + each.per_second
    return sums
