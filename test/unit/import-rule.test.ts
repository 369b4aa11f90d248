import { ESLint } from 'eslint'

/** Lints a file that does not exist, as if it stood at this path. */
const complaintsAbout = async (filePath: string, text: string) => {
  const eslint = new ESLint({
    overrideConfigFile: 'eslint.config.mjs',
    overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } },
    ruleFilter: ({ ruleId }) => /^(no-restricted|@typescript-eslint\/no-restricted)/.test(ruleId),
  })
  const [result] = await eslint.lintText(text, { filePath })
  return result?.messages.map(({ message }) => message) ?? []
}

describe('Imports run one way', () => {
  it.each([
    ['schemas/a.ts', "import '../domain/case/case.ts'"],
    ['schemas/a.ts', "import '@aws-sdk/client-dynamodb'"],
    ['domain/a/a.ts', "import { z } from 'zod'"],
    ['domain/a/a.ts', "import 'node:crypto'"],
    ['domain/a/a.ts', "import '../../functions/capture/notify.ts'"],
    ['domain/a/a.ts', "import { NotificationSchema } from '../../schemas/notification/notification.ts'"],
    ['domain/a/a.ts', 'export const now = () => new Date()'],
    ['domain/a/a.ts', 'export const now = () => Date.now()'],
    ['domain/a/a.ts', 'export const luck = () => Math.random()'],
    ['domain/a/a.ts', "export const home = () => process.env['HOME']"],
    ['audit/a.ts', "import '../domain/disclosure/protect.ts'"],
    ['audit/a.ts', "import '../functions/shared/adapters/highs/highs-linear-programme.ts'"],
    ['functions/capture/notify.ts', "import '../shared/adapters/keyed-hash.ts'"],
    ['functions/capture/notify.ts', "import '@aws-sdk/client-dynamodb'"],
    ['functions/capture/notify.ts', "import '../route/route.ts'"],
    ['functions/capture/handler.ts', "import '../route/route.ts'"],
    ['functions/web/pages/a.ts', "import '../../capture/notify.ts'"],
    ['functions/web/pages/a.ts', "import '../../shared/adapters/seal.ts'"],
    ['functions/web/pages/statistics/a.ts', "import '../../../capture/notify.ts'"],
    ['functions/capture/handler.ts', "import '../../infra/config.ts'"],
    ['functions/shared/runtime/a.ts', "import '../../capture/env.ts'"],
    ['infra/stacks/a.ts', "import '../../functions/capture/notify.ts'"],
    ['infra/a.ts', "import '../test/support/http.ts'"],
  ])('so %s may not contain %s', async (filePath, text) => {
    expect(await complaintsAbout(filePath, text)).not.toEqual([])
  })

  it.each([
    ['domain/a/a.ts', "import type { Notification } from '../../schemas/notification/notification.ts'"],
    ['domain/a/a.ts', 'export const day = (text: string) => new Date(text)'],
    ['audit/a.ts', "import type { Release } from '../schemas/statistics/release.ts'"],
    ['functions/capture/notify.ts', "import '../shared/ports/clock.ts'"],
    ['functions/capture/notify.ts', "import '../../domain/case/case.ts'"],
    ['functions/capture/handler.ts', "import '../shared/adapters/keyed-hash.ts'"],
    ['functions/web/pages/a.ts', "import '../../shared/ports/seal.ts'"],
    ['functions/web/pages/a.ts', "import '../../../domain/access/access.ts'"],
    ['functions/web/pages/statistics/a.ts', "import '../../page.ts'"],
    ['infra/stacks/a.ts', "import type { Env } from '../../functions/capture/env.ts'"],
    ['infra/stacks/a.ts', "import { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'"],
    ['test/unit/a.test.ts', "import '../../infra/config.ts'"],
  ])('and %s may contain %s', async (filePath, text) => {
    expect(await complaintsAbout(filePath, text)).toEqual([])
  })
})
