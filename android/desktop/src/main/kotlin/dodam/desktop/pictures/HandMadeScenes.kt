package dodam.desktop.pictures

import dodam.app.begin.BeginState
import dodam.app.begin.BeginView
import dodam.app.check.CheckState
import dodam.app.check.CheckView
import dodam.app.core.Trouble
import dodam.app.home.HomeState
import dodam.app.home.HomeView
import dodam.app.look.Hands
import dodam.app.papers.AddPaperState
import dodam.app.papers.AddPaperView
import dodam.app.papers.FileToKeep
import dodam.app.papers.PapersState
import dodam.app.papers.PapersView
import dodam.app.sync.SyncPhase
import dodam.app.sync.SyncState
import dodam.app.sync.SyncView
import dodam.app.unlock.UnlockState
import dodam.app.unlock.UnlockView
import dodam.app.unlock.UnlockWay
import dodam.app.vault.ExamineState
import dodam.app.vault.ExamineView
import dodam.app.vault.Found
import dodam.app.vault.RepairState
import dodam.app.vault.RepairView
import dodam.core.Finding
import dodam.core.StatusView
import java.time.LocalDate

/** What passes too fast for a picture, what goes wrong, and the words, which are others each time. */
internal val scenesByHand: List<Scene> =
    listOf(
        Scene("begin", "words", byHand = { BeginView(BeginState.Words(words), it) {} }),
        Scene("begin", "working", byHand = { BeginView(BeginState.Pin(working = true), it) {} }),
        Scene("unlock", "working", byHand = { UnlockView(UnlockState(working = true), it, {}, {}) }),
        Scene("unlock", "wait", byHand = { UnlockView(UnlockState(trouble = Trouble.WrongPin(waitSeconds = 60)), it, {}, {}) }),
        Scene("unlock", "damaged", byHand = { UnlockView(UnlockState(trouble = Trouble.Damaged("database")), it, {}, {}) }),
        Scene("unlock", "restoring", byHand = { UnlockView(UnlockState(UnlockWay.Backup, working = true), it, {}, {}) }),
        Scene("repair", "working", byHand = { RepairView(RepairState(working = true), it, {}, {}) }),
        Scene("repair", "too_damaged", byHand = { RepairView(RepairState(trouble = Trouble.Damaged("database")), it, {}, {}) }),
        Scene("repair", "part", byHand = { RepairView(RepairState(whole = false), it, {}, {}) }),
        Scene("examine", "damaged", byHand = { ExamineView(ExamineState(found = found, keepsDamaged = true), it, {}, {}) }),
        Scene("home", "looking", byHand = { HomeView(HomeState(), null, it, {}, {}, {}) }),
        Scene("home", "storage_full", byHand = { HomeView(HomeState(trouble = Trouble.StorageFull), atRest, it, {}, {}, {}) }),
        Scene("check", "looking", byHand = { CheckView(CheckState(), it, noHands) {} }),
        Scene("papers", "looking", byHand = { PapersView(PapersState(today), it, {}) {} }),
        Scene("add_paper", "keeping", byHand = { AddPaperView(keeping.copy(doneBytes = 1_200_000), it) {} }),
        Scene("add_paper", "storage_full", byHand = { AddPaperView(keeping.copy(trouble = Trouble.StorageFull), it) {} }),
        Scene("sync", "sending", byHand = { SyncView(SyncState(atRest, phase = SyncPhase.Syncing), it, {}) {} }),
    )

private val today: LocalDate = LocalDate.parse(MOMENT.substringBefore('T'))

/** Words of a published test of the list they are from; they open nobody's vault. */
private val words: List<String> =
    List(3) { "letter advice cage absurd amount doctor acoustic avoid" }.joinToString(" ").split(' ').dropLast(1) + "bless"

private val keeping = AddPaperState(FileToKeep("scan.pdf", 3_400_000, residenceCard), listOf("residence_card", "bill", "test_result"))

/** A vault that sends to a server; three things wait. */
private val atRest =
    StatusView(
        enrolled = true,
        pending = 3u,
        quarantined = 0u,
        conflicts = 0u,
        lastSyncAtMs = null,
        lastBackupAtMs = null,
        wordsCheckedOn = null,
    )

private val found =
    listOf(
        Found(Finding.PapersChanged(listOf("00")), isDamage = true, listOf("외국인등록증")),
        Found(Finding.PapersElsewhere(2u), isDamage = false),
        Found(Finding.SetAside(3_400_000u), isDamage = false),
        Found(Finding.OnlyHere(4u), isDamage = false),
    )

private val noHands =
    object : Hands {
        override fun call(phone: String) = Unit

        override fun showSentence(
            korean: String,
            meaning: String?,
        ) = Unit
    }
