import { clockChoicesOf } from '../../../../domain/clocks/panel-choices.ts'
import { answersOf } from '../../../../domain/case/changed-facts.ts'
import { awaited, type Case } from '../../../../domain/case/case.ts'
import { categorise, flagPossibleDuplicates, mayBeSameChild } from '../../../../domain/case/decide.ts'
import { queueEntry } from '../../../../domain/case/queue-entry.ts'
import {
  aCase,
  aCaseAt,
  after,
  aReference,
  asked,
  both,
  happened,
  later,
  people,
  piped,
  START,
} from '../../../support/builders/case.ts'

const { manager, colleague } = people
const byRoute = { kind: 'step', step: 'route' } as const

/** The case, flagged as maybe the same child's as another. */
const flagged = (known: Case, other: Case): Case => {
  const [first] = flagPossibleDuplicates(known, [other.reference])
  return first ? happened(known, known.reference, [first], byRoute, START) : known
}

const one = flagged(aCase({ answers: { lookedAfter: 'yes' } }, 1), aCase({}, 2))
const two = flagged(aCase({ answers: { externalCauses: 'yes' } }, 2), one)

describe('Joining a case to another', () => {
  const { here, there } = both(one, manager, { action: 'join', into: two.reference }, { other: two, at: later(1) })
  if (!there) throw new Error('The other case goes on.')

  it('ends it, and leads from it to the other', () => {
    expect(here).toMatchObject({ joinedTo: two.reference, work: { stage: 'joined' } })
    expect(awaited(here)).toBeUndefined()
    expect(categorise(here)).toEqual([])
  })

  it('gives the other its notifications, to be categorised with its own', () => {
    expect(there.notifications.map(({ reference }) => reference)).toEqual([two.reference, one.reference])
    expect(awaited(there)).toMatchObject({ what: 'panel', hears: { type: 'CasesMerged' } })
    expect(answersOf(there.notifications)).toMatchObject({ lookedAfter: 'yes', externalCauses: 'yes' })
    expect(queueEntry(piped(there)).flags).toEqual(['several-notifications'])
  })

  it('is kept in both histories, each with the other', () => {
    expect(here.version).toBe(one.version + 1)
    expect(there.joinedFrom).toEqual([one.reference])
  })

  it('takes along what it waited for, whom the family has and what they asked', () => {
    const known = [
      { action: 'place-on-hold', hold: 'inquest' },
      { action: 'place-on-hold', hold: 'criminal' },
      { action: 'name-key-worker', name: 'Invented Person' },
      { action: 'log-family-question', question: 'From the one?' },
    ] as const
    const busy = known.reduce<Case>((before, action) => after(before, manager, action), one)
    const other = after(after(two, manager, known[0]), manager, {
      action: 'log-family-question',
      question: 'From the two?',
    })
    const joined = both(busy, manager, { action: 'join', into: two.reference }, { other }).there
    expect(joined?.work).toMatchObject({
      holds: [{ hold: 'inquest' }, { hold: 'criminal' }],
      keyWorker: { name: 'Invented Person' },
      familyQuestions: [
        { number: 1, question: 'From the two?' },
        { number: 2, question: 'From the one?' },
      ],
    })
  })

  it('settles every flag between the two, and takes over the others', () => {
    const third = aCase({}, 3)
    const joined = both(flagged(one, third), manager, { action: 'join', into: two.reference }, { other: two }).there
    expect(joined?.possibleDuplicates.map(({ other }) => other)).toEqual([third.reference])
  })

  it('may go on: what was joined to a joined case leads to the last', () => {
    const third = aCase({}, 3)
    const last = both(there, manager, { action: 'join', into: third.reference }, { other: third }).there
    expect(last?.joinedFrom).toEqual([two.reference, one.reference])
    expect(last?.notifications).toHaveLength(3)
  })

  it.each([
    ['a case that does not exist', undefined, 'other-case-not-found'],
    ['itself', one, 'same-case'],
    ['one that has ended', aCaseAt('retracted'), 'other-case-not-open'],
    ['one that has been reviewed', aCaseAt('reviewed'), 'other-case-not-open'],
  ])('is refused with %s', (_what, other, refused) => {
    const named = flagged(aCase({}, 5), two)
    const known = other === one ? one : named
    expect(asked(known, manager, { action: 'join', into: aReference(9) }, { other })).toEqual({ refused })
  })

  it('is refused with another panel’s case', () => {
    const theirs = after(two, manager, { action: 'transfer', to: 'leeds', note: 'Lived there.' })
    expect(asked(one, manager, { action: 'join', into: two.reference }, { other: theirs })).toEqual({
      refused: 'other-case-not-found',
    })
  })

  it('is refused while somebody else has the other case in hand', () => {
    const other = after(two, colleague, { action: 'claim' })
    expect(asked(one, manager, { action: 'join', into: two.reference }, { other })).toMatchObject({
      refused: 'claimed-by-another',
      claim: { by: 'colleague' },
    })
  })
})

