import type { Instant } from '../../../../domain/calendar/instant.ts'
import { addHours, instantOf } from '../../../../domain/calendar/instant.ts'
import { answersIn, sectionInWords, typedFor, type SectionView } from '../../../../functions/web/agency/questions.ts'
import { choicesInWords } from '../../../../functions/web/agency/choices-in-words.ts'
import { isAway, unlocked, type AgencySession } from '../../../../functions/web/agency/session.ts'
import { sectionsOf } from '../../../../schemas/agency-forms/forms.ts'
import { AGENCY_FORMS, type AgencyFormCode } from '../../../../schemas/agency-forms/codes.ts'
import * as z from 'zod'

const forms = Object.keys(AGENCY_FORMS) as AgencyFormCode[]

/** A section as the API shows it. */
function viewOf(form: AgencyFormCode, name: string): SectionView {
  const part = sectionsOf(form)[name]!
  const { properties = {} } = z.toJSONSchema(part.unwrap(), { io: 'input' })
  const view = { section: name, title: name, version: 0, text: null, alternatives: [], known: {} }
  return { ...view, questions: { properties } }
}

/** The example that each question comes with, as an answer. */
const examplesIn = ({ questions }: SectionView) =>
  Object.fromEntries(
    Object.entries(questions['properties'] as Record<string, { examples: [unknown] }>).map(([name, { examples }]) => [
      name,
      examples[0],
    ]),
  )

const everySection = forms.flatMap((form) => Object.keys(sectionsOf(form)).map((name) => [form, name] as const))

describe('An agency’s form', () => {
  it.each(everySection)(
    'shows every kind of answer of %s: %s, reads it back the same, and says it in words',
    (form, name) => {
      const section = viewOf(form, name)
      const text = { answers: examplesIn(section), notKnown: [], notHeld: [] }
      expect(answersIn(section, typedFor(section, text))).toEqual(text)
      for (const { text: words } of sectionInWords(section, text))
        expect(words).not.toMatch(/^[a-z]+(-[a-z]+)+$|Not answered/)
    },
  )

  it('keeps not known and not held apart from answers, and lets an answer outweigh them', () => {
    const section = viewOf('reporting', 'summary')
    const typed = {
      'events-why': ['not-held'],
      'modeOfDeath-why': ['not-known'],
      resuscitationAttempted: ['no'],
      'resuscitationAttempted-why': ['not-held'],
    }
    expect(answersIn(section, typed)).toEqual({
      answers: { resuscitationAttempted: 'no' },
      notKnown: ['modeOfDeath'],
      notHeld: ['events'],
    })
  })

  it('finds the labels of codes, also where a label has a comma', () => {
    expect(choicesInWords('All that apply: `a` First, with a comma, `b-c` Second (2).')).toEqual({
      a: 'First, with a comma',
      'b-c': 'Second (2)',
    })
  })
})

describe('The session of an agency', () => {
  const start: Instant = instantOf(Date.UTC(2026, 2, 9, 10, 0))
  const session: AgencySession = {
    secret: 's',
    passcode: 'p',
    expiresAt: addHours(start, 24),
    seenAt: start,
    wrongPasscodes: 0,
  }

  it('asks for the passcode again after a quarter of an hour', () => {
    expect(isAway(session, addHours(start, 0.25))).toBe(false)
    expect(isAway(session, addHours(start, 0.26))).toBe(true)
    expect(unlocked(session, true, addHours(start, 1))).toMatchObject({ seenAt: addHours(start, 1), wrongPasscodes: 0 })
  })

  it('ends with the fifth wrong passcode', () => {
    let now: AgencySession | 'ended' = session
    for (let tries = 1; tries <= 5; tries++) now = now === 'ended' ? now : unlocked(now, false, start)
    expect(now).toBe('ended')
  })
})
