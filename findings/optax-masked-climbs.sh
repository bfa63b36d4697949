#!/usr/bin/env bash
# optax 0.2.8: weights that masked() leaves out are not frozen, they climb the loss
#
# Believed: masked(sgd(0.1), {"head": True, "body": False}) trains the head and leaves the body as it is.
# Seen:     five steps on 0.5 w^2 from 1: the head goes to 0.59, the body to 32: what is left out passes the wrapper unchanged, so that its update is the bare
#           gradient, and apply_updates ADDS it, a step of rate 1 uphill. The same after clip_by_global_norm, slower. The words are there ("the rest are
#           passed through"), the consequence is not. partition({...: sgd, ...: set_to_zero()}) or chaining masked(set_to_zero(), the
#           opposite) leaves the body at 1.
# Versions: optax 0.2.8, jax 0.10.2. Date: 2026-11-29.
# For a trainer: with a pretrained body whose gradients are small, the loss falls at first, since the head learns, and later rises: it looks like too high a
#           rate or an overfitted head. Compare the frozen weights with the file they came from, bit by bit, after one step.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 optax==0.2.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import jax
import jax.numpy as jnp
import optax

mask, opposite = {"head": True, "body": False}, {"head": False, "body": True}
sgd = optax.sgd(0.1)


def loss(weights):
    return 0.5 * (weights["head"] ** 2 + weights["body"] ** 2)


def trained(optimizer):
    weights = {"head": jnp.ones(()), "body": jnp.ones(())}
    state = optimizer.init(weights)
    for _ in range(5):
        updates, state = optimizer.update(jax.grad(loss)(weights), state, weights)
        weights = optax.apply_updates(weights, updates)
    return {name: round(float(value), 4) for name, value in weights.items()}


seen = {
    "masked": trained(optax.masked(sgd, mask)),
    "clipped and masked": trained(optax.chain(optax.clip_by_global_norm(0.1), optax.masked(sgd, mask))),
    "masked, and zeros for the rest": trained(optax.chain(optax.masked(sgd, mask), optax.masked(optax.set_to_zero(), opposite))),
    "partition": trained(optax.partition({"train": sgd, "keep": optax.set_to_zero()}, {"head": "train", "body": "keep"})),
}
print("optax", optax.__version__, "jax", jax.__version__)
for case, weights in seen.items():
    print(f"{case:32}", weights)
assert seen["masked"] == {"head": 0.5905, "body": 32.0}
assert seen["clipped and masked"]["body"] > 1.3
assert seen["partition"] == seen["masked, and zeros for the rest"] == {"head": 0.5905, "body": 1.0}
print("as recorded")
PY
env/bin/python see.py
