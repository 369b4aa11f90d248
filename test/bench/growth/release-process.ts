/** Makes the releases that were cut, as the scheduled function does, and says what it took: `release-process.ts <where, as JSON>`. */
import '../quiet.ts'
import { AUDITOR, audit } from '../../../audit/audit.ts'
import { openWithHighs } from '../../../audit/solver.ts'
import { statisticsTable } from '../../../functions/shared/adapters/dynamodb/table-definition.ts'
import { localDynamo } from '../../support/dynamodb.ts'
import { meterRequestUnits, type Units } from '../request-units.ts'
import { NOT_AUDITED } from '../sections/units.ts'
import { Served } from '../served.ts'

export interface ReleaseBuilt {
  /** Deaths that it counts. */
  readonly deaths: number
  readonly seconds: number
  readonly processorSeconds: number
  /** The most that the process held at once. */
  readonly megabytes: number
  /** Held before the first row was read: code, solver and client. */
  readonly megabytesBefore: number
  readonly units: Units
  readonly calls: number
}

interface Where {
  readonly cases: string
  readonly statistics: string
  readonly endpoint: string
  readonly audited: boolean
}
const { cases, statistics, endpoint, audited } = JSON.parse(process.argv[2] ?? '') as Where
// For each page of a month the local engine reads all of it: with a hundred thousand deaths in one, that takes seconds.
const client = localDynamo({ endpoint, requestHandler: { requestTimeout: 60_000 } })
const meter = meterRequestUnits(client, statisticsTable)
const served = new Served(client, { cases, statistics })
const open = await openWithHighs()
const megabytesBefore = process.memoryUsage().rss / 2 ** 20
const begun = performance.now()
const before = process.cpuUsage()
const auditor = {
  name: AUDITOR,
  audit: (releases: Parameters<typeof audit>[0]['releases']) => audit({ releases, open }),
}
const made = await served.makeReleases(audited ? auditor : NOT_AUDITED)
const { user, system } = process.cpuUsage(before)
const { calls, ...units } = meter.take()
const [head] = await served.releases.heads()
if (made !== 1 || !head) throw new Error(`No release was made: ${JSON.stringify(head?.failure)}`)
const built: ReleaseBuilt = {
  deaths: (await served.releases.casesOf(head)).length,
  seconds: (performance.now() - begun) / 1000,
  processorSeconds: (user + system) / 1e6,
  megabytes: process.resourceUsage().maxRSS / 1024,
  megabytesBefore,
  units,
  calls: calls.length,
}
console.log(JSON.stringify(built))
client.destroy()
