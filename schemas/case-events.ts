import * as z from 'zod'
import { eventOfKey, type ItemKey } from './event-key.ts'

export { CASE_KEY_PREFIX, EVENT_KEY_PREFIX, eventKey, type ItemKey } from './event-key.ts'

/**
 * What can happen to a case, and who hears of it. Texts are the catalogue of `events/`: a test holds the two together.
 * Every event is *thin* on the wire: which case, what happened, when. Whoever may know more loads the case.
 */
export const eventCatalogue = {
  NotificationReceived: {
    meaning: 'A death was notified for the first time, and a case opened for the child.',
    sentBy: 'capture',
    heardBy: ['categorise'],
  },
  FurtherNotificationReceived: {
    meaning: 'Someone else notified the death of the same child; their notification joined the case.',
    sentBy: 'capture',
    heardBy: ['categorise'],
  },
  FactsAmended: {
    meaning: 'A notifier added or corrected what was not known at first, or a designated doctor recorded a decision.',
    sentBy: 'capture',
    heardBy: ['categorise'],
  },
  DeathCategorised: {
    meaning: 'The death was categorised as expected, unexpected or not yet known, and the duties that follow were set.',
    sentBy: 'categorise',
    heardBy: ['route'],
  },
  PossibleDuplicateFound: {
    meaning: 'Another case may be about the same child; a person has to decide.',
    sentBy: 'route',
    heardBy: [],
  },
  CaseRouted: {
    meaning: 'A panel owns the review, the case stands in its queue, and the clocks run.',
    sentBy: 'route',
    heardBy: [],
  },
  CaseClaimed: {
    meaning: 'Somebody took the case in hand for some hours, or for some more.',
    sentBy: 'work-case',
    heardBy: [],
  },
  CaseReleased: {
    meaning: 'Whoever had the case in hand gave it back.',
    sentBy: 'work-case',
    heardBy: [],
  },
  StageReached: {
    meaning: 'The case was moved to another stage of its review.',
    sentBy: 'work-case',
    heardBy: [],
  },
  CasePlacedOnHold: {
    meaning: 'The case waits for the outcome of something else, such as an inquest.',
    sentBy: 'work-case',
    heardBy: [],
  },
  HoldLifted: {
    meaning: 'Something that the case waited for is over.',
    sentBy: 'work-case',
    heardBy: [],
  },
  NotificationMoved: {
    meaning: 'A notification came over from a case that was joined to this one.',
    sentBy: 'work-case',
    heardBy: [],
  },
  CasesMerged: {
    meaning: 'Two cases of one child were joined: one ended, the other goes on with the notifications of both.',
    sentBy: 'work-case',
    heardBy: ['categorise'],
  },
  CasesSeparated: {
    meaning: 'A person declared that another case is about another child.',
    sentBy: 'work-case',
    heardBy: [],
  },
  CaseTransferred: {
    meaning: 'The panel handed the case to another panel, which owns the review from then on.',
    sentBy: 'work-case',
    heardBy: [],
  },
  TransferAccepted: {
    meaning: 'The panel confirmed that it has taken over a case handed to it.',
    sentBy: 'work-case',
    heardBy: [],
  },
  NotificationRetracted: {
    meaning: 'A notification was taken back, as it was made in error. A case without any other ended with it.',
    sentBy: 'work-case',
    heardBy: ['categorise'],
  },
  CaseReopened: {
    meaning: 'The panel takes up again a case that it had reviewed; the first conclusion is kept.',
    sentBy: 'work-case',
    heardBy: [],
  },
  KeyWorkerNamed: {
    meaning: "The family's key worker was recorded.",
    sentBy: 'work-case',
    heardBy: [],
  },
  FamilyQuestionLogged: {
    meaning: 'A question of the family was recorded.',
    sentBy: 'work-case',
    heardBy: [],
  },
  FamilyQuestionAnswered: {
    meaning: 'An answer to a question of the family was recorded.',
    sentBy: 'work-case',
    heardBy: [],
  },
  CaseListed: {
    meaning: 'The case was listed for a meeting of the panel.',
    sentBy: 'work-case',
    heardBy: [],
  },
  CaseUnlisted: {
    meaning: 'The meeting for which the case was listed was cancelled: it is to be listed again.',
    sentBy: 'meetings',
    heardBy: [],
  },
  TriageChanged: {
    meaning: 'A person sent the death to another kind of review than the rules say, or back.',
    sentBy: 'work-case',
    heardBy: [],
  },
  ConflictDeclared: {
    meaning: 'A member of the panel declared a conflict of interest in the case.',
    sentBy: 'work-case',
    heardBy: [],
  },
  ConflictWithdrawn: {
    meaning: 'A member of the panel withdrew their conflict of interest.',
    sentBy: 'work-case',
    heardBy: [],
  },
  AnalysisSectionWritten: {
    meaning: 'Somebody wrote a section of the analysis form; beside the text that stands, where they had not seen it.',
    sentBy: 'review-case',
    heardBy: [],
  },
  AnalysisTextChosen: {
    meaning: 'Somebody chose between two texts of a section of the analysis form.',
    sentBy: 'review-case',
    heardBy: [],
  },
  ReviewConcluded: {
    meaning: 'The chair concluded the review, and its recommendations were registered.',
    sentBy: 'work-case',
    heardBy: [],
  },
  RecommendationActedOn: {
    meaning: 'Something was done with a recommendation of the register, such as informing its addressee.',
    sentBy: 'review-case',
    heardBy: [],
  },
  CircumstancesSet: {
    meaning: 'Somebody recorded what bears on which supplementary forms the case needs.',
    sentBy: 'work-case',
    heardBy: [],
  },
  FormNeedChanged: {
    meaning: 'A person added a supplementary form to those that the case needs, or took one out.',
    sentBy: 'work-case',
    heardBy: [],
  },
  FormRequested: {
    meaning: 'An agency was asked for a form, by a link that only it can open.',
    sentBy: 'work-case',
    heardBy: [],
  },
  FormLinkIssued: {
    meaning:
      "A new link to a form was given out: in place of the agency's former one, or for one section of a colleague.",
    sentBy: 'work-case',
    heardBy: [],
  },
  FormRequestWithdrawn: {
    meaning: 'A form is asked for no longer, and its links are dead.',
    sentBy: 'work-case',
    heardBy: [],
  },
  FormLinkOpened: {
    meaning: 'Somebody at an agency opened the link to a form with its passcode.',
    sentBy: 'agency-form',
    heardBy: [],
  },
  FormLinkRefused: {
    meaning: 'A link to a form was refused: a wrong passcode, or it works no longer.',
    sentBy: 'agency-form',
    heardBy: [],
  },
  FormSectionWritten: {
    meaning: 'Somebody at an agency saved a section of a form; the text of another writer is kept beside it.',
    sentBy: 'agency-form',
    heardBy: [],
  },
  FormSectionChosen: {
    meaning: 'Somebody at an agency chose between two texts of a section.',
    sentBy: 'agency-form',
    heardBy: [],
  },
  FormAnswered: {
    meaning: 'An agency sent its form; the answers are on the case.',
    sentBy: 'agency-form',
    heardBy: [],
  },
  FormRequestMoved: {
    meaning: 'A request for a form came over from a case that was joined to this one.',
    sentBy: 'work-case',
    heardBy: [],
  },
  ClockStarted: {
    meaning: 'Somebody recorded when something happened from which a clock is counted.',
    sentBy: 'record-clock',
    heardBy: [],
  },
  ClockMet: {
    meaning: 'Somebody recorded when it was done that a clock waits for, or corrected what was recorded.',
    sentBy: 'record-clock',
    heardBy: [],
  },
  ClocksReplanned: {
    meaning: 'The clocks were planned again, because a recorded moment or changed rules start, move or end some.',
    sentBy: 'chase-deadlines',
    heardBy: [],
  },
  DeadlineMissed: {
    meaning: 'A clock passed its deadline unmet.',
    sentBy: 'chase-deadlines',
    heardBy: ['alert'],
  },
  DeadlineEscalated: {
    meaning: 'A missed deadline still stands unmet, and somebody further up is told.',
    sentBy: 'chase-deadlines',
    heardBy: ['alert'],
  },
  AlertSent: {
    meaning: 'The alert about a missed or escalated deadline went out.',
    sentBy: 'alert',
    heardBy: [],
  },
} as const satisfies Record<string, { meaning: string; sentBy: string; heardBy: readonly string[] }>

