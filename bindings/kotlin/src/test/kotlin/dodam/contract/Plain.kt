package dodam.contract

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import java.nio.ByteBuffer

// Plain values, read from JSON and written as it. The generated part calls these by name.

private fun no(
    what: String,
    value: JsonElement,
): Nothing = throw Misuse("$what is no ${short(value)}")

/** A literal: what stands in JSON without quotation marks. */
private fun literal(value: JsonElement): String? = (value as? JsonPrimitive)?.takeIf { !it.isString }?.content

internal fun readText(value: JsonElement): String = (value as? JsonPrimitive)?.takeIf { it.isString }?.content ?: no("a text", value)

internal fun readTruth(value: JsonElement): Boolean = literal(value)?.toBooleanStrictOrNull() ?: no("true or false", value)

internal fun readI8(value: JsonElement): Byte = literal(value)?.toByteOrNull() ?: no("a number of i8", value)

internal fun readU8(value: JsonElement): UByte = literal(value)?.toUByteOrNull() ?: no("a number of u8", value)

internal fun readI16(value: JsonElement): Short = literal(value)?.toShortOrNull() ?: no("a number of i16", value)

internal fun readU16(value: JsonElement): UShort = literal(value)?.toUShortOrNull() ?: no("a number of u16", value)

internal fun readI32(value: JsonElement): Int = literal(value)?.toIntOrNull() ?: no("a number of i32", value)

internal fun readU32(value: JsonElement): UInt = literal(value)?.toUIntOrNull() ?: no("a number of u32", value)

internal fun readI64(value: JsonElement): Long = literal(value)?.toLongOrNull() ?: no("a number of i64", value)

internal fun readU64(value: JsonElement): ULong = literal(value)?.toULongOrNull() ?: no("a number of u64", value)

internal fun readF32(value: JsonElement): Float = readF64(value).toFloat()

internal fun readF64(value: JsonElement): Double = literal(value)?.toDoubleOrNull() ?: no("a number", value)

internal fun readBytes(value: JsonElement): ByteArray {
    val digits = readText(value)
    val bytes = digits.chunked(2).map { it.toUByteOrNull(radix = 16)?.toByte() }
    if (digits.length % 2 != 0 || null in bytes) no("bytes, two hexadecimal digits each", value)
    return bytes.filterNotNull().toByteArray()
}

/** Bytes as an export takes them that only borrows them. */
internal fun directBytes(bytes: ByteArray): ByteBuffer = ByteBuffer.allocateDirect(bytes.size).put(bytes).flip()

internal inline fun <T> readOptional(
    value: JsonElement,
    read: (JsonElement) -> T,
): T? = if (value == JsonNull) null else read(value)

internal inline fun <T> readList(
    value: JsonElement,
    read: (JsonElement) -> T,
): List<T> = (value as? JsonArray ?: throw Misuse("a list is no ${short(value)}")).map(read)

internal inline fun <T> readMap(
    value: JsonElement,
    read: (JsonElement) -> T,
): Map<String, T> = (value as? JsonObject ?: throw Misuse("a map is no ${short(value)}")).mapValues { read(it.value) }

/** `"Name"`, or `{"Name": {fields}}`. */
internal fun readVariant(
    of: String,
    value: JsonElement,
): Pair<String, Fields> {
    if (value is JsonPrimitive && value.isString) return value.content to Fields(of, JsonObject(emptyMap()))
    val (name, fields) = (value as? JsonObject)?.entries?.singleOrNull() ?: no("a variant of $of", value)
    return name to Fields("$of.$name", fields)
}

/** `{"error": "Name", fields}`. */
internal fun readError(
    of: String,
    value: JsonElement,
): Pair<String, Fields> {
    val fields = Fields(of, value)
    return readText(fields.take("error")) to fields
}

internal fun writeText(value: String): JsonElement = JsonPrimitive(value)

internal fun writeTruth(value: Boolean): JsonElement = JsonPrimitive(value)

internal fun writeNumber(value: Number): JsonElement = JsonPrimitive(value)

internal fun writeNumber(value: UByte): JsonElement = JsonPrimitive(value.toLong())

internal fun writeNumber(value: UShort): JsonElement = JsonPrimitive(value.toLong())

internal fun writeNumber(value: UInt): JsonElement = JsonPrimitive(value.toLong())

internal fun writeNumber(value: ULong): JsonElement = JsonPrimitive(value.toString().toBigInteger())

internal fun writeBytes(value: ByteArray): JsonElement = JsonPrimitive(value.joinToString("") { "%02x".format(it) })

internal inline fun <T> writeOptional(
    value: T?,
    write: (T & Any) -> JsonElement,
): JsonElement = value?.let(write) ?: JsonNull

internal inline fun <T> writeList(
    value: List<T>,
    write: (T) -> JsonElement,
): JsonElement = JsonArray(value.map(write))

internal inline fun <T> writeMap(
    value: Map<String, T>,
    write: (T) -> JsonElement,
): JsonElement = JsonObject(value.mapValues { write(it.value) })

internal fun writeFields(vararg fields: Pair<String, JsonElement>): JsonElement = JsonObject(fields.toMap())

internal fun writeVariant(
    name: String,
    vararg fields: Pair<String, JsonElement>,
): JsonElement = if (fields.isEmpty()) JsonPrimitive(name) else JsonObject(mapOf(name to writeFields(*fields)))

internal fun writeError(
    name: String,
    vararg fields: Pair<String, JsonElement>,
): JsonElement = writeFields("error" to JsonPrimitive(name), *fields)
