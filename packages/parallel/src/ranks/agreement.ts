import { WorkerLost } from '@antigrad/core'

/** int32 words of what a rank says of itself. */
export const AGREEMENT_WORDS = 4

/** What a rank says of itself in each step, and at the end of an epoch. */
export interface Standing {
  /** Where the step begins in the order of the epoch. */
  readonly position: number
  /** Whether a loss of its rows is not finite. */
  readonly diverged: boolean
  /** Why it wants to pause; 0 where it does not. */
  readonly pause: number
  /** A checksum of its weights, where they are compared; otherwise 0. */
  readonly checksum: number
}

/** Writes what a rank says, in words that are then gathered. */
export function writeStanding(
  agreement: Int32Array,
  rank: number,
  { position, diverged, pause, checksum }: Standing,
): void {
  agreement.set([position, diverged ? 1 : 0, pause, checksum], rank * AGREEMENT_WORDS)
}

/**
 * What all ranks have said: whether any diverged, and the largest reason to pause.
 * @throws WorkerLost where they are not at one step with the same weights, naming the first rank that differs from rank 0
 */
export function readAgreement(agreement: Int32Array): Pick<Standing, 'diverged' | 'pause'> {
  let diverged = false
  let pause = 0
  for (let at = 0; at < agreement.length; at += AGREEMENT_WORDS) {
    const rank = at / AGREEMENT_WORDS
    if (agreement[at] !== agreement[0]) {
      throw new WorkerLost(
        `rank ${rank} is at example ${agreement[at]} of the epoch, rank 0 at ${agreement[0]}: they do not train the same run`,
      )
    }
    if (agreement[at + 3] !== agreement[3]) {
      throw new WorkerLost(
        `rank ${rank} has other weights than rank 0: its machine computes or stores wrongly`,
      )
    }
    diverged ||= agreement[at + 1] !== 0
    pause = Math.max(pause, agreement[at + 2])
  }
  return { diverged, pause }
}

/** A checksum of parameters, of their bits (FNV-1a, of words). */
export function checksumOf(parameters: Float32Array): number {
  const words = new Int32Array(parameters.buffer, parameters.byteOffset, parameters.length)
  let hash = 0x811c9dc5 | 0
  for (let n = 0; n < words.length; n++) hash = Math.imul(hash ^ words[n], 0x01000193)
  return hash
}
