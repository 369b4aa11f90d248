/** What an analysis form of one version asks of the factors: under which domains, on which scale of relevance. */
interface FormVersion {
  readonly domains: Readonly<Record<string, { readonly label: string; readonly covers: string }>>
  readonly relevance: Readonly<Record<string, { readonly label: string }>>
}

/**
 * Every version of the analysis form that has answers, the current one last. Numbers on the scale mean different things in
 * different versions, so an answer is only ever read together with its version.
 */
export const ANALYSIS_FORM_VERSIONS = {
  /** The former Form C, a published form: domains and scale as printed there. Kept so that old reviews stay readable. */
  'analysis/before-2018': {
    domains: {
      childsNeeds: { label: "Child's needs", covers: 'Factors intrinsic to the child.' },
      familyAndEnvironment: { label: 'Family and environment', covers: 'The family and where it lived.' },
      parentingCapacity: { label: 'Parenting capacity', covers: 'How the child was cared for.' },
      serviceProvision: { label: 'Service provision', covers: 'Services needed, offered and taken up.' },
    },
    relevance: {
      '0': { label: 'Information not available' },
      '1': { label: 'No factors identified' },
      '1*': { label: 'Factors identified but unlikely to have contributed to the death' },
      '2': { label: 'Factors identified that may have contributed to vulnerability, ill health or death' },
      '3': { label: 'Factors identified that provide a complete and sufficient explanation for the death' },
    },
  },
  /** Domains A to D and the scale 0 to 2 are from memory, to be verified; only the scope of A was seen in a source. */
  'analysis/2026-11': {
    domains: {
      child: {
        label: 'Domain A: factors intrinsic to the child',
        covers: 'Characteristics of the child, including factors of the pregnancy.',
      },
      socialEnvironment: {
        label: 'Domain B: social environment',
        covers: 'Family, parenting capacity and relations outside the family.',
      },
      physicalEnvironment: {
        label: 'Domain C: physical environment',
        covers: 'The home, the sleeping place, roads, water and other surroundings.',
      },
      serviceProvision: {
        label: 'Domain D: service provision',
        covers: 'Services needed, offered and taken up, and how they worked together.',
      },
    },
    relevance: {
      '0': { label: 'Information not available' },
      '1': { label: 'No factors, or factors that are unlikely to have contributed to the death' },
      '2': { label: 'Factors that may have contributed to vulnerability, ill health or death' },
    },
  },
} as const satisfies Record<string, FormVersion>
export type AnalysisFormVersion = keyof typeof ANALYSIS_FORM_VERSIONS
export const CURRENT_ANALYSIS_FORM = 'analysis/2026-11' satisfies AnalysisFormVersion
