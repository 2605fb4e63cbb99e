import eslint from '@eslint/js';
import sortImports from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

const timed = 'MemberExpression[object.name="Date"][property.name="now"]';

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', 'tools/host/node_modules', 'tools/browser'] },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'simple-import-sort': sortImports },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      curly: ['error', 'multi-line', 'consistent'],
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'simple-import-sort/exports': 'error',
      'simple-import-sort/imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-undef': 'off', // TypeScript's own work
    },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'AbortSignal',
          property: 'any',
          message: 'It leaves something at its signals, which may live long: use withEither.',
        },
      ],
    },
  },
  {
    // Whatever is shown goes through one door, which makes it plain: nobody can forget it.
    files: ['src/host/**', 'src/extension.ts'],
    ignores: ['src/host/base/door.ts', 'src/host/base/browser.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.property.name="window"] > Identifier.property[name=/^(show(Information|Warning|Error)Message|show(QuickPick|InputBox)|create(QuickPick|InputBox|StatusBarItem)|withProgress|setStatusBarMessage)$/]',
          message: 'Show it through src/host/base/door.ts.',
        },
        {
          selector: 'MemberExpression[property.name="openExternal"]',
          message: 'Open it through src/host/base/browser.ts.',
        },
        {
          selector: 'MemberExpression[object.property.name="Uri"][property.name="parse"]',
          message: 'Make it of its parts with Uri.from, or open it through src/host/base/browser.ts.',
        },
        {
          selector:
            'VariableDeclarator[init.name="vscode"] ObjectPattern, VariableDeclarator[init.property.name="window"]',
          message: 'Write vscode.window.…, which the rules above look at.',
        },
      ],
    },
  },
  {
    // What waits has an end, and says what it waited for. Loops that reckon with the time, and those through pages, have one.
    files: ['test/**', 'tools/**'],
    ignores: ['test/support/waitUntil.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: `:matches(WhileStatement, ForStatement:not([update.type="UpdateExpression"])):has(AwaitExpression):not(:has(${timed}))`,
          message: 'Wait with waitUntil (test/support/waitUntil.ts), which ends.',
        },
        {
          selector: 'DoWhileStatement:not([test.left.name="NextToken"], [test.name="NextToken"]):has(AwaitExpression)',
          message: 'Wait with waitUntil (test/support/waitUntil.ts), which ends.',
        },
        {
          selector: 'CallExpression[callee.property.name="waitForFunction"] > .arguments[async=true]',
          message: 'Playwright takes the promise for a result. Wait with waitUntil (test/support/waitUntil.ts).',
        },
      ],
    },
  },
  { files: ['src/build/**', 'test/**', 'tools/**', '*.mjs', 'src/simulator/main.ts'], rules: { 'no-console': 'off' } },
);
