import type { Messages } from '@antigrad/cluster'
import { WorkerLost } from '@antigrad/core'
import { StopRequest } from '../../run/stop.js'
import type { TrainingProcess } from '../launcher.js'
import type { LocalProcesses } from '../local-processes.js'
import type { Order, Report } from './messages.js'

/** The processes of another rank than 0: it starts what rank 0 says, and reports what came of it. */
export class ServedRuns {
  /** The code with which rank 0 ends the job. Rejects with WorkerLost where rank 0 is gone before it has said so. */
  readonly #ended: Promise<number>
  readonly #local: LocalProcesses
  readonly #processes = new Map<number, TrainingProcess>()
  #send: (report: Report) => void = () => {}
  #end: (code: number) => void = () => {}
  #fail: (error: unknown) => void = () => {}

  constructor(local: LocalProcesses) {
    this.#local = local
    this.#ended = new Promise((resolve, reject) => {
      this.#end = resolve
      this.#fail = reject
    })
    this.#ended.catch(() => {})
  }

  /** Does what it is told, until rank 0 ends the job. @returns the code with which it does @throws WorkerLost */
  async serve(messages: Messages): Promise<number> {
    this.#send = (report) => messages.send(0, report)
    const stop = new StopRequest()
    // Rank 0 stops all of them: this one's too.
    stop.listen((signal) => this.#send({ kind: 'signal', signal }))
    // A second signal ends this process at once.
    const killAll = (): void => {
      for (const process of this.#processes.values()) process.kill()
    }
    process.once('exit', killAll)
    try {
      return await this.#ended
    } catch (error) {
      for (const process of this.#processes.values()) process.stop('SIGTERM')
      await Promise.allSettled([...this.#processes.values()].map(({ ended }) => ended))
      throw error
    } finally {
      process.off('exit', killAll)
      stop.leave()
    }
  }

  /** Takes what another rank says: nothing when its connection has ended. */
  take(rank: number, order: Order | undefined): void {
    if (rank !== 0) return
    if (order === undefined) this.#fail(new WorkerLost('rank 0 is lost: its connection has ended'))
    else if (order.kind === 'free') void this.#free(order.folders)
    else if (order.kind === 'start') void this.#start(order.id, order.words).catch(this.#fail)
    else if (order.kind === 'stop') this.#processes.get(order.id)?.stop(order.signal)
    else if (order.kind === 'kill') this.#processes.get(order.id)?.kill()
    else this.#end(order.code)
  }

  async #free(folders: readonly string[]): Promise<void> {
    try {
      await this.#local.untilFree(folders)
      this.#send({ kind: 'freed' })
    } catch (error) {
      this.#send({ kind: 'freed', problem: error instanceof Error ? error.message : String(error) })
    }
  }

  async #start(id: number, words: readonly string[]): Promise<void> {
    const process = this.#local.start(words)
    this.#processes.set(id, process)
    const exit = await process.ended
    this.#processes.delete(id)
    this.#send({ kind: 'ended', id, exit })
  }
}
