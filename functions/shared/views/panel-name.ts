import { panelByCode } from '../../../domain/areas/panels.ts'
import { UNASSIGNED } from '../../../domain/case/outlook.ts'

/** A panel's code with its name. */
export const panelName = (code: string) => ({
  code,
  name: code === UNASSIGNED ? 'Not yet assigned to a panel' : (panelByCode(code)?.name ?? code),
})
