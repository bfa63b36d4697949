import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FileError } from '@antigrad/core'
import { RunFolder } from '@antigrad/store'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { intercepted, systemError } from './intercepted-files.js'
import { SimulatedDisk } from './simulated-disk.js'

const full = process.env.ANTIGRAD_FAULTS === 'full'
const TAKE_LOCK = fileURLToPath(new URL('./take-lock.mjs', import.meta.url))

/** No process has such a pid. */
const GONE = 2 ** 22 + 1
const stale = (token: string) => `${JSON.stringify({ pid: GONE, host: hostname(), started: '', token })}\n`
const FIRST = 'a'.repeat(16)
const SECOND = 'b'.repeat(16)

/** What dead runs left: a lock file, and the locks of those that died while they took it over. */
const LEFT: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['nothing', {}],
  ['a lock', { 'run.lock': stale(FIRST) }],
  ['a lock half taken over', { 'run.lock': stale(FIRST), [`run.lock.${FIRST}`]: stale(SECOND) }],
  ['a lock that a power cut emptied', { 'run.lock': '' }],
]

let folder: string
let children: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'antigrad-lock-'))
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  rmSync(folder, { recursive: true, force: true })
})

describe('many processes that lock a folder at the same moment', () => {
  it.each(LEFT)('one gets it, and the others name it, where there is %s', async (_, left) => {
    for (let round = 0; round < (full ? 50 : 2); round++) {
      for (const [name, text] of Object.entries(left)) writeFileSync(join(folder, name), text)
      const moment = String(Date.now() + 250)
      children = Array.from({ length: 5 }, () =>
        spawn(process.execPath, [TAKE_LOCK, folder, moment], { stdio: ['ignore', 'pipe', 'inherit'] }),
      )
      const said = await Promise.all(
        children.map(async (child) =>
          String((await once(child.stdout as NonNullable<typeof child.stdout>, 'data'))[0]),
        ),
      )
      expect(said.filter((answer) => answer === 'got it')).toHaveLength(1)
      for (const answer of said) {
        if (answer !== 'got it') expect(answer).toMatch(/^FileError: .*: in use by process \d+; /)
      }
      const exits = children.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(exits)
      rmSync(folder, { recursive: true })
      folder = mkdtempSync(join(tmpdir(), 'antigrad-lock-'))
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
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), async (scheduler) => {
          const disk = new SimulatedDisk()
          for (const [name, text] of Object.entries(left))
            await (await disk.open(name, 'create')).write(Buffer.from(text))
          const files = intercepted(disk, async ({ operation }, carryOut) => {
            await scheduler.schedule(Promise.resolve(), operation)
            if (operation === 'link' && !links) throw systemError('EPERM')
            return await carryOut()
          })
          let open = 0
          async function openAndClose(): Promise<void> {
            const run = await RunFolder.open('.', { validate: () => undefined, files })
            opened++
            expect(++open).toBe(1)
            await scheduler.schedule(Promise.resolve(), 'holds it')
            open--
            await run.close()
          }
          async function taker(): Promise<void> {
            for (let time = 0; time < 2; time++) {
              await openAndClose().catch((error) => {
                if (!(error instanceof FileError)) throw error
              })
            }
          }
          await scheduler.waitFor(Promise.all([taker(), taker(), taker()]))
        }),
        { numRuns: (full ? 5000 : 150) / (links ? 1 : 10) },
      )
      expect(opened).toBeGreaterThan(0)
    },
  )
})
