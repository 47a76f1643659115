#!/bin/sh
# Installs the open fonts that `make shapes` measures; nothing else needs them.
# Their licences: docs/shapes.md.
set -eu

packages="fonts-cabin fonts-cmu fonts-courier-prime fonts-crosextra-caladea fonts-crosextra-carlito
fonts-dejavu-core fonts-dejavu-extra fonts-ebgaramond fonts-firacode fonts-gfs-didot fonts-inter
fonts-junicode fonts-lato fonts-liberation2 fonts-linuxlibertine fonts-oldstandard fonts-open-sans
fonts-quattrocento fonts-roboto-hinted fonts-sil-charis fonts-sil-gentiumplus fonts-stix
fonts-texgyre fonts-vollkorn"

as_root=""
[ "$(id -u)" -eq 0 ] || as_root=sudo
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq || true # an old list may still hold the packages
# shellcheck disable=SC2086 # one word a package
$as_root apt-get install -y -qq --no-install-recommends $packages
