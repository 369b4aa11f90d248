/**
 * What the account's administrators put in place before the first deployment, and again when it changes:
 * `npx cdk deploy --all --app 'npx tsx infra/guard.ts' -c environment=<name>`. An app of its own, as no deployment may change its own limits,
 * and under the administrator's own credentials: the role that `cdk bootstrap` makes for CloudFormation may do nothing.
 */
import { App, CliCredentialsStackSynthesizer, type IReusableStackSynthesizer, Tags } from 'aws-cdk-lib'
import { environmentNamed, prefixOf } from './config.ts'
import { FirewallStack } from './stacks/firewall-stack.ts'
import { GuardStack } from './stacks/guard-stack.ts'

// The CDK's own types do not agree with each other where optional properties are exact.
const asWhoeverCalls = new CliCredentialsStackSynthesizer() as IReusableStackSynthesizer
const app = new App({ defaultStackSynthesizer: asWhoeverCalls })
const name: unknown = app.node.tryGetContext('environment') ?? 'dev'
const environment = environmentNamed(String(name))
const { account, region, costCentre } = environment
new GuardStack(app, 'Guard', {
  env: { region, ...(account && { account }) },
  environment,
  stackName: `${prefixOf(environment)}-guard`,
})
new FirewallStack(app, 'Firewall', {
  // CloudFront takes a firewall from here only.
  env: { region: 'us-east-1', ...(account && { account }) },
  environment,
  stackName: `${prefixOf(environment)}-firewall`,
})
Tags.of(app).add('environment', environment.name)
Tags.of(app).add('cost-centre', costCentre)
app.synth()
