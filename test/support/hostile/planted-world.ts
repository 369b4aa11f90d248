import * as z from 'zod'
import type { Person } from '../../../domain/access/access.ts'
import { sections } from '../../../domain/review/editing.ts'
import { InMemoryReleaseStore } from '../../../functions/shared/adapters/memory/release-store.ts'
import type { Draft } from '../../../functions/shared/ports/draft-store.ts'
import { boxesOf } from '../../../functions/web/form/field.ts'
import { wallClock } from '../../../functions/web/pages/draft.ts'
import { allFields } from '../../../functions/web/questions/all.ts'
import type { GivenLink } from '../../../schemas/agency-forms/link.ts'
import { sectionsOf } from '../../../schemas/agency-forms/forms.ts'
import { sectionWriteOf } from '../../../schemas/analysis/analysis-edits.ts'
import { readNotification } from '../../../schemas/notification/read.ts'
import { ActionSchema, actionExamples, type ActionInput } from '../../../schemas/panel-work/actions.ts'
import { PlannedMeetingSchema } from '../../../schemas/panel-work/meetings.ts'
import type { MeetingReference, Reference } from '../../../schemas/reference.ts'
import type { ReleaseHead } from '../../../schemas/statistics/release-head.ts'
import { sectionBody } from '../access-cells.ts'
import { conclude } from '../builders/analysis.ts'
import { nhsNumber } from '../builders/nhs-number.ts'
import { bodies } from '../builders/notification.ts'
import { everyRoute, keeping, keepingNothing, OUT } from '../every-route.ts'
import type { Call } from '../http.ts'
import { chair, doctor, manager, member, TestPipeline } from '../pipeline.ts'
import { aRelease, madeHead, viewsOf } from '../statistics/a-release.ts'
import { PLANTS } from './markup.ts'
import { planted } from './planted.ts'

/** Declares a conflict of interest, so that what they say of it is on record. */
export const conflicted: Person = { ...member, subject: 'conflicted' }

