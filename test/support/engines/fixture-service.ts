/** The fixture in a process of its own, kept on disk: `fixture-service.ts <assembly> <directory>`. Prints how to reach it. */
import { startLocalCloud } from '../../../infra/local/start-local-cloud.ts'

const [assembly = '', directory = ''] = process.argv.slice(2)
const cloud = await startLocalCloud({ assembly, directory })
process.once('SIGTERM', () => void cloud.stop())
console.log(
  JSON.stringify({
    url: cloud.url,
    endpoints: cloud.endpoints,
    clientSettings: cloud.clientSettings,
    table: cloud.table('Ledger').name,
    queue: cloud.queue('WorkDeadLetters').url,
    token: await cloud.tokenFor('doctor'),
  }),
)
