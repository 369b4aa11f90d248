import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { CASE_STAGES_PAGE, caseStagesPage } from './case-stages-page.ts'
import { WHAT_IS_HIDDEN_PAGE, whatIsHiddenPage } from './what-is-hidden-page.ts'

const pages = { [CASE_STAGES_PAGE]: caseStagesPage, [WHAT_IS_HIDDEN_PAGE]: whatIsHiddenPage }
for (const [page, draw] of Object.entries(pages)) {
  writeFileSync(path.resolve(import.meta.dirname, '../..', page), draw())
  process.stdout.write(`${page}\n`)
}
