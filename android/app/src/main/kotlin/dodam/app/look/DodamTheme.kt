package dodam.app.look

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Typography
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.sp
import dodam.app.words.Language
import dodam.app.words.LocalLanguage

private fun text(
    size: Int,
    weight: FontWeight,
) = TextStyle(
    fontSize = size.sp,
    // Burmese and Khmer stack their letters high.
    lineHeight = (size * 1.45f).sp,
    fontWeight = weight,
    lineBreak = LineBreak.Paragraph,
    // Korean to show at a desk goes from left to right in every language.
    textDirection = TextDirection.Content,
)

/** Nothing that is to be read is smaller than 16 sp. */
private val type =
    Typography(
        displaySmall = text(34, FontWeight.Bold),
        headlineMedium = text(28, FontWeight.Bold),
        headlineSmall = text(24, FontWeight.Bold),
        titleLarge = text(22, FontWeight.SemiBold),
        titleMedium = text(18, FontWeight.SemiBold),
        titleSmall = text(16, FontWeight.SemiBold),
        bodyLarge = text(18, FontWeight.Normal),
        bodyMedium = text(16, FontWeight.Normal),
        bodySmall = text(16, FontWeight.Normal),
        labelLarge = text(18, FontWeight.SemiBold),
        labelMedium = text(16, FontWeight.Medium),
        labelSmall = text(16, FontWeight.Medium),
    )

/** How everything looks: a language's words and direction, colours by day or night, large type. */
@Composable
fun DodamTheme(
    language: Language,
    dark: Boolean = isSystemInDarkTheme(),
    content: @Composable () -> Unit,
) {
    CompositionLocalProvider(
        LocalLanguage provides language,
        LocalStateColours provides if (dark) stateNight else stateDay,
        LocalLayoutDirection provides if (language.rightToLeft) LayoutDirection.Rtl else LayoutDirection.Ltr,
    ) {
        MaterialTheme(colorScheme = if (dark) night else day, typography = type, content = content)
    }
}
