package dodam.app.say

import androidx.compose.runtime.Composable
import dodam.app.check.QuestionFrame
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Notice
import dodam.app.look.Working
import dodam.app.words.strings

@Composable
fun SayView(
    state: SayState,
    edges: Edges,
    on: (SayEvent) -> Unit,
) {
    val (asked, trouble) = state.asked to state.trouble
    when {
        trouble != null -> Frame(strings.checkTitle, edges) { Notice(strings.sentence(trouble), icon = Icons.Warning) }
        asked == null -> Frame(strings.checkTitle, edges) { Working(strings.commonWorking) }
        else -> {
            val about = strings.sayStep(state.number.toString(), state.count.toString())
            QuestionFrame(asked, about, edges, kept = true) { on(SayEvent.Answered(it)) }
        }
    }
}
