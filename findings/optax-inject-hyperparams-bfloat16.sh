#!/usr/bin/env bash
# optax 0.2.8: inject_hyperparams makes Adam's b2 = 0.999 a 1 if the weights are bfloat16, and every weight becomes NaN
#
# Believed: inject_hyperparams(adam)(learning_rate=...) is adam whose numbers can be read and changed; the updates are those of adam.
# Seen:     with float32 weights they are, to five digits. With bfloat16 weights all hyperparameters are kept as bfloat16: b1 = 0.9 is 0.8984 and
#           b2 = 0.999 is 1, so that the mean of squares stays 0, its correction 1 - b2^t too, and the first step leaves NaN. adam without
#           the wrapper trains the same weights; b2 = 0.95 does as well. One float32 array anywhere in the tree makes all of it right, so that
#           taking out a layer can break it. hyperparam_dtype=float32 mends it. Nothing is warned of.
# Versions: optax 0.2.8, jax 0.10.2. Date: 2026-11-29.
# For a trainer: the wrapper is put in to write the learning rate to a log or to change it by hand, and does not look like a part of the arithmetic; the
#           run that worked without it is lost at its first step. Keep hyperparameters in float32 whatever the weights are.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 optax==0.2.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import math

import jax
import jax.numpy as jnp
import optax

injected = optax.inject_hyperparams(optax.adam)


def trained(optimizer, weights, steps=50):
    """The weights after steps that pull each of them from 1 towards 0, and the state."""
    state = optimizer.init(weights)
    for _ in range(steps):
        updates, state = optimizer.update(weights, state, weights)
        weights = optax.apply_updates(weights, updates)
    return {name: float(value) for name, value in weights.items()}, state


half, single = jnp.ones((), jnp.bfloat16), jnp.ones((), jnp.float32)
plain, wrapped = optax.adam(0.01), injected(learning_rate=0.01)
print("optax", optax.__version__, "jax", jax.__version__)
seen = {}
for case, optimizer, weights in (
    ("adam, float32", plain, {"a": single}),
    ("adam, bfloat16", plain, {"a": half}),
    ("injected, float32", wrapped, {"a": single}),
    ("injected, bfloat16", wrapped, {"a": half}),
    ("injected, b2 0.95, bfloat16", injected(learning_rate=0.01, b2=0.95), {"a": half}),
    ("injected, both types", wrapped, {"a": half, "b": single}),
    ("injected as float32, bfloat16", optax.inject_hyperparams(optax.adam, hyperparam_dtype=jnp.float32)(learning_rate=0.01), {"a": half}),
):
    seen[case], state = trained(optimizer, weights)
    print(f"{case:30}", {name: round(value, 4) for name, value in seen[case].items()})
first, state = trained(wrapped, {"a": half}, steps=1)
b1, b2 = float(state.hyperparams["b1"]), float(state.hyperparams["b2"])
print("injected, bfloat16: b1", b1, "b2", b2, "after one step", first)

assert abs(b1 - 0.8984) < 1e-4 and b2 == 1 and math.isnan(first["a"])
assert math.isnan(seen.pop("injected, bfloat16")["a"])
assert all(0.5 < value < 0.6 for weights in seen.values() for value in weights.values())
print("as recorded")
PY
env/bin/python see.py
