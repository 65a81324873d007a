//! Android Studio builds the Kotlin side with the versions that Maven tests.

mod tests {
    use crate::process::root;

    fn read(name: &str) -> String {
        std::fs::read_to_string(root().join("bindings/kotlin").join(name)).unwrap()
    }

    /// A property of the pom, such as `kotlin.version`.
    fn property(name: &str) -> String {
        let pom = read("pom.xml");
        let (_, rest) = pom.split_once(&format!("<{name}>")).unwrap();
        rest.split_once('<').unwrap().0.to_owned()
    }

    #[test]
    fn gradle_and_maven_take_the_same_versions() {
        let gradle = read("build.gradle.kts");
        let kotlin = property("kotlin.version");
        let expected = [
            format!("id(\"org.jetbrains.kotlin.android\") version \"{kotlin}\""),
            format!("org.jetbrains.kotlin:kotlin-stdlib:{kotlin}\""),
            format!(
                "kotlinx-coroutines-core-jvm:{}\"",
                property("coroutines.version")
            ),
            format!("jna:{}@aar\"", property("jna.version")),
            format!("jvmToolchain({})", property("kotlin.compiler.jvmTarget")),
        ];
        for part in expected {
            assert!(gradle.contains(&part), "build.gradle.kts lacks {part}");
        }
    }
}
