package dodam

import dodam.core.DodamException
import dodam.core.PaperQuery
import dodam.core.PaperView
import dodam.core.PapersListener
import dodam.core.PeopleListener
import dodam.core.PersonView
import dodam.core.Profile
import dodam.core.Reminders
import dodam.core.RemindersListener
import dodam.core.RemindersQuestion
import dodam.core.StatusListener
import dodam.core.StatusView
import dodam.core.Subscription
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate

/*
 * Subscriptions as flows. Each gives how it is at once and again whenever it has become something
 * else; a slow collector misses what lay between, never the last. When the vault is locked the
 * flow fails with DodamException.Locked. Who stops collecting is told nothing more.
 */

/** The people, the owner first. */
fun Profile.peopleFlow(): Flow<List<PersonView>> =
    watched { told ->
        watchPeople(
            object : PeopleListener {
                override fun onChange(people: List<PersonView>) = told.now(people)

                override fun onEnd(error: DodamException) = told.end(error)
            },
        )
    }

/** The papers that a query finds, 200 at most. */
fun Profile.papersFlow(query: PaperQuery = PaperQuery()): Flow<List<PaperView>> =
    watched { told ->
        watchPapers(
            query,
            object : PapersListener {
                override fun onChange(papers: List<PaperView>) = told.now(papers)

                override fun onEnd(error: DodamException) = told.end(error)
            },
        )
    }

/** What is due; worked out anew after each change, not as time passes. */
fun Profile.remindersFlow(question: RemindersQuestion): Flow<Reminders> =
    watched { told ->
        watchReminders(
            question,
            object : RemindersListener {
                override fun onChange(reminders: Reminders) = told.now(reminders)

                override fun onEnd(error: DodamException) = told.end(error)
            },
        )
    }

/** How the vault stands. */
fun Profile.statusFlow(): Flow<StatusView> =
    watched { told ->
        watchStatus(
            object : StatusListener {
                override fun onChange(status: StatusView) = told.now(status)

                override fun onEnd(error: DodamException) = told.end(error)
            },
        )
    }

private class Told<T>(
    private val channel: SendChannel<T>,
) {
    fun now(value: T) {
        channel.trySend(value)
    }

    fun end(error: DodamException) {
        channel.close(error)
    }
}

private fun <T> watched(watch: (Told<T>) -> Subscription): Flow<T> =
    callbackFlow {
        watch(Told(channel)).use { subscription ->
            awaitClose { subscription.cancel() }
        }
    }.conflate()
