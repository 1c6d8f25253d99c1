#!/bin/sh
# Makes the keys of the tests anew, with OpenSSL 3, valid for a century. None of them protects anything.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/index.txt"
cat > "$work/ca.conf" <<CONF
[ca]
default_ca = own
[own]
database = $work/index.txt
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
default_startdate = 20200101000000Z
default_enddate = 21200101000000Z
utf8 = yes
[any]
countryName = optional
organizationName = optional
commonName = supplied
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, nonRepudiation
[clock]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
CONF
new() { # name, subject, section, who signs, key options
  name=$1 subject=$2 section=$3 signer=$4
  shift 4
  openssl genpkey "$@" -out "$work/$name.key"
  openssl req -new -utf8 -key "$work/$name.key" -out "$work/$name.csr" -subj "$subject"
  openssl ca -batch -notext -config "$work/ca.conf" -extensions "$section" -in "$work/$name.csr" -out "$work/$name.crt" $signer
}
rsa='-algorithm RSA -pkeyopt rsa_keygen_bits:2048'
by="-cert $work/root.crt -keyfile $work/root.key"
new root '/O=Dossier tests/CN=Test root' root "-selfsign -keyfile $work/root.key" $rsa
new rsa '/C=FI/O=The Office/CN=Jane Doe' leaf "$by" $rsa
new ec '/C=JP/O=The Office/CN=山田 花子' leaf "$by" -algorithm EC -pkeyopt ec_paramgen_curve:P-256
new stamp '/O=Time Office/CN=Test clock' clock "$by" $rsa
for name in rsa ec; do
  openssl pkcs12 -export -inkey "$work/$name.key" -in "$work/$name.crt" -certfile "$work/root.crt" -out $name.p12 -passout pass:secret
done
openssl pkcs12 -export -legacy -inkey "$work/rsa.key" -in "$work/rsa.crt" -out old.p12 -passout pass:secret
openssl pkcs8 -topk8 -in "$work/rsa.key" -out rsa.pem -passout pass:secret
cat "$work/rsa.crt" >> rsa.pem
cat "$work/stamp.key" "$work/stamp.crt" > stamp.pem
cp "$work/root.crt" root.pem
chmod 644 ./*.p12 ./*.pem
