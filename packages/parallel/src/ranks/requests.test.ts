import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { REQUEST, Requests } from './requests.js'

/** A thread that waits until a request is done. */
const WAITER = `
  const { workerData, parentPort } = require('node:worker_threads')
  import(workerData.module).then(({ Requests }) => {
    const requests = new Requests(workerData.words, () => Atomics.load(workerData.over, 0) !== 0)
    parentPort.postMessage(requests.await(1, () => {}))
  })
`

/** Words as `allocateRequests` has them, of an arena that holds nothing else. */
function allocated(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4096))
}

test.each([false, true])(
  'a thread counts as waiting until its request is done; given up: %s',
  async (isOver) => {
    const words = allocated()
    const over = new Int32Array(new SharedArrayBuffer(4))
    const requests = new Requests(words, () => false)
    expect(requests.waiting).toBe(0)
    requests.post(REQUEST.agree)
    const module = new URL('../../dist/ranks/requests.js', import.meta.url).href
    const thread = new Worker(WAITER, { eval: true, workerData: { words, over, module } })
    const answer = new Promise((resolve) => thread.once('message', resolve))

    // It wakes who sleeps: far sooner than in a minute.
    while (requests.waiting === 0) {
      requests.sleepWhile(0, 60_000)
      await sleep(0)
    }
    expect(requests.waiting).toBe(1)
    expect(requests.next()).toEqual({ kind: REQUEST.agree, layer: 0, count: 0 })
    if (isOver) Atomics.store(over, 0, 1)
    else requests.finish()
    expect(await answer).toBe(!isOver)
    expect(requests.waiting).toBe(0)
    await thread.terminate()
  },
)
