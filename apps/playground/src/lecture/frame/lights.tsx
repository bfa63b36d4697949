import { lit } from './lit.js'

/** The style of whatever carries the symbol that is lit: one rule, so that no part has to be drawn anew for it. */
export function Lights() {
  const symbol = lit.value
  if (symbol === undefined) return null
  const at = `.lecture [data-symbol~="${symbol}"]`
  return (
    <style>
      {`${at}{color:var(--accent);background:var(--lit);box-shadow:0 0 0 .15em var(--lit);border-radius:.15em}` +
        `.lecture svg ${at.slice(9)}{fill:var(--accent);stroke:var(--accent);box-shadow:none}` +
        `.lecture svg text${at.slice(9)}{stroke:var(--lit)}` +
        `.lecture svg :is(line,path)${at.slice(9)}{fill:none;stroke-width:3.5}` +
        `.lecture svg .rim${at.slice(9)}{fill:var(--lit)}`}
    </style>
  )
}
