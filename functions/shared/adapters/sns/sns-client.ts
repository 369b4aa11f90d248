import { SNSClient } from '@aws-sdk/client-sns'
import { clientPatience } from '../client-patience.ts'

/** The client that publishes. The endpoint comes from the environment, as AWS names it. */
export const snsClient = () => new SNSClient(clientPatience)
