"""The queries of the dashboards as Grafana asks them, and for each the plainest one that reads the same samples."""
import glob
import json
import os
import re

SCRAPE_SECONDS = 15
POINTS = 800  # a panel half a screen wide
STEPS = [15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600, 43200, 86400]
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
VARIABLE = re.compile(r"\$(?:\{(\w+)(?::\w+)?\}|(\w+))")
SELECTOR = re.compile(r"[a-zA-Z_:][\w:]*\{[^}]*\}(?:\[[^\]]*\])?(?:\s*(?:offset\s+-?\w+|@\s*[\d.]+))*")
SUBQUERY = re.compile(r"\[[^\]:]+:[^\]]*\]")


class Query:
    def __init__(self, dashboard, panel, ref, expression, instant, range_seconds, step):
        self.dashboard, self.panel, self.ref, self.expression = dashboard, panel, ref, expression
        self.instant, self.range_seconds, self.step = instant, range_seconds, step

    def references(self):
        """sum by (site) of each selector, over the same times."""
        whole = SUBQUERY.search(self.expression)
        plain = []
        for selector in SELECTOR.findall(self.expression):
            if whole:
                plain.append(f"sum_over_time(sum by (site) ({selector}){whole[0]})")
            elif "[" in selector:
                plain.append(f"sum by (site) (sum_over_time({selector}))")
            else:
                plain.append(f"sum by (site) ({selector})")
        return plain


def seconds(text):
    return int(text[:-1]) * SECONDS[text[-1]]


def opening(dashboard):
    """Variables with what they have when the dashboard is opened."""
    values = {}
    for variable in dashboard["templating"]["list"]:
        value = variable["current"]["value"]
        value = value[0] if isinstance(value, list) else value
        values[variable["name"]] = variable["allValue"] if value == "$__all" else value
    return values


def step_of(range_seconds):
    return next(step for step in STEPS if step >= range_seconds / POINTS)


def queries(folder, chosen):
    """Every query of every dashboard; chosen are variables that the reader set, by dashboard."""
    for file in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(file, encoding="utf-8") as text:
            dashboard = json.load(text)
        name = os.path.basename(file).removesuffix(".json")
        length = seconds(dashboard["time"]["from"].removeprefix("now-"))
        step = step_of(length)
        values = opening(dashboard) | chosen.get(name, {})
        values |= {"__range": f"{length}s", "__interval": f"{step}s",
                   "__rate_interval": f"{max(step + SCRAPE_SECONDS, 4 * SCRAPE_SECONDS)}s"}
        for panel in dashboard["panels"]:
            for target in panel.get("targets", []):
                expression = VARIABLE.sub(lambda found: values[found[1] or found[2]], target["expr"])
                yield Query(name, panel["title"], target["refId"], expression,
                            bool(target.get("instant")), length, step)
