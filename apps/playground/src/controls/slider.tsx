import { useId } from 'preact/hooks'
import { formatNumber } from './format.js'

interface SliderProps {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  /** Values lie evenly by their logarithm, rounded to two digits. Needs `least` above 0. */
  readonly logarithmic?: boolean
  readonly step?: number
  readonly disabled?: boolean
  /** How the value reads; as a plain number unless given. */
  readonly format?: (value: number) => string
  readonly onChange: (value: number) => void
}

/** Positions of a logarithmic slider. */
const POSITIONS = 200

/** A number with its name and its range: drag it, or use the arrow keys. */
export function Slider(props: SliderProps) {
  const { label, value, least, most, logarithmic = false, step = 1, disabled = false, onChange } = props
  const id = useId()
  const text = (props.format ?? formatNumber)(value)
  const ratio = Math.log(most / least)
  const valueAt = (at: number) =>
    logarithmic ? Number((least * Math.exp((ratio * at) / POSITIONS)).toPrecision(2)) : at
  const [low, high] = logarithmic ? [0, POSITIONS] : [least, most]
  const exact = logarithmic ? Math.round((Math.log(value / least) / ratio) * POSITIONS) : value
  // An address may ask for more than the slider offers.
  const position = Math.min(high, Math.max(low, exact))
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <output for={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={low}
        max={high}
        step={logarithmic ? 1 : step}
        value={position}
        disabled={disabled}
        aria-valuetext={text}
        style={{ '--part': `${((position - low) / (high - low)) * 100}%` }}
        onInput={(event) => onChange(valueAt(Number(event.currentTarget.value)))}
      />
    </div>
  )
}
