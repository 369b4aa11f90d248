import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { TableDefinition } from '../../../functions/shared/adapters/dynamodb/table-definition.ts'
import { putUnits, readUnits, unitsByIndex, writeUnits } from '../../bench/request-units/capacity.ts'
import { itemBytes } from '../../bench/request-units/item-size.ts'

const table: TableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    queue: { partitionKey: 'queue', sortKey: 'due', projects: ['line'] },
    keysOnly: { partitionKey: 'chase', sortKey: 'chaseAt', projects: [] },
  },
}

const S = (text: string): AttributeValue => ({ S: text })
const anItem = (more: Record<string, AttributeValue> = {}) => ({ pk: S('CASE#1'), sk: S('STATE'), ...more })
const queued = (due: string, line = 'line', more: Record<string, AttributeValue> = {}) =>
  anItem({ queue: S('northamptonshire#open'), due: S(due), line: S(line), ...more })

describe('The size of an item', () => {
  it.each<[what: string, value: AttributeValue, bytes: number]>([
    ['text in UTF-8', { S: 'née' }, 4],
    ['an empty text', { S: '' }, 0],
    ['one digit', { N: '7' }, 2],
    ['three digits', { N: '123' }, 3],
    ['zeros at the end count for nothing', { N: '1000' }, 2],
    ['a minus is a byte', { N: '-1.25' }, 4],
    ['38 digits', { N: '9'.repeat(38) }, 20],
    ['binary', { B: new Uint8Array(9) }, 9],
    ['true or false', { BOOL: true }, 1],
    ['nothing', { NULL: true }, 1],
    ['an empty list', { L: [] }, 3],
    ['a list', { L: [{ S: 'ab' }, { N: '1' }] }, 3 + 2 + 4],
    ['a map', { M: { a: { S: 'bc' } } }, 3 + 1 + 3],
    ['a set of texts', { SS: ['ab', 'c'] }, 3],
  ])('counts %s', (_what, value, bytes) => {
    expect(itemBytes({ name: value })).toBe('name'.length + bytes)
  })
})

describe('Capacity', () => {
  it.each([
    [0, 1],
    [1, 1],
    [1024, 1],
    [1025, 2],
    [3 * 1024, 3],
  ])('of writing %d bytes is %d', (bytes, units) => {
    expect(writeUnits(bytes)).toBe(units)
  })

  it.each([
    [0, [0.5, 1, 2]],
    [4096, [0.5, 1, 2]],
    [4097, [1, 2, 4]],
  ] as const)('of reading %d bytes is %p: eventually, strongly, in a transaction', (bytes, units) => {
    expect((['eventual', 'strong', 'transactional'] as const).map((how) => readUnits(bytes, how))).toEqual(units)
  })

  it('of writing over is that of the larger item', () => {
    const [small, large] = [anItem(), anItem({ text: S('x'.repeat(3000)) })]
    expect([putUnits(undefined, small), putUnits(small, large), putUnits(large, small)]).toEqual([1, 3, 3])
  })
})

describe('Capacity of indexes', () => {
  it.each([
    ['an item that stands in none', undefined, anItem(), 0],
    ['half a key is no place', undefined, anItem({ queue: S('x') }), 0],
    ['entering', undefined, queued('1'), 1],
    ['entering two', undefined, queued('1', 'line', { chase: S('1'), chaseAt: S('2') }), 2],
    ['staying as it is', queued('1'), queued('1'), 0],
    ['a change that the index does not see', queued('1'), queued('1', 'line', { other: S('new') }), 0],
    ['a change of what it shows', queued('1'), queued('1', 'another line'), 1],
    ['moving, which is leaving and entering', queued('1'), queued('2'), 2],
    ['leaving', queued('1'), anItem(), 1],
    [
      'a large line, by what is projected alone',
      undefined,
      queued('1', 'x'.repeat(1500), { not: S('y'.repeat(5000)) }),
      2,
    ],
  ])('for %s', (_what, before, after, units) => {
    const found = Object.values(unitsByIndex(before, after, table))
    expect(found.reduce((sum, one) => sum + one, 0)).toBe(units)
  })
})
