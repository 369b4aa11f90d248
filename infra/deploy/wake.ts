import type { Resources } from './gate.ts'

/**
 * Wakes a function and asks nothing of it: to one that answers over HTTP it is a route that does not exist, to one that reads a queue or a
 * stream an empty batch, to one that makes claims a person without any.
 */
export const HARMLESS_EVENT = {
  Records: [],
  request: { userAttributes: {} },
  version: '2.0',
  routeKey: 'GET /nowhere',
  rawPath: '/nowhere',
  rawQueryString: '',
  headers: {},
  isBase64Encoded: false,
  requestContext: {
    accountId: 'deployment',
    apiId: 'deployment',
    domainName: 'deployment',
    domainPrefix: 'deployment',
    requestId: 'deployment',
    routeKey: 'GET /nowhere',
    stage: '$default',
    time: '01/Jan/2026:00:00:00 +0000',
    timeEpoch: 0,
    http: { method: 'GET', path: '/nowhere', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'deployment' },
  },
} as const

const CALLERS = ['AWS::ApiGatewayV2::Integration', 'AWS::Cognito::UserPool', 'AWS::Lambda::EventSourceMapping']

/** Functions that only wait to be called. The sweeps wake by themselves within minutes. */
export function wakeable(resources: Resources): string[] {
  const callers = Object.values(resources).filter(({ Type }) => CALLERS.includes(Type))
  const called = JSON.stringify(callers.map(({ Properties }) => Properties))
  return Object.entries(resources)
    .filter(([id, { Type }]) => Type === 'AWS::Lambda::Function' && called.includes(`"${id}"`))
    .map(([, { Properties }]) => String(Properties?.['FunctionName']))
}
