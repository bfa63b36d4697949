import type { ExchangeMemory } from './exchange-memory.js'
import type { ExchangeTask, RankGroup } from './group.js'
import { REQUEST, Requests } from './requests.js'

/** How a run exchanges with other processes: with whom, and over what. */
export interface ExchangeSpec {
  readonly group: RankGroup
  readonly task: ExchangeTask
  readonly memory: ExchangeMemory
}

/** Called when the workers have left: with whether the run was given up. */
export type CloseExchange = (isOver: boolean) => Promise<void>

/**
 * Opens the exchange of a run, by its main thread.
 * @param lose called where another process is lost, or the thread that exchanges
 * @returns what closes it
 */
export async function openExchange(
  { group, task, memory }: ExchangeSpec,
  lose: (error: Error) => void,
): Promise<CloseExchange> {
  const exchange = await group.open(task)
  exchange.lost.catch(lose)
  return (isOver) => {
    if (!isOver) new Requests(memory.requests, () => true).post(REQUEST.quit)
    return exchange.close()
  }
}
