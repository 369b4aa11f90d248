import { DEFAULT_QUORUM, missingForQuorum } from '../../../../domain/analysis/quorum.ts'
import { DISCIPLINES, type Discipline } from '../../../../schemas/analysis/panel.ts'

const HEALTH = ['designated-doctor', 'safeguarding-health', 'primary-care', 'nursing-midwifery']
const LOCAL_AUTHORITY = ['public-health', 'childrens-social-care', 'education']
const every = Object.keys(DISCIPLINES) as Discipline[]

describe('the quorum', () => {
  it('is there with any two members of whom one is from health and one from the local authority', () => {
    for (const one of every)
      for (const other of every) {
        const members = [one, other].map((discipline, place) => ({ subject: `member ${place}`, discipline }))
        const has = (sector: string[]) => members.some(({ discipline }) => sector.includes(discipline))
        expect(missingForQuorum(members, DEFAULT_QUORUM).length === 0).toBe(has(HEALTH) && has(LOCAL_AUTHORITY))
      }
  })

  it('counts a person once, whatever they sit there for', () => {
    const members = [
      { subject: 'dana', discipline: 'designated-doctor' },
      { subject: 'dana', discipline: 'public-health' },
    ] as const
    expect(missingForQuorum(members, DEFAULT_QUORUM)).toEqual(['2 members, of whom there are 1'])
  })

  it('can ask for more sectors', () => {
    expect(missingForQuorum([], { sectors: ['police', 'lay'], members: 0 })).toEqual([
      'the police',
      'a lay representative',
    ])
  })
})
