/**
 * Stands in for `@aws-sdk/credential-provider-node` inside the bundles (see `bundle.ts`). The SDK's own chain asks profiles,
 * SSO, web identity and the instance metadata service in turn: a quarter of a bundle, and none of it can answer in Lambda,
 * which always hands a function its role's credentials in the environment. They never change while the process lives.
 */
export const defaultProvider = () => async () => Promise.resolve(credentialsFrom(process.env))

function credentialsFrom(environment: NodeJS.ProcessEnv) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment
  if (!accessKeyId || !secretAccessKey) throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set.')
  const sessionToken = environment['AWS_SESSION_TOKEN']
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
}
