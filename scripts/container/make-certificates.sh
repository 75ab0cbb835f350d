#!/bin/sh
# Makes an authority of our own and certificates for PostgreSQL, Redis and the vault, and one that the
# worker shows the vault, once, into the folder $1. The programs trust the authority by
# NODE_EXTRA_CA_CERTS. Made anew when its folder is emptied, and where an older version made fewer.
# usage: make-certificates.sh FOLDER [USER_ID_OF_THE_SERVERS [USER_ID_OF_THE_PROGRAMS]]
set -eu
umask 077
folder=$1
servers=${2:-}
programs=${3:-}
made='postgres redis vault worker'
[ "$(cat "$folder/done" 2>/dev/null)" != "$made" ] || exit 0
mkdir -p "$folder/authority" "$folder/public"
cd "$folder"

openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 -subj '/CN=Tilgang internal authority' \
  -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
  -keyout authority/key.pem -out public/ca.pem 2>/dev/null

# usage: certificate NAME USE OWNER
certificate() {
  mkdir -p "$1"
  openssl req -newkey rsa:3072 -nodes -sha256 -subj "/CN=$1" \
    -keyout "$1/key.pem" -out "$1/request.pem" 2>/dev/null
  cat > "$1/extensions" <<END
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = $2
subjectAltName = DNS:$1, DNS:localhost
END
  openssl x509 -req -in "$1/request.pem" -CA public/ca.pem -CAkey authority/key.pem \
    -CAcreateserial -days 825 -sha256 -extfile "$1/extensions" -out "$1/certificate.pem" 2>/dev/null
  rm "$1/request.pem" "$1/extensions"
  [ -z "$3" ] || chown -R "$3" "$1"
}

certificate postgres serverAuth "$servers"
certificate redis serverAuth "$servers"
certificate vault serverAuth "$programs"
certificate worker clientAuth "$programs"
# No more certificates are made with it: who wants new ones makes a new authority.
rm -r authority public/*.srl 2>/dev/null || rm -r authority
chmod 755 public && chmod 644 public/ca.pem
echo "$made" > done
