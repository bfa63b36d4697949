/** A number as a bar: filled above 0, hollow below. `largest` fills its place. */
export function SignedBar({ value, largest }: { value: number; largest: number }) {
  return (
    <i
      class={`signed-bar ${value > 0 ? 'adds' : 'takes'}`}
      style={{ '--part': largest > 0 ? Math.abs(value) / largest : 0 }}
    />
  )
}
