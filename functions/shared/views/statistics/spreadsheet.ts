import type { Cell, Sheet } from 'write-excel-file/node'
import type { Readable } from 'node:stream'
import type { Buffer } from 'node:buffer'
import { DEATHS } from '../../../../domain/disclosure/lattice.ts'
import type { TableView } from '../../../../schemas/statistics/table-view.ts'
import { inBrackets, rateIn, SHORTHAND, shownIn, WITHHELD, type Shown } from './shorthand.ts'

type AnySheet = Sheet<Readable | Buffer>

export const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const heading = (value: string): Cell => ({ value, fontWeight: 'bold', wrap: true })

/** A number as a number; a hidden one as its mark. Nothing is ever a formula: texts are stored as texts. */
const cellOf = ({ value, shorthand }: Shown): Cell =>
  value !== undefined && shorthand.length === 0
    ? { value, type: Number }
    : { value: [value, inBrackets(shorthand)].filter((part) => part !== undefined).join(' '), type: String }

const text = (value: string): Cell => ({ value, type: String })

/** One sheet for tables of one characteristic: a row for each period and area. */
function sheetOf(name: string, views: readonly TableView[]): AnySheet {
  const [first] = views
  const values = first?.table.values ?? []
  const hasRate = views.some(({ rows }) => rows.some((row) => rateIn(row)))
  return {
    sheet: name,
    columns: [{ width: 14 }, { width: 44 }, { width: 12 }, ...values.map(() => ({ width: 16 }))],
    stickyRowsCount: 1,
    data: [
      [
        ...['Period', 'Area', 'Level'].map(heading),
        ...values.map(({ label }) => heading(label)),
        ...(hasRate ? [heading('Per 100,000 children')] : []),
      ],
      ...views.flatMap(({ period, rows }) =>
        rows.map((row) => [
          text(period.code),
          text(row.area.name),
          text(row.area.level),
          ...values.map(({ code }) => cellOf(shownIn(row, code))),
          ...(hasRate ? [cellOf(rateIn(row) ?? { value: undefined, shorthand: [] })] : []),
        ]),
      ),
    ],
  }
}

const COHORTS = {
  deathsNotified: 'Deaths notified in the period.',
  reviewsCompleted: 'Reviews completed in the period, most of them of earlier deaths. Never set one against the other.',
} as const

function aboutSheet(title: string, views: readonly TableView[], note: string | undefined): AnySheet {
  const releases = new Map(views.map(({ release }) => [release.id, release]))
  const sources = new Set(views.flatMap(({ populationSource }) => populationSource ?? []))
  const line = (...cells: readonly string[]) => cells.map(text)
  return {
    sheet: 'Read this first',
    columns: [{ width: 28 }, { width: 100 }],
    data: [
      [heading(title)],
      ...(note === undefined ? [] : [line('Note', note)]),
      ...[...new Set(views.map(({ cohort }) => cohort))].map((cohort) => line(cohort, COHORTS[cohort])),
      [],
      [heading('Marks')],
      ...Object.entries(SHORTHAND).map(([letter, meaning]) => line(`[${letter}]`, meaning)),
      ...Object.values(WITHHELD).map((meaning) => line('', meaning)),
      line('', 'Nothing that is shown was altered, and a number once published stays.'),
      [],
      [heading('Releases')],
      ...[...releases.values()].map(({ id, asOf, hash, preview }) =>
        line(id, `As of ${asOf}. ${preview ? 'PREVIEW, not published: for the panel alone.' : `SHA-256 ${hash}`}`),
      ),
      ...[...sources].map((source) => line('Populations', source)),
    ],
  }
}

/** Both cohorts have totals of one code. */
const nameOf = ({ cohort, table }: TableView) =>
  cohort === 'reviewsCompleted' && table.code === DEATHS ? 'reviews' : table.code

/** Names of sheets have at most 31 characters, none of `\\ / ? * [ ] :`, and differ whatever the case of their letters. */
function sheetName(table: string, taken: Set<string>): string {
  const plain = table.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)
  const name = taken.has(plain.toLowerCase()) ? `${plain.slice(0, 28)} ${taken.size}` : plain
  taken.add(name.toLowerCase())
  return name
}

/**
 * Tables as a spreadsheet: what to know first, then a sheet for each characteristic. The same tables give the same bytes.
 * @param note of the release, where all are of one
 */
export async function spreadsheet(title: string, views: readonly TableView[], note?: string): Promise<Uint8Array> {
  const tables = [...new Set(views.map(({ cohort, table }) => `${cohort} ${table.code}`))]
  const taken = new Set<string>(['read this first'])
  const sheets = tables.map((key) => {
    const own = views.filter(({ cohort, table }) => `${cohort} ${table.code}` === key)
    return sheetOf(sheetName(own[0] ? nameOf(own[0]) : key, taken), own)
  })
  // Loaded with the first spreadsheet: whoever pulls a table as JSON need not wait for it.
  const { default: writeExcelFile } = await import('write-excel-file/node')
  return withoutTimes(await writeExcelFile([aboutSheet(title, views, note), ...sheets]).toBuffer())
}

const CENTRAL_ENTRY = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
/** 1 January 1980, the beginning of time in a zip file: date in the high half, time in the low. */
const BEGINNING = 0x00210000

/** The zip file with the same time on every part, so that the same contents are the same bytes (PKWARE APPNOTE 4.3). */
function withoutTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Uint8Array.of(0x50, 0x4b, 0x05, 0x06))
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('The spreadsheet is no zip file.')
  for (let at = zip.readUInt32LE(end + 16); at < end && zip.readUInt32LE(at) === CENTRAL_ENTRY;) {
    zip.writeUInt32LE(BEGINNING, at + 12)
    zip.writeUInt32LE(BEGINNING, zip.readUInt32LE(at + 42) + 10)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
