import type { Running } from './running.ts'

/** Who sees what, through a browser. Every page with every role is walked by the unit test of access. */
export function describeAccess(running: Running) {
  describe('A page', () => {
    it('leads whoever is not signed in to sign in, and then to where they wanted to go', async () => {
      const visitor = await running.visit()
      await visitor.open('/notifications')
      await visitor.chooseWho('nurse')
      expect(visitor.where()).toBe('/notifications')
      expect(await visitor.faults('nothing-sent-yet')).toEqual([])
    })

    it('is not there for a role that may not see it', async () => {
      const visitor = await running.signedIn('analyst')
      const answer = await visitor.open('/notifications')
      expect(answer?.status()).toBe(403)
      expect(await visitor.heading()).toBe('This page is not for your role')
      expect(await visitor.faults('not-for-your-role')).toEqual([])
    })

    it('of one person is not found by another', async () => {
      const doctor = await running.signedIn('doctor')
      await doctor.press('Notify a death')
      const nurse = await running.signedIn('nurse')
      const answer = await nurse.open(new URL(doctor.page.url()).pathname)
      expect(answer?.status()).toBe(404)
    })

    it('is gone after signing out, and the provider asks again who it is', async () => {
      const visitor = await running.signedIn()
      await visitor.press('Sign out')
      await visitor.page.waitForURL(`${running.cloud.url}/`)
      await visitor.open('/notifications')
      expect(new URL(visitor.page.url()).origin).toBe(running.cloud.issuer)
    })

    it('comes with a strict policy, in nobody’s frame and in no cache', async () => {
      const visitor = await running.signedIn()
      const headers = (await visitor.open('/notifications'))!.headers()
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['content-security-policy']).not.toContain('unsafe')
      expect(headers['cache-control']).toBe('no-store')
      const [session] = (await visitor.page.context().cookies()).filter(({ name }) => name === 'session')
      expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    })
  })
}
