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

type Rewrites = { source: string; destination: string }[]

/** Served at the root. `/api/console` and `/api/auth` are no mirror of anything and stay what they are. */
const apiRoots = [
  'org',
  'cmk',
  'iam',
  'srcm',
  'ksqldbcm',
  'connect',
  'kafka',
  'kafka-quotas',
  'service-quota',
  'v2/metrics',
]
/** The command line's own endpoints, served below /api. */
const cliRoots =
  'login sessions me access_tokens cli env_metadata usage_limits service_accounts users growth organizations metadata'.split(
    ' ',
  )
/**
 * Roots of Confluent Cloud that are known and not served. They, and paths without a route below the served ones, answer
 * in an API's error shape, not with a page.
 */
const absentRoots =
  'artifact billing byok cdx endpoint fcpm networking notifications partner sql sts tableflow'.split(' ')
/** The command line asks below /api of the address it logs in to, and takes only addresses that hold a name of Confluent's. */
const mirrors = ['/api', '/confluent.cloud/api', '/cpdev.cloud/api']

function rewrites(): { beforeFiles: Rewrites; afterFiles: Rewrites; fallback: Rewrites } {
  const below = (from: string, to: string): Rewrites => [
    { source: from, destination: to },
    { source: `${from}/:path*`, destination: `${to}/:path*` },
  ]
  return {
    beforeFiles: [
      ...mirrors.flatMap((mirror) => apiRoots.flatMap((root) => below(`${mirror}/${root}`, `/${root}`))),
      ...mirrors
        .slice(1)
        .flatMap((mirror) => cliRoots.flatMap((root) => below(`${mirror}/${root}`, `/api/${root}`))),
      { source: '/users', destination: '/api/users' },
      { source: '/service_accounts', destination: '/api/service_accounts' },
    ],
    afterFiles: [],
    fallback: [...absentRoots, ...apiRoots].flatMap((root) => below(`/${root}`, `/api/${root}`)),
  }
}

const config: NextConfig = {
  distDir,
  poweredByHeader: false,
  reactStrictMode: true,
  compress: true,
  devIndicators: false,
  // `npm run check` type-checks the whole tree once; a build on a small machine need not do it again.
  typescript: { ignoreBuildErrors: true, tsconfigPath: ownTsconfig() },
  rewrites: () => Promise.resolve(rewrites()),
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
