import { FilterCriteria, passes } from '../../../../../infra/local/triggers/filter-criteria.ts'

const read = (...patterns: unknown[]) =>
  FilterCriteria.parse({ Filters: patterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })) })

const record = { eventName: 'INSERT', dynamodb: { Keys: { sk: { S: 'EVENT#1' } }, SizeBytes: 7 }, nothing: null }

describe('filter criteria', () => {
  it.each<[boolean, unknown]>([
    [true, { eventName: ['INSERT', 'MODIFY'] }],
    [false, { eventName: ['REMOVE'] }],
    [true, { dynamodb: { SizeBytes: [7] }, nothing: [null] }],
    [false, { nothing: ['null'] }],
    [true, { dynamodb: { Keys: { sk: { S: [{ prefix: 'EVENT#' }] } } } }],
    [false, { dynamodb: { Keys: { sk: { S: [{ prefix: 'STATE' }] } } } }],
    [true, { dynamodb: { Keys: { sk: { S: [{ suffix: '#1' }] } } } }],
    [true, { dynamodb: { NewImage: { gone: { S: [{ exists: false }] } } } }],
    [false, { dynamodb: { Keys: { sk: { S: [{ exists: false }] } } } }],
    [true, { eventName: [{ 'anything-but': ['REMOVE', 'MODIFY'] }] }],
    [false, { eventName: [{ 'anything-but': 'INSERT' }] }],
    [false, { eventName: [{ 'anything-but': { prefix: 'INS' } }] }],
    [false, { missing: [{ 'anything-but': 'x' }] }],
    [false, { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: ['STATE'] } } } }],
  ])('pass or not (%s): %j', (expected, pattern) => {
    expect(passes(read(pattern), record)).toBe(expected)
  })

  it('pass what one of several patterns lets through, and everything when there is none', () => {
    expect(passes(read({ eventName: ['REMOVE'] }, { eventName: ['INSERT'] }), record)).toBe(true)
    expect(passes([], record)).toBe(true)
  })

  it.each([
    { eventName: [{ wildcard: 'I*' }] },
    { eventName: [{ numeric: ['>', 1] }] },
    { $or: [{ eventName: ['INSERT'] }] },
    { eventName: 'INSERT' },
    { eventName: [] },
  ])('refuse a pattern they do not know: %j', (pattern) => {
    expect(() => read(pattern)).toThrow('an event pattern that it does not know')
  })
})
