#!/bin/sh
# Runs once, when the database is created: lets the roles of the programs in. What they may do is
# granted by the migrations.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
  -v app="$APP_PASSWORD" -v worker="$WORKER_DATABASE_PASSWORD" \
  -v vault="$VAULT_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE tilgang_app LOGIN PASSWORD :'app';
CREATE ROLE tilgang_worker LOGIN PASSWORD :'worker';
CREATE ROLE tilgang_vault LOGIN PASSWORD :'vault';
SQL
