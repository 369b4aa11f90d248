/**
 * Stands in for `@aws-sdk/credential-provider-node` inside the bundles (see `bundle.ts`). The SDK's own chain asks profiles,
 * SSO, web identity and the instance metadata service in turn: a quarter of a bundle, and none of it can answer in Lambda,
 * which always hands a function its role's credentials in the environment. They never change while the process lives.
 */
export const defaultProvider = () => () => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = process.env
  return accessKeyId && secretAccessKey
    ? Promise.resolve({ accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) })
    : Promise.reject(new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set.'))
}
