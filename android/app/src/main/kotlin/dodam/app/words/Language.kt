package dodam.app.words

import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.staticCompositionLocalOf
import java.util.Locale

/** A language as the app speaks it: its words, and how it writes days and numbers. */
open class Language(
    val tag: String,
    val ownName: String,
    val strings: Strings,
    /** Whether all of the app is in it; otherwise only Help now and Check are, and the rest is English. */
    val isComplete: Boolean = true,
) {
    open val rightToLeft: Boolean get() = false

    /** Digits as on papers and keypads of Korea, whatever the language has of its own. */
    val locale: Locale =
        Locale
            .Builder()
            .setLanguageTag(tag)
            .setUnicodeLocaleKeyword("nu", "latn")
            .build()

    val written: Written = Written(this)

    companion object {
        /** Every language, English first; those that aren't complete last. */
        val all: List<Language> = appLanguages.map { Language(it.tag, it.ownName, it.strings, it.isComplete) }

        /** Other tags that devices have for a language: Tagalog for Filipino, Java's old one for Indonesian. */
        private val otherTags = mapOf("tl" to "fil", "in" to "id")

        /** What is said and shown at desks. */
        val korean: Language = of("ko")

        /** The language of a tag such as `zh-CN` or `vi_VN`, otherwise English. */
        fun of(tag: String): Language {
            val said = tag.split('-', '_').first().lowercase()
            val primary = otherTags[said] ?: said
            return all.firstOrNull { it.tag.substringBefore('-') == primary } ?: all.first()
        }
    }
}

/** The language that is shown. */
val LocalLanguage = staticCompositionLocalOf { Language.all.first() }

/** The words of the language that is shown. */
val strings: Strings
    @Composable @ReadOnlyComposable
    get() = LocalLanguage.current.strings

/** How the language that is shown writes days and numbers. */
val written: Written
    @Composable @ReadOnlyComposable
    get() = LocalLanguage.current.written
