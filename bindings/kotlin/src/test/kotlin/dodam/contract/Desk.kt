package dodam.contract

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import java.util.concurrent.TimeUnit
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock

/** The call could not be made: no such call, a wrong argument. */
internal class Misuse(
    message: String,
) : Exception(message)

/** The call failed, with this error. */
internal class Failed(
    val error: JsonElement,
) : Exception()

/**
 * The plain part of Kotlin's side: objects by handle, listeners by name. What is particular to
 * each export is generated.
 */
internal class Desk {
    private val lock = ReentrantLock()
    private val objects = HashMap<String, Any>()
    private val ears = HashMap<String, Ear>()
    private var made = 0

    fun misuse(why: String): Nothing = throw Misuse(why)

    fun fail(error: JsonElement): Nothing = throw Failed(error)

    fun hold(
        kind: String,
        thing: Any,
    ): JsonElement =
        lock.withLock {
            made += 1
            val handle = "$kind#$made"
            objects[handle] = thing
            JsonObject(mapOf("object" to JsonPrimitive(kind), "handle" to JsonPrimitive(handle)))
        }

    fun held(value: JsonElement): Any? {
        val handle = (value as? JsonObject)?.get("handle") as? JsonPrimitive
        return lock.withLock { objects[handle?.content] }
    }

    inline fun <reified T> held(
        kind: String,
        value: JsonElement,
    ): T = held(value) as? T ?: misuse("${short(value)} is no $kind")

    fun noReceiver(on: JsonElement) {
        if (on != JsonNull) misuse("it is not called on an object")
    }

    /** A new listener: `{"$listener": name}`, with `"$throws": error` one that throws. */
    fun ear(value: JsonElement): Ear {
        val fields = Fields("a listener", value)
        val name = readText(fields.take("\$listener"))
        val throws = fields.take("\$throws").takeIf { it != JsonNull }
        fields.close()
        val ear = Ear(this, throws)
        lock.withLock { if (ears.put(name, ear) != null) misuse("$name listens already") }
        return ear
    }

    fun heard(
        name: String,
        moreThan: Int?,
    ): JsonElement {
        val ear = lock.withLock { ears[name] } ?: misuse("nothing listens as $name")
        return ear.heard(moreThan) ?: misuse("$name heard nothing more")
    }

    /** Lets go of everything; objects are closed. */
    fun clear() {
        val all = lock.withLock { objects.values.toList().also { objects.clear() }.also { ears.clear() } }
        all.forEach { (it as? AutoCloseable)?.close() }
    }
}

/** One listener. */
internal class Ear(
    val desk: Desk,
    val throws: JsonElement?,
) {
    private val lock = ReentrantLock()
    private val changed = lock.newCondition()
    private val heard = ArrayList<JsonElement>()

    fun hear(
        told: String,
        with: JsonElement,
    ) = lock.withLock {
        heard += JsonObject(mapOf("told" to JsonPrimitive(told), "with" to with))
        changed.signalAll()
    }

    /** What was heard; waits for more than there was, and gives null if nothing comes. */
    fun heard(moreThan: Int?): JsonElement? =
        lock.withLock {
            var left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
            while (moreThan != null && heard.size <= moreThan) {
                if (left <= 0) return null
                left = changed.awaitNanos(left)
            }
            JsonArray(heard.toList())
        }

    private companion object {
        const val PATIENCE_SECONDS = 30L
    }
}

/** Fields, each taken once; what nobody takes is refused. */
internal class Fields(
    private val of: String,
    value: JsonElement,
) {
    private val left = HashMap(value as? JsonObject ?: throw Misuse("$of is no ${short(value)}"))

    /** Takes a field; one that is missing is null. */
    fun take(name: String): JsonElement = left.remove(name) ?: JsonNull

    /** Takes a field; one that is missing is [otherwise], written as JSON. */
    fun take(
        name: String,
        otherwise: String,
    ): JsonElement = left.remove(name) ?: Json.parseToJsonElement(otherwise)

    fun close() {
        left.keys.firstOrNull()?.let { throw Misuse("$of has no $it") }
    }
}

internal fun short(value: JsonElement): String = value.toString().take(200)
