//! The app: its tests, its window on a desktop, pictures of its screens.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::parts;
use crate::process::{program, root, show, target_folder};
use crate::tools::is_debian;

/// What was accepted of every picture.
const KEPT: &str = "android/screens.kept";

/// Where Debian's packages put the fonts.
const UNPACKED: &str = "usr/share/fonts";

/// Compiles the app and opens it, over a vault in a folder; a usual one where none is given.
pub fn open(folder: Option<&str>) -> Result<(), String> {
    let folder = match folder {
        Some(folder) => {
            std::path::absolute(folder).map_err(|error| format!("{folder}: {error}"))?
        }
        None => usual_folder()?,
    };
    compile()?;
    let mut window = java(&[], "dodam.desktop.MainKt")?;
    // Not every system has letters for Korean; those that pictures are drawn with are enough.
    if fonts_are_here() {
        window.env("FONTCONFIG_FILE", fonts_file()?);
    } else {
        println!("Where boxes stand for letters: `cargo xtask test app --install` fetches fonts.");
    }
    show(window.arg(folder))
}

/// Draws the screens, with the drawing program's own words.
pub fn screens(words: &[&str]) -> Result<(), String> {
    if !fonts_are_here() {
        return Err("This needs fonts: `cargo xtask test app --install` fetches them.".into());
    }
    compile()?;
    show(&mut drawn(words)?)
}

/// Holds the Kotlin against its style, runs the tests, then compares every picture with the
/// accepted one.
pub fn test() -> Result<(), String> {
    server()?;
    show(maven_at("android/style/pom.xml").arg("verify"))?;
    let mut tests = maven();
    show(
        tests
            .env("FONTCONFIG_FILE", fonts_file()?)
            .args(["clean", "test"]),
    )?;
    let out = target_folder().join("screens");
    let out = out.to_string_lossy();
    show(&mut drawn(&["--out", &out, "--kept", KEPT])?)
}

fn drawn(words: &[&str]) -> Result<Command, String> {
    let headless = ["-Djava.awt.headless=true", "-Dskiko.renderApi=SOFTWARE"];
    let mut pictures = java(&headless, "dodam.desktop.pictures.PicturesKt")?;
    pictures.env("FONTCONFIG_FILE", fonts_file()?).args(words);
    Ok(pictures)
}

fn java(options: &[&str], class: &str) -> Result<Command, String> {
    let mut java = program("java", options);
    class_path(&mut java)?;
    java.arg(class);
    Ok(java)
}

/// What Maven found out about where everything lies.
fn class_path(java: &mut Command) -> Result<(), String> {
    let target = root().join("android/desktop/target");
    let file = target.join("class-path");
    let libraries = std::fs::read_to_string(&file);
    let libraries = libraries.map_err(|error| format!("{}: {error}", file.display()))?;
    let classes = target.join("classes");
    java.arg(format!("-Djna.library.path={}", native().display()));
    let between = if cfg!(windows) { ';' } else { ':' };
    let classes = format!("{}{between}{}", classes.display(), libraries.trim());
    // Not an argument: it is pages long, and a command that fails is repeated to the reader.
    java.env("CLASSPATH", classes);
    Ok(())
}

fn compile() -> Result<(), String> {
    server()?;
    show(maven().arg("process-classes"))
}

/// The command that the app's tests and pictures run as a server, beside the library.
fn server() -> Result<(), String> {
    parts::build(&["dodam"])
}

fn maven() -> Command {
    let mut maven = maven_at("android/pom.xml");
    maven.arg(format!("-Dnative.folder={}", native().display()));
    maven
}

fn maven_at(file: &str) -> Command {
    let mut maven = program(
        "mvn",
        &["--batch-mode", "--no-transfer-progress", "--quiet"],
    );
    maven.arg("--file").arg(root().join(file));
    maven
}

fn native() -> PathBuf {
    target_folder().join("debug")
}

fn usual_folder() -> Result<PathBuf, String> {
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let data = data.or_else(|| std::env::home_dir().map(|home| home.join(".local/share")));
    let data = data.ok_or("Say where: cargo xtask app FOLDER")?;
    Ok(data.join("dodam-app"))
}

/// Whether the fonts that pictures are drawn with are here: those of a run and no others, so that
/// two machines draw alike.
pub fn fonts_are_here() -> bool {
    fonts().join("ready").is_file()
}

/// The command that fetches them, on Debian; it needs no root.
pub fn fonts_installation() -> Option<Command> {
    let mut command = program(root().join("android/fonts.sh"), &[]);
    command.arg(fonts());
    is_debian().then_some(command)
}

fn fonts() -> PathBuf {
    target_folder().join("tools/fonts")
}

/// Tells the drawing library of these fonts alone.
fn fonts_file() -> Result<PathBuf, String> {
    let (file, folder) = (fonts().join("fonts.conf"), fonts());
    let content = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n  <dir>{}</dir>\n  <cachedir>{}</cachedir>\n</fontconfig>\n",
        folder.join(UNPACKED).display(),
        folder.join("cache").display(),
    );
    write(&file, &content)?;
    Ok(file)
}

fn write(file: &Path, content: &str) -> Result<(), String> {
    std::fs::write(file, content).map_err(|error| format!("{}: {error}", file.display()))
}
