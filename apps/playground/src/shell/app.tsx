import { useEffect, useRef } from 'preact/hooks'
import { page } from '../state/address.js'
import { inLanguage } from '../state/language.js'
import { Header } from './header.js'
import { OpenPage } from './open-page.js'
import { shellTexts } from './texts.js'

export function App() {
  const texts = inLanguage(shellTexts)
  const main = useRef<HTMLElement>(null)
  const shown = useRef(page.value)
  useEffect(() => {
    if (shown.current === page.value) return
    shown.current = page.value
    // A browser does neither for an address that differs behind the # alone.
    scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [page.value])
  return (
    <>
      <Header />
      <main id="main" tabIndex={-1} ref={main}>
        <OpenPage key={page.value} page={page.value} />
      </main>
      <footer>{texts.colophon}</footer>
    </>
  )
}
