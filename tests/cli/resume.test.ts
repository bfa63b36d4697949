import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ARITHMETIC, readModel, writeModel } from '@antigrad/core'
import type { Json } from '@antigrad/core/internal'
import { beforeAll, describe, expect, test } from 'vitest'
import { Command, type Ended, resultOf, run, SAME_SIGNAL, STUCK_SAVE } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const small = writeSmallDigits(scratch)
const EPOCHS = 120
const flags = ['--data', small, '--recipe', 'lecture', '--hidden', '24', '--epochs', String(EPOCHS), '--json']
const folder = (name: string): string => join(scratch, name)

/** What a run ends with: its weights, and its epochs' losses. */
function outcome(name: string, ended: Ended): object {
  expect(ended).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') })
  const { description } = readModel(readFileSync(join(folder(name), 'model.safetensors')), name)
  return { hash: resultOf(ended).weightsHash, history: description.history }
}

/** Makes of a checkpoint within no epoch one from before the order of sums had a number. */
function withoutArithmetic(file: string): void {
  const { network, description } = readModel(readFileSync(file), file)
  const { version, sizes, checksum, ...rest } = description
  const { arithmetic, ...config } = rest.config as { readonly [key: string]: Json }
  expect(arithmetic).toBe(ARITHMETIC)
  const older = { ...rest, config }
  const digest = createHash('sha256').update(JSON.stringify(older)).digest('hex')
  writeFileSync(file, writeModel(network, { ...older, checksum: `sha256:${digest}` }))
}

let uninterrupted: object

beforeAll(async () => {
  uninterrupted = outcome('whole', await run(['train', ...flags, '--out', folder('whole')]))
}, 60_000)

describe('SIGINT and SIGTERM', () => {
  test('a checkpoint within two seconds, then exit 130 or 143; resumed on other threads, the same run', async () => {
    let args = ['train', ...flags, '--out', folder('signals')]
    for (const [threads, [signal, code]] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGINT', 130],
    ].entries() as ArrayIterator<[number, ['SIGINT' | 'SIGTERM', number]]>) {
      const command = new Command([...args, '--threads', String(threads + 1)])
      await command.says(`"epoch":${1 + 25 * threads},`)
      const began = performance.now()
      command.child.kill(signal)
      const ended = await command.ended
      expect(performance.now() - began).toBeLessThan(2000)
      expect(ended.code).toBe(code)
      expect(ended.stderr).toMatch(
        new RegExp(`stopped by ${signal} [^\\n]+ antigrad train --resume [^\\n]+\\n$`),
      )
      args = ['train', '--resume', folder('signals'), '--json']
    }
    expect(outcome('signals', await run(args))).toEqual(uninterrupted)
  })

  test('a second signal on the heels of the first counts as the same: a checkpoint all the same', async () => {
    const args = ['train', ...flags, '--epochs', '100000', '--checkpoint-every', '1000000epoch']
    const command = new Command([...args, '--out', folder('heels')])
    await command.says('"epoch"')
    // Of two kinds: the system may deliver two of one kind as one. Which comes first is its choice.
    command.child.kill('SIGINT')
    command.child.kill('SIGTERM')
    const ended = await command.ended
    expect([130, 143]).toContain(ended.code)
    expect(ended.stderr).toMatch(/stopped by SIG(INT|TERM) [^\n]+\n$/)
    expect(existsSync(join(folder('heels'), 'checkpoint.safetensors'))).toBe(true)
  })

  test('a second signal ends at once, whatever is still being saved', async () => {
    const args = ['train', ...flags, '--epochs', '100000', '--out', folder('twice')]
    const command = new Command(args, { env: STUCK_SAVE })
    await command.says('"epoch"')
    command.child.kill('SIGINT')
    await command.says('waiting for the disk')
    await pause(SAME_SIGNAL)
    const began = performance.now()
    command.child.kill('SIGTERM')
    const ended = await command.ended
    expect(performance.now() - began).toBeLessThan(1000)
    expect(ended.code).toBe(143)
    expect(ended.stderr).not.toContain('stopped by')
  })
})

