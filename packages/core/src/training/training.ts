import { UsageError } from '../errors.js'

/** What stops training: an `AbortSignal`, as far as it is looked at. */
export interface StopSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** What an epoch was like, measured while it was trained. */
export interface EpochResult {
  /** Counted from 1. */
  readonly epoch: number
  /** Mean of ε over the training examples, each as its step met it. */
  readonly loss: number
  /** The part of them whose predictions were right; 0 for regression. */
  readonly accuracy: number
}

/** How long to train. */
export interface EpochOptions {
  /** Epochs to train from here on, at least 0; one that was stopped on its way counts. */
  readonly epochs: number
  /**
   * Ends training after the step in which it is aborted: what awaits or iterates is thrown its `reason`, and the weights are
   * those of the last step. The next call trains that epoch to its end.
   */
  readonly signal?: StopSignal | undefined
  /** Called with what each epoch was like, and waited for. */
  readonly onEpoch?: ((result: EpochResult) => unknown) | undefined
}

/**
 * Epochs that are trained as they are asked for: one for each round of `for await`, or all of them by one `await`, which gives
 * their results. Nothing is trained before.
 */
export class Training implements AsyncIterable<EpochResult>, PromiseLike<readonly EpochResult[]> {
  readonly #epochs: AsyncGenerator<EpochResult, void, undefined>
  #all: Promise<readonly EpochResult[]> | undefined

  /**
   * @param trainEpoch trains to the end of an epoch; throws the signal's reason where it is aborted
   * @throws UsageError for another number of epochs than a whole one from 0
   */
  constructor(trainEpoch: () => Promise<EpochResult>, options: EpochOptions) {
    const { epochs } = options
    if (!Number.isSafeInteger(epochs) || epochs < 0) {
      throw new UsageError(`epochs: expected a whole number from 0, found ${epochs}`)
    }
    this.#epochs = trainEpochs(trainEpoch, options)
  }

  [Symbol.asyncIterator](): AsyncGenerator<EpochResult, void, undefined> {
    return this.#epochs
  }

  // biome-ignore lint/suspicious/noThenProperty: it is awaited, or iterated.
  then<Result = readonly EpochResult[], Caught = never>(
    onResults?: ((results: readonly EpochResult[]) => Result | PromiseLike<Result>) | null,
    onError?: ((error: unknown) => Caught | PromiseLike<Caught>) | null,
  ): Promise<Result | Caught> {
    this.#all ??= collect(this.#epochs)
    return this.#all.then(onResults, onError)
  }
}

async function* trainEpochs(
  trainEpoch: () => Promise<EpochResult>,
  { epochs, signal, onEpoch }: EpochOptions,
): AsyncGenerator<EpochResult, void, undefined> {
  for (let trained = 0; trained < epochs; trained++) {
    if (signal?.aborted) throw signal.reason
    const result = await trainEpoch()
    await onEpoch?.(result)
    yield result
  }
}

async function collect(epochs: AsyncIterable<EpochResult>): Promise<readonly EpochResult[]> {
  const results: EpochResult[] = []
  for await (const result of epochs) results.push(result)
  return results
}
