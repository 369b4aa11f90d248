import type { FieldProblem, ProblemCode } from '../../../schemas/problem.ts'
import type { Field } from '../form/field.ts'

type Words = Partial<Record<ProblemCode | 'any', string>>

/** Where the API speaks to programs, the pages say it to people. What is not listed says itself well enough. */
const words: Readonly<Record<string, Words>> = {
  '/referrer/name': { required: 'Enter your name' },
  '/referrer/role': { required: 'Enter your role, for example consultant paediatrician' },
  '/referrer/phone': { required: 'Enter a telephone number or an email address, so that the panel can reach you' },
  '/referrer/email': { format: 'Enter an email address, like name@nhs.example' },
  '/child/name': { any: 'Enter the child’s name, or say why you cannot' },
  '/child/nhsNumber': {
    format: 'Enter all ten digits of the NHS number, or leave it empty',
    'check-digit': 'Check the NHS number: its digits do not fit together, so at least one is wrong',
  },
  '/child/dateOfBirth': {
    required: 'Enter the date of birth, as far as you know it, or say that it is not known',
    'in-the-future': 'The date of birth is in the future: check it',
    any: 'Check the date of birth: enter day, month and year, or only what you know',
  },
  '/child/residence': { any: 'Enter the postcode, or say why there is none' },
  '/child/residence/postcode': { any: 'Enter a full UK postcode, like NN1 1CV, or say why there is none' },
  '/death/dateOfDeath': {
    required: 'Enter the date of death, as far as you know it',
    'in-the-future': 'The date of death is in the future: check it',
    'before-birth': 'The date of death is before the date of birth: check both',
    'wrong-order': 'The day the child was found is before the day they were last known to be alive: check both',
    any: 'Check the date of death: enter day, month and year, or only what you know',
  },
  '/death/timeOfDeath': {
    'in-the-future': 'The time of death is in the future: check it',
    any: 'Enter the time in 24 hours, like 03:10, or leave it empty',
  },
  '/death/placeOfDeath': { any: 'Choose where the child died, or “Not known yet”' },
  '/cohort': { any: 'Choose what the release counts' },
  '/period': { any: 'Choose a period' },
  '/asOf': { any: 'Check the day: enter day, month and year, or leave it empty' },
  '/death/placeOfDeathInWords': { required: 'Say in words where the child died' },
}

/** What is wrong and how to mend it, for a person. It never repeats what was typed. */
export function problemWords({ pointer, code, detail }: FieldProblem, field: Field): string {
  const known = words[pointer] ?? words[field.at]
  const asked = field.label.replace(/\??( \(optional\))?$/, '')
  return (
    known?.[code] ??
    known?.any ??
    (code === 'required'
      ? `${asked}: ${field.kind === 'choice' || field.kind === 'choices' ? 'choose an answer' : 'fill this in'}`
      : `${asked}: ${detail.charAt(0).toLowerCase()}${detail.slice(1)}`)
  )
}
