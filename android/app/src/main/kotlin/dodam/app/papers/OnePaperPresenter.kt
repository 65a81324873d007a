package dodam.app.papers

import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.app.core.dayInKorea
import dodam.core.DodamException
import dodam.core.PaperView
import dodam.core.PresentQuestion
import dodam.core.Profile
import dodam.stoppable
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job

/** One paper: looks at it, copies, replaces, bins and destroys it. `gone` is told when it was destroyed. */
class OnePaperPresenter(
    private val vault: Vault,
    private val device: Device,
    private val paperId: String,
    at: String?,
    private val gone: () -> Unit,
    scope: CoroutineScope,
) : Presenter<OnePaperState, OnePaperEvent>(OnePaperState(dayInKorea(at)), scope) {
    private var fetching: Job? = null

    override fun on(event: OnePaperEvent) {
        when (event) {
            is OnePaperEvent.Seen -> work(::failed) { read() }
            is OnePaperEvent.Replace -> replace()
            is OnePaperEvent.SaveCopy -> saveCopy(event.version)
            is OnePaperEvent.Fetch -> fetch()
            is OnePaperEvent.Stop -> stop()
            is OnePaperEvent.Bin -> keep(::failed) { change(Doing.Moving, Done.Binned) { it.binPaper(paperId) } }
            is OnePaperEvent.Restore -> keep(::failed) { change(Doing.Moving, Done.Restored) { it.restorePaper(paperId) } }
            is OnePaperEvent.Destroy ->
                keep(::failed) {
                    vault.ask { it.purgePaper(paperId) }
                    gone()
                }
        }
    }

    private fun failed(trouble: Trouble) = show { it.copy(doing = null, trouble = trouble) }

    private suspend fun read() {
        val before = state.value.sheet?.paper
        val sheet = vault.ask { it.paper(paperId) }
        show { it.copy(sheet = sheet) }
        val now = sheet.paper
        val changed = before?.sha256 != now.sha256 || before.here != now.here || before.binned != now.binned
        if (!changed && state.value.picture !is Picture.Looking) return
        val picture = vault.ask { picture(it, now) }
        show { it.copy(picture = picture) }
    }

    /** The whole picture where it can be opened, otherwise the small one. */
    private suspend fun picture(
        profile: Profile,
        paper: PaperView,
    ): Picture {
        val whole = if (paper.here && !paper.binned) whole(profile, paper) else null
        if (whole is Picture.Drawn || whole is Picture.OtherFormat) return whole
        val small = profile.paperThumbnail(paperId)?.let { pictureOf(it, LARGE_PICTURE) }
        return small as? Picture.Drawn ?: whole ?: Picture.NotDrawable
    }

    private suspend fun whole(
        profile: Profile,
        paper: PaperView,
    ): Picture =
        if (paper.mime !in drawable) {
            Picture.OtherFormat
        } else {
            try {
                val shown = profile.present(PresentQuestion(paperId)).paper
                shown?.let { pictureOf(it.bytes, LARGE_PICTURE, device::quartersToTurn) } ?: Picture.NotDrawable
            } catch (error: DodamException.InvalidInput) {
                // Larger than is opened in memory.
                Picture.NotDrawable
            }
        }

    private fun replace() =
        work(::failed) {
            val chosen = device.chooseFile() ?: return@work
            begin(Doing.Replacing)
            chosen.use { file -> vault.ask { it.replacePaper(paperId, file.path) } }
            end(Done.Replaced)
        }

    private fun saveCopy(version: Int?) =
        work(::failed) {
            val paper = state.value.sheet?.paper ?: return@work
            val copied =
                device.saveAs(fileName(paper)) { target ->
                    begin(Doing.Copying)
                    vault.ask {
                        if (version == null) it.exportPaper(paperId, target) else it.exportPaperVersion(paperId, version.toUInt(), target)
                    }
                }
            if (copied != null) end(Done.Copied)
        }

    private fun fetch() {
        fetching =
            work(::failed) {
                change(Doing.Fetching, Done.Fetched) { profile -> stoppable { profile.fetchPaper(paperId, it) } }
            }
    }

    private fun stop() {
        fetching?.cancel()
        show { it.copy(doing = null, trouble = Trouble.Stopped) }
    }

    private suspend fun change(
        doing: Doing,
        done: Done,
        call: suspend (Profile) -> Unit,
    ) {
        begin(doing)
        vault.ask(call)
        end(done)
    }

    private fun begin(doing: Doing) = show { it.copy(doing = doing, done = null, trouble = null) }

    private suspend fun end(done: Done) {
        read()
        show { it.copy(doing = null, done = done) }
    }
}

private val drawable = setOf("image/jpeg", "image/png")

/** A name for a copy: the title, without what a file system can't take. */
internal fun fileName(paper: PaperView): String {
    val name = paper.title.filterNot { it in "/\\:*?\"<>|" || it.isISOControl() }.trim(' ', '.').ifEmpty { "paper" }
    val ending = endings[paper.mime]
    return if (ending == null || name.endsWith(ending, ignoreCase = true)) name else name + ending
}

private val endings = mapOf("image/jpeg" to ".jpg", "image/png" to ".png", "application/pdf" to ".pdf")
