#!/usr/bin/env bash
# jax 0.10.2: jax.random.normal in bfloat16 has 128 different values, none beyond 2.9
#
# Believed: normal numbers are drawn as usual and rounded to bfloat16: 8 bits of precision, the tails of the distribution in place.
# Seen:     a million numbers have at most 2.891 in size (float32: 4.645, PyTorch in bfloat16 about as much), only 128 different values, and a mean of
#           -0.012, twelve standard errors below 0. float16 ends at 3.486. A uniform number of the array's own type is drawn, of 7 bits,
#           and put through the inverse of the error function. uniform has the mean 0.496 for the same reason. Rounding
#           float32 numbers oneself gives 4.6 and thousands of values.
# Versions: jax 0.10.2, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: initial weights with param_dtype=bfloat16 come from 128 values with a common shift, which in a layer of 1 000 inputs adds
#           up to a part of each unit's input; noise for augmentation has no outliers. Draw in float32 and convert.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 numpy==2.4.6 jax==0.10.2 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import jax
import jax.numpy as jnp
import numpy as np

size, key = (1_000_000,), jax.random.key(0)
draws = {
    "bfloat16": jax.random.normal(key, size, jnp.bfloat16),
    "float16": jax.random.normal(key, size, jnp.float16),
    "float32": jax.random.normal(key, size, jnp.float32),
    "float32, rounded to bfloat16": jax.random.normal(key, size, jnp.float32).astype(jnp.bfloat16),
}
seen = {}
print("jax", jax.__version__)
for name, draw in draws.items():
    draw = np.asarray(draw).astype(np.float64)
    seen[name] = np.abs(draw).max(), len(np.unique(draw)), draw.mean()
    print(f"{name:28} largest {seen[name][0]:.3f}, different values {seen[name][1]}, mean {seen[name][2]:.4f}")
uniform = np.asarray(jax.random.uniform(key, size, jnp.bfloat16)).astype(np.float64).mean()
print(f"uniform in bfloat16: mean {uniform:.4f}")
largest, values, mean = seen["bfloat16"]
assert largest < 3 and values <= 128 and mean < -0.008
assert seen["float16"][0] < 3.6
assert all(seen[name][0] > 4.5 and abs(seen[name][2]) < 0.004 for name in ("float32", "float32, rounded to bfloat16"))
assert seen["float32, rounded to bfloat16"][1] > 1000 and uniform < 0.497
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }
