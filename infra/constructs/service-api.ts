import { Duration } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { Route } from '../stacks/routes.ts'
import { alarmsOfDeployment } from '../deploy/watched-alarms.ts'
import { RunbookAlarm } from './runbook-alarm.ts'
import type { Surroundings } from './service-function.ts'

export interface ServiceApiProps extends Surroundings {
  readonly routes: readonly Route[]
  /** What answers, by the name that the routes use. */
  readonly functions: Readonly<Record<Route['function'], IFunction>>
  /** Whose tokens are believed: issuer and audience. */
  readonly tokens: { readonly issuer: string; readonly audience: string }
  /** Identifier of the API in scopes: `<api>/<scope>`. */
  readonly api: string
  /**
   * Requests let in: so many a second, and so many at once. England has a child's death every two or three hours; the rest
   * is people reading.
   * @default { rateLimit: 50, burstLimit: 100 }
   */
  readonly throttle?: Limit
  /** Tighter limits, by route (`GET /path`). @default none */
  readonly tighterLimits?: Readonly<Record<string, Limit>>
}

interface Limit {
  readonly rateLimit: number
  readonly burstLimit: number
}

/**
 * The HTTP API: every route but the public ones wants a token of ours with that route's scope. No CORS: its pages will share
 * its origin. The access log tells what was called and how it went, not by whom or about which child: the route's pattern
 * and never the path, no query, no address, no agent. Who read or wrote which case is recorded with the case.
 */
export class ServiceApi extends Construct {
  readonly api: HttpApi

  constructor(scope: Construct, id: string, props: ServiceApiProps) {
    super(scope, id)
    const { prefix, keys, logs, alarmTopic } = props
    this.api = new HttpApi(this, 'Api', { apiName: prefix, createDefaultStage: false })

    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: `/${prefix}/api`,
      encryptionKey: keys.machinery,
      ...logs,
    })
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: props.throttle ?? { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessLogEntry)),
      },
    })

    const authorizer = new HttpJwtAuthorizer('Tokens', props.tokens.issuer, { jwtAudience: [props.tokens.audience] })
    const integrations = Object.fromEntries(
      Object.entries(props.functions).map(([name, one]) => [name, new HttpLambdaIntegration(name, one)]),
    ) as Record<Route['function'], HttpLambdaIntegration>
    for (const route of props.routes) {
      const added = this.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: integrations[route.function],
        ...(route.scope === 'public'
          ? { authorizer: new HttpNoneAuthorizer() }
          : { authorizer, authorizationScopes: [`${props.api}/${route.scope}`] }),
      })
      // A stage takes no limit for a route that is not there yet.
      if (`${route.method} ${route.path}` in (props.tighterLimits ?? {})) stage.node.addDependency(...added)
    }
    ;(stage.node.defaultChild as CfnStage).routeSettings = Object.fromEntries(
      Object.entries(props.tighterLimits ?? {}).map(([route, { rateLimit, burstLimit }]) => [
        route,
        { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit },
      ]),
    )

    new RunbookAlarm(this, 'ServerErrors', {
      alarmName: alarmsOfDeployment(prefix).api,
      meaning: 'Somebody notifying a death, or working on a case, was turned away by a fault of ours.',
      runbook: 'api-server-errors',
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      alarmTopic,
    })
  }
}

const accessLogEntry = {
  time: '$context.requestTime',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  functionLatency: '$context.integrationLatency',
  functionStatus: '$context.integrationStatus',
  responseLength: '$context.responseLength',
  error: '$context.error.responseType',
  tokenError: '$context.authorizer.error',
}
