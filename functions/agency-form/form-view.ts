import * as z from 'zod'
import { opensSection } from '../../domain/agency-forms/answer.ts'
import { childToRecognise, knownAnswers } from '../../domain/agency-forms/known-answers.ts'
import { circumstancesOfCase } from '../../domain/case/circumstances.ts'
import { UNASSIGNED } from '../../domain/case/outlook.ts'
import type { AgencyForm } from '../../schemas/agency-forms/agency-view.ts'
import type { SectionAnswers } from '../../schemas/agency-forms/answers.ts'
import { AGENCY_FORMS } from '../../schemas/agency-forms/codes.ts'
import { sectionsOf } from '../../schemas/agency-forms/forms.ts'
import type { Part } from '../../schemas/supplementary/question.ts'
import { panelName } from '../shared/views/panel-name.ts'
import type { OwnForm } from './agency-case.ts'

/** An agency's own form: what its link opens, prefilled with what is known of it, and nothing else of the case. */
export function agencyFormView({ known, request, link }: OwnForm): AgencyForm {
  const { form, standing, dueAt } = request
  const isOpen = standing === 'awaited'
  const { facts } = circumstancesOfCase(known)
  const sections = Object.entries(sectionsOf(form)).filter(([name]) => opensSection(request, link, name))
  return {
    form,
    title: AGENCY_FORMS[form].label,
    standing: isOpen ? 'awaited' : 'answered',
    askedBy: panelName(known.routing?.panel ?? UNASSIGNED),
    dueAt,
    expiresAt: link.expiresAt,
    child: isOpen ? childToRecognise(facts) : null,
    sections: isOpen
      ? sections.map(([name, part]) => ({
          ...sectionView(name, part, request.text.sections[name]),
          known: knownAnswers(form, name, facts),
        }))
      : [],
    may: isOpen ? (link.for === 'agency' ? ['write', 'choose', 'hand-over', 'submit'] : ['write', 'choose']) : [],
  }
}

type SectionView = AgencyForm['sections'][number]
type SectionOfForm = OwnForm['request']['text']['sections'][string]

const sectionView = (section: string, part: Part, written: SectionOfForm): Omit<SectionView, 'known'> => ({
  section,
  title: part.meta()?.title ?? section,
  version: written?.version ?? 0,
  text: written ? textView(written.current.value) : null,
  alternatives: (written?.alternatives ?? []).map(({ version, value }) => ({ version, text: textView(value) })),
  questions: questionsOf(part),
})

/** What was sent beyond the form is kept for the panel and not shown again. */
const textView = ({ answers, notKnown, notHeld }: SectionAnswers): NonNullable<SectionView['text']> => ({
  answers,
  notKnown: [...notKnown],
  notHeld: [...notHeld],
})

/** With `askedWhen` at each question that follows from another, so that a page can hide it. */
function questionsOf(part: Part): Record<string, unknown> {
  const { type, properties = {} } = z.toJSONSchema(part.unwrap(), { io: 'input' })
  return { type, properties }
}
