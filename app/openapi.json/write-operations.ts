// `npm run openapi` writes operations.ts, the list of all route files: Next cannot look for files while it runs.
import { globSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(import.meta.dirname, '../..')
const target = path.join(import.meta.dirname, 'operations.ts')
/** next-auth's own endpoints have no declarations. */
const foreign = ['app/api/auth/[...nextauth]/route.ts']

export type RouteFile = { file: string; path: string }

/** In the order of their paths; a segment in brackets is a parameter ({...rest}: several segments), one in parentheses is a folder only. */
export function findRouteFiles(): RouteFile[] {
  return globSync('app/**/route.ts', { cwd: root })
    .filter((file) => !foreign.includes(file))
    .map((file) => ({ file, path: pathOf(file) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

const pathOf = (file: string): string =>
  path
    .dirname(file)
    .split('/')
    .slice(1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .map((part) => `/${part.replace(/^\[((?:\.\.\.)?\w+)\]$/, '{$1}')}`)
    .join('')

export function operationsModule(files: readonly RouteFile[]): string {
  const lines = files.map(({ file, path: url }) => {
    const from = `@/${file.replace(/\.ts$/, '')}`
    return `  { path: '${url}', load: () => import('${from}') },`
  })
  return [
    '// Written by `npm run openapi` from the files there are; do not edit.',
    "import type { RouteModule } from '@/lib/openapi/operations'",
    '',
    '// prettier-ignore',
    'export const routeModules: RouteModule[] = [',
    ...lines,
    ']',
    '',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(target, operationsModule(findRouteFiles()))
