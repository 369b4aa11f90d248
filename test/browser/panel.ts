import { SeedRequests } from '../../infra/local/seed/requests.ts'
import { seedPanelWork } from '../../infra/local/seed/panel-work.ts'
import { DESKTOP, type Visitor } from '../support/browser.ts'
import type { Running } from './running.ts'

/** What a panel does at a meeting, on the pages: three of its people, and the cases that the demo begins with. */
export function describePanel(running: Running) {
  describe('A panel', () => {
    let meeting = ''
    let baby = ''
    let newborn = ''
    const faults: string[] = []
    const look = async (visitor: Visitor, picture: string) => {
      faults.push(...(await visitor.faults(`panel-${picture}`)))
    }
    const linksTo = async (visitor: Visitor, start: string) => {
      const links = await visitor.page.locator(`main a[href^="${start}"]`).all()
      return Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''))
    }

    beforeAll(async () => {
      await seedPanelWork(new SeedRequests(running.cloud), new Date())
      const visitor = await running.signedIn('manager')
      await visitor.open('/meetings')
      meeting = (await linksTo(visitor, '/meetings/')).find((link) => !link.endsWith('arrange')) ?? ''
      await visitor.open(meeting)
      const lines = await visitor.page.locator('.agenda__case').allInnerTexts()
      const cases = (await linksTo(visitor, '/review/')) as [string, string]
      const isBaby = lines.findIndex((line) => line.includes('Inquest'))
      baby = cases[isBaby] ?? ''
      newborn = cases[1 - isBaby] ?? ''
    }, 180_000)
    afterAll(() => {
      expect(faults).toEqual([])
    })

    it('reads a case without identities, on a phone, after saying that nothing stands against it', async () => {
      const member = await running.signedIn('panel-member')
      expect(member.where()).toBe('/meetings')
      await look(member, 'meetings')
      await member.open(meeting)
      await look(member, 'agenda')
      await member.open(baby)
      await member.press('Continue')
      expect(await member.page.title()).toMatch(/^Error: /)
      await look(member, 'before-reading-error')
      await member.choose('Are you too near to this case to review it?', 'No, I can review it')
      await member.press('Continue')
      const text = await member.text()
      expect(text).toContain('[name] was found lifeless in the morning on the sofa')
      expect(text).not.toMatch(/Inventa|Testperson|NN1/)
      await look(member, 'case')
      await member.follow('Analysis form')
      await look(member, 'analysis-form')
    }, 120_000)

    it('writes a section together: nobody overwrites what they have not seen', async () => {
      const [member, chair] = await Promise.all([running.signedIn('panel-member'), running.signedIn('chair', DESKTOP)])
      const address = `${baby}/form/learning`
      await Promise.all([member.open(address), chair.open(address)])
      await chair.fill('Learning points (optional)', 'Ask every family where the baby sleeps tonight.')
      await chair.press('Save and continue')
      expect(chair.where()).toBe('/review/{reference}/form/recommendations')
      await member.fill('Learning points (optional)', 'Families who move need a cot on the first night.')
      await member.press('Save and continue')
      const both = await member.text()
      expect(both).toContain('Nothing is lost')
      expect(both).toContain('Ask every family where')
      expect(both).toContain('Families who move')
      await look(member, 'two-texts')
      await member.page
        .getByLabel('Learning points (optional)')
        .fill('Ask where the baby sleeps.\n\nA cot on the first night.')
      await member.press('Save this as the text of the section')
      expect(await member.page.getByLabel('Learning points (optional)').inputValue()).toContain('A cot on the first')
      await chair.open(`${baby}/form/physicalEnvironment`)
      await look(chair, 'two-texts-of-a-domain')
      await chair.pressFirst(/^Use this text/)
      expect(chair.where()).toBe('/review/{reference}/form/physicalEnvironment')
    }, 120_000)

    it('is told at once all that stands in the way of concluding, and where to mend it', async () => {
      const chair = await running.signedIn('chair', DESKTOP)
      await chair.open(`${newborn}/conclude`)
      await chair.press('Conclude the review')
      expect(await chair.page.title()).toMatch(/^Error: Conclude/)
      await look(chair, 'conclude-errors')
      await chair.follow(/^Name every one of the ten categories/)
      await chair.press('Save and continue')
      await look(chair, 'category-error')
      await chair.page.getByLabel('8. Perinatal or neonatal event').check()
      await chair.fill('Why these categories, and not others', 'Extreme prematurity.')
      await chair.press('Save and continue')
      expect(chair.where()).toBe('/review/{reference}/form/modifiableFactors')
      await chair.page.getByLabel('No modifiable factors identified').check()
      await chair.press('Save and continue')
      await chair.open(`${newborn}/form/recommendations`)
      await chair.page.getByLabel('What should be done').fill('x'.repeat(2001))
      await chair.press('Save and add another recommendation')
      await look(chair, 'recommendation-very-long')
      await chair.page.getByLabel('What should be done').first().fill('Offer every family a photograph.')
      await chair.page.getByLabel('Region', { exact: true }).first().check()
      await chair.page.getByLabel('Who should act').first().fill('Neonatal network')
      await chair.press('Save and add another recommendation')
      expect(await chair.page.getByRole('group', { name: /^Recommendation 1/ }).count()).toBe(1)
      await chair.open(`${newborn}/conclude`)
      for (const box of await chair.page
        .getByRole('group', { name: 'Who took the decision' })
        .getByRole('checkbox')
        .all())
        await box.check()
      await chair.press('Conclude the review')
      expect(await chair.text()).toMatch(/Concluded .*Category 8\./)
      await look(chair, 'concluded')
    }, 120_000)

    it('keeps a case from a member who declared a conflict of interest', async () => {
      const member = await running.signedIn('panel-member')
      await member.open(baby)
      await member.page.getByLabel('Yes, I declare a conflict of interest').check()
      await member.press('Continue')
      expect(await member.heading()).toContain('You have declared a conflict of interest')
      await look(member, 'conflict-declared')
      for (const place of ['case', 'form', 'form/learning']) {
        await member.open(`${baby}/${place}`)
        expect(await member.text()).not.toContain('sofa')
        expect(await member.heading()).toContain('You have declared a conflict of interest')
      }
      await member.open(meeting)
      expect(await member.text()).toContain('1 case is left out, because you declared a conflict of interest.')
      await member.open(`${baby}/conflict`)
      await member.fill('Why there is none, or none any more', 'It was another family.')
      await member.press('Withdraw it')
      expect(await member.heading()).toContain('Before you read')
    }, 120_000)

    it('meets when its manager says, with the cases and the papers that the manager chose, without scripts', async () => {
      const manager = await running.visit(DESKTOP, { javaScriptEnabled: false })
      await manager.signIn('manager')
      await manager.open('/meetings/arrange')
      await manager.press('Arrange the meeting')
      expect(await manager.page.title()).toMatch(/^Error: /)
      await manager.date('Date', '9', '12', String(new Date().getUTCFullYear() + 1))
      await manager.fill('Starts at', '09:30')
      await manager.fill('Place', 'Council House')
      await manager.choose('Invite the members of the last meeting?', 'Yes')
      await manager.press('Arrange the meeting')
      expect(await manager.text()).toContain('They are a quorum')
      await manager.picture('panel-new-meeting')
      await manager.press('Add a case')
      await manager.page.getByRole('radio').first().check()
      await manager.press('Add to the agenda')
      expect(await manager.text()).toContain('10 to 14 years old')
      await manager.pressFirst(/^Take off the agenda/)
      expect(await manager.text()).toContain('No case is on the agenda')
      await manager.follow('Say who comes, or who was there')
      await manager.picture('panel-people')
      await manager.page.getByLabel('Sent apologies').nth(1).check()
      await manager.press('Save')
      expect(await manager.text()).toContain('no quorum yet')
      const pack = await manager.page.context().request.get(`${running.cloud.url}${meeting}/pack`)
      expect(pack.headers()['content-type']).toBe('application/pdf')
      expect((await pack.body()).subarray(0, 4).toString()).toBe('%PDF')
    }, 120_000)

    it('follows a recommendation until somebody has answered', async () => {
      const manager = await running.signedIn('manager')
      await manager.open('/recommendations?status=proposed')
      await look(manager, 'register')
      await manager.follow('Check every spare inhaler at school each term, and record it.')
      await look(manager, 'recommendation')
      await manager.follow('The addressee was informed')
      await manager.press('Save')
      await manager.follow('The addressee accepts it')
      await manager.press('Save')
      expect(await manager.text()).toContain('Accepted by the addressee')
    }, 120_000)
  })
}
