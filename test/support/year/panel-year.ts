import type { CaseRecord, NotificationReceipt } from '../../../schemas/api.ts'
import type { OpenedForm } from '../../../schemas/agency-forms/agency-view.ts'
import type { GivenLink } from '../../../schemas/agency-forms/link.ts'
import type { NotificationInput } from '../../../schemas/notification/notification.ts'
import type { Stage } from '../../../schemas/panel-work/codes.ts'
import { nhsNumber } from '../builders/nhs-number.ts'
import { bodies, type Overrides } from '../builders/notification.ts'
import { eventually } from '../service.ts'
import { OTHER_PANEL, PANEL, YEAR_ENDS, type Kind, type PlannedDeath } from './deaths.ts'
import { DAY, HOUR, type Story } from './diary.ts'
import { closedAfter, meetingFor, type Meetings } from './meetings.ts'
import type { Requests } from './requests.ts'

/** A case of the year, and where it has to stand at its end. */
export interface LivedCase {
  readonly reference: string
  readonly panel: string
  readonly stage: Stage
}

const SUDDEN = { anticipated24HoursBefore: 'no', unexpectedCollapseOrIncident: 'yes' } as const
const ALL_NO = bodies.expected().answers

const facts: Readonly<Record<Kind, Overrides>> = {
  expected: { death: { placeOfDeath: 'hospice', modeOfDeath: 'planned-palliative-care' }, answers: ALL_NO ?? {} },
  neonatal: { death: { placeOfDeath: 'neonatal-unit' }, answers: ALL_NO ?? {} },
  sudden: {
    answers: { ...SUDDEN, suddenNoApparentCause: 'yes', abuseOrNeglect: 'no', coronerCircumstances: ['cause-unknown'] },
  },
  accident: {
    death: { placeOfDeath: 'public-place' },
    answers: { ...SUDDEN, externalCauses: 'yes', abuseOrNeglect: 'no', coronerCircumstances: ['trauma-or-injury'] },
  },
  abuse: {
    answers: { ...SUDDEN, suspicionNotNatural: 'yes', abuseOrNeglect: 'yes', coronerCircumstances: ['violence'] },
  },
  twins: { death: { placeOfDeath: 'neonatal-unit' }, answers: ALL_NO ?? {} },
  'notified-twice': { answers: { ...SUDDEN, abuseOrNeglect: 'no' } },
  'in-error': {},
  'moved-away': { answers: ALL_NO ?? {} },
  reopened: { answers: ALL_NO ?? {} },
  'despite-hold': { answers: { ...SUDDEN, abuseOrNeglect: 'no', coronerCircumstances: ['cause-unknown'] } },
}

/** One panel's year as its people live it: every step is a request of theirs to the public API. */
export class PanelYear {
  readonly lived: LivedCase[] = []
  readonly #requests: Requests
  readonly #meetings: Meetings

  constructor(requests: Requests, meetings: Meetings) {
    this.#requests = requests
    this.#meetings = meetings
  }

  /** From the death to as far as the panel comes with it. */
  async *story(death: PlannedDeath): Story {
    const { kind } = death
    yield death.notifiedAt
    const reference = await this.#notify(death)
    if (kind === 'in-error') return yield* this.#takenBack(death, reference)
    if (kind === 'notified-twice') yield* this.#notifiedAgain(death, reference)
    if (kind === 'twins') yield* this.#twin(death, reference)
    yield* this.#firstDays(death, reference)
    if (kind === 'moved-away') return yield* this.#handedOver(death, reference)
    yield* this.#gathering(death, reference)
    yield* this.#meetings.reviewOf(reference, death)
  }

