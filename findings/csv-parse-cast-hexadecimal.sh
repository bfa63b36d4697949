#!/usr/bin/env bash
# csv-parse 7.0.3: `cast: true` reads 0x10 as 0
#
# Believed: automatic casting gives either the number that is written or leaves the text as it is.
# Seen:     0x10, 0xff and 0b11 all become the number 0: the check takes what Number() would take, the conversion is
#           parseFloat, which stops at the x. papaparse 5.7.1 leaves the text, d3-dsv 3.0.2 gives 16, 255 and 3.
#           9007199254740993 becomes 9007199254740992 in csv-parse and d3-dsv and stays a text in papaparse; 1e400 is a text in the first
#           and in papaparse, Infinity in d3-dsv.
# Versions: csv-parse 7.0.3, papaparse 5.7.1, d3-dsv 3.0.2, Node 20. Date: 2026-11-28.
# For a trainer: a column of hexadecimal codes (sensor registers, colours, addresses) becomes a constant 0 with no error, that is a feature
#           without information, and two readers of one file disagree. Read numeric columns as text and convert with Number.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact csv-parse@7.0.3 papaparse@5.7.1 d3-dsv@3.0.2 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { autoType, csvParse } from 'd3-dsv';
import Papa from 'papaparse';

const texts = ['0x10', '0xff', '0b11', '9007199254740993', '1e400', '1e5', '007'];
const csv = `a\n${texts.join('\n')}\n`;
const column = (rows) => rows.map((row) => row.a);
const seen = {
  'csv-parse': column(parse(csv, { columns: true, cast: true })),
  papaparse: column(Papa.parse(csv, { header: true, dynamicTyping: true, skipEmptyLines: true }).data),
  'd3-dsv': column(csvParse(csv, autoType)),
};
console.log('texts    ', texts);
for (const [name, values] of Object.entries(seen)) console.log(name.padEnd(9), values);
assert.deepEqual(seen['csv-parse'], [0, 0, 0, 9007199254740992, '1e400', 1e5, 7]);
assert.deepEqual(seen.papaparse, ['0x10', '0xff', '0b11', '9007199254740993', '1e400', 1e5, 7]);
assert.deepEqual(seen['d3-dsv'], [16, 255, 3, 9007199254740992, Number.POSITIVE_INFINITY, 1e5, 7]);
console.log('as recorded');
JS
node see.mjs
