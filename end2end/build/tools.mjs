// The build tools, pinned and inside the project: wasm-bindgen from the crate registry, the rest from npm.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES, ROOT, TOOLS } from './paths.mjs';
import { run, step } from './step.mjs';

export const WASM_BINDGEN = join(TOOLS, 'bin', 'wasm-bindgen');
export const WASM_OPT = join(MODULES, 'binaryen', 'bin', 'wasm-opt');

/** The version the bundle is linked with; the tool must have exactly the same. */
function wantedWasmBindgen() {
  const lock = readFileSync(join(ROOT, 'Cargo.lock'), 'utf8');
  const found = lock.match(/name = "wasm-bindgen"\nversion = "([^"]+)"/);
  if (!found) throw new Error('Cargo.lock names no wasm-bindgen');
  return found[1];
}

function installedWasmBindgen() {
  try {
    return execFileSync(WASM_BINDGEN, ['--version'], { encoding: 'utf8' }).trim().split(' ').pop();
  } catch {
    return null;
  }
}

/** Installs wasm-bindgen into `.tools` when it is missing or of another version. */
export async function ensureWasmBindgen() {
  const version = wantedWasmBindgen();
  if (installedWasmBindgen() === version) return;
  await step(`wasm-bindgen ${version}`, async (note) => {
    const build = join(TOOLS, 'build');
    // Its published lock file may name versions the registry does not serve, hence no --locked.
    // The tool runs for a second per build, so its own compile time is what counts.
    await run('cargo', ['install', 'wasm-bindgen-cli', '--version', version, '--root', TOOLS, '--target-dir', build, '--force'], {
      log: 'wasm-bindgen-install',
      note,
      env: {
        CARGO_PROFILE_RELEASE_LTO: 'off',
        CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '256',
      },
    });
    rmSync(build, { recursive: true, force: true });
    return 'installed into .tools';
  });
}
