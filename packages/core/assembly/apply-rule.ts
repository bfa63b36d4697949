// The update rules that take a stored gradient G, each with loops of its own: V8 packs a loop only where nothing in it depends
// on a condition. Formulas and record: src/engine/update.ts. With g = scale · G + decay · w, always computed: 0 · w where
// nothing decays.
import { ADAM, MOMENTUM, NESTEROV, RMSPROP, rateOf, ruleOf, SGD_WITH_DECAY } from './apply-update'

/** Updates the parameters from the address `w` to `end` with the gradient at `g`. States lie at fixed distances from `w`. */
export function applyRule(w: usize, g: usize, end: usize, update: usize): void {
  const rule = ruleOf(update)
  if (rule == ADAM) adam(w, g, end, update)
  else if (rule == RMSPROP) rmsprop(w, g, end, update)
  else if (rule == MOMENTUM) momentum(w, g, end, update)
  else if (rule == NESTEROV) nesterov(w, g, end, update)
  else if (rule == SGD_WITH_DECAY) sgdWithDecay(w, g, end, update)
  else unreachable()
}

function sgdWithDecay(w: usize, g: usize, end: usize, update: usize): void {
  if (WIDE) for (; w + 32 <= end; w += 32, g += 32) stepOfSgd(2, 4, w, g, update)
  for (; w + 16 <= end; w += 16, g += 16) stepOfSgd(1, 4, w, g, update)
  for (; w < end; w += 4, g += 4) stepOfSgd(1, 1, w, g, update)
}

function momentum(w: usize, g: usize, end: usize, update: usize): void {
  if (WIDE) for (; w + 32 <= end; w += 32, g += 32) stepOfMomentum(MOMENTUM, 2, 4, w, g, update)
  for (; w + 16 <= end; w += 16, g += 16) stepOfMomentum(MOMENTUM, 1, 4, w, g, update)
  for (; w < end; w += 4, g += 4) stepOfMomentum(MOMENTUM, 1, 1, w, g, update)
}

function nesterov(w: usize, g: usize, end: usize, update: usize): void {
  if (WIDE) for (; w + 32 <= end; w += 32, g += 32) stepOfMomentum(NESTEROV, 2, 4, w, g, update)
  for (; w + 16 <= end; w += 16, g += 16) stepOfMomentum(NESTEROV, 1, 4, w, g, update)
  for (; w < end; w += 4, g += 4) stepOfMomentum(NESTEROV, 1, 1, w, g, update)
}

function rmsprop(w: usize, g: usize, end: usize, update: usize): void {
  if (WIDE) for (; w + 32 <= end; w += 32, g += 32) stepOfRmsprop(2, 4, w, g, update)
  for (; w + 16 <= end; w += 16, g += 16) stepOfRmsprop(1, 4, w, g, update)
  for (; w < end; w += 4, g += 4) stepOfRmsprop(1, 1, w, g, update)
}

function adam(w: usize, g: usize, end: usize, update: usize): void {
  if (WIDE) for (; w + 32 <= end; w += 32, g += 32) stepOfAdam(2, 4, w, g, update)
  for (; w + 16 <= end; w += 16, g += 16) stepOfAdam(1, 4, w, g, update)
  for (; w < end; w += 4, g += 4) stepOfAdam(1, 1, w, g, update)
}

// One or two `registers` of neighbours, of four `lanes` or, at the end of a range, of one. All is loaded before anything is
// stored, or V8 does not pack two registers in one.

// @ts-ignore: decorator
@inline
function stepOfSgd(registers: i32, lanes: i32, w: usize, g: usize, update: usize): void {
  const rate = f32x4.splat(rateOf(update))
  const w0 = read(lanes, w)
  const w1 = registers > 1 ? v128.load(w, 16) : w0
  const g0 = decayed(read(lanes, g), w0, update)
  const g1 = registers > 1 ? decayed(v128.load(g, 16), w1, update) : g0
  write(lanes, w, f32x4.sub(w0, f32x4.mul(rate, g0)))
  if (registers > 1) v128.store(w, f32x4.sub(w1, f32x4.mul(rate, g1)), 16)
}

/** The rule is one of momentum and Nesterov. */
// @ts-ignore: decorator
@inline
function stepOfMomentum(rule: u32, registers: i32, lanes: i32, w: usize, g: usize, update: usize): void {
  const rate = f32x4.splat(rateOf(update))
  const momentum = f32x4.splat(momentumOf(update))
  const b = w + toFirstOf(update)
  const w0 = read(lanes, w)
  const w1 = registers > 1 ? v128.load(w, 16) : w0
  const g0 = decayed(read(lanes, g), w0, update)
  const g1 = registers > 1 ? decayed(v128.load(g, 16), w1, update) : g0
  const b0 = f32x4.add(f32x4.mul(momentum, read(lanes, b)), g0)
  const b1 = registers > 1 ? f32x4.add(f32x4.mul(momentum, v128.load(b, 16)), g1) : b0
  const s0 = rule == NESTEROV ? f32x4.add(g0, f32x4.mul(momentum, b0)) : b0
  const s1 = rule == NESTEROV ? f32x4.add(g1, f32x4.mul(momentum, b1)) : b1
  write(lanes, b, b0)
  if (registers > 1) v128.store(b, b1, 16)
  write(lanes, w, f32x4.sub(w0, f32x4.mul(rate, s0)))
  if (registers > 1) v128.store(w, f32x4.sub(w1, f32x4.mul(rate, s1)), 16)
}

