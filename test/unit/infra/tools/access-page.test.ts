import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ACCESS_PAGE, accessPage } from '../../../../infra/tools/access-page.ts'
import { operations } from '../../../../schemas/operations.ts'

const kept = () => readFileSync(path.resolve(import.meta.dirname, '../../../..', ACCESS_PAGE), 'utf8')

describe('The page of access', () => {
  it('in the repository is what the tables say now: else run npm run draw', () => {
    expect(kept() === accessPage()).toBe(true)
  })

  it('has a line for every operation, and says where a stage shuts it', () => {
    for (const { id } of operations) expect(kept()).toContain(`| ${id} |`)
    expect(kept()).toContain('| workCase: conclude | – | × | × | × | C | × | × | × | × |')
  })
})
