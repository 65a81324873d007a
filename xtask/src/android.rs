//! Android Studio builds the Kotlin side and the app with the versions that Maven tests.

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

    fn in_app(name: &str) -> String {
        std::fs::read_to_string(root().join("android").join(name)).unwrap()
    }

    #[test]
    fn the_system_offers_every_language_of_the_app() {
        let offered = in_app("device/src/main/res/xml/languages.xml");
        let mut tags: Vec<String> = ["en", "ko", "zh-Hans", "vi"].map(str::to_owned).into();
        for entry in std::fs::read_dir(root().join("android/words")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let tag = name
                .strip_prefix("language_")
                .and_then(|tag| tag.strip_suffix(".toml"));
            tags.push(tag.unwrap_or_else(|| panic!("{name}")).to_owned());
        }
        for tag in &tags {
            assert!(
                offered.contains(&format!("android:name=\"{tag}\"")),
                "languages.xml lacks {tag}"
            );
        }
        assert_eq!(offered.matches("<locale ").count(), tags.len());
    }

    #[test]
    fn the_app_takes_the_same_versions_from_gradle_and_maven() {
        let (pom, gradle) = (in_app("pom.xml"), in_app("device/build.gradle.kts"));
        let value = |name: &str| {
            let (_, rest) = pom.split_once(&format!("<{name}>")).unwrap();
            rest.split_once('<').unwrap().0.to_owned()
        };
        for (in_gradle, version) in [
            (
                "org.jetbrains.kotlin.android\") version \"",
                value("kotlin.version"),
            ),
            (
                "org.jetbrains.kotlin.plugin.compose\") version \"",
                value("kotlin.version"),
            ),
            (
                "androidx.compose.foundation:foundation:",
                value("androidx.runtime.version"),
            ),
        ] {
            let part = format!("{in_gradle}{version}\"");
            assert!(
                gradle.contains(&part),
                "device/build.gradle.kts lacks {part}"
            );
        }
        let archives = in_app("archives/pom.xml");
        for (group, name) in [
            ("androidx.activity", "activity-compose"),
            ("androidx.core", "core"),
        ] {
            let item =
                format!("<groupId>{group}</groupId><artifactId>{name}</artifactId><version>");
            let version = archives
                .split_once(&item)
                .unwrap()
                .1
                .split_once('<')
                .unwrap()
                .0;
            let part = format!("{group}:{name}:{version}\"");
            assert!(
                gradle.contains(&part),
                "device/build.gradle.kts lacks {part}"
            );
        }
    }
}
