import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { findRouteFiles, operationsModule } from '@/app/openapi.json/write-operations'

const root = path.resolve(import.meta.dirname, '../..')

/** What the compiler says of a piece of code in this project. */
function problemsIn(code: string): string[] {
  const file = path.join(root, 'tests/unit/declared-here.ts')
  const settings = ts.readConfigFile(path.join(root, 'tsconfig.json'), (name) => ts.sys.readFile(name))
  const { options } = ts.parseJsonConfigFileContent(settings.config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, code, ts.ScriptTarget.ESNext) : read(name, ...rest)
  const program = ts.createProgram([file], { ...options, noEmit: true, incremental: false }, host)
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

describe('the list of operations', () => {
  test('has every route file there is; if not, run `npm run openapi`', () => {
    const written = readFileSync(path.join(root, 'app/openapi.json/operations.ts'), 'utf8')
    expect(written, 'app/openapi.json/operations.ts is out of date: run `npm run openapi`').toBe(
      operationsModule(findRouteFiles()),
    )
  })

  test('an operation without a permission, or with one that no table knows, fails the type-check', () => {
    const declare = (permission: string): string[] =>
      problemsIn(
        `import { route } from '@/lib/http'\nexport const GET = route({ id: 'x', ${permission} handler: async () => undefined })`,
      )
    expect(declare("permission: 'topics:read',")).toEqual([])
    expect(declare('').join()).toContain('permission')
    expect(declare("permission: 'topics:raed',").join()).toContain('topics:raed')
  }, 60_000)
})
