import { closeSync, fsyncSync, openSync, readSync, unlinkSync } from 'node:fs'
import { type AnyFeatures, BadInput, FileError, type ReadFeatures, type StoredFeatures } from '@antigrad/core'
import { makeTemporary, type TemporaryFile, temporaryRefused, writeTemporary } from './temporary-file.js'

/** Where features lie, for other threads of this process. */
export interface FeaturePlace {
  /** All threads of a process have it. */
  readonly descriptor: number
  /** Its name, where it has one still. */
  readonly path?: string
  readonly inputs: number
  /** Which of its examples are taken, in shared memory; all where absent. */
  readonly chosen?: Uint32Array
}

/** Where features lie, for other processes, which may be on other machines. */
export interface FeatureFilePlace {
  readonly path: string
  readonly inputs: number
  /** Which of its examples are taken; all where absent. */
  readonly chosen?: Uint32Array
  /** How many are taken. */
  readonly count: number
}

/** Examples of which the features are in a file: a run keeps at least 16 bytes of each, and 4 for each target, in a memory of 4 GiB. */
export const MOST_STORED = 80_000_000

/** Bytes that are written at once. */
const PIECE = 2 ** 20

/**
 * A temporary file of features, float32 of this machine, which is written once.
 */
export class FeatureFile {
  readonly #file: TemporaryFile
  readonly #inputs: number
  readonly #piece: Float32Array
  #filled = 0
  #count = 0

  /**
   * @param isNamed whether it keeps its name, by which other processes open it (`featureFilePlace`)
   * @throws FileError where the system refuses it
   */
  constructor(inputs: number, isNamed = false) {
    this.#inputs = inputs
    this.#piece = new Float32Array(inputs * Math.ceil(PIECE / (4 * inputs)))
    this.#file = makeTemporary(isNamed)
  }

  /** Adds an example. Throws BadInput for a number that is not finite; FileError where the system refuses it. */
  add(example: Float32Array): void {
    for (const value of example) {
      if (Number.isFinite(value)) continue
      throw new BadInput(`features of example ${this.#count}: expected finite numbers, found ${value}`)
    }
    this.#piece.set(example, this.#filled)
    this.#filled += this.#inputs
    this.#count++
    if (this.#filled === this.#piece.length) this.#flush()
  }

  /** The features added so far: nothing can be added any more. */
  done(): StoredFeatures {
    this.#flush()
    // Who opens it on another machine sees what has reached the file system, not what waits here.
    if (this.#file.path !== undefined) this.#sync()
    return storedFeatures({ ...this.#file, inputs: this.#inputs }, this.#count)
  }

  /** Gives back what they lie in: nothing of them was wanted in the end. */
  close(): void {
    const { descriptor, path } = this.#file
    closeSync(descriptor)
    if (path !== undefined) unlinkSync(path)
  }

  #sync(): void {
    try {
      fsyncSync(this.#file.descriptor)
    } catch (error) {
      throw temporaryRefused(error)
    }
  }

  #flush(): void {
    writeTemporary(this.#file, bytesOf(this.#piece).subarray(0, 4 * this.#filled))
    this.#filled = 0
  }
}

function select(place: FeaturePlace, chosen: Uint32Array): StoredFeatures {
  const shared = new Uint32Array(new SharedArrayBuffer(4 * chosen.length))
  const { chosen: among } = place
  shared.set(among ? chosen.map((example) => among[example]) : chosen)
  return storedFeatures({ ...place, chosen: shared }, chosen.length)
}

function storedFeatures(place: FeaturePlace, count: number): StoredFeatures {
  return {
    length: count * place.inputs,
    read: openFeatures(place),
    // Its own address, also where it is bundled: then it is not that of the code.
    source: { module: new URL('./feature-file.js', import.meta.url).href, place },
    select: (chosen) => select(place, chosen),
    close: () => closeSync(place.descriptor),
  }
}

/** Where other processes find the features of a file that has kept its name; undefined for any others. */
export function featureFilePlace(features: AnyFeatures): FeatureFilePlace | undefined {
  if (!('read' in features)) return undefined
  const { path, inputs, chosen } = features.source.place as FeaturePlace
  if (path === undefined) return undefined
  return {
    path,
    inputs,
    ...(chosen && { chosen: Uint32Array.from(chosen) }),
    count: features.length / inputs,
  }
}

/**
 * Opens features that another process has written.
 * @throws where the file is not there, as the system says
 */
export function openFeatureFile({ path, inputs, chosen, count }: FeatureFilePlace): StoredFeatures {
  const all = { descriptor: openSync(path, 'r'), inputs }
  return chosen ? select(all, chosen) : storedFeatures(all, count)
}

/** Gives back what features lie in that are in a file; others need nothing. */
export function closeFeatures(features: AnyFeatures): void {
  if ('read' in features) features.close()
}

/** Reads features where they lie: what other threads call (`FeatureSource`). */
export function openFeatures({ descriptor, inputs, chosen }: FeaturePlace): ReadFeatures {
  const read = (example: number, into: Float32Array): void => {
    const bytes = bytesOf(into)
    const begin = 4 * inputs * example
    for (let filled = 0; filled < bytes.length; ) {
      const got = readSync(descriptor, bytes, filled, bytes.length - filled, begin + filled)
      if (got === 0) throw new FileError('the temporary file of features ended before its last example')
      filled += got
    }
  }
  if (!chosen) return read
  return (example, into) => {
    for (let n = 0; n * inputs < into.length; n++) {
      read(chosen[example + n], into.subarray(n * inputs, (n + 1) * inputs))
    }
  }
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}
