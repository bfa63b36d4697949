import { BadInput, type Json } from '@antigrad/core'
import type { StrategyName } from '@antigrad/parallel'

/**
 * What decides the weights of a run, bit for bit; kept in its folder and in its model, so that it can go on,
 * and be repeated. `threads` decides nothing with the strategy `slices`, and is kept for `buffers`.
 */
export interface RunConfig {
  /** Of this record: 1. */
  readonly version: 1
  /** As the flag said: `mnist`, a path. */
  readonly data: string
  /** `sha256:…` of the examples. */
  readonly fingerprint: string
  readonly hidden: readonly number[]
  readonly epochs: number
  readonly batchSize: number
  readonly learningRate: number
  readonly seed: number
  readonly strategy: StrategyName
  readonly threads: number
}

/** A config as JSON. */
export function configToJson(config: RunConfig): { readonly [key: string]: Json } {
  return { ...config }
}

type Check = (value: Json | undefined) => boolean

const isWhole: Check = (value) => Number.isSafeInteger(value)
const isText: Check = (value) => typeof value === 'string' && value.length > 0
const isPositive: Check = (value) => typeof value === 'number' && value > 0 && Number.isFinite(value)
const isCount: Check = (value) => isWhole(value) && Number(value) >= 1

/** What each field has to be, in words and as a test. */
const FIELDS: { readonly [K in keyof RunConfig]: readonly [expected: string, check: Check] } = {
  version: ['1', (value) => value === 1],
  data: ['the name or path of a dataset', isText],
  fingerprint: ['sha256:…', (value) => typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)],
  hidden: ['a list of whole numbers from 1', (value) => Array.isArray(value) && value.every(isCount)],
  epochs: ['a whole number from 1', isCount],
  batchSize: ['a whole number from 1', isCount],
  learningRate: ['a number above 0', isPositive],
  seed: ['a whole number', isWhole],
  strategy: ['slices or buffers', (value) => value === 'slices' || value === 'buffers'],
  threads: ['a whole number from 1', isCount],
}

/**
 * Reads a config.
 * @param place of the file, for messages: `runs/a/config.json`
 * @throws BadInput for a field that is missing or out of range
 */
export function configFromJson(json: Json | undefined, place: string): RunConfig {
  const found: { readonly [key: string]: Json | undefined } =
    typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as { [key: string]: Json }) : {}
  for (const [field, [expected, check]] of Object.entries(FIELDS)) {
    if (!check(found[field])) {
      throw new BadInput(
        `${place}: ${field}: expected ${expected}, found ${(JSON.stringify(found[field]) ?? 'nothing').slice(0, 80)}`,
      )
    }
  }
  return found as unknown as RunConfig
}
