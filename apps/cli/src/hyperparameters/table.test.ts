import { UsageError } from '@antigrad/core'
import { Command } from 'commander'
import { describe, expect, test, vi } from 'vitest'
import { numberBetween } from '../flags.js'
import { repeatCommand } from '../report/command.js'
import { configurationTable } from '../report/configuration.js'
import { configFromJson, configToJson, type RunConfig } from '../run/config.js'
import { LECTURE } from '../run/fixtures/lecture.js'
import { reconcile } from '../run/reconcile.js'
import { addHyperparameters, statedBy, withDefaults } from './flags.js'
import type { Hyperparameter } from './hyperparameter.js'
import { entries, flagOf } from './table.js'

/** One that there is not: an entry of the table, and nothing else, is what a new hyperparameter takes. */
const warmth: Hyperparameter<number> = {
  flag: '--heat, --warmth <degrees>',
  group: 'Training',
  help: 'how warm it begins',
  values: {
    parse: numberBetween(0, 100),
    expected: 'a number above 0 and below 100',
    accepts: (json) => typeof json === 'number' && json > 0 && json < 100,
    write: String,
  },
  default: { value: 20, table: 30 },
  before: 15,
  resume: 'fixed',
  label: 'warmth',
  show: (kept) => `${kept} °C`,
}

vi.mock('./table.js', async (original) => {
  const table = await original<typeof import('./table.js')>()
  return { ...table, entries: () => [...table.entries(), ['warmth', warmth]] }
})

const OLD: RunConfig = {
  version: 1,
  ...LECTURE,
  data: 'mnist',
  fingerprint: `sha256:${'0'.repeat(64)}`,
  hidden: [8],
  epochs: 3,
  batchSize: 10,
  learningRate: 3,
  seed: 1,
  strategy: 'slices',
  threads: 3,
}
const config: RunConfig & { warmth: number } = { ...OLD, warmth: 25 }

/** What a command line asks for. */
function stated(...args: string[]): object {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  addHyperparameters(command)
  return statedBy(command.parse(args, { from: 'user' }).opts())
}

describe('an entry of the table is all that a new hyperparameter takes', () => {
  test('help: its group, both names, and the defaults', () => {
    const command = new Command().configureHelp({ helpWidth: 200 })
    addHyperparameters(command)
    const [, group] = command.helpInformation().split('\nTraining:\n')
    expect(group.split('\n\n')[0]).toMatch(
      /--heat, --warmth <degrees> +how warm it begins \(default: 20; of a table 30\)/,
    )
  })

  test('flags: read by either name, refused out of range', () => {
    expect(stated('--heat', '21')).toEqual({ warmth: 21 })
    expect(stated('--warmth', '22')).toEqual({ warmth: 22 })
    expect(() => stated('--heat', '100')).toThrow('Expected a number above 0 and below 100.')
  })

  test('defaults: by the data', () => {
    expect(withDefaults({})).toMatchObject({ warmth: 20 })
    expect(withDefaults({ data: 'a.csv' })).toMatchObject({ warmth: 30 })
    expect(withDefaults({ data: 'a.csv', ...stated('--heat', '1') })).toMatchObject({ warmth: 1 })
  })

  test('config: kept and checked; an older one means what it always meant', () => {
    const json = configToJson(config)
    expect(configFromJson(json, 'config.json')).toBe(json)
    expect(() => configFromJson({ ...json, warmth: 100 }, 'config.json')).toThrow(
      'config.json: warmth: expected a number above 0 and below 100, found 100',
    )
    expect(configFromJson(configToJson(OLD), 'config.json')).toEqual({ ...OLD, warmth: 15 })
  })

  test('a run that goes on: it cannot change', () => {
    const again = () => reconcile('run', config, stated('--warmth', '26'), undefined)
    expect(again).toThrow(UsageError)
    expect(again).toThrow('--heat 26: run was begun with --heat 25, which cannot change')
    expect(reconcile('run', config, stated('--heat', '25'), undefined)).toEqual(config)
  })

  test('report: a line of its own, and a flag of the command that repeats the run', () => {
    expect(repeatCommand(config)).toContain('--heat 25')
    const facts = {
      config,
      sizes: [4, 8, 2],
      examples: { train: 5, test: 3 },
      epochs: 3,
      history: [],
      weightsHash: 'sha256:0',
      result: { kind: 'numbers', loss: 0, columns: [] },
    } as const
    expect(configurationTable(facts).text).toContain('<div><dt>warmth</dt><dd>25 °C</dd></div>')
  })
})

describe('the table', () => {
  test('keys are those that commander gives the flags', () => {
    const command = new Command()
    addHyperparameters(command)
    expect(command.options.map((option) => option.attributeName())).toEqual(entries().map(([key]) => key))
  })

  test('the first name of a flag is the one that messages have', () => {
    const flags = new Map(entries().map(([key, entry]) => [key, flagOf(entry)]))
    expect(flags.get('learningRate')).toBe('--lr')
    expect(flags.get('batchSize')).toBe('--batch-size')
  })

  test('whatever a default is, its flag gives it, and a config may hold it', () => {
    for (const [key, { default: fallback, values }] of entries()) {
      for (const value of [fallback?.value, fallback?.table]) {
        if (value === undefined) continue
        expect(values.parse(values.write(value)), key).toEqual(value)
        if (value !== 'auto') expect(values.accepts(value as never), key).toBe(true)
      }
    }
  })
})
