import type { Resource } from '../../../../../infra/local/assembly/assembly.ts'
import { findByName, physicalName, shortNames } from '../../../../../infra/local/assembly/names.ts'

const at = (path: string, name = path): { resource: Resource; name: string } => ({
  resource: { stack: 'S', logicalId: path.replaceAll('/', '') + 'AB12CD34', type: '', path, properties: {} },
  name,
})

describe('names of resources', () => {
  const queue = at('Stateful/CategoriseQueue/Resource', 'cdr-dev-categorise')
  const letters = at('Stateful/CategoriseQueueDeadLetters/Resource', 'cdr-dev-categorise-dead-letters')
  const all = [queue, letters]

  it.each([
    'CategoriseQueue',
    'categorise-queue',
    'Stateful/CategoriseQueue',
    'cdr-dev-categorise',
    'categorise',
    queue.resource.logicalId,
  ])('find one by %s', (name) => {
    expect(findByName(all, name)).toBe(queue)
  })

  it('say what there is when nothing, or more than one, has the name', () => {
    expect(() => findByName(all, 'nothing')).toThrow('Nothing is called nothing; there are: cdr-dev-categorise, cdr-')
    expect(() => findByName([queue, queue], 'categorise')).toThrow('More than one is called categorise')
  })

  it('are as short as they can be and still differ', () => {
    const capture = at('Stateless/Capture/Function/Resource').resource
    const claims = at('Stateful/TokenClaims/Function/Resource').resource
    const one = at('Stateless/One/Worker/Resource').resource
    const two = at('Stateless/Two/Worker/Resource').resource
    const names = shortNames([capture, claims, one, two])
    expect([capture, claims, one, two].map((each) => names.get(each))).toEqual([
      'capture',
      'token-claims',
      'one-worker',
      'two-worker',
    ])
  })

  it('made up for want of one stay within the limit', () => {
    expect(physicalName(queue.resource, 20)).toHaveLength(20)
  })
})
