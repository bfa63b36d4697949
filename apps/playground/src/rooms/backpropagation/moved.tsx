import type { NamePlace, Point } from './geometry.js'
import { Knob } from './knob.js'
import { nameOf } from './names.js'
import { pointing, selected } from './selection.js'
import { elementOf, type Movable, move, rangeOf } from './settings.js'

interface MovedProps {
  readonly of: Movable
  readonly index: number
  readonly at: Point
  readonly name: NamePlace
  readonly derivative?: string | undefined
}

/** A number of the network, the input or the label, moved by hand. */
export function Moved({ of, index, at, name, derivative }: MovedProps) {
  return (
    <g {...pointing(of, index)}>
      <Knob
        at={at}
        name={nameOf(of, index)}
        nameAt={name}
        value={elementOf(of, index)}
        range={rangeOf(of)}
        derivative={derivative}
        selected={selected.value.of === of && selected.value.index === index}
        onSelect={() => {
          selected.value = { of, index }
        }}
        onMove={(value) => move(of, index, value)}
      />
    </g>
  )
}
