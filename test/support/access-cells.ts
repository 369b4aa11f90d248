import fc from 'fast-check'
import type { Person } from '../../domain/access/access.ts'
import { accessTable, verdictOf, type AccessRow, type Verdict } from '../../domain/access/table.ts'
import { ROLES, type Role } from '../../schemas/access.ts'
import type { AnalysisSection } from '../../schemas/analysis/analysis-form.ts'
import { sectionWriteOf } from '../../schemas/analysis/analysis-edits.ts'
import { operations, type Operation } from '../../schemas/operations.ts'
import { actionExamples } from '../../schemas/panel-work/actions.ts'
import { STAGES, type ActionName, type Stage } from '../../schemas/panel-work/codes.ts'
import type { Reference } from '../../schemas/reference.ts'
import { aMeetingReference } from './builders/meeting.ts'
import { ELSEWHERE, HERE, notifier, type CasesAtStages } from './cases-at-stages.ts'
import { MADE, OUT, type Ask } from './every-route.ts'
import type { Answer, Call } from './http.ts'
import { valuesOf, type Schema } from './hostile/from-schema.ts'
import { inputSchemaOf } from './json-schema.ts'

const all: readonly Operation[] = operations

/** Whose a thing is to somebody who asks for it. */
export const WHOSE = ['theirs', 'of another area', 'of a region', 'of nobody'] as const
export type Whose = (typeof WHOSE)[number]

const AREAS: Readonly<Record<Whose, string | undefined>> = {
  theirs: `panel/${HERE}`,
  'of another area': `panel/${ELSEWHERE}`,
  'of a region': 'region/E12000004',
  'of nobody': undefined,
}

export interface ApiCell {
  readonly operation: string
  readonly row: AccessRow
  readonly role: Role
  readonly whose: Whose
  readonly stage?: Stage
  readonly part?: string
}

/** Every cell that signed-in people have: each way in × part × role × whose × stage, where stages make a difference. */
export function* apiCells(): Iterable<ApiCell> {
  for (const [operation, row] of Object.entries(accessTable)) {
    if (!row.act) continue
    const stages = row.about === 'case' || row.about === 'notification' ? STAGES : [undefined]
    for (const part of row.parts ?? [undefined])
      for (const stage of stages)
        for (const role of ROLES)
          for (const whose of row.about === 'nothing' ? (['theirs'] as const) : WHOSE)
            yield { operation, row, role, whose, ...(stage && { stage }), ...(part !== undefined && { part }) }
  }
}

export const expectedOf = ({ row, role, whose, stage, part }: ApiCell, hasConflict = false): Verdict =>
  verdictOf(row, {
    role,
    isTheirs: whose === 'theirs',
    hasConflict,
    ...(stage && { stage }),
    ...(part !== undefined && { part }),
  })

/** Somebody of these roles to whom it is so. What a notifier made is theirs by their person, what a panel has by its area. */
export function personTo(whose: Whose, roles: readonly Role[], row: AccessRow): Person {
  const area = AREAS[row.about === 'notification' ? 'theirs' : whose]
  const subject = row.about === 'notification' && whose === 'theirs' ? notifier.subject : `person ${whose}`
  return { subject, roles, ...(area !== undefined && { area }) }
}

/** A reference of the right form that leads nowhere. */
export const UNKNOWN = '0000000000000000' as Reference

/** Asks what a cell is about, or with another reference the same of that. */
export function askCell(
  ask: Ask,
  cell: ApiCell,
  person: Person | undefined,
  { at }: CasesAtStages,
  reference?: Reference,
): Promise<Answer> {
  const { operation, stage = 'information-gathering', part } = cell
  const named = reference ?? at[stage]
  return ask(operation, { person, ...requestFor(operation, named, part, at) })
}

function requestFor(id: string, reference: Reference, part: string | undefined, at: CasesAtStages['at']): Call {
  const operation = all.find((one) => one.id === id)!
  const params = {
    reference,
    panel: HERE,
    meeting: aMeetingReference(1),
    release: id === 'readReleaseAudit' || id === 'publishRelease' ? MADE : OUT,
    table: 'deaths',
    region: 'E12000004',
    rule: 'D3',
    section: part ?? 'caseSummary',
    alternative: '1',
    number: '1',
  }
  const query = { findCase: { reference }, readPanelReport: { period: '2025-26' }, previewRelease: { release: MADE } }[
    id
  ]
  const body = bodyFor(operation, part, reference, at)
  return {
    params,
    headers: { 'idempotency-key': 'an-access-cell' },
    ...(query && { query }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
}

function bodyFor({ id, request }: Operation, part: string | undefined, reference: Reference, at: CasesAtStages['at']) {
  if (id === 'recordClock') return { metAt: '2026-11-20T02:00:00.000Z' }
  if (id === 'workCase')
    return { ...actionExamples[part as ActionName].value, ...particularsOf(part as ActionName, reference, at) }
  if (id === 'writeAnalysisSection') return sectionBody(part as AnalysisSection)
  if (id === 'amendNotification') return { answers: { anticipated24HoursBefore: 'no' } }
  return request && Object.values(request.examples)[0]?.value
}

/** What an example names has to be there, for the answer to tell of access and nothing else. */
function particularsOf(action: ActionName, reference: Reference, at: CasesAtStages['at']) {
  const other = at['information-gathering'] === reference ? at['ready-for-panel'] : at['information-gathering']
  const particulars: Partial<Record<ActionName, object>> = {
    'move-to-stage': { basedOn: undefined },
    join: { into: other },
    separate: { from: other },
    retract: { notification: reference },
    'list-for-meeting': { meeting: aMeetingReference(1) },
  }
  return particulars[action] ?? {}
}

const bodies = new Map<AnalysisSection, unknown>()

/** Any value that the section takes. */
export function sectionBody(section: AnalysisSection): unknown {
  const known = bodies.get(section)
  if (known !== undefined) return known
  const schema = sectionWriteOf(section)
  const json = inputSchemaOf(schema) as Schema & { readonly $defs?: Readonly<Record<string, Schema>> }
  const values = valuesOf(json, (ref) => json.$defs?.[ref.split('/').at(-1) ?? ''] ?? {})
  const body = fc.sample(
    values.filter((value) => schema.safeParse(value).success),
    { numRuns: 1, seed: 1 },
  )[0]
  const based = { ...(body as object), basedOn: 0 }
  bodies.set(section, based)
  return based
}
