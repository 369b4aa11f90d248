import { choicesOf, coded } from './value-sets.ts'

/** Where a death is reviewed. Every death is; only the depth varies (R40, from memory, verify). */
export const REVIEW_ROUTES = {
  'full-panel': { label: 'Full panel' },
  'themed-panel': { label: 'Themed panel' },
  'neonatal-panel': { label: 'Neonatal panel' },
  'expected-death-panel': { label: 'Panel for expected deaths' },
} as const
export type ReviewRoute = keyof typeof REVIEW_ROUTES
export const ReviewRouteSchema = coded(REVIEW_ROUTES).meta({
  title: 'Route of review',
  description: `${choicesOf(REVIEW_ROUTES)}.`,
})

/** Subjects to which a panel gives meetings of their own (practice of several panels; which ones: from memory, verify). */
export const THEMES = {
  suicide: { label: 'Suicide' },
  'sudden-unexpected-death': { label: 'Sudden unexpected death' },
  malignancy: { label: 'Malignancy' },
} as const
export type Theme = keyof typeof THEMES
export const ThemeSchema = coded(THEMES).meta({ title: 'Theme', description: `${choicesOf(THEMES)}.` })
