import { DEFAULT_ROUTES, type PanelRoutes } from './triage.ts'

/** What a panel has said that it runs besides its full meeting; every other panel has the default. */
export const offeredByPanels: Readonly<Record<string, PanelRoutes>> = {
  // S33: quarterly neonatal panels and other panels. Which others is not known: none is taken for granted.
  merseyside: { neonatalPanel: true, expectedDeathPanel: false, themes: [] },
}

/** The meetings that a panel offers. */
export const routesOfPanel = (panel: string): PanelRoutes => offeredByPanels[panel] ?? DEFAULT_ROUTES
