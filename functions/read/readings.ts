import type { Readings } from '../../schemas/api.ts'
import { ROLES } from '../../schemas/access.ts'
import { showReference } from '../../schemas/reference.ts'
import { caseInReach, readingBy } from '../shared/case-in-reach.ts'
import type { AccessRecord, CaseRepository, HistoryRecord, KeptReading } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import { csvOf } from '../shared/runtime/csv.ts'
import type { Answered, PersonalRequest } from '../shared/runtime/http.ts'
import { prefersCsv } from './accept.ts'

interface ReadingsDeps {
  readonly cases: Pick<CaseRepository, 'load'> & AccessRecord & HistoryRecord
  readonly now: Now
}

/** Who read a case, this reading included, as JSON or, where the caller would rather have that, as a table. */
export async function readings(request: PersonalRequest, { cases, now }: ReadingsDeps): Promise<Answered> {
  const found = await caseInReach(request, 'read-history', cases)
  if ('status' in found) return found
  const { reference } = found.case
  await cases.recordReading(readingBy(request, reference, 'readings', now()))
  const { readings: kept, faults } = await cases.history(reference)
  const vary = { vary: 'Accept' }
  if (prefersCsv(request.headers['accept'])) {
    const name = `readings-${showReference(reference)}.csv`
    const headers = { ...vary, 'content-disposition': `attachment; filename="${name}"` }
    return { status: 200, csv: readingsCsv(kept), headers }
  }
  const body: Readings = {
    reference: showReference(reference),
    readings: kept.map(readingEntry),
    whole: faults.length === 0,
  }
  return { status: 200, body, headers: vary }
}

export const readingEntry = ({
  number,
  at,
  subject,
  roles,
  what,
  hash,
}: KeptReading): Readings['readings'][number] => ({
  number,
  at,
  by: { kind: 'person', subject, roles: ROLES.filter((role) => roles.includes(role)) },
  what,
  hash,
})

/** Columns of the table. */
export const READINGS_COLUMNS = ['reference', 'number', 'at', 'what', 'who', 'roles'] as const

const readingsCsv = (kept: readonly KeptReading[]) =>
  csvOf(
    READINGS_COLUMNS,
    kept.map(({ reference, number, at, what, subject, roles }) => [
      showReference(reference),
      String(number),
      at,
      what,
      subject,
      roles.join(' '),
    ]),
  )
