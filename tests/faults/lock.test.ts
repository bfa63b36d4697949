import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { FileError } from '@antigrad/core'
import { RunFolder } from '@antigrad/store'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { intercepted, systemError } from './intercepted-files.js'
import { SimulatedDisk } from './simulated-disk.js'
import { Turns } from './turns.js'

const full = process.env.ANTIGRAD_FAULTS === 'full'
const TAKE_LOCK = fileURLToPath(new URL('./take-lock.mjs', import.meta.url))

/** No process has such a pid. */
const GONE = 2 ** 22 + 1
const stale = (token: string) => `${JSON.stringify({ pid: GONE, host: hostname(), started: '', token })}\n`
/** Takers in one process, whose every order of steps is possible. */
const PARTIES = 3

const FIRST = 'a'.repeat(16)
const SECOND = 'b'.repeat(16)

/** What dead runs left: a lock file, and the locks of those that died while they took it over. */
const LEFT: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['nothing', {}],
  ['a lock', { 'run.lock': stale(FIRST) }],
  ['a lock half taken over', { 'run.lock': stale(FIRST), [`run.lock.${FIRST}`]: stale(SECOND) }],
  ['a lock that a power cut emptied', { 'run.lock': '' }],
]

/** A process that does as it is told, and answers with a line. */
interface Taker {
  readonly process: ChildProcess
  tell(order: string): Promise<string>
}

function startTaker(): Taker {
  const child = spawn(process.execPath, [TAKE_LOCK], { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    process: child,
    async tell(order) {
      child.stdin.write(`${order}\n`)
      return (await answers.next()).value ?? 'no answer'
    },
  }
}

describe('many processes that lock a folder at the same moment', () => {
  let takers: Taker[] = []
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'antigrad-lock-'))
    takers = Array.from({ length: 5 }, startTaker)
    await Promise.all(takers.map((taker) => taker.tell('release')))
  })
  afterAll(() => {
    for (const taker of takers) taker.process.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(LEFT)('one gets it, and the others name it, where there is %s', async (_, left) => {
    for (let round = 0; round < (full ? 500 : 20); round++) {
      for (const [name, text] of Object.entries(left)) writeFileSync(join(folder, name), text)
      const said = await Promise.all(takers.map((taker) => taker.tell(`lock ${folder}`)))
      expect(said.filter((answer) => answer === 'got it')).toHaveLength(1)
      for (const answer of said) {
        if (answer !== 'got it') expect(answer).toMatch(/^FileError: .*: in use by process \d+; /)
      }
      await Promise.all(takers.map((taker) => taker.tell('release')))
      for (const name of readdirSync(folder)) rmSync(join(folder, name))
    }
  })
})

describe('every order in which the system calls of several takers may come', () => {
  const worlds = [true, false]
    .flatMap((links) => LEFT.map(([name, left]) => ({ name, left, links })))
    // Without links, an empty lock file is waited for: a second in each of many cases.
    .filter(({ left, links }) => full || links || left['run.lock'] !== '')

  it.each(worlds)(
    'never lets two have a folder open, with links $links, where there is $name',
    async ({ left, links }) => {
      let opened = 0
      const choices = fc.array(fc.nat(PARTIES - 1), { minLength: 400, maxLength: 400, size: 'max' })
      await fc.assert(
        fc.asyncProperty(choices, async (chosen) => {
          let turn = 0
          const turns = new Turns(PARTIES, (among) => chosen[turn++ % chosen.length] % among)
          const disk = new SimulatedDisk()
          for (const [name, text] of Object.entries(left))
            await (await disk.open(name, 'create')).write(Buffer.from(text))
          const files = intercepted(disk, async ({ operation }, carryOut) => {
            await turns.next()
            if (operation === 'link' && !links) throw systemError('EPERM')
            return await carryOut()
          })
          let open = 0
          async function openAndClose(): Promise<void> {
            const run = await RunFolder.open('.', { validate: () => undefined, files })
            opened++
            expect(++open).toBe(1)
            await turns.next()
            open--
            await run.close()
          }
          async function taker(): Promise<void> {
            try {
              for (let time = 0; time < 2; time++) {
                await openAndClose().catch((error) => {
                  if (!(error instanceof FileError)) throw error
                })
              }
            } finally {
              turns.leave()
            }
          }
          await Promise.all(Array.from({ length: PARTIES }, taker))
        }),
        { numRuns: !full ? 40 : links ? 1000 : 50 },
      )
      expect(opened).toBeGreaterThan(0)
    },
    600_000,
  )
})
