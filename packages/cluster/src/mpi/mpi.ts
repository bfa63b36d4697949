import type { Words } from '../sums/link.js'
import type { LoadedLibrary } from './library.js'

/** MPI_THREAD_FUNNELED: of several threads one calls MPI. */
const FUNNELED = 1

/** What an error text or a version takes at most, in bytes, of any library. */
const TEXT_BYTES = 8192

/**
 * MPI, as far as it is needed: whole communicator, words of 32 bits. Only the thread that called `start` may call it, but for
 * `abort`. Messages go and come without waiting (`begin`, `test`), so that who waits may sleep: a blocked call takes a whole
 * core.
 */
export class Mpi {
  readonly #library: LoadedLibrary
  readonly #call: Calls
  /**
   * Two requests, from the first on and from the second. In shared memory, as all that MPI keeps an address of: what is not shared
   * may be moved.
   */
  readonly #requests: readonly Uint8Array[]
  readonly #completed = new Int32Array(new SharedArrayBuffer(4))
  #begun = 0
  /** What was begun with, also after the run was given up: MPI reads and writes it, and it must not be collected. */
  readonly #inTransit: Words[] = []

  constructor(library: LoadedLibrary) {
    this.#library = library
    this.#call = declare(library)
    const { requestBytes } = library.abi
    const requests = new SharedArrayBuffer(2 * requestBytes)
    this.#requests = [0, requestBytes].map((at) => new Uint8Array(requests, at))
  }

  /** MPI_Init. Errors are returned from then on: as it is, MPI ends the process. */
  start(): void {
    const provided = [0]
    this.#check('MPI_Init_thread', this.#call.init(null, null, FUNNELED, provided))
    const { world, errorsReturn } = this.#library.abi
    this.#check('MPI_Comm_set_errhandler', this.#call.setErrorHandler(world, errorsReturn))
  }

  get rank(): number {
    const rank = [0]
    this.#check('MPI_Comm_rank', this.#call.rank(this.#library.abi.world, rank))
    return rank[0]
  }

  get ranks(): number {
    const ranks = [0]
    this.#check('MPI_Comm_size', this.#call.size(this.#library.abi.world, ranks))
    return ranks[0]
  }

  /** Its own name and version, a line. */
  get version(): string {
    return textOf((text, length) => this.#call.version(text, length))
      .split('\n')[0]
      .replace(/\s+/g, ' ')
  }

  /** Begins to receive; `words` must be in shared memory, as must what is sent, until `test` says that all has been done. */
  beginToReceive(words: Words, from: number): void {
    const { int32, world } = this.#library.abi
    const request = this.#nextRequest(words)
    this.#check('MPI_Irecv', this.#call.receive(words, words.length, int32, from, 0, world, request))
  }

  /** Begins to send. */
  beginToSend(words: Words, to: number): void {
    const { int32, world } = this.#library.abi
    const request = this.#nextRequest(words)
    this.#check('MPI_Isend', this.#call.send(words, words.length, int32, to, 0, world, request))
  }

  /** Whether all that was begun is done: a send and a receive at most. */
  test(): boolean {
    const { ignoreStatuses } = this.#library.abi
    this.#check(
      'MPI_Testall',
      this.#call.testAll(this.#begun, this.#requests[0], this.#completed, ignoreStatuses),
    )
    if (this.#completed[0] === 0) return false
    this.#begun = 0
    return true
  }

  /** MPI_Finalize: waits for all ranks. */
  finish(): void {
    this.#check('MPI_Finalize', this.#call.finalize())
  }

  /** MPI_Abort: ends all ranks, as far as the launcher reaches them, and this process. It may be called from any thread. */
  abort(code: number): void {
    this.#call.abort(this.#library.abi.world, code)
  }

  /** The library's own sum of floats: for comparison. Waits. */
  allreduce(values: Float32Array, sum: Float32Array): void {
    const { float, world, sum: operation } = this.#library.abi
    this.#check('MPI_Allreduce', this.#call.allreduce(values, sum, sum.length, float, operation, world))
  }

  #nextRequest(words: Words): Uint8Array {
    this.#inTransit[this.#begun] = words
    return this.#requests[this.#begun++]
  }

  #check(name: string, code: number): void {
    if (code === 0) return
    const text = textOf((text, length) => this.#call.errorText(code, text, length))
    throw new Error(`${name}: ${text} (code ${code})`)
  }
}

type Calls = ReturnType<typeof declare>

function declare({ library }: LoadedLibrary) {
  const message = 'void *words, int count, intptr_t type, int rank, int tag, intptr_t comm, void *request'
  return {
    init: library.func('int MPI_Init_thread(void *argc, void *argv, int required, _Out_ int *provided)'),
    setErrorHandler: library.func('int MPI_Comm_set_errhandler(intptr_t comm, intptr_t handler)'),
    rank: library.func('int MPI_Comm_rank(intptr_t comm, _Out_ int *rank)'),
    size: library.func('int MPI_Comm_size(intptr_t comm, _Out_ int *size)'),
    version: library.func('int MPI_Get_library_version(void *text, _Out_ int *length)'),
    errorText: library.func('int MPI_Error_string(int code, void *text, _Out_ int *length)'),
    send: library.func(`int MPI_Isend(${message})`),
    receive: library.func(`int MPI_Irecv(${message})`),
    testAll: library.func('int MPI_Testall(int count, void *requests, void *completed, intptr_t statuses)'),
    allreduce: library.func(
      'int MPI_Allreduce(void *values, void *sum, int count, intptr_t type, intptr_t op, intptr_t comm)',
    ),
    finalize: library.func('int MPI_Finalize()'),
    abort: library.func('int MPI_Abort(intptr_t comm, int code)'),
  }
}

function textOf(call: (text: Buffer, length: number[]) => number): string {
  const text = Buffer.alloc(TEXT_BYTES)
  const length = [0]
  call(text, length)
  return text.toString('utf8', 0, length[0]).replace(/\0.*$/s, '').trim()
}