/** One panel's service in which every text that anybody may write is a planted one. */
export async function plantedWorld() {
  const service = new TestPipeline()
  const releases = await plantedReleases()
  const stores = keeping(service, releases)
  // What is appended goes on the bus, so that it is categorised and routed.
  const { ask } = everyRoute(service, { ...stores, cases: { ...stores.cases, ...service.deps.cases } })
  let count = 0
  let keys = 0
  const plant = <T>(document: T, takes: (document: unknown) => boolean, from = 0): T => {
    const { value, count: found } = planted(document, takes, from)
    count += found
    return value
  }
  const sent = async (id: string, person: Person, params: Record<string, string>, body: unknown, more: Call = {}) => {
    const headers = { 'idempotency-key': `planting-${(keys += 1)}` }
    const answer = await ask(id, { person, params, headers, body: JSON.stringify(body), ...more })
    if (answer.status >= 300) throw new Error(`${id}: ${answer.status} ${answer.text.slice(0, 300)}`)
    return answer.body
  }
  const act = (reference: Reference, action: ActionInput, person: Person = manager) =>
    sent(
      'workCase',
      person,
      { reference },
      plant(action, (one) => ActionSchema.safeParse(one).success),
    )

  const notified = async (number: number): Promise<Reference> => {
    const child = { normallyResidentAuthority: 'E06000061', nhsNumber: nhsNumber(number) }
    const takes = (body: unknown) => readNotification(body, wallClock(service.now)).ok
    const body = plant(bodies.full({ child }), takes)
    const { reference } = (await sent('notifyDeath', doctor, {}, body)) as { reference: string }
    await service.settle()
    return reference.replaceAll('-', '') as Reference
  }
  /** Two texts of each section that may be written, each by somebody who saw nothing. */
  const written = async (reference: Reference, writers: readonly Person[]) => {
    for (const section of sections)
      for (const person of writers) {
        const takes = (one: unknown) => sectionWriteOf(section).safeParse(one).success
        const { value } = plant(sectionBody(section) as { readonly value: object }, takes, keys)
        const headers = { 'idempotency-key': `text-${(keys += 1)}` }
        const body = JSON.stringify({ value, basedOn: 0 })
        await ask('writeAnalysisSection', { person, params: { reference, section }, headers, body })
      }
  }
  const { reference: meeting } = (await sent(
    'planMeeting',
    manager,
    { panel: 'northamptonshire' },
    plant(PLANNED, (one) => PlannedMeetingSchema.safeParse(one).success),
  )) as { reference: MeetingReference }
  const listed = async (reference: Reference) => {
    for (const stage of ['child-death-review-meeting', 'ready-for-panel'] as const)
      await sent('workCase', doctor, { reference }, { action: 'move-to-stage', stage })
    await sent('workCase', manager, { reference }, { action: 'list-for-meeting', meeting })
  }

  /** Every section of the form that a link opens, and one of them by a colleague as well, who saw nothing. */
  const answeredByAgency = async ({ token, passcode }: GivenLink): Promise<number> => {
    const opened = async (given: { link: string; passcode: string }) =>
      (await ask('openFormLink', { body: JSON.stringify(given) })).body as { session: string }
    const { session } = await opened({ link: token, passcode })
    const told = async (by: string, body: object) =>
      (await ask('answerForm', { headers: { 'form-session': by }, body: JSON.stringify(body) })).body
    const names = Object.keys(sectionsOf('reporting'))
    const handed = (await told(session, { act: 'hand-over', section: names[0] })) as { link: GivenLink }
    const colleague = await opened({ link: handed.link.token, passcode: handed.link.passcode })
    let found = 0
    const write = async (by: string, section: string, from: number) => {
      const answers = plantedAnswers('reporting', section, from)
      found += answers.count
      await told(by, { act: 'write', section, basedOn: 0, answers: answers.value, notKnown: [], notHeld: [] })
    }
    for (const section of names) await write(session, section, 0)
    await write(colleague.session, names[0] ?? '', 1)
    return found
  }

  const [early, atPanel, over] = [await notified(1), await notified(2), await notified(3)] as const
  await act(early, actionExamples['place-on-hold'].value)
  await act(early, { ...actionExamples.separate.value, from: atPanel })
  for (const name of ['change-triage', 'name-key-worker', 'log-family-question', 'answer-family-question'] as const)
    await act(early, actionExamples[name].value)
  await act(early, actionExamples['add-form'].value)
  await act(early, { action: 'add-form', form: 'drowning', reason: 'Perhaps.' })
  await act(early, { action: 'remove-form', form: 'drowning', reason: 'Not needed.' })
  await act(early, { action: 'request-form', form: 'epilepsy', agency: { name: 'Imaginary Town Surgery', role: 'GP' } })
  const asked = { action: 'request-form', form: 'reporting', agency: { position: 1 } } as const
  const { link } = (await act(early, asked)) as { link: GivenLink }
  await written(early, [doctor])
  await written(atPanel, [doctor])
  await listed(atPanel)
  await written(atPanel, [member, chair])
  await act(atPanel, actionExamples['name-key-worker'].value)
  await act(atPanel, actionExamples['log-family-question'].value)
  await act(atPanel, actionExamples['declare-conflict'].value, conflicted)
  await listed(over)
  await act(over, actionExamples['place-on-hold'].value)
  await service.fillIn(over)
  const recommendation = { text: 'Book interpreters.', level: 'local', addressee: 'A hospital', owner: 'The manager' }
  const recommended = plant(
    { value: { recommendations: [recommendation] }, basedOn: 0 },
    (one) => sectionWriteOf('recommendations').safeParse(one).success,
  )
  const { version } = (await service.case(over)).work.review.form.sections.recommendations ?? { version: 0 }
  await sent(
    'writeAnalysisSection',
    chair,
    { reference: over, section: 'recommendations' },
    { ...recommended, basedOn: version },
  )
  const overrides = [{ hold: 'inquest', reason: PLANTS[0] }]
  await sent('workCase', chair, { reference: over }, { ...conclude, overrides })
  for (const step of [
    { act: 'inform', on: '2026-11-20' },
    { act: 'respond', response: PLANTS[0] },
  ])
    await sent('actOnRecommendation', manager, { reference: over, number: '1' }, step)

  count += await answeredByAgency(link)
  // The first link was opened; for whoever asks, the manager gives out another.
  const freshLink = async (): Promise<GivenLink> => {
    const { work } = await service.case(early)
    const [request] = work.forms.requests.filter(({ form }) => form === 'reporting')
    const renewed = { action: 'renew-form-link', request: request?.id } as ActionInput
    return ((await act(early, renewed)) as { link: GivenLink }).link
  }
  return {
    service,
    releases,
    references: { early, atPanel, over },
    meeting,
    freshLink,
    draft: plantedDraft(service),
    planted: count + allFields.length,
    /** The API on these cases as they are: nothing that it is told changes them. */
    ask: everyRoute(service, keepingNothing(service, releases)).ask,
    /** The API on these cases, which it changes. */
    changing: ask,
  }
}

