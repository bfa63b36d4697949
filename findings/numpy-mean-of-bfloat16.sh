#!/usr/bin/env bash
# NumPy 2.4.6 with ml_dtypes 0.6.0: the mean of 1 000 bfloat16 ones is 0.256
#
# Believed: numpy's mean of a half-precision array adds up in float32, as it does for float16, and in pairs.
# Seen:     np.ones(1000, bfloat16).mean() is 0.2559 and the sum 256: one bfloat16 counter, without pairs, and 256 + 1 is 256.
#           float16 gives 1, and so do jax.numpy and PyTorch for bfloat16. np.asarray of a JAX array keeps the type, so that the same
#           array has the mean 1 in jax.numpy and 0.2559 in numpy. The standard deviation of 10 000 normal numbers is 0.5 instead of 1.
# Versions: numpy 2.4.6, ml_dtypes 0.6.0, jax 0.10.2. Date: 2026-11-29.
# For a trainer: with mixed precision, losses and outputs are bfloat16, and they are averaged for the log in numpy: np.mean over the last
#           1 000 losses or over a validation part stops growing at 256 addends of equal size, so that a longer list has a lower loss. The same
#           for sums of gradients and for feature scales. Convert to float32 first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 numpy==2.4.6 ml_dtypes==0.6.0 jax==0.10.2 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import jax.numpy as jnp
import ml_dtypes
import numpy as np

device = jnp.ones(1000, jnp.bfloat16)
host = np.asarray(device)
assert host.dtype == ml_dtypes.bfloat16
normal = np.random.default_rng(0).normal(size=10_000)
seen = {
    "numpy bfloat16, mean": host.mean(),
    "numpy bfloat16, sum": host.sum(),
    "numpy bfloat16, mean of a column": np.ones((1000, 2), ml_dtypes.bfloat16).mean(axis=0)[0],
    "numpy float16, mean": np.ones(1000, np.float16).mean(),
    "jax.numpy bfloat16, mean": device.mean(),
    "numpy, mean as float32": host.astype(np.float32).mean(),
    "numpy bfloat16, std of normals": normal.astype(ml_dtypes.bfloat16).std(),
}
seen = {name: float(value) for name, value in seen.items()}
print("numpy", np.__version__, "ml_dtypes", ml_dtypes.__version__)
for name, value in seen.items():
    print(f"{name:33} {value:.4f}")
assert abs(seen["numpy bfloat16, mean"] - 0.256) < 1e-3 and seen["numpy bfloat16, sum"] == 256
assert seen["numpy bfloat16, mean of a column"] == seen["numpy bfloat16, mean"]
assert seen["numpy float16, mean"] == seen["jax.numpy bfloat16, mean"] == seen["numpy, mean as float32"] == 1
assert seen["numpy bfloat16, std of normals"] < 0.6
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }
