import type { Person } from '../../domain/access/access.ts'
import type { Stage } from '../../schemas/panel-work/codes.ts'
import { STAGES } from '../../schemas/panel-work/codes.ts'
import type { Reference } from '../../schemas/reference.ts'
import { nhsNumber } from './builders/nhs-number.ts'
import { bodies } from './builders/notification.ts'
import { TestPipeline } from './pipeline.ts'
import { takeTo, WAY } from './printing.ts'

/** Somebody who notifies and is nothing else, so that whose notification it is can be told from whose panel it is. */
export const notifier: Person = { subject: 'somebody', roles: ['notifier'] }

export const HERE = 'northamptonshire'
export const ELSEWHERE = 'leeds'
const here = { normallyResidentAuthority: 'E06000061' }
const agencies = [{ type: 'gp' as const, name: 'Imaginary Town Surgery' }]

export interface CasesAtStages {
  readonly service: TestPipeline
  /** A case of Northamptonshire at each stage, all notified by one person. */
  readonly at: Readonly<Record<Stage, Reference>>
}

/** One service with a case of one panel at every stage. */
export async function casesAtStages(mark = 'Invented', by: Person = notifier): Promise<CasesAtStages> {
  const service = new TestPipeline()
  const entries: [Stage, Reference][] = []
  for (const [number, stage] of [...STAGES].reverse().entries()) {
    const reference = await notified(service, number, mark, by)
    entries.push([stage, reference])
    // The last of them stays on its way.
    if (stage === 'notified') continue
    await service.settle()
    if (WAY.some(([one]) => one === stage)) await takeTo(stage, reference, service)
  }
  const at = Object.fromEntries(entries) as Record<Stage, Reference>
  await service.work(at.retracted, { action: 'retract', notification: at.retracted, reason: 'sent-twice' })
  await service.work(at.joined, { action: 'join', into: at['information-gathering'] })
  return { service, at }
}

async function notified(service: TestPipeline, number: number, mark: string, by: Person): Promise<Reference> {
  const child = { ...here, nhsNumber: nhsNumber(number), name: { familyName: `${mark}${number}` } }
  const death = { dateOfDeath: `2026-11-${String(number + 1).padStart(2, '0')}` }
  const body = bodies.minimal({ child, death, agencies })
  const answered = await service.notify(body, { key: `notified-${number}`, person: by })
  if (!('notification' in answered)) throw new Error(answered.outcome)
  return answered.notification.reference
}
