import { Fragment } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { inLanguage } from '../../state/language.js'
import { linesOf, type SourceFile } from './excerpt.js'
import { lit } from './lit.js'
import './source.css'
import { frameTexts } from './texts.js'

/** The code that does a step: the file itself, with the lines marked, and each symbol as in the formulas. */
export function Source({ file }: { file: SourceFile }) {
  const texts = inLanguage(frameTexts)
  const lines = useMemo(() => linesOf(file), [file])
  const pane = useRef<HTMLPreElement>(null)
  const symbol = lit.value

  useEffect(() => {
    if (pane.current) show(pane.current, pane.current.querySelector<HTMLElement>('.marked'))
  }, [])
  useEffect(() => {
    const all = symbol && pane.current?.querySelectorAll<HTMLElement>(`.marked [data-symbol~="${symbol}"]`)
    if (!pane.current || !all || all.length === 0 || pane.current.matches(':hover')) return
    const { top, bottom } = pane.current.getBoundingClientRect()
    const seen = [...all].some((one) => {
      const box = one.getBoundingClientRect()
      return box.top >= top && box.bottom <= bottom
    })
    if (!seen) show(pane.current, all[0])
  }, [symbol])

  return (
    <figure class="source">
      <h2>{texts.source}</h2>
      <p class="code note">
        {file.path.split('/').map((part, n) =>
          n === 0 ? (
            part
          ) : (
            <Fragment key={n}>
              /<wbr />
              {part}
            </Fragment>
          ),
        )}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: it keeps the spaces of its lines. */}
      <pre
        ref={pane}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long file is scrolled with the arrow keys.
        tabIndex={0}
        role="region"
        aria-label={file.path}
        translate={false}
      >
        <code>
          {lines.map(({ marked, pieces }, n) => (
            <span key={n} class={marked ? 'marked' : undefined}>
              {pieces.map(({ text, symbol: name, comment }, k) =>
                name ? (
                  <b key={k} data-symbol={name}>
                    {text}
                  </b>
                ) : comment ? (
                  <i key={k}>{text}</i>
                ) : (
                  text
                ),
              )}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  )
}

/** Scrolls the pane alone, never the page. */
function show(pane: HTMLElement, line: HTMLElement | null): void {
  if (!line) return
  const by = line.getBoundingClientRect().top - pane.getBoundingClientRect().top
  pane.scrollTop += by - pane.clientHeight / 4
}
