import { useSignal } from '@preact/signals'
import 'katex/dist/katex.min.css'
import { useEffect, useRef } from 'preact/hooks'
import { PageLink } from '../shell/page-link.js'
import { setting } from '../state/address.js'
import { whole } from '../state/codec.js'
import { inLanguage, type Language, language } from '../state/language.js'
import './derivation.css'
import { sectionAddress } from './sections.js'
import { documentTexts } from './texts.js'

/** The section that the address asks for; 0 for the beginning. */
const section = setting('derivation', 'section', whole(0, 99), 0)

/** Each language is a file of its own. */
const LOAD: Readonly<Record<Language, () => Promise<{ readonly html: string }>>> = {
  en: () => import('@docs/derivation.md?page'),
  ru: () => import('@docs/derivation.ru.md?page'),
}

/** docs/derivation.md, to be read on the page. */
export function Derivation() {
  const texts = inLanguage(documentTexts)
  const article = useRef<HTMLElement>(null)
  const html = useSignal('')
  const chosen = language.value
  const wanted = section.value
  useEffect(() => {
    document.title = `${texts.title} · antigrad`
  }, [texts.title])
  useEffect(() => {
    let left = false
    LOAD[chosen]().then((text) => {
      if (!left) html.value = text.html
    })
    return () => {
      left = true
    }
  }, [chosen, html])
  useEffect(() => {
    // A link to the section that the address names already changes nothing in it.
    const follow = ({ target }: Event) => {
      const link = target instanceof Element ? target.closest('a') : null
      if (link?.hash === sectionAddress(section.peek())) show(article.current, section.peek())
    }
    article.current?.addEventListener('click', follow)
    return () => article.current?.removeEventListener('click', follow)
  }, [])
  useEffect(() => {
    if (html.value === '' || wanted === 0) return
    // After the page was brought to its top, as every page is that is opened.
    const frame = requestAnimationFrame(() => show(article.current, wanted))
    return () => cancelAnimationFrame(frame)
  }, [html.value, wanted])
  return (
    <article class="document" ref={article}>
      <p>
        <PageLink to="start">← {texts.lecture}</PageLink>
      </p>
      {html.value === '' ? (
        <>
          <h1>{texts.title}</h1>
          <p class="note">{texts.opening}</p>
        </>
      ) : (
        <Written html={html.value} />
      )}
    </article>
  )
}

/** The list of sections, the only numbered one at the beginning, and what stands before and after it. */
const CONTENTS = /^([\s\S]*?)(<ol>[\s\S]*?<\/ol>)([\s\S]*)$/

/** The text, its contents beside it where the window is wide enough. */
function Written({ html }: { html: string }) {
  const [, before = '', contents = '', after = html] = CONTENTS.exec(html) ?? []
  return (
    <div class="written">
      <div class="part" dangerouslySetInnerHTML={{ __html: before }} />
      <nav
        class="contents"
        aria-label={inLanguage(documentTexts).contents}
        dangerouslySetInnerHTML={{ __html: contents }}
      />
      <div class="part" dangerouslySetInnerHTML={{ __html: after }} />
    </div>
  )
}

function show(article: HTMLElement | null, number: number): void {
  article?.querySelector(`#section-${number}`)?.scrollIntoView()
}
