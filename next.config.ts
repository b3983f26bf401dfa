import { mkdirSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { NextConfig } from 'next'

const distDir = process.env.TRIBUTARY_DIST ?? '.next'

// Next writes the type folders of its build into the tsconfig it is given. Each build folder gets one of its own,
// so that the committed file stays as it is while several builds (start, test, dev) live side by side.
function ownTsconfig(): string {
  const path = `.tributary/tsconfig${basename(distDir)}.json`
  mkdirSync('.tributary', { recursive: true })
  writeFileSync(
    path,
    JSON.stringify({
      extends: '../tsconfig.json',
      compilerOptions: { paths: { '@/*': ['../*'] }, allowJs: true, tsBuildInfoFile: null },
      include: ['../app/**/*.ts', '../app/**/*.tsx'],
    }),
  )
  return path
}

const config: NextConfig = {
  distDir,
  poweredByHeader: false,
  reactStrictMode: true,
  compress: true,
  devIndicators: false,
  // `npm run check` type-checks the whole tree once; a build on a small machine need not do it again.
  typescript: { ignoreBuildErrors: true, tsconfigPath: ownTsconfig() },
  transpilePackages: ['geist'],
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: [
    'pg',
    'kafkajs',
    '@platformatic/kafka',
    'pino',
    '@prisma/client',
    '@prisma/adapter-pg',
  ],
}

export default config
