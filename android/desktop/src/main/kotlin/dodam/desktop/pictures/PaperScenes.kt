package dodam.desktop.pictures

import dodam.app.look.TypedDay
import dodam.app.papers.AddPaperPresenter
import dodam.app.papers.EditPaperPresenter
import dodam.app.papers.OnePaperEvent
import dodam.app.papers.OnePaperPresenter
import dodam.app.papers.PaperForm
import dodam.app.papers.PapersEvent
import dodam.app.papers.PapersPresenter
import dodam.app.papers.Picture
import dodam.app.present.PresentEvent
import dodam.app.present.PresentPresenter
import dodam.app.shell.Place
import dodam.app.sync.SyncEvent
import dodam.app.sync.SyncPhase
import dodam.app.sync.SyncPresenter

/** The list, one paper, adding and editing, the bin. */
val paperScenes: List<Scene> =
    listOf(
        Scene("papers", "none") {
            beginVault()
            at<PapersPresenter>(Place.Papers).await { it.papers != null }
        },
        Scene("papers", "list") {
            seedPapers()
            list()
        },
        Scene("papers", "found") {
            seedPapers()
            list().search("bloo", found = 1)
        },
        Scene("papers", "not_found") {
            seedPapers()
            list().search("zz", found = 0)
        },
        Scene("papers", "soon") {
            seedPapers()
            val presenter = list()
            presenter.on(PapersEvent.Soon(true))
            presenter.await { it.papers?.size == 1 }
        },
        Scene("papers", "add_choose") {
            beginVault()
            at<AddPaperPresenter>(Place.AddPaper()).await { it.kinds.isNotEmpty() }
        },
        Scene("papers", "add_with_camera") {
            phone = true
            beginVault()
            at<AddPaperPresenter>(Place.AddPaper()).await { it.kinds.isNotEmpty() }
        },
        Scene("papers", "add_form") {
            beginVault()
            file = syntheticCard
            at<AddPaperPresenter>(Place.AddPaper("residence_card")).await { it.file != null && it.kinds.isNotEmpty() }
        },
        Scene("papers", "edit") {
            seedPapers()
            at<EditPaperPresenter>(Place.EditPaper(idOf("My card"))).await { it.form != null }
        },
        Scene("papers", "one") {
            seedPapers()
            one("My card")
        },
        Scene("papers", "one_pdf") {
            seedPapers()
            one("Blood test, autumn")
        },
        Scene("papers", "one_binned") {
            seedPapers()
            val presenter = one("Old card")
            presenter.on(OnePaperEvent.Bin)
            presenter.await { it.sheet?.paper?.binned == true && it.doing == null }
        },
        Scene("papers", "bin") {
            seedPapers()
            val presenter = one("Old card")
            presenter.on(OnePaperEvent.Bin)
            presenter.await { it.sheet?.paper?.binned == true && it.doing == null }
            at<PapersPresenter>(Place.Bin).await { it.papers?.size == 1 }
        },
    )

/** A paper on the whole screen, and none. */
val presentScenes: List<Scene> =
    listOf(
        Scene("present", "card") {
            seedPapers()
            present(null)
        },
        Scene("present", "turned") {
            seedPapers()
            val presenter = present(null)
            val upright = presenter.state.value.picture
            presenter.on(PresentEvent.Turn)
            presenter.await { it.picture !== upright }
        },
        Scene("present", "expired") {
            seedPapers()
            present(idOf("Old card"))
        },
        Scene("present", "none") {
            beginVault()
            present(null, shown = false)
        },
        Scene("present", "all_expired") {
            beginVault()
            addPaper(syntheticCard, PaperForm("Old card", "residence_card", expires = TypedDay("2025", "2", "28")))
            present(null, shown = false)
        },
    )

/** Nothing leaves the phone, what waits for a server, and one that isn't reached. */
val syncScenes: List<Scene> =
    listOf(
        Scene("sync", "not_enrolled") {
            seedPapers()
            sync()
        },
        Scene("sync", "waiting") {
            opened { profile ->
                enrolled(profile)
                profile.say(student)
            }
            sync()
        },
        Scene("sync", "offline") {
            seedPapers()
            val presenter = sync()
            // Nobody listens at the port for "nothing here".
            presenter.on(SyncEvent.Enrol("http://127.0.0.1:9", "AAAA-BBBB-CCCC"))
            presenter.await { it.phase is SyncPhase.Failed }
        },
    )

private suspend fun Stage.list(): PapersPresenter {
    val presenter = at<PapersPresenter>(Place.Papers)
    val papers = presenter.await { it.papers?.size == 3 && it.kinds.isNotEmpty() }.papers.orEmpty()
    papers.forEach { presenter.on(PapersEvent.Appeared(it)) }
    presenter.await { it.pictures.isNotEmpty() }
    return presenter
}

private suspend fun PapersPresenter.search(
    words: String,
    found: Int,
) {
    on(PapersEvent.Search(words))
    await { it.papers?.size == found }
}

private suspend fun Stage.idOf(title: String): String {
    val papers = at<PapersPresenter>(Place.Papers).await { it.papers?.size == 3 }.papers.orEmpty()
    shell.back()
    return papers.first { it.title == title }.id
}

private suspend fun Stage.one(title: String): OnePaperPresenter {
    val presenter = at<OnePaperPresenter>(Place.OnePaper(idOf(title)))
    presenter.on(OnePaperEvent.Seen)
    presenter.await { it.picture !is Picture.Looking }
    return presenter
}

private suspend fun Stage.present(
    paperId: String?,
    shown: Boolean = true,
): PresentPresenter {
    val presenter = at<PresentPresenter>(Place.Present(paperId))
    presenter.on(PresentEvent.Seen)
    presenter.await { it.looked && (it.paper != null) == shown }
    return presenter
}

private suspend fun Stage.sync(): SyncPresenter {
    val presenter = at<SyncPresenter>(Place.Sync)
    presenter.on(SyncEvent.Seen)
    presenter.await { it.status != null && it.papers != null }
    return presenter
}
