#!/usr/bin/env bash
# Builds the library for iPhones, the simulator and Macs, and puts it into
# dodamFFI.xcframework, which Package.swift takes when it is there. Needs a Mac with Xcode and
# rustup.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

package=$PWD/bindings/swift
target_folder=${CARGO_TARGET_DIR:-$PWD/target}
work=$target_folder/xcframework
export IPHONEOS_DEPLOYMENT_TARGET=16.0 MACOSX_DEPLOYMENT_TARGET=13.0

# One library for several processors of one system: several NAME TARGET...
several() {
    local name=$1 target
    shift
    local libraries=()
    for target in "$@"; do
        rustup target add "$target"
        cargo rustc --package dodam-ffi --lib --crate-type staticlib --profile phone --target "$target"
        libraries+=("$target_folder/$target/phone/libdodam_ffi.a")
    done
    mkdir -p "$work/$name"
    lipo -create "${libraries[@]}" -output "$work/$name/libdodam_ffi.a"
}

# Sources first: the generator reads symbols that stripping takes away.
cargo xtask bindings swift
rm -rf "$work" "$package/dodamFFI.xcframework"
several iphone aarch64-apple-ios
several simulator aarch64-apple-ios-sim x86_64-apple-ios
several mac aarch64-apple-darwin x86_64-apple-darwin
for system in iphone simulator mac; do
    strip -S -x "$work/$system/libdodam_ffi.a"
done

headers=$work/headers
mkdir -p "$headers"
cp "$package/Generated/dodamFFI/dodamFFI.h" "$package/Generated/dodamFFI/module.modulemap" "$headers"
xcodebuild -create-xcframework \
    -library "$work/iphone/libdodam_ffi.a" -headers "$headers" \
    -library "$work/simulator/libdodam_ffi.a" -headers "$headers" \
    -library "$work/mac/libdodam_ffi.a" -headers "$headers" \
    -output "$package/dodamFFI.xcframework"
