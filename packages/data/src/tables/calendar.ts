import { MONTH_NAME, monthOf } from './month-names.js'

/** Dates, as days since 1970-01-01; times of day and durations, as hours. */
export type Calendar =
  | 'yyyy-mm-dd'
  | 'dd.mm.yyyy'
  | 'dd/mm/yyyy'
  | 'mm/dd/yyyy'
  | 'dd/mm/yy'
  | 'mm/dd/yy'
  | 'yy/mm/dd'
  | 'd month yyyy'
  | 'month d yyyy'
  | 'yyyy年m月d日'
  | 'yyyy-mm'
  | 'yyyymmdd'
  | 'h:mm'
  | 'h:mm:ss'

const TIME = '(?<h>\\d{1,2}):(?<min>\\d{2})(?::(?<s>\\d{2}(?:\\.\\d+)?))?(?: ?(?<half>[ap])\\.?m\\.?)?'
const ZONE = '(?: ?(?:Z|UTC|GMT|(?<zone>[+-]\\d{2}):?(?<zoneMinutes>\\d{2})))?'

/** A day of the week before a date says nothing else. */
const WEEKDAY =
  '(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|mo|di|mi|do|fr|sa|so|lun(?:di|es)?|mar(?:di|tes)?|mer(?:credi)?|mi[ée]rcoles|jeu(?:di)?|jueves|vendredi|viernes|sam(?:edi)?|s[áa]bado|dim(?:anche)?|domingo)\\.?,? )?'

/** A date, and a time of day where there is one. */
function dated(date: string): RegExp {
  return new RegExp(`^${date}(?:(?:T|,? )${TIME}${ZONE})?$`, 'iu')
}

const CALENDARS: Readonly<Record<Calendar, RegExp>> = {
  'yyyy-mm-dd': dated('(?<y>\\d{4})[-/](?<m>\\d{1,2})[-/](?<d>\\d{1,2})'),
  'dd.mm.yyyy': dated('(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>\\d{4})'),
  'dd/mm/yyyy': dated('(?<d>\\d{1,2})[-/](?<m>\\d{1,2})[-/](?<y>\\d{4})'),
  'mm/dd/yyyy': dated('(?<m>\\d{1,2})[-/](?<d>\\d{1,2})[-/](?<y>\\d{4})'),
  // Of two digits between hyphens or dots there are codes and versions.
  'dd/mm/yy': dated('(?<d>\\d{1,2})/(?<m>\\d{1,2})/(?<y>\\d{2})'),
  'mm/dd/yy': dated('(?<m>\\d{1,2})/(?<d>\\d{1,2})/(?<y>\\d{2})'),
  'yy/mm/dd': dated('(?<y>\\d{2})/(?<m>\\d{1,2})/(?<d>\\d{1,2})'),
  'd month yyyy': dated(
    `${WEEKDAY}(?<d>\\d{1,2})(?:(?:st|nd|rd|th|er|º|ª)?,? (?:de |of )?|\\. ?|[-/])(?<m>${MONTH_NAME})\\.?(?:[-/, ] ?| del? )(?<y>\\d{4}|\\d{2})(?: ?(?:г|года|r)\\.?)?`,
  ),
  'month d yyyy': dated(
    `${WEEKDAY}(?<m>${MONTH_NAME})\\.?[- ](?<d>\\d{1,2})(?:st|nd|rd|th)?(?:, ?|[- ])(?<y>\\d{4})`,
  ),
  // As in Chinese, Japanese and Korean.
  yyyy年m月d日: dated('(?<y>\\d{4})[年년] ?(?<m>\\d{1,2})[月월] ?(?<d>\\d{1,2})[日일]'),
  'yyyy-mm': /^(?<y>\d{4})[-/](?<m>\d{1,2})$/,
  yyyymmdd: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  // Half past twelve, and the minutes and seconds of a race, are not told apart: a column has one or the other.
  'h:mm': /^(?<h>\d{1,3}):(?<min>\d{2})(?: ?(?<half>[ap])\.?m\.?)?$/i,
  'h:mm:ss':
    /^(?:(?<days>\d{1,5}) days? )?(?<h>\d{1,3}):(?<min>\d{2}):(?<s>\d{2}(?:\.\d+)?)(?: ?(?<half>[ap])\.?m\.?)?$/i,
}

/** Every calendar form, in the order in which bits of a mask stand for them. */
export const CALENDAR_NAMES = Object.keys(CALENDARS) as Calendar[]

/** What a cell begins with that may be a date or a time. */
const BEGINS =
  /^(?:\d{1,4}(?:[-/.:]\s?[\d\p{L}]|[年년])|\d{1,5}\p{L}{0,2},?\s\p{L}{2}|\p{L}{3,9}\.?[-\s]\d|\p{L}{2,13}\.?,)/iu

/** In which calendar forms a cell may be written, bit by bit; 0 for what is none. */
export function calendarsOf(cell: string): number {
  if (cell.length > 48 || !BEGINS.test(cell)) return 0
  return CALENDAR_NAMES.reduce(
    (mask, name, bit) => (readCalendar(cell, name) === undefined ? mask : mask | (1 << bit)),
    0,
  )
}

/** The days since 1970-01-01, or the hours, that a cell writes in a form; undefined where it is not written so. */
export function readCalendar(cell: string, calendar: Calendar): number | undefined {
  const parts = CALENDARS[calendar].exec(cell)?.groups
  if (!parts) return undefined
  const {
    y,
    m,
    d = '1',
    h = '0',
    min = '0',
    s = '0',
    half,
    zone = '0',
    zoneMinutes = '0',
    days = '0',
  } = parts
  if (Number(min) > 59 || Number(s) >= 60) return undefined
  if (half !== undefined && !(Number(h) >= 1 && Number(h) <= 12)) return undefined
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  const hours = hour + Number(min) / 60 + Number(s) / 3600
  if (y === undefined) return 24 * Number(days) + hours
  const month = /\d/.test(m) ? Number(m) - 1 : monthOf(m)
  const date = new Date(Date.UTC(yearOf(y), month, Number(d)))
  // The 30th of February is another day.
  if (date.getUTCMonth() !== month || date.getUTCDate() !== Number(d) || hour >= 24) return undefined
  const away = Number(zone) + (zone.startsWith('-') ? -1 : 1) * (Number(zoneMinutes) / 60)
  return date.getTime() / 86_400_000 + (hours - away) / 24
}

/** Of two digits as POSIX has it: 69 is 1969, 68 is 2068. */
function yearOf(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year + (year < 69 ? 2000 : 1900)
}
