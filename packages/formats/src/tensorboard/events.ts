import { concatenate } from '../bytes.js'
import { Fields } from '../protobuf/read.js'
import { bytesField, doubleField, floatField, integerField, textField } from '../protobuf/write.js'
import { recordsIn, toRecord } from './records.js'

/** The numbers of the fields that are written (tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto). */
const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const
const SUMMARY = { value: 1 } as const
const VALUE = { tag: 1, simpleValue: 2 } as const

/** What the first record of an event file says. */
const VERSION = 'brain.Event:2'

/** Numbers of one step, by their tags. */
export interface Scalars {
  readonly step: number
  /** When they were measured, in seconds since 1970. */
  readonly time: number
  readonly values: ReadonlyMap<string, number>
}

/**
 * What an event file begins with.
 * @param time when it was begun, in seconds since 1970
 */
export function eventFileBegin(time: number): Uint8Array {
  return toRecord(concatenate([doubleField(EVENT.wallTime, time), textField(EVENT.fileVersion, VERSION)]))
}

/** The numbers of a step as what an event file goes on with. TensorBoard keeps them as float32. */
export function scalarsEvent({ step, time, values }: Scalars): Uint8Array {
  const summary = [...values].map(([tag, value]) =>
    bytesField(SUMMARY.value, textField(VALUE.tag, tag), floatField(VALUE.simpleValue, value)),
  )
  return toRecord(
    concatenate([
      doubleField(EVENT.wallTime, time),
      integerField(EVENT.step, step),
      bytesField(EVENT.summary, ...summary),
    ]),
  )
}

/** An event that was found in a file. */
export interface FoundEvent {
  /** 0 of the first, which has no numbers. */
  readonly step: number
  /** Where it ends in the file. */
  readonly end: number
}

/** The events of a file that are whole, up to the first that is not; none of a file that is no event file. */
export function* eventsIn(bytes: Uint8Array, file: string): Generator<FoundEvent> {
  let first = true
  for (const { content, end } of recordsIn(bytes)) {
    const event = new Fields(content, { file, content: 'an event file of TensorBoard' })
    if (first && event.text(EVENT.fileVersion) !== VERSION) return
    first = false
    yield { step: event.integer(EVENT.step) ?? 0, end }
  }
}
