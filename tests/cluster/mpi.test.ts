import { describe, expect, test } from 'vitest'
import { type Launcher, MPICH, OPEN_MPI, startJob } from './launchers.js'
import { leftAlone } from './train-alone.js'

/** Whether every count of ranks is tried. */
const ALL = process.env.ANTIGRAD_FAULTS === 'full'

function testLauncher(launcher: Launcher, counts: readonly number[]): void {
  test.each(counts)('%i ranks have the bits of one thread, run after run', async (ranks) => {
    const { code, stdout, stderr } = await startJob(launcher, ranks, ['train-rank.mjs']).ended
    expect({ code, stderr }).toMatchObject({ code: 0 })
    const left = leftAlone()
    expect(JSON.parse(stdout)).toEqual(Array.from({ length: ranks }, (_, rank) => ({ rank, ranks, left })))
  })

  test('a rank that aborts while its process exits ends all with its code', async () => {
    const { code, stdout } = await startJob(launcher, 3, ['abort-rank.mjs']).ended
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
  })

  test('where all leave with an error, the others wait for what rank 0 has to say', async () => {
    const { code, stdout } = await startJob(launcher, 3, ['last-words-rank.mjs']).ended
    expect({ code, stdout }).toEqual({ code: 3, stdout: 'last words\n' })
  })
}

describe.skipIf(OPEN_MPI.missing)(`Open MPI (${OPEN_MPI.missing ?? 'is here'})`, () => {
  testLauncher(OPEN_MPI, ALL ? [1, 2, 3, 4, 5, 8] : [1, 2, 3, 4])
})

describe.skipIf(MPICH.missing)(`MPICH (${MPICH.missing ?? 'is here'})`, () => {
  testLauncher(MPICH, ALL ? [1, 2, 3, 4, 5, 8] : [2, 3])
})

const missing = OPEN_MPI.missing ?? MPICH.missing
describe.skipIf(missing)(`a start that is of no use (${missing ?? 'both are here'})`, () => {
  test.each([
    ['Open MPI', 'libmpich.so.12', /^mpirun of Open MPI started 2 ranks, MPICH .* sees 1: start with/],
    ['MPICH', 'libmpi.so.40', /^mpirun of MPICH started 2 ranks, Open MPI .* sees 1: start with/],
    ['Open MPI', 'libnone.so', /^no MPI library found, tried libnone.so: install/],
  ] as const)('mpirun of %s with %s is told', async (name, library, message) => {
    const launcher = name === 'MPICH' ? MPICH : OPEN_MPI
    const env = { ANTIGRAD_MPI_LIBRARY: library }
    const { code, stdout } = await startJob(launcher, 2, ['report-start.mjs'], env).ended
    expect(code).toBe(2)
    for (const line of stdout.trim().split('\n')) expect(line).toMatch(message)
  })

  test('without koffi the command is told that installs it', async () => {
    const { stdout } = await startJob(OPEN_MPI, 2, ['report-start.mjs'], { NODE_PATH: '' }).ended
    expect(stdout).toMatch(
      /^several ranks need the package koffi.*npm install --ignore-scripts koffi@[\d.]+$/m,
    )
  })
})
