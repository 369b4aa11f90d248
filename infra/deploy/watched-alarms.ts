/** Alarms that a deployment watches, by name: CloudFormation takes it back when one of them rings. It takes five at most. */
export const alarmsOfDeployment = (prefix: string) =>
  ({
    functions: `${prefix}-deployment`,
    throttles: `${prefix}-throttles`,
    api: `${prefix}-api-server-errors`,
  }) as const
