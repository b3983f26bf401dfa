// Where the code of task threads lies: beside this file, as TypeScript (watch mode, tests) or as the modules that
// launcher/steps/worker-build.mjs makes of it.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const isBuilt = import.meta.url.endsWith('.mjs')

export const threadModule = (name: 'task-host' | 'datagen'): URL =>
  new URL(`./${name}.${isBuilt ? 'mjs' : 'ts'}`, import.meta.url)

// Given outright: a thread then runs TypeScript whatever started the process (the worker, a test runner).
export const threadArguments = isBuilt
  ? []
  : ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
