import { Formula } from './formula.js'

/** A paragraph with formulas between dollar signs. */
export function Prose({ text }: { text: string }) {
  return <p>{text.split('$').map((part, k) => (k % 2 === 0 ? part : <Formula key={k} tex={part} />))}</p>
}