  async #notify(death: PlannedDeath, ends = endOf(death), more: Overrides = {}, person = 'doctor'): Promise<string> {
    const body = bodyOf(death, more)
    const { reference } = await this.#requests.post<NotificationReceipt>(person, '/notifications', body)
    this.lived.push({ reference, ...ends })
    await this.#once(reference, () => true)
    return reference
  }

  /** The panel has it, and the pipeline has done what it had to: a second or so after it was notified. */
  #once(reference: string, holds: (known: CaseRecord) => boolean): Promise<CaseRecord> {
    return eventually(async () => {
      const { status, body } = await this.#requests.client.get<CaseRecord>('manager', `/cases/${reference}`)
      return status === 200 && holds(body) ? body : undefined
    }, 60)
  }

  async *#takenBack({ notifiedAt }: PlannedDeath, reference: string): Story {
    yield notifiedAt + 5 * HOUR
    await this.#requests.act('manager', reference, {
      action: 'retract',
      notification: reference,
      reason: 'sent-as-a-test',
    })
  }

  /** By a colleague who does not know the NHS number: the software sees that it may be the same child, a person joins the two. */
  async *#notifiedAgain(death: PlannedDeath, reference: string): Story {
    yield death.notifiedAt + 3 * HOUR
    const noNumber = {
      child: { nhsNumber: undefined, nhsNumberAbsentReason: 'nhs-number-not-currently-available' },
    } as const
    const second = await this.#notify(death, { panel: PANEL, stage: 'joined' }, noNumber, 'nurse')
    await this.#flagged(second, reference)
    yield death.notifiedAt + 9 * HOUR
    await this.#requests.act('manager', second, { action: 'join', into: reference })
  }

  async *#twin(death: PlannedDeath, reference: string): Story {
    yield death.notifiedAt + 2 * HOUR
    const own = { child: { nhsNumber: nhsNumber(5000 + death.number), birthOrder: 2 } }
    const twin = await this.#notify(death, { panel: PANEL, stage: 'information-gathering' }, own)
    await this.#flagged(twin, reference)
    yield death.notifiedAt + 8 * HOUR
    await this.#requests.act('manager', twin, { action: 'separate', from: reference })
    // The review of one of the two tells the whole story; the other waits with the panel.
  }

  #flagged(one: string, other: string): Promise<unknown> {
    return this.#once(one, ({ possibleDuplicates }) => possibleDuplicates.some(({ reference }) => reference === other))
  }

  async *#firstDays(death: PlannedDeath, reference: string): Story {
    const { kind, notifiedAt, nationalDatabaseAt, keyWorkerAt, number } = death
    yield notifiedAt + 30 * 60_000
    await this.#requests.act('manager', reference, { action: 'claim' })
    if (kind === 'sudden' || kind === 'accident' || kind === 'despite-hold')
      await this.#requests.act('manager', reference, {
        action: 'place-on-hold',
        hold: 'inquest',
        note: 'Opened and adjourned.',
      })
    if (kind === 'abuse')
      for (const hold of ['criminal', 'rapid-review'] as const)
        await this.#requests.act('manager', reference, { action: 'place-on-hold', hold })
    await this.#requests.act('manager', reference, { action: 'release' })
    const steps: [number, () => Promise<unknown>][] = [
      [nationalDatabaseAt, () => this.#requests.met(reference, 'D3', nationalDatabaseAt)],
      [
        keyWorkerAt,
        () =>
          this.#requests.act('manager', reference, {
            action: 'name-key-worker',
            name: 'Nell Nurse',
            role: 'Bereavement nurse',
            inContactSince: new Date(keyWorkerAt).toISOString(),
          }),
      ],
      [
        notifiedAt + 3 * DAY,
        () =>
          this.#requests.post('doctor', `/notifications/${reference}/amendments`, {
            child: { ethnicity: 'A' },
            death: { suspectedCause: 'As told by the ward' },
          }),
      ],
      [
        notifiedAt + 5 * DAY,
        () =>
          this.#requests.act('manager', reference, {
            action: 'log-family-question',
            question: 'Could somebody have come sooner?',
          }),
      ],
    ]
    for (const [at, step] of steps.sort(([one], [other]) => one - other)) {
      yield at
      await step()
    }
    if (number % 5 === 0) yield* this.#askedOfSurgery(death, reference)
    if (number % 3 !== 0) return
    yield notifiedAt + 9 * DAY
    await this.#requests.act('manager', reference, {
      action: 'answer-family-question',
      question: 1,
      answer: 'The ambulance was there within six minutes.',
    })
  }

  /** The surgery has no account: it opens its form by link and passcode, fills in what it holds and sends it. */
  async *#askedOfSurgery({ notifiedAt }: PlannedDeath, reference: string): Story {
    const agency = { name: 'Imaginary Town Surgery', type: 'gp' } as const
    const { link } = await this.#requests.act<{ link: GivenLink }>('manager', reference, {
      action: 'request-form',
      form: 'reporting',
      agency,
    })
    yield notifiedAt + 8 * DAY
    const opening = { link: link.token, passcode: link.passcode }
    const { session } = await this.#requests.fromAgency<OpenedForm>('/form-links/open', opening)
    const act = (body: object) => this.#requests.fromAgency('/form-answers', body, { 'form-session': session })
    await act({ act: 'write', section: 'summary', basedOn: 0, answers: { resuscitationAttempted: 'yes' } })
    await act({ act: 'submit' })
  }

  async *#handedOver({ notifiedAt }: PlannedDeath, reference: string): Story {
    yield notifiedAt + 10 * DAY
    await this.#requests.act('manager', reference, {
      action: 'transfer',
      to: OTHER_PANEL,
      note: 'The family had moved a week before.',
    })
    yield notifiedAt + 11 * DAY
    await this.#requests.act('manager-tyne', reference, { action: 'accept-transfer' })
  }

  async *#gathering(death: PlannedDeath, reference: string): Story {
    const { kind, reviewMeetingAt, readyAt } = death
    yield reviewMeetingAt
    await this.#requests.act('manager', reference, { action: 'move-to-stage', stage: 'child-death-review-meeting' })
    await this.#requests.met(reference, 'D14', reviewMeetingAt)
    yield readyAt
    for (const hold of holdsOf(kind))
      await this.#requests.act('manager', reference, { action: 'lift-hold', hold, outcome: 'Concluded.' })
    await this.#requests.act('doctor', reference, { action: 'move-to-stage', stage: 'ready-for-panel' })
  }
}

