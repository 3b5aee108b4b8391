// `npm run build`: compiles our sheets and copies what pages need from packages to var/build.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { compile } from 'sass'

const build = 'var/build'
const nhsuk = 'node_modules/nhsuk-frontend/dist/nhsuk'
const fonts = 'node_modules/@fontsource-variable/atkinson-hyperlegible-next/files'

for (const folder of ['css', 'fonts', 'images', 'js']) {
  mkdirSync(`${build}/${folder}`, { recursive: true })
}
for (const sheet of ['main', 'print', 'certificate', 'admin']) {
  const { css } = compile(`site/assets/scss/${sheet}.scss`, {
    loadPaths: ['node_modules'],
    quietDeps: true,
    style: 'compressed',
  })
  writeFileSync(`${build}/css/${sheet}.css`, css)
}
for (const file of readdirSync(fonts)) {
  copyFileSync(`${fonts}/${file}`, `${build}/fonts/${file}`)
}
for (const icon of ['cross', 'arrow-up', 'arrow-down', 'arrow-up-down']) {
  const file = `nhsuk-icon-${icon}.svg`
  copyFileSync(`${nhsuk}/assets/images/${file}`, `${build}/images/${file}`)
}
// Without the comment that names a source map, which we do not serve.
const script = readFileSync(`${nhsuk}/nhsuk-frontend.min.js`, 'utf8')
writeFileSync(`${build}/js/nhsuk-frontend.min.js`, script.replace(/\/\/# sourceMappingURL=.*/, ''))
