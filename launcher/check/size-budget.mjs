// Stop sizes per kind of file (lines). A file over its stop holds two nouns or two steps: split it by noun or step.
const exempt =
  /^(lib\/generated\/|lib\/connectors\/catalog\/|lib\/connectors\/datagen\/templates|lib\/roles\/table\.ts|prisma\/|package-lock\.json|.*\.(json|md|svg|png|ico|yml|yaml|toml)$|LICENSE)/

const budgets = [
  [/^tests\/.*\.tsx?$/, 300],
  [/^app\/.*\/?page\.tsx$/, 30],
  [/^app\/.*\/?route\.ts$/, 80],
  [/^lib\/queries\/.*\.ts$/, 150],
  [
    /^lib\/(kafka|http|sql|schemas|serdes|format|connectors\/(datagen|data|converters|transforms|postgres-sink))\//,
    300,
  ],
  [/^lib\/[^/]+\/.*\.ts$/, 150],
  [/^worker\/(jobs|loops)\/.*\.ts$/, 180],
  [/^(components|app)\/.*\.tsx$/, 200],
  [/\.(ts|tsx|mts|mjs|css|java|sh)$/, 300],
]

/** Stop size of a file in lines, or null when it has none. */
export function stopSize(file) {
  if (exempt.test(file)) return null
  return budgets.find(([pattern]) => pattern.test(file))?.[1] ?? null
}

/** One sentence per file over its stop. */
export function findOversized(files, read) {
  return files.flatMap((file) => {
    const stop = stopSize(file)
    if (stop === null) return []
    const lines = read(file).trimEnd().split('\n').length
    return lines > stop ? [`${file}: ${lines} lines, stop at ${stop}`] : []
  })
}
