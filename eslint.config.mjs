import eslint from '@eslint/js'
import prettier from 'eslint-config-prettier'
import tseslint from 'typescript-eslint'

const restrict = (...patterns) => ['error', { patterns }]
const deny = (regex, message, options = {}) => ({ regex, message, ...options })

const noTests = deny('(^|/)test/', 'Nothing imports the tests.')
const noInfra = deny('(^|/)infra/', 'Nothing imports infra.')
const noAws = deny('^@aws-sdk/|^@aws-lambda-powertools/|^@middy/', 'Only adapters, the runtime and handlers know AWS.')

/** Imports run one way: schemas ← domain ← functions/shared ← functions/<job> ← handler.ts (docs/adr/0002). */
export const importRules = [
  {
    files: ['schemas/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrict(
        noTests,
        noInfra,
        noAws,
        deny('(^|/)(domain|functions)/', 'Schemas stand alone.'),
      ),
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrict(
        noTests,
        noInfra,
        noAws,
        deny('(^|/)functions/', 'The domain decides; functions act.'),
        deny('(^|/)schemas/', 'The domain takes types from schemas, never code.', { allowTypeImports: true }),
        deny('^node:|^zod', 'The domain is pure.'),
      ),
      'no-restricted-globals': ['error', 'process', 'crypto', 'setTimeout', 'setInterval', 'fetch', 'console'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
        { object: 'Math', property: 'random', message: 'Ids are arguments.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is an argument.' },
      ],
    },
  },
  {
    files: ['audit/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrict(
        noTests,
        noInfra,
        noAws,
        deny('(^|/)(domain|functions)/', 'The auditor shares only the table format with what it audits.'),
      ),
    },
  },
  {
    files: ['functions/shared/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrict(
        noTests,
        noInfra,
        deny('^(\\.\\./)+(?!shared/)[a-z-]+/(handler|env)', 'Shared code knows no function.'),
      ),
    },
  },
  {
    files: ['functions/*/*.ts'],
    ignores: ['functions/*/handler.ts', 'functions/shared/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrict(
        noTests,
        noInfra,
        noAws,
        deny('shared/adapters/', 'A use case takes its collaborators as arguments; only handler.ts wires adapters.'),
        deny('^\\.\\./(?!shared/|\\.\\./)', 'One function never imports another.'),
      ),
    },
  },
  // Of a function that has folders of its own, and folders in those.
  ...[2, 3, 4].map((depth) => ({
    files: [`functions/*/${'*/'.repeat(depth - 1)}*.ts`],
    ignores: ['functions/shared/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrict(
        noTests,
        noInfra,
        noAws,
        deny('shared/adapters/', 'A use case takes its collaborators as arguments; only handler.ts wires adapters.'),
        deny(`^(\\.\\./){${depth}}(?!shared/|\\.\\./)`, 'One function never imports another.'),
      ),
    },
  })),
  {
    files: ['functions/*/handler.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrict(
        noTests,
        noInfra,
        deny('^\\.\\./(?!shared/|\\.\\./)', 'One function never imports another.'),
      ),
    },
  },
  {
    files: ['infra/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrict(
        noTests,
        deny(
          'functions/(?!shared/adapters/dynamodb/(table-definition|postcode-directory|earlier-rows|case-items|verify-case|anchors)|shared/runtime/metric-names|[a-z-]+/env|web/pages/(all|deciders)|web/agency/pages|web/words/what-is-hidden)',
          'Infra points at handlers by path and shares only table definitions, env types, names of metrics, the list of pages, what decides them, and words that documents repeat.',
        ),
      ),
    },
  },
]

export default tseslint.config(
  { ignores: ['node_modules', 'cdk.out', 'dist', '.local', 'coverage'] },
  eslint.configs.recommended,
  { files: ['**/*.ts'], extends: [...tseslint.configs.strictTypeChecked] },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-nocheck': true }],
    },
  },
  ...importRules,
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-properties': ['error', { object: 'jest', property: 'mock', message: 'Inject; do not patch.' }],
    },
  },
  {
    files: ['functions/web/assets/*.js'],
    languageOptions: { globals: { document: 'readonly', window: 'readonly' } },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } } },
  prettier,
)
