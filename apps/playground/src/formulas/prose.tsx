import { Formula } from './formula.js'

/** What may stand right before a formula or after it, on the same line. */
const JOINED = /^([.,;:!?)»”]*)([\s\S]*?)([(«“]*)$/

/** A paragraph with formulas between dollar signs. */
export function Prose({ text }: { text: string }) {
  const parts = text.split('$').map((part, k) => {
    const [, after = '', between = '', before = ''] = (k % 2 === 0 && JOINED.exec(part)) || []
    return { part, after, between, before }
  })
  return (
    <p>
      {parts.map(({ part, between }, k) =>
        k % 2 === 0 ? (
          between
        ) : (
          <span key={k} class="unbroken">
            {parts[k - 1].before}
            <Formula tex={part} />
            {parts[k + 1]?.after}
          </span>
        ),
      )}
    </p>
  )
}
