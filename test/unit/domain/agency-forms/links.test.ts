import type { Actor, Decided } from '../../../../domain/case/events.ts'
import { answerForm, type AnswerAct, type AnswerOutcome } from '../../../../domain/agency-forms/answer.ts'
import { linkIn, openLink, standingOfLink, useSession } from '../../../../domain/agency-forms/links.ts'
import type { Case } from '../../../../domain/case/case.ts'
import { LINK_STANDINGS, type LinkStanding } from '../../../../schemas/agency-forms/codes.ts'
import { aCase, after, aReference, happened, later, people, START } from '../../../support/builders/case.ts'

const { manager } = people
const asked = after(aCase(), manager, {
  action: 'request-form',
  form: 'reporting',
  agency: { name: 'Imaginary Surgery' },
})
const id = asked.work.forms.requests[0]!.id
const by: Actor = { kind: 'agency', form: id, link: 1 }
const then = (known: Case, decided: readonly Decided[], at = START) =>
  decided.reduce((before, one) => happened(before, before.reference, [one], by, at), known)
const opened = (known: Case) => then(known, openLink(known, id, 1, true, START).decided)
const found = (known: Case) => linkIn(known, id, 1)!
const texts = { answers: { events: 'Said.' }, notKnown: [], notHeld: [] }
const write: AnswerAct = { act: 'write', section: 'summary', value: texts, basedOn: 0 }
const does = (known: Case, act: AnswerAct) => {
  const { request, link } = found(known)
  return answerForm(request, link, act, START)
}
const done = (known: Case, act: AnswerAct) => {
  const outcome = does(known, act)
  if (outcome.outcome === 'refused') throw new Error(outcome.because)
  return then(known, outcome.decided)
}
const wrongly = (known: Case) => then(known, openLink(known, id, 1, false, START).decided)

/** A case whose link stands so, and when to look at it. */
const states: Record<LinkStanding, { readonly known: Case; readonly at?: ReturnType<typeof later> }> = {
  unopened: { known: asked },
  opened: { known: done(opened(asked), write) },
  locked: { known: [1, 2, 3, 4, 5].reduce(wrongly, asked) },
  replaced: { known: after(opened(asked), manager, { action: 'renew-form-link', request: id }) },
  expired: { known: opened(asked), at: later(28 * 24) },
  withdrawn: {
    known: after(opened(asked), manager, { action: 'withdraw-form-request', request: id, reason: 'Not needed.' }),
  },
  answered: { known: done(done(opened(asked), write), { act: 'submit' }) },
  'case-ended': {
    known: after(opened(asked), manager, { action: 'retract', notification: aReference(1), reason: 'sent-as-a-test' }),
  },
}

/** What each attempt comes to in each state: done, refused with the reason that goes on record, or nothing for the agency to learn. */
const expected: Record<LinkStanding, { right: string; wrong: string; session: string }> = {
  unopened: { right: 'opened', wrong: 'wrong-passcode', session: 'wrong-passcode' },
  opened: { right: 'used-already', wrong: 'used-already', session: 'works' },
  locked: { right: 'locked', wrong: 'locked', session: 'locked' },
  replaced: { right: 'replaced', wrong: 'replaced', session: 'replaced' },
  expired: { right: 'expired', wrong: 'expired', session: 'expired' },
  withdrawn: { right: 'withdrawn', wrong: 'withdrawn', session: 'withdrawn' },
  answered: { right: 'answered', wrong: 'answered', session: 'works' },
  'case-ended': { right: 'case-ended', wrong: 'case-ended', session: 'case-ended' },
}

const onRecord = (decided: readonly Decided[]) =>
  decided.map((one) => (one.type === 'FormLinkRefused' ? one.happened.because : one.type)).join()

describe.each(LINK_STANDINGS)('A link that is %s', (standing) => {
  const { known, at = START } = states[standing]
  const { request, link } = found(known)

  it('says so', () => {
    expect(standingOfLink(known, request, link, at)).toBe(standing)
  })

  it.each(['right', 'wrong'] as const)('with the %s passcode comes to what the table says', (passcode) => {
    const { isOpened, decided } = openLink(known, id, 1, passcode === 'right', at)
    expect(isOpened ? 'opened' : onRecord(decided)).toBe(expected[standing][passcode])
  })

  it('lets its session do what the table says', () => {
    const use = useSession(known, id, 1, at)
    expect(use.mayUse ? 'works' : onRecord(use.decided)).toBe(expected[standing].session)
  })

  it('puts a refusal on record once, save a wrong passcode', () => {
    const again = openLink(then(known, openLink(known, id, 1, false, at).decided, at), id, 1, false, at)
    expect(again.decided).toHaveLength(standing === 'unopened' ? 1 : 0)
  })
})

describe('What somebody at an agency does', () => {
  const handedOn = then(opened(asked), [
    {
      type: 'FormLinkIssued',
      happened: { form: id, link: { number: 2, for: 'colleague', sections: ['child'], expiresAt: later(1) } },
    },
    { type: 'FormLinkOpened', happened: { form: id, link: 2 } },
  ])
  const beside = done(done(opened(asked), write), { ...write, value: { ...texts, answers: { events: 'Otherwise.' } } })
  const acts: Record<AnswerAct['act'], AnswerAct> = {
    write,
    choose: { act: 'choose', section: 'summary', alternative: 2, choice: 'keep-current', basedOn: 2 },
    'hand-over': { act: 'hand-over', section: 'summary' },
    submit: { act: 'submit' },
  }
  const situations: Record<string, { known: Case; link: number }> = {
    'an empty form': { known: opened(asked), link: 1 },
    'a form with a text': { known: states.opened.known, link: 1 },
    'a form with two texts side by side': { known: beside, link: 1 },
    'a form that was sent': { known: states.answered.known, link: 1 },
    'a colleague’s section of a form': { known: handedOn, link: 2 },
  }
  const table: Record<string, Record<AnswerAct['act'], string>> = {
    'an empty form': {
      write: 'saved',
      choose: 'unknown-version',
      'hand-over': 'handed-over',
      submit: 'nothing-written',
    },
    'a form with a text': {
      write: 'unchanged',
      choose: 'unknown-version',
      'hand-over': 'handed-over',
      submit: 'submitted',
    },
    'a form with two texts side by side': {
      write: 'unchanged',
      choose: 'saved',
      'hand-over': 'handed-over',
      submit: 'choose-first',
    },
    'a form that was sent': {
      write: 'sent-already',
      choose: 'sent-already',
      'hand-over': 'sent-already',
      submit: 'submitted',
    },
    'a colleague’s section of a form': {
      write: 'not-your-section',
      choose: 'not-your-section',
      'hand-over': 'not-your-section',
      submit: 'not-for-this-link',
    },
  }
  const cells = Object.keys(situations).flatMap((name) =>
    (Object.keys(acts) as AnswerAct['act'][]).map((act) => ({ name, act })),
  )
  const saidOf = (outcome: AnswerOutcome) => (outcome.outcome === 'refused' ? outcome.because : outcome.outcome)

  it.each(cells)('to $name: $act comes to what the table says', ({ name, act }) => {
    const { known, link } = situations[name]!
    const own = linkIn(known, id, link)!
    expect(saidOf(answerForm(own.request, own.link, acts[act], START))).toBe(table[name]?.[act])
  })

  it('ends somewhere: a form is handed on so often and no more', () => {
    let known = opened(asked)
    for (let links = 1; links < 30; links++) known = done(known, acts['hand-over'])
    expect(does(known, acts['hand-over'])).toEqual({ outcome: 'refused', because: 'too-many-links' })
  })
})
