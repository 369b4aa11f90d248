import { mayEver, type Person } from '../../domain/access/access.ts'
import { onlyAreas } from '../../domain/statistics/table-view.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { problem } from '../../schemas/problem.ts'
import {
  ReleaseParametersSchema,
  ReleasesQuerySchema,
  TableParametersSchema,
  TableQuerySchema,
  type Format,
  type ReleasesQuery,
} from '../../schemas/statistics/requests.ts'
import type { ReleaseHead } from '../../schemas/statistics/release-head.ts'
import type { TableView } from '../../schemas/statistics/table-view.ts'
import { withEntityTag } from '../shared/runtime/entity-tag.ts'
import type { Answered, HttpRequest, PersonalRequest } from '../shared/runtime/http.ts'
import { SPREADSHEET, spreadsheet } from '../shared/views/statistics/spreadsheet.ts'
import { csvMetadata, tablesCsv } from '../shared/views/statistics/table-csv.ts'
import { releaseView } from './release-views.ts'
import type { StatisticsDeps } from './routes.ts'

/** What is published does not change; that it was withdrawn should be seen within minutes. */
const CACHE = { 'cache-control': 'private, max-age=300, must-revalidate', vary: 'Accept, Authorization' }

/** The published releases; a statistics lead also sees those on their way, a panel manager those that a preview can be had of. */
export async function listReleases(request: PersonalRequest, { releases }: StatisticsDeps): Promise<Answered> {
  const { person, query } = request
  if (!mayEver(person, 'read-statistics')) return problem('forbidden')
  const asked = readAs(ReleasesQuerySchema, query)
  if (!asked.ok) return problem('invalid-parameters', { errors: asked.errors })
  const { heads, nextCursor } = await pageFor(person, asked.value, releases)
  const body = { releases: heads.map((head) => releaseView(head, person)), ...(nextCursor && { nextCursor }) }
  return withEntityTag({ status: 200, body, headers: { 'cache-control': 'private, no-cache' } }, request, '')
}

/**
 * One page of what the person may know of. It goes on after a release that is shown, so that no cursor names a hidden one; where a whole
 * page is hidden, the next is read at once.
 */
async function pageFor(person: Person, { cursor, ...asked }: ReleasesQuery, releases: StatisticsDeps['releases']) {
  for (let after = cursor; ;) {
    const { heads, next } = await releases.page({ ...asked, after })
    const shown = heads.filter((head) => mayKnowOf(head, person))
    if (shown.length > 0 || next === undefined)
      return { heads: shown, nextCursor: next === undefined ? undefined : shown.at(-1)?.id }
    after = next
  }
}

const mayKnowOf = ({ publishedAt, state }: ReleaseHead, person: Person): boolean =>
  publishedAt !== undefined ||
  mayEver(person, 'lead-statistics') ||
  (state === 'audited' && mayEver(person, 'preview-statistics'))

export async function readRelease(request: PersonalRequest, deps: StatisticsDeps): Promise<Answered> {
  const { releases } = deps
  const { person, params } = request
  if (!mayEver(person, 'read-statistics')) return problem('forbidden')
  const { data } = ReleaseParametersSchema.safeParse(params)
  const head = data && (await releases.head(data.release))
  if (!head || !mayKnowOf(head, person)) return problem('not-found')
  const isShown = head.publishedAt !== undefined || mayEver(person, 'lead-statistics')
  const tables = isShown && head.hash !== undefined ? await releases.contents(head) : []
  const body = { ...releaseView(head, person), tables }
  return withEntityTag(
    { status: 200, body, headers: { 'cache-control': 'private, no-cache' } },
    request,
    head.hash ?? '',
  )
}

