package dodam.app.look

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import dodam.app.words.strings

/** How many recovery words there are. */
const val WORDS = 24

/** How many words stand in a text. */
fun wordsIn(text: String): Int = text.trim().split(Regex("\\s+")).count { it.isNotEmpty() }

/** Where the recovery words are typed: seen, because nobody types 24 words blind; learnt by no keyboard. */
@Composable
fun WordsField(
    words: String,
    onChange: (String) -> Unit,
) = OutlinedTextField(
    words,
    onChange,
    Modifier.fillMaxWidth(),
    label = { Text(strings.unlockWords) },
    supportingText = { Text(strings.unlockWordsCount(wordsIn(words).toString(), WORDS.toString())) },
    minLines = 4,
    shape = round,
    keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, keyboardType = KeyboardType.Password),
)
