#!/bin/sh
# Makes an authority of our own and certificates for PostgreSQL and Redis, once, into the folder $1.
# The programs trust the authority by NODE_EXTRA_CA_CERTS. Made anew when its folder is emptied.
# usage: make-certificates.sh FOLDER [USER_ID_OF_THE_SERVERS]
set -eu
umask 077
folder=$1
owner=${2:-}
[ ! -s "$folder/done" ] || exit 0
mkdir -p "$folder/authority" "$folder/public"
cd "$folder"

openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 -subj '/CN=Tilgang internal authority' \
  -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
  -keyout authority/key.pem -out public/ca.pem 2>/dev/null

for server in postgres redis; do
  mkdir -p "$server"
  openssl req -newkey rsa:3072 -nodes -sha256 -subj "/CN=$server" \
    -keyout "$server/key.pem" -out "$server/request.pem" 2>/dev/null
  cat > "$server/extensions" <<END
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
subjectAltName = DNS:$server, DNS:localhost
END
  openssl x509 -req -in "$server/request.pem" -CA public/ca.pem -CAkey authority/key.pem \
    -CAcreateserial -days 825 -sha256 -extfile "$server/extensions" -out "$server/certificate.pem" 2>/dev/null
  rm "$server/request.pem" "$server/extensions"
  [ -z "$owner" ] || chown -R "$owner" "$server"
done
# No more certificates are made with it: who wants new ones makes a new authority.
rm -r authority public/*.srl 2>/dev/null || rm -r authority
chmod 755 public && chmod 644 public/ca.pem
touch done && echo made > done