/** The whole release as it was hashed, for `npm run audit`. */
export async function readFile(request: PersonalRequest, { releases, published }: StatisticsDeps): Promise<Answered> {
  const { person, params } = request
  if (!mayEver(person, 'read-statistics')) return problem('forbidden')
  const { data } = ReleaseParametersSchema.safeParse(params)
  const head = data && (await published.named(data.release))
  const body = head && (await releases.release(head))
  if (!head || !body) return problem('not-found')
  return withEntityTag({ status: 200, body, headers: { ...CACHE, ...attached(`${head.id}.json`) } }, request, body.hash)
}

/** One table of one period of a published release, in the form that is asked for. */
export async function pullTable(request: PersonalRequest, { releases, published }: StatisticsDeps): Promise<Answered> {
  const { person, params, query } = request
  if (!mayEver(person, 'read-statistics')) return problem('forbidden')
  const of = TableParametersSchema.safeParse(params).data
  if (!of) return problem('not-found')
  const asked = readAs(TableQuerySchema, query)
  if (!asked.ok) return problem('invalid-parameters', { errors: asked.errors })
  const head = await published.named(of.release)
  if (!head) return problem('not-found')
  if (head.withdrawn) return problem('withdrawn', { detail: head.withdrawn.reason })
  const { period = head.period, area, format } = asked.value
  const whole = await releases.table(head, of.table, period)
  const view = whole && area !== undefined ? onlyAreas(whole, [area]) : whole
  if (!view || view.rows.length === 0) return problem('not-found')
  return answerTable(view, head.note, format ?? formatFor(request), request)
}

const FORMAT_OF: readonly (readonly [type: RegExp, format: Format])[] = [
  [/\bapplication\/csvm\+json\b/i, 'csv-metadata'],
  [/\btext\/csv\b/i, 'csv'],
  [/\bapplication\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\b/i, 'spreadsheet'],
]

/** JSON unless the caller names another form. */
export const formatFor = ({ headers }: HttpRequest): Format =>
  FORMAT_OF.find(([type]) => type.test(headers['accept'] ?? ''))?.[1] ?? 'json'

const attached = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"` })

async function answerTable(view: TableView, note: string, format: Format, request: PersonalRequest): Promise<Answered> {
  const { release, table, period } = view
  const name = `${release.id}-${period.code}-${table.code}`
  const describedBy = {
    link: `<?period=${period.code}&format=csv-metadata>; rel="describedby"; type="application/csvm+json"`,
  }
  switch (format) {
    case 'json':
      return withEntityTag({ status: 200, body: view, headers: CACHE }, request, release.hash)
    case 'csv': {
      const headers = { ...CACHE, ...describedBy, ...attached(`${name}.csv`) }
      return withEntityTag({ status: 200, csv: tablesCsv([view]), headers }, request, release.hash)
    }
    case 'csv-metadata': {
      const headers = { ...CACHE, 'content-type': 'application/csvm+json' }
      return withEntityTag(
        { status: 200, body: csvMetadata(view, `${name}.csv`, note), headers },
        request,
        release.hash,
      )
    }
    case 'spreadsheet': {
      const file = await spreadsheet(`${table.name}, ${period.code}`, [view], note)
      const headers = { ...CACHE, ...attached(`${name}.xlsx`) }
      return withEntityTag({ status: 200, file, type: SPREADSHEET, headers }, request, release.hash)
    }
  }
}

/** Several tables as one file: for reports and scorecards. */
export async function answerFile(
  { title, name, views }: { readonly title: string; readonly name: string; readonly views: readonly TableView[] },
  format: 'csv' | 'spreadsheet',
  request: PersonalRequest,
): Promise<Answered> {
  const of = [...new Set(views.map(({ release }) => release.hash))].join()
  if (format === 'csv') {
    const headers = { ...CACHE, ...attached(`${name}.csv`) }
    return withEntityTag({ status: 200, csv: tablesCsv(views), headers }, request, of)
  }
  const headers = { ...CACHE, ...attached(`${name}.xlsx`) }
  return withEntityTag({ status: 200, file: await spreadsheet(title, views), type: SPREADSHEET, headers }, request, of)
}