/** Where the plan brings a case by the end of the year. */
function endOf({ kind, reviewMeetingAt, readyAt }: PlannedDeath): Omit<LivedCase, 'reference'> {
  if (kind === 'in-error') return { panel: PANEL, stage: 'retracted' }
  if (kind === 'moved-away') return { panel: OTHER_PANEL, stage: 'information-gathering' }
  if (kind === 'reopened') return { panel: PANEL, stage: 'information-gathering' }
  const meeting = meetingFor(readyAt)
  const steps: readonly (readonly [number, Stage])[] = [
    [reviewMeetingAt, 'child-death-review-meeting'],
    [readyAt, 'ready-for-panel'],
    ...(meeting
      ? ([
          [meeting.beginsAt, 'reviewed'],
          [closedAfter(meeting), 'closed'],
        ] as const)
      : []),
  ]
  const stage = steps.findLast(([at]) => at <= YEAR_ENDS)?.[1] ?? 'information-gathering'
  return { panel: PANEL, stage }
}

/** Waits that end before the panel takes the case; of one kind the panel goes on without waiting. */
function holdsOf(kind: Kind) {
  if (kind === 'sudden' || kind === 'accident') return ['inquest'] as const
  return kind === 'abuse' ? (['criminal', 'rapid-review'] as const) : []
}

function bodyOf({ kind, number, diedAt }: PlannedDeath, more: Overrides): NotificationInput {
  const ageDays = kind === 'neonatal' || kind === 'twins' ? 1 : 900 + number * 71
  const died = new Date(diedAt).toISOString()
  return bodies.minimal({
    ...facts[kind],
    ...more,
    child: {
      name: { familyName: 'Sampleton', givenNames: 'Invented' },
      dateOfBirth: new Date(diedAt - ageDays * DAY).toISOString().slice(0, 10),
      nhsNumber: nhsNumber(4000 + number),
      normallyResidentAuthority: number % 2 === 0 ? 'E06000061' : 'E06000062',
      ...(kind === 'twins' && { multipleBirth: 'yes', birthOrder: 1 }),
      ...more.child,
    },
    death: { ...facts[kind].death, dateOfDeath: died.slice(0, 10), timeOfDeath: died.slice(11, 16) },
  })
}
