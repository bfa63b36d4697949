#!/usr/bin/env bash
# polars 1.44.2: 23:30 is minute -126 of the day, and a text of one letter is 4 294 967 294 letters longer than one of three
#
# Believed: hour * 60 + minute is the minute of the day, and the difference of two lengths a small number below or above zero.
# Seen:     dt.hour() is an Int8 and the number 60 takes that type: 02:30 is -106, 03:30 -46, 23:30 -126; hour() * 3600 in Int16: 12:00 is
#           -22336. str.len_chars(), list.len(), len(), n_unique() and rank("ordinal") are UInt32 and so is a difference of
#           two: 1 - 3 is 4294967294, and so is pl.len() - 5 for a group of three. No warning, no null. diff() and sum() do widen. For the same
#           times pandas and duckdb give 1410. Each method's type is documented, what arithmetic with them makes is not.
# Versions: polars 1.44.2, pandas 3.0.6, duckdb 1.5.6, pyarrow 25.0.1, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: minute of the day, difference in words, items more than last time are the features that everybody makes, and a script carried over
#           from pandas makes other ones. The minute is folded into 256 values, so that a tree or a network still learns something; the
#           difference becomes one huge number that rules the scaler. Cast to Int32 or Float32 before any arithmetic.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 polars==1.44.2 pandas==3.0.6 duckdb==1.5.6 pyarrow==25.0.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
from datetime import datetime

import duckdb
import pandas as pd
import polars as pl

times = [datetime(2026, 1, 1, hour, 30) for hour in (0, 1, 2, 3, 12, 23)]
hour, minute = pl.col("time").dt.hour(), pl.col("time").dt.minute()
seen = pl.DataFrame({"time": times}).select(minutes=hour * 60 + minute, seconds=hour * 3600, right=hour.cast(pl.Int32) * 60 + minute)
lengths = pl.DataFrame({"question": ["x", "xxxx"], "answer": ["yyy", "yyy"]}).select(
    more=pl.col("question").str.len_chars() - pl.col("answer").str.len_chars()
)
counts = pl.DataFrame({"user": [1, 1, 1]}).group_by("user").agg(more=pl.len() - 5)
ranks = pl.DataFrame({"a": [1, 2], "b": [2, 1]}).select(up=pl.col("a").rank("ordinal") - pl.col("b").rank("ordinal"))
stamp = pd.Series(times).dt
duck = duckdb.sql("select hour(t) * 60 + minute(t) from (select timestamp '2026-01-01 23:30' as t)").fetchone()[0]
print("polars", pl.__version__, "pandas", pd.__version__, "duckdb", duckdb.__version__)
print(seen, lengths, counts, ranks, sep="\n")
print("pandas", (stamp.hour * 60 + stamp.minute).tolist(), "duckdb, 23:30:", duck)
assert seen["minutes"].to_list() == [30, 90, -106, -46, -18, -126]
assert seen["seconds"].to_list() == [0, 3600, 7200, 10800, -22336, 17264]
assert seen["right"].to_list() == (stamp.hour * 60 + stamp.minute).tolist() == [30, 90, 150, 210, 750, 1410]
assert duck == 1410
assert lengths["more"].to_list() == [2**32 - 2, 1] and counts["more"].to_list() == [2**32 - 2] and ranks["up"].to_list() == [2**32 - 1, 1]
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }
