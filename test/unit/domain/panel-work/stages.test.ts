import { permissions, type Person } from '../../../../domain/access/access.ts'
import type { Case } from '../../../../domain/case/case.ts'
import type { PanelWork } from '../../../../domain/panel-work/panel-work.ts'
import { refusalTexts } from '../../../../domain/panel-work/refusals.ts'
import { actions, completes, hasEnded, isOpen, stagesAfter, waysFrom } from '../../../../domain/panel-work/stages.ts'
import { ROLES, type Role } from '../../../../schemas/access.ts'
import type { ActionInput } from '../../../../schemas/panel-work/actions.ts'
import {
  ACTIONS,
  REFUSAL_REASONS,
  STAGES,
  type ActionName,
  type RefusalReason,
  type Stage,
} from '../../../../schemas/panel-work/codes.ts'
import { conclude } from '../../../support/builders/analysis.ts'
import {
  aCase,
  aCaseAt,
  after,
  aReference,
  asked,
  both,
  later,
  LIST,
  people,
  piped,
  withCompleteForm,
} from '../../../support/builders/case.ts'
import { aMeeting, aMeetingReference } from '../../../support/builders/meeting.ts'

/**
 * What the table says, once more and by hand, so that no change of it goes unnoticed. Columns are the stages in their order, from
 * notified to joined. M: the manager may, D: the designated doctor, C: the chair, P: a panel member; a dot: nobody.
 */
const expected: Readonly<Record<ActionName, string>> = {
  claim: '. MDC MDC MDC MDC MDC . . .',
  release: '. MDC MDC MDC MDC MDC . . .',
  'move-to-stage': '. MD MD MD MC MC . . .',
  'place-on-hold': '. MD MD MD MD MD . . .',
  'lift-hold': '. MD MD MD MD MD . . .',
  join: '. M M M M . . . .',
  separate: '. M M M M M . . .',
  transfer: '. M M M M . . . .',
  'accept-transfer': '. M M M M M M . .',
  retract: '. M M M M . . . .',
  reopen: '. . . . . MC MC . .',
  'change-triage': '. MDC MDC MDC MDC . . . .',
  'declare-conflict': '. CP CP CP CP . . . .',
  'withdraw-conflict': '. CP CP CP CP . . . .',
  conclude: '. . . . C . . . .',
  'name-key-worker': '. MD MD MD MD MD MD . .',
  'log-family-question': '. MD MD MD MD MD MD . .',
  'answer-family-question': '. MD MD MD MD MD MD . .',
  'list-for-meeting': '. . . M M . . . .',
  'set-circumstances': '. MD MD MD MD . . . .',
  'add-form': '. MD MD MD MD . . . .',
  'remove-form': '. MD MD MD MD . . . .',
  'request-form': '. M M M M . . . .',
  'renew-form-link': '. M M M M . . . .',
  'withdraw-form-request': '. M M M M M M . .',
}

const letters: readonly (readonly [string, Role])[] = [
  ['M', 'cdop-manager'],
  ['D', 'designated-doctor'],
  ['C', 'chair'],
  ['P', 'panel-member'],
]

const cells = ACTIONS.flatMap((action) => STAGES.map((stage, column) => ({ action, stage, column })))

const other = aCase({}, 42)
const anotherMeeting = aMeeting({ reference: aMeetingReference(2) })
const aCaseWithForm = after(aCase(), people.manager, {
  action: 'request-form',
  form: 'reporting',
  agency: { name: 'Imaginary Town Surgery' },
})
const FORM_REQUEST = aCaseWithForm.work.forms.requests[0]!.id

/** What each action needs to be there besides the stage, put there by force. */
function preparedFor(action: ActionName, known: Case, person: Person): Case {
  const signed = { at: known.openedAt, by: { kind: 'person', ...person } } as const
  const handover = { from: 'leeds', to: 'northamptonshire', note: 'Moved.', namedByFacts: 'leeds' }
  const forms = {
    ...aCaseWithForm.work.forms,
    adjustments: [{ form: 'epilepsy', act: 'add', reason: 'Seizures.', onRules: [], by: 'doctor', at: known.openedAt }],
  } as const
  const needed: Partial<Record<ActionName, Partial<PanelWork>>> = {
    'remove-form': { forms },
    'renew-form-link': { forms },
    'withdraw-form-request': { forms },
    release: { claim: { by: person.subject, until: later(4) } },
    'lift-hold': { holds: [{ hold: 'inquest', ...signed }] },
    'answer-family-question': { familyQuestions: [{ number: 1, question: 'Why?', answers: [], ...signed }] },
    'accept-transfer': { transfer: { ...handover, ...signed } },
    'withdraw-conflict': {
      review: { ...known.work.review, conflicts: [{ subject: person.subject, at: known.openedAt }] },
    },
    conclude: { review: withCompleteForm(known).work.review },
  }
  return { ...known, work: { ...known.work, ...needed[action] } }
}

/** Requests that nothing but stage or role refuses, each with the stage to which it leads. */
function requestsOf(action: ActionName, stage: Stage): { request: ActionInput; to: Stage }[] {
  if (action === 'move-to-stage') return STAGES.map((to) => ({ request: { action, stage: to }, to }))
  // The case has one notification: with it the case ends.
  const to = action === 'retract' ? 'retracted' : (Object.keys(rolesAt(action, stage))[0] as Stage | undefined)
  return [{ request: requests[action], to: to ?? stage }]
}

const requests: Readonly<Record<Exclude<ActionName, 'move-to-stage'>, ActionInput>> = {
  claim: { action: 'claim' },
  release: { action: 'release' },
  'place-on-hold': { action: 'place-on-hold', hold: 'inquest' },
  'lift-hold': { action: 'lift-hold', hold: 'inquest' },
  join: { action: 'join', into: other.reference },
  separate: { action: 'separate', from: other.reference },
  transfer: { action: 'transfer', to: 'leeds', note: 'Lived there.' },
  'accept-transfer': { action: 'accept-transfer' },
  retract: { action: 'retract', notification: aReference(1), reason: 'wrong-child' },
  reopen: { action: 'reopen', reason: 'News.' },
  'change-triage': { action: 'change-triage', route: 'neonatal-panel', reason: 'Born too soon.' },
  'declare-conflict': { action: 'declare-conflict' },
  'withdraw-conflict': { action: 'withdraw-conflict', reason: 'Another child.' },
  conclude,
  'name-key-worker': { action: 'name-key-worker', name: 'Invented Person' },
  'log-family-question': { action: 'log-family-question', question: 'Why?' },
  'answer-family-question': { action: 'answer-family-question', question: 1, answer: 'Because.' },
  'list-for-meeting': { ...LIST, meeting: anotherMeeting.reference },
  'set-circumstances': { action: 'set-circumstances', circumstances: ['drowning'] },
  'add-form': { action: 'add-form', form: 'oncology', reason: 'A tumour was found.' },
  'remove-form': { action: 'remove-form', form: 'epilepsy', reason: 'There were no seizures.' },
  'request-form': { action: 'request-form', form: 'reporting', agency: { name: 'Imaginary Town Surgery' } },
  'renew-form-link': { action: 'renew-form-link', request: FORM_REQUEST },
  'withdraw-form-request': { action: 'withdraw-form-request', request: FORM_REQUEST, reason: 'Not needed.' },
}

const rolesAt = (action: ActionName, stage: Stage) => {
  const ways = waysFrom(action, stage)
  return typeof ways === 'string' ? {} : ways
}

/** The stage that follows, or why none does. */
function saidByTheTable(action: ActionName, stage: Stage, role: Role, to: Stage): Stage | RefusalReason {
  const ways = waysFrom(action, stage)
  if (typeof ways === 'string') return ways
  if (ways[to]?.includes(role)) return to
  const mayNothing = !Object.values(ways).some((roles) => roles.includes(role))
  return mayNothing || to in ways ? 'not-for-your-role' : 'stage-does-not-follow'
}

describe('The table of stages, actions and roles', () => {
  it.each(cells)('says of $action at $stage who may', ({ action, stage, column }) => {
    const may = letters.filter(([, role]) => typeof stagesAfter(action, stage, [role]) !== 'string')
    expect(may.map(([letter]) => letter).join('') || '.').toBe(expected[action].split(' ')[column])
  })

  it.each(cells)('is what happens on $action at $stage, whatever the role', ({ action, stage }) => {
    for (const role of ROLES) {
      const person = { subject: `a ${role}`, roles: [role], area: 'panel/northamptonshire' }
      const known = preparedFor(action, aCaseAt(stage), person)
      for (const { request, to } of requestsOf(action, stage)) {
        const doing = asked(known, person, request, { other, meeting: anotherMeeting })
        const happens =
          'refused' in doing
            ? doing.refused
            : both(known, person, request, { other, meeting: anotherMeeting }).here.work.stage
        expect(happens).toBe(saidByTheTable(action, stage, role, to))
      }
    }
  })

  it('names every action once, in the order in which requests name them', () => {
    expect(actions).toEqual(ACTIONS)
  })

  it('has words for every reason to refuse', () => {
    for (const reason of REFUSAL_REASONS) expect(refusalTexts[reason]).toMatch(/^[A-Z].*\.$/)
  })

  it('grants nothing to a role that the access table keeps out, and something to every role that it lets in', () => {
    const roles = new Set(
      ACTIONS.flatMap((action) => STAGES.flatMap((stage) => Object.values(rolesAt(action, stage)).flat())),
    )
    expect([...roles].sort()).toEqual([...permissions['work-case'].roles].sort())
  })

  it('leads from every open stage to the end of the review, and from no end anywhere', () => {
    const next = (stage: Stage) => ACTIONS.flatMap((action) => Object.keys(rolesAt(action, stage)) as Stage[])
    for (const stage of STAGES) {
      if (hasEnded(stage)) expect(next(stage)).toEqual([])
      else if (stage !== 'notified') expect(reachableFrom(stage, next)).toContain('closed')
    }
  })

  it('lets only the chair complete a review', () => {
    for (const action of ACTIONS)
      for (const stage of STAGES)
        if (stage !== 'reviewed' && 'reviewed' in rolesAt(action, stage))
          expect(rolesAt(action, stage).reviewed).toEqual(['chair'])
  })
})

function reachableFrom(start: Stage, next: (stage: Stage) => readonly Stage[]): ReadonlySet<Stage> {
  const reached = new Set<Stage>([start])
  for (const stage of reached) for (const one of next(stage)) reached.add(one)
  return reached
}

describe('Stages', () => {
  it('are open from the notification until the case is closed or ends', () => {
    expect(STAGES.filter(isOpen)).toEqual(STAGES.slice(0, 6))
    expect(STAGES.filter(hasEnded)).toEqual(['retracted', 'joined'])
  })

  it('complete a review from the listing on', () => {
    expect(STAGES.filter(completes)).toEqual(['listed', 'reviewed', 'closed'])
  })

  it('begin with the panel’s information gathering as soon as a panel has the case', () => {
    const known = aCaseAt('notified')
    expect(known.work.stage).toBe('notified')
    expect(piped(known).work.stage).toBe('information-gathering')
  })
})
