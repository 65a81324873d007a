// An Android library over the same sources as pom.xml. Versions are those of pom.xml, which
// `cargo test -p xtask` compares. Before the first build:
//   cargo xtask bindings kotlin bindings/kotlin/target/generated-sources/uniffi
//   bindings/kotlin/android-libraries.sh
plugins {
    id("com.android.library") version "8.13.0"
    id("org.jetbrains.kotlin.android") version "2.4.21"
}

android {
    namespace = "dodam"
    compileSdk = 36
    defaultConfig {
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    sourceSets["main"].apply {
        java.srcDirs("src/main/kotlin", "target/generated-sources/uniffi")
        jniLibs.srcDirs("target/android-libraries")
    }
}

kotlin {
    jvmToolchain(17)
}

dependencies {
    api("org.jetbrains.kotlin:kotlin-stdlib:2.4.21")
    api("org.jetbrains.kotlinx:kotlinx-coroutines-core-jvm:1.10.2")
    // The archive has JNA's own libraries for Android in it.
    implementation("net.java.dev.jna:jna:5.17.0@aar")
}
