import { permissions } from '../../../../domain/access/access.ts'
import { refusalTexts } from '../../../../domain/panel-work/refusals.ts'
import { editing, refusalToWrite, sections } from '../../../../domain/review/editing.ts'
import { ROLES, type Role } from '../../../../schemas/access.ts'
import { ANALYSIS_SECTIONS, type AnalysisSection } from '../../../../schemas/analysis/analysis-form.ts'
import { STAGES } from '../../../../schemas/panel-work/codes.ts'
import { aCaseAt, after, people } from '../../../support/builders/case.ts'

const DRAFT = '. D D DPC DPC . . . .'

/**
 * What the table says, once more and by hand. Columns are the stages in their order, from notified to joined. D: the designated doctor
 * writes, P: a panel member, C: the chair; a dot: nobody.
 */
const expected: Readonly<Record<AnalysisSection, string>> = {
  meeting: DRAFT,
  causeOfDeath: DRAFT,
  caseSummary: DRAFT,
  child: DRAFT,
  socialEnvironment: DRAFT,
  physicalEnvironment: DRAFT,
  serviceProvision: DRAFT,
  proposedCategory: '. D D D . . . . .',
  panelCategory: '. . . PC PC . . . .',
  modifiableFactors: DRAFT,
  learning: DRAFT,
  recommendations: DRAFT,
  family: DRAFT,
  safeguarding: '. . . PC PC . . . .',
}

const letters: readonly (readonly [string, Role])[] = [
  ['D', 'designated-doctor'],
  ['P', 'panel-member'],
  ['C', 'chair'],
]
const cells = ANALYSIS_SECTIONS.flatMap((section) => STAGES.map((stage, column) => ({ section, stage, column })))

const withRole = (role: Role) => ({ subject: `a ${role}`, roles: [role], area: 'panel/northamptonshire' })

describe('The table of sections, stages and roles', () => {
  it.each(cells)('says of $section at $stage who writes', ({ section, stage, column }) => {
    const may = ROLES.filter((role) => refusalToWrite(aCaseAt(stage), withRole(role), section) === undefined)
    const said = letters.flatMap(([letter, role]) => (may.includes(role) ? [letter] : []))
    expect(said.join('') || '.').toBe(expected[section].split(' ')[column])
    expect(may).toHaveLength(said.length)
  })

  it('names every section of the form, in its order', () => {
    expect([...sections].sort()).toEqual([...ANALYSIS_SECTIONS].sort())
  })

  it('grants nothing to a role that the access table keeps out, and something to every role that it lets in', () => {
    const granted = Object.values(editing).flatMap((row) =>
      Object.values(row).flatMap((cell: string | readonly Role[]) => (typeof cell === 'string' ? [] : cell)),
    )
    expect([...new Set(granted)].sort()).toEqual([...permissions['write-analysis'].roles].sort())
  })

  it('keeps out whoever declared a conflict of interest, until it is withdrawn', () => {
    const conflicted = after(aCaseAt('listed'), people.member, { action: 'declare-conflict' })
    expect(refusalToWrite(conflicted, people.member, 'learning')).toBe('conflict-of-interest')
    expect(refusalToWrite(conflicted, people.chair, 'learning')).toBeUndefined()
    const withdrawn = after(conflicted, people.member, { action: 'withdraw-conflict', reason: 'Another child.' })
    expect(refusalToWrite(withdrawn, people.member, 'learning')).toBeUndefined()
    expect(withdrawn.work.review.conflicts).toMatchObject([
      { subject: 'member', withdrawn: { reason: 'Another child.' } },
    ])
    expect(refusalTexts['conflict-of-interest']).toContain('withdraw')
  })
})
