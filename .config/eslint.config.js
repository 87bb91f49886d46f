// The rules of style that a tool can hold; above all the words that would make src/sim differ between engines.
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// Only these are exact in every engine; the rest of Math differs in its last digits (see src/sim/core/math.ts).
const exactMath = [
  'abs',
  'ceil',
  'clz32',
  'floor',
  'fround',
  'imul',
  'max',
  'min',
  'round',
  'sign',
  'sqrt',
  'trunc',
]

const everywhere = [
  {
    selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
    message: 'Use a named export.',
  },
  { selector: 'TSEnumDeclaration', message: 'Use a constant object or a union of literals.' },
  {
    selector:
      'ImportDeclaration[source.value=/^d3/] :matches(ImportNamespaceSpecifier, ImportDefaultSpecifier)',
    message: 'Import d3 members by name, so that the rest of d3 stays out of the bundle.',
  },
]

const onlyInSim = [
  {
    selector: ':matches(BinaryExpression[operator="**"], AssignmentExpression[operator="**="])',
    message: '`**` differs between engines; use pow or multiply.',
  },
  {
    selector: 'VariableDeclarator[init.name="Math"], SpreadElement[argument.name="Math"]',
    message: 'Write Math.name in full, so that inexact members are noticed.',
  },
]

const localeDependent = [
  'localeCompare',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleUpperCase',
  'toLocaleLowerCase',
]

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '**/*.cjs'] },
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-syntax': ['error', ...everywhere],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      'no-var': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-console': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['src/**/*.tsx', 'src/ui/**/*.ts', 'src/app/**/*.ts', 'tests/ui/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.recommended],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'react-hooks/purity': 'error',
      'react-hooks/set-state-in-render': 'error',
      'react-hooks/static-components': 'error',
    },
  },
  {
    files: ['src/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/sim/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...onlyInSim],
      'no-restricted-properties': [
        'error',
        { object: 'Math', allowProperties: exactMath, message: 'Inexact across engines; use sim/core/math.' },
        ...localeDependent.map((property) => ({ property, message: 'Depends on the locale.' })),
      ],
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'The simulation has a clock of its own.' },
        { name: 'Intl', message: 'Depends on the locale; texts are made in src/i18n.' },
        { name: 'globalThis', message: 'The simulation knows no host.' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    files: ['vite.config.ts', '.config/**/*.js'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
