export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** A story acts, and then says when it goes on: in milliseconds since 1970. */
export type Story = AsyncGenerator<number, void, void>

/**
 * Lives through many stories at once, in the order of time: the one that goes on first is next. The clock is moved to its moment
 * before it does. What would go on after the end is left as it stands.
 */
export async function liveThrough(
  stories: readonly Story[],
  { end, moveClockTo }: { readonly end: number; readonly moveClockTo: (instant: Date) => void },
): Promise<void> {
  const waiting: { story: Story; at: number }[] = []
  const goOn = async (story: Story) => {
    const { done, value } = await story.next()
    if (done !== true) waiting.push({ story, at: value })
  }
  for (const story of stories) await goOn(story)
  for (;;) {
    waiting.sort((one, other) => other.at - one.at)
    const next = waiting.pop()
    if (!next || next.at > end) return
    moveClockTo(new Date(next.at))
    await goOn(next.story)
  }
}
