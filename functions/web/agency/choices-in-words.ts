/** The labels of a value set, out of its description: "`male` Male, `female` Female." */
export const choicesInWords = (description: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...description.matchAll(/`([^`]+)` ([^`]+?)(?=, `|\.?$)/g)].map(([, code = '', label = '']) => [code, label]),
  )
