import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { CASE_STAGES_PAGE, caseStagesPage } from './case-stages-page.ts'

writeFileSync(path.resolve(import.meta.dirname, '../..', CASE_STAGES_PAGE), caseStagesPage())
process.stdout.write(`${CASE_STAGES_PAGE}\n`)
