import { takeLogged } from '../../../support/hostile/logged.ts'
import { log } from '../../../../functions/shared/runtime/log.ts'
import { allowed, errorName, type LogFields } from '../../../../functions/shared/runtime/log-fields.ts'
import { bodies } from '../../../support/builders/notification.ts'

const family: string = bodies.minimal().referrer.name
const more = { status: 200, nhsNumber: '9990000000' }

/** Never called: each line has to be refused by the compiler, or the expectation itself does not compile. */
export const refused = () => {
  // @ts-expect-error -- a field that is not on the list
  log.info('Answered.', { name: 'x' })
  // @ts-expect-error -- a larger thing spread over the fields
  log.info('Answered.', { ...more })
  // @ts-expect-error -- a larger thing in place of the fields
  log.info('Answered.', more)
  // @ts-expect-error -- a text that anybody may have typed
  log.info('Answered.', { reference: family })
  // @ts-expect-error -- what a fault says
  log.error('Could not answer.', { errorName: new Error(family).message })
  // @ts-expect-error -- a code that no list has
  log.error('Could not answer.', { outcome: family })
  // @ts-expect-error -- a message put together from values
  log.info(`Answered ${family}.`)
  // @ts-expect-error -- a message from elsewhere
  log.info(family)
}

describe('The log', () => {
  it('writes what is on the list', () => {
    log.warn('A case stood still and is sent round again.', { count: 2, errorName: errorName(new TypeError('x')) })
    expect(JSON.parse(takeLogged()[0] ?? '{}')).toMatchObject({ level: 'WARN', count: 2, errorName: 'TypeError' })
  })

  it('writes nothing else, whatever a type was talked into', () => {
    const talkedInto = { status: 200, nhsNumber: '9990000000', name: 'Invented' } as unknown as LogFields
    log.error('Could not answer.', talkedInto)
    expect(takeLogged().join()).not.toMatch(/9990000000|Invented/)
    expect(allowed(talkedInto)).toEqual({ status: 200 })
  })

  it('takes of a fault its name, and never what it says', () => {
    expect(errorName(new RangeError('Invented'))).toBe('RangeError')
    expect(errorName('Invented')).toBe('Unknown')
  })
})