// @ts-ignore: decorator
@inline
function stepOfRmsprop(registers: i32, lanes: i32, w: usize, g: usize, update: usize): void {
  const rate = f32x4.splat(rateOf(update))
  const epsilon = f32x4.splat(epsilonOf(update))
  const v = w + toFirstOf(update)
  const w0 = read(lanes, w)
  const w1 = registers > 1 ? v128.load(w, 16) : w0
  const g0 = decayed(read(lanes, g), w0, update)
  const g1 = registers > 1 ? decayed(v128.load(g, 16), w1, update) : g0
  const v0 = meanSquare(read(lanes, v), g0, update)
  const v1 = registers > 1 ? meanSquare(v128.load(v, 16), g1, update) : v0
  const s0 = f32x4.div(f32x4.mul(rate, g0), f32x4.add(f32x4.sqrt(v0), epsilon))
  const s1 = f32x4.div(f32x4.mul(rate, g1), f32x4.add(f32x4.sqrt(v1), epsilon))
  write(lanes, v, v0)
  if (registers > 1) v128.store(v, v1, 16)
  write(lanes, w, f32x4.sub(w0, s0))
  if (registers > 1) v128.store(w, f32x4.sub(w1, s1), 16)
}

// @ts-ignore: decorator
@inline
function stepOfAdam(registers: i32, lanes: i32, w: usize, g: usize, update: usize): void {
  const m = w + toFirstOf(update)
  const v = w + toSecondOf(update)
  const w0 = read(lanes, w)
  const w1 = registers > 1 ? v128.load(w, 16) : w0
  const g0 = decayed(read(lanes, g), w0, update)
  const g1 = registers > 1 ? decayed(v128.load(g, 16), w1, update) : g0
  const m0 = mean(read(lanes, m), g0, update)
  const m1 = registers > 1 ? mean(v128.load(m, 16), g1, update) : m0
  const v0 = meanSquare(read(lanes, v), g0, update)
  const v1 = registers > 1 ? meanSquare(v128.load(v, 16), g1, update) : v0
  const n0 = moved(w0, m0, v0, update)
  const n1 = moved(w1, m1, v1, update)
  write(lanes, m, m0)
  if (registers > 1) v128.store(m, m1, 16)
  write(lanes, v, v0)
  if (registers > 1) v128.store(v, v1, 16)
  write(lanes, w, n0)
  if (registers > 1) v128.store(w, n1, 16)
}

/** g = scale · G + decay · w. */
// @ts-ignore: decorator
@inline
function decayed(gradient: v128, w: v128, update: usize): v128 {
  return f32x4.add(f32x4.mul(f32x4.splat(load<f32>(update, 8)), gradient), f32x4.mul(f32x4.splat(load<f32>(update, 12)), w))
}

/** β₁m + (1 − β₁)g. */
// @ts-ignore: decorator
@inline
function mean(m: v128, g: v128, update: usize): v128 {
  return f32x4.add(f32x4.mul(f32x4.splat(momentumOf(update)), m), f32x4.mul(f32x4.splat(load<f32>(update, 20)), g))
}

/** β₂v + (1 − β₂)g². */
// @ts-ignore: decorator
@inline
function meanSquare(v: v128, g: v128, update: usize): v128 {
  return f32x4.add(f32x4.mul(f32x4.splat(load<f32>(update, 24)), v), f32x4.mul(f32x4.splat(load<f32>(update, 28)), f32x4.mul(g, g)))
}

/** keep · w − stepSize · m / (√v · correction + ε). */
// @ts-ignore: decorator
@inline
function moved(w: v128, m: v128, v: v128, update: usize): v128 {
  const stepSize = f32x4.splat(load<f32>(update, 36))
  const correction = f32x4.splat(load<f32>(update, 40))
  const keep = f32x4.splat(load<f32>(update, 44))
  const divisor = f32x4.add(f32x4.mul(f32x4.sqrt(v), correction), f32x4.splat(epsilonOf(update)))
  return f32x4.sub(f32x4.mul(keep, w), f32x4.div(f32x4.mul(stepSize, m), divisor))
}

// @ts-ignore: decorator
@inline
function momentumOf(update: usize): f32 {
  return load<f32>(update, 16)
}

// @ts-ignore: decorator
@inline
function epsilonOf(update: usize): f32 {
  return load<f32>(update, 32)
}

/** Signed: an address wraps around. */
// @ts-ignore: decorator
@inline
function toFirstOf(update: usize): usize {
  return load<u32>(update, 48)
}

// @ts-ignore: decorator
@inline
function toSecondOf(update: usize): usize {
  return load<u32>(update, 52)
}

/** Of one lane, four times the same. */
// @ts-ignore: decorator
@inline
function read(lanes: i32, at: usize): v128 {
  return lanes == 4 ? v128.load(at) : v128.load32_splat(at)
}

// @ts-ignore: decorator
@inline
function write(lanes: i32, at: usize, value: v128): void {
  if (lanes == 4) v128.store(at, value)
  else store<f32>(at, f32x4.extract_lane(value, 0))
}
