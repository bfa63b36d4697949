import { randomUUID } from 'node:crypto'
import { UsageError } from '@antigrad/core'
import type { ClusterGroup } from './cluster-group.js'
import { ownAddress, type PeerAddress } from './watch/addresses.js'
import { Mesh } from './watch/mesh.js'

/** Characters of the longest message, as JSON. */
const LONGEST = 2 ** 20

/** What ranks tell each other while they wait for nobody, over connections of their own. */
export interface Messages {
  /** Tells a rank something: what JSON can say. Nothing where that rank is gone. */
  send(rank: number, message: object): void
  /** To be called on all ranks, when nothing is to come. */
  close(): void
}

/** Takes what another rank has said: undefined when it has closed, or is gone. */
export type TakeMessage = (rank: number, message: unknown) => void

/**
 * Connects every rank of a job with every other. All ranks call it.
 * @throws UsageError that names two ranks that do not reach each other; WorkerLost where another rank is lost
 */
export async function openMessages(group: ClusterGroup, take: TakeMessage): Promise<Messages> {
  const mesh = new Mesh(
    (rank, line) => take(rank, line === undefined ? undefined : JSON.parse(line)),
    LONGEST,
  )
  const port = await mesh.listen()
  const own = { ...ownAddress(port), token: randomUUID() }
  try {
    const texts = await group.gatherTexts(JSON.stringify(own))
    const peers = texts.map((text): PeerAddress & { readonly token: string } => JSON.parse(text))
    await mesh.connect({ rank: group.rank, peers, token: peers[0].token }).catch((error: Error) => {
      throw new UsageError(error.message)
    })
  } catch (error) {
    mesh.close()
    throw error
  }
  return {
    send: (rank, message) => mesh.tell(rank, JSON.stringify(message)),
    close: () => mesh.close(),
  }
}
