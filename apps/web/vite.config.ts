import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { wholeWords } from './words/words.plugin.mjs';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), wholeWords()],
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
