import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { civilDateInLondon } from '../../../domain/calendar/london.ts'
import { instantOf } from '../../../domain/calendar/instant.ts'
import type { CodedCase } from '../../../domain/disclosure/count.ts'
import { yearOf } from '../../../domain/disclosure/periods.ts'
import { COHORTS_IN_ORDER } from '../../../domain/statistics/cohorts.ts'
import { DynamoEarlierRows } from '../../../functions/shared/adapters/dynamodb/earlier-rows.ts'
import { populationsKey } from '../../../functions/shared/adapters/dynamodb/table-definition.ts'
import type { Cohort } from '../../../schemas/statistics/catalogue.ts'
import { RELEASE_STATES } from '../../../schemas/statistics/release-head.ts'
import { englandPopulations, englandYears } from '../../tools/statistics/england-years.ts'
import type { LocalCloud } from '../local-cloud.ts'
import { SeedRequests } from './requests.ts'

const SEED = 1
const MADE_UP = 'Synthetic: made up for a demonstration. No child, no family and no panel is behind these numbers.'
const MADE_UP_SOURCE = 'synthetic, made up for a demonstration'
/** Two years, the second completed last. */
const YEARS = 2
/** Of the last year's reviews, the release waits for its statistics lead, so that there is one to publish and to have a preview of. */
const WAITING: Cohort = 'reviewsCompleted'

/**
 * Gives the demonstration a past: coded cases of a made-up England, of whole years and of this one so far, and releases of them that
 * the service's own job counts, protects and audits, and that the statistics lead publishes. Takes minutes of processor time; begun
 * again it goes on where it was.
 */
export async function seedStatistics(cloud: LocalCloud, now: Date): Promise<void> {
  const today = civilDateInLondon(instantOf(now.getTime()))
  const thisYear = Number(today.slice(0, 4))
  const starts = [thisYear - 3, thisYear - 2, thisYear - 1].filter((start) => yearOf(start).to < today).slice(-YEARS)
  const [first = thisYear] = starts
  for (const start of starts) await loadPopulations(cloud, start)
  for (const cohort of COHORTS_IN_ORDER) {
    const cases = englandYears({ cohort, starts: [...starts, first + YEARS], seed: SEED, perYear: PER_YEAR[cohort] })
    await loadCodedCases(
      cloud,
      cohort,
      cases.filter(({ countsOn }) => countsOn < today),
    )
  }
  const lead = new StatisticsLead(cloud)
  for (const start of starts) {
    const { code: period } = yearOf(start)
    const releases: Record<Cohort, string> = {
      deathsNotified: await lead.cut('deathsNotified', period),
      reviewsCompleted: await lead.cut('reviewsCompleted', period),
    }
    for (const cohort of COHORTS_IN_ORDER) {
      await lead.untilAudited(releases[cohort])
      if (cohort !== WAITING || start !== starts.at(-1)) await lead.publish(releases[cohort])
    }
  }
}

/** About so many deaths are notified, and reviews completed, in a year (domain facts 3.1). */
const PER_YEAR = { deathsNotified: 3500, reviewsCompleted: 3300 } as const satisfies Record<Cohort, number>

export const loadCodedCases = (cloud: LocalCloud, cohort: Cohort, cases: readonly CodedCase[]): Promise<void> =>
  new DynamoEarlierRows(DynamoDBDocumentClient.from(cloud.clients.dynamodb), tableOf(cloud)).keep(cohort, cases)

const tableOf = (cloud: LocalCloud) => cloud.table('StatisticsTable').name

async function loadPopulations(cloud: LocalCloud, start: number): Promise<void> {
  const Item = { ...populationsKey(yearOf(start).code), source: MADE_UP_SOURCE, areas: englandPopulations(start, SEED) }
  const client = DynamoDBDocumentClient.from(cloud.clients.dynamodb)
  await client.send(new PutCommand({ TableName: tableOf(cloud), Item }))
}

const Standing = z.object({
  id: z.string(),
  state: z.enum(RELEASE_STATES),
  failure: z.object({ reason: z.string() }).optional(),
})

/** So often is a release begun again whose run was cut off, as by its time limit on a slow machine. */
const TRIES = 5

/** What the demo statistics lead does, through the public API. */
class StatisticsLead {
  readonly #cloud: LocalCloud
  readonly #requests: SeedRequests

  constructor(cloud: LocalCloud) {
    this.#cloud = cloud
    this.#requests = new SeedRequests(cloud)
  }

  /** A period that is cut, or out, already is left as it is. */
  async cut(cohort: Cohort, period: string): Promise<string> {
    const known = await this.#standing(`${cohort}-${period}-v1`)
    if (known) return known.id
    const body = { cohort, period, note: MADE_UP }
    const cut = await this.#requests.post(LEAD, '/statistics/releases', `seed-cut-${cohort}-${period}`, body)
    return Standing.parse(cut).id
  }

  /** Has the job run, as its schedule does every ten minutes. */
  async untilAudited(id: string): Promise<void> {
    for (let left = TRIES; ; left -= 1) {
      const standing = await this.#standing(id)
      if (standing?.failure)
        throw new Error(`The synthetic release ${id} could not be made: ${standing.failure.reason}.`)
      if (standing && standing.state !== 'draft') return
      if (left === 0) throw new Error(`The synthetic release ${id} was not made.`)
      await this.#cloud.runSchedule('publish-statistics').catch(() => undefined)
    }
  }

  async publish(id: string): Promise<void> {
    if ((await this.#standing(id))?.state !== 'audited') return
    await this.#requests.post(LEAD, `/statistics/releases/${id}/publish`, `seed-publish-${id}`, {})
  }

  async #standing(id: string) {
    const found = await this.#requests.find(LEAD, `/statistics/releases/${id}`)
    return found === undefined ? undefined : Standing.parse(found)
  }
}

const LEAD = 'statistics-lead'
