package dodam.app.core

import dodam.core.BackupSummary
import dodam.stoppable

/** Writes a backup that ends when its screen is left. */
suspend fun Vault.backUp(target: String): BackupSummary = ask { profile -> stoppable { profile.backUp(target, cancellation = it) } }
