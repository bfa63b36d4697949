#!/usr/bin/env bash
# jax 0.10.2: of 16 777 216 rows, jax.random.choice with weights only ever draws those of odd number
#
# Believed: with p=... every row whose weight is not 0 is drawn sooner or later; equal weights are the same as none.
# Seen:     2^24 rows of equal weight, a million draws: all million row numbers are odd. Without p 500 014 are even. With 2^23 rows both kinds come.
#           One float32 number of 23 random bits is looked up in the summed weights, so that there are 8.4 million places to hit, and the rows
#           between two of them have none. (49.8 % of the rows were drawn in 48 million draws, where 94.3 % should be.)
#           The documentation is silent; replace=False draws a number for each row, and all can come.
# Versions: jax 0.10.2, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: weighted sampling over rows (rare classes, prioritised replay) or over the tokens of a corpus: beyond some millions a part of the data
#           set is never seen, always the same part, and of 3 million rows of one weight some are drawn half as often again as others.
#           No error; PyTorch's multinomial refuses more than 2^24. Draw a block first and then a row in it, or let numpy draw.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 jax==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import jax
import jax.numpy as jnp
import numpy as np

draws = 1_000_000


def even_and_odd(count, weighted):
    """How many of the drawn row numbers are even, and how many odd."""
    weights = jnp.full(count, 1 / count, jnp.float32) if weighted else None
    drawn = np.asarray(jax.random.choice(jax.random.key(0), count, (draws,), p=weights))
    return np.bincount(drawn % 2, minlength=2).tolist()


seen = {(count, weighted): even_and_odd(count, weighted) for count in (2**23, 2**24) for weighted in (False, True)}
print("jax", jax.__version__)
for (count, weighted), numbers in seen.items():
    print(f"{count:9} rows, {'equal weights' if weighted else 'no weights   '}: even, odd {numbers}")
assert all(abs(seen[case][0] / draws - 0.5) < 0.01 for case in [(2**23, False), (2**23, True), (2**24, False)])
assert seen[2**24, True] == [0, draws]
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }
