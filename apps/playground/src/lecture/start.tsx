import { useEffect } from 'preact/hooks'
import { documentTexts } from '../document/texts.js'
import { PageLink } from '../shell/page-link.js'
import { shellTexts } from '../shell/texts.js'
import { inLanguage, type Texts } from '../state/language.js'
import { ROOMS, STEPS } from '../state/pages.js'
import './start.css'

interface StartTexts {
  readonly title: string
  readonly lede: string
  readonly begin: string
  readonly steps: string
  readonly rooms: string
  readonly roomsNote: string
  readonly read: string
}

const startTexts: Texts<StartTexts> = {
  en: {
    title: 'How a network learns',
    lede: 'A lecture in seven steps, from a curve through a few points to the whole derivation of back propagation. Every formula can be touched, every picture moved, and the code that computes it stands beside it.',
    begin: 'Begin the lecture',
    steps: 'Seven steps',
    rooms: 'Rooms to play in',
    roomsNote: 'No text, all the controls.',
    read: 'To read',
  },
  ru: {
    title: 'Как учится нейросеть',
    lede: 'Лекция в семи шагах: от кривой через несколько точек до полного вывода обратного распространения. Формулы откликаются, рисунки движутся, а рядом — код, который всё это вычисляет.',
    begin: 'Начать лекцию',
    steps: 'Семь шагов',
    rooms: 'Залы, где можно поиграть',
    roomsNote: 'Без текста, зато со всеми ручками.',
    read: 'Прочитать',
  },
}

/** The first page: the steps of the lecture, and the rooms. */
export function Start() {
  const texts = inLanguage(startTexts)
  const { steps, rooms } = inLanguage(shellTexts)
  const derivation = inLanguage(documentTexts)
  useEffect(() => {
    document.title = `${texts.title} · antigrad`
  }, [texts.title])
  useEffect(() => {
    // The steps set formulas: what does it comes while one reads here, so that the first of them opens at once.
    import('../formulas/formula.js')
  }, [])
  return (
    <article class="start">
      <div class="intro">
        <h1>{texts.title}</h1>
        <p>{texts.lede}</p>
        <p class="begin">
          <PageLink to={STEPS[0]} class="primary">
            {texts.begin}
          </PageLink>
        </p>
      </div>
      <section>
        <h2>{texts.steps}</h2>
        <ol>
          {STEPS.map((step, n) => (
            <li key={step}>
              <PageLink to={step}>
                <span class="number" aria-hidden="true">
                  {n + 1}
                </span>
                <strong>{steps[step].title}</strong>
                <span class="note">{steps[step].about}</span>
              </PageLink>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{texts.rooms}</h2>
        <p class="note">{texts.roomsNote}</p>
        <ul>
          {ROOMS.map((room) => (
            <li key={room}>
              <PageLink to={room}>
                <strong>{rooms[room].short}</strong>
                <span class="note">{rooms[room].about}</span>
              </PageLink>
            </li>
          ))}
        </ul>
        <h2 class="reading-matter">{texts.read}</h2>
        <ul>
          <li>
            <PageLink to="derivation">
              <strong>{derivation.title}</strong>
              <span class="note">{derivation.about}</span>
            </PageLink>
          </li>
        </ul>
      </section>
    </article>
  )
}
