package dodam.app.look

import androidx.compose.material3.ColorScheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Immutable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color

/** A calm, warm page with one accent, by day. */
internal val day: ColorScheme =
    lightColorScheme(
        primary = Color(0xFF1B4F8A),
        onPrimary = Color(0xFFFFFFFF),
        primaryContainer = Color(0xFFDCE8F7),
        onPrimaryContainer = Color(0xFF0B2A4D),
        secondary = Color(0xFF5B5348),
        onSecondary = Color(0xFFFFFFFF),
        secondaryContainer = Color(0xFFF0E7DA),
        onSecondaryContainer = Color(0xFF2E2A23),
        background = Color(0xFFFBF8F3),
        onBackground = Color(0xFF1E1C19),
        surface = Color(0xFFFBF8F3),
        onSurface = Color(0xFF1E1C19),
        surfaceVariant = Color(0xFFEFE9DF),
        onSurfaceVariant = Color(0xFF4B463E),
        surfaceContainerLowest = Color(0xFFFFFFFF),
        surfaceContainerLow = Color(0xFFFFFFFF),
        surfaceContainer = Color(0xFFFFFFFF),
        surfaceContainerHigh = Color(0xFFF5F0E8),
        surfaceContainerHighest = Color(0xFFEFE9DF),
        outline = Color(0xFF7A7368),
        outlineVariant = Color(0xFFD3CBBE),
        error = Color(0xFFB3261E),
        onError = Color(0xFFFFFFFF),
        errorContainer = Color(0xFFF9DEDC),
        onErrorContainer = Color(0xFF410E0B),
    )

/** The same by night. */
internal val night: ColorScheme =
    darkColorScheme(
        primary = Color(0xFFA9C9F2),
        onPrimary = Color(0xFF08284B),
        primaryContainer = Color(0xFF1D4674),
        onPrimaryContainer = Color(0xFFDCE8F7),
        secondary = Color(0xFFD8CBB8),
        onSecondary = Color(0xFF2E2A23),
        secondaryContainer = Color(0xFF433D34),
        onSecondaryContainer = Color(0xFFF0E7DA),
        background = Color(0xFF171512),
        onBackground = Color(0xFFEFEAE2),
        surface = Color(0xFF171512),
        onSurface = Color(0xFFEFEAE2),
        surfaceVariant = Color(0xFF38342D),
        onSurfaceVariant = Color(0xFFD3CBBE),
        surfaceContainerLowest = Color(0xFF201D19),
        surfaceContainerLow = Color(0xFF221F1B),
        surfaceContainer = Color(0xFF24211D),
        surfaceContainerHigh = Color(0xFF2E2A25),
        surfaceContainerHighest = Color(0xFF38342D),
        outline = Color(0xFFA1998C),
        outlineVariant = Color(0xFF4B463E),
        error = Color(0xFFF2B8B5),
        onError = Color(0xFF601410),
        errorContainer = Color(0xFF8C1D18),
        onErrorContainer = Color(0xFFF9DEDC),
    )

/** Colours for what holds, what doesn't, what isn't known and what a person decides. Each stands beside a shape and a word. */
@Immutable
data class StateColours(
    val met: Color,
    val notMet: Color,
    val unknown: Color,
    val person: Color,
    val emergency: Color,
    val onEmergency: Color,
)

internal val stateDay =
    StateColours(
        met = Color(0xFF0B5A7A),
        notMet = Color(0xFF9A3A06),
        unknown = Color(0xFF5E5100),
        person = Color(0xFF6A2F8A),
        emergency = Color(0xFFB3261E),
        onEmergency = Color(0xFFFFFFFF),
    )

internal val stateNight =
    StateColours(
        met = Color(0xFF8CCFEA),
        notMet = Color(0xFFF5B48C),
        unknown = Color(0xFFDECB66),
        person = Color(0xFFDDB4F2),
        emergency = Color(0xFFB3261E),
        onEmergency = Color(0xFFFFFFFF),
    )

/** The state colours of the theme around. */
val LocalStateColours = staticCompositionLocalOf { stateDay }
