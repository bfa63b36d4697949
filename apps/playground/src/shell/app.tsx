import { room } from '../state/address.js'
import { inLanguage } from '../state/language.js'
import { Header } from './header.js'
import { OpenRoom } from './open-room.js'
import { shellTexts } from './texts.js'

export function App() {
  const texts = inLanguage(shellTexts)
  return (
    <>
      <Header />
      <main id="room" tabIndex={-1}>
        <OpenRoom key={room.value} room={room.value} />
      </main>
      <footer>{texts.colophon}</footer>
    </>
  )
}
