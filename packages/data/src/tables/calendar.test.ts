import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CALENDAR_NAMES, type Calendar, calendarsOf, readCalendar } from './calendar.js'

const DAY = 86_400_000
const names = 'January February March April May June July August September October November December'.split(
  ' ',
)

describe('a date', () => {
  it.each([
    ['1970-01-01', 'yyyy-mm-dd', 0],
    ['2024-05-01T06:00:00Z', 'yyyy-mm-dd', Date.UTC(2024, 4, 1, 6) / DAY],
    ['2024-05-01 06:00:00.5+05:30', 'yyyy-mm-dd', Date.UTC(2024, 4, 1, 0, 30, 0, 500) / DAY],
    ['2024-05-01 06:00 -0800', 'yyyy-mm-dd', Date.UTC(2024, 4, 1, 14) / DAY],
    ['2001/01/10 18:20', 'yyyy-mm-dd', Date.UTC(2001, 0, 10, 18, 20) / DAY],
    ['1.5.2024', 'dd.mm.yyyy', Date.UTC(2024, 4, 1) / DAY],
    ['1.5.2024, 7:05', 'dd.mm.yyyy', Date.UTC(2024, 4, 1, 7, 5) / DAY],
    ['31/12/1999', 'dd/mm/yyyy', Date.UTC(1999, 11, 31) / DAY],
    ['12/31/1999 12:00:00 AM', 'mm/dd/yyyy', Date.UTC(1999, 11, 31) / DAY],
    ['12/31/1999 11:59 pm', 'mm/dd/yyyy', Date.UTC(1999, 11, 31, 23, 59) / DAY],
    ['12/31/68', 'mm/dd/yy', Date.UTC(2068, 11, 31) / DAY],
    ['31/12/69', 'dd/mm/yy', Date.UTC(1969, 11, 31) / DAY],
    ['Jan 1 2000', 'month d yyyy', Date.UTC(2000, 0, 1) / DAY],
    ['Sept. 9, 2001', 'month d yyyy', Date.UTC(2001, 8, 9) / DAY],
    ['29-Feb-96', 'd month yyyy', Date.UTC(1996, 1, 29) / DAY],
    ['3. may 2024 10:00', 'd month yyyy', Date.UTC(2024, 4, 3, 10) / DAY],
    ['1949-02', 'yyyy-mm', Date.UTC(1949, 1, 1) / DAY],
    ['9:45', 'h:mm', 9.75],
    ['12:15 a.m.', 'h:mm', 0.25],
    ['120:30', 'h:mm', 120.5],
    ['1:02:30', 'h:mm:ss', 1 + 2.5 / 60],
    ['11:59:59.5 PM', 'h:mm:ss', 24 - 0.5 / 3600],
    ['0 days 00:05:00.000000000', 'h:mm:ss', 5 / 60],
    ['12 days 01:30:00', 'h:mm:ss', 289.5],
    ['12 janv. 2020', 'd month yyyy', Date.UTC(2020, 0, 12) / DAY],
    ['1er février 2020', 'd month yyyy', Date.UTC(2020, 1, 1) / DAY],
    ['3. März 2021', 'd month yyyy', Date.UTC(2021, 2, 3) / DAY],
    ['5 мая 2020 г.', 'd month yyyy', Date.UTC(2020, 4, 5) / DAY],
    ['5 de mayo de 2020', 'd month yyyy', Date.UTC(2020, 4, 5) / DAY],
    ['5 de março de 2020 10:30', 'd month yyyy', Date.UTC(2020, 2, 5, 10, 30) / DAY],
    ['1 PAŹDZIERNIKA 2020', 'd month yyyy', Date.UTC(2020, 9, 1) / DAY],
    ['12-okt-2020', 'd month yyyy', Date.UTC(2020, 9, 12) / DAY],
    ['Tue, 05 May 2020 10:00:00 GMT', 'd month yyyy', Date.UTC(2020, 4, 5, 10) / DAY],
    ['Dienstag, 5. Mai 2020', 'd month yyyy', Date.UTC(2020, 4, 5) / DAY],
    ['Monday, May 4th, 2020', 'month d yyyy', Date.UTC(2020, 4, 4) / DAY],
    ['2020年5月4日', 'yyyy年m月d日', Date.UTC(2020, 4, 4) / DAY],
    ['2020년 5월 4일', 'yyyy年m月d日', Date.UTC(2020, 4, 4) / DAY],
    ['99/03/01', 'yy/mm/dd', Date.UTC(1999, 2, 1) / DAY],
  ] as const)('%s as %s is %d', (cell, calendar, value) => {
    expect(readCalendar(cell, calendar)).toBeCloseTo(value, 10)
    expect(calendarsOf(cell) & (1 << CALENDAR_NAMES.indexOf(calendar))).not.toBe(0)
  })

  it.each([
    ...['2024-02-30', '2024-13-01', '25.25.2024', '12:60', '2024-01-01 24:00', 'today', '2019-20', '10.2.3'],
    ...[
      '12-04-07',
      'May',
      'mayor 1 2000',
      'Jan 32 2000',
      '13:00 pm',
      '0:30 am',
      '1 may',
      'London, 5 May 2020',
      '5 mm',
      '2024-1-1T1',
    ],
  ])('%s is none', (cell) => {
    expect(calendarsOf(cell)).toBe(0)
  })

  it.each([
    'jan feb mar apr may jun jul aug sep oct nov dec',
    names.join(' '),
    'Jan. Feb. Mär. Apr. Mai Jun. Jul. Aug. Sept. Okt. Nov. Dez.',
    'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
    'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.',
    'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    'ene feb mar abr may jun jul ago sept oct nov dic',
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
    'gen feb mar apr mag giu lug ago set ott nov dic',
    'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
    'jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.',
    'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
    'jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.',
    'januari februari maart april mei juni juli augustus september oktober november december',
    'januari februari mars april maj juni juli augusti september oktober november december',
    'januar februar marts april maj juni juli august september oktober november december',
    'sty lut mar kwi maj cze lip sie wrz paź lis gru',
    'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
    'янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.',
    'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
    'ledna února března dubna května června července srpna září října listopadu prosince',
    'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
    'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  ])('may have months called %s', (months) => {
    for (const [index, month] of months.split(' ').entries()) {
      expect(readCalendar(`7 ${month} 2021`, 'd month yyyy'), month).toBe(Date.UTC(2021, index, 7) / DAY)
    }
  })

  it('is the same day, however it is written', () => {
    const ways: Readonly<
      Record<Exclude<Calendar, 'yyyy-mm' | 'h:mm' | 'h:mm:ss'>, (y: number, m: number, d: number) => string>
    > = {
      'yyyy-mm-dd': (y, m, d) => `${y}-${m}-${d}`,
      'dd.mm.yyyy': (y, m, d) => `${d}.${m}.${y}`,
      'dd/mm/yyyy': (y, m, d) => `${d}/${m}/${y}`,
      'mm/dd/yyyy': (y, m, d) => `${m}-${d}-${y}`,
      'dd/mm/yy': (y, m, d) => `${d}/${m}/${String(y).slice(2)}`,
      'mm/dd/yy': (y, m, d) => `${m}/${d}/${String(y).slice(2)}`,
      'yy/mm/dd': (y, m, d) => `${String(y).slice(2)}/${m}/${d}`,
      'd month yyyy': (y, m, d) => `${d} ${names[m - 1]} ${y}`,
      yyyymmdd: (y, m, d) => `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`,
      yyyy年m月d日: (y, m, d) => `${y}年${m}月${d}日`,
      'month d yyyy': (y, m, d) => `${names[m - 1].slice(0, 3).toUpperCase()} ${d}, ${y}`,
    }
    const days = fc.date({
      min: new Date('1969-01-01T00:00Z'),
      max: new Date('2068-12-31T00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(days, (moment) => {
        const [y, m, d] = [moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()]
        for (const [calendar, write] of Object.entries(ways)) {
          expect(readCalendar(write(y, m, d), calendar as Calendar)).toBe(Date.UTC(y, m - 1, d) / DAY)
        }
      }),
    )
  })
})
