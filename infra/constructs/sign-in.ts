import { Duration, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib'
import {
  AccountRecovery,
  type CfnUserPoolClient,
  ClientAttributes,
  FeaturePlan,
  type IUserPool,
  LambdaVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { SignIn as SignInSettings } from '../config.ts'

export interface SignInProps extends SignInSettings {
  readonly poolName: string
  /** Identifier of the API in scopes: `<api>/<scope>`. */
  readonly api: string
  /** The API's scopes by name, each with what it lets a person do. */
  readonly scopes: Readonly<Record<string, string>>
  /** Puts a person's roles and area into their access token. */
  readonly tokenClaims: IFunction
}

/**
 * Who may come in: accounts are given, never taken; a second factor always; sign-in through the hosted pages by authorisation
 * code only. Roles and area are attributes that a person cannot write, not even their own.
 */
export class SignIn extends Construct {
  readonly pool: IUserPool
  readonly client: UserPoolClient
  /** The `iss` of its tokens. */
  readonly issuer: string
  /** The same, as the pool itself gives it: where the pages ask for the rest of its addresses. */
  readonly providerUrl: string
  /** By what the pages prove that it is they who bring a code: only CloudFormation ever reads it. */
  readonly clientSecret: SecretValue

  constructor(scope: Construct, id: string, props: SignInProps) {
    super(scope, id)
    const pool = new UserPool(this, 'People', {
      userPoolName: props.poolName,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      keepOriginal: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
        tempPasswordValidity: Duration.days(3),
      },
      // Plus: refuses passwords known to have leaked, and sign-ins that look stolen.
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      customAttributes: {
        cdr_roles: new StringAttribute({ mutable: true, maxLen: 256 }),
        cdr_area: new StringAttribute({ mutable: true, maxLen: 128 }),
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, props.tokenClaims, LambdaVersion.V2_0)
    pool.addDomain('Domain', { cognitoDomain: { domainPrefix: props.domainPrefix } })

    const scopes = Object.entries(props.scopes).map(
      ([scopeName, scopeDescription]) => new ResourceServerScope({ scopeName, scopeDescription }),
    )
    const api = pool.addResourceServer('Api', { identifier: props.api, scopes })

    this.client = pool.addClient('Pages', {
      generateSecret: true,
      authFlows: { userSrp: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        // Never `aws.cognito.signin.user.admin`, which would let a token change its bearer's account.
        scopes: [OAuthScope.OPENID, ...scopes.map((one) => OAuthScope.resourceServer(api, one))],
        callbackUrls: [...props.callbackUrls],
        logoutUrls: [...props.logoutUrls],
      },
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true }),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: props.accessTokenValidity,
      idTokenValidity: props.accessTokenValidity,
      refreshTokenValidity: props.refreshTokenValidity,
    })
    this.pool = pool
    this.providerUrl = pool.userPoolProviderUrl
    this.clientSecret = SecretValue.resourceAttribute(
      (this.client.node.defaultChild as CfnUserPoolClient).attrClientSecret,
    )
    this.issuer = `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${pool.userPoolId}`
  }
}
