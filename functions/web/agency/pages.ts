import type { AgencyForm } from '../../../schemas/agency-forms/agency-view.ts'
import { ApiRefusedError } from '../page.ts'
import { formShown, mistakesOf, type FormPage } from '../form/form-shown.ts'
import { refusedBy } from '../form/sent.ts'
import { textOf, type Typed } from '../form/typed.ts'
import { civilDateInWords } from '../words/dates.ts'
import { dayAndTime, deadlineInWords } from '../words/times.ts'
import { formOf, LinkEndedError, sectionOf, type AgencyAnswer, type AgencyPage, type AgencyRequest } from './page.ts'
import {
  answersIn,
  askedIn,
  fieldsOfSection,
  isAnyTyped,
  sectionInWords,
  typedFor,
  type SectionView,
} from './questions.ts'

/** The child, as far as an agency needs to find it among those it knows. */
function childInWords({ child }: AgencyForm) {
  if (!child) return []
  const { name, dateOfBirth, dateOfDeath, nhsNumber } = child
  const day = (date: typeof dateOfDeath | typeof dateOfBirth) =>
    typeof date === 'string'
      ? date === 'not-known'
        ? 'Not known'
        : civilDateInWords(date)
      : `Between ${civilDateInWords(date.from)} and ${civilDateInWords(date.to)}`
  return [
    {
      label: 'Name',
      text: typeof name === 'string' ? 'Not named' : [name.givenNames, name.familyName].filter(Boolean).join(' '),
    },
    { label: 'Date of birth', text: day(dateOfBirth) },
    { label: 'Date of death', text: day(dateOfDeath) },
    ...(nhsNumber === undefined ? [] : [{ label: 'NHS number', text: nhsNumber }]),
  ]
}

/** The form as a list of its sections; once it is sent, that it was. */
const overview: AgencyPage = {
  path: '/agency-form',
  get: async (request) => {
    const form = await formOf(request)
    const { session, now } = request
    if (form.standing === 'answered')
      return {
        view: 'agency/sent.njk',
        title: 'Form sent',
        shows: {
          form: form.title,
          panel: form.askedBy.name,
          at: session.sentAt && dayAndTime(session.sentAt, now),
        },
      }
    return {
      view: 'agency/overview.njk',
      title: form.title,
      shows: {
        panel: form.askedBy.name,
        due: deadlineInWords(form.dueAt, now),
        child: childInWords(form),
        sections: form.sections.map(({ section, title, text, alternatives }) => ({
          section,
          title,
          isWritten: text !== null,
          isToChoose: alternatives.length > 0,
        })),
        mayHandOn: form.may.includes('hand-over'),
        maySend: form.may.includes('submit'),
        expires: dayAndTime(form.expiresAt, now),
      },
    }
  },
}

const sectionPage = (section: SectionView, form: AgencyForm, version: number): FormPage => ({
  title: section.title,
  caption: form.title,
  action: `/agency-form/sections/${section.section}`,
  back: '/agency-form',
  before: [
    'Fill in what your agency holds, and no more. To any question you may say that it is not known, or that you hold nothing.',
  ],
  fields: askedIn(section),
  hidden: { version: String(version) },
  button: 'Save',
})

const sectionForm: AgencyPage = {
  path: '/agency-form/sections/{section}',
  get: async (request) => {
    const form = await formOf(request)
    const section = sectionOf(form, request)
    const [other] = section.alternatives
    if (other && section.text) return twoTexts(section, section.text, other, form)
    return formShown(sectionPage(section, form, section.version), section.text ? typedFor(section, section.text) : {})
  },
  post: async (request) => {
    const form = await formOf(request)
    const section = sectionOf(form, request)
    const { typed } = request
    const choice = textOf(typed, 'choice')
    const basedOn = Number(textOf(typed, 'version'))
    if (choice !== '') {
      const alternative = Number(textOf(typed, 'alternative'))
      return acted(request, { act: 'choose', section: section.section, basedOn, alternative, choice }, section, form)
    }
    if (!isAnyTyped(section, typed)) return { to: '/agency-form' }
    const act = { act: 'write', section: section.section, basedOn, ...answersIn(section, typed) }
    return acted(request, act, section, form)
  },
}

