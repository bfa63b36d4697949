import { approximation } from '@antigrad/core/lecture'
import { scaleLinear, scaleLog } from 'd3-scale'
import { line } from 'd3-shape'
import type { EpochRecord } from '../run/state.js'
import type { ReportFacts } from './facts.js'
import { type Html, html } from './html.js'
import { measured } from './number.js'
import { type Area, apart, coordinate, plot, type Tick, thinned } from './plot.js'

const AREA: Area = { width: 350, height: 230, left: 42, right: 114, top: 12, bottom: 28 }
const MOST_POINTS = 400
/** Losses further apart than this get a logarithmic scale. */
const WIDE = 25
const MOST_MARKS = 7

/** A point of a curve. */
export interface Point {
  readonly epoch: number
  readonly value: number
}

/** A number by epoch. */
export interface Curve {
  readonly name: string
  /** How it is drawn: soft, in ink or in colour; faint and without its name where it is one of many. */
  readonly kind: 'training' | 'validation' | 'test' | 'other'
  /** At least one. */
  readonly points: readonly Point[]
}

/** Loss, and for classes accuracy, by epoch. */
export function curvesFigures({ epochs: done, history, bestEpoch, result }: ReportFacts): Html {
  const kept = bestEpoch ?? done
  type Measure = (record: EpochRecord) => number | undefined
  const curves = (training: Measure, validation: Measure, test: Measure, atTheEnd: number): Curve[] => {
    const points = (of: Measure): Point[] =>
      history.flatMap((record) => {
        const value = of(record)
        return value === undefined || !Number.isFinite(value) ? [] : [{ epoch: record.epoch, value }]
      })
    const before = points(test).filter(({ epoch }) => epoch < kept)
    const all: Curve[] = [
      { name: 'training', kind: 'training', points: points(training) },
      { name: 'validation', kind: 'validation', points: points(validation) },
      // Where it was not asked after each epoch, one point.
      { name: 'test', kind: 'test', points: [...before, { epoch: kept, value: atTheEnd }] },
    ]
    return all.filter(({ points: some }) => some.length > 0)
  }
  const epochs = { last: done, ...(bestEpoch !== undefined && { best: bestEpoch }) }
  const loss = result.kind === 'classes' ? result.evaluation.loss : result.loss
  const losses = curves(
    (record) => record.loss,
    (record) => record.valLoss,
    (record) => record.testLoss,
    loss,
  )
  if (result.kind !== 'classes') return html`<div class="pair">${lossFigure(losses, epochs)}</div>`
  const accuracies = curves(
    (record) => record.accuracy,
    (record) => record.valAccuracy,
    (record) => record.testAccuracy,
    result.evaluation.accuracy,
  )
  return html`<div class="pair">${accuracyFigure(accuracies, epochs)}${lossFigure(losses, epochs)}</div>`
}

/** What a figure of curves spans. */
export interface Epochs {
  readonly last: number
  /** Whose weights were kept. */
  readonly best?: number
}

/** Accuracies by epoch. */
export function accuracyFigure(curves: readonly Curve[], epochs: Epochs): Html {
  const { low: least } = rangeOf(curves)
  const scale = scaleLinear([Math.max(0, least - (1 - least) * 0.1), 1], yRange()).nice(5)
  const format = scale.tickFormat(5, '~%')
  const ticks = scale.ticks(5).map((value) => ({ at: scale(value), label: spaced(format(value)) }))
  return figure('Accuracy', curves, epochs, scale, ticks, (value) => `${(value * 100).toFixed(1)} %`)
}

