#!/usr/bin/env python3
"""What SQLite itself takes for the rows of a calls.db: they are written again into a new file by
Python's sqlite3, with the same tables, pragmas and size of commits, and nothing else done.
    bench/records.py CALLS.DB FOLDER [CALLS]"""
import sqlite3, statistics, sys, time

source, folder, most = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 20_000
BATCH = 200
TABLES = {"calls": "", "call_records": "", "call_terms": "", "call_heard": ""}
old = sqlite3.connect(source)
keys = old.execute("SELECT start_us, id FROM calls ORDER BY start_us, id LIMIT ?", (most,)).fetchall()
new = sqlite3.connect(folder + "/reference.db", isolation_level=None)
for pragma in ("auto_vacuum = INCREMENTAL", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON",
               "secure_delete = ON", "cache_size = -8192", "wal_autocheckpoint = 4000"):
    new.execute("PRAGMA " + pragma)
for (statement,) in old.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"):
    new.execute(statement)
cpu = []
for start in range(0, len(keys) - BATCH + 1, BATCH):
    rows = {}
    for table in TABLES:
        call = "id" if table == "calls" else "call"
        of = f"SELECT * FROM {table} WHERE start_us = ? AND {call} = ?"
        rows[table] = [row for key in keys[start:start + BATCH] for row in old.execute(of, key)]
    began = time.thread_time()
    new.execute("BEGIN")
    for table, its in rows.items():
        new.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(its[0]))})", its)
    new.execute("COMMIT")
    cpu.append((time.thread_time() - began) / BATCH * 1e6)
print(f"the same rows by Python's sqlite3 ({sqlite3.sqlite_version}): "
      f"{statistics.median(cpu[len(cpu) // 2:]):.0f} µs CPU a record")
