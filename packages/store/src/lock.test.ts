import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileError } from '@antigrad/core'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lock } from './lock.js'
import { nodeFiles } from './operations.js'
import { stateOf, thisProcess } from './process-identity.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'antigrad-lock-'))
  path = join(folder, 'run.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const TOKEN = '0123456789abcdef'

describe('lock', () => {
  it('is held by one at a time, names its process, and is given back', async () => {
    const held = await lock(folder)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() })
    expect(readdirSync(folder)).toEqual(['run.lock'])
    const refused = lock(folder)
    await expect(refused).rejects.toThrow(FileError)
    await expect(refused).rejects.toThrow(
      `${folder}: in use by process ${process.pid}; wait for it, stop it, or choose another folder`,
    )
    await held.release()
    expect(readdirSync(folder)).toEqual([])
    await (await lock(folder)).release()
  })

  it('takes over the lock of a process that is gone, and of one whose pid is used again', async () => {
    const me = await thisProcess()
    for (const gone of [{ pid: 2 ** 22 + 1 }, { started: 'another boot/1' }]) {
      writeFileSync(path, JSON.stringify({ ...me, ...gone, token: TOKEN }))
      const held = await lock(folder)
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject(me)
      expect(readdirSync(folder)).toEqual(['run.lock'])
      await held.release()
    }
  })

  it('does not take over the lock of another machine: nothing can be known about its processes', async () => {
    writeFileSync(
      path,
      JSON.stringify({ ...(await thisProcess()), pid: 2 ** 22 + 1, host: 'elsewhere', token: TOKEN }),
    )
    await expect(lock(folder)).rejects.toThrow(
      `${folder}: in use by process 4194305 on "elsewhere"; if it no longer runs there, remove ${path}`,
    )
  })

  it('takes over a lock file that holds anything but a claim, as a power cut leaves it', async () => {
    const me = await thisProcess()
    const claim = fc.record(
      {
        pid: fc.constantFrom<unknown>(2 ** 22 + 1, 0, -1, 1.5, '1', null),
        host: fc.constantFrom<unknown>(me.host, 1),
        started: fc.constantFrom<unknown>(me.started, null),
        token: fc.constantFrom<unknown>(TOKEN, '../../model', 'short', 7),
      },
      { requiredKeys: [] },
    )
    const content = fc.oneof(
      fc.string(),
      claim.map((value) => JSON.stringify(value)),
      fc.constant(`{"pid":1,"host":"a","started":"","token":"${TOKEN}"`),
      fc.nat(8192).map((length) => '\0'.repeat(length)),
    )
    await fc.assert(
      fc.asyncProperty(content, async (text) => {
        writeFileSync(path, text)
        const held = await lock(folder)
        expect(readdirSync(folder)).toEqual(['run.lock'])
        await held.release()
      }),
    )
  })

  it('gives back only its own', async () => {
    const held = await lock(folder)
    const other = JSON.stringify({ ...(await thisProcess()), token: TOKEN })
    writeFileSync(path, other)
    await held.release()
    expect(readFileSync(path, 'utf8')).toBe(other)
  })

  it('lets a maker that was held up find that its file is no longer its own, where there are no links', async () => {
    const noLinks = {
      ...nodeFiles,
      link: () => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' })),
    }
    let letWrite = () => {}
    const held = new Promise<void>((resolve) => {
      letWrite = resolve
    })
    const slow = lock(folder, {
      ...noLinks,
      async open(name, mode) {
        const opened = await nodeFiles.open(name, mode)
        if (name !== path || mode !== 'create') return opened
        return { ...opened, write: (bytes) => held.then(() => opened.write(bytes)) }
      },
    })
    while (!readdirSync(folder).includes('run.lock')) await new Promise((resolve) => setTimeout(resolve, 5))
    const quick = await lock(folder, noLinks)
    letWrite()
    await expect(slow).rejects.toThrow(`in use by process ${process.pid}`)
    await quick.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('says why it cannot lock', async () => {
    await expect(lock(join(folder, 'absent'))).rejects.toThrow(
      `${join(folder, 'absent', 'run.lock')}: cannot make (ENOENT): there is no such file or folder; check the path`,
    )
    const full = {
      ...nodeFiles,
      open: async (...asked: Parameters<typeof nodeFiles.open>) => ({
        ...(await nodeFiles.open(...asked)),
        write: async () => 5,
      }),
    }
    await expect(lock(folder, full)).rejects.toThrow('cannot write: the disk took 5 of')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('stateOf', () => {
  it('knows a process that runs, one that has ended, and one elsewhere', async () => {
    const me = await thisProcess()
    expect(await stateOf(me)).toBe('running')
    expect(await stateOf({ ...me, started: '' })).toBe('running')
    expect(await stateOf({ ...me, host: 'elsewhere' })).toBe('elsewhere')
    const child = spawn('true')
    await once(child, 'exit')
    expect(await stateOf({ ...me, pid: child.pid ?? 0 })).toBe('gone')
  })

  it.skipIf(process.platform !== 'linux')(
    'takes a process that nobody has buried for gone (Linux)',
    async () => {
      // The shell becomes a program that never asks after its child: once that is dead, it is a zombie.
      const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'])
      try {
        const pid = Number(String((await once(parent.stdout, 'data'))[0]))
        const until = async (what: string, expected: string) => {
          while (!readFileSync(what, 'utf8').includes(expected))
            await new Promise((resolve) => setTimeout(resolve, 5))
        }
        await until(`/proc/${parent.pid}/comm`, 'sleep')
        expect(await stateOf({ ...(await thisProcess()), pid, started: '' })).toBe('running')
        process.kill(pid, 'SIGKILL')
        await until(`/proc/${pid}/stat`, ') Z')
        expect(await stateOf({ ...(await thisProcess()), pid, started: '' })).toBe('gone')
      } finally {
        parent.kill()
      }
    },
  )
})
