import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CASE_STAGES_PAGE, caseStagesPage } from '../../../../infra/tools/case-stages-page.ts'

const kept = () => readFileSync(path.resolve(import.meta.dirname, '../../../..', CASE_STAGES_PAGE), 'utf8')

describe('The page of the stages', () => {
  it('in the repository is what the table says now: else run npm run draw', () => {
    expect(kept() === caseStagesPage()).toBe(true)
  })

  it('draws each way to another stage with who may take it', () => {
    expect(kept()).toContain('listed --> reviewed: conclude (C)')
    expect(kept()).toContain('closed --> information_gathering: reopen (MC)')
  })
})
