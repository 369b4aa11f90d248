import { addHours } from '../../../domain/calendar/instant.ts'
import { awaited, type Case } from '../../../domain/case/case.ts'
import { circumstancesOfCase } from '../../../domain/case/circumstances.ts'
import { plannedClocks } from '../../../domain/case/clocks.ts'
import { outlookOf } from '../../../domain/case/outlook.ts'
import { queueEntry } from '../../../domain/case/queue-entry.ts'
import { currentClock, standingOf } from '../../../domain/clocks/plan.ts'
import { hasEnded } from '../../../domain/panel-work/stages.ts'
import { findCase } from '../../../functions/shared/find-case.ts'
import { findNotification, isRetracted, notificationIn } from '../../../functions/shared/find-notification.ts'
import type { Child } from './children.ts'
import type { Ended } from './history.ts'
import { isEvent } from './service.ts'

type Check = (ended: Ended) => readonly string[] | Promise<readonly string[]>

export const isGoingOn = ({ work }: Case) => !hasEnded(work.stage)

/** No two children were born on the same day. */
export const isOf = ({ dateOfBirth }: Child, { notifications: [{ facts }] }: Case) =>
  facts.child.dateOfBirth === dateOfBirth

const goingOn = ({ service }: Ended) => service.table.cases().filter(isGoingOn)

/** The sweep comes every five minutes. */
const shortlyBefore = ({ now }: Ended['world']) => addHours(now, -0.25)

const eventsOf = ({ reference }: Case, { histories }: Ended) => histories.get(reference)?.events ?? []

/** Whatever the order in which its fields were written. */
const inOrder = (entry: object) =>
  JSON.stringify(Object.fromEntries(Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : 1))))

const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index)

