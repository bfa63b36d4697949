import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '@antigrad/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { Command, type Ended, MAIN, resultOf, run } from '../cli/command.js'
import { scratchFolder } from '../cli/small-digits.js'
import { OPEN_MPI } from './launchers.js'
import { processesOf, ranks } from './ranks.js'

/** Above it a text is not held in memory. */
const LARGE = 2 ** 26

const scratch = scratchFolder()
const file = join(scratch, 'large.csv')

/** A table of which most is a column that is ignored: it is large, and read soon. */
function writeTable(): void {
  const random = createRandom(3, 0)
  const opened = openSync(file, 'w')
  writeSync(opened, 'a,b,note,sum\n')
  for (let size = 0; size <= LARGE; ) {
    const rows = Array.from({ length: 1000 }, () => {
      const [a, b] = [random.uniform(), random.uniform()]
      return `${a},${b},${'-'.repeat(2000)},${a + b > 1 ? 'more' : 'less'}\n`
    })
    size += writeSync(opened, rows.join(''))
  }
  closeSync(opened)
}

function flagsTo(out: string): string[] {
  const asked = [
    '--label',
    'sum',
    '--ignore',
    'note',
    '--hidden',
    '8',
    '--batch-size',
    '512',
    '--epochs',
    '2',
  ]
  const how = ['--val-split', '0.1', '--threads', '1', '--json', '--quiet', '--out', join(scratch, out)]
  return ['train', '--data', file, ...asked, ...how]
}

function folder(name: string): string {
  const path = join(scratch, name)
  mkdirSync(path)
  return path
}

/** Two ranks of a command, each in a folder of its own, which is that of its temporary files. */
function inFolders(flags: readonly string[], folders: readonly string[]) {
  const [here, there] = folders.map((path) => ['-wdir', path, '-x', 'TMPDIR=.'])
  const own = [...here, process.execPath, MAIN, ...flags, ':', '-n', '1', ...there]
  return { ...ranks(OPEN_MPI, 1), through: [...OPEN_MPI.words(1), ...own] }
}

/** What came of a run but for how fast. */
function outcome(ended: Ended): object {
  expect(ended).toMatchObject({ code: 0 })
  const { seconds, examplesPerSecond, threads, ranks, model, ...same } = resultOf(ended)
  return same
}

/** Bytes that each rank has read so far, from files, sockets and others; nothing of those that have ended. */
function bytesRead(launcher: number): number[] {
  try {
    return processesOf(launcher).map((pid) =>
      Number(/^rchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? 0),
    )
  } catch {
    return []
  }
}

describe.skipIf(OPEN_MPI.missing)(`a large table beneath mpirun (${OPEN_MPI.missing ?? 'Open MPI'})`, () => {
  let alone: object

  beforeAll(async () => {
    writeTable()
    alone = outcome(await run(flagsTo('alone')))
  }, 120_000)

  test('is read by rank 0 alone; the others read their rows, with the bits of one process', async () => {
    const temporary = folder('temporary')
    const surroundings = ranks(OPEN_MPI, 2)
    const command = new Command(flagsTo('together'), {
      ...surroundings,
      env: { ...surroundings.env, TMPDIR: temporary },
    })
    const read = [0, 0]
    while (command.child.exitCode === null) {
      for (const [rank, bytes] of bytesRead(command.child.pid ?? 0).entries()) {
        read[rank] = Math.max(read[rank], bytes)
      }
      await pause(20)
    }
    const ended = await command.ended
    expect(outcome(ended)).toEqual(alone)
    expect(ended.stderr).toContain(`features are in one file in ${temporary}: each rank reads its own rows`)
    expect(read[0]).toBeGreaterThan(2 * LARGE)
    expect(read[1]).toBeGreaterThan(0)
    expect(read[1]).toBeLessThan(LARGE / 2)
    expect(readdirSync(temporary).filter((name) => name.startsWith('antigrad-'))).toEqual([])
  }, 120_000)

  test('is read by a rank itself that does not see the file of rank 0: the same bits, and it is said', async () => {
    const [first, second] = ['first', 'second'].map(folder)
    // As on two machines: the same name is another folder.
    const apart = inFolders(flagsTo('apart'), [first, second])
    const ended = await run(flagsTo('apart'), apart)
    expect(outcome(ended)).toEqual(alone)
    expect(ended.stderr).toContain('which rank 1 cannot see and has read the data for')
    for (const path of [first, second]) {
      expect(readdirSync(path).filter((name) => name.startsWith('antigrad-'))).toEqual([])
    }
  })

  test('that cannot be read ends all, in one line', async () => {
    const flags = flagsTo('wrong').map((word) => (word === 'sum' ? 'total' : word))
    const ended = await run(flags, ranks(OPEN_MPI, 2))
    expect(ended.code).toBe(3)
    expect(ended.stderr.match(/^error: .*$/gm)).toEqual([expect.stringContaining('total')])
  })
})

