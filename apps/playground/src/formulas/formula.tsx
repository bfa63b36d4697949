import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useMemo } from 'preact/hooks'

interface FormulaProps {
  /** LaTeX. Never text of a user's. Parts made by `symbol` are buttons. */
  readonly tex: string
  /** What a formula on a line of its own is called; without it the formula stands in running text. */
  readonly label?: string
}

/** A formula, for the eye and, as MathML, for a screen reader. */
export function Formula({ tex, label }: FormulaProps) {
  const display = label !== undefined
  const html = useMemo(() => htmlOf(tex, display), [tex, display])
  if (!display) return <span class="formula" dangerouslySetInnerHTML={{ __html: html }} />
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would not scroll, and nothing is filled in.
    <div
      class="formula display"
      role="group"
      aria-label={label}
      // A wide formula is scrolled with the arrow keys, or follows the symbol that has the focus.
      tabIndex={html.includes('data-symbol') ? undefined : 0}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}

/**
 * A part of a formula that is a button: `data-symbol` says what it stands for. Tab leads to the first of a formula,
 * the arrow keys from there to the others.
 * @param name of letters and digits: `dV`
 */
export function symbol(name: string, tex: string): string {
  return `\\htmlData{symbol=${name}}{${tex}}`
}

function htmlOf(tex: string, display: boolean): string {
  const html = katex.renderToString(tex, {
    displayMode: display,
    throwOnError: true,
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }) => command === '\\htmlData',
  })
  if (!html.includes('data-symbol')) return html
  const template = Object.assign(document.createElement('template'), { innerHTML: html })
  for (const [n, button] of template.content
    .querySelectorAll<HTMLElement>('.katex-html [data-symbol]')
    .entries()) {
    button.setAttribute('role', 'button')
    button.tabIndex = n === 0 ? 0 : -1
    const name = Object.assign(document.createElement('span'), { className: 'unseen' })
    name.textContent = spoken(button)
    for (const glyph of button.children) glyph.setAttribute('aria-hidden', 'true')
    button.prepend(name)
  }
  // What can be pressed may not be hidden from who presses by ear.
  for (const part of template.content.querySelectorAll('.katex-html')) part.removeAttribute('aria-hidden')
  return template.innerHTML
}

/** A symbol's name for the ear: what is seen of it, a fraction in one line. */
function spoken(button: HTMLElement): string {
  if (button.dataset.symbol === 'transpose') return 'Uᵀ'
  const text = (button.textContent ?? '').replaceAll('\u200b', '')
  // KaTeX writes what stands below before what stands above.
  const [, by] = /^∂(.+)∂ε$/.exec(text) ?? []
  return by ? `∂ε/∂${by}` : text
}
