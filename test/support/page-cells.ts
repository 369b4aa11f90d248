import type { Person } from '../../domain/access/access.ts'
import type { Verdict } from '../../domain/access/table.ts'
import type { Draft, DraftStore } from '../../functions/shared/ports/draft-store.ts'
import type { Page } from '../../functions/web/page.ts'
import { pages } from '../../functions/web/pages/all.ts'
import { typedFrom } from '../../functions/web/form/facts.ts'
import { allFields } from '../../functions/web/questions/all.ts'
import { everySection } from '../../functions/web/questions/analysis/all.ts'
import { typedOf } from '../../functions/web/questions/analysis/section.ts'
import {
  decidersOf,
  pageTable,
  partsInAddress,
  verdictOfPage,
  type PageRow,
  type PageSubject,
} from '../../functions/web/pages/deciders.ts'
import { ROLES, type Role } from '../../schemas/access.ts'
import { SUPPLEMENTARY_FORMS } from '../../schemas/supplementary/form-list.ts'
import { STAGES, type Stage } from '../../schemas/panel-work/codes.ts'
import { showReference } from '../../schemas/reference.ts'
import { sectionBody, WHOSE, type Whose } from './access-cells.ts'
import { aMeetingReference } from './builders/meeting.ts'
import { bodies } from './builders/notification.ts'
import { ELSEWHERE, HERE, notifier, type CasesAtStages } from './cases-at-stages.ts'
import { MADE, OUT } from './every-route.ts'

type Method = 'get' | 'post'

export interface PageCell {
  readonly page: Page
  readonly row: PageRow
  readonly method: Method
  readonly role: Role
  readonly whose: Whose
  readonly stage?: Stage
  readonly part?: string
}

/**
 * Every cell of the pages: each page, read and sent × part × stage × role × whose. What is not theirs is asked for in one part of a page
 * that has several: whose it is does not depend on the part, and the cells of the API have them all.
 */
export function* pageCells(of: readonly Page[] = pages): Iterable<PageCell> {
  for (const page of of) {
    const row = pageTable[page.path]
    if (!row) throw new Error(`${page.path} has no row in the table of the pages.`)
    const name = Object.keys(partsInAddress).find((one) => decidersIn(row).includes(one))
    const parts = name === undefined ? [undefined] : (partsInAddress[name] ?? [])
    const stages = row.about === 'case' || row.about === 'notification' ? STAGES : [undefined]
    for (const method of ['get', 'post'] as const) {
      if (!page[method]) continue
      for (const part of parts)
        for (const stage of stages)
          for (const role of ROLES)
            for (const whose of row.about === 'nothing' || part !== parts[0] ? (['theirs'] as const) : WHOSE)
              yield { page, row, method, role, whose, ...(stage && { stage }), ...(part !== undefined && { part }) }
    }
  }
}

const decidersIn = (row: PageRow) => [...decidersOf(row, 'get'), ...decidersOf(row, 'post')].join()

/** Of the panel that one serves there is a page for whoever serves one: another's is no less theirs. */
const isTheirs = (about: PageSubject, whose: Whose) =>
  whose === 'theirs' || (about === 'own-panel' && whose === 'of another area')

export const expectedOfPage = (
  { page, row, method, role, whose, stage, part }: PageCell,
  hasConflict = false,
): Verdict =>
  verdictOfPage(page, row, method, {
    role,
    hasConflict,
    isTheirs: isTheirs(row.about, whose),
    ...(stage && { stage }),
    ...(part !== undefined && { part }),
  })

const AREAS: Readonly<Record<Whose, string | undefined>> = {
  theirs: `panel/${HERE}`,
  'of another area': `panel/${ELSEWHERE}`,
  'of a region': 'region/E12000004',
  'of nobody': undefined,
}

/** Somebody of this role to whom it is so: drafts and notifications are a person's, everything else a panel's. */
export function visitorTo({ row, whose, role }: PageCell): Person {
  const isPersonal = row.about === 'draft' || row.about === 'notification'
  const area = AREAS[isPersonal ? 'theirs' : whose]
  const subject = isPersonal && whose === 'theirs' ? notifier.subject : `person ${whose}`
  return { subject, roles: [role], ...(area !== undefined && { area }) }
}

/** The meeting has been changed once: its members are known. */
export const MEETING_VERSION = 2

const MEETING = showReference(aMeetingReference(1))

/** The address of a cell's page, with what there is in place of its parameters. */
export function addressOf({ page, stage = 'information-gathering', part, method }: PageCell, at: CasesAtStages['at']) {
  const other = at[stage === 'information-gathering' ? 'ready-for-panel' : 'information-gathering']
  const params: Readonly<Record<string, string>> = {
    reference: showReference(at[stage]),
    other: showReference(other),
    draft: DRAFT,
    step: 'you',
    act: part ?? 'inform',
    section: part ?? '',
    rule: 'D3',
    meeting: MEETING,
    alternative: '2',
    number: '1',
    release: READY_RELEASES.some((end) => page.path.endsWith(end)) ? MADE : OUT,
    table: 'deaths',
    region: 'E12000004',
  }
  const address = page.path.replace(/{(\w+)}/g, (_, name: string) => params[name] ?? '')
  return `${address}${method === 'get' ? (QUERIES[page.path] ?? '') : ''}`
}

const READY_RELEASES = ['/publish', '/preview']
const QUERIES: Readonly<Record<string, string>> = {
  '/statistics/releases/{release}/tables/{table}/download': '?period=2025-26&format=csv',
  '/statistics/report/download': '?period=2025-26&format=csv',
}

