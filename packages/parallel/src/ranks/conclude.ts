import { evaluated, type Range, type Workspace } from '@antigrad/core/internal'
import { WORD } from '../control.js'
import { shardOf } from '../divisions/pieces.js'
import { rowsOf, subtreesOf } from '../divisions/subtrees.js'
import { checksumOf } from './agreement.js'
import type { RankExchange } from './rank-exchange.js'
import { type Computed, readResults, writeResults } from './results.js'

/** What worker 0 of a rank ends a command with: see `concludeTraining`. */
interface Ended {
  readonly exchange: RankExchange
  readonly workspace: Workspace
  /** The control words. */
  readonly words: Int32Array
}

/**
 * Ends some training steps, of the positions from `begun` on: the ranks see that they have the same weights, agree on whether
 * they pause, and tell each other the losses and predictions of their rows.
 */
export function concludeTraining(ended: Ended, order: Uint32Array, begun: number): void {
  const { exchange, workspace, words } = ended
  const { batchSize } = workspace.plan
  const at = Atomics.load(words, WORD.position)
  agree(ended, at)
  if (Atomics.load(words, WORD.diverged) !== 0) return
  const { ranks } = exchange.member
  const positions = Array.from({ length: ranks }, (_, rank) => {
    const ranges: Range[] = []
    for (let first = begun; first < at; first += batchSize) {
      const rows = rowsOf(subtreesOf(rank, ranks, Math.min(batchSize, order.length - first)))
      ranges.push({ first: first + rows.first, last: first + rows.last })
    }
    return ranges
  })
  tell(ended, { part: workspace.train, order, positions })
}

/** The same after the test part was computed. */
export function concludeEvaluation(ended: Ended): void {
  const { test, identity } = ended.workspace
  const { ranks } = ended.exchange.member
  agree(ended, 0)
  const positions = Array.from({ length: ranks }, (_, rank) => {
    const { from, to } = shardOf(rank, ranks, test.losses.length)
    return [{ first: from, last: to }]
  })
  tell(ended, { part: test, order: identity, positions })
}

function agree({ exchange, workspace, words }: Ended, position: number): void {
  const pause = Atomics.load(words, WORD.request)
  const checksum = checksumOf(evaluated(workspace).parameters)
  const agreed = exchange.agreeNow({ position, diverged: false, pause, checksum })
  Atomics.store(words, WORD.agreed, agreed.pause)
}

function tell({ exchange }: Ended, computed: Computed): void {
  const { rank } = exchange.member
  exchange.gather(
    (memory) => writeResults(memory, computed, rank),
    (memory) => readResults(memory, computed, rank),
  )
}
