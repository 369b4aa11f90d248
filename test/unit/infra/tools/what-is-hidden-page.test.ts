import { readFileSync } from 'node:fs'
import path from 'node:path'
import { WHAT_IS_HIDDEN_PAGE, whatIsHiddenPage } from '../../../../infra/tools/what-is-hidden-page.ts'

describe('The document on what is hidden and why', () => {
  it('says what the public page says: `npm run draw` writes it anew', () => {
    const kept = readFileSync(path.resolve(import.meta.dirname, '../../../..', WHAT_IS_HIDDEN_PAGE), 'utf8')
    expect(kept === whatIsHiddenPage()).toBe(true)
  })
})
