import type { Person } from '../../domain/access/access.ts'
import { withWhatFollows } from '../../domain/case/clocks.ts'
import { numbered } from '../../domain/case/decide.ts'
import type { Actor, RequestMark } from '../../domain/case/events.ts'
import { changeMeeting, planMeeting, type Meeting } from '../../domain/panel-work/meeting.ts'
import type { MeetingRefusal } from '../../schemas/panel-work/meeting-codes.ts'
import type { ChangeOfMeeting, PlannedMeeting } from '../../schemas/panel-work/meetings.ts'
import { MeetingReferenceSchema, type MeetingReference, type Reference } from '../../schemas/reference.ts'
import type { CaseRepository } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import type { Meetings } from '../shared/ports/meetings.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import { writeToCase } from '../shared/write-to-case.ts'

export interface MeetingDeps {
  readonly cases: CaseRepository
  readonly meetings: Meetings
  readonly hash: KeyedHash
  readonly now: Now
}

/** Who asks what of a panel's meetings. */
export interface MeetingRequest {
  readonly panel: string
  readonly person: Person
  /** The sender's own number for this request. */
  readonly key: string
  readonly body: string
}

export type MeetingOutcome =
  | { readonly outcome: 'done' | 'replayed'; readonly meeting: Meeting }
  | { readonly outcome: 'key-reused' | 'not-found' | 'changed-since' }
  | { readonly outcome: 'refused'; readonly refusal: MeetingRefusal }

/** How often a meeting may be found changed between reading and writing. */
const TRIES = 5

/** Plans a meeting. Its reference is a keyed hash of the request, so that the same request makes one meeting, and nobody can guess it. */
export async function plan(
  planned: PlannedMeeting,
  request: MeetingRequest,
  deps: MeetingDeps,
): Promise<MeetingOutcome> {
  const { panel, person, key } = request
  const named = deps.hash.reference(person.subject, JSON.stringify(['meeting', panel, key]))
  const reference = MeetingReferenceSchema.parse(named)
  for (let tries = 0; tries < TRIES; tries++) {
    const known = await deps.meetings.load(panel, reference)
    if (known) return replayed(known, mark(request, deps)) ?? { outcome: 'key-reused' }
    const meeting = planMeeting(planned, { reference, panel }, signature(request, deps))
    if ('refused' in meeting) return { outcome: 'refused', refusal: meeting.refused }
    if ((await deps.meetings.save(meeting)) === 'saved') return { outcome: 'done', meeting }
  }
  throw new TemporaryFaultError('The meeting keeps changing.')
}

/** Changes a meeting. What a cancelled one still has on its agenda goes back; sending the request again finishes that. */
export async function change(
  reference: MeetingReference,
  changing: ChangeOfMeeting,
  request: MeetingRequest,
  deps: MeetingDeps,
): Promise<MeetingOutcome> {
  for (let tries = 0; tries < TRIES; tries++) {
    const known = await deps.meetings.load(request.panel, reference)
    if (!known) return { outcome: 'not-found' }
    const outcome = await attempt(known, changing, request, deps)
    if (outcome === 'changed-meanwhile') continue
    const { state } = 'meeting' in outcome ? outcome.meeting : known
    if (state === 'cancelled') await clearAgenda(known, request.person, deps)
    return outcome
  }
  throw new TemporaryFaultError('The meeting keeps changing.')
}

async function attempt(
  known: Meeting,
  changing: ChangeOfMeeting,
  request: MeetingRequest,
  deps: MeetingDeps,
): Promise<MeetingOutcome | 'changed-meanwhile'> {
  const earlier = replayed(known, mark(request, deps))
  if (earlier) return earlier
  const { basedOn = known.version } = changing
  if (basedOn !== known.version) return { outcome: 'changed-since' }
  const meeting = changeMeeting(known, changing, signature(request, deps))
  if ('refused' in meeting) return { outcome: 'refused', refusal: meeting.refused }
  return (await deps.meetings.save(meeting)) === 'saved' ? { outcome: 'done', meeting } : 'changed-meanwhile'
}

/** The answer to a request that was taken before: the meeting as it stands now. */
function replayed(meeting: Meeting, { key, bodyHash }: RequestMark): MeetingOutcome | undefined {
  const earlier = meeting.changes.find(({ request }) => request.key === key)
  if (!earlier) return undefined
  return earlier.request.bodyHash === bodyHash ? { outcome: 'replayed', meeting } : { outcome: 'key-reused' }
}

const mark = ({ person, key, body }: MeetingRequest, { hash }: MeetingDeps): RequestMark => ({
  key: hash.body(JSON.stringify([person.subject, key])),
  bodyHash: hash.body(body),
})

const signature = (request: MeetingRequest, deps: MeetingDeps) => ({
  at: deps.now(),
  by: { kind: 'person', ...request.person } as const,
  request: mark(request, deps),
})

/** The meeting is cancelled first and takes no more cases on, so that none is left behind on its agenda. */
async function clearAgenda(meeting: Meeting, person: Person, deps: MeetingDeps): Promise<void> {
  const by: Actor = { kind: 'person', ...person }
  for (const reference of await deps.meetings.listedFor(meeting)) await unlist(reference, meeting, by, deps)
}

const unlist = (reference: Reference, meeting: Meeting, by: Actor, deps: MeetingDeps) =>
  writeToCase(reference, deps, (known, at) => {
    const { stage, listing } = known.work
    if (stage !== 'listed' || listing?.meeting !== meeting.reference) return undefined
    const happened = { meeting: meeting.reference, because: 'meeting-cancelled' } as const
    return { events: numbered(known, withWhatFollows(known, [{ type: 'CaseUnlisted', happened }], at, by), at, by) }
  })
