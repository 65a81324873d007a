package dodam.contract

import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.int
import kotlinx.serialization.json.intOrNull
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Test
import java.lang.ProcessBuilder.Redirect
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlin.test.fail

/** Kotlin passes every case of `bindings/contract`. */
class ContractTest {
    private val desk = Desk()

    @Test
    fun `every case passes`() {
        val end = run("cases")
        println(end.getValue("end").jsonPrimitive.content)
        assertEquals(emptyList(), end.failures())
    }

    @Test
    fun `every wrong case fails`() {
        val end = run("wrong")
        val failures = end.failures()
        assertTrue(failures.size > 20, failures.toString())
        assertEquals(end.getValue("cases").jsonPrimitive.int, failures.size, failures.joinToString("\n"))
    }

    private fun JsonObject.failures() = (getValue("failures") as JsonArray).map { it.jsonPrimitive.content }

    /** Answers what the runner asks until it says how it ended. */
    private fun run(folder: String): JsonObject {
        val runner = ProcessBuilder(property("dodam.contract"), "${property("dodam.cases")}/$folder")
        val running = runner.redirectError(Redirect.INHERIT).start()
        val end = running.talk { question -> answer(question) }
        assertEquals(0, running.waitFor())
        return end
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

    private fun Process.talk(answer: (JsonObject) -> JsonElement): JsonObject =
        outputWriter(Charsets.UTF_8).use { answers ->
            inputReader(Charsets.UTF_8).useLines { lines ->
                for (line in lines) {
                    val question = Json.parseToJsonElement(line).jsonObject
                    if ("end" in question) return question
                    answers.write("${answer(question)}\n")
                    answers.flush()
                }
                fail("the runner ended early")
            }
        }

    private fun property(name: String) = System.getProperty(name) ?: fail("$name is not set")
}
