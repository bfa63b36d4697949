import { useRef } from 'preact/hooks'
import { formatFixed } from '../../controls/format.js'
import type { NamePlace, Point } from './geometry.js'

interface KnobProps {
  readonly at: Point
  /** What it is called: `V₂₁`. */
  readonly name: string
  readonly nameAt: NamePlace
  readonly value: number
  readonly range: readonly [least: number, most: number]
  /** The derivative of ε by it, once the way back has reached it. */
  readonly derivative: string | undefined
  readonly selected: boolean
  readonly onSelect: () => void
  readonly onMove: (value: number) => void
}

/** How much a pixel of dragging moves it. */
const PULL = 0.02

const KEYS: Readonly<Record<string, number>> = {
  ArrowUp: 0.05,
  ArrowRight: 0.05,
  ArrowDown: -0.05,
  ArrowLeft: -0.05,
  PageUp: 0.5,
  PageDown: -0.5,
}

/** Where its name stands, from its middle. */
const NAMES: Readonly<Record<NamePlace, { readonly x: number; readonly y: number; readonly class: string }>> =
  {
    before: { x: -29, y: 4, class: 'letter small ends' },
    after: { x: 29, y: 4, class: 'letter small begins' },
    above: { x: 0, y: -24, class: 'letter small' },
    below: { x: 0, y: 50, class: 'letter' },
  }

/** A number of the network, with its name, that is moved by dragging or with the arrow keys. */
export function Knob({ at, name, nameAt, value, range, derivative, selected, onSelect, onMove }: KnobProps) {
  const grip = useRef<{ x: number; y: number; value: number } | undefined>(undefined)
  const [least, most] = range
  const text = formatFixed(value, 2)
  const place = NAMES[nameAt]
  // Of a line that leads through, nothing is seen behind the name.
  const beside = nameAt === 'before' ? 28 : 0
  return (
    <g
      class={selected ? 'knob selected' : 'knob'}
      transform={`translate(${at.x} ${at.y})`}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={value}
      aria-valuetext={derivative === undefined ? text : `${text}, ∂ε/∂${name} ${derivative}`}
      onFocus={onSelect}
      onKeyDown={(event) => {
        const by = KEYS[event.key]
        const to = event.key === 'Home' ? least : event.key === 'End' ? most : by && value + by
        if (to === undefined) return
        event.preventDefault()
        onMove(to)
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        grip.current = { x: event.clientX, y: event.clientY, value }
        onSelect()
      }}
      onPointerMove={(event) => {
        if (!grip.current || !event.currentTarget.hasPointerCapture(event.pointerId)) return
        const { x, y, value: before } = grip.current
        onMove(before + (event.clientX - x - (event.clientY - y)) * PULL)
      }}
      onPointerUp={() => {
        grip.current = undefined
      }}
    >
      <rect
        x={-26 - beside}
        y={derivative === undefined ? -17 : -21}
        width={52 + beside}
        height={derivative === undefined ? 34 : 42}
        rx="4"
      />
      <text class={place.class} x={place.x} y={place.y}>
        {name}
      </text>
      <text y={derivative === undefined ? 5 : -3}>{text}</text>
      <line
        class="thread"
        x1="-17"
        x2="17"
        y1={derivative === undefined ? 10 : 2}
        y2={derivative === undefined ? 10 : 2}
      />
      {derivative !== undefined && (
        <text class="back" y="14">
          {derivative}
        </text>
      )}
    </g>
  )
}
