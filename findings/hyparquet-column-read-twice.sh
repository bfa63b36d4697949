#!/usr/bin/env bash
# hyparquet 1.31.5: of two columns of one name the first is read twice, and decimals of more than 53 bits become one another
#
# Believed: parquetRead gives each column of a file its own values, and a decimal(20, 0) its digits.
# Seen:     a file of pyarrow with columns a, a, y and rows 1, 10, u and 2, 20, v is read as 1, 1, u and 2, 2, v, as arrays; nothing
#           is said. As objects the second column is not there. 100000000000000000000, …001 and …002 are three times 1e20, and 0.35
#           of a decimal(9, 2) is 0.35000000000000003.
# Versions: hyparquet 1.31.5, pyarrow 25.0.1, Node 20. Date: 2026-11-29.
# For a trainer: tables that were joined have columns of one name, and one of them is lost for a copy of the other; numbers of
#           databases, which are decimals there, name the wrong rows. Compare the names in the schema first; read decimals as bytes
#           (without converted_type and logical_type) and divide afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 pyarrow==25.0.1 >pip.log 2>&1 || { cat pip.log; exit 2; }
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact hyparquet@1.31.5 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >write.py <<'PY'
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

twice = pa.Table.from_arrays([pa.array([1, 2]), pa.array([10, 20]), pa.array(["u", "v"])], names=["a", "a", "y"])
pq.write_table(twice, "twice.parquet")
assert [column.to_pylist() for column in pq.ParquetFile("twice.parquet").read().columns] == [[1, 2], [10, 20], ["u", "v"]]
wide = [Decimal(10**20 + n) for n in range(3)]
table = pa.table({"wide": pa.array(wide, pa.decimal128(21, 0)), "price": pa.array([Decimal("0.35")] * 3, pa.decimal128(9, 2))})
pq.write_table(table, "decimals.parquet")
assert pq.read_table("decimals.parquet")["wide"].to_pylist() == wide
PY
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parquetRead, parquetReadObjects } from 'hyparquet';

const bytes = (name) => Uint8Array.from(readFileSync(name)).buffer;
let rows;
await parquetRead({ file: bytes('twice.parquet'), onComplete: (found) => (rows = found) });
const objects = await parquetReadObjects({ file: bytes('twice.parquet') });
const decimals = await parquetReadObjects({ file: bytes('decimals.parquet') });
console.log(rows, objects, decimals);
assert.deepEqual(rows, [[1n, 1n, 'u'], [2n, 2n, 'v']]);
assert.deepEqual(objects, [{ a: 1n, y: 'u' }, { a: 2n, y: 'v' }]);
assert.deepEqual(decimals.map(({ wide }) => wide), [1e20, 1e20, 1e20]);
assert.equal(decimals[0].price, 0.35000000000000003);
console.log('as recorded');
JS
env/bin/python write.py
node see.mjs
