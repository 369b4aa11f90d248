import { type App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, HIPAASecurityChecks, type NagPack, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag'
import type { Environment } from './config.ts'
import { nagExceptions } from './nag-exceptions.ts'

const nagPacks = (app: App): NagPack[] => [
  new AwsSolutionsChecks(app),
  new HIPAASecurityChecks(app),
  new NIST80053R5Checks(app),
  new ServerlessChecks(app),
]

/** Holds the app to four sets of rules: synthesis fails on any finding that `nag-exceptions.ts` does not argue. */
export function addNag(app: App, environment: Pick<Environment, 'identityKeys'>) {
  Validations.of(app).addPlugins(...nagPacks(app))

  const byPath = new Map(app.node.findAll().map((construct) => [construct.node.path, construct]))
  for (const { rules, resources, reason } of nagExceptions(environment)) {
    const excused = resources.flatMap((path) => byPath.get(path) ?? [])
    for (const resource of excused)
      Validations.of(resource).acknowledge(...rules.map((rule) => ({ id: `${packOf(rule)}::${rule}`, reason })))
  }
}

const packOf = (rule: string) => rule.slice(0, rule.lastIndexOf('-'))