/** What holds once a history has come to rest, whatever happened in it. Each answers what is wrong. */
export const INVARIANTS = {
  'no acknowledged notification is lost, and none made up': async (ended) => {
    const { people, service } = ended
    const { store } = service.table
    const wrong: string[] = []
    for (const { reference, json } of people.acknowledged) {
      const found = await findNotification(reference, store)
      const own = found && notificationIn(found.case, reference)
      if (!own) wrong.push(`${reference} was acknowledged and is not there`)
      else if (own.facts.child.dateOfBirth !== json.child.dateOfBirth) wrong.push(`${reference} is about another child`)
      else if (isRetracted(found.case, reference) && !people.retracted.has(reference))
        wrong.push(`${reference} was taken back by nobody`)
    }
    for (const { reference, key } of people.amended) {
      const found = await findNotification(reference, store)
      const own = found && notificationIn(found.case, reference)
      if (!own?.amendments.some(({ request }) => request.key === service.hash.body(key)))
        wrong.push(`${reference} lacks amendment ${key}`)
    }
    for (const { reference, key } of people.recorded) {
      const found = await findCase(reference, store)
      if (!found?.case.recordedMoments.some(({ record }) => record?.request.key === key))
        wrong.push(`${reference} lacks what was recorded as ${key}`)
    }
    const sent = new Set(people.sent.map(({ person, key }) => service.hash.reference(person.subject, key)))
    for (const { notifications } of service.table.cases())
      for (const { reference } of notifications) if (!sent.has(reference)) wrong.push(`${reference} was sent by nobody`)
    return wrong
  },

  'each child has one case': (ended) => {
    const atOnce = [...ended.casesBeforeJoining].filter(([, count]) => count > 1)
    const inTheEnd = ended.children.filter((child) => goingOn(ended).filter((known) => isOf(child, known)).length > 1)
    return [
      ...atOnce.map(
        ([{ dateOfBirth }, count]) => `the child born on ${dateOfBirth} had ${count} cases under one number`,
      ),
      ...inTheEnd.map(({ dateOfBirth }) => `the child born on ${dateOfBirth} has several cases, and nobody is told`),
    ]
  },

  'each version of the facts is categorised and routed once': (ended) => {
    const wrong: string[] = []
    for (const known of ended.service.table.cases()) {
      const events = eventsOf(known, ended)
      for (const type of ['DeathCategorised', 'CaseRouted'] as const) {
        const bases = events.flatMap((event) => (event.type === type ? [`${event.happened.basedOn}`] : []))
        for (const basis of twice(bases)) wrong.push(`${known.reference}: ${type} twice for version ${basis}`)
      }
      if (!isGoingOn(known)) continue
      const waiting = awaited(known)
      if (waiting) wrong.push(`${known.reference} still waits for ${waiting.hears.type} to be acted on`)
      const asked = outlookOf(circumstancesOfCase(known)).assessment
      if (JSON.stringify(known.categorisation?.assessment) !== JSON.stringify(asked))
        wrong.push(`${known.reference} is not categorised by its facts`)
    }
    return wrong
  },

  'the queue and the events agree': async (ended) => {
    const { entries } = await ended.service.table.indexes.queue('northamptonshire', { state: 'open' }, 100)
    const shown = entries.map(inOrder).sort()
    const asked = goingOn(ended)
      .map((known) => inOrder(queueEntry(known)))
      .sort()
    return shown.join() === asked.join() ? [] : [`the queue shows ${shown.join()}; the events say ${asked.join()}`]
  },

  'the statistics count each case once': ({ rows, ...ended }) => {
    const counted = rows.map(({ reference }) => reference)
    const asked = goingOn({ rows, ...ended }).map(({ reference }) => String(reference))
    return [
      ...twice(counted).map((reference) => `${reference} is counted twice`),
      ...counted.filter((one) => !asked.includes(one)).map((one) => `${one} is counted and does not go on`),
      ...asked.filter((one) => !counted.includes(one)).map((one) => `${one} is not counted`),
    ]
  },

  'no clock is missed in silence': (ended) => {
    const wrong: string[] = []
    for (const known of goingOn(ended)) {
      const events = eventsOf(known, ended)
      const missed = events.flatMap((event) =>
        event.type === 'DeadlineMissed' ? [`${event.happened.rule} ${event.happened.dueAt}`] : [],
      )
      for (const deadline of twice(missed)) wrong.push(`${known.reference}: ${deadline} is missed twice`)
      const clocks = known.routing?.clocks ?? []
      for (const clock of clocks)
        if (
          standingOf(clock, shortlyBefore(ended.world)) === 'missed' &&
          !missed.includes(`${clock.rule} ${clock.dueAt}`)
        )
          wrong.push(`${known.reference}: ${clock.rule} passed ${clock.dueAt}, and nothing says so`)
      for (const asked of plannedClocks(known, known.routing?.panel ?? ''))
        if (currentClock(clocks, asked.rule)?.dueAt !== asked.dueAt)
          wrong.push(`${known.reference}: ${asked.rule} should run until ${asked.dueAt}`)
    }
    return wrong
  },

  'whoever has to act on a missed deadline is told, above all of a Joint Agency Response': (ended) => {
    const { sent } = ended.service
    const ids = new Set(sent.map(({ id }) => id))
    const wrong: string[] = []
    for (const known of goingOn(ended)) {
      const events = eventsOf(known, ended)
      const asking = events.filter((event) => event.type === 'DeadlineMissed' || event.type === 'DeadlineEscalated')
      for (const { sequence, type } of asking)
        if (!ids.has(`${known.reference}.${sequence}`))
          wrong.push(`${known.reference}: nobody was told of ${type} ${sequence}`)
      // D4 is its first meeting.
      const clock = currentClock(known.routing?.clocks ?? [], 'D4')
      const isAsked = known.categorisation?.assessment.jointAgencyResponse.outcome !== 'not-required'
      if (isAsked && !clock) wrong.push(`${known.reference} needs a Joint Agency Response, and no clock runs for it`)
      if (!isAsked || !clock || standingOf(clock, shortlyBefore(ended.world)) !== 'missed') continue
      const told = asking.some(
        ({ sequence, happened }) =>
          happened.rule === 'D4' && happened.dueAt === clock.dueAt && ids.has(`${known.reference}.${sequence}`),
      )
      if (!told) wrong.push(`${known.reference} needs a Joint Agency Response, and nobody was told that there was none`)
    }
    return wrong
  },

  'the same request gets the same answer': ({ people }) => {
    const references = new Map<string, string>()
    const others = people.acknowledged.filter(({ person, key, reference }) => {
      const request = `${person.subject} ${key}`
      const first = references.get(request) ?? reference
      references.set(request, first)
      return first !== reference
    })
    return [...people.contradictions, ...others.map(({ key }) => `${key} was answered with two references`)]
  },

  'what can never succeed is parked, and nothing else': ({ service, unusable }) => {
    const letters = service.queues.flatMap(({ deadLetters }) => deadLetters)
    const events = letters.filter(({ body }) => isEvent(body))
    return letters.length === unusable && events.length === 0
      ? []
      : [`${unusable} messages were unusable, ${letters.length} are parked, ${events.length} of them events`]
  },

  'the history of each case is whole': ({ histories }) =>
    [...histories].flatMap(([reference, { faults }]) => faults.map((fault) => `${reference}: ${fault}`)),
} as const satisfies Record<string, Check>

export type Invariant = keyof typeof INVARIANTS
