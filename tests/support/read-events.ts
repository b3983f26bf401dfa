// Reads the server-sent events of a live message stream in the background.
export function readEvents(stream: Response) {
  let text = ''
  let isDone = false
  void (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of (stream.body ?? []) as AsyncIterable<Uint8Array>)
      text += decoder.decode(chunk, { stream: true })
    isDone = true
  })().catch(() => {
    isDone = true
  })
  const events = () =>
    [...text.matchAll(/^event: messages\ndata: (.*)$/gm)].map(
      ([, data]) => JSON.parse(data ?? '{}') as { received: number; messages: unknown[] },
    )
  return {
    text: () => text,
    isDone: () => isDone,
    counted: () => events().reduce((sum, { received }) => sum + received, 0),
    shown: () => events().reduce((sum, { messages: shown }) => sum + shown.length, 0),
  }
}