describe.skipIf(OPEN_MPI.missing)(`standard input beneath mpirun (${OPEN_MPI.missing ?? 'Open MPI'})`, () => {
  const piped = join(scratch, 'piped.csv')
  /** A command on so many ranks that reads it from a pipe. */
  const reading = (command: readonly string[]) => ['sh', '-c', 'cat "$0" | "$@"', piped, ...command]
  const flags = (out: string): string[] => [
    ...'train --data - --label sum --batch-size 256 --epochs 2 --val-split 0.2'.split(' '),
    ...['--threads', '1', '--json', '--quiet', '--out', join(scratch, out)],
  ]

  beforeAll(() => {
    const random = createRandom(5, 0)
    const rows = Array.from({ length: 600 }, () => {
      const [a, b] = [random.uniform(), random.uniform()]
      return `${a},${b},${a + b > 1 ? 'more' : 'less'}\n`
    })
    writeFileSync(piped, `a,b,sum\n${rows.join('')}`)
  })

  test('is read by rank 0, which has it, for all', async () => {
    const { through = [], ...surroundings } = ranks(OPEN_MPI, 2)
    const alone = await run(flags('piped-alone'), { through: reading([]) })
    const ended = await run(flags('piped-together'), { ...surroundings, through: reading(through) })
    expect(outcome(ended)).toEqual(outcome(alone))
    expect(resultOf(ended)).toMatchObject({ ranks: 2 })
  })

  test('is missed by a rank that does not see what rank 0 has written, and it is said', async () => {
    const surroundings = inFolders(flags('piped-apart'), ['here', 'elsewhere'].map(folder))
    const ended = await run(flags('piped-apart'), { ...surroundings, through: reading(surroundings.through) })
    expect(ended.code).toBe(2)
    expect(ended.stderr).toMatch(/^error: rank 1: --data -: expected a file, or TMPDIR /m)
  })
})

/** Above it, in bytes, images are not held in memory. */
const MANY = 2 ** 30

/** Numbers of an image, of which only the first are not 0; float64, so that there are few for their bytes. */
const PIXELS = [256, 256] as const

/** A folder of IDX files of two classes, of which nearly all is a hole in the file, so that it is written soon. */
function writeImages(): string {
  const path = folder('images')
  const pixels = PIXELS[0] * PIXELS[1]
  const count = Math.ceil(MANY / (8 * pixels)) + 1
  const random = createRandom(4, 0)
  for (const [part, images] of [
    ['train', count],
    ['t10k', 50],
  ] as const) {
    const opened = openSync(join(path, `${part}-images-idx3-ubyte`), 'w')
    writeSync(opened, Uint8Array.of(0, 0, 14, 3, ...[images, ...PIXELS].flatMap(bigEndian)))
    const labels = Uint8Array.from({ length: images }, (_, n) => {
      const view = new DataView(new ArrayBuffer(32))
      const values = Array.from({ length: 4 }, () => random.uniform())
      for (const [at, value] of values.entries()) view.setFloat64(8 * at, value)
      writeSync(opened, view, 0, 32, 16 + 8 * pixels * n)
      return values[0] + values[1] > 1 || n === 0 ? 1 : 0
    })
    ftruncateSync(opened, 16 + 8 * pixels * images)
    closeSync(opened)
    const named = openSync(join(path, `${part}-labels-idx1-ubyte`), 'w')
    writeSync(named, Uint8Array.of(0, 0, 8, 1, ...bigEndian(images), ...labels))
    closeSync(named)
  }
  return path
}

function bigEndian(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255)
}

const LARGE_IMAGES = process.env.ANTIGRAD_FAULTS !== 'full' ? 'ANTIGRAD_FAULTS=full' : OPEN_MPI.missing

describe.skipIf(LARGE_IMAGES)(`images above 1 GiB beneath mpirun (${LARGE_IMAGES ?? 'Open MPI'})`, () => {
  test('are read by rank 0 alone, with the bits of one process', async () => {
    const images = writeImages()
    const flags = (out: string): string[] => {
      const asked = ['--recipe', 'modern', '--hidden', '4', '--batch-size', '256', '--epochs', '1']
      const how = ['--threads', '1', '--json', '--quiet', '--out', join(scratch, out)]
      return ['train', '--data', images, ...asked, ...how]
    }
    const alone = outcome(await run(flags('images-alone')))
    const ended = await run(flags('images-together'), ranks(OPEN_MPI, 2))
    expect(outcome(ended)).toEqual(alone)
    expect(ended.stderr).toContain('each rank reads its own rows')
    rmSync(images, { recursive: true })
  }, 300_000)
})
