import { hostname, networkInterfaces } from 'node:os'

/** Where the others reach a rank. */
export interface PeerAddress {
  readonly host: string
  /** Of the host, on all its networks. */
  readonly addresses: readonly string[]
  readonly port: number
}

/** Where the others reach this rank, which listens at `port`. */
export function ownAddress(port: number): PeerAddress {
  return { host: hostname(), addresses: ownAddresses(), port }
}

/** The addresses of this machine that others may reach it by. */
function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address)
}

/**
 * Where to try to reach a rank, in this order. An address may be another machine's too, or this one's: who answers has to say
 * who it is.
 */
export function addressesToTry({ host, addresses }: PeerAddress, ownHost: string): string[] {
  return host === ownHost ? ['127.0.0.1', ...addresses] : [...addresses]
}
