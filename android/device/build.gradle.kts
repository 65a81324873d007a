// The app for phones. Versions are those of pom.xml, which `cargo test -p xtask` compares. Before the
// first build:
//   cargo xtask bindings kotlin bindings/kotlin/target/generated-sources/uniffi
//   cargo xtask strings android/app/target/generated-sources/words
//   bindings/kotlin/android-libraries.sh
plugins {
    id("com.android.application") version "8.13.0"
    id("org.jetbrains.kotlin.android") version "2.4.21"
    id("org.jetbrains.kotlin.plugin.compose") version "2.4.21"
}

android {
    namespace = "dodam.device"
    compileSdk = 36
    defaultConfig {
        applicationId = "dodam.app"
        minSdk = 26
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    buildTypes["release"].isMinifyEnabled = true
    sourceSets["main"].java.srcDirs("src/main/kotlin", "../app/src/main/kotlin", "../app/target/generated-sources/words")
    // Tests need Robolectric's jars and run by Maven.
    sourceSets["test"].java.setSrcDirs(emptyList<String>())
}

kotlin {
    jvmToolchain(17)
}

dependencies {
    implementation(project(":core"))
    implementation("androidx.activity:activity-compose:1.13.0")
    implementation("androidx.core:core:1.18.0")
    implementation("androidx.compose.foundation:foundation:1.12.1")
    implementation("androidx.compose.material3:material3:1.4.0")
}