const moment = (name: string) => ({
  [`${name}-day`]: '20',
  [`${name}-month`]: '11',
  [`${name}-year`]: '2026',
  [`${name}-time`]: '02:00',
})
const reason = { reason: 'Because.' }

/** What somebody types who wants it done, by the page; where a page has parts, by the part. */
export function typedInto({ page, part, stage = 'information-gathering' }: PageCell, at: CasesAtStages['at']) {
  const other = showReference(at[stage === 'information-gathering' ? 'ready-for-panel' : 'information-gathering'])
  const reference = showReference(at[stage])
  const acts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'move-to-stage': { stage: NEXT[stage] ?? 'ready-for-panel' },
    'place-on-hold': { hold: 'inquest' },
    'lift-hold': { hold: 'inquest' },
    'list-for-meeting': { meeting: MEETING },
    reopen: reason,
    'change-triage': { route: 'themed-panel', theme: 'malignancy', ...reason },
    join: { into: other },
    separate: { from: other, ...reason },
    transfer: { to: ELSEWHERE, note: 'Moved.' },
    retract: { notification: reference, reason: 'sent-twice' },
    'name-key-worker': { name: 'Robin Invented' },
    'log-family-question': { question: 'Why?' },
    'answer-family-question': { question: '1', answer: 'So.' },
    'request-form': { form: 'reporting', agency: '1' },
    'renew-form-link': { request: `${at[stage]}.9` },
    'withdraw-form-request': { request: `${at[stage]}.9`, ...reason },
    'add-form': { form: FORM, ...reason },
    'remove-form': { form: FORM, ...reason },
    'set-circumstances': { circumstances: 'drowning' },
  }
  const forms: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>> = {
    '/notifications/{reference}/add/{step}': {
      'referrer-name': 'Robin Invented',
      'referrer-role': 'Nurse',
      'referrer-phone': '01632 960002',
      version: '1',
    },
    '/cases': { reference: showReference(at['information-gathering']) },
    '/cases/{reference}/act/{act}': acts[part ?? ''] ?? {},
    '/cases/{reference}/clocks/{rule}': { ...moment('moment'), what: 'metAt' },
    '/timeliness': { reference: showReference(at['information-gathering']) },
    '/statistics/cut': { cohort: 'reviewsCompleted', period: '2024-25', note: 'First.' },
    '/statistics/releases/{release}/withdraw': { reason: 'A mistake.' },
    '/meetings/arrange': { ...when, kind: 'full-panel' },
    '/meetings/{meeting}/add': { reference: showReference(at['ready-for-panel']) },
    '/meetings/{meeting}/take-off': { reference: showReference(at.listed) },
    '/meetings/{meeting}/people': {
      'member-1-subject': 'dana',
      'member-1-discipline': 'designated-doctor',
      'member-1-comes': 'yes',
      version: String(MEETING_VERSION),
    },
    '/meetings/{meeting}/move': { ...when, version: String(MEETING_VERSION) },
    '/meetings/{meeting}/cancel': { reason: 'Snow.', version: String(MEETING_VERSION) },
    '/review/{reference}': { near: 'yes' },
    '/review/{reference}/conflict': reason,
    '/review/{reference}/form/{section}': { ...sectionTyped(part), version: '0' },
    '/review/{reference}/form/{section}/texts/{alternative}': { choice: 'keep-current', version: '2' },
    '/review/{reference}/conclude': { membersPresent: ['dana', 'sami'], decidedBy: ['dana', 'sami'] },
    '/review/{reference}/reopen': reason,
    '/recommendations/{reference}/{number}/{act}': { 'on-day': '20', 'on-month': '11', 'on-year': '2026' },
  }
  return { key: 'a-page-cell', ...forms[page.path] }
}

const [FORM = ''] = Object.keys(SUPPLEMENTARY_FORMS)

const NEXT: Partial<Record<Stage, Stage>> = {
  'information-gathering': 'child-death-review-meeting',
  'ready-for-panel': 'information-gathering',
  reviewed: 'closed',
}

const when = {
  'date-day': '9',
  'date-month': '12',
  'date-year': '2028',
  'starts-at': '09:30',
  place: 'online',
}

const sectionTypedBefore = new Map<string, Readonly<Record<string, readonly string[]>>>()

/** Any text that the section takes, as it is typed. */
function sectionTyped(part = '') {
  const known = sectionTypedBefore.get(part)
  if (known) return known
  const questions = everySection.find(({ section }) => section === part)
  if (!questions) return {}
  const { value } = sectionBody(questions.section) as { readonly value: object }
  const typed = typedOf(questions, value)
  sectionTypedBefore.set(part, typed)
  return typed
}

const DRAFT = 'a-draft'

/** A draft that says all that a notification needs. */
function aDraft(): Draft {
  const at = '2026-11-20T02:00:00.000Z' as Draft['startedAt']
  const values = typedFrom(allFields, bodies.minimal())
  return { id: DRAFT, idempotencyKey: 'a-draft', startedAt: at, savedAt: at, values }
}

/** Drafts of which there is one; changes are told and not kept. */
export function oneDraft(changed = () => {}, draft = aDraft(), owner = notifier.subject): DraftStore {
  const found = (subject: string, id: string) => (subject === owner && id === draft.id ? draft : undefined)
  const done = () => {
    changed()
    return Promise.resolve()
  }
  return {
    create: done,
    find: (subject, id) => Promise.resolve(found(subject, id)),
    all: (subject) => Promise.resolve(subject === owner ? [draft] : []),
    change: (subject, id, change) => {
      const known = found(subject, id)
      if (known) changed()
      return Promise.resolve(known && change(known))
    },
    discard: done,
    keepPost: done,
    keptPost: () => Promise.resolve(undefined),
    dropPost: () => Promise.resolve(),
  }
}