export type EventType = keyof typeof eventCatalogue
export const EVENT_TYPES = Object.keys(eventCatalogue) as [EventType, ...EventType[]]

/** Event types that a step of the pipeline listens to: its subscription filters on these. */
export const eventsHeardBy = (step: string): EventType[] =>
  EVENT_TYPES.filter((type) => (eventCatalogue[type].heardBy as readonly string[]).includes(step))

const SOURCE = '/child-death-review/cases'
const TYPE_PREFIX = 'uk.child-death-review'

const wireTypes = EVENT_TYPES.map((type) => `${TYPE_PREFIX}.${kebab(type)}.v1` as const)

/** A case event on the wire: CloudEvents 1.0. `id` is minted once, when the event is stored, and survives every replay. */
export const ThinEventSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: z
      .string()
      .regex(/^[0-9A-Z]{16}\.\d+$/)
      .meta({ description: 'Reference of the case and number of the event within it.' }),
    source: z.literal(SOURCE),
    type: z.enum(wireTypes as [string, ...string[]]),
    subject: z
      .string()
      .regex(/^[0-9A-Z]{16}$/)
      .meta({ description: 'Reference of the case.' }),
    time: z.iso.datetime().meta({ description: 'When it happened, UTC.' }),
    datacontenttype: z.literal('application/json'),
    data: z.object({
      eventType: z.enum(EVENT_TYPES),
      reference: z.string().regex(/^[0-9A-Z]{16}$/),
      sequence: z.int().positive().meta({ description: 'Number of the event within its case, from 1.' }),
    }),
  })
  .meta({
    title: 'Case event',
    description: 'Codes, numbers and times only: never a name, date of birth, NHS number, postcode or free text.',
  })
export type ThinEvent = z.infer<typeof ThinEventSchema>

/**
 * The thin event of a stored event, made from the event's key alone.
 * @throws when the key is not an event's: the stream's filter let something through that it should not.
 */
export function thinEvent(key: ItemKey): ThinEvent {
  const { reference, sequence, type: eventType, at: time } = eventOfKey(key)
  return ThinEventSchema.parse({
    specversion: '1.0',
    id: `${reference}.${sequence}`,
    source: SOURCE,
    type: `${TYPE_PREFIX}.${kebab(eventType)}.v1`,
    subject: reference,
    time,
    datacontenttype: 'application/json',
    data: { eventType, reference, sequence },
  })
}

/** Schemas of everything on the bus, by the file name of its JSON Schema. */
export const eventSchemas = { 'case-event': ThinEventSchema }

function kebab(type: string) {
  return type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()
}
