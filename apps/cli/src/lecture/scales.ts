import type { approximation } from '@antigrad/core/lecture'
import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale'
import type { Tick } from '../report/plot.js'

type Range = approximation.Range

/** A linear scale from numbers to coordinates. */
export function linear(
  { low, high }: Range,
  from: number,
  to: number,
): ScaleContinuousNumeric<number, number> {
  return scaleLinear([low, high], [from, to])
}

/** A logarithmic scale whose ends are powers of ten; numbers below its least lie at its end. */
export function logarithmic(
  { low, high }: Range,
  from: number,
  to: number,
): ScaleContinuousNumeric<number, number> {
  return scaleLog([low, high], [from, to]).nice().clamp(true)
}

/** About `count` round numbers along a linear scale. */
export function ticksOf(scale: ScaleContinuousNumeric<number, number>, count: number): Tick[] {
  const ticks = scale.ticks(count)
  const most = Math.max(...ticks.map(Math.abs))
  // Long numbers would not fit beside a picture: 4M, 2e-7.
  const format = scale.tickFormat(count, most >= 1e5 ? '~s' : most < 1e-3 ? '~e' : undefined)
  return ticks.map((value) => ({ at: scale(value), label: value === 0 ? '0' : format(value) }))
}

/** About `count` whole numbers along a linear scale. */
export function wholeTicksOf(scale: ScaleContinuousNumeric<number, number>, count: number): Tick[] {
  return scale
    .ticks(count)
    .filter(Number.isInteger)
    .map((value) => ({ at: scale(value), label: value.toLocaleString('en-US') }))
}

/** Powers of ten along a logarithmic scale, its least first, at most `most` of them. */
export function powersOf(scale: ScaleContinuousNumeric<number, number>, most: number, unit = ''): Tick[] {
  const [low, high] = scale.domain().map((value) => Math.round(Math.log10(value)))
  const stride = Math.max(1, Math.ceil((high - low + 1) / most))
  const powers: number[] = []
  for (let power = low; power <= high; power += stride) powers.push(power)
  return powers.map((power) => ({ at: scale(10 ** power), label: `${powerText(power)}${unit}` }))
}

function powerText(power: number): string {
  return power >= -3 && power <= 4
    ? Number(`1e${power}`).toLocaleString('en-US')
    : `10${[...String(power)].map((c) => SUPERSCRIPTS[c]).join('')}`
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
}
