/** A fault that the person at the terminal can mend: said as one sentence, without a stack trace. */
export class PlainSentenceError extends Error {
  override readonly name = 'PlainSentenceError'
}

/** Runs a command-line programme: a plain sentence goes to standard error and ends it with 1, any other fault keeps its stack. */
export async function speakPlainly(programme: () => Promise<void>): Promise<void> {
  try {
    await programme()
  } catch (error) {
    console.error(error instanceof PlainSentenceError ? error.message : error)
    process.exitCode = 1
  }
}
