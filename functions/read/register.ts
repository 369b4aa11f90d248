import { civilDateInLondon } from '../../domain/calendar/london.ts'
import type { RecommendationView, RegisterPageView } from '../../schemas/analysis/analysis-api.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { RegisterQuerySchema } from '../../schemas/analysis/register-query.ts'
import { problem } from '../../schemas/problem.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import type { RecommendationRegister } from '../shared/ports/recommendation-register.ts'
import { csvOf } from '../shared/runtime/csv.ts'
import type { Answered, HttpRequest } from '../shared/runtime/http.ts'
import { panelName } from '../shared/views/panel-name.ts'
import { recommendationView } from '../shared/views/recommendation.ts'
import { prefersCsv } from './accept.ts'
import { cursorOf, positionIn, STALE_CURSOR } from './cursor.ts'

interface RegisterDeps {
  readonly register: RecommendationRegister
  readonly hash: KeyedHash
  readonly now: Now
}

/** A page of what a panel recommended, as JSON or, where the caller would rather have that, as a table. */
export async function register(
  panel: string,
  { query, headers }: HttpRequest,
  { register: registered, hash, now }: RegisterDeps,
): Promise<Answered> {
  const asked = readAs(RegisterQuerySchema, query)
  if (!asked.ok) return problem('invalid-parameters', { errors: asked.errors })
  const { status, level, overdue, cursor, limit } = asked.value
  const after = cursor === undefined ? undefined : positionIn(cursor, hash)
  if (cursor !== undefined && !after) return problem('invalid-parameters', { errors: [STALE_CURSOR] })

  const today = civilDateInLondon(now())
  const filter = { status, level, ...(overdue !== undefined && { overdue: { is: overdue === 'true', on: today } }) }
  const { entries, next } = await registered.recommendations(panel, filter, limit, after)
  const recommendations = entries.map(({ reference, recommendation }) =>
    recommendationView(reference, recommendation, today),
  )
  const nextCursor = next && cursorOf(next, hash)
  const vary = { vary: 'Accept' }
  if (prefersCsv(headers['accept']))
    return { status: 200, csv: registerCsv(recommendations), headers: { ...vary, ...csvHeaders(panel, nextCursor) } }
  const body: RegisterPageView = { panel: panelName(panel), recommendations, ...(nextCursor && { nextCursor }) }
  return { status: 200, body, headers: vary }
}

/** A table has no room for a cursor: the link to the next page goes with it (RFC 8288). */
const csvHeaders = (panel: string, nextCursor: string | undefined) => ({
  'content-disposition': `attachment; filename="recommendations-${panel}.csv"`,
  ...(nextCursor && { link: `<?cursor=${encodeURIComponent(nextCursor)}>; rel="next"` }),
})

/** Columns of the table: those of the entries. */
export const REGISTER_COLUMNS = [
  'reference',
  'number',
  'level',
  'status',
  'text',
  'addressee',
  'owner',
  'dueOn',
  'informedOn',
  'response',
  'closedBecause',
  'daysOverdue',
] as const satisfies readonly (keyof RecommendationView)[]

const registerCsv = (entries: readonly RecommendationView[]) =>
  csvOf(
    REGISTER_COLUMNS,
    entries.map((entry) => REGISTER_COLUMNS.map((column) => String(entry[column] ?? ''))),
  )
