import type { ScalingRecord, ScalingRow } from '../records/record.js'
import { ratios, summarize } from '../statistics.js'
import type { Chart, Curve } from './chart.js'
import { aboutRecord } from './markdown.js'
import { page, type Section } from './page.js'
import {
  headlineOf,
  machineLine,
  plainAnswerOf,
  SCALING_TERMS,
  scalingTables,
  scenariosOf,
  titleOf,
} from './scaling-table.js'

/** The record of `pnpm bench` as a page with its curves. */
export function scalingPage(record: ScalingRecord): string {
  const tables = scalingTables(record.rows)
  const { cores } = record.machine
  const sections = scenariosOf(record.rows).map(
    (rows, n): Section => ({
      title: titleOf(rows[0]),
      text: [plainAnswerOf(rows)],
      charts: [throughputChart(rows, cores), speedUpChart(rows, cores)],
      tables: [tables[n]],
    }),
  )
  return page({
    title: 'What threads buy',
    headline: headlineOf(record.rows, cores),
    about: `${record.command} · ${aboutRecord(record)}`,
    sections,
    terms: SCALING_TERMS,
    notes: [machineLine(record.rows)],
  })
}

function throughputChart(rows: readonly ScalingRow[], cores: number): Chart {
  const singles = rows.filter((row) => row.threads === 1).map((row) => row.examplesPerSecond.median)
  const single = Math.max(...singles)
  const curves = curvesOf(rows, ({ examplesPerSecond: { median, low, high } }) => ({ y: median, low, high }))
  return {
    ...common(rows, cores),
    title: 'Examples per second',
    curves: [...curves, idealCurve(rows, cores, single)],
    format: compact,
  }
}

function speedUpChart(rows: readonly ScalingRow[], cores: number): Chart {
  const curves = curvesOf(rows, ({ strategy, samples }) => {
    const own = strategy === 'apart' ? 'slices' : strategy
    const single = rows.find((row) => row.strategy === own && row.threads === 1)
    const { median, low, high } = summarize(ratios(samples, single?.samples ?? []))
    return { y: median, low, high }
  })
  const title = 'Speed-up over one thread of the same strategy'
  return {
    ...common(rows, cores),
    title,
    curves: [...curves, idealCurve(rows, cores, 1)],
    format: factorTick,
  }
}

function common(rows: readonly ScalingRow[], cores: number): Pick<Chart, 'xName' | 'xTicks'> {
  const xTicks = [...new Set(rows.map((row) => row.threads))].sort((a, b) => a - b)
  const over = xTicks[xTicks.length - 1] > cores
  return { xName: 'threads', xTicks, ...(over && { beyond: { x: cores + 0.5, note: 'more than cores' } }) }
}

/** As many times as fast as one thread, up to the cores; no faster beyond them. */
function idealCurve(rows: readonly ScalingRow[], cores: number, single: number): Curve {
  const counts = [...new Set([...rows.map((row) => row.threads), cores])].sort((a, b) => a - b)
  const last = Math.max(...rows.map((row) => row.threads))
  const points = counts.filter((x) => x <= last).map((x) => ({ x, y: single * Math.min(x, cores) }))
  return { name: 'ideal', ideal: true, points }
}

function curvesOf(
  rows: readonly ScalingRow[],
  pointOf: (row: ScalingRow) => { y: number; low?: number; high?: number },
): Curve[] {
  return [...new Set(rows.map((row) => row.strategy))].map((strategy) => ({
    name: strategy,
    points: rows
      .filter((row) => row.strategy === strategy)
      .map((row) => ({ x: row.threads, ...pointOf(row) })),
  }))
}

/** `2 G`, `1.2 M`, `350 k`. */
export function compact(value: number): string {
  if (value >= 1e9) return `${Number((value / 1e9).toPrecision(3))} G`
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))} M`
  return value >= 1e3 ? `${Number((value / 1e3).toPrecision(3))} k` : String(value)
}

function factorTick(value: number): string {
  return `${Number(value.toFixed(2))}×`
}
