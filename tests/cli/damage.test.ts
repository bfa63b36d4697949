import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ARITHMETIC } from '@antigrad/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { Command, type Ended, resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const small = writeSmallDigits(scratch)
const flags = [
  '--data',
  small,
  '--recipe',
  'lecture',
  '--hidden',
  '24',
  '--epochs',
  '40',
  '--json',
  '--quiet',
]
const folder = (name: string): string => join(scratch, name)
const fileIn = (name: string, file: string): string => join(folder(name), file)

let expected: unknown

/** A run that a kill -9 ended after some epochs, with two checkpoints where it saves any. */
async function killed(name: string, every: string): Promise<void> {
  const command = new Command(['train', ...flags, '--out', folder(name), '--checkpoint-every', every])
  await command.says('"epoch":6,')
  const previous = fileIn(name, 'checkpoint.previous.safetensors')
  while (every === '1step' && command.child.exitCode === null && !existsSync(previous)) await pause(1)
  command.child.kill('SIGKILL')
  expect((await command.ended).signal).toBe('SIGKILL')
}

const resume = (name: string, ...more: string[]): Promise<Ended> =>
  run(['train', '--resume', folder(name), '--json', '--quiet', ...more])

function expectRefused(ended: Ended, message: RegExp): void {
  expect(ended).toMatchObject({ code: 3, stdout: '' })
  expect(ended.stderr).toMatch(/^error: [^\n]+\n$/)
  expect(ended.stderr).toMatch(message)
}

/** The file with its first `from` as `to`, of the same length. */
function replaceIn(file: string, from: string, to: string): void {
  const bytes = readFileSync(file)
  bytes.write(to, bytes.indexOf(from))
  writeFileSync(file, bytes)
}

beforeAll(async () => {
  expected = resultOf(await run(['train', ...flags, '--out', folder('whole')])).weightsHash
  await killed('early', '100000epochs')
  await killed('part', '1step')
  expect(existsSync(fileIn('early', 'checkpoint.safetensors'))).toBe(false)
}, 60_000)

function copyOf(name: string, copy: string): string {
  cpSync(folder(name), folder(copy), { recursive: true })
  return copy
}

describe('--resume after a kill -9', () => {
  test('before the first checkpoint: from the start, the same weights', async () => {
    const ended = await resume(copyOf('early', 'from-start'))
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(resultOf(ended).weightsHash).toBe(expected)
  })

  test('before the first checkpoint, begun with another order of sums: nothing is left of it, nor said of it', async () => {
    const file = fileIn(copyOf('early', 'older'), 'config.json')
    const { arithmetic, ...older } = JSON.parse(readFileSync(file, 'utf8'))
    expect(arithmetic).toBe(ARITHMETIC)
    writeFileSync(file, JSON.stringify(older))
    const ended = await resume('older')
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(resultOf(ended).weightsHash).toBe(expected)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ arithmetic: ARITHMETIC })
  })

  test('before anything was written: says so, and the folder can be begun with', async () => {
    mkdirSync(folder('nothing'))
    const claim = { pid: 2 ** 22 + 1, host: hostname(), started: '', token: 'a'.repeat(16) }
    writeFileSync(fileIn('nothing', 'run.lock'), `${JSON.stringify(claim)}\n`)
    expectRefused(await resume('nothing'), /neither checkpoint nor config in it; begin it with --out /)
    expect((await run(['train', ...flags, '--out', folder('nothing')])).code).toBe(0)
  })

  test('with half a line at the end of the log: the log is whole again', async () => {
    const log = fileIn(copyOf('part', 'half-line'), 'log.jsonl')
    writeFileSync(log, `${readFileSync(log, 'utf8')}{"time":"2026-`)
    expect(resultOf(await resume('half-line')).weightsHash).toBe(expected)
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).type)).toContain('result')
  })
})

describe('a config.json that is damaged', () => {
  test('is refused with its place where there is no checkpoint', async () => {
    const config = fileIn(copyOf('early', 'no-json'), 'config.json')
    writeFileSync(config, readFileSync(config).subarray(0, 40))
    expectRefused(await resume('no-json'), /config\.json, offset \d+: expected .+, found /)
  })

  test('with a value that is none is refused by name', async () => {
    replaceIn(fileIn(copyOf('early', 'no-rate'), 'config.json'), '"learningRate": 3', '"learningRate":-3')
    expectRefused(await resume('no-rate'), /config\.json: learningRate: expected a number above 0, found -3/)
  })

  test('is not asked where there is a checkpoint, and written again', async () => {
    const config = fileIn(copyOf('part', 'damaged-config'), 'config.json')
    writeFileSync(config, '{')
    expect(resultOf(await resume('damaged-config')).weightsHash).toBe(expected)
    expect(JSON.parse(readFileSync(config, 'utf8'))).toMatchObject({ version: 1, epochs: 40 })
  })
})

describe('files of another version', () => {
  test('a config', async () => {
    replaceIn(fileIn(copyOf('early', 'later-config'), 'config.json'), '"version": 1', '"version": 2')
    expectRefused(
      await resume('later-config'),
      /config\.json: version: expected 1 \(is it of another version/,
    )
  })

  test('a checkpoint: the one before it is used, and where that is of another version too, nothing', async () => {
    const later = (name: string): void =>
      replaceIn(fileIn('later', name), '{\\"version\\":1', '{\\"version\\":2')
    copyOf('part', 'later')
    later('checkpoint.safetensors')
    copyOf('later', 'later-newest')
    const ended = await resume('later-newest')
    expect(ended.stderr).toMatch(
      /^note: .*of another version of antigrad\?\), found 2: .*; going on from .*\n$/,
    )
    expect(resultOf(ended).weightsHash).toBe(expected)
    later('checkpoint.previous.safetensors')
    const before = readFileSync(fileIn('later', 'checkpoint.safetensors'))
    expectRefused(await resume('later'), /no whole checkpoint: .*of another version of antigrad\?\), found 2/)
    expect(readFileSync(fileIn('later', 'checkpoint.safetensors')).equals(before)).toBe(true)
  })
})

describe('a disk that takes no more', () => {
  /** Files of at most 8 KiB: a checkpoint has more. */
  const limited = (args: readonly string[]): Promise<Ended> =>
    run(args, { through: ['bash', '-c', 'ulimit -f 8; exec "$@"', 'bash'] })

  test('exit 6 with one line; nothing half-written stays, and the run goes on once there is room', async () => {
    const ended = await limited(['train', ...flags, '--out', folder('full')])
    expect(ended.code).toBe(6)
    expect(ended.stderr).toMatch(/^error: .*checkpoint\.safetensors: cannot write \(EFBIG\): [^\n]+\n$/)
    expect(readdirSync(folder('full')).sort()).toEqual(['config.json', 'log.jsonl'])
    expect(resultOf(await resume('full')).weightsHash).toBe(expected)
  })

  test('the checkpoints that are there stay', async () => {
    const names = ['checkpoint.safetensors', 'checkpoint.previous.safetensors']
    const contents = (): Buffer[] => names.map((name) => readFileSync(fileIn('full-later', name)))
    copyOf('part', 'full-later')
    const before = contents()
    const ended = await limited(['train', '--resume', folder('full-later'), '--json', '--quiet'])
    expect(ended).toMatchObject({ code: 6, stderr: expect.stringMatching(/\(EFBIG\)/) })
    expect(contents()).toEqual(before)
    expect(resultOf(await resume('full-later')).weightsHash).toBe(expected)
    rmSync(folder('full-later'), { recursive: true })
  })
})
