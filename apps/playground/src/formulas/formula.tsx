import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useMemo } from 'preact/hooks'

interface FormulaProps {
  /** LaTeX. Never text of a user's. */
  readonly tex: string
  /** What a formula on a line of its own is called; without it the formula stands in running text. */
  readonly label?: string
}

/** A formula, for the eye and, as MathML, for a screen reader. */
export function Formula({ tex, label }: FormulaProps) {
  const display = label !== undefined
  const html = useMemo(
    () => katex.renderToString(tex, { displayMode: display, throwOnError: true, strict: 'error' }),
    [tex, display],
  )
  if (!display) return <span class="formula" dangerouslySetInnerHTML={{ __html: html }} />
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would not scroll, and nothing is filled in.
    <div
      class="formula display"
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide formula is scrolled with the arrow keys.
      tabIndex={0}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
