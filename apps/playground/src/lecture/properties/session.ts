import { approximation } from '@antigrad/core/lecture'
import { batch, computed, effect, signal } from '@preact/signals'
import { setting } from '../../state/address.js'
import { oneOf } from '../../state/codec.js'
import type { FromWorker, ToWorker } from './protocol.js'
import { placesOf, splitOf, TABLES, type TableName, tableOf } from './tables.js'

const PAGE = '2-properties'

export const METHODS = ['network', 'polynomial', 'lines'] as const
export type Method = (typeof METHODS)[number]

export const tableName = setting<TableName>(PAGE, 'table', oneOf(TABLES), 'water-density')
/** In which units the axes are: as measured, or as the network sees them. */
export const units = setting(PAGE, 'units', oneOf(['measured', 'scaled'] as const), 'measured')

export const table = computed(() => tableOf(tableName.value))
export const split = computed(() => splitOf(table.value))
export const places = computed(() => placesOf(table.value))

/** The curve and the unseen values of the network as it is now. */
export const network = signal<FromWorker | undefined>(undefined)
export const running = signal(false)

/** A way to approximate: its curve, and how far it is from the rows that it never saw. */
export interface Result {
  readonly curve: Float64Array
  readonly rmse: number
  readonly largest: number
  /** Of a polynomial. */
  readonly degree?: number
}

function resultOf(curve: Float64Array, values: Float64Array): Result {
  const { outputs } = split.value.unseen
  const errors = outputs.map((value, n) => Math.abs(values[n] - value))
  const squares = errors.reduce((sum, one) => sum + one * one, 0)
  return { curve, rmse: Math.sqrt(squares / errors.length), largest: Math.max(...errors) }
}

/** What each method makes of the table; the network only once it is trained. */
export const results = computed<Readonly<Partial<Record<Method, Result>>>>(() => {
  const { train, unseen } = split.value
  const of = (value: approximation.Approximant) =>
    resultOf(
      places.value.map((x) => value([x])),
      unseen.inputs.map((x) => value([x])),
    )
  const polynomial = approximation.fitPolynomial(train)
  const between = approximation.interpolate(train)
  const trained = network.value
  return {
    ...(trained && { network: resultOf(trained.curve, trained.unseen) }),
    polynomial: { ...of(polynomial.value), degree: polynomial.degree },
    ...(between && { lines: of(between) }),
  }
})

/** The method that is nearest to the unseen rows, once the network is trained. */
export const nearest = computed<Method | undefined>(() => {
  const all = results.value
  if (network.value?.part !== 1) return undefined
  return METHODS.toSorted((a, b) => (all[a]?.rmse ?? Infinity) - (all[b]?.rmse ?? Infinity))[0]
})

let worker: Worker | undefined
let order = 0

export function train(): void {
  if (!worker) {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.order !== order) return
      batch(() => {
        network.value = data
        running.value = data.part < 1
      })
    })
  }
  running.value = true
  say({ type: 'train', table: tableName.value, order: ++order })
}

/** Gives up what is under way. */
export function stop(): void {
  order++
  running.value = false
  if (worker) say({ type: 'stop' })
}

function say(message: ToWorker): void {
  worker?.postMessage(message)
}

// A network of another table says nothing of this one.
effect(() => {
  tableName.value
  stop()
  network.value = undefined
})
