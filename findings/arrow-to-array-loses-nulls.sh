#!/usr/bin/env bash
# apache-arrow 21.2.0 (JavaScript): toArray() gives the value hidden under a null, raw bits for float16, unscaled integers for decimals
#
# Believed: vector.toArray() holds what get(i) gives, null as NaN or so, and numbers as numbers.
# Seen:     a Float64 column of 1, null, 3 that pyarrow made with if_else from 1, 2, 3 gives a Float64Array of 1, 2, 3: the masked 2 is
#           back. [1.5, null] becomes 1.5, 0. float16 0.5, 1, -2 becomes the Uint16Array 14336, 15360, 49152, while get(i) decodes them.
#           decimal 0.10 and -1.25 become four 32-bit words each (10, 0, 0, 0, ...), with the scale left out.
# Versions: apache-arrow 21.2.0, pyarrow 25.0.1, Node 20. Date: 2026-11-28.
# For a trainer: toArray() is the fast way into a tensor. With it a missing value is trained on as 0 or as the very value that somebody
#           masked (a leaked target, for instance), and float16 features come out up to 49152. Look at nullCount and the type before.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 pyarrow==25.0.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact apache-arrow@21.2.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >write.py <<'PY'
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

masked = pc.if_else(pa.array([True, False, True]), pa.array([1.0, 2.0, 3.0]), pa.scalar(None, pa.float64()))
table = pa.table({
    "masked": masked,
    "missing": pa.array([1.5, None, 3.5]),
    "half": pa.array(np.array([0.5, 1, -2], np.float16)),
    "decimal": pa.array([Decimal("0.10"), Decimal("-1.25"), Decimal("1.01")], pa.decimal128(5, 2)),
})
assert masked.to_pylist() == [1.0, None, 3.0]
with pa.ipc.new_file("table.arrow", table.schema) as file:
    file.write_table(table)
PY
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';

const table = tableFromIPC(readFileSync('table.arrow'));
const seen = {};
for (const name of ['masked', 'missing', 'half', 'decimal']) {
  const column = table.getChild(name);
  const array = column.toArray();
  seen[name] = { got: [0, 1, 2].map((i) => column.get(i)), array: Array.from(array), kind: array.constructor.name };
  console.log(`${name} (${column.type}): get ${seen[name].got.map(String)}; toArray ${seen[name].kind} ${seen[name].array}`);
}
assert.deepEqual(seen.masked.got, [1, null, 3]);
assert.deepEqual(seen.masked.array, [1, 2, 3]);
assert.deepEqual(seen.missing.got, [1.5, null, 3.5]);
assert.deepEqual(seen.missing.array, [1.5, 0, 3.5]);
assert.deepEqual(seen.half.got, [0.5, 1, -2]);
assert.deepEqual([seen.half.kind, seen.half.array], ['Uint16Array', [14336, 15360, 49152]]);
assert.deepEqual([seen.decimal.kind, seen.decimal.array.length], ['Uint32Array', 12]);
assert.deepEqual(seen.decimal.array.slice(0, 4), [10, 0, 0, 0]);
console.log('as recorded');
JS
env/bin/python write.py
node see.mjs
