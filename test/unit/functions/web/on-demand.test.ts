import { onDemand } from '../../../../functions/web/on-demand.ts'

interface Greeting {
  readonly path: string
  readonly inBar?: string
  readonly get?: (name: string) => Promise<string>
  readonly post?: (name: string) => Promise<string>
}

const greeting: Greeting = {
  path: '/greeting',
  inBar: 'Greet',
  get: (name) => Promise.resolve(`Good evening, ${name}`),
}
const known = { path: '/greeting', inBar: 'Greet', methods: ['get'] } as const

describe('A page on demand', () => {
  it('says what must be known of it, and is loaded only when it is asked for', async () => {
    let loads = 0
    const page = onDemand<Greeting>(known, () => {
      loads += 1
      return Promise.resolve([{ path: '/another' }, greeting])
    })
    expect(page).toEqual({ path: '/greeting', inBar: 'Greet', get: expect.any(Function) as unknown })
    expect(loads).toBe(0)
    await expect(page.get?.('doctor')).resolves.toBe('Good evening, doctor')
    expect(loads).toBe(1)
  })

  it('is loaded the next time where it could not be', async () => {
    let isThere = false
    const page = onDemand<Greeting>(known, () =>
      isThere ? Promise.resolve([greeting]) : Promise.reject(new Error('The part cannot be read.')),
    )
    await expect(page.get?.('doctor')).rejects.toThrow('The part cannot be read.')
    isThere = true
    await expect(page.get?.('doctor')).resolves.toBe('Good evening, doctor')
  })

  it('fails where what was loaded does not have it', async () => {
    const page = onDemand<Greeting>({ ...known, methods: ['post'] }, () => Promise.resolve([greeting]))
    await expect(page.post?.('doctor')).rejects.toThrow('no post of /greeting')
  })
})
