// Checks exp, ln and tanh in float32 against Math in float64 for all 2³² inputs: error, order, limits, and the same bits in
// SIMD and TypeScript. Takes minutes. Build first, then: node packages/core/scripts/sweep-elementary.mjs [exp|ln|tanh]…
import { exp } from '../dist/engine/kernels/plain/exp.js'
import { ln } from '../dist/engine/kernels/plain/ln.js'
import { tanh } from '../dist/engine/kernels/plain/tanh.js'
import { compileElementary } from './compile-elementary.mjs'

const SIGN = 0x80000000
const INFINITY = 0x7f800000
const BLOCK = 2 ** 18

const FUNCTIONS = {
  exp: { plain: exp, exact: Math.exp, allowed: 1 },
  ln: { plain: ln, exact: Math.log, allowed: 1.1 },
  tanh: { plain: tanh, exact: Math.tanh, allowed: 1.32 },
}

const memory = new WebAssembly.Memory({ initial: 64 })
const wasm = await compileElementary(memory)
const outputs = new Float32Array(memory.buffer, 0, BLOCK)
const outputBits = new Uint32Array(memory.buffer, 0, BLOCK)
const inputs = new Float32Array(BLOCK)
const inputBits = new Uint32Array(inputs.buffer)
const float = new Float32Array(1)
const floatBits = new Uint32Array(float.buffer)
const double = new Float64Array(1)
const doubleHigh = new Uint32Array(double.buffer).subarray(1)

/** The ulp of the float32 next to `exact`. */
function ulpOf(exact) {
  double[0] = exact
  return 2 ** (Math.max(((doubleHigh[0] >>> 20) & 2047) - 1023, -126) - 23)
}

function sweepAll(name) {
  const { plain, exact: exactOf, allowed } = FUNCTIONS[name]
  const found = { inputs: 0, worst: 0, worstAt: 0, falls: 0, different: 0, wrongNaN: 0, wrongLimit: 0 }
  let last = -Infinity

  function check(x, y, yBits) {
    const exact = exactOf(x)
    float[0] = plain(x)
    if (Number.isNaN(exact)) {
      if (!Number.isNaN(y) || !Number.isNaN(float[0])) found.wrongNaN++
      return
    }
    if (floatBits[0] !== yBits) found.different++
    if (!(y >= last)) found.falls++
    last = y
    if (Math.abs(exact) === Infinity || exact === 0) {
      if (!Object.is(y, exact)) found.wrongLimit++
      return
    }
    const bounded = Math.abs(y) === Infinity ? Math.sign(y) * 2 ** 128 : y
    const distance = Math.abs(bounded - exact) / ulpOf(exact)
    if (distance > found.worst && Math.abs(exact) < 2 ** 128) {
      found.worst = distance
      found.worstAt = x
    }
    if (Math.abs(exact) >= 2 ** 128 && Math.abs(y) !== Infinity) found.wrongLimit++
  }

  /** The inputs with bits first, first ± 1, …, `count` of them. */
  function sweep(first, count, direction) {
    for (let start = 0; start < count; start += BLOCK) {
      const length = Math.min(BLOCK, count - start)
      for (let k = 0; k < length; k++) inputBits[k] = first + direction * (start + k)
      outputBits.set(inputBits)
      wasm[`${name}Of`](0, 4 * BLOCK)
      for (let k = 0; k < length; k++) check(inputs[k], outputs[k], outputBits[k])
      found.inputs += length
    }
  }

  sweep(SIGN + INFINITY, INFINITY + 1, -1)
  sweep(0, INFINITY + 1, 1)
  sweep(INFINITY + 1, SIGN - INFINITY - 1, 1)
  sweep(SIGN + INFINITY + 1, SIGN - INFINITY - 1, 1)
  process.stdout.write(`${name}
inputs                         ${found.inputs}
largest error                  ${found.worst.toFixed(4)} ulp, at x = ${found.worstAt}
decreases between neighbours   ${found.falls}
SIMD and TypeScript differ     ${found.different}
not NaN where NaN is right     ${found.wrongNaN}
limits that are not exact      ${found.wrongLimit}
`)
  const wrong = found.falls + found.different + found.wrongNaN + found.wrongLimit
  if (wrong > 0 || !(found.worst <= allowed)) process.exitCode = 1
}

const asked = process.argv.slice(2)
for (const name of asked.length > 0 ? asked : Object.keys(FUNCTIONS)) sweepAll(name)
