import { runInNewContext } from 'node:vm'
import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { PageDistribution } from '../../infra/constructs/page-distribution.ts'
import { part, resourcesOf, said, type Value } from './assembly.ts'

/** Policies that AWS manages, by their ids. */
const CACHED_BY_ADDRESS = '658327ea-f89d-4fab-a63d-7e88639e58f6'
const NEVER_CACHED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
const SECURITY_HEADERS = '67f7725c-6f97-4210-82d7-5512b31e9d03'
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac'

const [distribution, ...others] = resourcesOf('AWS::CloudFront::Distribution')
const config = distribution?.Properties['DistributionConfig']
const pages = part(config, 'DefaultCacheBehavior')
const [assets, ...otherBehaviours] = part(config, 'CacheBehaviors') as readonly Value[]

describe('CloudFront before the pages', () => {
  it('is one, and asks the API over TLS and by its own name', () => {
    expect(others).toEqual([])
    const [origin, ...more] = part(config, 'Origins') as readonly Value[]
    expect(more).toEqual([])
    expect(said(part(origin, 'DomainName'))).toMatch(/^Api\.execute-api\.eu-west-2\./)
    expect(part(origin, 'CustomOriginConfig')).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    })
    expect(part(pages, 'OriginRequestPolicyId')).toBe(ALL_BUT_HOST)
  })

  it('keeps no page, and compresses none: its length would tell of what is secret in it', () => {
    expect(pages).toMatchObject({ CachePolicyId: NEVER_CACHED, Compress: false })
    expect(part(pages, 'AllowedMethods')).toContain('POST')
  })

  it('keeps assets, whose names change with their content, and sends no cookie for them', () => {
    expect(otherBehaviours).toEqual([])
    expect(assets).toMatchObject({
      PathPattern: '/assets/*',
      CachePolicyId: CACHED_BY_ADDRESS,
      AllowedMethods: ['GET', 'HEAD'],
    })
    expect(part(assets, 'OriginRequestPolicyId')).toBeUndefined()
  })

  it('stands behind the firewall that the environment names', () => {
    const stack = new Stack(new App(), 'Stack')
    const firewall = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/invented/0000'
    new PageDistribution(stack, 'Pages', { prefix: 'invented', api: new HttpApi(stack, 'Api'), firewall })
    Template.fromStack(stack).hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { WebACLId: firewall },
    })
  })

  it('speaks TLS with browsers only', () => {
    for (const behaviour of [pages, assets])
      expect(part(behaviour, 'ViewerProtocolPolicy')).toMatch(/^(redirect-to-https|https-only)$/)
  })

  it('puts security headers on whatever no function answered, API Gateway and CloudFront themselves included', () => {
    for (const behaviour of [pages, assets]) expect(part(behaviour, 'ResponseHeadersPolicyId')).toBe(SECURITY_HEADERS)
  })

  it('tells the pages by which name the browser called, whatever the browser says of it', () => {
    const [edge] = resourcesOf('AWS::CloudFront::Function')
    const code = edge?.Properties['FunctionCode'] as string
    const rewrite = runInNewContext(`${code}; handler`) as (event: object) => {
      headers: Record<string, { value: string }>
    }
    const headers = { host: { value: 'pages.example' }, 'x-viewer-host': { value: 'elsewhere.example' } }
    expect(rewrite({ request: { headers } }).headers['x-viewer-host']).toEqual({ value: 'pages.example' })
  })
})