describe('Separating two cases', () => {
  const reason = 'Twins: two NHS numbers.'
  const { here, there } = both(one, manager, { action: 'separate', from: two.reference, reason }, { other: two })
  if (!there) throw new Error('The other case hears of it.')

  it('takes the flag from both, and it does not come back', () => {
    for (const known of [here, there]) expect(queueEntry(known).flags).not.toContain('possible-duplicate')
    expect(flagPossibleDuplicates(here, [two.reference])).toEqual([])
    expect(flagPossibleDuplicates(there, [one.reference])).toEqual([])
    expect(mayBeSameChild(here, there)).toBe(false)
  })

  it('keeps on both how the person knows', () => {
    for (const known of [here, there]) expect(known.separations).toMatchObject([{ reason }])
  })

  it('holds for what is joined to either later', () => {
    const third = aCase({}, 3)
    const joined = both(here, manager, { action: 'join', into: third.reference }, { other: third }).there
    if (!joined) throw new Error('The other case goes on.')
    expect(mayBeSameChild(joined, there)).toBe(false)
    expect(mayBeSameChild(there, joined)).toBe(false)
  })

  it('is done once', () => {
    expect(asked(here, manager, { action: 'separate', from: two.reference }, { other: there })).toEqual({
      refused: 'separated-already',
    })
  })

  it('reaches another panel’s case only where the software has flagged it', () => {
    const theirs = after(two, manager, { action: 'transfer', to: 'leeds', note: 'Lived there.' })
    const separate = { action: 'separate', from: two.reference } as const
    expect(both(one, manager, separate, { other: theirs }).there?.separatedFrom).toEqual([one.reference])
    expect(asked(aCase({}, 1), manager, separate, { other: theirs })).toEqual({ refused: 'other-case-not-found' })
  })
})

