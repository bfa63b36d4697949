import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allowedCores, checkCores, coresIn, listIn } from './cores.js'
import type { Launch } from './launcher.js'

const launched = (launcher: Launch['launcher']): Launch => ({ launcher, ranks: 2, interface: 'PMIx' })

test('a rank that is bound to one of its cores is told the flag', () => {
  const bound = { allowed: 1, all: 8, localRanks: 2, threads: undefined }
  expect(() => checkCores(launched('mpirun of Open MPI'), bound)).toThrow(
    /bound to one of 8 cores.*--bind-to none/,
  )
  expect(() => checkCores(launched('srun'), bound)).toThrow(/--cpus-per-task=4/)
  expect(() => checkCores(launched('mpirun of MPICH'), bound)).toThrow(/-bind-to none/)
})

test('not where one core is its part of the machine, or all that was asked for', () => {
  const openMpi = launched('mpirun of Open MPI')
  expect(() => checkCores(openMpi, { allowed: 1, all: 2, localRanks: 2, threads: undefined })).not.toThrow()
  expect(() => checkCores(openMpi, { allowed: 1, all: 8, localRanks: 2, threads: 1 })).not.toThrow()
  expect(() => checkCores(openMpi, { allowed: 8, all: 8, localRanks: 2, threads: 4 })).not.toThrow()
  expect(() => checkCores(openMpi, { allowed: 1, all: 2, localRanks: 2, threads: 2 })).toThrow(
    /--bind-to none/,
  )
})

test('the cores of /proc/self/status', async () => {
  expect(listIn('Cpus_allowed:\tf\nCpus_allowed_list:\t0-3,8\nMems_allowed:\t1\n')).toBe('0-3,8')
  expect(listIn('no list')).toBeUndefined()
  expect(coresIn((await allowedCores()) ?? '0')).toBeGreaterThan(0)
  expect(coresIn('0-3,8')).toBe(5)
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1 }), (cores) => {
      expect(coresIn(cores.join(','))).toBe(cores.length)
    }),
  )
})
