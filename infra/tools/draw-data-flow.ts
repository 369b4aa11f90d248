/** `npm run draw-data-flow`: draws what goes where from the synthesised template. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { synthesise } from '../local/synthesise.ts'
import { flowOf, type Template } from './data-flow/flow.ts'
import { DATA_FLOW_PAGE, dataFlowPage } from './data-flow/page.ts'

const root = path.resolve(import.meta.dirname, '../..')
const assembly = await synthesise(path.join(root, '.local', 'drawing'), (line) => {
  console.error(line)
})
const templates = ['Stateful', 'Stateless'].map(
  (stack) => JSON.parse(readFileSync(path.join(assembly, `${stack}.template.json`), 'utf8')) as Template,
)
writeFileSync(path.join(root, DATA_FLOW_PAGE), dataFlowPage(flowOf(templates)))
console.log(DATA_FLOW_PAGE)
