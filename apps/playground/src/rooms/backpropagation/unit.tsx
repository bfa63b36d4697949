import type { Geometry, Point } from './geometry.js'
import { Moved } from './moved.js'
import { nameOf } from './names.js'
import { looked, pointing } from './selection.js'
import type { Shown } from './shown.js'

interface UnitProps {
  readonly geometry: Geometry
  readonly at: Point
  readonly index: number
  readonly layer: 0 | 1
  readonly shown: Shown
}

/** A unit as a capsule: its sum on the left, its activation on the right, each under its letter; its bias above. */
export function Unit({ geometry: { capsule }, at, index, layer, shown }: UnitProps) {
  const [before, after, bias]: ['p' | 'q', 'y' | 'z', 'v' | 'u'] =
    layer === 0 ? ['p', 'y', 'v'] : ['q', 'z', 'u']
  const halves = [
    { of: before, d: `d${before}` as const, x: -capsule.x / 2 },
    { of: after, d: `d${after}` as const, x: capsule.x / 2 },
  ]
  const held = looked.value.index === index && [before, after, bias].some((one) => one === looked.value.of)
  return (
    <g>
      <g transform={`translate(${at.x} ${at.y})`}>
        <rect
          class={held ? 'rim held' : 'rim'}
          x={-capsule.x}
          y={-capsule.y}
          width={2 * capsule.x}
          height={2 * capsule.y}
          rx={capsule.y}
        />
        <line class="hair" y1={-capsule.y} y2={capsule.y} />
        {halves.map(({ of, d, x }) => {
          const value = shown.value(of, index)
          return (
            <g key={of} transform={`translate(${x} 0)`} {...pointing(of, index)}>
              <rect
                class="touched"
                x={-capsule.x / 2}
                y={-capsule.y}
                width={capsule.x}
                height={2 * capsule.y}
              />
              <text class={value === undefined ? 'letter' : 'letter small'} y={value === undefined ? 5 : -6}>
                {nameOf(of, index)}
              </text>
              <text class={shown.fresh(of) ? 'value fresh' : 'value'} y="14">
                {value}
              </text>
              <text class={shown.fresh(d) ? 'back fresh' : 'back'} y={capsule.y + 18}>
                {shown.value(d, index)}
              </text>
            </g>
          )
        })}
      </g>
      <Moved
        of={bias}
        index={index}
        at={{ x: at.x, y: at.y - capsule.y - 24 }}
        name="before"
        derivative={shown.value(`d${bias}`, index)}
      />
    </g>
  )
}
