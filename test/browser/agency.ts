import * as z from 'zod'
import { SeedRequests } from '../../infra/local/seed/requests.ts'
import { bodies } from '../support/builders/notification.ts'
import { DESKTOP, PHONE, type Visitor } from '../support/browser.ts'
import type { Running } from './running.ts'

const MINUTE = 60_000
const Received = z.object({ reference: z.string() })
const Given = z.object({ link: z.object({ token: z.string(), passcode: z.string() }) })
const Known = z.object({ stage: z.string() })

/** Somebody at an agency, who has no account: from the link to the confirmation. */
export function describeAgency(running: Running) {
  describe('An agency that a panel asks for a form', () => {
    let reference = ''
    let asked = 0
    const requests = () => new SeedRequests(running.cloud)

    beforeAll(async () => {
      const body = bodies.minimal({ child: { residence: { kind: 'postcode', postcode: 'NN1 1CV' } } })
      reference = Received.parse(await requests().post('doctor', '/notifications', 'agency-death', body)).reference
      await requests().until('manager', `/cases/${reference}`, (known) => Known.parse(known).stage !== 'notified')
    }, 60_000)

    /** A form asked of an agency, as the panel gives it out. */
    async function given() {
      const agency = { name: `Imaginary Surgery ${(asked += 1)}` }
      const action = { action: 'request-form', form: 'reporting', agency }
      const worked = await requests().post('manager', `/cases/${reference}/actions`, `agency-${asked}`, action)
      return Given.parse(worked).link
    }

    const summary = async (visitor: Visitor, events: string) => {
      await visitor.follow('Summary of the case and the circumstances')
      await visitor.page.getByLabel('Events that led to the death', { exact: true }).fill(events)
    }

    it('opens it once, on a phone, fills it in with a colleague and sends it', async () => {
      const { token, passcode } = await given()
      const faults: string[] = []
      const visitor = await running.visit(PHONE)
      const look = async (picture: string) => {
        faults.push(...(await visitor.faults(`agency-${picture}`)))
      }
      await visitor.open(`/agency-form#${token}`)
      expect(await visitor.page.getByLabel('Your link').inputValue()).toBe(token)
      expect(visitor.page.url()).not.toContain(token)
      await look('open')
      await visitor.fill('Passcode', '12')
      await visitor.press('Open the form')
      await look('open-error')
      await visitor.fill('Passcode', passcode)
      await visitor.press('Open the form')
      await look('overview')
      await summary(visitor, 'Seen the day before with a cough.')
      await visitor.page
        .getByRole('group', { name: 'Resuscitation attempted' })
        .getByLabel('We hold nothing on this')
        .check()
      await look('section')
      await visitor.press('Save')
      await visitor.follow(/^The child$/)
      await visitor.page.getByLabel('Height', { exact: true }).fill('900')
      await visitor.press('Save')
      expect(await visitor.page.title()).toMatch(/^Error: The child/)
      await look('section-error')
      await visitor.page.getByLabel('Height', { exact: true }).fill('104.5')
      await visitor.press('Save')

      await visitor.follow(/^Hand on to a colleague ?: Parenting capacity/)
      await visitor.press('Make the link')
      await look('handed-on')
      const told = await visitor.text()
      const [, link = ''] = /#([\w-]{43})/.exec(told) ?? []
      const [, digits = ''] = /Passcode\s+(\d{6})/.exec(told) ?? []
      const colleague = await running.visit(DESKTOP, { javaScriptEnabled: false })
      await colleague.open('/agency-form')
      await colleague.fill('Your link', `https://service.example/agency-form#${link}`)
      await colleague.fill('Passcode', digits)
      await colleague.press('Open the form')
      expect(await colleague.text()).not.toContain('Check and send')
      await colleague.follow('Parenting capacity')
      await colleague.page.getByLabel('How the child was cared for', { exact: true }).fill('No concerns were known.')
      await colleague.press('Save')
      await colleague.picture('agency-colleague')

      await visitor.open('/agency-form/send')
      const all = await visitor.text()
      expect(all).toContain('No concerns were known.')
      expect(all).toContain('Nothing held')
      await look('check')
      await visitor.press('Send the form')
      expect(await visitor.heading()).toBe('Form sent')
      expect(await visitor.text()).not.toMatch(/Testperson|Invented/)
      await look('sent')
      expect(faults).toEqual([])

      const again = await running.visit()
      await again.open(`/agency-form#${token}`)
      await again.fill('Passcode', passcode)
      await again.press('Open the form')
      expect(await again.page.title()).toMatch(/^Error: /)
      expect(await again.text()).toContain('A link opens once')
    }, 90_000)

    it('is asked for the passcode again after a while, and loses nothing that it typed', async () => {
      const { token, passcode } = await given()
      const visitor = await running.visit(PHONE)
      await visitor.open(`/agency-form#${token}`)
      await visitor.fill('Passcode', passcode)
      await visitor.press('Open the form')
      await summary(visitor, 'Typed before somebody was called away.')
      running.cloud.moveClockTo(new Date(Date.now() + 16 * MINUTE))
      await visitor.press('Save')
      expect(await visitor.heading()).toBe('Enter the passcode to go on')
      expect(await visitor.faults('agency-away')).toEqual([])
      await visitor.fill('Passcode', passcode)
      await visitor.press('Go on')
      await visitor.open('/agency-form/sections/summary')
      expect(await visitor.page.getByLabel('Events that led to the death', { exact: true }).inputValue()).toContain(
        'called away',
      )
      running.cloud.moveClockTo(new Date())
    }, 60_000)
  })
}
