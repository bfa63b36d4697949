import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BadInput, FileError } from '@antigrad/core'
import {
  type FileOperations,
  nodeFiles,
  RUN_FILES,
  RunFolder,
  readCheckpoint,
  saveKeeping,
} from '@antigrad/store'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generation, numberOf } from './generation.mjs'
import { type Decide, intercepted, type Step, systemError } from './intercepted-files.js'
import { SimulatedDisk } from './simulated-disk.js'

/** Bytes of a checkpoint at most: small, since every step of every case is done on a disk. */
const MOST = 3000
const full = process.env.ANTIGRAD_FAULTS === 'full'
const CODES = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EMFILE']

/** The process is no more: it does nothing, and cleans up nothing. */
class Killed extends Error {}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'antigrad-faults-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function validate(bytes: Uint8Array, file: string): void {
  if (numberOf(bytes) === undefined) throw new BadInput(`${file}: expected a whole checkpoint, found another`)
}

async function newest(files: FileOperations = nodeFiles): Promise<number | undefined> {
  const checkpoint = await readCheckpoint(folder, validate, files)
  return checkpoint && numberOf(checkpoint.bytes)
}

function leftOvers(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.tmp'))
}

interface Outcome {
  /** Why the save failed, or undefined where it succeeded. */
  readonly failure: unknown
  readonly run: RunFolder
}

/** A run with the checkpoints 1 and 2 saves 3, and `decide` what becomes of each step. */
async function saveThird(decide: Decide): Promise<Outcome> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  writeFileSync(join(folder, RUN_FILES.previous), generation(1, MOST))
  writeFileSync(join(folder, RUN_FILES.checkpoint), generation(2, MOST))
  let armed = false
  const files = intercepted(nodeFiles, (step, carryOut) => (armed ? decide(step, carryOut) : carryOut()))
  const run = await RunFolder.open(folder, { validate, files })
  armed = true
  const failure = await run.saveCheckpoint(generation(3, MOST)).then(
    () => undefined,
    (error: unknown) => error ?? 'no reason',
  )
  armed = false
  await files.closeAbandoned()
  return { failure, run }
}

/** The steps of a save that nothing disturbs. */
async function stepsOfASave(): Promise<Step[]> {
  const steps: Step[] = []
  const { run } = await saveThird((step, carryOut) => {
    steps.push(step)
    return carryOut()
  })
  await run.close()
  return steps
}

/** After a save that may have failed: the old checkpoint or the new one, and no success without the new one. */
async function expectOldOrNew({ failure }: Outcome, about: string): Promise<void> {
  const found = await newest()
  if (failure === undefined) {
    expect(found, about).toBe(3)
  } else {
    expect(failure, about).toBeInstanceOf(FileError)
    expect((failure as FileError).message, about).toMatch(/^[^\n]*checkpoint[^\n]*: cannot [^\n]+$/)
    expect([2, 3], about).toContain(found)
  }
}

describe('a save in which a system call fails', () => {
  it.each(['before', 'after'])(
    'leaves the old or the new one, whichever step fails %s it is done',
    async (when) => {
      const steps = await stepsOfASave()
      expect(steps.map(({ operation }) => operation)).toEqual(
        // Is the last one whole? · write and read back · keep the last one · put it in its place.
        'open stat read close open write sync close open read read close link rename rename syncFolder'.split(
          ' ',
        ),
      )
      let failures = 0
      for (const [failing, { operation }] of steps.entries()) {
        for (const lasting of ['once', 'for good', 'all that follows']) {
          for (const code of full || lasting === 'once' ? CODES : ['EIO']) {
            let count = 0
            const outcome = await saveThird(async (step, carryOut) => {
              const number = count++
              const fails =
                number === failing ||
                (number > failing && lasting === 'for good' && step.operation === operation) ||
                (number > failing && lasting === 'all that follows')
              if (fails && when === 'before') throw systemError(code)
              const result = await carryOut()
              if (fails) throw systemError(code)
              return result
            })
            const about = `${operation} (step ${failing}) fails ${when} it is done with ${code}, ${lasting}`
            await expectOldOrNew(outcome, about)
            if (outcome.failure !== undefined) failures++
            if (lasting === 'once') expect(leftOvers(), about).toEqual([])
            // The fault has passed: the same run goes on.
            await outcome.run.saveCheckpoint(generation(4, MOST))
            expect(await newest(), about).toBe(4)
            await outcome.run.close()
          }
        }
      }
      expect(failures).toBeGreaterThan(70)
    },
  )

  const part = (bytes: Uint8Array | undefined, length: number) =>
    bytes?.subarray(0, length) ?? new Uint8Array(0)

  it.each<[string, boolean, Decide]>([
    [
      'writes a byte less, once',
      true,
      once('write', (step, carryOut) => carryOut(part(step.bytes, (step.bytes?.length ?? 1) - 1))),
    ],
    [
      'writes a few bytes at a time, for good',
      true,
      each('write', (step, carryOut) => carryOut(part(step.bytes, 100))),
    ],
    ['writes nothing and says so', false, each('write', async (_, carryOut) => carryOut(new Uint8Array(0)))],
    [
      'writes half and says all',
      false,
      once('write', (step, carryOut) => lie(step, carryOut(part(step.bytes, 500)))),
    ],
    [
      'writes nothing and says all',
      false,
      once('write', (step, carryOut) => lie(step, carryOut(new Uint8Array(0)))),
    ],
    [
      'writes a wrong bit',
      false,
      once('write', (step, carryOut) =>
        carryOut(part(step.bytes, 1e9).map((byte, n) => (n === 300 ? byte ^ 1 : byte))),
      ),
    ],
    ['reads back a few bytes at a time', true, each('read', (_, carryOut) => carryOut())],
  ])('is as good as its word where the disk %s', async (_, succeeds, decide) => {
    const outcome = await saveThird(decide)
    expect(outcome.failure === undefined).toBe(succeeds)
    await expectOldOrNew(outcome, '')
    expect(leftOvers()).toEqual([])
    await outcome.run.close()
  })

  it('keeps the checkpoint before by a copy where the file system has no links', async () => {
    for (const code of ['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK']) {
      const { failure, run } = await saveThird(each('link', () => Promise.reject(systemError(code))))
      expect(failure).toBe(undefined)
      expect(readdirSync(folder).sort()).toEqual(
        [RUN_FILES.previous, RUN_FILES.checkpoint, RUN_FILES.lock].sort(),
      )
      rmSync(join(folder, RUN_FILES.checkpoint))
      expect(await newest()).toBe(2)
      await run.close()
    }
  })
})

