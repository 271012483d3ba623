#!/usr/bin/env python3
"""Works out in NumPy and SciPy what ClusteredMeansTest expects; needs neither our code nor Java.

  clustered_means.py make > clustered_means.csv     the observations
  clustered_means.py < clustered_means.csv          means, difference, interval
"""
import csv
import sys

import numpy as np
from scipy import stats


def make():
    chance = np.random.default_rng(20260701)
    phones = chance.normal(0, 0.25, 6)
    print("after,phone,day,mos")
    for day in range(9):
        after = int(day >= 4)
        level = 3.9 + 0.22 * after + chance.normal(0, 0.06)
        for _ in range(int(chance.integers(6, 15))):
            phone = int(chance.choice(6, p=[0.3, 0.25, 0.2, 0.1, 0.1, 0.05]))
            mos = min(4.41, level + phones[phone] + chance.normal(0, 0.2))
            print(f"{after},phone{phone},{day},{mos:.3f}")


def jackknife(left_out):
    left_out = np.array(left_out)
    groups = len(left_out)
    return (groups - 1) / groups * ((left_out - left_out.mean()) ** 2).sum()


def work_out():
    rows = list(csv.DictReader(sys.stdin))
    after = np.array([row["after"] == "1" for row in rows])
    phone = np.array([row["phone"] for row in rows])
    day = np.array([int(row["day"]) for row in rows])
    mos = np.array([float(row["mos"]) for row in rows])
    by_side, freedom_of = [], []
    for side in (~after, after):
        days = np.unique(day[side])
        by_side.append(jackknife([mos[side & (day != one)].mean() for one in days]))
        freedom_of.append(len(days) - 1)
    by_day = sum(by_side)
    freedom = by_day**2 / sum(v * v / f for v, f in zip(by_side, freedom_of))
    phones = np.unique(phone)
    by_phone = jackknife(
        [mos[after & (phone != p)].mean() - mos[~after & (phone != p)].mean() for p in phones]
    )
    independent = sum(mos[side].var() / side.sum() for side in (~after, after))
    variance = max(by_day, by_phone, by_day + by_phone - independent)
    freedom = min(freedom, len(phones) - 1)
    difference = mos[after].mean() - mos[~after].mean()
    half = stats.t.ppf(0.975, freedom) * variance**0.5
    print("before", (~after).sum(), mos[~after].mean())
    print("after", after.sum(), mos[after].mean())
    print("difference", difference, "from", difference - half, "to", difference + half)
    print("by day", by_day, "by phone", by_phone, "independent", independent, "freedom", freedom)


if __name__ == "__main__":
    make() if sys.argv[1:] == ["make"] else work_out()
