import type { CaseRecord } from '../../../../../schemas/api.ts'
import { AGENCY_FORMS } from '../../../../../schemas/agency-forms/codes.ts'
import { CIRCUMSTANCES, SUPPLEMENTARY_FORMS } from '../../../../../schemas/supplementary/form-list.ts'
import { AGENCY_TYPES } from '../../../../../schemas/value-sets.ts'
import { bodyOf } from '../../../form/body.ts'
import { choicesFrom } from '../../../form/choices.ts'
import type { Choice, Field } from '../../../form/field.ts'
import { chosenOf, textOf, type Typed } from '../../../form/typed.ts'
import { agencyWords, formWords } from '../../../words/forms.ts'
import { line, numberOf, offering, oneOf, words, type CaseAct } from './case-act.ts'

/** What agencies are asked to tell: by forms that they open with a link and a passcode. */

const OTHER = 'other'
const dueOn: Field = {
  name: 'due-on',
  at: '/dueOn',
  label: 'Last day for the answer (optional)',
  hint: 'Left empty, it follows the rule of your panel. For example, 1 4 2026',
  kind: 'date',
}
const otherAgency = [
  { ...line('agency-name', 'Name of the professional, the agency or both'), at: '/agency/name' },
  { ...oneOf('agency-type', 'Kind of agency (optional)', choicesFrom(AGENCY_TYPES), 'select'), at: '/agency/type' },
  { ...line('agency-role', 'Role in the case (optional)', 'For example, school nurse'), at: '/agency/role' },
]
const isOther = (typed: Typed) => textOf(typed, 'agency') === OTHER

const requestForm: CaseAct = {
  title: 'Ask an agency for a form',
  says: [
    'You are given a link and a passcode, this once. Give them to the agency by two different ways, for example the link by secure email and the passcode by telephone.',
  ],
  button: 'Ask for the form',
  fields: [
    oneOf('form', 'Which form', choicesFrom(AGENCY_FORMS), 'select'),
    oneOf('agency', 'Whom to ask', []),
    ...otherAgency,
    dueOn,
  ],
  needed: { form: 'Choose the form', agency: 'Choose whom to ask' },
  wrong: (typed): Readonly<Record<string, string>> =>
    isOther(typed) && textOf(typed, 'agency-name') === '' ? { 'agency-name': 'Enter the name of the agency' } : {},
  fit: (fields, known) => offering(offering(fields, 'form', formsOffered(known)), 'agency', agenciesOffered(known)),
  body: (typed) => {
    const position = numberOf(typed, 'agency')
    const named = bodyOf(otherAgency, typed)['agency']
    return { ...bodyOf([oneOf('form', '', []), dueOn], typed), agency: position === undefined ? named : { position } }
  },
  did: 'The agency is asked for the form',
}

/** The forms that the case needs come first. */
function formsOffered({ forms }: CaseRecord): readonly Choice[] {
  const needed = forms.needed.filter(({ standing }) => standing === 'needed').map(({ form }): string => form)
  const rank = ({ value }: Choice) => (value === 'reporting' ? 0 : needed.includes(value) ? 1 : 2)
  return choicesFrom(AGENCY_FORMS)
    .map((choice) => (needed.includes(choice.value) ? { ...choice, text: `${choice.text} (needed)` } : choice))
    .sort((one, other) => rank(one) - rank(other))
}

const agenciesOffered = ({ forms }: CaseRecord): readonly Choice[] => [
  ...forms.agencies.map((agency) => ({ value: String(agency.position), text: agencyWords(agency) })),
  { value: OTHER, text: 'Another agency: say which below' },
]

const requestsAwaited = (fields: readonly Field[], { forms }: CaseRecord) =>
  offering(
    fields,
    'request',
    forms.requests
      .filter(({ standing }) => standing === 'awaited')
      .map(({ request, form, agency }) => ({ value: request, text: `${formWords(form)}: ${agencyWords(agency)}` })),
  )

const renewFormLink: CaseAct = {
  title: 'Give out a new link',
  says: ['Every earlier link to the form stops working. What was saved in the form is kept.'],
  button: 'Make a new link',
  fields: [oneOf('request', 'Of which form', [])],
  needed: { request: 'Choose the form' },
  fit: requestsAwaited,
  did: 'There is a new link',
}

const withdrawFormRequest: CaseAct = {
  title: 'Ask for a form no longer',
  says: ['Its links stop working.'],
  button: 'Withdraw the request',
  fields: [oneOf('request', 'Which form', []), words('reason', 'Why it is not needed any more')],
  needed: { request: 'Choose the form', reason: 'Say why it is not needed any more' },
  fit: requestsAwaited,
  did: 'The form is asked for no longer',
}

const addForm: CaseAct = {
  title: 'Add a supplementary form',
  says: [
    'Supplementary forms ask about one kind of death, such as drowning. Rules say which a case needs; you may add one.',
  ],
  button: 'Add the form',
  fields: [
    oneOf('form', 'Which form', choicesFrom(SUPPLEMENTARY_FORMS), 'select'),
    words('reason', 'Why it is needed'),
  ],
  needed: { form: 'Choose the form', reason: 'Say why it is needed' },
  did: 'The form is added',
}

const removeForm: CaseAct = {
  title: 'Take out a supplementary form',
  button: 'Take it out',
  fields: [oneOf('form', 'Which form', []), words('reason', 'Why it is not needed')],
  needed: { form: 'Choose the form', reason: 'Say why it is not needed' },
  fit: (fields, { forms }) =>
    offering(
      fields,
      'form',
      forms.needed
        .filter(({ standing }) => standing === 'needed')
        .map(({ form }) => ({ value: form, text: formWords(form) })),
    ),
  did: 'The form is taken out',
}

const setCircumstances: CaseAct = {
  title: 'What bears on the forms',
  says: ['What you choose here, besides what notifiers said, decides which supplementary forms the case needs.'],
  button: 'Save',
  fields: [
    {
      name: 'circumstances',
      at: '/circumstances',
      label: 'All that apply',
      kind: 'choices',
      choices: choicesFrom(CIRCUMSTANCES),
      instead: [],
    },
  ],
  body: (typed) => ({ circumstances: chosenOf(typed, 'circumstances') }),
  did: 'It is on the case',
}

export const forms = {
  'request-form': requestForm,
  'renew-form-link': renewFormLink,
  'withdraw-form-request': withdrawFormRequest,
  'add-form': addForm,
  'remove-form': removeForm,
  'set-circumstances': setCircumstances,
} as const
