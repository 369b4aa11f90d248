import type { ActionInput } from '../../../schemas/panel-work/actions.ts'
import type { SectionWritten } from '../../../schemas/analysis/analysis-api.ts'
import { PANEL, YEAR_BEGINS, type PlannedDeath } from './deaths.ts'
import { DAY, HOUR, type Story } from './diary.ts'
import type { Requests } from './requests.ts'

interface PlannedMeeting {
  readonly date: string
  readonly beginsAt: number
}

/** Every month but the first, on the second Thursday at ten. */
export const meetingsOfTheYear: readonly PlannedMeeting[] = Array.from({ length: 11 }, (_, index) => {
  const weekdayOfFirst = new Date(Date.UTC(2025, 4 + index, 1)).getUTCDay()
  const day = new Date(Date.UTC(2025, 4 + index, 8 + ((11 - weekdayOfFirst) % 7)))
  return { date: day.toISOString().slice(0, 10), beginsAt: day.getTime() + 10 * HOUR }
})

/** The agenda closes two days before. */
const CLOSES = 2 * DAY

/** The meeting to which a case comes that is ready then, if the year has one still. */
export const meetingFor = (readyAt: number): PlannedMeeting | undefined =>
  meetingsOfTheYear.find(({ beginsAt }) => beginsAt - CLOSES > readyAt)

/** When the manager closes a case, after the meeting. */
export const closedAfter = ({ beginsAt }: PlannedMeeting): number => beginsAt + 7 * DAY

const always = [
  { subject: 'chair', discipline: 'independent-chair' },
  { subject: 'doctor', discipline: 'designated-doctor' },
  { subject: 'social-worker', discipline: 'childrens-social-care' },
] as const
const member = { subject: 'panel-member', discipline: 'police' } as const

const factors = (text: string) => ({ factors: [{ text, relevance: '2', modifiable: 'yes' }] })
const decisions = {
  panelCategory: { reasonable: ['9', '5'], rationale: 'The infection followed from the condition.' },
  modifiableFactors: { outcome: 'identified' },
  recommendations: {
    recommendations: [
      { text: 'Book interpreters.', level: 'local', addressee: 'Imaginary General Hospital', dueOn: '2026-09-01' },
    ],
  },
  safeguarding: { referToSafeguardingPartners: false, reason: 'Who had to be told has been told.' },
} as const

/** The panel's meetings, from the plan of the year to the letter and the recommendation. */
export class Meetings {
  readonly #references = new Map<string, Promise<string>>()
  readonly #requests: Requests

  constructor(requests: Requests) {
    this.#requests = requests
  }

  /** Plans every meeting when the year begins, and records who came once each has begun. */
  async *held(): Story {
    yield YEAR_BEGINS
    for (const meeting of meetingsOfTheYear) await this.referenceOf(meeting)
    for (const meeting of meetingsOfTheYear) {
      yield meeting.beginsAt + HOUR
      const path = `/panels/${PANEL}/meetings/${await this.referenceOf(meeting)}/changes`
      const change = { change: 'record-attendance', present: [...always, member], agencies: ['police', 'paediatrics'] }
      await this.#requests.post('manager', path, change)
    }
  }

  referenceOf({ date }: PlannedMeeting): Promise<string> {
    const known = this.#references.get(date)
    if (known) return known
    const body = { date, startsAt: '10:00', place: 'online', kind: 'full-panel', members: always }
    const planned = this.#requests.post<{ reference: string }>('manager', `/panels/${PANEL}/meetings`, body)
    const reference = planned.then((meeting) => meeting.reference)
    this.#references.set(date, reference)
    return reference
  }

  /** The review of a case that is ready, as far as the year has a meeting for it. */
  async *reviewOf(reference: string, { kind, number, readyAt }: PlannedDeath): Story {
    const act = (person: string, action: ActionInput) => this.#requests.act(person, reference, action)
    await this.#write('doctor', reference, 'proposedCategory', { reasonable: ['5'], rationale: 'As the ward saw it.' })
    const meeting = meetingFor(readyAt)
    if (!meeting) return
    yield meeting.beginsAt - CLOSES
    const waits = kind === 'despite-hold'
    await act('manager', {
      action: 'list-for-meeting',
      meeting: await this.referenceOf(meeting),
      ...(waits && { despiteHolds: 'The coroner agrees that the panel goes on.' }),
    })
    const isConflicted = number % 7 === 3
    if (isConflicted) await act('panel-member', { action: 'declare-conflict', note: 'A neighbour.' })
    else await this.#readWithoutIdentities(reference)
    yield meeting.beginsAt + 2 * HOUR
    await this.#decide(reference, isConflicted)
    await act('chair', {
      action: 'conclude',
      membersPresent: isConflicted ? [...always] : [...always, member],
      decidedBy: ['chair', 'doctor', isConflicted ? 'social-worker' : 'panel-member'],
      overrides: waits ? [{ hold: 'inquest', reason: 'It will not be heard this year.' }] : [],
    })
    yield closedAfter(meeting)
    const despite = waits && { despiteHolds: 'The review is over; the inquest is not.' }
    await act('manager', { action: 'move-to-stage', stage: 'closed', ...despite })
    await this.#follow(reference, number, closedAfter(meeting))
    if (kind !== 'reopened') return
    yield closedAfter(meeting) + 10 * DAY
    await act('chair', { action: 'reopen', reason: 'The trust has found a second set of notes.' })
  }

  async #readWithoutIdentities(reference: string): Promise<void> {
    const seen = JSON.stringify(await this.#requests.get('panel-member', `/cases/${reference}/anonymised`))
    const [leak] = /Sampleton|Invented|999\d{7}|NN1 ?1CV|Nell/.exec(seen) ?? []
    if (leak !== undefined) throw new Error(`A panel member saw ${leak}.`)
  }

  /** Two write the same section without having seen each other: both texts are there, and the chair chooses. */
  async #decide(reference: string, isConflicted: boolean): Promise<void> {
    await this.#write('chair', reference, 'serviceProvision', factors('No interpreter was booked.'))
    if (!isConflicted) {
      const written = await this.#write('panel-member', reference, 'serviceProvision', factors('Nobody interpreted.'))
      if (written.outcome !== 'conflict') throw new Error(`A text was overwritten: ${JSON.stringify(written)}`)
      const { version, alternatives } = written.now
      const path = `/cases/${reference}/analysis/serviceProvision/alternatives/${alternatives[0]!.version}`
      await this.#requests.post('chair', path, { choice: 'keep-current', basedOn: version })
    }
    for (const [section, value] of Object.entries(decisions)) await this.#write('chair', reference, section, value)
  }

  /** Whoever should act is informed; every other one has answered before the year is over. */
  async #follow(reference: string, number: number, at: number): Promise<void> {
    const act = (body: object) => this.#requests.post('manager', `/cases/${reference}/recommendations/1/acts`, body)
    await act({ act: 'inform', on: new Date(at).toISOString().slice(0, 10) })
    if (number % 2 === 1) return
    await act({ act: 'accept', response: 'Interpreters are booked with the appointment.' })
    await act({ act: 'close' })
  }

  #write(person: string, reference: string, section: string, value: unknown): Promise<SectionWritten> {
    return this.#requests.post(person, `/cases/${reference}/analysis/${section}`, { value, basedOn: 0 })
  }
}
