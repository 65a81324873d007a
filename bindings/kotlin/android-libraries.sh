#!/usr/bin/env bash
# Builds the library for Android's processors into target/android-libraries, where
# build.gradle.kts looks for it. Needs the Android NDK (ANDROID_NDK_HOME) and rustup.
#
# Kotlin sources are generated before anything is stripped, because the generator reads the
# library's symbols. Pages of 16 KB are what newer devices have.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

: "${ANDROID_NDK_HOME:?is not set: the folder of the Android NDK}"
oldest_android=26
libraries=bindings/kotlin/target/android-libraries
target_folder=${CARGO_TARGET_DIR:-target}

case $(uname -s) in
Darwin) host=darwin-x86_64 ;;
*) host=linux-x86_64 ;;
esac
tools=$ANDROID_NDK_HOME/toolchains/llvm/prebuilt/$host/bin

# build TARGET CLANG-NAME ABI
build() {
    local target=$1 clang=$tools/$2$oldest_android-clang abi=$3 word upper
    word=${target//-/_}
    upper=$(printf %s "$word" | tr '[:lower:]' '[:upper:]')
    rustup target add "$target"
    env \
        "CARGO_TARGET_${upper}_LINKER=$clang" \
        "CARGO_TARGET_${upper}_RUSTFLAGS=-Clink-arg=-Wl,-z,max-page-size=16384,--pack-dyn-relocs=android" \
        "CC_$word=$clang" \
        "AR_$word=$tools/llvm-ar" \
        cargo rustc --package dodam-ffi --lib --crate-type cdylib --profile phone --target "$target"
    mkdir -p "$libraries/$abi"
    "$tools/llvm-strip" --strip-unneeded -o "$libraries/$abi/libdodam_ffi.so" \
        "$target_folder/$target/phone/libdodam_ffi.so"
}

cargo xtask bindings kotlin bindings/kotlin/target/generated-sources/uniffi
build aarch64-linux-android aarch64-linux-android arm64-v8a
build armv7-linux-androideabi armv7a-linux-androideabi armeabi-v7a
build x86_64-linux-android x86_64-linux-android x86_64
