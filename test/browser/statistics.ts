import { DESKTOP, PHONE, type Visitor } from '../support/browser.ts'
import { publishInvented, type InventedReleases } from '../support/statistics/invented-releases.ts'
import type { Running } from './running.ts'

/** What analysts and panels read, and what a statistics lead does. */
export function describeStatistics(running: Running) {
  describe('The statistics', () => {
    let invented: InventedReleases
    beforeAll(async () => {
      invented = await publishInvented(running.cloud)
    }, 60_000)

    it.each([
      ['a phone', PHONE, true],
      ['a desktop without scripts', DESKTOP, false],
    ] as const)(
      'are read on %s: a release, a table with its chart, files, a scorecard',
      async (_, viewport, javaScriptEnabled) => {
        const visitor = await running.signedIn('analyst', viewport, { javaScriptEnabled })
        const faults: string[] = []
        const look = async (picture: string) => {
          if (javaScriptEnabled) faults.push(...(await visitor.faults(picture)))
          else await visitor.picture(picture)
        }
        expect(visitor.where()).toBe('/statistics')
        await look('statistics')
        await visitor.open(`/statistics/releases/${invented.published.at(-1) ?? ''}`)
        await look('statistics-release')
        await visitor.follow(/^Expected or unexpected/)
        await look('statistics-table')
        await expectChartOfTable(visitor)
        const [file] = await Promise.all([
          visitor.page.waitForEvent('download'),
          visitor.page.getByRole('link', { name: 'Spreadsheet' }).click(),
        ])
        expect(file.suggestedFilename()).toMatch(/expectedness\.xlsx$/)
        await visitor.open('/statistics/scorecards/E12000004')
        await look('statistics-scorecard')
        expect(await visitor.text()).toContain('They are not ranked')
        expect(faults).toEqual([])
      },
      90_000,
    )

    it('are cut, looked at, published and withdrawn by a statistics lead', async () => {
      const visitor = await running.signedIn('statistics-lead')
      await visitor.press('Cut a release')
      await visitor.press('Cut the release')
      expect(await visitor.page.title()).toMatch(/^Error: /)
      expect(await visitor.faults('statistics-cut-errors')).toEqual([])
      await visitor.choose('What does it count?', 'Reviews completed')
      await visitor.page.getByLabel('Of which period?').selectOption({ index: 6 })
      await visitor.fill('Note for the readers', 'Invented, for a test.')
      await visitor.press('Cut the release')
      expect(await visitor.text()).toContain('It is counted, protected and audited now')
      expect(await invented.make()).toBe(1)
      await visitor.press('Look again')
      expect(await visitor.text()).toContain('It passed its audit.')
      expect(await visitor.faults('statistics-audited')).toEqual([])
      await visitor.press('Publish')
      await visitor.press('Publish the release')
      expect(await visitor.text()).toContain('Published today')
      await visitor.follow('Withdraw this release')
      await visitor.fill('Why is it withdrawn?', 'Only a test.')
      await visitor.press('Withdraw the release')
      expect(await visitor.text()).toContain('Do not use its numbers any more.')
      expect(await visitor.faults('statistics-withdrawn')).toEqual([])
    }, 90_000)

    it('of a panel are a report that prints on A4, and its rules are open to anyone', async () => {
      const visitor = await running.signedIn('manager', DESKTOP)
      await visitor.open('/statistics/report')
      expect(await visitor.faults('statistics-report')).toEqual([])
      await visitor.page.emulateMedia({ media: 'print' })
      await visitor.picture('statistics-report-printed')
      const pdf = (await visitor.page.pdf({ preferCSSPageSize: true })).toString('latin1')
      expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2)

      const anyone = await running.visit()
      await anyone.open('/statistics/what-is-hidden')
      expect(await anyone.heading()).toBe('What is hidden and why')
      expect(await anyone.faults('what-is-hidden')).toEqual([])
    }, 60_000)
  })
}

/** Each bar is as long as the number that the table has below it; a hidden number has none. */
async function expectChartOfTable({ page }: Visitor) {
  const told = await page.locator('.chart__told').allTextContents()
  const cells = await page.locator('.numbers tbody tr').first().locator('td').allTextContents()
  const plain = (text: string) =>
    text
      .replace(/\s+/g, ' ')
      .replace(/(\[\w\]).*/, '$1')
      .trim()
  expect(told.map(plain)).toEqual(cells.map(plain))
  expect(await page.locator('.chart__bar').count()).toBe(told.filter((text) => /[1-9]/.test(text)).length)
}
