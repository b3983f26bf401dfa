// Cycles between our own files, and barrels (index files that only re-export) outside the three doors.
import path from 'node:path'
import { resolveImport } from './import-law.mjs'

const source = /\.(ts|tsx|mjs)$/
const imports = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]/g
const doors = /^lib\/(kafka|sql|http|connectors\/catalog)\/index\.ts$/

function resolveFile(target, known) {
  const candidates = [target, `${target}.ts`, `${target}.tsx`, `${target}.mjs`, `${target}/index.ts`]
  return candidates.find((candidate) => known.has(candidate))
}

export function buildImportGraph(files, read) {
  const sources = files.filter((file) => source.test(file))
  const known = new Set(sources)
  const graph = new Map()
  for (const file of sources) {
    const targets = [...read(file).matchAll(imports)].map((match) => resolveImport(file, match[1]))
    graph.set(file, [...new Set(targets.map((target) => resolveFile(target, known)).filter(Boolean))])
  }
  return graph
}

/** Each cycle once, as "a → b → a". */
export function findCycles(graph) {
  const state = new Map()
  const trail = []
  const found = []
  const visit = (file) => {
    state.set(file, 'open')
    trail.push(file)
    for (const next of graph.get(file) ?? []) {
      if (state.get(next) === 'open') found.push([...trail.slice(trail.indexOf(next)), next].join(' → '))
      else if (!state.has(next)) visit(next)
    }
    trail.pop()
    state.set(file, 'done')
  }
  for (const file of graph.keys()) if (!state.has(file)) visit(file)
  return found
}

export function findBarrels(files, read) {
  return files
    .filter((file) => /^index\.tsx?$/.test(path.posix.basename(file)) && !doors.test(file))
    .filter((file) =>
      read(file)
        .split('\n')
        .filter((line) => line.trim() && !line.startsWith('//'))
        .every((line) => /^export .* from /.test(line)),
    )
    .map((file) => `${file}: a barrel; only lib/kafka, lib/sql, lib/http and the catalogue have a door`)
}
