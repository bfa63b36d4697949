import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BadInput } from '@antigrad/core'
import { RESULTS } from './keep.js'
import type { RecordHead, ScalingRecord, ScalingRow } from './record.js'

/**
 * Reads a record of `pnpm bench`.
 * @throws BadInput where the file is none, or one of another kind
 */
export async function readScalingRecord(path: string): Promise<ScalingRecord> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BadInput(`${path}: expected a record of pnpm bench, found none to read (${error.code})`)
  })
  return parseScalingRecord(text, path)
}

/** @throws as `readScalingRecord` */
export function parseScalingRecord(text: string, path: string): ScalingRecord {
  const head = parseHead(text, path)
  if (head.kind !== 'scaling') {
    throw new BadInput(
      `${path}: expected a record of pnpm bench, found one of kind ${JSON.stringify(head.kind)}`,
    )
  }
  const rows: unknown = 'rows' in head ? head.rows : undefined
  if (!Array.isArray(rows)) throw new BadInput(`${path}: expected rows of measurements, found none`)
  rows.forEach((row, at) => {
    if (!isRow(row))
      throw new BadInput(`${path}: row ${at}: expected a scenario's measurements, found another value`)
  })
  return { ...head, kind: 'scaling', rows }
}

/**
 * The last record of `pnpm bench` in bench/results that was made on `processor`.
 * @throws BadInput where there is none
 */
export async function lastRecord(
  processor: string,
  folder = RESULTS,
): Promise<{ path: string; record: ScalingRecord }> {
  const names = await readdir(folder).catch(() => [])
  const found: { path: string; record: ScalingRecord }[] = []
  for (const name of names) {
    const path = join(folder, name, 'scaling.json')
    if (!existsSync(path)) continue
    const record = await readScalingRecord(path)
    if (record.machine.processor === processor) found.push({ path, record })
  }
  const last = found.sort((a, b) => a.record.date.localeCompare(b.record.date)).at(-1)
  if (last) return last
  throw new BadInput(
    `${folder}: expected a record made on ${processor}, found none; pnpm bench --record makes one`,
  )
}

function parseHead(text: string, path: string): RecordHead {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BadInput(`${path}: expected a record of pnpm bench, found what does not parse as JSON`)
  }
  if (!isObject(value) || value.format !== 'antigrad-bench') {
    throw new BadInput(`${path}: expected a record of pnpm bench, found JSON of another format`)
  }
  if (value.version !== 1) {
    throw new BadInput(`${path}: expected version 1 of the format, found ${JSON.stringify(value.version)}`)
  }
  const { machine } = value
  const told = isObject(machine) && [machine.processor, machine.system, machine.node].every(isText)
  if (!told || typeof machine.cores !== 'number' || ![value.date, value.commit].every(isText)) {
    throw new BadInput(`${path}: expected a date, a commit and a machine, found a record without`)
  }
  // Format and version name what was written by `headOf`.
  return value as unknown as RecordHead
}

/** Whether a row has all that is compared and told of it. */
function isRow(row: unknown): row is ScalingRow {
  if (!isObject(row) || !isObject(row.examplesPerSecond)) return false
  const { samples, peaks } = row
  return (
    [row.scenario, row.strategy].every(isText) &&
    [row.threads, row.examples, row.batchSize, row.examplesPerSecond.median].every(Number.isFinite) &&
    [row.sizes, samples, peaks].every(isSample) &&
    (samples as unknown[]).length === (peaks as unknown[]).length
  )
}

function isSample(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every((number) => Number.isFinite(number) && number > 0)
  )
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
