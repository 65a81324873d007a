package dodam.desktop.pictures

import dodam.desktop.deleteOnceLetGo
import kotlinx.coroutines.runBlocking
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText
import kotlin.system.exitProcess

private const val USAGE =
    """--out DIR [--all] [--only SCREEN] [--kept FILE [--accept]]
  draws every state of every screen to DIR, with a page that shows them
  --all     in every language by day, by night and with large letters; otherwise a part of that
  --only    one screen
  --kept    compares with what was accepted; with --accept it becomes that"""

private class Asked(
    val out: Path,
    val formats: (Scene) -> List<Format>,
    val only: String?,
    val kept: Path?,
    val accept: Boolean,
)

private fun read(arguments: List<String>): Asked? {
    val flags = setOf("--all", "--accept")
    val values = arguments.windowed(2).filter { it[0] in setOf("--out", "--only", "--kept") }.associate { it[0] to it[1] }
    val known = flags + values.keys + values.values
    if (arguments.any { it !in known } || "--out" !in values) return null
    val formats = if ("--all" in arguments) Format::all else Format::usual
    return Asked(Path.of(values.getValue("--out")), formats, values["--only"], values["--kept"]?.let(Path::of), "--accept" in arguments)
}

/** Draws the screens; see [USAGE]. Ends with 1 where something is not as it should be. */
fun main(arguments: Array<String>) {
    val asked = read(arguments.toList())
    if (asked == null) {
        System.err.println(USAGE)
        exitProcess(2)
    }
    Files.createDirectories(asked.out)
    val drawn = LinkedHashMap<String, Pair<Scene, Drawn>>()
    for (scene in scenes.filter { asked.only == null || it.screen == asked.only }) {
        for ((language, formats) in asked.formats(scene).groupBy { it.language }) {
            for ((format, picture) in play(scene, language, formats)) {
                val name = listOf(scene.screen, scene.state, format.language, format.theme, format.scale).joinToString("_")
                drawn[name] = scene to picture
                asked.out.resolve("$name.png").writeBytes(picture.png)
            }
        }
    }
    asked.out.resolve("index.html").writeText(index(drawn))
    val told = drawn.flatMap { (name, pair) -> pair.second.complaints.map { "$name: $it" } } + changes(asked, drawn)
    told.forEach(::println)
    println("${drawn.size} pictures, ${told.size} to look at: ${asked.out.resolve("index.html")}")
    exitProcess(if (told.isEmpty()) 0 else 1)
}

/** Comes to a scene anew, so that no picture hangs on the one before, and draws it. */
private fun play(
    scene: Scene,
    language: String,
    formats: List<Format>,
): Map<Format, Drawn> {
    val home = Files.createTempDirectory("dodam-pictures")
    try {
        Stage(home, language).use { stage ->
            runBlocking { scene.play(stage) }
            return formats.associateWith { draw(stage, it, scene.byHand) }
        }
    } finally {
        deleteOnceLetGo(home)
    }
}

private fun changes(
    asked: Asked,
    drawn: Map<String, Pair<Scene, Drawn>>,
): List<String> {
    val kept = KeptPictures(asked.kept ?: return emptyList())
    val now = drawn.mapValues { (_, pair) -> pair.second.kept }
    val whole = asked.only == null
    if (!asked.accept) return kept.changes(now, whole)
    kept.accept(now, whole)
    return emptyList()
}

private fun index(drawn: Map<String, Pair<Scene, Drawn>>): String {
    val byScreen = drawn.entries.groupBy { it.value.first.screen }
    val body =
        byScreen.entries.joinToString("\n") { (screen, pictures) ->
            val figures =
                pictures.joinToString("\n") { (name, pair) ->
                    val made = if (pair.first.byHand != null) " (state made by hand)" else ""
                    "<figure><a href=\"$name.png\"><img src=\"$name.png\" width=\"240\" alt=\"$name\"></a><figcaption>$name$made</figcaption></figure>"
                }
            "<h2>$screen</h2>\n<div>\n$figures\n</div>"
        }
    return "<!doctype html><meta charset=\"utf-8\"><title>Screens</title>\n" +
        "<style>body{font-family:sans-serif}div{display:flex;flex-wrap:wrap;gap:1em}figure{margin:0}figcaption{max-width:240px}</style>\n" +
        body + "\n"
}
