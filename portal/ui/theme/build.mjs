// Compiles the look: Sass to two stylesheets, the fonts and icons in use, and nothing else.
//
// Everything comes from dkfds (Det Fælles Designsystem) in node_modules, but for the reader of QR codes, and lands
// in the `theme` folder of the data directory, from where Django collects it under `portal/`.

import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

import { ICONS } from './icons.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../../..')
const modules = path.join(root, 'node_modules')
const dkfds = path.join(modules, 'dkfds')
const target = path.join(process.env.PORTAL_VAR || path.join(root, 'var'), 'theme')

/** One style of the family a file; the stylesheet names the same. */
const FONTS = ['Regular', 'Italic', 'Medium', 'SemiBold']

/** One stylesheet out of its parts: `portal.scss` for the portal, `desk.scss` for the secretariat's desks. */
async function stylesheet (source, name) {
  const { css } = sass.compile(path.join(here, source), {
    style: 'compressed',
    loadPaths: [modules],
    quietDeps: true,
    logger: sass.Logger.silent
  })
  await writeFile(path.join(target, name), css)
  return css
}

async function fonts () {
  const from = path.join(dkfds, 'dist/fonts/IBMPlexSans/complete/woff2')
  await mkdir(path.join(target, 'fonts'), { recursive: true })
  for (const name of FONTS) {
    const file = `IBMPlexSans-${name}.woff2`
    await cp(path.join(from, file), path.join(target, 'fonts', file))
  }
}

/** Pictures that the design system's own rules point at (a chevron, a tick). */
async function pictures (css) {
  const named = new Set([...css.matchAll(/url\("?(img\/[\w./-]+)"?\)/g)].map(match => match[1]))
  for (const name of named) {
    await mkdir(path.dirname(path.join(target, name)), { recursive: true })
    await cp(path.join(dkfds, 'src', name), path.join(target, name))
  }
}

/** What reads a QR code in browsers that cannot do it themselves; loaded by the check-in page alone. */
async function codes () {
  await mkdir(path.join(target, 'qr'), { recursive: true })
  for (const name of ['decode.js', 'index.js']) {
    const source = await readFile(path.join(modules, 'qr', name), 'utf8')
    // Its map is not served, and a name that was never collected is an error.
    await writeFile(path.join(target, 'qr', name), source.replace(/^\/\/# sourceMappingURL=.*$/m, ''))
  }
}

/** All icons in one file, each a symbol that `elements/icon.html` points at. */
async function sprite () {
  const symbols = []
  for (const [name, source] of Object.entries(ICONS)) {
    const svg = await readFile(path.join(dkfds, 'src/img/svg-icons', `${source}.svg`), 'utf8')
    const box = svg.match(/viewBox="([^"]+)"/)[1]
    const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>[\s\S]*$/, '').trim()
    symbols.push(`<symbol id="${name}" viewBox="${box}">${body}</symbol>`)
  }
  const text = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`
  await writeFile(path.join(target, 'icons.svg'), text)
}

await rm(target, { recursive: true, force: true })
await mkdir(target, { recursive: true })
const css = await stylesheet('portal.scss', 'portal.css')
await stylesheet('desk.scss', 'desk-pages.css')
await Promise.all([fonts(), pictures(css), sprite(), codes()])
console.log(`The look is built: ${(css.length / 1024).toFixed(0)} kB of CSS, ${Object.keys(ICONS).length} icons.`)
