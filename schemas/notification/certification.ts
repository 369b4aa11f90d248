import * as z from 'zod'
import { AnswerSchema } from '../assessment.ts'
import { CivilDateSchema } from '../calendar.ts'
import { choicesOf, coded, POST_MORTEMS } from '../value-sets.ts'
import { DATASET, INITIAL_FORM, MEMORY } from './sources.ts'
import { line, LINE } from './text.ts'

const cause = (title: string, example: string, source: string) =>
  line(500)
    .optional()
    .meta({ title, description: 'As on the certificate.', examples: [example], source })

/** Coroner, post-mortem, medical certificate, registration. */
export const CertificationSchema = z
  .object({
    reportedToCoroner: AnswerSchema.optional().meta({
      title: 'Reported to the coroner',
      examples: ['yes'],
      source: MEMORY,
    }),
    reportedToCoronerOn: CivilDateSchema.optional().meta({
      title: 'Date reported to the coroner',
      examples: ['2026-03-09'],
      source: MEMORY,
    }),
    coronerArea: line(LINE)
      .optional()
      .meta({
        title: 'Coroner area',
        examples: ['Imaginaryshire'],
        source: MEMORY,
      }),
    coronerReference: line(LINE)
      .optional()
      .meta({
        title: "Coroner's reference",
        examples: ['INV-2026-001'],
        source: MEMORY,
      }),
    postMortem: coded(POST_MORTEMS)
      .optional()
      .meta({
        title: 'Post-mortem examination',
        description: `${choicesOf(POST_MORTEMS)}.`,
        source: `${DATASET}; values from memory`,
      }),
    certificateIssued: AnswerSchema.optional().meta({
      title: 'Medical certificate of cause of death issued',
      examples: ['no'],
      source: INITIAL_FORM,
    }),
    causeIa: cause('Cause of death Ia', 'Invented disease', INITIAL_FORM),
    causeIb: cause('Cause of death Ib', 'Invented disorder', MEMORY),
    causeIc: cause('Cause of death Ic', 'Invented condition', MEMORY),
    causeII: cause('Cause of death II', 'Invented circumstance', MEMORY),
    medicalExaminerName: line(LINE)
      .optional()
      .meta({
        title: 'Medical examiner',
        examples: ['Dr Fictional Examiner'],
        source: MEMORY,
      }),
    medicalExaminerOn: CivilDateSchema.optional().meta({
      title: 'Date of the scrutiny by the medical examiner',
      examples: ['2026-03-11'],
      source: MEMORY,
    }),
    deathRegistered: AnswerSchema.optional().meta({ title: 'Death registered', examples: ['no'], source: MEMORY }),
    registrationDistrict: line(LINE)
      .optional()
      .meta({
        title: 'Registration district',
        examples: ['Imaginaryshire'],
        source: MEMORY,
      }),
  })
  .meta({ title: 'Certification' })
