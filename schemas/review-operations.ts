import {
  AlternativeParametersSchema,
  AnalysisViewSchema,
  recommendationActExamples,
  RecommendationParametersSchema,
  RecommendationViewSchema,
  registerCsv,
  RegisterPageSchema,
  SectionParametersSchema,
  sectionWriteExamples,
  SectionWriteSchema,
  SectionWrittenSchema,
  textChoiceExamples,
  TextChoiceSchema,
} from './analysis/analysis-api.ts'
import { RecommendationActSchema } from './analysis/recommendation.ts'
import {
  idempotencyKey,
  problemsOfCases,
  problemsOfPanels,
  problemsOfWriting,
  reference,
  type Operation,
} from './operation.ts'
import { RegisterQuerySchema } from './analysis/register-query.ts'
import { PanelParametersSchema } from './parameters.ts'

/** Operations of the panel's review. */
export const reviewOperations = [
  {
    id: 'readAnalysis',
    method: 'get',
    path: '/api/v1/cases/{reference}/analysis',
    summary: 'Read the analysis form of a case of your panel',
    description:
      'Panel members and the chair see it when they see the case: from when it is ready for the panel until it is closed. Closed to whoever declared a conflict of interest in the case. That somebody read it is recorded.',
    roles: ['cdop-manager', 'designated-doctor', 'panel-member', 'chair'],
    parameters: { path: reference },
    answers: { 200: { description: 'The form.', schema: AnalysisViewSchema } },
    problems: [...problemsOfCases, 'not-possible-now'],
  },
  {
    id: 'writeAnalysisSection',
    method: 'post',
    path: '/api/v1/cases/{reference}/analysis/{section}',
    summary: 'Write a section of the analysis form',
    description:
      'Nobody overwrites what they have not seen: a text that another one overtook is kept beside it (`conflict`), and the answer shows both and what they began from. Nothing has to be sent again.',
    roles: ['designated-doctor', 'panel-member', 'chair'],
    parameters: { path: SectionParametersSchema, header: idempotencyKey },
    request: { schema: SectionWriteSchema, examples: sectionWriteExamples },
    answers: {
      201: { description: 'Stored: saved, or kept beside the text that stands.', schema: SectionWrittenSchema },
      200: { description: 'Nothing new: it says so already, or was sent before.', schema: SectionWrittenSchema },
    },
    problems: [...problemsOfWriting, 'not-found', 'not-possible-now'],
  },
  {
    id: 'chooseAnalysisText',
    method: 'post',
    path: '/api/v1/cases/{reference}/analysis/{section}/alternatives/{alternative}',
    summary: 'Choose between two texts of a section, or make one of both',
    description: 'The text that is not chosen stays in the record.',
    roles: ['designated-doctor', 'panel-member', 'chair'],
    parameters: { path: AlternativeParametersSchema, header: idempotencyKey },
    request: { schema: TextChoiceSchema, examples: textChoiceExamples },
    answers: {
      201: { description: 'Chosen.', schema: SectionWrittenSchema },
      200: { description: 'Chosen before: the same request was sent again.', schema: SectionWrittenSchema },
    },
    problems: [...problemsOfWriting, 'not-found', 'not-possible-now'],
  },
  {
    id: 'actOnRecommendation',
    method: 'post',
    path: '/api/v1/cases/{reference}/recommendations/{number}/acts',
    summary: 'Follow up a recommendation: inform its addressee, record what they answered, close it',
    description: 'Whoever should act is informed first (Children Act 2004 s16M(5)).',
    roles: ['cdop-manager', 'chair'],
    parameters: { path: RecommendationParametersSchema, header: idempotencyKey },
    request: { schema: RecommendationActSchema, examples: recommendationActExamples },
    answers: {
      201: { description: 'Done.', schema: RecommendationViewSchema },
      200: { description: 'Done before: the same request was sent again.', schema: RecommendationViewSchema },
    },
    problems: [...problemsOfWriting, 'not-found', 'not-possible-now'],
  },
  {
    id: 'readRecommendations',
    method: 'get',
    path: '/api/v1/panels/{panel}/recommendations',
    summary: 'Read what a panel recommended, the next due first',
    description:
      'The filters may be combined. As `text/csv`, one line for each; the next page is in the header `Link`.',
    roles: ['cdop-manager', 'chair', 'designated-doctor', 'panel-member'],
    parameters: { path: PanelParametersSchema, query: RegisterQuerySchema },
    answers: { 200: { description: 'A page of the register.', schema: RegisterPageSchema, csv: registerCsv } },
    problems: problemsOfPanels,
  },
] as const satisfies readonly Operation[]
