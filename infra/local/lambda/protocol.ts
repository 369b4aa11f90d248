/** What a thread of the pool is given when it starts. */
export interface WorkerSetup {
  /** URL of the bundle. */
  readonly entry: string
  readonly exportName: string
  /** See `movableClock`. */
  readonly aheadBy: SharedArrayBuffer
}

/** The part of Lambda's context object that travels to the thread. */
export interface InvocationContext {
  readonly awsRequestId: string
  readonly functionName: string
  readonly functionVersion: string
  readonly invokedFunctionArn: string
  readonly memoryLimitInMB: string
  readonly logGroupName: string
  readonly logStreamName: string
}

export interface InvocationMessage {
  /** The event as JSON: what a handler gets has been through text, as in Lambda. */
  readonly payload: string
  /** When the function's time runs out, in milliseconds since 1970. */
  readonly deadline: number
  readonly context: InvocationContext
}

/** What Lambda tells the caller of a function that failed. */
export interface FunctionError {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace?: readonly string[]
}

/** What a thread says: first that the bundle is loaded, then the outcome of each event. */
export type InvocationResult =
  | { readonly ok: true; /** The answer as JSON. */ readonly payload: string }
  | { readonly ok: false; readonly error: FunctionError }
