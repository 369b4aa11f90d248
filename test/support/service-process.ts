/**
 * Runs the service in a process of its own, to be killed: `tsx service-process.ts <assembly> <directory>`. Each line on its standard input
 * names a function whose environments are killed as they stand.
 */
import { createInterface } from 'node:readline'
import { startLocalCloud } from '../../infra/local/start-local-cloud.ts'

const [assembly = '', directory = ''] = process.argv.slice(2)
const cloud = await startLocalCloud({ assembly, directory, visibilityTimeoutSeconds: 10 })
const tokens = { doctor: await cloud.tokenFor('doctor'), manager: await cloud.tokenFor('manager') }
console.log(JSON.stringify({ url: cloud.url, tokens }))

createInterface(process.stdin).on('line', (name) => void cloud.killEnvironments(name))
void cloud.broken.then(() => process.exit(1))
process.on('SIGTERM', () => void cloud.stop().then(() => process.exit(0)))
