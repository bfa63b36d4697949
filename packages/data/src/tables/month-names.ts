/**
 * What months are called, in small letters without a dot, and what may be left out of their ends: in English, German, French,
 * Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Polish and Russian, in the forms that stand in dates. None means two months.
 */
const MONTHS: readonly (readonly string[])[] = [
  [
    'jan(?:uary|uar|uari|vier|eiro|v)?',
    'jänner',
    'ene(?:ro)?',
    'gen(?:naio)?',
    'sty(?:cznia|czeń|cz)?',
    'янв(?:аря|арь)?',
  ],
  [
    'feb(?:ruary|ruar|ruari|rero|braio|r)?',
    'f[ée]vr?(?:ier)?',
    'fev(?:ereiro)?',
    'lut(?:ego|y)?',
    'фев(?:раля|раль|р)?',
  ],
  ['mar(?:ch|s|zo|ço|ca|zec|ts)?', 'märz', 'mrz', 'mär', 'maart', 'mrt', 'мар(?:та|т)?'],
  ['apr(?:il|ile)?', 'avr(?:il)?', 'abr(?:il)?', 'kwi(?:etnia|ecień)?', 'апр(?:еля|ель)?'],
  ['may(?:o)?', 'mai(?:o)?', 'mag(?:gio)?', 'mei', 'maj(?:a)?', 'ма[йя]'],
  ['june?', 'juni', 'juin', 'junio', 'giu(?:gno)?', 'junho', 'cze(?:rwca|rwiec|rw)?', 'июн(?:я|ь)?'],
  ['july?', 'juli', 'juil(?:let)?', 'julio', 'lug(?:lio)?', 'julho', 'lip(?:ca|iec)?', 'июл(?:я|ь)?'],
  ['aug(?:ust|ustus|usti)?', 'ao[uû]t', 'ago(?:sto)?', 'sie(?:rpnia|rpień|rp)?', 'авг(?:уста|уст)?'],
  [
    'sept?(?:ember|embre|iembre)?',
    'set(?:iembre|tembre|embro|t)?',
    'wrz(?:eśnia|esień)?',
    'сент?(?:ября|ябрь)?',
  ],
  [
    'o[ck]t(?:ober|obre|ubre)?',
    'ott(?:obre)?',
    'out(?:ubro)?',
    'paź(?:dziernika|dziernik|dz)?',
    'окт(?:ября|ябрь)?',
  ],
  ['nov(?:ember|embre|iembre|embro)?', 'lis(?:topada|topad|top)?', 'но(?:я|яб|ября|ябрь)'],
  [
    'de[cz](?:ember|embre|embro)?',
    'd[ée]c(?:embre)?',
    'dic(?:iembre|embre)?',
    'gru(?:dnia|dzień|dz)?',
    'дек(?:абря|абрь)?',
  ],
]

/** What any of them is called, for a pattern that does not tell capitals apart. */
export const MONTH_NAME = `(?:${MONTHS.flat().join('|')})`

const EACH = MONTHS.map((names) => new RegExp(`^(?:${names.join('|')})$`, 'iu'))

/** The number of a month from 0 by what it is called; −1 for what is none. */
export function monthOf(name: string): number {
  return EACH.findIndex((pattern) => pattern.test(name))
}
