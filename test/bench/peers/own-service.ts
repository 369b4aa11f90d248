/** The service as it runs locally, in a process of its own, with a release to pull: `own-service.ts <assembly>`. */
import '../quiet.ts'
import { startLocalCloud } from '../../../infra/local/start-local-cloud.ts'
import { fillYear, NOT_AUDITED, released } from '../sections/units.ts'
import { Served } from '../served.ts'

const [assembly = ''] = process.argv.slice(2)
const cloud = await startLocalCloud({ assembly })
const tables = { cases: cloud.table('CaseTable').name, statistics: cloud.table('StatisticsTable').name }
await fillYear(cloud.clients.dynamodb, tables.cases)
const served = new Served(cloud.clients.dynamodb, tables)
await released(served, () => served.makeReleases(NOT_AUDITED))
const [doctor, manager, analyst] = [
  await cloud.tokenFor('doctor'),
  await cloud.tokenFor('manager'),
  await cloud.tokenFor('analyst'),
]
console.log(JSON.stringify({ url: `${cloud.url}/api/v1`, tokens: { doctor, manager, analyst } }))
process.on('SIGTERM', () => void cloud.stop().then(() => process.exit(0)))
