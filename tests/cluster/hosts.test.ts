import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MPICH, OPEN_MPI, startJob } from './launchers.js'
import { SOON, struck } from './strike.js'
import { leftAlone } from './train-alone.js'
import { noHosts, TwoHosts } from './two-hosts.js'

/** Whether every case is tried. */
const ALL = process.env.ANTIGRAD_FAULTS === 'full'

let hosts: TwoHosts

for (const here of [OPEN_MPI, MPICH]) {
  const missing = here.missing ?? noHosts
  describe.skipIf(missing)(`two hosts, ${here.name} (${missing ?? 'is here'})`, () => {
    beforeAll(() => {
      hosts = new TwoHosts()
    })
    afterAll(() => hosts.close())

    test.each(ALL ? [2, 3] : [2])('%i ranks have the bits of one thread', async (ranks) => {
      const launcher = hosts.launcher(here)
      const { code, stdout, stderr } = await startJob(launcher, ranks, ['train-rank.mjs'], hosts.env).ended
      expect({ code, stderr }).toMatchObject({ code: 0 })
      const left = leftAlone()
      expect(JSON.parse(stdout)).toEqual(Array.from({ length: ranks }, (_, rank) => ({ rank, ranks, left })))
    })

    test.runIf(ALL)('where the network between them is cut, nobody is left on either', async () => {
      const job = await struck(hosts.launcher(here), { doing: 'training', env: hosts.env }, () =>
        hosts.setCable('host-b', 'down'),
      )
      expect(job.left).toEqual([])
      expect(job.code).not.toBe(0)
      expect(job.milliseconds).toBeLessThan(SOON)
    })
  })
}
