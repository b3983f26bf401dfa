// One line per step: its name, what it is doing, how long it took. On a terminal the line is redrawn while it runs.
const isTerminal = process.stdout.isTTY === true
let isQuiet = false

/** Sends every line to standard error, for commands whose standard output is JSON. */
export const keepStandardOutputClean = () => {
  isQuiet = true
}

const write = (text) => (isQuiet ? process.stderr : process.stdout).write(text)
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

export const say = (line = '') => write(`${line}\n`)

/**
 * Runs `work(report)` as a step; `report(text)` shows progress. When work answers 'skipped' the line says "up to date".
 * A failure prints the line with its time and is thrown on.
 */
export async function step(title, work) {
  const started = Date.now()
  let detail = ''
  const line = (mark, end) => `  ${mark} ${title.padEnd(28)} ${end}`
  const draw = () => {
    if (isTerminal && !isQuiet)
      write(
        `\r\u001b[2K${line('…', `${seconds(Date.now() - started)} ${detail}`)}`.slice(
          0,
          process.stdout.columns ?? 100,
        ),
      )
  }
  const timer = isTerminal ? setInterval(draw, 200) : undefined
  if (!isTerminal) write(`${line('…', '')}\n`)
  const finish = (mark, end) => {
    clearInterval(timer)
    write(`${isTerminal && !isQuiet ? '\r\u001b[2K' : ''}${line(mark, end)}\n`)
  }
  try {
    const result = await work((text) => {
      detail = text.trim().split('\n').at(-1).slice(0, 60)
      draw()
    })
    finish('✓', result === 'skipped' ? 'up to date' : seconds(Date.now() - started))
    return result
  } catch (error) {
    finish('✗', seconds(Date.now() - started))
    throw error
  }
}