describe('--resume', () => {
  test('goes on for more epochs, as if they had been asked for at once', async () => {
    await run(['train', ...flags, '--epochs', '40', '--out', folder('longer')])
    const ended = await run(['train', '--resume', folder('longer'), '--epochs', String(EPOCHS), '--json'])
    expect(outcome('longer', ended)).toEqual(uninterrupted)
  })

  test('without --threads chooses them anew where they were left to the machine, and keeps a number', async () => {
    const threadsOn = async (cores: number, ...args: string[]): Promise<unknown> => {
      const pretend = `import os from 'node:os'; import { syncBuiltinESMExports } from 'node:module'
        os.availableParallelism = () => ${cores}; syncBuiltinESMExports()`
      const env = { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(pretend)}"` }
      return resultOf(await run(['train', '--json', '--quiet', ...args], { env })).threads
    }
    const again = ['--resume', folder('auto')]
    const begin = ['--data', small, '--hidden', '24', '--epochs', '1', '--batch-size', '400']
    expect(await threadsOn(1, ...begin, '--out', folder('auto'))).toBe(1)
    expect(await threadsOn(2, ...again)).toBe(2)
    expect(await threadsOn(3, ...again)).toBe(3)
    expect(await threadsOn(3, ...again, '--threads', '2')).toBe(2)
    expect(await threadsOn(3, ...again)).toBe(2)
    expect(await threadsOn(1, ...again, '--threads', 'auto')).toBe(1)
    expect(await threadsOn(2, ...again)).toBe(2)
  })

  test('of a finished run says its result again', async () => {
    const ended = await run(['train', '--resume', folder('whole'), '--json'])
    expect(outcome('whole', ended)).toEqual(uninterrupted)
  })

  test('of a run begun with another order of sums goes on, says so once, and keeps it on record', async () => {
    cpSync(folder('whole'), folder('older'), { recursive: true })
    withoutArithmetic(join(folder('older'), 'checkpoint.safetensors'))
    const more = ['--epochs', String(EPOCHS + 1), '--json', '--quiet']
    const ended = await run(['train', '--resume', folder('older'), ...more])
    expect(ended).toMatchObject({
      code: 0,
      stderr: `note: ${folder('older')} was begun with another order of sums (arithmetic 1, now ${ARITHMETIC}): the weights will not be those of a run from the start\n`,
    })
    const config = JSON.parse(readFileSync(join(folder('older'), 'config.json'), 'utf8'))
    expect(config.epochs).toBe(EPOCHS + 1)
    expect(config).not.toHaveProperty('arithmetic')
    expect(await run(['verify', folder('older')])).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('model.safetensors: trained with another order of sums'),
    })
  })

  test.each([
    ['--lr', '1'],
    ['--hidden', '24,24'],
    ['--batch-size', '11'],
    ['--seed', '2'],
    ['--strategy', 'buffers'],
    ['--epochs', '3'],
  ])('refuses %s %s, which contradicts the run', async (flag, value) => {
    const ended = await run(['train', '--resume', folder('whole'), flag, value])
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(new RegExp(`^error: ${flag} ${value}: [^\\n]+\\n$`))
  })

  test('refuses a folder without a run', async () => {
    expect(await run(['train', '--resume', scratch])).toMatchObject({ code: 3 })
    expect(await run(['train', '--resume', folder('nowhere')])).toMatchObject({ code: 3 })
  })
})

describe('an interrupted run', () => {
  beforeAll(async () => {
    // An interval in steps, not seconds, so that a fast machine too has two checkpoints by then.
    const command = new Command(['train', ...flags, '--out', folder('part'), '--checkpoint-every', '1epoch'])
    await command.says('"epoch":6')
    command.child.kill('SIGINT')
    await command.ended
  }, 60_000)

  test('is not overwritten by a new one', async () => {
    const ended = await run(['train', ...flags, '--out', folder('part')])
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('--resume') })
  })

  test('is not finished by fewer epochs than it has begun', async () => {
    const file = join(folder('part'), 'checkpoint.safetensors')
    const { epoch, done } = readModel(readFileSync(file), file).description.position as Record<string, Json>
    const epochs = String(Number(epoch) - (Number(done) > 0 ? 1 : 2))
    const ended = await run(['train', '--resume', folder('part'), '--epochs', epochs])
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(new RegExp(`^error: --epochs ${epochs}: expected \\d+ or more[^\\n]+\\n$`))
  })

  test('does not go on with other data', async () => {
    const other = writeSmallDigits(scratchFolder(), 1210)
    const ended = await run(['train', '--resume', folder('part'), '--data', other])
    expect(ended).toMatchObject({ code: 3, stderr: expect.stringMatching(/expected the examples that/) })
  })

  test('goes on from the checkpoint before, wherever the newest is damaged, and says so', async () => {
    const newest = readFileSync(join(folder('part'), 'checkpoint.safetensors'))
    const header = 8 + Number(newest.readBigUInt64LE(0))
    const places = [
      newest.indexOf('learningRate') + 14,
      newest.indexOf('"epoch') + 9,
      header,
      newest.length - 2,
    ]
    for (const [n, place] of places.entries()) {
      const bytes = Buffer.from(newest)
      bytes[place] ^= 1
      const name = `damaged-${n}`
      cpSync(folder('part'), folder(name), { recursive: true })
      writeFileSync(join(folder(name), 'checkpoint.safetensors'), bytes)
      const ended = await run(['train', '--resume', folder(name), '--json', '--quiet'])
      expect(ended.stderr).toMatch(
        /^note: .*checkpoint\.safetensors[^\n]* cannot be used; going on from [^\n]+\n$/,
      )
      expect(outcome(name, ended)).toEqual(uninterrupted)
    }
  })

  test('with no whole checkpoint is refused', async () => {
    for (const name of ['checkpoint', 'checkpoint.previous']) {
      copyFileSync(join(folder('part'), 'config.json'), join(folder('part'), `${name}.safetensors`))
    }
    const ended = await run(['train', '--resume', folder('part')])
    expect(ended).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^error: no whole checkpoint[^\n]+\n$/),
    })
  })
})
