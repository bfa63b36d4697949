import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { sectionAddress, sectionTitles } from '../../document/sections.js'
import { PageLink } from '../../shell/page-link.js'
import { shellTexts } from '../../shell/texts.js'
import { writeAddress } from '../../state/address.js'
import { inLanguage } from '../../state/language.js'
import { type Room, STEPS, type Step } from '../../state/pages.js'
import { Command } from './command.js'
import type { SourceFile } from './excerpt.js'
import { Lights } from './lights.js'
import { darken, lights } from './lit.js'
import { Places } from './places.js'
import { Progress } from './progress.js'
import { Source } from './source.js'
import './lecture.css'
import './picture.css'
import { frameTexts } from './texts.js'

interface StepFrameProps {
  readonly step: Step
  readonly lede: ComponentChildren
  /** Paragraphs, formulas and pictures. */
  readonly children: ComponentChildren
  readonly source: SourceFile
  readonly command: string
  /** What the command does otherwise than the page. */
  readonly commandNote?: string
  /** Sections of docs/derivation.md. */
  readonly derivation: readonly number[]
  readonly room: Room
}

/** What every step of the lecture looks like: the text with its pictures, the code beside it, the ways on. */
export function StepFrame({
  step,
  lede,
  children,
  source,
  command,
  commandNote,
  derivation,
  room,
}: StepFrameProps) {
  const texts = inLanguage(frameTexts)
  const { steps, rooms } = inLanguage(shellTexts)
  const titles = inLanguage(sectionTitles)
  const { title } = steps[step]
  const at = STEPS.indexOf(step)
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]]
  useEffect(() => {
    document.title = `${at + 1}. ${title} · antigrad`
  }, [at, title])
  useEffect(() => darken, [])
  return (
    <article class="lecture" {...lights}>
      <Lights />
      <Progress step={step} />
      <div class="intro">
        <h1>{title}</h1>
        <p>{lede}</p>
        <p class="note hint">{texts.symbols}</p>
      </div>
      <div class="telling">{children}</div>
      <div class="beside">
        <Source file={source} />
      </div>
      <div class="ways">
        <section>
          <h2>{texts.terminal}</h2>
          <Command text={command} />
          {commandNote && <p class="note">{commandNote}</p>}
        </section>
        <section>
          <h2>{texts.derivation}</h2>
          <ul>
            {derivation.map((number) => (
              <li key={number}>
                <a href={sectionAddress(number)} onClick={writeAddress}>
                  §{number}. {titles[number]}
                </a>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{texts.play}</h2>
          <p>
            <PageLink to={room}>{rooms[room].short}</PageLink>
            <span class="note"> — {rooms[room].about}</span>
          </p>
        </section>
      </div>
      <div class="turns">
        {before && (
          <PageLink to={before} rel="prev">
            <span class="note">← {texts.back}</span>
            {steps[before].title}
          </PageLink>
        )}
        {after && (
          <PageLink to={after} rel="next" class="onward">
            <span class="note">{texts.next} →</span>
            {steps[after].title}
          </PageLink>
        )}
      </div>
      <Places />
    </article>
  )
}
