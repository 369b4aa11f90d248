import * as z from 'zod'
import type { ActionInput } from '../../../schemas/panel-work/actions.ts'
import type { AnalysisSections } from '../../../schemas/analysis/analysis-form.ts'
import { civilDateInLondon, timeOfDayInLondon } from '../../../domain/calendar/london.ts'
import { instantOf } from '../../../domain/calendar/instant.ts'
import { reviewedDeaths, type ReviewedDeath } from './reviewed-deaths.ts'
import type { SeedRequests } from './requests.ts'

const Received = z.object({ reference: z.string() })
const Known = z.object({ stage: z.string() })

const PANEL = 'northamptonshire'
const DAY = 86_400_000

const members = [
  { subject: 'chair', discipline: 'independent-chair' },
  { subject: 'doctor', discipline: 'designated-doctor' },
  { subject: 'panel-member', discipline: 'childrens-social-care' },
] as const

/**
 * What the panel of Northamptonshire has done by now: a meeting held today with a death reviewed, one to come with two cases on its
 * agenda, and a case that is ready and not listed yet.
 * @returns how many notifications were sent
 */
export async function seedPanelWork(requests: SeedRequests, now: Date): Promise<number> {
  const [held, coming] = await Promise.all([
    planMeeting(requests, 'today', civilDateInLondon(instantOf(now.getTime())), earlier(now)),
    planMeeting(requests, 'to-come', civilDateInLondon(instantOf(now.getTime() + 14 * DAY)), '10:00'),
  ])
  const deaths = reviewedDeaths(now)
  await Promise.all(
    deaths.map(async (death, position) => {
      const story = new Story(requests, `seed-panel-${position + 1}`)
      const reference = await story.prepare(death)
      const meeting = { concluded: held, listed: coming, ready: undefined }[death.comesTo]
      if (meeting === undefined) return
      await story.act('manager', reference, { action: 'list-for-meeting', meeting, ...despite(death) })
      for (const { by, section, value } of death.decided ?? []) await story.write(by, reference, section, value)
      if (death.comesTo === 'concluded') await story.conclude(reference, death)
    }),
  )
  const attendance = {
    change: 'record-attendance',
    present: members,
    agencies: ['paediatrics', 'childrens-social-care'],
  }
  await requests.post('manager', `/panels/${PANEL}/meetings/${held}/changes`, 'seed-meeting-attendance', attendance)
  return deaths.length
}

async function planMeeting(requests: SeedRequests, name: string, date: string, startsAt: string): Promise<string> {
  const meeting = { date, startsAt, place: 'online', kind: 'full-panel', members }
  const planned = await requests.post('manager', `/panels/${PANEL}/meetings`, `seed-meeting-${name}`, meeting)
  return Received.parse(planned).reference
}

/** Some hours ago, and on the same day in England. */
function earlier(now: Date): string {
  const then = instantOf(now.getTime() - DAY / 8)
  const isToday = civilDateInLondon(then) === civilDateInLondon(instantOf(now.getTime()))
  return isToday ? timeOfDayInLondon(then).replace(/\d\d$/, '00') : '00:00'
}

const despite = ({ waitsFor }: ReviewedDeath) =>
  waitsFor ? { despiteHolds: 'The coroner agrees that the panel begins before the inquest is heard.' } : {}

/** What people do with one case, each request with a number of its own. */
class Story {
  readonly #requests: SeedRequests
  readonly #key: string
  #count = 0

  constructor(requests: SeedRequests, key: string) {
    this.#requests = requests
    this.#key = key
  }

  act(person: string, reference: string, action: ActionInput): Promise<unknown> {
    return this.#requests.post(person, `/cases/${reference}/actions`, this.#next(), action)
  }

  async write(person: string, reference: string, section: keyof AnalysisSections, value: unknown) {
    const route = `/cases/${reference}/analysis/${section}`
    await this.#requests.post(person, route, this.#next(), { value, basedOn: 0 })
  }

  /** From the notification to where the panel takes over. */
  async prepare({ notification, waitsFor, drafted }: ReviewedDeath): Promise<string> {
    const received = await this.#requests.post('doctor', '/notifications', this.#next(), notification)
    const { reference } = Received.parse(received)
    await this.#requests.until('manager', `/cases/${reference}`, (body) => Known.parse(body).stage !== 'notified')
    await this.act('manager', reference, { action: 'name-key-worker', name: 'Nell Nurse', role: 'Bereavement nurse' })
    if (waitsFor) await this.act('manager', reference, { action: 'place-on-hold', hold: waitsFor })
    await this.act('manager', reference, { action: 'move-to-stage', stage: 'child-death-review-meeting' })
    for (const [section, value] of Object.entries(drafted ?? {}))
      await this.write('doctor', reference, section as keyof AnalysisSections, value)
    await this.act('manager', reference, { action: 'move-to-stage', stage: 'ready-for-panel' })
    return reference
  }

  async conclude(reference: string, { waitsFor }: ReviewedDeath): Promise<void> {
    const overrides = waitsFor ? [{ hold: waitsFor, reason: 'It will not be heard this year.' }] : []
    const decidedBy = members.map(({ subject }) => subject)
    await this.act('chair', reference, { action: 'conclude', membersPresent: [...members], decidedBy, overrides })
    await this.#requests.post('manager', `/cases/${reference}/recommendations/1/acts`, this.#next(), {
      act: 'assign',
      owner: 'Panel manager',
    })
  }

  #next(): string {
    return `${this.#key}-${(this.#count += 1)}`
  }
}
