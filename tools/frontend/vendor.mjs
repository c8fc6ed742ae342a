// Builds src/Rebato.Server/wwwroot/vendor from the packages pinned in package-lock.json:
//   npm ci && node vendor.mjs
// The same input gives the same bytes; MANIFIESTO.json says the SHA-384 of each and a test compares.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import * as sass from 'sass';

const here = new URL('./', import.meta.url);
const out = new URL('../../src/Rebato.Server/wwwroot/vendor/', here);
const packages = new URL('node_modules/', here);
const font = new URL('@fontsource-variable/public-sans/', packages);
const version = async name => JSON.parse(await readFile(new URL(`${name}/package.json`, packages), 'utf8')).version;

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const { css } = sass.compile(fileURLToPath(new URL('scss/rebato.scss', here)), {
  importers: [new sass.NodePackageImporter(fileURLToPath(here))],
  quietDeps: true,
});
const { code: base } = await esbuild.transform(css, { loader: 'css', minify: true, charset: 'utf8' });
if (/GDS|url\(/.test(base)) throw new Error('base.css carries something of the GOV.UK brand');
await writeFile(new URL('base.css', out), base);

await esbuild.build({
  entryPoints: [fileURLToPath(new URL('componentes.mjs', here))],
  bundle: true, minify: true, format: 'esm', target: 'es2022', legalComments: 'none',
  outfile: fileURLToPath(new URL('componentes.js', out)),
});

for (const range of ['latin', 'latin-ext'])
  await writeFile(new URL(`public-sans-${range}.woff2`, out), await readFile(new URL(`files/public-sans-${range}-wght-normal.woff2`, font)));

const sources = [
  { name: 'govuk-frontend', licence: 'MIT', text: new URL('licencias/govuk-frontend.txt', here), files: ['base.css', 'componentes.js'] },
  { name: '@fontsource-variable/public-sans', licence: 'OFL-1.1', text: new URL('LICENSE', font), files: ['public-sans-latin.woff2', 'public-sans-latin-ext.woff2'] },
];
const rule = '-'.repeat(78);
const licences = await Promise.all(sources.map(async s =>
  `${s.name} ${await version(s.name)} (${s.licence}): ${s.files.join(', ')}\n${rule}\n${(await readFile(s.text, 'utf8')).trim()}\n`));
await writeFile(new URL('LICENCIAS.txt', out), licences.join(`\n\n`));

const files = {};
for (const name of (await readdir(out)).sort())
  files[name] = 'sha384-' + createHash('sha384').update(await readFile(new URL(name, out))).digest('base64');
const manifest = {
  paquetes: Object.fromEntries(await Promise.all(sources.map(async s => [s.name, await version(s.name)]))),
  ficheros: files,
};
await writeFile(new URL('MANIFIESTO.json', out), JSON.stringify(manifest, null, 2) + '\n');
