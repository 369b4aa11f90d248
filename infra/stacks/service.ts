import { type App, Tags } from 'aws-cdk-lib'
import { type Environment, prefixOf } from '../config.ts'
import { StatefulStack } from './stateful-stack.ts'
import { StatelessStack } from './stateless-stack.ts'

/** Adds the whole service for one environment to the app. */
export function addService(app: App, environment: Environment) {
  const { account, region } = environment
  const env = { region, ...(account && { account }) }
  const prefix = prefixOf(environment)

  const stateful = new StatefulStack(app, 'Stateful', { env, environment, stackName: `${prefix}-stateful` })
  new StatelessStack(app, 'Stateless', { env, stateful, stackName: `${prefix}-stateless` })

  Tags.of(app).add('service', 'child-death-review-notification')
  Tags.of(app).add('environment', environment.name)
  Tags.of(app).add('cost-centre', environment.costCentre)
}
