import { Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { Construct } from 'constructs'
import type { PagesAddress } from '../config.ts'

export interface PageDistributionProps {
  /** Begins its name. */
  readonly prefix: string
  /** Where everything comes from that is not kept at the edge. */
  readonly api: HttpApi
  /** A name of our own. None: CloudFront's. */
  readonly address?: PagesAddress | undefined
  /** ARN of the firewall before it (`infra/stacks/firewall-stack.ts`). */
  readonly firewall?: string | undefined
}

/**
 * CloudFront before the pages. Assets are named after their content and are kept at the edge for a year; pages are kept nowhere, and
 * nothing of them is compressed on the way, since their length would then tell of what is secret in them (BREACH). The functions
 * behind it are the same as without it. What no function answers, API Gateway's own refusals and CloudFront's, gets AWS's set of security
 * headers here; where a function has said one itself, its word stands.
 */
export class PageDistribution extends Construct {
  readonly distribution: Distribution
  /** Where people find the pages. */
  readonly url: string

  constructor(scope: Construct, id: string, { prefix, api, address, firewall }: PageDistributionProps) {
    super(scope, id)
    const { region, urlSuffix } = Stack.of(this)
    const origin = new HttpOrigin(`${api.apiId}.execute-api.${region}.${urlSuffix}`, {
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    })
    const viewerHost = new EdgeFunction(this, 'ViewerHost', {
      functionName: `${prefix}-viewer-host`,
      comment: 'Tells the pages by which name the browser called them',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(VIEWER_HOST),
    })
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `${prefix}: pages`,
      defaultBehavior: {
        origin,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // API Gateway answers to its own name only.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        compress: false,
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        functionAssociations: [{ function: viewerHost, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/assets/*': {
          origin,
          viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
          allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
          cachePolicy: CachePolicy.CACHING_OPTIMIZED,
          responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        },
      },
      // Europe and North America: everybody who notifies or reviews is here.
      priceClass: PriceClass.PRICE_CLASS_100,
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(firewall !== undefined && { webAclId: firewall }),
      ...(address && {
        domainNames: [address.domainName],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', address.certificateArn),
      }),
    })
    this.url = `https://${address?.domainName ?? this.distribution.distributionDomainName}`
  }
}

/** Overwrites what a browser may have put there itself. */
const VIEWER_HOST = `
function handler(event) {
  var request = event.request
  request.headers['x-viewer-host'] = { value: request.headers.host.value }
  return request
}
`.trim()
