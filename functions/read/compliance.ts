import { addDays, addYears, daysBetween, type CivilDate } from '../../domain/calendar/civil-date.ts'
import { civilDateInLondon, endOfDayInLondon, startOfDayInLondon } from '../../domain/calendar/london.ts'
import { complianceOf, type ClocksOfCase, type Compliance } from '../../domain/clocks/compliance.ts'
import { hasEnded } from '../../domain/panel-work/stages.ts'
import type { ComplianceView } from '../../schemas/compliance.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { ComplianceQuerySchema } from '../../schemas/parameters.ts'
import { problem, type FieldProblem } from '../../schemas/problem.ts'
import { showReference, type Reference } from '../../schemas/reference.ts'
import type { CaseRepository, CasesOfPanel } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import { csvOf } from '../shared/runtime/csv.ts'
import type { Answered, HttpRequest } from '../shared/runtime/http.ts'
import { panelName } from '../shared/views/panel-name.ts'
import { prefersCsv } from './accept.ts'

export interface ComplianceDeps {
  readonly cases: Pick<CaseRepository, 'load'>
  readonly queues: CasesOfPanel
  readonly now: Now
}

interface Period {
  readonly from: CivilDate
  /** Included. */
  readonly to: CivilDate
}

/** How the clocks of a panel's cases stand, as JSON or, where the caller would rather have that, as a table. */
export async function compliance(
  panel: string,
  { query, headers }: HttpRequest,
  deps: ComplianceDeps,
): Promise<Answered> {
  const asked = readAs(ComplianceQuerySchema, query)
  if (!asked.ok) return problem('invalid-parameters', { errors: asked.errors })
  const asOf = deps.now()
  const { to = civilDateInLondon(asOf), from = addDays(addYears(to, -1), 1) } = asked.value
  const wrong = problemWith({ from, to })
  if (wrong) return problem('invalid-parameters', { errors: [wrong] })

  const cases = await clocksOfCases(panel, { from, to }, deps)
  const { rows, rules } = complianceOf(cases, asOf)
  const vary = { vary: 'Accept' }
  if (prefersCsv(headers['accept'])) {
    const name = `compliance-${panel}-${from}-to-${to}.csv`
    return {
      status: 200,
      csv: complianceCsv(rows),
      headers: { ...vary, 'content-disposition': `attachment; filename="${name}"` },
    }
  }
  const body: ComplianceView = {
    panel: panelName(panel),
    from,
    to,
    asOf,
    cases: cases.length,
    rules: rules.map(({ medianHoursToMeet = null, ...rule }) => ({ ...rule, medianHoursToMeet })),
    clocks: rows.map((row) => ({ ...row, reference: showReference(row.reference) })),
  }
  return { status: 200, body, headers: vary }
}

/** A year holds few enough cases of one panel to be answered at once. */
function problemWith({ from, to }: Period): FieldProblem | undefined {
  if (from > to) return { pointer: '/to', code: 'wrong-order', detail: 'Give a last day that is not before the first.' }
  return daysBetween(from, to) > 365
    ? { pointer: '/from', code: 'out-of-range', detail: 'Ask for at most a year at a time.' }
    : undefined
}

/** Cases that are read side by side. */
const AT_ONCE = 10

async function clocksOfCases(panel: string, { from, to }: Period, deps: ComplianceDeps): Promise<ClocksOfCase[]> {
  const found: ClocksOfCase[] = []
  let next: Reference[] = []
  const readNext = async () => {
    found.push(...(await Promise.all(next.map((reference) => clocksOf(reference, panel, deps)))).flat())
    next = []
  }
  for await (const reference of deps.queues.casesOfPanel(panel, startOfDayInLondon(from), endOfDayInLondon(to)))
    if (next.push(reference) === AT_ONCE) await readNext()
  await readNext()
  return found
}

/** A case that ended, or has just gone to another panel, has no clocks here. */
async function clocksOf(reference: Reference, panel: string, { cases }: ComplianceDeps): Promise<ClocksOfCase[]> {
  const known = await cases.load(reference)
  if (!known || 'joined' in known) return []
  const { routing, work } = known.case
  return routing?.panel === panel && !hasEnded(work.stage) ? [{ reference, clocks: routing.clocks }] : []
}

/** Columns of the table: those of the rows. */
export const COMPLIANCE_COLUMNS = [
  'reference',
  'rule',
  'name',
  'whoActs',
  'startedAt',
  'dueAt',
  'metAt',
  'standing',
] as const satisfies readonly (keyof ComplianceView['clocks'][number])[]

const complianceCsv = (rows: Compliance['rows']) =>
  csvOf(
    COMPLIANCE_COLUMNS,
    rows.map((row) =>
      COMPLIANCE_COLUMNS.map((column) => (column === 'reference' ? showReference(row.reference) : (row[column] ?? ''))),
    ),
  )
