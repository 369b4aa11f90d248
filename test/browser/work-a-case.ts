import type { CaseRecord, NotificationReceipt } from '../../schemas/api.ts'
import { nhsNumber } from '../support/builders/nhs-number.ts'
import { bodies } from '../support/builders/notification.ts'
import { DESKTOP, PHONE } from '../support/browser.ts'
import { Client, eventually } from '../support/service.ts'
import type { Running } from './running.ts'

const DAY = 86_400_000
const dayBefore = (days: number) => new Date(Date.now() - days * DAY)
const boxesOf = (day: Date) =>
  [day.getUTCDate(), day.getUTCMonth() + 1, day.getUTCFullYear()].map(String) as [string, string, string]

/** Twins, whom the service takes for one child until a person says otherwise. */
async function notifyTwins(running: Running, round: number): Promise<readonly [string, string]> {
  const client = new Client(running.cloud)
  const notify = async (birthOrder: number) => {
    const { body } = await client.post<NotificationReceipt>(
      'doctor',
      '/notifications',
      `twin-${round}-${birthOrder}`,
      bodies.minimal({
        child: {
          name: { familyName: `Sampleton${'x'.repeat(90)}`, givenNames: 'Invented' },
          dateOfBirth: `2018-0${round}-06`,
          nhsNumber: nhsNumber(700 + 10 * round + birthOrder),
          multipleBirth: 'yes',
          birthOrder,
        },
        death: { dateOfDeath: dayBefore(2).toISOString().slice(0, 10) },
        agencies: [{ type: 'gp', name: 'Imaginary Town Surgery' }],
      }),
    )
    return body.reference
  }
  const one = await notify(1)
  await eventually(async () => ((await client.get('manager', `/cases/${one}`)).status === 200 ? true : undefined))
  const other = await notify(2)
  await eventually(async () => {
    const { status, body } = await client.get<CaseRecord>('manager', `/cases/${other}`)
    return status === 200 && body.possibleDuplicates.length > 0 ? true : undefined
  })
  return [one, other]
}

/** A manager's day, from the list to the record of who did what. */
export function describeWorkingOnCases(running: Running) {
  describe.each([
    [1, 'a phone', PHONE, true],
    [2, 'a desktop without scripts', DESKTOP, false],
  ] as const)('Round %d: a case worked on with %s', (round, _, viewport, javaScriptEnabled) => {
    it('comes from the list, is claimed, held, told apart from its twin, and asked about', async () => {
      const [twin, reference] = await notifyTwins(running, round)
      const visitor = await running.visit(viewport, { javaScriptEnabled })
      const faults: string[] = []
      const look = async (picture: string) => {
        if (javaScriptEnabled) faults.push(...(await visitor.faults(picture)))
        else await visitor.picture(picture)
      }
      await visitor.signIn('manager')
      await visitor.open('/')
      expect(visitor.where()).toBe('/cases')
      await look('cases')
      await visitor.fill('Find a case by its reference', 'Invented Sampleton')
      await visitor.press('Find')
      expect(await visitor.page.title()).toMatch(/^Error: /)
      expect(new URL(visitor.page.url()).search).toBe('')
      await look('cases-error')
      await visitor.fill('Find a case by its reference', reference.toLowerCase())
      await visitor.press('Find')
      expect(visitor.where()).toBe('/cases/{reference}')
      await look('case')

      await visitor.press('Take the case in hand')
      expect(await visitor.text()).toContain('You have it in hand until')
      await visitor.follow('Put the case on hold')
      const long = 'Opened and adjourned. '.repeat(60).trim()
      await visitor.fill('What is known of it (optional)', long)
      await visitor.press('Put on hold')
      expect(await visitor.page.title()).toMatch(/^Error: /)
      expect(await visitor.page.getByLabel('What is known of it (optional)').inputValue()).toBe(long)
      await look('hold-error')
      await visitor.choose('What does the case wait for?', 'Inquest')
      await visitor.press('Put on hold')
      expect(await visitor.text()).toContain('Waits for: Inquest')

      await visitor.follow(`Compare with ${twin}`)
      expect(await visitor.text()).toContain('Different')
      await look('compare')
      await visitor.follow(/^They are two children/)
      await visitor.fill('How you know', 'They are twins.')
      await visitor.press('Keep them apart')
      expect(await visitor.text()).not.toContain('The same child?')

      await visitor.follow('A question of the family')
      await visitor.fill('What the family asks', `Could somebody have come sooner? ${'Averylongword'.repeat(20)}`)
      await visitor.press('Save the question')
      await look('case-very-long')

      await visitor.follow(/^Timeline$/)
      await look('timeline')
      await visitor.follow(/^Record when it was done.*National Child Mortality Database/)
      await visitor.date('When it was', ...boxesOf(dayBefore(1)))
      await visitor.press('Save')
      await look('clock-error')
      await visitor.fill('Time', '12:00')
      await visitor.press('Save')
      expect(await visitor.text()).toContain('The National Child Mortality Database was notified')

      await visitor.open(`/cases/${reference}/forms`)
      await look('forms')
      await visitor.follow(/^Ask\s+Imaginary Town Surgery/)
      await look('ask-for-a-form')
      await visitor.press('Ask for the form')
      expect(await visitor.text()).toMatch(/passcode\s+\d{6}/i)
      await look('given-link')
      expect(faults).toEqual([])
    }, 120_000)
  })

  describe('Whoever reads without working on cases', () => {
    it('sees an empty list, no notices, how deadlines are kept, and who did what', async () => {
      const other = await running.signedIn('manager-tyne')
      await other.open('/cases')
      const faults = [...(await other.faults('cases-empty'))]
      await other.follow('Notices')
      faults.push(...(await other.faults('notices-empty')))

      const scrutineer = await running.signedIn('scrutineer')
      await scrutineer.open('/')
      expect(scrutineer.where()).toBe('/timeliness')
      faults.push(...(await scrutineer.faults('timeliness')))
      await scrutineer.follow(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
      expect(scrutineer.where()).toBe('/cases/{reference}/history')
      expect(await scrutineer.text()).toContain('The record is whole')
      faults.push(...(await scrutineer.faults('history')))
      const whole = await scrutineer.open(new URL(scrutineer.page.url()).pathname.replace('/history', ''))
      expect(whole?.status()).toBe(403)
      expect(faults).toEqual([])
    }, 60_000)
  })
}
