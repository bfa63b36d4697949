import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { html } from './html.js'

describe('html', () => {
  test('text within tags and between them leaves the tags as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const page = html`<p title="${text}">${text}</p>`.text
        expect(page).toMatch(/^<p title="[^"<>]*">[^<>]*<\/p>$/)
      }),
    )
  })

  test('says what the text said', () => {
    expect(html`<b>${`<i> & "'`}</b>`.text).toBe('<b>&lt;i&gt; &amp; &quot;&#39;</b>')
  })

  test('nothing turns the direction of what follows', () => {
    expect(html`${'a\u202eb\u0000'}`.text).toBe('a\ufffdb\ufffd')
  })

  test('takes pieces as they are, lists one after the other, and nothing for what is absent', () => {
    expect(html`${[1, html`<br>`, 'x']}${undefined}${false}${0}`.text).toBe('1<br>x0')
  })
})
