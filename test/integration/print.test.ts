import path from 'node:path'
import { packPage } from '../../functions/print/pack-page.ts'
import { ChromiumPrinter } from '../../functions/shared/adapters/chromium/printer.ts'
import { aNotification } from '../support/builders/notification.ts'
import { analysisOf, caseOf, viewOf } from '../support/anonymity/case-of.ts'
import { aMeeting } from '../support/builders/meeting.ts'
import { pagesOf, textsOf } from '../support/pdf.ts'
import { render } from '../support/printing.ts'
import { showReference } from '../../schemas/reference.ts'

const printer = new ChromiumPrinter(
  path.join(import.meta.dirname, '..', '..', 'node_modules', '@sparticuz', 'chromium', 'bin'),
)

describe('A pack, printed in Chromium', () => {
  it('has a page at least for the agenda and each case, numbered, in the font that comes along, and names nobody', async () => {
    const recorded = caseOf([
      aNotification({
        child: { name: { givenNames: 'Zebulon', familyName: 'Madeup' } },
        death: { circumstances: 'Zebulon Madeup was found unresponsive.\n'.repeat(120) },
      }),
    ])
    const { reference } = recorded.case
    const analysis = analysisOf({ formVersion: 'analysis/2026-11', caseSummary: { text: 'Short.' } }, recorded)
    const known = { reference, view: { reference: showReference(reference), ...viewOf(recorded) }, analysis }
    const pack = { meeting: aMeeting(), cases: [{ known }, { known }] }

    const pdf = Buffer.from(await printer.print(render('pack.njk', packPage(pack))))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const pages = pagesOf(pdf)
    expect(pages).toBeGreaterThanOrEqual(7)
    expect(pdf.toString('latin1')).toContain('OpenSans')
    const texts = textsOf(pdf)
    expect(texts).toHaveLength(pages)
    for (const [index, text] of texts.entries()) expect(text).toContain(`Page ${index + 1} of ${pages}`)
    expect(texts[0]).toContain('Agenda')
    expect(texts.slice(1).every((text) => text.includes(showReference(reference)))).toBe(true)
    expect(texts.join()).not.toMatch(/Zebulon|Madeup/)
  })
})
