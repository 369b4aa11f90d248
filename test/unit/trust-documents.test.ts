import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const hazards = read('docs/trust/hazard-log.md')
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ name: text.split('\n')[0] ?? '', text }))

/** Every test that a control names: its file and its title. */
const controls = hazards.flatMap(({ name, text }) =>
  [...text.matchAll(/`(test\/[^`]+)` › “([^”]+)”/g)].map(([, file = '', title = '']) => ({ name, file, title })),
)

describe('The hazard log', () => {
  it.each(controls)('$name: “$title” is a test that there is', ({ file, title }) => {
    expect(existsSync(path.join(root, file))).toBe(true)
    expect(read(file)).toContain(title)
  })

  it.each(hazards)('$name says cause, effect, what is left, and has a control for it', ({ name, text }) => {
    expect(text).toMatch(/\*\*Cause\*\*/)
    expect(text).toMatch(/\*\*Effect\*\*: .*Severity [1-5], likelihood without controls [1-5], left [1-5]\./s)
    expect(controls.filter((control) => control.name === name).length).toBeGreaterThan(1)
    // A control without a test is a wish.
    const items = text.split('**Controls**')[1]?.match(/^ {2}- .*/gm) ?? []
    for (const item of items) expect(item).toMatch(/`test\/[^`]+` › “[^”]+”$/)
  })
})

describe('The threat model', () => {
  const named = [...read('docs/trust/threat-model.md').matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file)

  it.each([...new Set(named)])('names %s, which is there', (file) => {
    expect(existsSync(path.join(root, file))).toBe(true)
  })

  it.each(['pages', 'api', 'functions', 'table', 'queues', 'statistics', 'deployment', 'packages'])(
    'has an answer for the %s',
    (element) => {
      expect(read('docs/trust/threat-model.md').toLowerCase()).toContain(element)
    },
  )

  it('links only to pages that are there', () => {
    for (const page of ['threat-model.md', 'hazard-log.md', 'data-flow.md'])
      for (const [, link = ''] of read(`docs/trust/${page}`).matchAll(/\]\(([^)#]+\.md)\)/g))
        expect([link, existsSync(path.join(root, 'docs/trust', link))]).toEqual([link, true])
  })
})
