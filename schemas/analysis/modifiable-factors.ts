/** Whether a review found factors that might be changed to help other children. Labels from memory, to be verified. */
export const MODIFIABLE_FACTORS = {
  identified: { label: 'Modifiable factors identified' },
  'none-identified': { label: 'No modifiable factors identified' },
  'insufficient-information': { label: 'Insufficient information to judge' },
} as const
