import { spreadsheet } from '../../../../functions/shared/views/statistics/spreadsheet.ts'
import { aRelease, viewsOf } from '../../../support/statistics/a-release.ts'
import { unzipped } from '../../../support/unzipped.ts'

const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1+1', '＝1+1']

/** Cells of all sheets: how each is stored, with what is in it. */
async function cellsWith(formula: string) {
  const release = aRelease()
  const views = viewsOf(release).map((view) => ({
    ...view,
    table: { ...view.table, values: view.table.values.map((value) => ({ ...value, label: formula })) },
    rows: view.rows.map((row) => ({ ...row, area: { ...row.area, name: formula } })),
  }))
  const files = unzipped(Buffer.from(await spreadsheet(formula, views, formula)))
  const sheets = [...files].filter(([name]) => name.startsWith('xl/worksheets/')).map(([, xml]) => xml)
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, text]) => text)
  const cells = sheets.flatMap((xml) => [...xml.matchAll(/<c\b([^>]*)>(.*?)<\/c>/gs)])
  return cells.map(([, how = '', within = '']) => {
    const text = how.includes('t="s"') ? shared[Number(/<v>(\d+)/.exec(within)?.[1])] : within
    return { how, within, text: text?.replaceAll(/<[^>]+>/g, '') }
  })
}

describe('A spreadsheet of statistics', () => {
  it.each(FORMULAS)('keeps as a text what would be a formula: %j', async (formula) => {
    const cells = await cellsWith(formula)
    const planted = cells.filter(({ text }) => text === formula)
    // The title, the note, the headings and every area.
    expect(planted.length).toBeGreaterThan(10)
    expect(planted.filter(({ how }) => !/\bt="(s|inlineStr)"/.test(how))).toEqual([])
    expect(cells.filter(({ within }) => /<f\b/.test(within))).toEqual([])
  })
})
