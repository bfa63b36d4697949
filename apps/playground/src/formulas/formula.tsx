import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useMemo } from 'preact/hooks'

interface FormulaProps {
  /** LaTeX. Never text of a user's. */
  readonly tex: string
  /** On a line of its own. */
  readonly display?: boolean
}

/** A formula, for the eye and, as MathML, for a screen reader. */
export function Formula({ tex, display = false }: FormulaProps) {
  const html = useMemo(
    () => katex.renderToString(tex, { displayMode: display, throwOnError: true, strict: 'error' }),
    [tex, display],
  )
  return <span class={display ? 'formula display' : 'formula'} dangerouslySetInnerHTML={{ __html: html }} />
}
