package dodam.desktop.journeys

/** Begins a vault, and stands at Home. */
fun Journey.beginVault() {
    touch("Keep my papers safe")
    type("What to call you", "Ms Nguyen")
    type("PIN or passphrase", "a synthetic PIN")
    type("The same again", "a synthetic PIN")
    touchFixed("Continue")
    appears("1. ")
    touchFixed("I wrote them down")
    touchFixed("Not now")
    appears("Am I covered?")
}