const PLANNED = {
  date: '2026-12-09',
  startsAt: '09:30',
  place: 'online',
  kind: 'full-panel',
  members: [
    { subject: 'dana', discipline: 'designated-doctor' },
    { subject: 'sami', discipline: 'childrens-social-care' },
  ],
} as const

/** A draft with a planted text in every box of every question. */
function plantedDraft({ now }: TestPipeline): Draft {
  const boxes = allFields.flatMap(boxesOf)
  const values = Object.fromEntries(boxes.map((box, turn) => [box, [PLANTS[turn % PLANTS.length] ?? '']]))
  return { id: 'planted', idempotencyKey: 'planted', startedAt: now, savedAt: now, values }
}

/** Answers to the questions of a section of an agency's form. */
function plantedAnswers(form: Parameters<typeof sectionsOf>[0], section: string, from = 0): Planted {
  const part = sectionsOf(form)[section]
  if (!part) throw new Error(`No section ${section}.`)
  const { properties = {} } = z.toJSONSchema(part.unwrap(), { io: 'input' }) as {
    properties?: Readonly<Record<string, { readonly examples: readonly unknown[] }>>
  }
  const takes = (one: unknown) => part.safeParse(one).success
  // An answer that does not go with the others is left out.
  const answers = Object.entries(properties).reduce<Record<string, unknown>>((others, [name, { examples }]) => {
    const all = { ...others, [name]: examples[0] }
    return takes(all) ? all : others
  }, {})
  return planted(answers, takes, from)
}
type Planted = ReturnType<typeof planted<Record<string, unknown>>>

/** A release that is out, one that is ready and one that is withdrawn, each with what a lead wrote. */
async function plantedReleases(): Promise<InMemoryReleaseStore> {
  const releases = new InMemoryReleaseStore()
  const at = '2026-07-02T09:00:00.000Z' as Draft['savedAt']
  const by = 'stan'
  const note = PLANTS[0] ?? ''
  const states: Readonly<Record<string, Partial<ReleaseHead>>> = {
    [OUT]: { state: 'published', publishedAt: at, publishedBy: by },
    'deathsNotified-2025-26-v2': { state: 'audited', version: 2, follows: [OUT] },
    'deathsNotified-2025-26-v3': { state: 'withdrawn', version: 3, withdrawn: { at, by, reason: PLANTS[1] ?? '' } },
  }
  for (const [id, state] of Object.entries(states)) {
    const release = { ...aRelease(id), note }
    await releases.writeContents(release, viewsOf(release), [])
    await releases.draft(madeHead(release, { note, ...state }))
  }
  return releases
}
