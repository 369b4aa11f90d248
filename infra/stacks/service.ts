import { type App, Aws, Tags } from 'aws-cdk-lib'
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam'
import { type Environment, prefixOf } from '../config.ts'
import { boundaryName } from './guard-stack.ts'
import { StatefulStack } from './stateful-stack.ts'
import { StatelessStack } from './stateless-stack.ts'

/** Adds the whole service for one environment to the app. */
export function addService(app: App, environment: Environment) {
  const { account, region } = environment
  const env = { region, ...(account && { account }) }
  const prefix = prefixOf(environment)

  const stateful = new StatefulStack(app, 'Stateful', { env, environment, stackName: `${prefix}-stateful` })
  const stateless = new StatelessStack(app, 'Stateless', { env, stateful, stackName: `${prefix}-stateless` })
  for (const stack of [stateful, stateless]) {
    const boundary = `arn:aws:iam::${Aws.ACCOUNT_ID}:policy/${boundaryName(environment)}`
    PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', boundary))
  }

  Tags.of(app).add('service', 'child-death-review-notification')
  Tags.of(app).add('environment', environment.name)
  Tags.of(app).add('cost-centre', environment.costCentre)
}
