import type { Page } from '../page.ts'
import { pages as cases } from './cases.ts'
import { pages as notifying } from './notifying.ts'
import { pages as own } from './own.ts'
import { pages as panel } from './panel.ts'
import { pages as statistics } from './statistics.ts'

export { openPages } from './open.ts'

/** By the name of their file: the pages of one are loaded together, when somebody first asks for one of them. */
export const areas = { own, notifying, cases, statistics, panel } as const

/** Every page. Where several are somebody's landing page, the first is theirs. */
export const pages: readonly Page[] = Object.values(areas).flat()
