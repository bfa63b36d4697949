import protobuf from 'protobufjs'
import { expect } from 'vitest'

/** The part of TensorFlow's event.proto and summary.proto that scalars take. */
const SCHEMA = `
  syntax = "proto3";
  message Summary {
    message Value { string tag = 1; oneof value { float simple_value = 2; } }
    repeated Value value = 1;
  }
  message Event {
    double wall_time = 1;
    int64 step = 2;
    oneof what { string file_version = 3; Summary summary = 5; }
  }`
const Event = protobuf.parse(SCHEMA).root.lookupType('Event')

interface DecodedEvent {
  readonly wallTime: number
  readonly step: number
  readonly fileVersion?: string
  readonly summary?: { readonly value: readonly { readonly tag: string; readonly simpleValue: number }[] }
}

/** A number of a curve: its step and value. */
export type Point = readonly [step: number, value: number]

/**
 * Reads the curves of an event file as TensorBoard does, by another reader of protocol buffers. Checksums are those of
 * packages/formats, which are compared with those of others there.
 * @param records the contents of its records
 */
export function curvesIn(records: readonly Uint8Array[]): Map<string, Point[]> {
  const [first, ...others] = records.map(
    (content) => Event.toObject(Event.decode(content), { longs: Number }) as DecodedEvent,
  )
  expect(first.fileVersion).toBe('brain.Event:2')
  const curves = new Map<string, Point[]>()
  for (const { step, wallTime, summary } of others) {
    expect(Math.abs(wallTime - Date.now() / 1000)).toBeLessThan(3600)
    for (const { tag, simpleValue } of summary?.value ?? []) {
      const points = curves.get(tag) ?? []
      curves.set(tag, [...points, [step, simpleValue]])
    }
  }
  return curves
}
