// The app for Android Studio, over the same sources that Maven compiles here. Not run yet.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "dodam-android"
include(":core", ":device")
project(":core").projectDir = file("../bindings/kotlin")
