package dodam.contract

import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.intOrNull
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Test
import java.lang.ProcessBuilder.Redirect
import kotlin.test.assertEquals
import kotlin.test.fail

/** Kotlin passes every case of `bindings/contract`. */
class ContractTest {
    private val desk = Desk()

    @Test
    fun `every case passes`() {
        val runner = ProcessBuilder(property("dodam.contract"), property("dodam.cases"))
        val running = runner.redirectError(Redirect.INHERIT).start()
        running.use { questions, answers ->
            while (true) {
                val question = Json.parseToJsonElement(questions() ?: fail("the runner ended early")).jsonObject
                if ("end" in question) return@use conclude(question)
                answers(answer(question).toString())
            }
        }
        assertEquals(0, running.waitFor())
    }

    private fun answer(question: JsonObject): JsonElement =
        try {
            JsonObject(mapOf("given" to given(question)))
        } catch (failed: Failed) {
            JsonObject(mapOf("failed" to failed.error))
        } catch (misuse: Misuse) {
            JsonObject(mapOf("misuse" to JsonPrimitive(misuse.message)))
        }

    private fun given(question: JsonObject): JsonElement {
        val (call, heard) = question["call"] to question["heard"]
        return when {
            call != null -> call(readText(call), question)
            heard != null -> desk.heard(readText(heard), (question["more_than"] as? JsonPrimitive)?.intOrNull)
            else -> JsonNull.also { desk.clear() }
        }
    }

    private fun call(
        name: String,
        question: JsonObject,
    ): JsonElement =
        runBlocking {
            try {
                desk.dispatch(name, question["on"] ?: JsonNull, question["with"] ?: JsonNull)
            } catch (unforeseen: dodam.core.InternalException) {
                desk.misuse("it ended badly: ${unforeseen.message}")
            }
        }

    private fun conclude(end: JsonObject) {
        val failures = end["failures"] as JsonArray
        println(end.getValue("end").jsonPrimitive.content)
        if (failures.isNotEmpty()) fail(failures.joinToString("\n") { it.jsonPrimitive.content })
    }

    private fun Process.use(block: (() -> String?, (String) -> Unit) -> Unit) =
        inputReader(Charsets.UTF_8).use { reader ->
            outputWriter(Charsets.UTF_8).use { writer ->
                block(reader::readLine) {
                    writer.write(it + "\n")
                    writer.flush()
                }
            }
        }

    private fun property(name: String) = System.getProperty(name) ?: fail("$name is not set")
}
