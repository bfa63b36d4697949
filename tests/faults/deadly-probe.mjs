// A probe that kills its worker. What, when and how is said by the query of its URL: rank, phase, visit (which
// time the phase begins, from 1), cause, and the name of the channel on which it says what happens.
import { BroadcastChannel, threadId } from 'node:worker_threads'

const asked = new URL(import.meta.url).searchParams
const victim = Number(asked.get('rank'))
const channel = new BroadcastChannel(asked.get('channel'))

/** (func (export "f") unreachable) */
const UNREACHABLE = '0061736d01000000010401600000030201000705010166 00000a05010300000b'
/** (memory 1) (func (export "f") (drop (i32.load (i32.const -4)))) */
const OUT_OF_BOUNDS = '0061736d01000000010401600000030201000503010001070501016600000a0a010800417c280200 1a0b'

const causes = {
  throw() {
    throw new Error('broken on purpose')
  },
  'throw null'() {
    throw null
  },
  'throw what cannot be sent'() {
    throw () => 'broken on purpose'
  },
  'overflow the stack'() {
    causes['overflow the stack']()
    return 1
  },
  exit() {
    process.exit(7)
  },
  'exit as if all were well'() {
    process.exit(0)
  },
  'run out of memory'() {
    const held = []
    for (;;) held.push(new Array(10_000).fill({}))
  },
  trap: () => run(UNREACHABLE),
  'trap out of bounds': () => run(OUT_OF_BOUNDS),
  'reject astray'() {
    Promise.reject(new Error('broken on purpose'))
  },
  // Somebody outside hears the threadId and terminates the thread.
  'be terminated': () => sleep(),
  stall: () => sleep(),
  'stall awake'() {
    for (;;);
  },
}

function run(hex) {
  const module = new WebAssembly.Module(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
  new WebAssembly.Instance(module).exports.f()
}

function sleep() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

function die() {
  channel.postMessage({ dying: threadId })
  causes[asked.get('cause')]()
}

if (asked.get('phase') === 'start') {
  // Every worker dies here: who is who is not known yet.
  if (asked.get('cause') === 'reject') await Promise.reject(new Error('broken on purpose'))
  die()
}

let begun = false
let visits = 0

export function enter(rank, phase) {
  if (!begun) {
    begun = true
    // A worker runs no microtask before it has left its task: this one says when.
    Promise.resolve().then(() =>
      channel.postMessage({ left: rank, at: Number(process.hrtime.bigint()) / 1e6 }),
    )
  }
  if (rank === victim && phase === asked.get('phase') && ++visits === Number(asked.get('visit'))) die()
}
