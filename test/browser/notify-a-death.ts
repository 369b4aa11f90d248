import { DESKTOP, PHONE } from '../support/browser.ts'
import { answerTheLeast, sendTheLeast, type Look } from './answers.ts'
import type { Running } from './running.ts'

/** The way of a notifier from the first page to the last, as they walk it. */
export function describeNotifying(running: Running) {
  describe.each([
    ['a phone', PHONE, true],
    ['a desktop without scripts', DESKTOP, false],
  ] as const)('A death notified on %s', (_, viewport, javaScriptEnabled) => {
    it('leads from signing in to what must happen now, and every page holds to WCAG 2.2 AA', async () => {
      const visitor = await running.visit(viewport, { javaScriptEnabled })
      const faults: string[] = []
      // Axe is itself a script: it looks where scripts run.
      const look: Look = async (picture) => {
        if (javaScriptEnabled) faults.push(...(await visitor.faults(picture)))
        else await visitor.picture(picture)
      }
      await visitor.open('/')
      await look('start')
      await visitor.press('Sign in')
      await visitor.chooseWho('doctor')
      await look('own-notifications')
      visitor.touched = 0
      await answerTheLeast(visitor, look)
      expect(visitor.touched).toBeLessThanOrEqual(25)
      expect(await visitor.text()).toContain('West Northamptonshire')

      await visitor.press('Send the notification')
      expect(visitor.where()).toBe('/notifications/{reference}/next-steps')
      await look('next-steps')
      const told = await visitor.text()
      expect(told.indexOf('Start a Joint Agency Response')).toBeLessThan(told.indexOf('Reference'))
      expect(told).toContain('By your answers this death was unexpected.')
      expect(told).toContain('children’s social care')
      expect(told).toContain('Northamptonshire')

      await visitor.follow('Add what was missing, now or later')
      await look('notification')
      await visitor.follow('More about the child')
      await look('more-of-the-child')
      await visitor.choose('Was the child on a child protection plan?', 'No')
      await visitor.press('Save and send')
      expect(await visitor.text()).toContain('Last added to today')
      expect(faults).toEqual([])
    }, 120_000)
  })

  describe('What must happen now', () => {
    it('prints on one sheet', async () => {
      const visitor = await running.signedIn()
      await sendTheLeast(visitor)
      await visitor.press('Send the notification')
      await visitor.page.emulateMedia({ media: 'print' })
      await visitor.picture('next-steps-printed')
      const pdf = (await visitor.page.pdf({ preferCSSPageSize: true })).toString('latin1')
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    })
  })
}
