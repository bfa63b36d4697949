#!/usr/bin/env bash
# duckdb 1.5.6 and pyarrow 25.0.1: how many rows a filter finds in a Parquet file depends on how the rows are divided into groups, if there are NaN
#
# Believed: a filter on a file finds the rows that the same filter finds in memory; the statistics of row groups only make it faster.
# Seen:     twelve numbers, three of them NaN, once in row groups of four and once in one of twelve. duckdb, `x > 5` (NaN is above all numbers there): 4
#           rows and 6, from a table 6. `x <> 1`: 7 and 8. pyarrow, not (x <= 5): 4 and 6, x != 1: 7 and 8, in memory 6 and 8;
#           is_nan(x): 2 and 3. Writers leave NaN out of a group's minimum and maximum, and the readers skip a group by them as if
#           they held for NaN too: for 1, 1, 1, NaN both are 1, so that no row can be other than 1. polars finds the same in both files.
# Versions: duckdb 1.5.6, pyarrow 25.0.1, polars 1.44.2, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: whoever counts the NaN of a column by a filter on the file, or throws out all rows but x = 1, is told of fewer than there are, and another
#           row_group_size makes it another training set. A group of one number and NaN is what a sensor that stands still and then
#           fails leaves. Filter in memory where a column may hold NaN, or write nulls, whose number a group does carry.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 duckdb==1.5.6 pyarrow==25.0.1 polars==1.44.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

x = np.array([1, 2, np.nan, 3, 10, 11, 12, np.nan, 1, 1, 1, np.nan])
table = pa.table({"x": x})
field = pc.field("x")
seen = {}
for rows in (4, 12):
    name = f"groups-of-{rows}.parquet"
    pq.write_table(table, name, row_group_size=rows)
    lazy = pl.scan_parquet(name)
    seen[rows] = {
        "duckdb": [duckdb.sql(f"select count(*) from '{name}' where {test}").fetchone()[0] for test in ("x > 5", "x <> 1")],
        "pyarrow": [pq.read_table(name, filters=test).num_rows for test in (~(field <= 5), field != 1, field.is_nan())],
        "polars": [lazy.filter(test).collect().height for test in (pl.col("x") > 5, pl.col("x") != 1, pl.col("x").is_nan())],
    }
duckdb.sql("create table rows as select * from 'groups-of-12.parquet'")
memory = {
    "duckdb": [duckdb.sql(f"select count(*) from rows where {test}").fetchone()[0] for test in ("x > 5", "x <> 1")],
    "pyarrow": [table.filter(test).num_rows for test in (~(field <= 5), field != 1, field.is_nan())],
}
print("duckdb", duckdb.__version__, "pyarrow", pa.__version__, "polars", pl.__version__)
print("groups of 4 ", seen[4])
print("groups of 12", seen[12])
print("in memory   ", memory)
assert memory == {"duckdb": [6, 8], "pyarrow": [6, 8, 3]}
assert seen[12] == {**memory, "polars": [6, 8, 3]}
assert seen[4] == {"duckdb": [4, 7], "pyarrow": [4, 7, 2], "polars": [6, 8, 3]}
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }
