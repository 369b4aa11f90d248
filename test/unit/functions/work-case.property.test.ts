import fc from 'fast-check'
import type { Person } from '../../../domain/access/access.ts'
import { evolve, rebuild, type Case } from '../../../domain/case/case.ts'
import type { CaseEvent } from '../../../domain/case/events.ts'
import { liveClaim } from '../../../domain/panel-work/panel-work.ts'
import { allowedActions } from '../../../domain/panel-work/permission.ts'
import { waysFrom } from '../../../domain/panel-work/stages.ts'
import { findCase } from '../../../functions/shared/find-case.ts'
import type { ActionInput } from '../../../schemas/panel-work/actions.ts'
import { ACTIONS, STAGES, type ActionName, type Stage } from '../../../schemas/panel-work/codes.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { aMeetingReference } from '../../support/builders/meeting.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { conclude } from '../../support/builders/analysis.ts'
import { chair, doctor, manager, member, nurse, TestPipeline } from '../../support/pipeline.ts'

const colleague: Person = { ...manager, subject: 'colleague' }
const leeds: Person = { subject: 'leeds', roles: ['cdop-manager', 'chair'], area: 'panel/leeds' }
const people = [chair, manager, colleague, doctor, leeds, member]

const which = fc.nat(4)

/** A request with any particulars, which may or may not fit. */
function requestFor(action: ActionName, stage: Stage, number: number, references: readonly Reference[]): ActionInput {
  const hold = number % 2 === 0 ? 'inquest' : 'criminal'
  switch (action) {
    case 'move-to-stage':
      return { action, stage, ...(number > 0 && { despiteHolds: 'Nothing more will come.' }) }
    case 'place-on-hold':
    case 'lift-hold':
      return { action, hold }
    case 'join':
      return { action, into: pick(references, number) }
    case 'separate':
      return { action, from: pick(references, number) }
    case 'transfer':
      return { action, to: number % 2 === 0 ? 'leeds' : 'northamptonshire', note: 'They had moved.' }
    case 'retract':
      return { action, notification: pick(references, number), reason: 'wrong-child' }
    case 'reopen':
      return { action, reason: 'News.' }
    case 'change-triage':
      return { action, route: number % 2 === 0 ? 'neonatal-panel' : 'full-panel', reason: 'Better there.' }
    case 'withdraw-conflict':
      return { action, reason: 'Another child.' }
    case 'conclude':
      return { ...conclude, overrides: overrides.slice(number % 3) }
    case 'name-key-worker':
      return { action, name: 'Invented Person' }
    case 'log-family-question':
      return { action, question: 'Why?' }
    case 'answer-family-question':
      return { action, question: number, answer: 'Because.' }
    case 'list-for-meeting':
      return { action, meeting: aMeetingReference(number), ...(number > 0 && { despiteHolds: 'No more to come.' }) }
    case 'set-circumstances':
      return { action, circumstances: number % 2 === 0 ? ['drowning'] : [] }
    case 'add-form':
    case 'remove-form':
      return { action, form: number % 2 === 0 ? 'epilepsy' : 'drowning', reason: 'Said so.' }
    case 'request-form':
      return { action, form: number % 2 === 0 ? 'reporting' : 'drowning', agency: { name: 'Imaginary Town Surgery' } }
    case 'renew-form-link':
      return { action, request: `${pick(references, number)}.${number + 4}` }
    case 'withdraw-form-request':
      return { action, request: `${pick(references, number)}.${number + 4}`, reason: 'Not needed.' }
    case 'claim':
    case 'release':
    case 'accept-transfer':
    case 'declare-conflict':
      return { action }
  }
}

const overrides = (['inquest', 'criminal'] as const).map((hold) => ({ hold, reason: 'No more to come.' }))

const pick = (all: readonly Reference[], number: number) => all[number % all.length]!

/** What people do, one after the other; time passes between. */
const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('notify' as const), child: fc.nat(2), hasNumber: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('amend' as const), which, answer: fc.constantFrom('yes', 'no') }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('ask anything' as const),
      who: fc.nat(5),
      which,
      action: fc.constantFrom(...ACTIONS),
      stage: fc.constantFrom(...STAGES),
      number: which,
      looked: fc.boolean(),
    }),
  },
  { weight: 16, arbitrary: fc.record({ does: fc.constant('press on' as const), which, why: fc.nat(1) }) },
  {
    weight: 16,
    arbitrary: fc.record({
      does: fc.constant('ask what is allowed' as const),
      who: fc.nat(5),
      which,
      choice: fc.nat(20),
      number: which,
      looked: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('ask again' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 5 }) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface Asked {
  readonly reference: Reference
  readonly action: ActionInput
  readonly person: Person
  readonly key: string
}

async function play(steps: readonly Step[]) {
  const service = new TestPipeline()
  const references: Reference[] = []
  const all: Asked[] = []
  const notify = async (child: number, hasNumber: boolean, key: string) => {
    const number = hasNumber ? { nhsNumber: nhsNumber(child) } : {}
    const name = { familyName: `Invented${child}` }
    const json = bodies.minimal({ child: { normallyResidentAuthority: 'E06000061', name, ...number } })
    const notified = await service.notify(json, { person: child === 0 ? nurse : doctor, key })
    if ('notification' in notified) references.push(notified.notification.reference)
    await service.settle()
  }
  const ask = async (by: { who: number; which: number; looked: boolean }, action: ActionInput, key: string) => {
    const reference = pick(references, by.which)
    const seen = by.looked ? { basedOn: (await caseOf(service, reference))?.version ?? 1 } : {}
    const asked = { reference, action: { ...action, ...seen }, person: people[by.who] ?? manager, key }
    all.push(asked)
    const worked = await service.work(reference, asked.action, asked)
    if (worked.outcome === 'done') expect(await caseOf(service, worked.known.reference)).toEqual(worked.known)
    await service.settle()
  }
  const allowedTo = async (person: Person, which: number) => {
    const found = await findCase(pick(references, which), service.store)
    return found ? allowedActions(found.case, person, service.now) : []
  }
  // One panel's, the other's, a cancelled one; two more that do not exist.
  await service.meeting({ reference: aMeetingReference(1) })
  await service.meeting({ reference: aMeetingReference(2), panel: 'leeds' })
  await service.meeting({ reference: aMeetingReference(3), state: 'cancelled' })
  await notify(0, true, 'first')
  await notify(1, false, 'second')

  for (const [number, one] of steps.entries()) {
    switch (one.does) {
      case 'notify':
        await notify(one.child, one.hasNumber, `n${number}`)
        break
      case 'amend':
        await service.amend(
          pick(references, one.which),
          { answers: { lookedAfter: one.answer } },
          { key: `a${number}` },
        )
        await service.settle()
        break
      case 'wait':
        service.later(one.hours)
        break
      case 'ask anything':
        await ask(one, requestFor(one.action, one.stage, one.number, references), `w${number}`)
        break
      case 'ask what is allowed': {
        const allowed = await allowedTo(people[one.who] ?? manager, one.which)
        const choice = allowed[one.choice % allowed.length]
        const [stage = 'listed'] = choice?.stages ?? []
        if (choice) await ask(one, requestFor(choice.action, stage, one.number, references), `w${number}`)
        break
      }
      case 'press on':
        for (const [who, person] of people.entries()) {
          const allowed = await allowedTo(person, one.which)
          if (allowed.some(({ action }) => action === 'conclude')) {
            const found = await findCase(pick(references, one.which), service.store)
            if (found) await service.fillIn(found.case.reference)
            await ask(
              { who, which: one.which, looked: false },
              requestFor('conclude', 'listed', 0, references),
              `p${number}`,
            )
            break
          }
          const [stage] = allowed.flatMap(({ stages = [] }) => stages)
          if (stage === undefined) continue
          const isReady = allowed.some(({ action }) => action === 'list-for-meeting')
          const request = isReady
            ? requestFor('list-for-meeting', stage, person === leeds ? 2 : 1, references)
            : requestFor('move-to-stage', stage, one.why, references)
          await ask({ who, which: one.which, looked: false }, request, `p${number}`)
          break
        }
        break
      case 'ask again': {
        const again = all[one.which]
        if (!again) break
        const before = await allCases(service, references)
        const outcome = await service.work(again.reference, again.action, again)
        if (outcome.outcome === 'replayed') expect(await allCases(service, references)).toEqual(before)
      }
    }
  }
  return { service, references }
}

const caseOf = async (service: TestPipeline, reference: Reference) => {
  const found = await service.store.load(reference)
  return found && 'case' in found ? found.case : undefined
}

async function allCases(service: TestPipeline, references: readonly Reference[]) {
  const found = await Promise.all(references.map((reference) => service.store.load(reference)))
  return found.flatMap((one) => (one && 'case' in one ? [one] : []))
}

/** The action of which an event tells, where it moves the case to another stage. */
const actionOf: Partial<Record<CaseEvent['type'], ActionName>> = {
  StageReached: 'move-to-stage',
  ReviewConcluded: 'conclude',
  CaseReopened: 'reopen',
  CasesMerged: 'join',
  CaseListed: 'list-for-meeting',
  CaseTransferred: 'transfer',
  NotificationRetracted: 'retract',
}

/** Each event of a case with the case before and after. */
function told(events: readonly CaseEvent[]) {
  let before: Case | undefined
  return events.map((event) => {
    const after = evolve(before, event)
    const one = { event, before, after }
    before = after
    return one
  })
}

describe('Whatever several people do with their cases', () => {
  const everyCourse = (claim: (played: Awaited<ReturnType<typeof play>>) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), async (steps) => {
        await claim(await play(steps))
      }),
      { numRuns: 40 },
    )

  it('no case comes to a stage that the table does not list', async () => {
    await everyCourse(async ({ service, references }) => {
      for (const { events } of await allCases(service, references))
        for (const { event, before, after } of told(events)) {
          const [from, to]: (Stage | undefined)[] = [before?.work.stage, after.work.stage]
          if (from === to || !from) continue
          if (event.type === 'CaseRouted') expect([from, to]).toEqual(['notified', 'information-gathering'])
          else expect(Object.keys(waysFrom(actionOf[event.type] ?? 'claim', from))).toContain(to)
        }
    })
  }, 60_000)

  it('a case is in one pair of hands at a time', async () => {
    await everyCourse(async ({ service, references }) => {
      for (const { events } of await allCases(service, references))
        for (const { event, before } of told(events)) {
          const claim = before && liveClaim(before.work, event.at)
          if (event.type === 'CaseClaimed' && claim)
            expect(event.by).toMatchObject({ kind: 'person', subject: claim.by })
        }
    })
  }, 60_000)

  it('the events alone rebuild every case, numbered without gaps, and the first conclusion stays', async () => {
    await everyCourse(async ({ service, references }) => {
      for (const { case: known, events } of await allCases(service, references)) {
        expect(rebuild(events)).toEqual(known)
        expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
        for (const { before, after } of told(events)) {
          const kept = before?.work.conclusions ?? []
          expect(after.work.conclusions.slice(0, kept.length)).toEqual(kept)
        }
      }
    })
  }, 60_000)

  it('no notification is lost: each is in one case that goes on, or was retracted', async () => {
    await everyCourse(async ({ service, references }) => {
      const owners = new Map<Reference, Reference>()
      for (const reference of references) {
        const found = await findCase(reference, service.store)
        if (!found) throw new Error('A reference leads nowhere.')
        const { notifications, retractions, reference: owner, work } = found.case
        const has = [...notifications, ...retractions.map(({ notification }) => notification)]
        expect(has.map((one) => one.reference)).toContain(reference)
        expect(work.stage).not.toBe('joined')
        if (work.stage !== 'retracted')
          for (const one of notifications) owners.set(one.reference, owners.get(one.reference) ?? owner)
        for (const one of notifications) expect(owners.get(one.reference) ?? owner).toBe(owner)
      }
    })
  }, 60_000)

  it('every panel’s queue has its own open cases and no others', async () => {
    await everyCourse(async ({ service, references }) => {
      const open = (await allCases(service, references))
        .filter(({ case: { work } }) => !['closed', 'retracted', 'joined'].includes(work.stage))
        .map(({ case: { reference, routing } }) => `${routing?.panel ?? ''} ${reference}`)
      const queued = await Promise.all(
        ['northamptonshire', 'leeds'].map(async (panel) => {
          const { entries } = await service.store.queue(panel, { state: 'open' }, 100)
          return entries.map(({ reference }) => `${panel} ${reference}`)
        }),
      )
      expect(queued.flat().sort()).toEqual(open.sort())
    })
  }, 60_000)
})