describe('Handing a case to another panel', () => {
  const transfer = { action: 'transfer', to: 'city-and-hackney', note: 'The family had just moved.' } as const
  const { here, notices } = both(after(aCase(), manager, { action: 'claim' }), manager, transfer, { at: later(1) })

  it('gives it to them at once, flagged until they accept it, free of any claim', () => {
    expect(here.routing).toMatchObject({ panel: 'city-and-hackney', basis: 'transferred' })
    expect(here.work).toMatchObject({
      stage: 'information-gathering',
      claim: undefined,
      transfer: { note: transfer.note },
    })
    expect(queueEntry(here).flags).toContain('transferred-in')
  })

  it('leaves a notice with the note, on which the acceptance shows', () => {
    const told = { panel: 'northamptonshire', what: 'handed-over', reviewedBy: 'city-and-hackney', at: later(1) }
    expect(notices).toEqual([{ ...told, note: transfer.note }])
    const theirs = { subject: 'theirs', roles: ['cdop-manager'], area: 'panel/city-and-hackney' } as const
    const accepted = both(here, theirs, { action: 'accept-transfer' }, { at: later(2) })
    expect(queueEntry(accepted.here).flags).not.toContain('transferred-in')
    expect(accepted.notices).toEqual([{ ...told, note: transfer.note, acceptedAt: later(2) }])
    expect(asked(accepted.here, theirs, { action: 'accept-transfer' })).toEqual({ refused: 'no-transfer-to-accept' })
  })

  it('counts the clocks by what the other panel settled', () => {
    expect(clockChoicesOf('city-and-hackney').D2?.limit).toEqual({ unit: 'hours', n: 48 })
    const due = (known: Case) =>
      known.routing?.clocks.find(({ rule, supersededAt }) => rule === 'D2' && supersededAt === undefined)?.dueAt
    expect(due(here)).not.toBe(due(aCase()))
    expect(here.routing?.clocks.filter(({ rule }) => rule === 'D2')).toHaveLength(2)
  })

  it('is never undone by facts; where they come to name a third panel, the case says so', () => {
    const amend = (known: Case, authority: string): Case => {
      const [{ reference, facts }] = known.notifications
      const child = { ...facts.child, normallyResidentAuthority: authority }
      const residence = { kind: 'england', authority, from: 'stated' } as const
      const request = { key: authority, bodyHash: 'b' }
      const happening = { notificationReference: reference, request, amendment: { child }, residence }
      return piped(happened(known, reference, [{ type: 'FactsAmended', happened: happening }], byRoute, later(3)))
    }
    const same = amend(here, 'E06000062')
    expect(same.routing).toMatchObject({ panel: 'city-and-hackney', namedByFacts: 'northamptonshire' })
    expect(queueEntry(same).flags).not.toContain('facts-name-another-panel')
    const third = amend(here, 'E08000035')
    expect(third.routing).toMatchObject({ panel: 'city-and-hackney', namedByFacts: 'leeds' })
    expect(queueEntry(third).flags).toContain('facts-name-another-panel')
  })

  it.each([
    ['northamptonshire', 'panel-has-it'],
    ['atlantis', 'no-such-panel'],
    ['north-of-tyne', 'no-such-panel'],
  ])('to %s is refused: %s', (to, refused) => {
    expect(asked(aCase(), manager, { ...transfer, to })).toEqual({ refused })
  })
})

describe('Retracting a notification', () => {
  const retract = { action: 'retract', reason: 'wrong-child', explanation: 'A cousin of the same name.' } as const

  it('ends a case that has no other, and tells every panel that was told of it', () => {
    const elsewhere = aCase({ death: { authorityOfDeath: 'E08000021' } })
    const { here, notices } = both(
      elsewhere,
      manager,
      { ...retract, notification: elsewhere.reference },
      { at: later(1) },
    )
    expect(here.work.stage).toBe('retracted')
    expect(here.retractions).toMatchObject([{ reason: 'wrong-child', explanation: retract.explanation }])
    expect(awaited(here)).toBeUndefined()
    expect(notices).toEqual([
      { panel: 'north-and-south-of-tyne', what: 'retracted', reviewedBy: 'northamptonshire', at: later(1) },
    ])
  })

  it('of several takes only that one, and the rest is categorised again', () => {
    const joined = both(one, manager, { action: 'join', into: two.reference }, { other: two }).there
    if (!joined) throw new Error('The other case goes on.')
    const { here, notices } = both(piped(joined), manager, { ...retract, notification: two.reference })
    expect(here.work.stage).toBe('information-gathering')
    expect(here.notifications.map(({ reference }) => reference)).toEqual([one.reference])
    expect(awaited(here)).toMatchObject({ what: 'panel', hears: { type: 'NotificationRetracted' } })
    expect(notices).toEqual([])
    expect(asked(here, manager, { ...retract, notification: two.reference })).toEqual({
      refused: 'no-such-notification',
    })
  })
})
