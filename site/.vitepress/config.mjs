import { createRequire } from 'node:module'
import { defineConfig } from 'vitepress'
import api from '../generated/api/typedoc-sidebar.json' with { type: 'json' }

const require = createRequire(import.meta.url)

const GUIDE = [
  ['Start', 'start'],
  ['Five programs of six lines', 'six-lines'],
  ['Your table', 'your-table'],
  ['Your pictures', 'your-pictures'],
  ['The browser', 'browser'],
  ['Deploy', 'deploy'],
  ['Reproduce', 'reproduce'],
  ['Many threads', 'threads'],
  ['Go on from a model', 'go-on'],
  ['Extend', 'extend'],
]

const REFERENCE = [
  ['Recipes: how networks are trained', 'recipes'],
  ['Data', 'data'],
  ['Tables', 'tables'],
  ['Metrics', 'metrics'],
  ['Several runs', 'runs'],
  ['More than one machine', 'cluster'],
  ['Formats of models', 'formats'],
  ['The lecture', 'lecture'],
  ['The derivation', 'derivation'],
  ['Architecture', 'architecture'],
  ['Performance', 'performance'],
  ['Reproducibility', 'reproducibility'],
  ['Reliability', 'reliability'],
  ['The package', 'package'],
]

/** The entries of the package, called as they are imported. */
const entries = api.map((entry) => ({
  ...entry,
  text: entry.text === 'index' ? 'antigrad' : `antigrad/${entry.text}`,
}))

const links = (pages, folder) => pages.map(([text, name]) => ({ text, link: `${folder}/${name}` }))

export default defineConfig({
  title: 'antigrad',
  description:
    'Neural networks trained on every core, in TypeScript alone, with the same bits on any number of threads.',
  srcDir: '..',
  srcExclude: ['{apps,examples,findings,lint,packages,runs,scripts,tests}/**', '**/.*/**', 'README.md'],
  rewrites: { 'site/index.md': 'index.md', 'site/generated/api/:path*': 'api/:path*' },
  outDir: './dist',
  cacheDir: './.vitepress/cache',
  markdown: { math: true },
  // Pages outside this folder import it too, and would look for it above themselves.
  vite: {
    resolve: {
      alias: ['vue', 'vue/server-renderer'].map((name) => ({
        find: new RegExp(`^${name}$`),
        replacement: require.resolve(name),
      })),
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    nav: [
      { text: 'Guide', link: '/docs/guide/start' },
      { text: 'Reference', link: '/docs/recipes' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: {
      '/api/': [{ text: 'API', items: entries }],
      '/': [
        { text: 'Guide', items: links(GUIDE, '/docs/guide') },
        { text: 'Reference', items: links(REFERENCE, '/docs') },
      ],
    },
    outline: [2, 3],
  },
})
