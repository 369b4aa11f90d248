import { allAuthorities } from '../../../domain/areas/authorities.ts'
import { titleAt } from '../../../schemas/field-problems.ts'
import { NotificationSchema } from '../../../schemas/notification/notification.ts'
import { ETHNICITIES, NHS_NUMBER_ABSENT_REASONS, SEXES_AT_BIRTH } from '../../../schemas/value-sets.ts'
import { choicesFrom, notKnownYet, yesNoNotKnown } from '../form/choices.ts'
import type { Step } from '../form/step.ts'

/** What the form itself calls a field. */
export const titled = (at: string) => ({ at, label: titleAt(at, NotificationSchema) ?? at })

/** Who notifies, and who the child was. */
export const you: Step = {
  path: 'you',
  title: 'About you',
  before: ['The panel may need to reach you about this death. The family is not given these details.'],
  fields: [
    { ...titled('/referrer/name'), name: 'referrer-name', kind: 'line', autocomplete: 'name' },
    {
      ...titled('/referrer/role'),
      name: 'referrer-role',
      kind: 'line',
      hint: 'For example: consultant paediatrician on call',
      autocomplete: 'organization-title',
    },
    {
      ...titled('/referrer/phone'),
      name: 'referrer-phone',
      kind: 'line',
      hint: 'A number, an extension or a bleep. Give this or an email address.',
      width: 20,
      autocomplete: 'tel',
    },
    {
      ...titled('/referrer/email'),
      label: 'Your email address (optional)',
      name: 'referrer-email',
      kind: 'line',
      inputMode: 'email',
      autocomplete: 'email',
    },
    {
      ...titled('/referrer/organisation'),
      label: 'Your organisation (optional)',
      name: 'referrer-organisation',
      kind: 'line',
      autocomplete: 'organization',
    },
  ],
}

export const child: Step = {
  path: 'child',
  title: 'The child’s name and NHS number',
  fields: [
    { ...titled('/child/name/givenNames'), name: 'given-names', kind: 'line' },
    { ...titled('/child/name/familyName'), name: 'family-name', kind: 'line' },
    {
      at: '/child/name',
      label: 'If you cannot give a name',
      name: 'no-name',
      kind: 'choice',
      choices: [{ value: 'not-yet-named', text: 'The baby has not been named' }, notKnownYet],
    },
    {
      ...titled('/child/nhsNumber'),
      label: 'NHS number (optional)',
      name: 'nhs-number',
      kind: 'line',
      hint: 'Ten digits, like 999 000 0018. Leave it empty if you do not have it.',
      width: 20,
      inputMode: 'numeric',
      check: 'nhs-number',
    },
  ],
}

export const noNhsNumber: Step = {
  path: 'no-nhs-number',
  title: 'Why is there no NHS number?',
  fields: [
    {
      ...titled('/child/nhsNumberAbsentReason'),
      name: 'no-nhs-number',
      kind: 'choice',
      choices: choicesFrom(NHS_NUMBER_ABSENT_REASONS),
    },
  ],
}

export const birth: Step = {
  path: 'birth',
  title: 'The child’s birth',
  fields: [
    {
      ...titled('/child/dateOfBirth'),
      name: 'born',
      kind: 'date',
      hint: 'For example 6 5 2018. If you know only the year, or month and year, give that.',
      notKnown: 'Not known yet',
    },
    {
      ...titled('/child/sexAtBirth'),
      label: 'Sex at birth (optional)',
      name: 'sex',
      kind: 'choice',
      choices: choicesFrom(SEXES_AT_BIRTH),
    },
  ],
}

export const home: Step = {
  path: 'home',
  title: 'Where the child normally lived',
  before: ['From the postcode we find the local authority, and the panel that will review the death.'],
  fields: [
    { ...titled('/child/residence/postcode'), name: 'postcode', kind: 'line', width: 10 },
    {
      at: '/child/residence/kind',
      label: 'If there is no postcode',
      name: 'no-postcode',
      kind: 'choice',
      choices: [
        { value: 'no-fixed-abode', text: 'No fixed address' },
        { value: 'overseas', text: 'The child lived abroad' },
        notKnownYet,
      ],
    },
    { ...titled('/child/residence/address'), label: 'Address (optional)', name: 'address', kind: 'line' },
  ],
}

export const area: Step = {
  path: 'area',
  title: 'The local authority',
  before: ['We could not find the area by the postcode. If you know the local authority, choose it; if not, go on.'],
  fields: [
    {
      ...titled('/child/normallyResidentAuthority'),
      name: 'authority',
      kind: 'choice',
      look: 'select',
      choices: allAuthorities
        .filter(({ until }) => until === undefined)
        .map(({ code, name }) => ({ value: code, text: name }))
        .sort((one, other) => one.text.localeCompare(other.text, 'en-GB')),
    },
  ],
  isAsked: ({ isAreaFound }) => isAreaFound === false,
}

export const moreOfTheChild: Step = {
  path: 'more-of-the-child',
  title: 'More about the child',
  fields: [
    {
      ...titled('/child/ethnicity'),
      name: 'ethnicity',
      kind: 'choice',
      look: 'select',
      choices: choicesFrom(ETHNICITIES),
    },
    {
      ...titled('/child/childProtectionPlan'),
      label: 'Was the child on a child protection plan?',
      name: 'protection-plan',
      kind: 'choice',
      look: 'inline',
      choices: yesNoNotKnown,
    },
    {
      ...titled('/child/childInNeed'),
      label: 'Was the child a child in need?',
      hint: 'A child for whom the local authority provides services under section 17 of the Children Act 1989.',
      name: 'in-need',
      kind: 'choice',
      look: 'inline',
      choices: yesNoNotKnown,
    },
    {
      ...titled('/child/asylumSeeking'),
      label: 'Was the child or the family seeking asylum?',
      name: 'asylum',
      kind: 'choice',
      look: 'inline',
      choices: yesNoNotKnown,
    },
  ],
}
