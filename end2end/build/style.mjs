// A style sheet: SCSS to one compressed CSS file named after its content.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'sass';
import { cached, digest, filesUnder, keyOf } from './cache.mjs';
import { MODULES, ROOT } from './paths.mjs';

const SOURCES = ['style', 'end2end/package-lock.json'];

/** Compiles `style/<sheet>.scss` and returns the directory and the name of the CSS file in it. */
export async function style(sheet) {
  const source = join(ROOT, 'style', `${sheet}.scss`);
  if (!existsSync(source)) throw new Error(`style/${sheet}.scss is missing`);
  const { directory, fresh } = await cached(`style/${sheet}`, keyOf(SOURCES, { also: [sheet] }), (into) => {
    const { css } = compile(source, { loadPaths: [MODULES], style: 'compressed', quietDeps: true });
    writeFileSync(join(into, `${sheet}-${digest(css)}.css`), css);
  });
  return { directory, name: filesUnder(directory, ['.key'])[0].split('/').pop(), fresh };
}
