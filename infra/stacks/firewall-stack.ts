import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import { type Environment, prefixOf } from '../config.ts'

export interface FirewallStackProps extends StackProps {
  readonly environment: Environment
}

/** Requests from one address in five minutes. A hospital leaves through one address, so that it is for many people. */
const FROM_ONE_ADDRESS = 3000

/** Sets of rules that AWS keeps, and those of them that only count: a form of many pages is longer than its 8 KB. */
const KEPT_BY_AWS: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesAmazonIpReputationList: [],
  AWSManagedRulesCommonRuleSet: ['SizeRestrictions_BODY'],
  AWSManagedRulesKnownBadInputsRuleSet: [],
}

/**
 * The firewall before the pages. It stands apart from everything else because CloudFront takes one from us-east-1 only, and because
 * administrators put it in place: the pages name it by its ARN. It keeps no samples and writes no log, for both would hold whole
 * addresses, with references of cases in them; it counts.
 */
export class FirewallStack extends Stack {
  constructor(scope: Construct, id: string, { environment, ...props }: FirewallStackProps) {
    super(scope, id, { ...props, terminationProtection: true })
    const prefix = prefixOf(environment)
    const acl = new CfnWebACL(this, 'Pages', {
      name: `${prefix}-pages`,
      description: 'Before the pages',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: counting(`${prefix}-pages`),
      rules: [
        {
          name: 'FromOneAddress',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: {
            rateBasedStatement: { limit: FROM_ONE_ADDRESS, aggregateKeyType: 'IP', evaluationWindowSec: 300 },
          },
          visibilityConfig: counting('FromOneAddress'),
        },
        ...Object.entries(KEPT_BY_AWS).map(([name, onlyCounted], index) => ({
          name,
          priority: index + 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name,
              ruleActionOverrides: onlyCounted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
            },
          },
          visibilityConfig: counting(name),
        })),
      ],
    })
    new CfnOutput(this, 'FirewallArn', { value: acl.attrArn })
  }
}

const counting = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
})
