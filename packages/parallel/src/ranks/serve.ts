import { Arena, bufferOf, kernelsOver } from '@antigrad/core/internal'
import { Aborted, isAborted } from '../barrier.js'
import { divisionNamed } from '../divisions/registry.js'
import { subtreesOf } from '../divisions/subtrees.js'
import { allocateRun } from '../run-memory.js'
import { AGREEMENT_WORDS } from './agreement.js'
import type { Collectives, Waiters } from './collectives.js'
import type { ExchangeTask } from './group.js'
import { REQUEST, Requests } from './requests.js'

/**
 * Serves a run: does with the other ranks what the workers of this one ask for, until it is told to quit. It sleeps while
 * there is nothing to exchange. To be called on a thread of its own.
 * @param collectivesOf called once
 * @throws Aborted where the run is given up, and whatever `collectives` throws
 */
export function serve(task: ExchangeTask, collectivesOf: (waiters: Waiters) => Collectives): void {
  const { plan, member } = task
  const { ranks, rank } = member
  const teams = task.teams.map(({ workers, division }) => ({ workers, division: divisionNamed(division) }))
  const { words, exchange } = allocateRun(new Arena(bufferOf(task.memory)), plan, teams, member)
  if (!exchange) throw new Error('expected the memory of a run of several ranks')
  const { agreement, results, bounds, branches, scratch } = exchange
  const requests = new Requests(exchange.requests, () => isAborted(words))
  const collectives = collectivesOf(requests)
  const kernels = kernelsOver(task.memory, task.kernels, task.module)
  const agreementBounds = Int32Array.from({ length: ranks + 1 }, (_, n) => n * AGREEMENT_WORDS)

  const sum = (layer: number, count: number): void => {
    const subtrees = Array.from({ length: ranks }, (_, rank) => subtreesOf(rank, ranks, count))
    const own = branches.slice(0, Math.max(1, subtrees[rank].length))
    const parts = own.map(({ layers }) => layers[layer].values)
    collectives.sum({
      branches: subtrees,
      parts,
      scratch,
      add: (sum, addend, range) => kernels.add(sum, addend, range),
    })
  }

  for (;;) {
    const request = requests.next()
    if (!request) throw new Aborted()
    if (request.kind === REQUEST.sum) sum(request.layer, request.count)
    else if (request.kind === REQUEST.agree) collectives.gather(agreement, agreementBounds)
    else if (request.kind === REQUEST.gather) collectives.gather(results, bounds)
    requests.finish()
    if (request.kind === REQUEST.quit) return
  }
}
