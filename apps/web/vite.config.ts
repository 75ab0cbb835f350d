import react from '@vitejs/plugin-react';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { wholeWords } from './words/words.plugin.mjs';

const own = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: own('.'),
  plugins: [react(), wholeWords(), ahead(), compressed()],
  resolve: {
    alias: [
      { find: /^@digdir\/designsystemet-web$/, replacement: own('src/components/elements.ts') },
    ],
  },
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
      // Few files: by a slow line each costs a turn of its own, however small it is.
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: fileOf, debugName: 'by page' }],
        },
      },
    },
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: { '/api': process.env.TILGANG_URL ?? 'http://127.0.0.1:3000' },
  },
});

/** What every page needs is one file, what several of them need another; the rest goes with its page. */
function fileOf(id: string, graph: Rolldown.ChunkingContext): string | null {
  if (!sharing) {
    const found = new Map<string, number>();
    const within = (from: string) => {
      const seen = new Set<string>();
      const left = [from];
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        if (seen.has(next)) continue;
        seen.add(next);
        left.push(...(graph.getModuleInfo(next)?.importedIds ?? []));
      }
      return seen;
    };
    const alone = within(own('src/first.ts'));
    const first = within(own('src/main.tsx'));
    const pages = new Set(
      [...first].flatMap((each) => graph.getModuleInfo(each)?.dynamicallyImportedIds ?? []),
    );
    for (const page of pages) {
      for (const each of within(page)) found.set(each, (found.get(each) ?? 0) + 1);
    }
    // What the first script needs goes with it, so that it waits for nothing else.
    for (const each of alone) {
      first.delete(each);
      found.delete(each);
    }
    sharing = (each) =>
      alone.has(each)
        ? 'first'
        : first.has(each)
          ? 'main'
          : (found.get(each) ?? 0) > 1
            ? 'shared'
            : null;
  }
  return sharing(id);
}

let sharing: ((id: string) => string | null) | undefined;

/** The page names the files it always needs, so that they are fetched beside the first script. */
function ahead(): Plugin {
  return {
    name: 'ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const main = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/src/main.tsx'),
        );
        if (main?.type !== 'chunk') throw new Error('The build has no main file.');
        const files = [main.fileName, ...main.imports];
        const css = files.flatMap((name) => {
          const file = bundle[name];
          return file?.type === 'chunk' ? [...(file.viteMetadata?.importedCss ?? [])] : [];
        });
        return [
          ...files.map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
            injectTo: 'head' as const,
          })),
          ...css.map((file) => ({
            tag: 'link',
            attrs: { rel: 'stylesheet', crossorigin: true, href: `/${file}` },
            injectTo: 'head' as const,
          })),
        ];
      },
    },
  };
}

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
