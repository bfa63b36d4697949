/**
 * What months are called, in small letters without a dot, and what may be left out of their ends: in English, German, French,
 * Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Polish, Czech,
 * Russian, Ukrainian and Turkish, in the forms that stand in dates. None means two months.
 */
const MONTHS: readonly (readonly string[])[] = [
  [
    'jan(?:uary|uar|uari|vier|eiro|v)?',
    'jänner',
    'ene(?:ro)?',
    'gen(?:naio)?',
    'sty(?:cznia|czeń|cz)?',
    'янв(?:аря|арь)?',
    'ocak',
    'ledna',
    'січня',
  ],
  [
    'feb(?:ruary|ruar|ruari|rero|braio|r)?',
    'f[ée]vr?(?:ier)?',
    'fev(?:ereiro)?',
    'lut(?:ego|y)?',
    'фев(?:раля|раль|р)?',
    'şubat',
    'února',
    'лютого',
  ],
  [
    'mar(?:ch|s|zo|ço|ca|zec|ts|t)?',
    'märz',
    'mrz',
    'mär',
    'maart',
    'mrt',
    'мар(?:та|т)?',
    'března',
    'березня',
  ],
  [
    'apr(?:il|ile)?',
    'avr(?:il)?',
    'abr(?:il)?',
    'kwi(?:etnia|ecień)?',
    'апр(?:еля|ель)?',
    'nisan',
    'dubna',
    'квітня',
  ],
  ['may(?:o)?', 'mai(?:o)?', 'mag(?:gio)?', 'mei', 'maj(?:a)?', 'ма[йя]', 'mayıs', 'května', 'травня'],
  [
    'june?',
    'juni',
    'juin',
    'junio',
    'giu(?:gno)?',
    'junho',
    'cze(?:rwca|rwiec|rw)?',
    'июн(?:я|ь)?',
    'haziran',
    'června',
    'червня',
  ],
  [
    'july?',
    'juli',
    'juil(?:let)?',
    'julio',
    'lug(?:lio)?',
    'julho',
    'lip(?:ca|iec)?',
    'июл(?:я|ь)?',
    'temmuz',
    'července',
    'липня',
  ],
  [
    'aug(?:ust|ustus|usti)?',
    'ao[uû]t',
    'ago(?:sto)?',
    'sie(?:rpnia|rpień|rp)?',
    'авг(?:уста|уст)?',
    'ağustos',
    'srpna',
    'серпня',
  ],
  [
    'sept?(?:ember|embre|iembre)?',
    'set(?:iembre|tembre|embro|t)?',
    'wrz(?:eśnia|esień)?',
    'сент?(?:ября|ябрь)?',
    'eylül',
    'září',
    'вересня',
  ],
  [
    'o[ck]t(?:ober|obre|ubre)?',
    'ott(?:obre)?',
    'out(?:ubro)?',
    'paź(?:dziernika|dziernik|dz)?',
    'окт(?:ября|ябрь)?',
    'ekim',
    'října',
    'жовтня',
  ],
  [
    'nov(?:ember|embre|iembre|embro)?',
    'lis(?:topada|topad|top)?',
    'но(?:я|яб|ября|ябрь)',
    'kasım',
    'listopadu',
    'листопада',
  ],
  [
    'de[cz](?:ember|embre|embro)?',
    'd[ée]c(?:embre)?',
    'dic(?:iembre|embre)?',
    'gru(?:dnia|dzień|dz)?',
    'дек(?:абря|абрь)?',
    'aralık',
    'prosince',
    'грудня',
  ],
]

/** What any of them is called, for a pattern that does not tell capitals apart. */
export const MONTH_NAME = `(?:${MONTHS.flat().join('|')})`

const EACH = MONTHS.map((names) => new RegExp(`^(?:${names.join('|')})$`, 'iu'))

/** The number of a month from 0 by what it is called; −1 for what is none. */
export function monthOf(name: string): number {
  return EACH.findIndex((pattern) => pattern.test(name))
}
