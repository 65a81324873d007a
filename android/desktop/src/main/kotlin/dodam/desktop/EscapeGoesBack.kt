package dodam.desktop

import androidx.compose.runtime.Composable
import androidx.navigationevent.NavigationEventInfo
import androidx.navigationevent.compose.NavigationBackHandler
import androidx.navigationevent.compose.rememberNavigationEventState

/** Escape goes back, as a phone's own gesture does; a question on top of the screen takes it first. */
@Composable
fun EscapeGoesBack(back: () -> Unit) = NavigationBackHandler(rememberNavigationEventState(NavigationEventInfo.None), onBackCompleted = back)
