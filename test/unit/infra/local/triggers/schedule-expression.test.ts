import { readScheduleExpression } from '../../../../../infra/local/triggers/schedule-expression.ts'

const runsAt = (expression: string, instant: string, timeZone = 'UTC') => {
  const timetable = readScheduleExpression(expression, timeZone)
  return timetable.kind === 'cron' && timetable.matches(new Date(instant))
}

describe('a schedule expression', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(2 hours)', 7_200_000],
    ['rate(1 day)', 86_400_000],
  ])('%s', (expression, everyMs) => {
    expect(readScheduleExpression(expression, 'UTC')).toEqual({ kind: 'rate', everyMs })
  })

  it.each<[string, string, boolean]>([
    ['cron(0 3 * * ? *)', '2026-11-22T03:00:30Z', true],
    ['cron(0 3 * * ? *)', '2026-11-22T03:01:00Z', false],
    ['cron(0/15 * * * ? *)', '2026-11-22T17:45:00Z', true],
    ['cron(0/15 * * * ? *)', '2026-11-22T17:46:00Z', false],
    ['cron(30 8-17/3 ? * MON-FRI *)', '2026-11-23T11:30:00Z', true],
    ['cron(30 8-17/3 ? * MON-FRI *)', '2026-11-22T11:30:00Z', false],
    ['cron(0 0 1,15 JAN,jul ? 2027)', '2027-07-15T00:00:00Z', true],
    ['cron(0 0 1,15 JAN,JUL ? 2027)', '2026-07-15T00:00:00Z', false],
    ['cron(0 0 ? * 1 *)', '2026-11-22T00:00:00Z', true],
  ])('%s at %s: %s', (expression, instant, expected) => {
    expect(runsAt(expression, instant)).toBe(expected)
  })

  it('keeps to the wall clock of its time zone, summer and winter', () => {
    expect(runsAt('cron(0 3 * * ? *)', '2026-07-01T02:00:00Z', 'Europe/London')).toBe(true)
    expect(runsAt('cron(0 3 * * ? *)', '2026-12-01T03:00:00Z', 'Europe/London')).toBe(true)
  })

  it.each([
    'at(2026-11-20T13:00:00)',
    'rate(0 minutes)',
    'rate(1 week)',
    'cron(0 3 * * ?)',
    'cron(0 3 L * ? *)',
    'cron(0 3 ? * 6#3 *)',
    'cron(60 3 * * ? *)',
  ])('%s is refused', (expression) => {
    expect(() => readScheduleExpression(expression, 'UTC')).toThrow('does not know')
  })
})
