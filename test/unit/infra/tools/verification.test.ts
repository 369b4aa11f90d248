import { checks, resultsOf, verdictOf, type Tally } from '../../../../infra/tools/verification/checks.ts'
import { pageOf } from '../../../../infra/tools/verification/page.ts'

/** Every check run, with nothing found. */
const clean: Record<string, Tally> = Object.fromEntries(
  checks.map(({ name, mustBeSome, mustBeNought }) => [
    name,
    Object.fromEntries([...mustBeSome.map((one) => [one, 12_000]), ...mustBeNought.map((one) => [one, 0])]),
  ]),
)
clean['seeded-defects'] = { defects: 9, caught: 9 }
for (const name of ['marked-data', 'sdk-failpoints']) clean[name] = { ...clean[name], caught: 12_000 }
const verdict = (tallies: Record<string, Tally>, failedSuites: string[] = []) =>
  verdictOf(resultsOf(tallies), failedSuites)
const page = (tallies: Record<string, Tally>, failedSuites: string[] = []) =>
  pageOf({ results: resultsOf(tallies), failedSuites, at: '2026-04-01T09:00:00.000Z', seconds: 7 })

describe('The verification', () => {
  it('passes when every check was run and found nothing', () => {
    expect(verdict(clean)).toBe('passed')
    expect(page(clean)).toContain('Everything was checked, and nothing was found.')
    expect(page(clean)).toContain('histories 12,000')
  })

  it.each(checks.flatMap(({ name, mustBeNought }) => mustBeNought.map((count) => [name, count] as const)))(
    'is violated by one of %s: %s',
    (name, count) => {
      const tallies = { ...clean, [name]: { ...clean[name], [count]: 1 } }
      expect(verdict(tallies)).toBe('violated')
      expect(page(tallies)).toContain('VIOLATED: something that must never happen did.')
    },
  )

  it.each(checks.map(({ name, title }) => [name, title] as const))('says when %s was not run', (name, title) => {
    const tallies = Object.fromEntries(Object.entries(clean).filter(([one]) => one !== name))
    expect(verdict(tallies)).toBe('incomplete')
    expect(page(tallies)).toMatch(new RegExp(`\\| ${title} +\\| NOT RUN`))
  })

  it('believes no check that looked at nothing', () => {
    const [first] = checks
    expect(verdict({ ...clean, [first!.name]: { violations: 0 } })).toBe('violated')
  })

  it('shows a check that it does not know, and judges it by the names of its counts', () => {
    expect(page({ ...clean, 'something-new': { looks: 3 } })).toMatch(/\| something new +\| passed +\| looks 3/)
    expect(verdict({ ...clean, 'something-new': { looks: 3, leaks: 1 } })).toBe('violated')
  })

  it('is violated by a defect put in on purpose that nothing found, and not by the faults that are', () => {
    expect(verdict({ ...clean, 'seeded-defects': { defects: 9, caught: 8 } })).toBe('violated')
    expect(verdict({ ...clean, 'something-new': { 'fault: message-lost': 70 } })).toBe('passed')
  })

  it('says first what people ask for first, over all checks', () => {
    const tallies = {
      ...clean,
      'simulated-histories': { histories: 10_000, violations: 0, 'fault: hung': 20 },
      'simulated-rotations': { histories: 42, violations: 0 },
      failpoints: { singles: 925, pairs: 50, violations: 0, 'fault: hung': 3, 'fault: kill': 4 },
      killed: { kills: 20, lost: 0, violations: 0 },
      'hostile-pages': { planted: 500, pages: 40, shownAsText: 9, gotThrough: 0 },
      'marked-data': { planted: 40, placesSearched: 3000, found: 0, defects: 9, caught: 9 },
    }
    expect(page(tallies)).toContain('Histories run: 10,042; faults one at a time and in pairs: 925 and 50')
    expect(page(tallies)).toContain('Faults injected: hung 23, kill 4.')
    expect(page(tallies)).toContain('Kills survived: 20; acknowledged and lost: 0.')
    expect(page(tallies)).toContain(
      'Identifying values planted: 40; places searched: 3,000; found outside the record: 0.',
    )
    expect(page({ ...tallies, 'marked-data': { planted: 40, found: 1 } })).toContain('found outside the record: 1.')
  })

  it('is incomplete when a suite fails, whatever it left', () => {
    expect(verdict(clean, ['system'])).toBe('incomplete')
    expect(page(clean, ['system'])).toContain('Suites that failed: system.')
  })
})
