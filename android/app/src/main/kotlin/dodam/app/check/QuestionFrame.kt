package dodam.app.check

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import dodam.app.core.Trouble
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Notice
import dodam.app.look.SmallButton
import dodam.app.look.Text
import dodam.app.words.strings
import dodam.core.FactQuestion

/** A question that is put by itself, on any screen. */
data class OneAsked(
    val question: FactQuestion,
    /** Whether it was said before and only counts no more by its age. */
    val again: Boolean = false,
    /** Why what was typed can't be used. */
    val wrong: Trouble? = null,
)

/** What a person did about it. A touch on a question that was answered meanwhile is nothing. */
sealed interface OneAnswer {
    val factId: String

    data class Say(
        override val factId: String,
        val reply: Reply,
    ) : OneAnswer

    /** Passes it for now. */
    data class DontKnow(
        override val factId: String,
    ) : OneAnswer

    /** Isn't to be asked that again. */
    data class RatherNot(
        override val factId: String,
    ) : OneAnswer
}

/** The question on a screen of its own; `about` says what it is for or whom it is about. */
@Composable
internal fun QuestionFrame(
    asked: OneAsked,
    about: String,
    edges: Edges,
    kept: Boolean,
    on: (OneAnswer) -> Unit,
) {
    val question = asked.question
    val id = question.factId
    // Another question begins at the top, with nothing typed.
    key(id) {
        Frame(question.text, edges) {
            Text(about, style = MaterialTheme.typography.titleSmall)
            if (asked.again) Notice(strings.checkConfirmAgain)
            OneQuestion(question, asked.wrong) { on(OneAnswer.Say(id, it)) }
            PassIt({ on(OneAnswer.DontKnow(id)) }, { on(OneAnswer.RatherNot(id)) })
            WhyAsked(question.whyAsked)
            WhoSeesIt(kept)
        }
    }
}

/** Nobody has to answer. */
@Composable
internal fun PassIt(
    dontKnow: () -> Unit,
    ratherNot: () -> Unit,
) = Column {
    SmallButton(strings.checkDontKnow, dontKnow)
    SmallButton(strings.checkRatherNot, ratherNot)
}

@Composable
internal fun WhyAsked(why: String) {
    Row(Modifier, Arrangement.spacedBy(8.dp)) {
        Icon(Icons.Info, null, tint = MaterialTheme.colorScheme.onSurfaceVariant)
        Column {
            Text(strings.checkWhy, style = MaterialTheme.typography.labelMedium)
            Text(why, style = MaterialTheme.typography.bodyMedium)
        }
    }
}

@Composable
internal fun WhoSeesIt(kept: Boolean) {
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
        Icon(Icons.Lock, null, tint = MaterialTheme.colorScheme.onSurfaceVariant)
        Text(
            if (kept) strings.checkKeptEncrypted else strings.checkNobodySees,
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }
}
