FROM node:20-bookworm-slim AS build
WORKDIR /tilgang
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The embedded PostgreSQL is optional and not wanted here.
RUN npm run build && npm prune --omit=dev --omit=optional

FROM node:20-bookworm-slim
WORKDIR /tilgang
COPY --from=build /tilgang/package.json /tilgang/LICENSE ./
COPY --from=build /tilgang/node_modules node_modules
COPY --from=build /tilgang/dist dist
COPY --from=build /tilgang/templates templates
COPY --from=build /tilgang/data data
# A volume mounted here belongs to the user of the programs, and to nobody else.
RUN install -d -o node -g node -m 0700 /vault-key
ENV NODE_ENV=production
USER node
CMD ["node", "dist/apps/api/src/main.js"]
