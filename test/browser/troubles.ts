import { sendTheLeast } from './answers.ts'
import type { Running } from './running.ts'
import type { Visitor } from '../support/browser.ts'

const MINUTE = 60_000

/** What goes wrong at three in the morning, and what it must not do. */
export function describeTroubles(running: Running) {
  const focused = (visitor: Visitor) => visitor.page.evaluate<string>('document.activeElement.id')
  const sent = async (visitor: Visitor) => {
    await visitor.open('/notifications')
    return visitor.page.getByRole('link', { name: /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/ }).count()
  }
  const atCheck = async (person: string) => {
    const visitor = await running.signedIn(person)
    const before = await sent(visitor)
    await sendTheLeast(visitor)
    return { visitor, before, address: new URL(visitor.page.url()).pathname }
  }

  describe('A mistake', () => {
    it('is named in the title, summed up with links to the first wrong box, and loses nothing typed', async () => {
      const visitor = await running.signedIn('nurse')
      await visitor.press('Notify a death')
      const long = `${'Averylongnamewithoutabreak'.repeat(7)} ${'and more '.repeat(30)}.`
      await visitor.fill('Your name', long)
      await visitor.fill('Your role', '')
      await visitor.fill('Your telephone number', '')
      await visitor.press('Save and continue')
      expect(await visitor.page.title()).toMatch(/^Error: /)
      expect(await visitor.page.getByLabel('Your name', { exact: true }).inputValue()).toBe(long)
      expect(await visitor.faults('errors-very-long')).toEqual([])
      await visitor.follow('Enter your role, for example consultant paediatrician')
      expect(await focused(visitor)).toBe('referrer-role')
    })

    it('in a date leads to the box that is empty', async () => {
      const visitor = await running.signedIn('nurse')
      await visitor.press('Notify a death')
      await visitor.open(new URL(visitor.page.url()).pathname.replace(/you$/, 'birth'))
      await visitor.date('Date of birth', '6', '', '2018')
      await visitor.press('Save and continue')
      expect(await visitor.faults('errors-date')).toEqual([])
      await visitor.follow(/^Check the date of birth/)
      expect(await focused(visitor)).toBe('born-month')
    })

    it('in an NHS number is told while it is typed', async () => {
      const visitor = await running.signedIn('nurse')
      await visitor.press('Notify a death')
      await visitor.open(new URL(visitor.page.url()).pathname.replace(/you$/, 'child'))
      await visitor.fill('NHS number (optional)', '999 000 0019')
      expect(await visitor.text()).toContain('The digits do not fit together')
      await visitor.fill('NHS number (optional)', '999 000 0018')
      expect(await visitor.text()).toContain('The digits fit together.')
    })
  })

  describe('Pressed twice, or sent from two tabs at once', () => {
    it('a notification is received once, and both see the same', async () => {
      const { visitor, before, address } = await atCheck('doctor-tyne')
      const mark = await visitor.mark()
      const press = () => visitor.send(address, { mark })
      const answers = await Promise.all([press(), press()])
      const places = answers.map((answer) => answer.headers()['location'])
      expect(new Set(places).size).toBe(1)
      expect(places[0]).toMatch(/^\/notifications\/.*\/next-steps$/)
      expect(await sent(visitor)).toBe(before + 1)

      await visitor.open(address)
      expect(visitor.where()).toBe('/notifications/{reference}/next-steps')
    })
  })

  describe('Going back after sending', () => {
    it('leads to what was sent, and sends nothing again', async () => {
      const { visitor, before } = await atCheck('nurse')
      await visitor.press('Send the notification')
      await visitor.page.goBack()
      await visitor.page.reload()
      expect(visitor.where()).toBe('/notifications/{reference}/next-steps')
      expect(await sent(visitor)).toBe(before + 1)
    })
  })

  describe('A draft', () => {
    it('goes on where it was on another device', async () => {
      const phone = await running.signedIn('doctor')
      await phone.press('Notify a death')
      await phone.fill('Your name', 'Dr Invented Elsewhere')
      await phone.fill('Your role', 'Neonatologist')
      await phone.fill('Your telephone number', 'bleep 2222')
      await phone.press('Save and continue')
      await phone.page.context().close()

      const other = await running.signedIn('doctor')
      expect(await other.faults('draft-begun')).toEqual([])
      await other.follow(/^Go on with the notification/)
      expect(await other.heading()).toContain('The child’s name')
      await other.follow('Back')
      expect(await other.page.getByLabel('Your name', { exact: true }).inputValue()).toBe('Dr Invented Elsewhere')
    })

    it('keeps what two tabs say of different things', async () => {
      const one = await running.signedIn('doctor')
      await one.press('Notify a death')
      const draft = new URL(one.page.url()).pathname.replace(/\/you$/, '')
      const other = await one.beside()
      await other.open(`${draft}/home`)
      await other.fill('Postcode', 'NN1 1CV')
      await one.fill('Your name', 'Dr Invented Twotabs')
      await Promise.all([one.press('Save and continue'), other.press('Save and continue')])
      await one.open(`${draft}/check`)
      const text = await one.text()
      expect(text).toContain('Dr Invented Twotabs')
      expect(text).toContain('NN1 1CV')
    })
  })

  describe('Somebody called away in the middle of a page', () => {
    it('signs in again, and goes on with what they had typed', async () => {
      const visitor = await running.signedIn('doctor')
      await visitor.press('Notify a death')
      await visitor.fill('Your name', 'Dr Invented Calledaway')
      await visitor.fill('Your role', 'Paediatrician')
      await visitor.fill('Your telephone number', '01632 960009')
      running.cloud.moveClockTo(new Date(Date.now() + 16 * MINUTE))
      await visitor.press('Save and continue')
      expect(await visitor.heading()).toBe('Sign in again to go on')
      expect(await visitor.faults('signed-out')).toEqual([])
      running.cloud.moveClockTo(new Date())
      await visitor.press('Sign in and continue')
      expect(await visitor.heading()).toContain('The child’s name')
      await visitor.follow('Back')
      expect(await visitor.page.getByLabel('Your name', { exact: true }).inputValue()).toBe('Dr Invented Calledaway')
    })
  })
}
