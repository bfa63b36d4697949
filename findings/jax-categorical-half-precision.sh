#!/usr/bin/env bash
# jax 0.10.2: with bfloat16 logits, jax.random.categorical draws 54 % of its answers from the first tenth of the classes
#
# Believed: sampling from bfloat16 logits costs what rounding the logits costs; equal logits are equal chances in any type.
# Seen:     1 000 equal logits, 100 000 draws: the first 100 classes get 54.2 %, the last 100 get 0.04 %, 102 classes never come. float16: 14.9 % and
#           6.1 %, float32: 10.0 % and 10.1 %. With 10 classes the first has 10.4 %, the last 9.6 %. The Gumbel noise that is added is
#           made in the logits' type, in bfloat16 from 128 values; the largest is nearly always a tie, and argmax takes the first.
#           The documentation speaks of a bias below 1e-7, in float32. mode="high" or logits.astype(float32) mends it; PyTorch draws
#           10 % and 10 % from bfloat16.
# Versions: jax 0.10.2, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: a language model or a policy in mixed precision has such logits, and tokens are numbered by frequency: sampled text, rollouts and
#           sampled negatives lean to the common tokens and never show many of the others, which looks like a model that has collapsed. The temperature
#           does not help. Convert to float32 before.
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

DRAWS = 100_000


def shares(classes, dtype, **options):
    """The shares of the first and last tenth of equally likely classes, and how many classes never came."""
    logits = jnp.zeros(classes, dtype)
    parts = [jax.random.categorical(key, logits, shape=(DRAWS // 10,), **options) for key in jax.random.split(jax.random.key(0), 10)]
    counts = np.bincount(np.concatenate(parts), minlength=classes)
    tenth = classes // 10
    return counts[:tenth].sum() / DRAWS, counts[-tenth:].sum() / DRAWS, int((counts == 0).sum())


seen = {}
for classes in (10, 1000):
    for name, dtype, options in (
        ("float32", jnp.float32, {}),
        ("float16", jnp.float16, {}),
        ("bfloat16", jnp.bfloat16, {}),
        ("bfloat16, mode high", jnp.bfloat16, {"mode": "high"}),
    ):
        first, last, never = seen[classes, name] = shares(classes, dtype, **options)
        print(f"{classes:4} classes, {name}: first tenth {first:.4f}, last tenth {last:.4f}, {never} never")
assert seen[1000, "float32"][2] == 0 and np.allclose(seen[1000, "float32"][:2], 0.1, atol=0.005)
assert seen[1000, "float16"][0] > 0.13 and seen[1000, "float16"][1] < 0.08
assert seen[1000, "bfloat16"][0] > 0.5 and seen[1000, "bfloat16"][1] < 0.001 and seen[1000, "bfloat16"][2] > 50
assert np.allclose(seen[1000, "bfloat16, mode high"][:2], 0.1, atol=0.01)
assert seen[10, "bfloat16"][0] - seen[10, "bfloat16"][1] > 0.005
print("as recorded")
PY
env/bin/python see.py
