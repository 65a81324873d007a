#!/bin/sh
# Fetches Noto's fonts, as Debian packs them, into a folder: FOLDER. Needs apt-get, dpkg and no root.
set -eu
if [ $# -ne 1 ]; then
    echo "fonts.sh FOLDER" >&2
    exit 2
fi
folder=$1
rm -rf "$folder"
mkdir -p "$folder/packages"
cd "$folder/packages"
apt-get download fonts-noto-core fonts-noto-cjk
for package in *.deb; do
    dpkg -x "$package" ..
done
cd ..
rm -rf packages
touch ready
