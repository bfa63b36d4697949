#!/usr/bin/env bash
# polars 1.44.2: sample(fraction=1.0) gives the rows in their old order, whatever the seed
#
# Believed: df.sample(fraction=1.0, seed=1) shuffles, as df.sample(frac=1, random_state=1) of pandas does; smaller fractions are drawn in
#           no particular order, so that the whole is, too.
# Seen:     0 to 9 stay 0 to 9 for each of 100 seeds, also with n=10; pandas changes them for each seed. sample(n=9) does change
#           the order. shuffle=True is needed for the whole, and only there does it change what comes out.
# Versions: polars 1.44.2, pandas 3.0.6, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: a script carried over from pandas trains on sorted data and validates on the last classes of the file: 150 rows sorted by
#           three classes, cut at 120, give a validation part of one class. A seed in the call makes it look random.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 polars==1.44.2 pandas==3.0.6 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import pandas as pd
import polars as pl

seeds = range(1, 101)
numbers = list(range(10))
frame, other = pl.DataFrame({"n": numbers}), pd.DataFrame({"n": numbers})


def unchanged(sample):
    """For how many seeds the rows keep their order."""
    return sum((drawn := sample(seed)) == sorted(drawn) for seed in seeds)


seen = {
    "polars fraction=1.0": unchanged(lambda seed: frame.sample(fraction=1.0, seed=seed)["n"].to_list()),
    "polars n=10": unchanged(lambda seed: frame.sample(n=10, seed=seed)["n"].to_list()),
    "polars n=9": unchanged(lambda seed: frame.sample(n=9, seed=seed)["n"].to_list()),
    "polars fraction=1.0, shuffle": unchanged(lambda seed: frame.sample(fraction=1.0, shuffle=True, seed=seed)["n"].to_list()),
    "pandas frac=1": unchanged(lambda seed: other.sample(frac=1, random_state=seed)["n"].to_list()),
}
print("polars", pl.__version__, "pandas", pd.__version__)
for name, count in seen.items():
    print(f"{name:28} in order for {count:3} of 100 seeds")
flowers = pl.DataFrame({"label": [0] * 50 + [1] * 50 + [2] * 50}).sample(fraction=1.0, seed=1)
validation = sorted(set(flowers["label"][120:].to_list()))
print("classes of the validation part:", validation)
assert seen["polars fraction=1.0"] == seen["polars n=10"] == 100
assert all(seen[name] < 3 for name in ("polars n=9", "polars fraction=1.0, shuffle", "pandas frac=1"))
assert validation == [2]
print("as recorded")
PY
env/bin/python see.py
