import react from '@vitejs/plugin-react';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { wholeWords } from './words/words.plugin.mjs';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), wholeWords(), compressed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The content security policy allows fonts and scripts as files of the origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Its components do nothing by being there; the package does not say so, and would come whole.
      treeshake: {
        moduleSideEffects: [{ test: /@digdir\/designsystemet-react\//, sideEffects: false }],
      },
    },
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: { '/api': process.env.TILGANG_URL ?? 'http://127.0.0.1:3000' },
  },
});

/**
 * Puts each file beside itself as brotli and gzip, once and as small as they get: the API sends what
 * the browser takes (apps/api/src/web.ts). They hold nobody's data, so their size tells nothing.
 */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(html|js|css|svg)$/.test(file)) continue;
        const content = readFileSync(join(dir, file));
        const size = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
        writeFileSync(join(dir, `${file}.br`), brotliCompressSync(content, { params: size }));
        writeFileSync(join(dir, `${file}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