describe('a save in which the process dies', () => {
  it.each(['before', 'after', 'half way through'])(
    'leaves the old or the new one, whichever step it dies %s',
    async (when) => {
      const steps = await stepsOfASave()
      for (const [last, { operation }] of steps.entries()) {
        let count = 0
        const { failure } = await saveThird(async (step, carryOut) => {
          const number = count++
          if (number > last || (number === last && when === 'before')) throw new Killed()
          const half = number === last && when === 'half way through' && step.bytes
          const result = await carryOut(half ? half.subarray(0, half.length / 2) : undefined)
          if (number === last) throw new Killed()
          return result
        })
        const about = `dies ${when} ${operation} (step ${last})`
        expect(failure, about).toBeInstanceOf(Killed)
        expect([2, 3], about).toContain(await newest())

        // The next run takes the folder over, as it lies, and finds nothing else in it.
        rmSync(join(folder, RUN_FILES.lock))
        const next = await RunFolder.open(folder, { validate })
        expect(leftOvers(), about).toEqual([])
        await next.saveCheckpoint(generation(4, MOST))
        await next.close()
        expect(await newest(), about).toBe(4)
      }
    },
  )
})

describe('a save in which the power fails', () => {
  const unsyncedContents = [
    (written: Uint8Array) => written,
    (written: Uint8Array) => written.slice(0, written.length / 2),
    (written: Uint8Array) => new Uint8Array(written.length),
  ]

  it('leaves the old or the new one, whatever a disk may lose at any step', async () => {
    const current = join(folder, RUN_FILES.checkpoint)
    const previous = join(folder, RUN_FILES.previous)
    let cases = 0
    for (const links of [true, false]) {
      for (let last = 0; ; last++) {
        const disk = new SimulatedDisk()
        await saveKeeping(current, previous, generation(1, MOST), disk)
        await saveKeeping(current, previous, generation(2, MOST), disk)
        let count = 0
        const files = intercepted(disk, async (step, carryOut) => {
          if (count++ >= last) throw new Killed()
          if (step.operation === 'link' && !links) throw systemError('EPERM')
          return await carryOut()
        })
        const done = await saveKeeping(current, previous, generation(3, MOST), files).then(
          () => true,
          () => false,
        )
        for (const content of unsyncedContents) {
          for (let survived = 0; survived < 2 ** disk.unsynced; survived++) {
            const after = disk.afterPowerCut(survived, content)
            const about = `power fails at step ${last}, of ${disk.unsynced} changes of names ${survived.toString(2)} survive`
            expect(done ? [3] : [2, 3], about).toContain(await newest(after))
            // Nor is the one before ever lost: a second fault may strike the newest.
            await after.remove(current)
            expect([1, 2], about).toContain(await newest(after))
            cases++
          }
        }
        if (done) break
      }
    }
    expect(cases).toBeGreaterThan(300)
  })
})

/** Decides as given about the first step of this operation alone, and carries out all others. */
function once(operation: string, decide: Decide): Decide {
  let count = 0
  return (step, carryOut) =>
    step.operation === operation && count++ === 0 ? decide(step, carryOut) : carryOut()
}

/** Decides as given about every step of this operation. */
function each(operation: string, decide: Decide): Decide {
  return (step, carryOut) => (step.operation === operation ? decide(step, carryOut) : carryOut())
}

/** Says that all was written. */
async function lie<T>(step: Step, done: Promise<T>): Promise<T> {
  await done
  return step.bytes?.length as T
}
