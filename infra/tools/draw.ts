import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { ACCESS_PAGE, accessPage } from './access-page.ts'
import { CASE_STAGES_PAGE, caseStagesPage } from './case-stages-page.ts'
import { WHAT_IS_HIDDEN_PAGE, whatIsHiddenPage } from './what-is-hidden-page.ts'

const drawn = {
  [CASE_STAGES_PAGE]: caseStagesPage(),
  [ACCESS_PAGE]: accessPage(),
  [WHAT_IS_HIDDEN_PAGE]: whatIsHiddenPage(),
}
for (const [page, text] of Object.entries(drawn)) {
  writeFileSync(path.resolve(import.meta.dirname, '../..', page), text)
  process.stdout.write(`${page}\n`)
}
