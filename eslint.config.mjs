import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { importLawRule } from './launcher/check/import-law.mjs'

const typescript = ['**/*.ts', '**/*.tsx']
const processEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Read the environment through lib/env.ts.',
}
const serverAction = {
  selector: "ExpressionStatement[directive='use server']",
  message: 'No Server Actions: declare a route.',
}
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only, except where Next or a tool demands a default.',
}
const nodeGlobals = [
  'process',
  'console',
  'URL',
  'Buffer',
  'fetch',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'AbortSignal',
]
const vm = { name: 'node:vm', message: 'No code from text.' }
const serverOnly = { name: 'server-only', message: 'It breaks the worker; the import law does its job.' }

export default tseslint.config(
  {
    ignores: [
      '.next*/**',
      '.tributary/**',
      'data*/**',
      'lib/generated/**',
      'next-env.d.ts',
      'look/**',
      'worker/brokers/target/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { tributary: { rules: { 'import-law': importLawRule } } },
    languageOptions: { parser: tseslint.parser, ecmaVersion: 2024 },
    rules: {
      'tributary/import-law': 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': ['error', { paths: [vm, serverOnly] }],
      'no-restricted-syntax': ['error', processEnv, serverAction, defaultExport],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: typescript })),
  {
    files: typescript,
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.tsx'],
    ...jsxA11y.flatConfigs.recommended,
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.flat.recommended.rules,
      'react-hooks/incompatible-library': 'off',
      // Takes a `ref` passed on from the props for a read of it.
      'react-hooks/refs': 'off',
      'max-lines-per-function': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: [
      'app/**/{page,layout,template,loading,error,global-error,not-found,default,manifest,icon}.{ts,tsx}',
    ],
    rules: { 'no-restricted-syntax': ['error', processEnv, serverAction] },
  },
  {
    files: ['lib/env.ts', 'launcher/**', 'tests/**', 'worker/brokers/setup.mjs'],
    rules: { 'no-restricted-syntax': ['error', serverAction, defaultExport] },
  },
  { files: ['*.config.{ts,mjs}'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['launcher/**', 'tests/bench/**', 'tests/look/**'], rules: { 'no-console': 'off' } },
  { files: ['tests/**', 'lib/connectors/catalog/**'], rules: { 'max-lines-per-function': 'off' } },
)
