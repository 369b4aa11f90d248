import type { ClockChoices } from './plan.ts'

/**
 * Readings that a panel has published where sources differ; every other panel follows the rules' own readings. A change here is a new
 * version of the clock rules.
 */
export const settledByPanels: Readonly<Record<string, ClockChoices>> = {
  // S50: notification within 48 hours.
  'city-and-hackney': { D2: { limit: { unit: 'hours', n: 48 } } },
  // S54: 15 working days "calculated from the date that the notification was sent to the Panel".
  'cambridgeshire-and-peterborough': { D10: { startedBy: 'sent-to-national-panel' } },
}

/** What a panel settled where sources differ. */
export const clockChoicesOf = (panel: string): ClockChoices => settledByPanels[panel] ?? {}
