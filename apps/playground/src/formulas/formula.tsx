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
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide formula is scrolled with the arrow keys.
      tabIndex={0}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}

/**
 * A part of a formula that is a button: `data-symbol` says what it stands for.
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
  for (const button of template.content.querySelectorAll<HTMLElement>('.katex-html [data-symbol]')) {
    button.setAttribute('role', 'button')
    button.tabIndex = 0
    for (const glyph of button.children) glyph.setAttribute('aria-hidden', 'true')
    const name = Object.assign(document.createElement('span'), { className: 'unseen' })
    name.textContent = spoken(button.dataset.symbol ?? '')
    button.prepend(name)
  }
  // What can be pressed may not be hidden from who presses by ear.
  for (const part of template.content.querySelectorAll('.katex-html')) part.removeAttribute('aria-hidden')
  return template.innerHTML
}

/** A symbol's name for the ear: dV is ∂ε/∂V. */
function spoken(name: string): string {
  const [, by] = /^d([A-Za-z])$/.exec(name) ?? []
  return by ? `∂ε/∂${by}` : (SPOKEN[name] ?? name)
}

const SPOKEN: Readonly<Record<string, string>> = {
  eps: 'ε',
  eta: 'η',
  theta: 'θ',
  mu: 'μ',
  size: 'm',
  xs: 'x′',
  ls: 'l′',
  zs: 'z′',
  sigma: 'σ',
  slope: 'σ′',
  grad: '∇ε',
  outer: '⊗',
  hadamard: '⊙',
  transpose: 'Uᵀ',
}
