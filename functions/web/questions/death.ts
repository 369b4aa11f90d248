import { diedNeonatally } from '../../../domain/calendar/age.ts'
import { DateAsKnownSchema } from '../../../schemas/calendar.ts'
import { MODES_OF_DEATH, PLACES, POST_MORTEMS } from '../../../schemas/value-sets.ts'
import { choicesFrom, yesNoNotKnown } from '../form/choices.ts'
import type { Known, Step } from '../form/step.ts'
import { titled } from './people.ts'

/** When, where and how the child died. */
export const death: Step = {
  path: 'death',
  title: 'When the child died',
  fields: [
    {
      ...titled('/death/dateOfDeath'),
      name: 'died',
      kind: 'date',
      hint: 'For example 9 3 2026. If you know only month and year, give that.',
    },
    {
      ...titled('/death/timeOfDeath'),
      label: 'Time of death (optional)',
      name: 'died-at',
      kind: 'line',
      width: 4,
      hint: 'In 24 hours, like 03:10. Deadlines are counted from it.',
    },
    {
      at: '/death/dateOfDeath/from',
      label: 'If the child was found later: last known to be alive (optional)',
      name: 'last-alive',
      kind: 'date',
    },
    {
      at: '/death/dateOfDeath/to',
      label: 'If the child was found later: when found (optional)',
      name: 'found',
      kind: 'date',
    },
  ],
}

export const place: Step = {
  path: 'place',
  title: 'Where the child died',
  fields: [
    {
      ...titled('/death/placeOfDeath'),
      name: 'place',
      kind: 'choice',
      choices: choicesFrom(PLACES),
    },
    {
      ...titled('/death/placeOfDeathInWords'),
      label: 'Name of the hospital, or the address (optional)',
      name: 'place-in-words',
      kind: 'line',
    },
  ],
}

export const circumstances: Step = {
  path: 'what-happened',
  title: 'What happened, as far as it is known',
  before: ['You may leave this for later. Write what was seen and done, without judging anybody.'],
  fields: [
    { ...titled('/death/circumstances'), label: 'Circumstances (optional)', name: 'circumstances', kind: 'paragraphs' },
    { ...titled('/death/suspectedCause'), label: 'Suspected cause (optional)', name: 'cause', kind: 'line' },
  ],
}

/** Only of a baby who died within 28 days, or of whom nobody can yet say. */
function mayBeNewborn({ facts: { child, death } }: Known): boolean {
  const born = DateAsKnownSchema.safeParse(child['dateOfBirth']).data
  const died = DateAsKnownSchema.safeParse(death['dateOfDeath']).data
  return born === undefined || died === undefined || diedNeonatally(born, died) !== 'no'
}

export const newborn: Step = {
  path: 'newborn',
  title: 'About the birth',
  before: [
    'These answers decide whether the law has the death reviewed as a child’s. Where you do not know, say so: it is reviewed until somebody knows better.',
  ],
  fields: [
    {
      ...titled('/child/bornAlive'),
      label: 'Did the baby show any sign of life after birth?',
      name: 'born-alive',
      kind: 'choice',
      look: 'inline',
      choices: yesNoNotKnown,
    },
    {
      ...titled('/child/terminationOfPregnancy'),
      label: 'Was this a planned termination of pregnancy within the law?',
      name: 'termination',
      kind: 'choice',
      look: 'inline',
      choices: yesNoNotKnown,
    },
    {
      ...titled('/child/gestationAtBirthWeeks'),
      label: 'Completed weeks of pregnancy at birth (optional)',
      name: 'gestation',
      kind: 'number',
      hint: 'From 20 to 44',
      notKnown: 'Not known yet',
    },
    {
      ...titled('/child/birthWeightGrams'),
      label: 'Birth weight in grams (optional)',
      name: 'weight',
      kind: 'number',
      notKnown: 'Not known yet',
    },
    {
      ...titled('/child/multipleBirth'),
      label: 'Was the baby one of twins, triplets or more?',
      name: 'multiple',
      kind: 'choice',
      look: 'inline',
      choices: yesNoNotKnown,
    },
  ],
  isAsked: mayBeNewborn,
}

export const moreOfTheDeath: Step = {
  path: 'more-of-the-death',
  title: 'More about the death',
  fields: [
    {
      ...titled('/death/modeOfDeath'),
      name: 'mode',
      kind: 'choice',
      choices: choicesFrom(MODES_OF_DEATH),
    },
    {
      ...titled('/certification/reportedToCoroner'),
      label: 'Has the death been reported to the coroner?',
      name: 'reported',
      kind: 'choice',
      look: 'inline',
      choices: yesNoNotKnown,
    },
    { ...titled('/certification/coronerArea'), name: 'coroner-area', kind: 'line' },
    { ...titled('/certification/postMortem'), name: 'post-mortem', kind: 'choice', choices: choicesFrom(POST_MORTEMS) },
  ],
}
