import { movableClock, movedDate } from '../../../../../infra/local/lambda/moved-clock.ts'

describe('The clock of the functions', () => {
  it('is the machine’s until it is moved, and then goes on from there', () => {
    const clock = movableClock()
    const Moved = movedDate(clock.aheadBy)
    expect(Math.abs(Moved.now() - Date.now())).toBeLessThan(1000)
    clock.moveTo(new Date('2030-03-31T00:30:00Z'))
    expect(new Moved().toISOString()).toMatch(/^2030-03-31T00:30/)
    expect(Moved.now()).toBeGreaterThanOrEqual(Date.parse('2030-03-31T00:30:00Z'))
    expect(Moved()).toContain('2030')
  })

  it('leaves every other date as it is', () => {
    const Moved = movedDate(movableClock().aheadBy)
    expect(new Moved('2026-02-28T12:00:00Z').getTime()).toBe(Date.parse('2026-02-28T12:00:00Z'))
    expect(new Moved(2026, 1, 28).getTime()).toBe(new Date(2026, 1, 28).getTime())
    expect(new Moved()).toBeInstanceOf(Date)
    expect(Moved.UTC(2026, 0)).toBe(Date.UTC(2026, 0))
  })
})