/** Does it, and goes on: to the choice between two texts where a colleague wrote meanwhile, otherwise back to the list. */
async function acted(
  request: AgencyRequest,
  act: object,
  section: SectionView,
  form: AgencyForm,
): Promise<AgencyAnswer> {
  const { forms, session, typed } = request
  const answer = await forms.act(session.secret, JSON.stringify(act))
  if (answer.ok)
    return { to: answer.body.outcome === 'beside' ? `/agency-form/sections/${section.section}` : '/agency-form' }
  if (answer.status === 403) throw new LinkEndedError()
  const page = sectionPage(section, form, Number(textOf(typed, 'version')))
  return formShown(page, typed, refusedBy(answer, fieldsOfSection(section), typed))
}

const twoTexts = (
  section: SectionView,
  text: NonNullable<SectionView['text']>,
  other: SectionView['alternatives'][number],
  form: AgencyForm,
): AgencyAnswer => ({
  view: 'agency/texts.njk',
  title: `${section.title}: two texts`,
  shows: {
    form: form.title,
    section: section.section,
    version: section.version,
    alternative: other.version,
    texts: [
      { title: 'The text that stands', choice: 'keep-current', groups: [{ rows: sectionInWords(section, text) }] },
      { title: 'The other text', choice: 'take-alternative', groups: [{ rows: sectionInWords(section, other.text) }] },
    ],
  },
})

/** A section handed on: the colleague's link and passcode are shown this once. */
const handOn: AgencyPage = {
  path: '/agency-form/hand-on/{section}',
  get: async (request) => {
    const section = sectionOf(await formOf(request), request)
    return { view: 'agency/hand-on.njk', title: `Hand on: ${section.title}`, shows: { section: section.section } }
  },
  post: async (request) => {
    const section = sectionOf(await formOf(request), request)
    const { forms, session, origin, now } = request
    const answer = await forms.act(session.secret, JSON.stringify({ act: 'hand-over', section: section.section }))
    if (!answer.ok)
      return refusedPlainly(request, answer, `Hand on: ${section.title}`, 'agency/hand-on.njk', {
        section: section.section,
      })
    const { link } = answer.body
    return {
      view: 'agency/handed-on.njk',
      title: `Handed on: ${section.title}`,
      shows: link
        ? {
            address: `${origin}/agency-form#${link.token}`,
            passcode: link.passcode,
            expires: dayAndTime(link.expiresAt, now),
          }
        : {},
    }
  },
}

function refusedPlainly(
  { typed }: { readonly typed: Typed },
  answer: Parameters<typeof refusedBy>[0],
  title: string,
  view: `${string}.njk`,
  shows: object,
): AgencyAnswer {
  if (!answer.ok && answer.status === 403) throw new LinkEndedError()
  const refused = refusedBy(answer, [], typed)
  if (!refused) throw new ApiRefusedError(500)
  return { view, title, mistakes: mistakesOf(refused), status: 409, shows }
}

/** All that will be sent, before it is. */
const send: AgencyPage = {
  path: '/agency-form/send',
  get: async (request) => checkShown(await formOf(request)),
  post: async (request) => {
    const { forms, session, now } = request
    const answer = await forms.act(session.secret, JSON.stringify({ act: 'submit' }))
    if (answer.ok) return { to: '/agency-form', session: { ...session, sentAt: session.sentAt ?? now } }
    const shown = checkShown(await formOf(request))
    return 'view' in shown ? refusedPlainly(request, answer, shown.title, shown.view, shown.shows ?? {}) : shown
  },
}

function checkShown(form: AgencyForm): AgencyAnswer {
  if (form.standing === 'answered') return { to: '/agency-form' }
  return {
    view: 'agency/check.njk',
    title: 'Check the form before you send it',
    shows: {
      panel: form.askedBy.name,
      sections: form.sections.map((one) => ({
        section: one.section,
        title: one.title,
        rows: one.text ? sectionInWords(one, one.text) : undefined,
      })),
    },
  }
}

/** Forgets the form on this device; the panel can give out a new link. */
const leave: AgencyPage = {
  path: '/agency-form/leave',
  get: () => Promise.resolve({ view: 'agency/leave.njk', title: 'Forget the form on this device?' }),
  post: () => Promise.resolve({ to: '/agency-form', session: 'ended' }),
}

export const agencyPages: readonly AgencyPage[] = [overview, sectionForm, handOn, send, leave]
