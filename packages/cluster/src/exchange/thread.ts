/** The thread of a rank that owns MPI: it starts it, exchanges with the other ranks what it is asked to, and ends it. */
import { parentPort, workerData } from 'node:worker_threads'
import { Aborted, serve } from '@antigrad/parallel/ranks'
import { requireKoffi } from '../mpi/koffi.js'
import { loadLibrary } from '../mpi/library.js'
import { Mpi } from '../mpi/mpi.js'
import { coresBeside, MpiLink } from '../mpi/mpi-link.js'
import { gather } from '../sums/gather.js'
import { sum } from '../sums/sum.js'
import type { Answer } from '../threads/asked-thread.js'
import type { Ask, ServeAsk, Started, ThreadData } from './asks.js'
import { gatherTexts } from './texts.js'

const { file, words }: ThreadData = workerData
const mpi = new Mpi(loadLibrary(requireKoffi(), [file]))
mpi.start()
const link = new MpiLink(mpi, words)

parentPort?.on('message', (ask: Ask) => {
  const answer = answerTo(ask)
  parentPort?.postMessage(answer)
  if (ask.kind === 'finish') parentPort?.close()
})
const started: Started = { rank: link.rank, ranks: link.ranks, version: mpi.version }
parentPort?.postMessage({ value: started } satisfies Answer)

function answerTo(ask: Ask): Answer {
  try {
    if (ask.kind === 'serve') return { value: serveRun(ask) }
    if (ask.kind === 'gather') return { value: gatherTexts(link, ask.text) }
    return { value: finish() }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

function serveRun({ task, cores }: ServeAsk): void {
  const workers = Math.max(...task.teams.map((team) => team.workers))
  try {
    serve(task, (waiters) => {
      const link = new MpiLink(mpi, words, coresBeside(waiters, cores - workers))
      return {
        gather: (words, bounds) => gather(link, words, bounds),
        sum: (branches) => sum(link, branches),
      }
    })
  } catch (error) {
    if (!(error instanceof Aborted)) throw error
  }
}

function finish(): void {
  // MPI waits for the slowest rank within a call, which takes a whole core and cannot be left: so all meet before.
  gatherTexts(link, '')
  mpi.finish()
}