/** Losses by epoch, on a logarithmic scale where they are far apart. */
export function lossFigure(curves: readonly Curve[], epochs: Epochs): Html {
  const { low: least, high: most } = rangeOf(curves)
  const wide = least > 0 && most / least > WIDE
  const marks = wide ? marksAround(least, most) : []
  const scale = wide
    ? scaleLog([marks[0], marks[marks.length - 1]], yRange())
    : scaleLinear([0, most > 0 ? most : 1], yRange()).nice(5)
  const ticks = (wide ? marks : scale.ticks(5)).map((value) => ({ at: scale(value), label: measured(value) }))
  const title = wide ? 'Loss, on a logarithmic scale' : 'Loss'
  return figure(title, curves, epochs, scale, ticks, measured)
}

function figure(
  title: string,
  curves: readonly Curve[],
  { last, best }: Epochs,
  y: (value: number) => number,
  yTicks: readonly Tick[],
  shown: (value: number) => string,
): Html {
  const { width, height, left, right, top, bottom } = AREA
  const x = scaleLinear(last > 1 ? [1, last] : [0, 2], [left + 6, width - right - 10])
  const xTicks = x
    .ticks(6)
    .filter((epoch) => Number.isInteger(epoch) && epoch >= 1 && epoch <= last)
    .map((epoch) => ({ at: x(epoch), label: String(epoch) }))
  const path = line<Point>(
    ({ epoch }) => coordinate(x(epoch)),
    ({ value }) => coordinate(y(value)),
  )
  const endOf = ({ points }: Curve): Point => points[points.length - 1]
  const named = curves.filter(({ kind }) => kind !== 'other')
  const ends = named.map(endOf)
  const labels = apart(
    ends.map(({ value }) => y(value)),
    15,
    height - bottom,
  )
  const name = `${title} by epoch: ${named.map((curve) => `${curve.name} ${shown(endOf(curve).value)}`).join(', ')} at the end`
  const drawn = [
    best !== undefined &&
      html`<line class="kept" x1="${coordinate(x(best))}" x2="${coordinate(x(best))}" y1="${top}" y2="${height - bottom}"/>`,
    ...curves.map(
      ({ points, kind }) =>
        html`<path class="curve ${kind}" d="${path(thinned(points, MOST_POINTS)) ?? ''}"/>`,
    ),
    ...named.map(({ name, kind }, index) => {
      const { epoch, value } = ends[index]
      return html`<circle class="dot ${kind}" cx="${coordinate(x(epoch))}" cy="${coordinate(y(value))}" r="${kind === 'test' ? 4 : 2.5}"/><text class="end ${kind}" x="${width - right + 4}" y="${coordinate(labels[index])}" dy="0.32em">${name} ${shown(value)}</text>`
    }),
  ]
  return html`<figure><figcaption>${title}</figcaption>${plot(AREA, { x: xTicks, y: yTicks }, name, drawn)}</figure>`
}

/** Marks of a logarithmic scale, 1, 2 and 5 of each power of ten, such that all between two values lies among them. */
function marksAround(least: number, most: number): number[] {
  const powers = Array.from(
    { length: Math.floor(Math.log10(most)) - Math.floor(Math.log10(least)) + 2 },
    (_, index) => index + Math.floor(Math.log10(least)),
  )
  const all = powers.flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)))
  const first = all.findLastIndex((mark) => mark <= least)
  const last = all.findIndex((mark) => mark >= most)
  const marks = all.slice(first, last + 1)
  if (marks.length <= MOST_MARKS) return marks
  return marks.filter((mark, index) => index === 0 || index === marks.length - 1 || isPower(mark))
}

/** Whether it is written as 1 and zeros. */
function isPower(mark: number): boolean {
  return mark.toExponential().startsWith('1e')
}

/** The least and the largest value; not by spreading, there may be a hundred thousand epochs. */
function rangeOf(curves: readonly Curve[]): approximation.Range {
  return approximation.rangeOf(curves.flatMap(({ points }) => points.map(({ value }) => value)))
}

function yRange(): [number, number] {
  return [AREA.height - AREA.bottom, AREA.top]
}

/** `95%` as `95 %`. */
function spaced(label: string): string {
  return label.replace('%', ' %')
}
