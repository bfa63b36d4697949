import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { addressesToTry, type PeerAddress } from './addresses.js'
import { takeLines } from './lines.js'

/** Who the ranks of a job are. */
export interface Roster {
  readonly rank: number
  readonly peers: readonly PeerAddress[]
  /** What only ranks of this job know. */
  readonly token: string
}

/** Takes what another rank says: undefined when its connection has ended. */
type Take = (rank: number, line: string | undefined) => void

/** Milliseconds to reach a rank at one of its addresses, and to be connected with all. */
const ATTEMPT = 2000
const ALL = 15_000

/** Characters of the longest line, unless longer ones are expected. */
const LONGEST = 256

/** What says that a connection, of several attempts, is the one. */
const CHOSEN = 'chosen'

/**
 * Connections with all other ranks, over which lines of text go. The higher rank of two connects to the lower: says who it is,
 * is told who answers, and says that of its attempts this is the one.
 */
export class Mesh {
  readonly #take: Take
  readonly #longest: number
  readonly #server = createServer((socket) => void this.#welcome(socket))
  readonly #sockets = new Map<number, Socket>()
  readonly #roster: Promise<Roster>
  #setRoster: (roster: Roster) => void = () => {}
  #onConnected = (): void => {}

  /** @param longest characters of the longest line */
  constructor(take: Take, longest = LONGEST) {
    this.#take = take
    this.#longest = longest
    this.#roster = new Promise((resolve) => {
      this.#setRoster = resolve
    })
  }

  /** @returns the port at which the other ranks reach this one */
  async listen(): Promise<number> {
    this.#server.listen(0)
    await once(this.#server, 'listening')
    return (this.#server.address() as AddressInfo).port
  }

  /**
   * Connects with all other ranks. All ranks call it.
   * @param most milliseconds that it may take
   * @throws Error that names a rank that is not reached
   */
  async connect(roster: Roster, most = ALL): Promise<void> {
    const { rank, peers } = roster
    const late = AbortSignal.timeout(most)
    const everybody = new Promise<void>((resolve) => {
      this.#onConnected = () => {
        if (this.#sockets.size === peers.length - 1) resolve()
      }
      late.addEventListener('abort', () => resolve())
    })
    this.#onConnected()
    this.#setRoster(roster)
    for (let other = 0; other < rank; other++) void this.#reach(other, roster, late)
    await everybody
    const missing = peers.findIndex((_, other) => other !== rank && !this.#sockets.has(other))
    if (missing >= 0) throw new Error(notReached(missing, roster))
  }

  /** Says a line to all ranks. */
  say(line: string): void {
    for (const socket of this.#sockets.values()) socket.write(`${line}\n`)
  }

  /** Says a line to one rank; nothing where its connection has ended. */
  tell(rank: number, line: string): void {
    this.#sockets.get(rank)?.write(`${line}\n`)
  }

  /** Ends all connections. */
  close(): void {
    this.#server.close()
    for (const socket of this.#sockets.values()) socket.end()
  }

  /** Takes a connection of which nobody knows yet whose it is. */
  async #welcome(socket: Socket): Promise<void> {
    socket.on('error', () => {})
    const { rank, token } = await this.#roster
    let other: number | undefined
    takeLines(socket, this.#longest, (line) => {
      if (other === undefined) {
        other = rankIn(line, token)
        if (other === undefined) socket.destroy()
        else socket.write(greeting(rank, token))
      } else if (this.#sockets.get(other) === socket) {
        this.#take(other, line)
      } else if (line === CHOSEN) {
        this.#add(other, socket)
      }
    })
  }

  /** Connects with a lower rank, at whichever of its addresses it answers. */
  async #reach(other: number, { rank, peers, token }: Roster, late: AbortSignal): Promise<void> {
    const { port } = peers[other]
    while (!late.aborted) {
      for (const host of addressesToTry(peers[other], peers[rank].host)) {
        const socket = connect({ host, port })
        socket.write(greeting(rank, token))
        const answered = new Promise<boolean>((resolve) => {
          takeLines(socket, this.#longest, (line) => {
            if (this.#sockets.get(other) === socket) return this.#take(other, line)
            const isRight = rankIn(line, token) === other
            if (isRight) this.#add(other, socket)
            resolve(isRight)
          })
        })
        if (await Promise.race([answered, sleep(ATTEMPT, false)])) {
          socket.write(`${CHOSEN}\n`)
          return
        }
        socket.destroy()
      }
      await sleep(ATTEMPT / 10)
    }
  }

  #add(other: number, socket: Socket): void {
    this.#sockets.set(other, socket)
    this.#onConnected()
  }
}

/** What a rank says first. */
function greeting(rank: number, token: string): string {
  return `${token} ${rank}\n`
}

/** Who says so; undefined where it is no rank of this job. */
function rankIn(line: string | undefined, token: string): number | undefined {
  const [said, rank] = line?.split(' ') ?? []
  return said === token && /^\d+$/.test(rank) ? Number(rank) : undefined
}

function notReached(other: number, { rank, peers }: Roster): string {
  const { host, addresses, port } = peers[other]
  return `rank ${rank} (${peers[rank].host}) and rank ${other} (${host}) cannot connect by TCP, by which they see whether the other lives: ${host} has ${addresses.join(', ') || 'no address'}, port ${port}`
}
