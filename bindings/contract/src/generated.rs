// Written by bindings-generator from the library's interface. Don't edit.

use std::sync::Arc;

use serde_json::Value;

use crate::desk::{Desk, Ear, Failure, Fields, Read, Variant, Write, object};

/// Makes one call.
pub async fn dispatch(desk: &Desk, call: &str, on: Value, with: Value) -> Result<Value, Failure> {
    match call {
        "Cancellation.cancel" => call_cancellation_cancel(desk, on, with).await,
        "Cancellation.is_cancelled" => call_cancellation_is_cancelled(desk, on, with).await,
        "Cancellation.new" => call_cancellation_new(desk, on, with).await,
        "Challenge.repair" => call_challenge_repair(desk, on, with).await,
        "Challenge.repair_with_words" => call_challenge_repair_with_words(desk, on, with).await,
        "Challenge.reset_pin" => call_challenge_reset_pin(desk, on, with).await,
        "Challenge.unlock_finish" => call_challenge_unlock_finish(desk, on, with).await,
        "Challenge.unlock_finish_with_device_secret" => call_challenge_unlock_finish_with_device_secret(desk, on, with).await,
        "Challenge.unlock_finish_with_words" => call_challenge_unlock_finish_with_words(desk, on, with).await,
        "Challenge.ways_in" => call_challenge_ways_in(desk, on, with).await,
        "Companion.add_profile" => call_companion_add_profile(desk, on, with).await,
        "Companion.add_profile_with_words" => call_companion_add_profile_with_words(desk, on, with).await,
        "Companion.adopt_pack_root" => call_companion_adopt_pack_root(desk, on, with).await,
        "Companion.arrears" => call_companion_arrears(desk, on, with).await,
        "Companion.check" => call_companion_check(desk, on, with).await,
        "Companion.check_household" => call_companion_check_household(desk, on, with).await,
        "Companion.checkup" => call_companion_checkup(desk, on, with).await,
        "Companion.copay" => call_companion_copay(desk, on, with).await,
        "Companion.create_vault" => call_companion_create_vault(desk, on, with).await,
        "Companion.create_vault_with_words" => call_companion_create_vault_with_words(desk, on, with).await,
        "Companion.decisions" => call_companion_decisions(desk, on, with).await,
        "Companion.destroy_vault" => call_companion_destroy_vault(desk, on, with).await,
        "Companion.emergency_card" => call_companion_emergency_card(desk, on, with).await,
        "Companion.emergency_line" => call_companion_emergency_line(desk, on, with).await,
        "Companion.explain_bill" => call_companion_explain_bill(desk, on, with).await,
        "Companion.fact_questions" => call_companion_fact_questions(desk, on, with).await,
        "Companion.forget_pack_key" => call_companion_forget_pack_key(desk, on, with).await,
        "Companion.holds_vault" => call_companion_holds_vault(desk, on, with).await,
        "Companion.install_packs" => call_companion_install_packs(desk, on, with).await,
        "Companion.lines" => call_companion_lines(desk, on, with).await,
        "Companion.new" => call_companion_new(desk, on, with).await,
        "Companion.next_questions" => call_companion_next_questions(desk, on, with).await,
        "Companion.office" => call_companion_office(desk, on, with).await,
        "Companion.pack_events" => call_companion_pack_events(desk, on, with).await,
        "Companion.packs" => call_companion_packs(desk, on, with).await,
        "Companion.plan" => call_companion_plan(desk, on, with).await,
        "Companion.premium" => call_companion_premium(desk, on, with).await,
        "Companion.profiles" => call_companion_profiles(desk, on, with).await,
        "Companion.programmes" => call_companion_programmes(desk, on, with).await,
        "Companion.receipts" => call_companion_receipts(desk, on, with).await,
        "Companion.remove_profile" => call_companion_remove_profile(desk, on, with).await,
        "Companion.remove_vault" => call_companion_remove_vault(desk, on, with).await,
        "Companion.rename_profile" => call_companion_rename_profile(desk, on, with).await,
        "Companion.restore" => call_companion_restore(desk, on, with).await,
        "Companion.restore_profile" => call_companion_restore_profile(desk, on, with).await,
        "Companion.trust_pack_key" => call_companion_trust_pack_key(desk, on, with).await,
        "Companion.trusted_pack_keys" => call_companion_trusted_pack_keys(desk, on, with).await,
        "Companion.unlock_begin" => call_companion_unlock_begin(desk, on, with).await,
        "Companion.verify_packs" => call_companion_verify_packs(desk, on, with).await,
        "Companion.verify_receipt" => call_companion_verify_receipt(desk, on, with).await,
        "Profile.add_medicine" => call_profile_add_medicine(desk, on, with).await,
        "Profile.add_paper" => call_profile_add_paper(desk, on, with).await,
        "Profile.arrears" => call_profile_arrears(desk, on, with).await,
        "Profile.back_up" => call_profile_back_up(desk, on, with).await,
        "Profile.bin_paper" => call_profile_bin_paper(desk, on, with).await,
        "Profile.change_pin" => call_profile_change_pin(desk, on, with).await,
        "Profile.check" => call_profile_check(desk, on, with).await,
        "Profile.check_household" => call_profile_check_household(desk, on, with).await,
        "Profile.check_sheets" => call_profile_check_sheets(desk, on, with).await,
        "Profile.check_words" => call_profile_check_words(desk, on, with).await,
        "Profile.checkup" => call_profile_checkup(desk, on, with).await,
        "Profile.conflicts" => call_profile_conflicts(desk, on, with).await,
        "Profile.copay" => call_profile_copay(desk, on, with).await,
        "Profile.create_team" => call_profile_create_team(desk, on, with).await,
        "Profile.edit_paper" => call_profile_edit_paper(desk, on, with).await,
        "Profile.empty_bin" => call_profile_empty_bin(desk, on, with).await,
        "Profile.enrol" => call_profile_enrol(desk, on, with).await,
        "Profile.examine" => call_profile_examine(desk, on, with).await,
        "Profile.explain_bill" => call_profile_explain_bill(desk, on, with).await,
        "Profile.export_paper" => call_profile_export_paper(desk, on, with).await,
        "Profile.export_paper_version" => call_profile_export_paper_version(desk, on, with).await,
        "Profile.fact_history" => call_profile_fact_history(desk, on, with).await,
        "Profile.facts" => call_profile_facts(desk, on, with).await,
        "Profile.facts_to_confirm" => call_profile_facts_to_confirm(desk, on, with).await,
        "Profile.fetch_paper" => call_profile_fetch_paper(desk, on, with).await,
        "Profile.fetch_paper_version" => call_profile_fetch_paper_version(desk, on, with).await,
        "Profile.find_papers" => call_profile_find_papers(desk, on, with).await,
        "Profile.free_space" => call_profile_free_space(desk, on, with).await,
        "Profile.holdings" => call_profile_holdings(desk, on, with).await,
        "Profile.invite" => call_profile_invite(desk, on, with).await,
        "Profile.last_backup_at_ms" => call_profile_last_backup_at_ms(desk, on, with).await,
        "Profile.lock" => call_profile_lock(desk, on, with).await,
        "Profile.lock_state" => call_profile_lock_state(desk, on, with).await,
        "Profile.medicines" => call_profile_medicines(desk, on, with).await,
        "Profile.medicines_for_card" => call_profile_medicines_for_card(desk, on, with).await,
        "Profile.never_wipe" => call_profile_never_wipe(desk, on, with).await,
        "Profile.newest_part_was_missing" => call_profile_newest_part_was_missing(desk, on, with).await,
        "Profile.next_questions" => call_profile_next_questions(desk, on, with).await,
        "Profile.own_person" => call_profile_own_person(desk, on, with).await,
        "Profile.paper" => call_profile_paper(desk, on, with).await,
        "Profile.paper_thumbnail" => call_profile_paper_thumbnail(desk, on, with).await,
        "Profile.papers" => call_profile_papers(desk, on, with).await,
        "Profile.pause" => call_profile_pause(desk, on, with).await,
        "Profile.people" => call_profile_people(desk, on, with).await,
        "Profile.plan" => call_profile_plan(desk, on, with).await,
        "Profile.premium" => call_profile_premium(desk, on, with).await,
        "Profile.present" => call_profile_present(desk, on, with).await,
        "Profile.purge_paper" => call_profile_purge_paper(desk, on, with).await,
        "Profile.record_visit" => call_profile_record_visit(desk, on, with).await,
        "Profile.reminders" => call_profile_reminders(desk, on, with).await,
        "Profile.remove_device_secret" => call_profile_remove_device_secret(desk, on, with).await,
        "Profile.remove_emergency_card" => call_profile_remove_emergency_card(desk, on, with).await,
        "Profile.remove_set_aside" => call_profile_remove_set_aside(desk, on, with).await,
        "Profile.replace_paper" => call_profile_replace_paper(desk, on, with).await,
        "Profile.resolve_conflict" => call_profile_resolve_conflict(desk, on, with).await,
        "Profile.restore_paper" => call_profile_restore_paper(desk, on, with).await,
        "Profile.resume" => call_profile_resume(desk, on, with).await,
        "Profile.search_papers" => call_profile_search_papers(desk, on, with).await,
        "Profile.set_device_secret" => call_profile_set_device_secret(desk, on, with).await,
        "Profile.set_emergency_card" => call_profile_set_emergency_card(desk, on, with).await,
        "Profile.set_facts" => call_profile_set_facts(desk, on, with).await,
        "Profile.set_person" => call_profile_set_person(desk, on, with).await,
        "Profile.set_server_url" => call_profile_set_server_url(desk, on, with).await,
        "Profile.share" => call_profile_share(desk, on, with).await,
        "Profile.status" => call_profile_status(desk, on, with).await,
        "Profile.stop_medicine" => call_profile_stop_medicine(desk, on, with).await,
        "Profile.storage" => call_profile_storage(desk, on, with).await,
        "Profile.sync" => call_profile_sync(desk, on, with).await,
        "Profile.teams" => call_profile_teams(desk, on, with).await,
        "Profile.visits" => call_profile_visits(desk, on, with).await,
        "Profile.watch_papers" => call_profile_watch_papers(desk, on, with).await,
        "Profile.watch_people" => call_profile_watch_people(desk, on, with).await,
        "Profile.watch_reminders" => call_profile_watch_reminders(desk, on, with).await,
        "Profile.watch_status" => call_profile_watch_status(desk, on, with).await,
        "Profile.wipe_after" => call_profile_wipe_after(desk, on, with).await,
        "Profile.words_were_shown" => call_profile_words_were_shown(desk, on, with).await,
        "Subscription.cancel" => call_subscription_cancel(desk, on, with).await,
        "blood_types" => call_blood_types(desk, on, with).await,
        "contract_version" => call_contract_version(desk, on, with).await,
        "library_version" => call_library_version(desk, on, with).await,
        "paper_kinds" => call_paper_kinds(desk, on, with).await,
        _ => Err(Failure::misuse(format!("there is no call {call}"))),
    }
}

async fn call_cancellation_cancel(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Cancellation> = desk.receiver(on)?;
    let with = Fields::of("Cancellation.cancel", with)?;
    with.close()?;
    Ok(object.cancel().write(desk))
}

async fn call_cancellation_is_cancelled(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Cancellation> = desk.receiver(on)?;
    let with = Fields::of("Cancellation.is_cancelled", with)?;
    with.close()?;
    Ok(object.is_cancelled().write(desk))
}

async fn call_cancellation_new(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    desk.no_receiver(on)?;
    let with = Fields::of("Cancellation.new", with)?;
    with.close()?;
    Ok(Arc::<dodam_ffi::Cancellation>::from(dodam_ffi::Cancellation::new()).write(desk))
}

async fn call_challenge_repair(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Challenge> = desk.receiver(on)?;
    let mut with = Fields::of("Challenge.repair", with)?;
    let the_pin: String = with.take("pin", desk)?;
    let the_guard: Option<Vec<u8>> = with.take("guard", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.repair(the_pin, the_guard, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_challenge_repair_with_words(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Challenge> = desk.receiver(on)?;
    let mut with = Fields::of("Challenge.repair_with_words", with)?;
    let the_words: String = with.take("words", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.repair_with_words(the_words, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_challenge_reset_pin(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Challenge> = desk.receiver(on)?;
    let mut with = Fields::of("Challenge.reset_pin", with)?;
    let the_words: String = with.take("words", desk)?;
    let the_new_pin: String = with.take("new_pin", desk)?;
    let the_new_guard: Option<Vec<u8>> = with.take("new_guard", desk)?;
    with.close()?;
    Ok(object.reset_pin(the_words, the_new_pin, the_new_guard).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_challenge_unlock_finish(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Challenge> = desk.receiver(on)?;
    let mut with = Fields::of("Challenge.unlock_finish", with)?;
    let the_pin: String = with.take("pin", desk)?;
    let the_guard: Option<Vec<u8>> = with.take("guard", desk)?;
    with.close()?;
    Ok(object.unlock_finish(the_pin, the_guard).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_challenge_unlock_finish_with_device_secret(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Challenge> = desk.receiver(on)?;
    let mut with = Fields::of("Challenge.unlock_finish_with_device_secret", with)?;
    let the_device_secret: Vec<u8> = with.take("device_secret", desk)?;
    with.close()?;
    Ok(object.unlock_finish_with_device_secret(the_device_secret).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_challenge_unlock_finish_with_words(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Challenge> = desk.receiver(on)?;
    let mut with = Fields::of("Challenge.unlock_finish_with_words", with)?;
    let the_words: String = with.take("words", desk)?;
    with.close()?;
    Ok(object.unlock_finish_with_words(the_words).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_challenge_ways_in(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Challenge> = desk.receiver(on)?;
    let with = Fields::of("Challenge.ways_in", with)?;
    with.close()?;
    Ok(object.ways_in().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_add_profile(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.add_profile", with)?;
    let the_root: String = with.take("root", desk)?;
    let the_label: String = with.take("label", desk)?;
    let the_pin: String = with.take("pin", desk)?;
    let the_name: String = with.take("name", desk)?;
    let the_guard: Option<Vec<u8>> = with.take("guard", desk)?;
    with.close()?;
    Ok(object.add_profile(the_root, the_label, the_pin, the_name, the_guard).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_add_profile_with_words(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.add_profile_with_words", with)?;
    let the_root: String = with.take("root", desk)?;
    let the_label: String = with.take("label", desk)?;
    let the_pin: String = with.take("pin", desk)?;
    let the_words: String = with.take("words", desk)?;
    let the_name: String = with.take("name", desk)?;
    let the_guard: Option<Vec<u8>> = with.take("guard", desk)?;
    with.close()?;
    Ok(object.add_profile_with_words(the_root, the_label, the_pin, the_words, the_name, the_guard).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_adopt_pack_root(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.adopt_pack_root", with)?;
    let the_root: String = with.take("root", desk)?;
    with.close()?;
    Ok(object.adopt_pack_root(the_root).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_arrears(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.arrears", with)?;
    let the_question: dodam_ffi::DayQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.arrears(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_check(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.check", with)?;
    let the_question: dodam_ffi::Question = with.take("question", desk)?;
    with.close()?;
    Ok(object.check(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_check_household(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.check_household", with)?;
    let the_question: dodam_ffi::HouseholdQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.check_household(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_checkup(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.checkup", with)?;
    let the_question: dodam_ffi::DayQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.checkup(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_copay(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.copay", with)?;
    let the_question: dodam_ffi::DayQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.copay(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_create_vault(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.create_vault", with)?;
    let the_folder: String = with.take("folder", desk)?;
    let the_pin: String = with.take("pin", desk)?;
    let the_name: String = with.take("name", desk)?;
    let the_guard: Option<Vec<u8>> = with.take("guard", desk)?;
    with.close()?;
    Ok(object.create_vault(the_folder, the_pin, the_name, the_guard).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_create_vault_with_words(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.create_vault_with_words", with)?;
    let the_folder: String = with.take("folder", desk)?;
    let the_pin: String = with.take("pin", desk)?;
    let the_words: String = with.take("words", desk)?;
    let the_name: String = with.take("name", desk)?;
    let the_guard: Option<Vec<u8>> = with.take("guard", desk)?;
    with.close()?;
    Ok(object.create_vault_with_words(the_folder, the_pin, the_words, the_name, the_guard).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_decisions(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let with = Fields::of("Companion.decisions", with)?;
    with.close()?;
    Ok(object.decisions().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_destroy_vault(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.destroy_vault", with)?;
    let the_folder: String = with.take("folder", desk)?;
    let the_pin: String = with.take("pin", desk)?;
    let the_guard: Option<Vec<u8>> = with.take("guard", desk)?;
    with.close()?;
    Ok(object.destroy_vault(the_folder, the_pin, the_guard).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_emergency_card(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.emergency_card", with)?;
    let the_folder: String = with.take("folder", desk)?;
    with.close()?;
    Ok(object.emergency_card(the_folder).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_emergency_line(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.emergency_line", with)?;
    let the_spoken: String = with.take("spoken", desk)?;
    let the_language_tag: Option<String> = with.take("language_tag", desk)?;
    with.close()?;
    Ok(object.emergency_line(the_spoken, the_language_tag).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_explain_bill(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.explain_bill", with)?;
    let the_question: dodam_ffi::BillQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.explain_bill(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_fact_questions(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.fact_questions", with)?;
    let the_fact_ids: Vec<String> = with.take("fact_ids", desk)?;
    let the_language_tag: Option<String> = with.take("language_tag", desk)?;
    with.close()?;
    Ok(object.fact_questions(the_fact_ids, the_language_tag).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_forget_pack_key(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.forget_pack_key", with)?;
    let the_key_id: String = with.take("key_id", desk)?;
    with.close()?;
    Ok(object.forget_pack_key(the_key_id).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_holds_vault(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.holds_vault", with)?;
    let the_folder: String = with.take("folder", desk)?;
    with.close()?;
    Ok(object.holds_vault(the_folder).write(desk))
}

async fn call_companion_install_packs(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.install_packs", with)?;
    let the_bundle: String = with.take("bundle", desk)?;
    let the_language_tag: Option<String> = with.take("language_tag", desk)?;
    with.close()?;
    Ok(object.install_packs(the_bundle, the_language_tag).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_lines(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.lines", with)?;
    let the_question: dodam_ffi::LinesQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.lines(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_new(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    desk.no_receiver(on)?;
    let mut with = Fields::of("Companion.new", with)?;
    let the_packs_folder: Option<String> = with.take("packs_folder", desk)?;
    with.close()?;
    Ok(Arc::<dodam_ffi::Companion>::from(dodam_ffi::Companion::new(the_packs_folder)).write(desk))
}

async fn call_companion_next_questions(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.next_questions", with)?;
    let the_question: dodam_ffi::Question = with.take("question", desk)?;
    let the_passed: Vec<String> = with.take("passed", desk)?;
    with.close()?;
    Ok(object.next_questions(the_question, the_passed).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_office(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.office", with)?;
    let the_city: String = with.take("city", desk)?;
    let the_language_tag: Option<String> = with.take("language_tag", desk)?;
    with.close()?;
    Ok(object.office(the_city, the_language_tag).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_pack_events(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let with = Fields::of("Companion.pack_events", with)?;
    with.close()?;
    Ok(object.pack_events().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_packs(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.packs", with)?;
    let the_language_tag: Option<String> = with.take("language_tag", desk)?;
    with.close()?;
    Ok(object.packs(the_language_tag).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_plan(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.plan", with)?;
    let the_question: dodam_ffi::PlanQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.plan(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_premium(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.premium", with)?;
    let the_question: dodam_ffi::PremiumQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.premium(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_profiles(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.profiles", with)?;
    let the_root: String = with.take("root", desk)?;
    with.close()?;
    Ok(object.profiles(the_root).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_programmes(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.programmes", with)?;
    let the_question: dodam_ffi::ProgrammesQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.programmes(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_receipts(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.receipts", with)?;
    let the_question: dodam_ffi::Question = with.take("question", desk)?;
    with.close()?;
    Ok(object.receipts(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_remove_profile(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.remove_profile", with)?;
    let the_root: String = with.take("root", desk)?;
    let the_label: String = with.take("label", desk)?;
    let the_pin: String = with.take("pin", desk)?;
    let the_guard: Option<Vec<u8>> = with.take("guard", desk)?;
    with.close()?;
    Ok(object.remove_profile(the_root, the_label, the_pin, the_guard).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_remove_vault(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.remove_vault", with)?;
    let the_folder: String = with.take("folder", desk)?;
    with.close()?;
    Ok(object.remove_vault(the_folder).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_rename_profile(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.rename_profile", with)?;
    let the_root: String = with.take("root", desk)?;
    let the_label: String = with.take("label", desk)?;
    let the_new_label: String = with.take("new_label", desk)?;
    with.close()?;
    Ok(object.rename_profile(the_root, the_label, the_new_label).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_restore(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.restore", with)?;
    let the_backup: String = with.take("backup", desk)?;
    let the_folder: String = with.take("folder", desk)?;
    let the_words: String = with.take("words", desk)?;
    let the_new_pin: String = with.take("new_pin", desk)?;
    let the_new_guard: Option<Vec<u8>> = with.take("new_guard", desk)?;
    let the_progress: Option<ProgressListenerHeld> = with.take("progress", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.restore(the_backup, the_folder, the_words, the_new_pin, the_new_guard, the_progress, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_restore_profile(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.restore_profile", with)?;
    let the_root: String = with.take("root", desk)?;
    let the_label: String = with.take("label", desk)?;
    let the_backup: String = with.take("backup", desk)?;
    let the_words: String = with.take("words", desk)?;
    let the_new_pin: String = with.take("new_pin", desk)?;
    let the_new_guard: Option<Vec<u8>> = with.take("new_guard", desk)?;
    let the_progress: Option<ProgressListenerHeld> = with.take("progress", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.restore_profile(the_root, the_label, the_backup, the_words, the_new_pin, the_new_guard, the_progress, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_trust_pack_key(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.trust_pack_key", with)?;
    let the_key: String = with.take("key", desk)?;
    let the_any_free: bool = with.take("any_free", desk)?;
    with.close()?;
    Ok(object.trust_pack_key(the_key, the_any_free).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_trusted_pack_keys(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let with = Fields::of("Companion.trusted_pack_keys", with)?;
    with.close()?;
    Ok(object.trusted_pack_keys().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_unlock_begin(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.unlock_begin", with)?;
    let the_folder: String = with.take("folder", desk)?;
    with.close()?;
    Ok(object.unlock_begin(the_folder).write(desk))
}

async fn call_companion_verify_packs(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.verify_packs", with)?;
    let the_bundle: String = with.take("bundle", desk)?;
    let the_language_tag: Option<String> = with.take("language_tag", desk)?;
    with.close()?;
    Ok(object.verify_packs(the_bundle, the_language_tag).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_companion_verify_receipt(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Companion> = desk.receiver(on)?;
    let mut with = Fields::of("Companion.verify_receipt", with)?;
    let the_receipt: String = with.take("receipt", desk)?;
    with.close()?;
    Ok(object.verify_receipt(the_receipt).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_add_medicine(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.add_medicine", with)?;
    let the_person_id: Option<String> = with.take("person_id", desk)?;
    let the_details: dodam_ffi::MedicineDetails = with.take("details", desk)?;
    with.close()?;
    Ok(object.add_medicine(the_person_id, the_details).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_add_paper(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.add_paper", with)?;
    let the_file: String = with.take("file", desk)?;
    let the_details: dodam_ffi::PaperDetails = with.take("details", desk)?;
    let the_progress: Option<ProgressListenerHeld> = with.take("progress", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.add_paper(the_file, the_details, the_progress, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_arrears(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.arrears", with)?;
    let the_question: dodam_ffi::DayQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.arrears(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_back_up(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.back_up", with)?;
    let the_target: String = with.take("target", desk)?;
    let the_progress: Option<ProgressListenerHeld> = with.take("progress", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.back_up(the_target, the_progress, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_bin_paper(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.bin_paper", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    with.close()?;
    Ok(object.bin_paper(the_paper_id).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_change_pin(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.change_pin", with)?;
    let the_current_pin: String = with.take("current_pin", desk)?;
    let the_new_pin: String = with.take("new_pin", desk)?;
    let the_current_guard: Option<Vec<u8>> = with.take("current_guard", desk)?;
    let the_new_guard: Option<Vec<u8>> = with.take("new_guard", desk)?;
    with.close()?;
    Ok(object.change_pin(the_current_pin, the_new_pin, the_current_guard, the_new_guard).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_check(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.check", with)?;
    let the_question: dodam_ffi::Question = with.take("question", desk)?;
    with.close()?;
    Ok(object.check(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_check_household(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.check_household", with)?;
    let the_question: dodam_ffi::HouseholdQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.check_household(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_check_sheets(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.check_sheets", with)?;
    let the_team_id: String = with.take("team_id", desk)?;
    let the_sheets: Vec<dodam_ffi::Sheet> = with.take("sheets", desk)?;
    with.close()?;
    Ok(object.check_sheets(the_team_id, the_sheets).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_check_words(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.check_words", with)?;
    let the_words: String = with.take("words", desk)?;
    with.close()?;
    Ok(object.check_words(the_words).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_checkup(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.checkup", with)?;
    let the_question: dodam_ffi::DayQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.checkup(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_conflicts(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.conflicts", with)?;
    with.close()?;
    Ok(object.conflicts().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_copay(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.copay", with)?;
    let the_question: dodam_ffi::DayQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.copay(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_create_team(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.create_team", with)?;
    let the_name: String = with.take("name", desk)?;
    with.close()?;
    Ok(object.create_team(the_name).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_edit_paper(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.edit_paper", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    let the_edit: dodam_ffi::PaperEdit = with.take("edit", desk)?;
    with.close()?;
    Ok(object.edit_paper(the_paper_id, the_edit).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_empty_bin(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.empty_bin", with)?;
    with.close()?;
    Ok(object.empty_bin().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_enrol(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.enrol", with)?;
    let the_server_url: String = with.take("server_url", desk)?;
    let the_code: String = with.take("code", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.enrol(the_server_url, the_code, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_examine(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.examine", with)?;
    let the_read_files: bool = with.take("read_files", desk)?;
    let the_progress: Option<ProgressListenerHeld> = with.take("progress", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.examine(the_read_files, the_progress, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_explain_bill(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.explain_bill", with)?;
    let the_question: dodam_ffi::BillQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.explain_bill(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_export_paper(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.export_paper", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    let the_target: String = with.take("target", desk)?;
    let the_progress: Option<ProgressListenerHeld> = with.take("progress", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.export_paper(the_paper_id, the_target, the_progress, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_export_paper_version(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.export_paper_version", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    let the_number: u32 = with.take("number", desk)?;
    let the_target: String = with.take("target", desk)?;
    let the_progress: Option<ProgressListenerHeld> = with.take("progress", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.export_paper_version(the_paper_id, the_number, the_target, the_progress, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_fact_history(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.fact_history", with)?;
    let the_fact_id: String = with.take("fact_id", desk)?;
    with.close()?;
    Ok(object.fact_history(the_fact_id).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_facts(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.facts", with)?;
    with.close()?;
    Ok(object.facts().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_facts_to_confirm(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.facts_to_confirm", with)?;
    with.close()?;
    Ok(object.facts_to_confirm().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_fetch_paper(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.fetch_paper", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.fetch_paper(the_paper_id, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_fetch_paper_version(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.fetch_paper_version", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    let the_number: u32 = with.take("number", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.fetch_paper_version(the_paper_id, the_number, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_find_papers(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.find_papers", with)?;
    let the_query: dodam_ffi::PaperQuery = with.take("query", desk)?;
    let the_skip: u32 = with.take_or("skip", "0", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.find_papers(the_query, the_skip, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_free_space(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.free_space", with)?;
    let the_size_bytes: u64 = with.take("size_bytes", desk)?;
    with.close()?;
    Ok(object.free_space(the_size_bytes).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_holdings(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.holdings", with)?;
    with.close()?;
    Ok(object.holdings().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_invite(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.invite", with)?;
    let the_team_id: String = with.take("team_id", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.invite(the_team_id, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_last_backup_at_ms(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.last_backup_at_ms", with)?;
    with.close()?;
    Ok(object.last_backup_at_ms().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_lock(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.lock", with)?;
    with.close()?;
    Ok(object.lock().write(desk))
}

async fn call_profile_lock_state(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.lock_state", with)?;
    with.close()?;
    Ok(object.lock_state().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_medicines(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.medicines", with)?;
    let the_person_id: Option<String> = with.take("person_id", desk)?;
    with.close()?;
    Ok(object.medicines(the_person_id).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_medicines_for_card(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.medicines_for_card", with)?;
    let the_day: Option<String> = with.take("day", desk)?;
    with.close()?;
    Ok(object.medicines_for_card(the_day).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_never_wipe(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.never_wipe", with)?;
    with.close()?;
    Ok(object.never_wipe().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_newest_part_was_missing(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.newest_part_was_missing", with)?;
    with.close()?;
    Ok(object.newest_part_was_missing().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_next_questions(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.next_questions", with)?;
    let the_question: dodam_ffi::Question = with.take("question", desk)?;
    let the_passed: Vec<String> = with.take("passed", desk)?;
    with.close()?;
    Ok(object.next_questions(the_question, the_passed).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_own_person(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.own_person", with)?;
    with.close()?;
    Ok(object.own_person().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_paper(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.paper", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    with.close()?;
    Ok(object.paper(the_paper_id).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_paper_thumbnail(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.paper_thumbnail", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    with.close()?;
    Ok(object.paper_thumbnail(the_paper_id).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_papers(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.papers", with)?;
    with.close()?;
    Ok(object.papers().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_pause(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.pause", with)?;
    with.close()?;
    Ok(object.pause().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_people(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.people", with)?;
    with.close()?;
    Ok(object.people().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_plan(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.plan", with)?;
    let the_question: dodam_ffi::PlanQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.plan(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_premium(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.premium", with)?;
    let the_question: dodam_ffi::PremiumQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.premium(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_present(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.present", with)?;
    let the_question: dodam_ffi::PresentQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.present(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_purge_paper(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.purge_paper", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    with.close()?;
    Ok(object.purge_paper(the_paper_id).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_record_visit(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.record_visit", with)?;
    let the_person_id: String = with.take("person_id", desk)?;
    let the_kind: String = with.take("kind", desk)?;
    let the_note: String = with.take("note", desk)?;
    with.close()?;
    Ok(object.record_visit(the_person_id, the_kind, the_note).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_reminders(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.reminders", with)?;
    let the_question: dodam_ffi::RemindersQuestion = with.take("question", desk)?;
    with.close()?;
    Ok(object.reminders(the_question).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_remove_device_secret(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.remove_device_secret", with)?;
    with.close()?;
    Ok(object.remove_device_secret().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_remove_emergency_card(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.remove_emergency_card", with)?;
    with.close()?;
    Ok(object.remove_emergency_card().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_remove_set_aside(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.remove_set_aside", with)?;
    with.close()?;
    Ok(object.remove_set_aside().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_replace_paper(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.replace_paper", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    let the_file: String = with.take("file", desk)?;
    let the_progress: Option<ProgressListenerHeld> = with.take("progress", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.replace_paper(the_paper_id, the_file, the_progress, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_resolve_conflict(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.resolve_conflict", with)?;
    let the_person_id: String = with.take("person_id", desk)?;
    let the_field: String = with.take("field", desk)?;
    let the_value: Option<String> = with.take("value", desk)?;
    with.close()?;
    Ok(object.resolve_conflict(the_person_id, the_field, the_value).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_restore_paper(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.restore_paper", with)?;
    let the_paper_id: String = with.take("paper_id", desk)?;
    with.close()?;
    Ok(object.restore_paper(the_paper_id).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_resume(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.resume", with)?;
    with.close()?;
    Ok(object.resume().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_search_papers(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.search_papers", with)?;
    let the_words: String = with.take("words", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.search_papers(the_words, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_set_device_secret(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.set_device_secret", with)?;
    let the_pin: String = with.take("pin", desk)?;
    let the_device_secret: Vec<u8> = with.take("device_secret", desk)?;
    let the_guard: Option<Vec<u8>> = with.take("guard", desk)?;
    with.close()?;
    Ok(object.set_device_secret(the_pin, the_device_secret, the_guard).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_set_emergency_card(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.set_emergency_card", with)?;
    let the_card: dodam_ffi::EmergencyCard = with.take("card", desk)?;
    with.close()?;
    Ok(object.set_emergency_card(the_card).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_set_facts(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.set_facts", with)?;
    let the_said: Vec<dodam_ffi::SaidFact> = with.take("said", desk)?;
    let the_provenance: Option<dodam_ffi::Provenance> = with.take("provenance", desk)?;
    with.close()?;
    Ok(object.set_facts(the_said, the_provenance).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_set_person(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.set_person", with)?;
    let the_person_id: Option<String> = with.take("person_id", desk)?;
    let the_details: dodam_ffi::PersonDetails = with.take("details", desk)?;
    with.close()?;
    Ok(object.set_person(the_person_id, the_details).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_set_server_url(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.set_server_url", with)?;
    let the_server_url: String = with.take("server_url", desk)?;
    with.close()?;
    Ok(object.set_server_url(the_server_url).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_share(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.share", with)?;
    let the_words: String = with.take("words", desk)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.share(the_words, the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_status(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.status", with)?;
    with.close()?;
    Ok(object.status().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_stop_medicine(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.stop_medicine", with)?;
    let the_person_id: Option<String> = with.take("person_id", desk)?;
    let the_medicine_id: String = with.take("medicine_id", desk)?;
    let the_on: Option<String> = with.take("on", desk)?;
    with.close()?;
    Ok(object.stop_medicine(the_person_id, the_medicine_id, the_on).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_storage(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.storage", with)?;
    with.close()?;
    Ok(object.storage().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_sync(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.sync", with)?;
    let the_cancellation: Option<Arc<dodam_ffi::Cancellation>> = with.take("cancellation", desk)?;
    with.close()?;
    Ok(object.sync(the_cancellation).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_teams(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.teams", with)?;
    with.close()?;
    Ok(object.teams().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_visits(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.visits", with)?;
    let the_person_id: Option<String> = with.take("person_id", desk)?;
    with.close()?;
    Ok(object.visits(the_person_id).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_watch_papers(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.watch_papers", with)?;
    let the_query: dodam_ffi::PaperQuery = with.take("query", desk)?;
    let the_listener: PapersListenerHeld = with.take("listener", desk)?;
    with.close()?;
    Ok(object.watch_papers(the_query, the_listener).map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_watch_people(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.watch_people", with)?;
    let the_listener: PeopleListenerHeld = with.take("listener", desk)?;
    with.close()?;
    Ok(object.watch_people(the_listener).map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_watch_reminders(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.watch_reminders", with)?;
    let the_question: dodam_ffi::RemindersQuestion = with.take("question", desk)?;
    let the_listener: RemindersListenerHeld = with.take("listener", desk)?;
    with.close()?;
    Ok(object.watch_reminders(the_question, the_listener).map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_watch_status(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.watch_status", with)?;
    let the_listener: StatusListenerHeld = with.take("listener", desk)?;
    with.close()?;
    Ok(object.watch_status(the_listener).map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_wipe_after(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let mut with = Fields::of("Profile.wipe_after", with)?;
    let the_failures: u32 = with.take("failures", desk)?;
    let the_words: String = with.take("words", desk)?;
    with.close()?;
    Ok(object.wipe_after(the_failures, the_words).await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_profile_words_were_shown(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Profile> = desk.receiver(on)?;
    let with = Fields::of("Profile.words_were_shown", with)?;
    with.close()?;
    Ok(object.words_were_shown().await.map_err(|error| Failure::Error(error.write(desk)))?.write(desk))
}

async fn call_subscription_cancel(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    let object: Arc<dodam_ffi::Subscription> = desk.receiver(on)?;
    let with = Fields::of("Subscription.cancel", with)?;
    with.close()?;
    Ok(object.cancel().write(desk))
}

async fn call_blood_types(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    desk.no_receiver(on)?;
    let with = Fields::of("blood_types", with)?;
    with.close()?;
    Ok(dodam_ffi::blood_types().write(desk))
}

async fn call_contract_version(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    desk.no_receiver(on)?;
    let with = Fields::of("contract_version", with)?;
    with.close()?;
    Ok(dodam_ffi::contract_version().write(desk))
}

async fn call_library_version(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    desk.no_receiver(on)?;
    let with = Fields::of("library_version", with)?;
    with.close()?;
    Ok(dodam_ffi::library_version().write(desk))
}

async fn call_paper_kinds(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {
    desk.no_receiver(on)?;
    let with = Fields::of("paper_kinds", with)?;
    with.close()?;
    Ok(dodam_ffi::paper_kinds().write(desk))
}

impl Read for dodam_ffi::Amounts {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Amounts", value)?;
        let read = Self {
            requested_krw: fields.take("requested_krw", desk)?,
            granted_krw: fields.take("granted_krw", desk)?,
            refused_krw: fields.take("refused_krw", desk)?,
            remaining_krw: fields.take("remaining_krw", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Amounts {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("requested_krw", self.requested_krw.write(desk)),
            ("granted_krw", self.granted_krw.write(desk)),
            ("refused_krw", self.refused_krw.write(desk)),
            ("remaining_krw", self.remaining_krw.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Answer {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Answer", value)?;
        let read = Self {
            decision: fields.take("decision", desk)?,
            title: fields.take("title", desk)?,
            verdict: fields.take("verdict", desk)?,
            from: fields.take("from", desk)?,
            until: fields.take("until", desk)?,
            becomes: fields.take("becomes", desk)?,
            criteria: fields.take("criteria", desk)?,
            open: fields.take("open", desk)?,
            declined: fields.take("declined", desk)?,
            confirm: fields.take("confirm", desk)?,
            amounts: fields.take("amounts", desk)?,
            steps: fields.take("steps", desk)?,
            notes: fields.take("notes", desk)?,
            text: fields.take("text", desk)?,
            pack: fields.take("pack", desk)?,
            sources: fields.take("sources", desk)?,
            translation: fields.take("translation", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Answer {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("decision", self.decision.write(desk)),
            ("title", self.title.write(desk)),
            ("verdict", self.verdict.write(desk)),
            ("from", self.from.write(desk)),
            ("until", self.until.write(desk)),
            ("becomes", self.becomes.write(desk)),
            ("criteria", self.criteria.write(desk)),
            ("open", self.open.write(desk)),
            ("declined", self.declined.write(desk)),
            ("confirm", self.confirm.write(desk)),
            ("amounts", self.amounts.write(desk)),
            ("steps", self.steps.write(desk)),
            ("notes", self.notes.write(desk)),
            ("text", self.text.write(desk)),
            ("pack", self.pack.write(desk)),
            ("sources", self.sources.write(desk)),
            ("translation", self.translation.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Becomes {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Becomes", value)?;
        let read = Self {
            verdict: fields.take("verdict", desk)?,
            from: fields.take("from", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Becomes {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("verdict", self.verdict.write(desk)),
            ("from", self.from.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Criterion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Criterion", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            state: fields.take("state", desk)?,
            why: fields.take("why", desk)?,
            facts: fields.take("facts", desk)?,
            cites: fields.take("cites", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Criterion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("state", self.state.write(desk)),
            ("why", self.why.write(desk)),
            ("facts", self.facts.write(desk)),
            ("cites", self.cites.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Note {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Note", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            text: fields.take("text", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Note {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("text", self.text.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PackReference {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PackReference", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            version: fields.take("version", desk)?,
            sha256: fields.take("sha256", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PackReference {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("version", self.version.write(desk)),
            ("sha256", self.sha256.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Report {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Report", value)?;
        let read = Self {
            as_of: fields.take("as_of", desk)?,
            answers: fields.take("answers", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Report {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("as_of", self.as_of.write(desk)),
            ("answers", self.answers.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::SourceLine {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("SourceLine", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            source: fields.take("source", desk)?,
            text: fields.take("text", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::SourceLine {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("source", self.source.write(desk)),
            ("text", self.text.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Step {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Step", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            action: fields.take("action", desk)?,
            who: fields.take("who", desk)?,
            phone: fields.take("phone", desk)?,
            hours: fields.take("hours", desk)?,
            languages: fields.take("languages", desk)?,
            cost: fields.take("cost", desk)?,
            bring: fields.take("bring", desk)?,
            say_in_korean: fields.take("say_in_korean", desk)?,
            abroad: fields.take("abroad", desk)?,
            checked: fields.take("checked", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Step {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("action", self.action.write(desk)),
            ("who", self.who.write(desk)),
            ("phone", self.phone.write(desk)),
            ("hours", self.hours.write(desk)),
            ("languages", self.languages.write(desk)),
            ("cost", self.cost.write(desk)),
            ("bring", self.bring.write(desk)),
            ("say_in_korean", self.say_in_korean.write(desk)),
            ("abroad", self.abroad.write(desk)),
            ("checked", self.checked.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Choice {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Choice", value)?;
        let read = Self {
            value: fields.take("value", desk)?,
            label: fields.take("label", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Choice {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("value", self.value.write(desk)),
            ("label", self.label.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::FactQuestion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("FactQuestion", value)?;
        let read = Self {
            fact_id: fields.take("fact_id", desk)?,
            text: fields.take("text", desk)?,
            why_asked: fields.take("why_asked", desk)?,
            sensitivity: fields.take("sensitivity", desk)?,
            kind: fields.take("kind", desk)?,
            none_value: fields.take("none_value", desk)?,
            translation: fields.take("translation", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::FactQuestion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("fact_id", self.fact_id.write(desk)),
            ("text", self.text.write(desk)),
            ("why_asked", self.why_asked.write(desk)),
            ("sensitivity", self.sensitivity.write(desk)),
            ("kind", self.kind.write(desk)),
            ("none_value", self.none_value.write(desk)),
            ("translation", self.translation.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::NextQuestions {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("NextQuestions", value)?;
        let read = Self {
            decision: fields.take("decision", desk)?,
            title: fields.take("title", desk)?,
            questions: fields.take("questions", desk)?,
            again: fields.take("again", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::NextQuestions {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("decision", self.decision.write(desk)),
            ("title", self.title.write(desk)),
            ("questions", self.questions.write(desk)),
            ("again", self.again.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::BackupSummary {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("BackupSummary", value)?;
        let read = Self {
            size_bytes: fields.take("size_bytes", desk)?,
            written_bytes: fields.take("written_bytes", desk)?,
            papers: fields.take("papers", desk)?,
            papers_missing: fields.take("papers_missing", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::BackupSummary {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("size_bytes", self.size_bytes.write(desk)),
            ("written_bytes", self.written_bytes.write(desk)),
            ("papers", self.papers.write(desk)),
            ("papers_missing", self.papers_missing.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::FindingView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("FindingView", value)?;
        let read = Self {
            finding: fields.take("finding", desk)?,
            is_damage: fields.take("is_damage", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::FindingView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("finding", self.finding.write(desk)),
            ("is_damage", self.is_damage.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Holding {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Holding", value)?;
        let read = Self {
            person: fields.take("person", desk)?,
            kind: fields.take("kind", desk)?,
            facts: fields.take("facts", desk)?,
            envelopes: fields.take("envelopes", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Holding {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("person", self.person.write(desk)),
            ("kind", self.kind.write(desk)),
            ("facts", self.facts.write(desk)),
            ("envelopes", self.envelopes.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::RepairReport {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("RepairReport", value)?;
        let read = Self {
            rows: fields.take("rows", desk)?,
            incomplete: fields.take("incomplete", desk)?,
            set_aside: fields.take("set_aside", desk)?,
            documents_rebuilt: fields.take("documents_rebuilt", desk)?,
            documents_lost: fields.take("documents_lost", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::RepairReport {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("rows", self.rows.write(desk)),
            ("incomplete", self.incomplete.write(desk)),
            ("set_aside", self.set_aside.write(desk)),
            ("documents_rebuilt", self.documents_rebuilt.write(desk)),
            ("documents_lost", self.documents_lost.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Share {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Share", value)?;
        let read = Self {
            count: fields.take("count", desk)?,
            size_bytes: fields.take("size_bytes", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Share {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("count", self.count.write(desk)),
            ("size_bytes", self.size_bytes.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::StorageReport {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("StorageReport", value)?;
        let read = Self {
            database_bytes: fields.take("database_bytes", desk)?,
            papers: fields.take("papers", desk)?,
            bin: fields.take("bin", desk)?,
            former: fields.take("former", desk)?,
            unfinished_bytes: fields.take("unfinished_bytes", desk)?,
            set_aside_bytes: fields.take("set_aside_bytes", desk)?,
            only_here: fields.take("only_here", desk)?,
            can_be_freed_bytes: fields.take("can_be_freed_bytes", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::StorageReport {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("database_bytes", self.database_bytes.write(desk)),
            ("papers", self.papers.write(desk)),
            ("bin", self.bin.write(desk)),
            ("former", self.former.write(desk)),
            ("unfinished_bytes", self.unfinished_bytes.write(desk)),
            ("set_aside_bytes", self.set_aside_bytes.write(desk)),
            ("only_here", self.only_here.write(desk)),
            ("can_be_freed_bytes", self.can_be_freed_bytes.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Setup {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Setup", value)?;
        let read = Self {
            profile: fields.take("profile", desk)?,
            recovery_words: fields.take("recovery_words", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Setup {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("profile", self.profile.write(desk)),
            ("recovery_words", self.recovery_words.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::ProfileEntry {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("ProfileEntry", value)?;
        let read = Self {
            label: fields.take("label", desk)?,
            folder: fields.take("folder", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::ProfileEntry {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("label", self.label.write(desk)),
            ("folder", self.folder.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Repaired {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Repaired", value)?;
        let read = Self {
            profile: fields.take("profile", desk)?,
            report: fields.take("report", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Repaired {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("profile", self.profile.write(desk)),
            ("report", self.report.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::FactView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("FactView", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            value: fields.take("value", desk)?,
            said_on: fields.take("said_on", desk)?,
            by: fields.take("by", desk)?,
            paper: fields.take("paper", desk)?,
            strand: fields.take("strand", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::FactView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("value", self.value.write(desk)),
            ("said_on", self.said_on.write(desk)),
            ("by", self.by.write(desk)),
            ("paper", self.paper.write(desk)),
            ("strand", self.strand.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Provenance {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Provenance", value)?;
        let read = Self {
            by: fields.take("by", desk)?,
            paper: fields.take("paper", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Provenance {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("by", self.by.write(desk)),
            ("paper", self.paper.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Line {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Line", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            phone: fields.take("phone", desk)?,
            abroad: fields.take("abroad", desk)?,
            who: fields.take("who", desk)?,
            open: fields.take("open", desk)?,
            opens: fields.take("opens", desk)?,
            languages: fields.take("languages", desk)?,
            more_languages: fields.take("more_languages", desk)?,
            speaks: fields.take("speaks", desk)?,
            hours: fields.take("hours", desk)?,
            checked: fields.take("checked", desk)?,
            say_in_korean: fields.take("say_in_korean", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Line {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("phone", self.phone.write(desk)),
            ("abroad", self.abroad.write(desk)),
            ("who", self.who.write(desk)),
            ("open", self.open.write(desk)),
            ("opens", self.opens.write(desk)),
            ("languages", self.languages.write(desk)),
            ("more_languages", self.more_languages.write(desk)),
            ("speaks", self.speaks.write(desk)),
            ("hours", self.hours.write(desk)),
            ("checked", self.checked.write(desk)),
            ("say_in_korean", self.say_in_korean.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Lines {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Lines", value)?;
        let read = Self {
            at: fields.take("at", desk)?,
            language: fields.take("language", desk)?,
            lines: fields.take("lines", desk)?,
            notes: fields.take("notes", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Lines {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("at", self.at.write(desk)),
            ("language", self.language.write(desk)),
            ("lines", self.lines.write(desk)),
            ("notes", self.notes.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::LinesQuestion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("LinesQuestion", value)?;
        let read = Self {
            spoken: fields.take("spoken", desk)?,
            at: fields.take("at", desk)?,
            need: fields.take("need", desk)?,
            sensitive: fields.take_or("sensitive", "false", desk)?,
            language: fields.take("language", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::LinesQuestion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("spoken", self.spoken.write(desk)),
            ("at", self.at.write(desk)),
            ("need", self.need.write(desk)),
            ("sensitive", self.sensitive.write(desk)),
            ("language", self.language.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::NamedPlace {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("NamedPlace", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            name: fields.take("name", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::NamedPlace {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("name", self.name.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Programme {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Programme", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            title: fields.take("title", desk)?,
            who: fields.take("who", desk)?,
            what: fields.take("what", desk)?,
            state: fields.take("state", desk)?,
            known: fields.take("known", desk)?,
            from: fields.take("from", desk)?,
            until: fields.take("until", desk)?,
            places: fields.take("places", desk)?,
            confidence: fields.take("confidence", desk)?,
            offered: fields.take("offered", desk)?,
            check_first: fields.take("check_first", desk)?,
            standing: fields.take("standing", desk)?,
            phone: fields.take("phone", desk)?,
            answers: fields.take("answers", desk)?,
            phone_hours: fields.take("phone_hours", desk)?,
            phone_languages: fields.take("phone_languages", desk)?,
            hours: fields.take("hours", desk)?,
            languages: fields.take("languages", desk)?,
            cost: fields.take("cost", desk)?,
            say_in_korean: fields.take("say_in_korean", desk)?,
            cites: fields.take("cites", desk)?,
            sources: fields.take("sources", desk)?,
            pack: fields.take("pack", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Programme {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("title", self.title.write(desk)),
            ("who", self.who.write(desk)),
            ("what", self.what.write(desk)),
            ("state", self.state.write(desk)),
            ("known", self.known.write(desk)),
            ("from", self.from.write(desk)),
            ("until", self.until.write(desk)),
            ("places", self.places.write(desk)),
            ("confidence", self.confidence.write(desk)),
            ("offered", self.offered.write(desk)),
            ("check_first", self.check_first.write(desk)),
            ("standing", self.standing.write(desk)),
            ("phone", self.phone.write(desk)),
            ("answers", self.answers.write(desk)),
            ("phone_hours", self.phone_hours.write(desk)),
            ("phone_languages", self.phone_languages.write(desk)),
            ("hours", self.hours.write(desk)),
            ("languages", self.languages.write(desk)),
            ("cost", self.cost.write(desk)),
            ("say_in_korean", self.say_in_korean.write(desk)),
            ("cites", self.cites.write(desk)),
            ("sources", self.sources.write(desk)),
            ("pack", self.pack.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Programmes {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Programmes", value)?;
        let read = Self {
            as_of: fields.take("as_of", desk)?,
            place: fields.take("place", desk)?,
            programmes: fields.take("programmes", desk)?,
            notes: fields.take("notes", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Programmes {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("as_of", self.as_of.write(desk)),
            ("place", self.place.write(desk)),
            ("programmes", self.programmes.write(desk)),
            ("notes", self.notes.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::ProgrammesQuestion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("ProgrammesQuestion", value)?;
        let read = Self {
            province: fields.take("province", desk)?,
            city: fields.take("city", desk)?,
            as_of: fields.take("as_of", desk)?,
            language: fields.take("language", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::ProgrammesQuestion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("province", self.province.write(desk)),
            ("city", self.city.write(desk)),
            ("as_of", self.as_of.write(desk)),
            ("language", self.language.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::LockState {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("LockState", value)?;
        let read = Self {
            words_checked_on: fields.take("words_checked_on", desk)?,
            wipe_after: fields.take("wipe_after", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::LockState {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("words_checked_on", self.words_checked_on.write(desk)),
            ("wipe_after", self.wipe_after.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::WaysIn {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("WaysIn", value)?;
        let read = Self {
            pin_needs_guard: fields.take("pin_needs_guard", desk)?,
            device_secret: fields.take("device_secret", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::WaysIn {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("pin_needs_guard", self.pin_needs_guard.write(desk)),
            ("device_secret", self.device_secret.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::MedicineDetails {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("MedicineDetails", value)?;
        let read = Self {
            name: fields.take("name", desk)?,
            dose: fields.take_or("dose", "\"\"", desk)?,
            times: fields.take("times", desk)?,
            first_day: fields.take("first_day", desk)?,
            last_day: fields.take("last_day", desk)?,
            note: fields.take_or("note", "\"\"", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::MedicineDetails {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("name", self.name.write(desk)),
            ("dose", self.dose.write(desk)),
            ("times", self.times.write(desk)),
            ("first_day", self.first_day.write(desk)),
            ("last_day", self.last_day.write(desk)),
            ("note", self.note.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::MedicineView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("MedicineView", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            name: fields.take("name", desk)?,
            dose: fields.take("dose", desk)?,
            times: fields.take("times", desk)?,
            first_day: fields.take("first_day", desk)?,
            last_day: fields.take("last_day", desk)?,
            note: fields.take("note", desk)?,
            stopped_on: fields.take("stopped_on", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::MedicineView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("name", self.name.write(desk)),
            ("dose", self.dose.write(desk)),
            ("times", self.times.write(desk)),
            ("first_day", self.first_day.write(desk)),
            ("last_day", self.last_day.write(desk)),
            ("note", self.note.write(desk)),
            ("stopped_on", self.stopped_on.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Arrears {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Arrears", value)?;
        let read = Self {
            rule: fields.take("rule", desk)?,
            benefits: fields.take("benefits", desk)?,
            stay: fields.take("stay", desk)?,
            state: fields.take("state", desk)?,
            told: fields.take("told", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Arrears {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("rule", self.rule.write(desk)),
            ("benefits", self.benefits.write(desk)),
            ("stay", self.stay.write(desk)),
            ("state", self.state.write(desk)),
            ("told", self.told.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::BillExplained {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("BillExplained", value)?;
        let read = Self {
            explanations: fields.take("explanations", desk)?,
            state: fields.take("state", desk)?,
            told: fields.take("told", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::BillExplained {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("explanations", self.explanations.write(desk)),
            ("state", self.state.write(desk)),
            ("told", self.told.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::BillQuestion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("BillQuestion", value)?;
        let read = Self {
            amount_krw: fields.take("amount_krw", desk)?,
            month: fields.take("month", desk)?,
            facts: fields.take_or("facts", "[]", desk)?,
            language: fields.take("language", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::BillQuestion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("amount_krw", self.amount_krw.write(desk)),
            ("month", self.month.write(desk)),
            ("facts", self.facts.write(desk)),
            ("language", self.language.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::BillWay {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("BillWay", value)?;
        let read = Self {
            base_krw: fields.take("base_krw", desk)?,
            reduction_percent: fields.take("reduction_percent", desk)?,
            health_krw: fields.take("health_krw", desk)?,
            ltc_krw: fields.take("ltc_krw", desk)?,
            months: fields.take("months", desk)?,
            late_krw: fields.take("late_krw", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::BillWay {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("base_krw", self.base_krw.write(desk)),
            ("reduction_percent", self.reduction_percent.write(desk)),
            ("health_krw", self.health_krw.write(desk)),
            ("ltc_krw", self.ltc_krw.write(desk)),
            ("months", self.months.write(desk)),
            ("late_krw", self.late_krw.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Calculated {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Calculated", value)?;
        let read = Self {
            figures: fields.take("figures", desk)?,
            told: fields.take("told", desk)?,
            pack: fields.take("pack", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Calculated {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("figures", self.figures.write(desk)),
            ("told", self.told.write(desk)),
            ("pack", self.pack.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Checkup {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Checkup", value)?;
        let read = Self {
            due_this_year: fields.take("due_this_year", desk)?,
            next_year: fields.take("next_year", desk)?,
            days_left: fields.take("days_left", desk)?,
            state: fields.take("state", desk)?,
            told: fields.take("told", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Checkup {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("due_this_year", self.due_this_year.write(desk)),
            ("next_year", self.next_year.write(desk)),
            ("days_left", self.days_left.write(desk)),
            ("state", self.state.write(desk)),
            ("told", self.told.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Copay {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Copay", value)?;
        let read = Self {
            pays_krw: fields.take("pays_krw", desk)?,
            rate_percent: fields.take("rate_percent", desk)?,
            state: fields.take("state", desk)?,
            told: fields.take("told", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Copay {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("pays_krw", self.pays_krw.write(desk)),
            ("rate_percent", self.rate_percent.write(desk)),
            ("state", self.state.write(desk)),
            ("told", self.told.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::DayQuestion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("DayQuestion", value)?;
        let read = Self {
            facts: fields.take_or("facts", "[]", desk)?,
            as_of: fields.take("as_of", desk)?,
            language: fields.take("language", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::DayQuestion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("facts", self.facts.write(desk)),
            ("as_of", self.as_of.write(desk)),
            ("language", self.language.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Figure {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Figure", value)?;
        let read = Self {
            name: fields.take("name", desk)?,
            value: fields.take("value", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Figure {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("name", self.name.write(desk)),
            ("value", self.value.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::LastKnown {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("LastKnown", value)?;
        let read = Self {
            period: fields.take("period", desk)?,
            health_krw: fields.take("health_krw", desk)?,
            total_krw: fields.take("total_krw", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::LastKnown {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("period", self.period.write(desk)),
            ("health_krw", self.health_krw.write(desk)),
            ("total_krw", self.total_krw.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Office {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Office", value)?;
        let read = Self {
            office: fields.take("office", desk)?,
            name: fields.take("name", desk)?,
            told: fields.take("told", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Office {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("office", self.office.write(desk)),
            ("name", self.name.write(desk)),
            ("told", self.told.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Premium {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Premium", value)?;
        let read = Self {
            health_krw: fields.take("health_krw", desk)?,
            ltc_krw: fields.take("ltc_krw", desk)?,
            total_krw: fields.take("total_krw", desk)?,
            due: fields.take("due", desk)?,
            overdue_days: fields.take("overdue_days", desk)?,
            state: fields.take("state", desk)?,
            last_known: fields.take("last_known", desk)?,
            told: fields.take("told", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Premium {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("health_krw", self.health_krw.write(desk)),
            ("ltc_krw", self.ltc_krw.write(desk)),
            ("total_krw", self.total_krw.write(desk)),
            ("due", self.due.write(desk)),
            ("overdue_days", self.overdue_days.write(desk)),
            ("state", self.state.write(desk)),
            ("last_known", self.last_known.write(desk)),
            ("told", self.told.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PremiumQuestion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PremiumQuestion", value)?;
        let read = Self {
            door: fields.take("door", desk)?,
            month: fields.take("month", desk)?,
            unpaid_on: fields.take("unpaid_on", desk)?,
            facts: fields.take_or("facts", "[]", desk)?,
            language: fields.take("language", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PremiumQuestion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("door", self.door.write(desk)),
            ("month", self.month.write(desk)),
            ("unpaid_on", self.unpaid_on.write(desk)),
            ("facts", self.facts.write(desk)),
            ("language", self.language.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Told {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Told", value)?;
        let read = Self {
            open: fields.take("open", desk)?,
            declined: fields.take("declined", desk)?,
            confirm: fields.take("confirm", desk)?,
            why: fields.take("why", desk)?,
            cites: fields.take("cites", desk)?,
            sources: fields.take("sources", desk)?,
            notes: fields.take("notes", desk)?,
            steps: fields.take("steps", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Told {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("open", self.open.write(desk)),
            ("declined", self.declined.write(desk)),
            ("confirm", self.confirm.write(desk)),
            ("why", self.why.write(desk)),
            ("cites", self.cites.write(desk)),
            ("sources", self.sources.write(desk)),
            ("notes", self.notes.write(desk)),
            ("steps", self.steps.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::OfferedPack {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("OfferedPack", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            version: fields.take("version", desk)?,
            sha256: fields.take("sha256", desk)?,
            size_bytes: fields.take("size_bytes", desk)?,
            label: fields.take("label", desk)?,
            newest: fields.take("newest", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::OfferedPack {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("version", self.version.write(desk)),
            ("sha256", self.sha256.write(desk)),
            ("size_bytes", self.size_bytes.write(desk)),
            ("label", self.label.write(desk)),
            ("newest", self.newest.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PackEvent {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PackEvent", value)?;
        let read = Self {
            at: fields.take("at", desk)?,
            code: fields.take("code", desk)?,
            about: fields.take("about", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PackEvent {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("at", self.at.write(desk)),
            ("code", self.code.write(desk)),
            ("about", self.about.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PackView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PackView", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            version: fields.take("version", desk)?,
            sha256: fields.take("sha256", desk)?,
            issued: fields.take("issued", desk)?,
            valid_from: fields.take("valid_from", desk)?,
            review_by: fields.take("review_by", desk)?,
            status: fields.take("status", desk)?,
            texts_reviewed: fields.take("texts_reviewed", desk)?,
            label: fields.take("label", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PackView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("version", self.version.write(desk)),
            ("sha256", self.sha256.write(desk)),
            ("issued", self.issued.write(desk)),
            ("valid_from", self.valid_from.write(desk)),
            ("review_by", self.review_by.write(desk)),
            ("status", self.status.write(desk)),
            ("texts_reviewed", self.texts_reviewed.write(desk)),
            ("label", self.label.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::TrustedKey {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("TrustedKey", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            name: fields.take("name", desk)?,
            any_free: fields.take("any_free", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::TrustedKey {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("name", self.name.write(desk)),
            ("any_free", self.any_free.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PaperDetails {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PaperDetails", value)?;
        let read = Self {
            title: fields.take("title", desk)?,
            kind: fields.take("kind", desk)?,
            issuer: fields.take("issuer", desk)?,
            dated: fields.take("dated", desk)?,
            expires: fields.take("expires", desk)?,
            note: fields.take("note", desk)?,
            tags: fields.take_or("tags", "[]", desk)?,
            visit: fields.take("visit", desk)?,
            text: fields.take("text", desk)?,
            thumbnail: fields.take("thumbnail", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PaperDetails {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("title", self.title.write(desk)),
            ("kind", self.kind.write(desk)),
            ("issuer", self.issuer.write(desk)),
            ("dated", self.dated.write(desk)),
            ("expires", self.expires.write(desk)),
            ("note", self.note.write(desk)),
            ("tags", self.tags.write(desk)),
            ("visit", self.visit.write(desk)),
            ("text", self.text.write(desk)),
            ("thumbnail", self.thumbnail.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PaperEdit {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PaperEdit", value)?;
        let read = Self {
            title: fields.take("title", desk)?,
            kind: fields.take("kind", desk)?,
            issuer: fields.take("issuer", desk)?,
            dated: fields.take("dated", desk)?,
            expires: fields.take("expires", desk)?,
            note: fields.take("note", desk)?,
            visit: fields.take("visit", desk)?,
            tags: fields.take_or("tags", "[]", desk)?,
            untags: fields.take_or("untags", "[]", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PaperEdit {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("title", self.title.write(desk)),
            ("kind", self.kind.write(desk)),
            ("issuer", self.issuer.write(desk)),
            ("dated", self.dated.write(desk)),
            ("expires", self.expires.write(desk)),
            ("note", self.note.write(desk)),
            ("visit", self.visit.write(desk)),
            ("tags", self.tags.write(desk)),
            ("untags", self.untags.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PaperQuery {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PaperQuery", value)?;
        let read = Self {
            words: fields.take_or("words", "\"\"", desk)?,
            kind: fields.take("kind", desk)?,
            expires_until: fields.take("expires_until", desk)?,
            binned: fields.take_or("binned", "false", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PaperQuery {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("words", self.words.write(desk)),
            ("kind", self.kind.write(desk)),
            ("expires_until", self.expires_until.write(desk)),
            ("binned", self.binned.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PaperSheet {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PaperSheet", value)?;
        let read = Self {
            paper: fields.take("paper", desk)?,
            note: fields.take("note", desk)?,
            visit: fields.take("visit", desk)?,
            versions: fields.take("versions", desk)?,
            proves: fields.take("proves", desk)?,
            destroyed_elsewhere: fields.take("destroyed_elsewhere", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PaperSheet {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("paper", self.paper.write(desk)),
            ("note", self.note.write(desk)),
            ("visit", self.visit.write(desk)),
            ("versions", self.versions.write(desk)),
            ("proves", self.proves.write(desk)),
            ("destroyed_elsewhere", self.destroyed_elsewhere.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PaperVersionView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PaperVersionView", value)?;
        let read = Self {
            number: fields.take("number", desk)?,
            mime: fields.take("mime", desk)?,
            size_bytes: fields.take("size_bytes", desk)?,
            sha256: fields.take("sha256", desk)?,
            added_at_ms: fields.take("added_at_ms", desk)?,
            safe_elsewhere: fields.take("safe_elsewhere", desk)?,
            here: fields.take("here", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PaperVersionView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("number", self.number.write(desk)),
            ("mime", self.mime.write(desk)),
            ("size_bytes", self.size_bytes.write(desk)),
            ("sha256", self.sha256.write(desk)),
            ("added_at_ms", self.added_at_ms.write(desk)),
            ("safe_elsewhere", self.safe_elsewhere.write(desk)),
            ("here", self.here.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PaperView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PaperView", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            title: fields.take("title", desk)?,
            kind: fields.take("kind", desk)?,
            mime: fields.take("mime", desk)?,
            issuer: fields.take("issuer", desk)?,
            dated: fields.take("dated", desk)?,
            expires: fields.take("expires", desk)?,
            tags: fields.take("tags", desk)?,
            size_bytes: fields.take("size_bytes", desk)?,
            sha256: fields.take("sha256", desk)?,
            added_at_ms: fields.take("added_at_ms", desk)?,
            binned: fields.take("binned", desk)?,
            safe_elsewhere: fields.take("safe_elsewhere", desk)?,
            here: fields.take("here", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PaperView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("title", self.title.write(desk)),
            ("kind", self.kind.write(desk)),
            ("mime", self.mime.write(desk)),
            ("issuer", self.issuer.write(desk)),
            ("dated", self.dated.write(desk)),
            ("expires", self.expires.write(desk)),
            ("tags", self.tags.write(desk)),
            ("size_bytes", self.size_bytes.write(desk)),
            ("sha256", self.sha256.write(desk)),
            ("added_at_ms", self.added_at_ms.write(desk)),
            ("binned", self.binned.write(desk)),
            ("safe_elsewhere", self.safe_elsewhere.write(desk)),
            ("here", self.here.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::ConflictChoice {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("ConflictChoice", value)?;
        let read = Self {
            value: fields.take("value", desk)?,
            by: fields.take("by", desk)?,
            at_ms: fields.take("at_ms", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::ConflictChoice {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("value", self.value.write(desk)),
            ("by", self.by.write(desk)),
            ("at_ms", self.at_ms.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::ConflictView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("ConflictView", value)?;
        let read = Self {
            person_id: fields.take("person_id", desk)?,
            field: fields.take("field", desk)?,
            values: fields.take("values", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::ConflictView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("person_id", self.person_id.write(desk)),
            ("field", self.field.write(desk)),
            ("values", self.values.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PersonDetails {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PersonDetails", value)?;
        let read = Self {
            name: fields.take("name", desk)?,
            phone: fields.take("phone", desk)?,
            address: fields.take("address", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PersonDetails {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("name", self.name.write(desk)),
            ("phone", self.phone.write(desk)),
            ("address", self.address.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PersonView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PersonView", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            name: fields.take("name", desk)?,
            phone: fields.take("phone", desk)?,
            address: fields.take("address", desk)?,
            visits: fields.take("visits", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PersonView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("name", self.name.write(desk)),
            ("phone", self.phone.write(desk)),
            ("address", self.address.write(desk)),
            ("visits", self.visits.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::VisitView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("VisitView", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            at_ms: fields.take("at_ms", desk)?,
            kind: fields.take("kind", desk)?,
            note: fields.take("note", desk)?,
            by: fields.take("by", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::VisitView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("at_ms", self.at_ms.write(desk)),
            ("kind", self.kind.write(desk)),
            ("note", self.note.write(desk)),
            ("by", self.by.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Cover {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Cover", value)?;
        let read = Self {
            door: fields.take("door", desk)?,
            from: fields.take("from", desk)?,
            until: fields.take("until", desk)?,
            counts_from: fields.take("counts_from", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Cover {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("door", self.door.write(desk)),
            ("from", self.from.write(desk)),
            ("until", self.until.write(desk)),
            ("counts_from", self.counts_from.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::FactChange {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("FactChange", value)?;
        let read = Self {
            day: fields.take("day", desk)?,
            facts: fields.take("facts", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::FactChange {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("day", self.day.write(desk)),
            ("facts", self.facts.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::HouseholdMember {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("HouseholdMember", value)?;
        let read = Self {
            name: fields.take("name", desk)?,
            facts: fields.take_or("facts", "[]", desk)?,
            changes: fields.take_or("changes", "[]", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::HouseholdMember {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("name", self.name.write(desk)),
            ("facts", self.facts.write(desk)),
            ("changes", self.changes.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::HouseholdQuestion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("HouseholdQuestion", value)?;
        let read = Self {
            members: fields.take("members", desk)?,
            relations: fields.take_or("relations", "[]", desk)?,
            as_of: fields.take("as_of", desk)?,
            decisions: fields.take_or("decisions", "[]", desk)?,
            language: fields.take("language", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::HouseholdQuestion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("members", self.members.write(desk)),
            ("relations", self.relations.write(desk)),
            ("as_of", self.as_of.write(desk)),
            ("decisions", self.decisions.write(desk)),
            ("language", self.language.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::IfApplied {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("IfApplied", value)?;
        let read = Self {
            what: fields.take("what", desk)?,
            payer: fields.take("payer", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::IfApplied {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("what", self.what.write(desk)),
            ("payer", self.payer.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::MayApply {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("MayApply", value)?;
        let read = Self {
            what: fields.take("what", desk)?,
            verdict: fields.take("verdict", desk)?,
            with: fields.take("with", desk)?,
            from: fields.take("from", desk)?,
            until: fields.take("until", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::MayApply {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("what", self.what.write(desk)),
            ("verdict", self.verdict.write(desk)),
            ("with", self.with.write(desk)),
            ("from", self.from.write(desk)),
            ("until", self.until.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::MemberReport {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("MemberReport", value)?;
        let read = Self {
            name: fields.take("name", desk)?,
            report: fields.take("report", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::MemberReport {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("name", self.name.write(desk)),
            ("report", self.report.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::MonthPlan {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("MonthPlan", value)?;
        let read = Self {
            month: fields.take("month", desk)?,
            door: fields.take("door", desk)?,
            payer: fields.take("payer", desk)?,
            health_krw: fields.take("health_krw", desk)?,
            ltc_krw: fields.take("ltc_krw", desk)?,
            total_krw: fields.take("total_krw", desk)?,
            due: fields.take("due", desk)?,
            state: fields.take("state", desk)?,
            last_known: fields.take("last_known", desk)?,
            if_applied: fields.take("if_applied", desk)?,
            notes: fields.take("notes", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::MonthPlan {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("month", self.month.write(desk)),
            ("door", self.door.write(desk)),
            ("payer", self.payer.write(desk)),
            ("health_krw", self.health_krw.write(desk)),
            ("ltc_krw", self.ltc_krw.write(desk)),
            ("total_krw", self.total_krw.write(desk)),
            ("due", self.due.write(desk)),
            ("state", self.state.write(desk)),
            ("last_known", self.last_known.write(desk)),
            ("if_applied", self.if_applied.write(desk)),
            ("notes", self.notes.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PersonPlan {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PersonPlan", value)?;
        let read = Self {
            person: fields.take("person", desk)?,
            has_relatives: fields.take("has_relatives", desk)?,
            cover: fields.take("cover", desk)?,
            may_apply: fields.take("may_apply", desk)?,
            months: fields.take("months", desk)?,
            answers: fields.take("answers", desk)?,
            open: fields.take("open", desk)?,
            declined: fields.take("declined", desk)?,
            confirm: fields.take("confirm", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PersonPlan {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("person", self.person.write(desk)),
            ("has_relatives", self.has_relatives.write(desk)),
            ("cover", self.cover.write(desk)),
            ("may_apply", self.may_apply.write(desk)),
            ("months", self.months.write(desk)),
            ("answers", self.answers.write(desk)),
            ("open", self.open.write(desk)),
            ("declined", self.declined.write(desk)),
            ("confirm", self.confirm.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Plan {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Plan", value)?;
        let read = Self {
            from: fields.take("from", desk)?,
            until: fields.take("until", desk)?,
            people: fields.take("people", desk)?,
            lines: fields.take("lines", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Plan {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("from", self.from.write(desk)),
            ("until", self.until.write(desk)),
            ("people", self.people.write(desk)),
            ("lines", self.lines.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PlanAnswer {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PlanAnswer", value)?;
        let read = Self {
            decision: fields.take("decision", desk)?,
            verdict: fields.take("verdict", desk)?,
            from: fields.take("from", desk)?,
            until: fields.take("until", desk)?,
            text: fields.take("text", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PlanAnswer {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("decision", self.decision.write(desk)),
            ("verdict", self.verdict.write(desk)),
            ("from", self.from.write(desk)),
            ("until", self.until.write(desk)),
            ("text", self.text.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PlanLine {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PlanLine", value)?;
        let read = Self {
            day: fields.take("day", desk)?,
            person: fields.take("person", desk)?,
            kind: fields.take("kind", desk)?,
            rule: fields.take("rule", desk)?,
            month: fields.take("month", desk)?,
            total_krw: fields.take("total_krw", desk)?,
            text: fields.take("text", desk)?,
            why: fields.take("why", desk)?,
            cites: fields.take("cites", desk)?,
            sources: fields.take("sources", desk)?,
            notes: fields.take("notes", desk)?,
            steps: fields.take("steps", desk)?,
            pack: fields.take("pack", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PlanLine {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("day", self.day.write(desk)),
            ("person", self.person.write(desk)),
            ("kind", self.kind.write(desk)),
            ("rule", self.rule.write(desk)),
            ("month", self.month.write(desk)),
            ("total_krw", self.total_krw.write(desk)),
            ("text", self.text.write(desk)),
            ("why", self.why.write(desk)),
            ("cites", self.cites.write(desk)),
            ("sources", self.sources.write(desk)),
            ("notes", self.notes.write(desk)),
            ("steps", self.steps.write(desk)),
            ("pack", self.pack.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PlanQuestion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PlanQuestion", value)?;
        let read = Self {
            members: fields.take("members", desk)?,
            relations: fields.take_or("relations", "[]", desk)?,
            from: fields.take("from", desk)?,
            months: fields.take_or("months", "12", desk)?,
            language: fields.take("language", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PlanQuestion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("members", self.members.write(desk)),
            ("relations", self.relations.write(desk)),
            ("from", self.from.write(desk)),
            ("months", self.months.write(desk)),
            ("language", self.language.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Relation {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Relation", value)?;
        let read = Self {
            of: fields.take("of", desk)?,
            to: fields.take("to", desk)?,
            relation: fields.take("relation", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Relation {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("of", self.of.write(desk)),
            ("to", self.to.write(desk)),
            ("relation", self.relation.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::EmergencyCard {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("EmergencyCard", value)?;
        let read = Self {
            name: fields.take("name", desk)?,
            languages: fields.take_or("languages", "[]", desk)?,
            blood_type: fields.take("blood_type", desk)?,
            allergies: fields.take("allergies", desk)?,
            medicines: fields.take("medicines", desk)?,
            conditions: fields.take("conditions", desk)?,
            pregnant: fields.take("pregnant", desk)?,
            contact_name: fields.take("contact_name", desk)?,
            contact_phone: fields.take("contact_phone", desk)?,
            note: fields.take("note", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::EmergencyCard {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("name", self.name.write(desk)),
            ("languages", self.languages.write(desk)),
            ("blood_type", self.blood_type.write(desk)),
            ("allergies", self.allergies.write(desk)),
            ("medicines", self.medicines.write(desk)),
            ("conditions", self.conditions.write(desk)),
            ("pregnant", self.pregnant.write(desk)),
            ("contact_name", self.contact_name.write(desk)),
            ("contact_phone", self.contact_phone.write(desk)),
            ("note", self.note.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PresentQuestion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PresentQuestion", value)?;
        let read = Self {
            paper_id: fields.take("paper_id", desk)?,
            as_of: fields.take("as_of", desk)?,
            language: fields.take("language", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PresentQuestion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("paper_id", self.paper_id.write(desk)),
            ("as_of", self.as_of.write(desk)),
            ("language", self.language.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Presented {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Presented", value)?;
        let read = Self {
            paper: fields.take("paper", desk)?,
            others: fields.take("others", desk)?,
            rule: fields.take("rule", desk)?,
            sources: fields.take("sources", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Presented {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("paper", self.paper.write(desk)),
            ("others", self.others.write(desk)),
            ("rule", self.rule.write(desk)),
            ("sources", self.sources.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::PresentedPaper {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("PresentedPaper", value)?;
        let read = Self {
            view: fields.take("view", desk)?,
            media_type: fields.take("media_type", desk)?,
            bytes: fields.take("bytes", desk)?,
            expired: fields.take("expired", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::PresentedPaper {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("view", self.view.write(desk)),
            ("media_type", self.media_type.write(desk)),
            ("bytes", self.bytes.write(desk)),
            ("expired", self.expired.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Question {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Question", value)?;
        let read = Self {
            facts: fields.take_or("facts", "[]", desk)?,
            as_of: fields.take("as_of", desk)?,
            known_at: fields.take("known_at", desk)?,
            decisions: fields.take_or("decisions", "[]", desk)?,
            language: fields.take("language", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Question {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("facts", self.facts.write(desk)),
            ("as_of", self.as_of.write(desk)),
            ("known_at", self.known_at.write(desk)),
            ("decisions", self.decisions.write(desk)),
            ("language", self.language.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::SaidFact {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("SaidFact", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            value: fields.take("value", desk)?,
            said_on: fields.take("said_on", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::SaidFact {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("value", self.value.write(desk)),
            ("said_on", self.said_on.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Notification {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Notification", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            at: fields.take("at", desk)?,
            text: fields.take("text", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Notification {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("at", self.at.write(desk)),
            ("text", self.text.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Reminder {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Reminder", value)?;
        let read = Self {
            id: fields.take("id", desk)?,
            kind: fields.take("kind", desk)?,
            about_on: fields.take("about_on", desk)?,
            notify_at: fields.take("notify_at", desk)?,
            title: fields.take("title", desk)?,
            text: fields.take("text", desk)?,
            why: fields.take("why", desk)?,
            rule: fields.take("rule", desk)?,
            cites: fields.take("cites", desk)?,
            sources: fields.take("sources", desk)?,
            notes: fields.take("notes", desk)?,
            steps: fields.take("steps", desk)?,
            facts: fields.take("facts", desk)?,
            overdue_days: fields.take("overdue_days", desk)?,
            days_left: fields.take("days_left", desk)?,
            notification: fields.take("notification", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Reminder {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("id", self.id.write(desk)),
            ("kind", self.kind.write(desk)),
            ("about_on", self.about_on.write(desk)),
            ("notify_at", self.notify_at.write(desk)),
            ("title", self.title.write(desk)),
            ("text", self.text.write(desk)),
            ("why", self.why.write(desk)),
            ("rule", self.rule.write(desk)),
            ("cites", self.cites.write(desk)),
            ("sources", self.sources.write(desk)),
            ("notes", self.notes.write(desk)),
            ("steps", self.steps.write(desk)),
            ("facts", self.facts.write(desk)),
            ("overdue_days", self.overdue_days.write(desk)),
            ("days_left", self.days_left.write(desk)),
            ("notification", self.notification.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Reminders {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Reminders", value)?;
        let read = Self {
            as_of: fields.take("as_of", desk)?,
            until: fields.take("until", desk)?,
            reminders: fields.take("reminders", desk)?,
            scheduled: fields.take("scheduled", desk)?,
            open: fields.take("open", desk)?,
            unanswered: fields.take("unanswered", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Reminders {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("as_of", self.as_of.write(desk)),
            ("until", self.until.write(desk)),
            ("reminders", self.reminders.write(desk)),
            ("scheduled", self.scheduled.write(desk)),
            ("open", self.open.write(desk)),
            ("unanswered", self.unanswered.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::RemindersQuestion {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("RemindersQuestion", value)?;
        let read = Self {
            until: fields.take("until", desk)?,
            now: fields.take("now", desk)?,
            person_id: fields.take("person_id", desk)?,
            language: fields.take("language", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::RemindersQuestion {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("until", self.until.write(desk)),
            ("now", self.now.write(desk)),
            ("person_id", self.person_id.write(desk)),
            ("language", self.language.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::NewTeam {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("NewTeam", value)?;
        let read = Self {
            team_id: fields.take("team_id", desk)?,
            sheets: fields.take("sheets", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::NewTeam {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("team_id", self.team_id.write(desk)),
            ("sheets", self.sheets.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Shared {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Shared", value)?;
        let read = Self {
            team: fields.take("team", desk)?,
            kinds: fields.take("kinds", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Shared {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("team", self.team.write(desk)),
            ("kinds", self.kinds.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Sheet {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Sheet", value)?;
        let read = Self {
            number: fields.take("number", desk)?,
            words: fields.take("words", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Sheet {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("number", self.number.write(desk)),
            ("words", self.words.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::SyncReport {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("SyncReport", value)?;
        let read = Self {
            sent: fields.take("sent", desk)?,
            received: fields.take("received", desk)?,
            pending: fields.take("pending", desk)?,
            quarantined: fields.take("quarantined", desk)?,
            files_refused: fields.take("files_refused", desk)?,
            conflicts: fields.take("conflicts", desk)?,
            older_copy: fields.take("older_copy", desk)?,
            traffic: fields.take("traffic", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::SyncReport {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("sent", self.sent.write(desk)),
            ("received", self.received.write(desk)),
            ("pending", self.pending.write(desk)),
            ("quarantined", self.quarantined.write(desk)),
            ("files_refused", self.files_refused.write(desk)),
            ("conflicts", self.conflicts.write(desk)),
            ("older_copy", self.older_copy.write(desk)),
            ("traffic", self.traffic.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::TeamView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("TeamView", value)?;
        let read = Self {
            team_id: fields.take("team_id", desk)?,
            name: fields.take("name", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::TeamView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("team_id", self.team_id.write(desk)),
            ("name", self.name.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::Traffic {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("Traffic", value)?;
        let read = Self {
            bytes_up: fields.take("bytes_up", desk)?,
            bytes_down: fields.take("bytes_down", desk)?,
            requests: fields.take("requests", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::Traffic {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("bytes_up", self.bytes_up.write(desk)),
            ("bytes_down", self.bytes_down.write(desk)),
            ("requests", self.requests.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::StatusView {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut fields = Fields::of("StatusView", value)?;
        let read = Self {
            enrolled: fields.take("enrolled", desk)?,
            pending: fields.take("pending", desk)?,
            quarantined: fields.take("quarantined", desk)?,
            conflicts: fields.take("conflicts", desk)?,
            last_sync_at_ms: fields.take("last_sync_at_ms", desk)?,
            last_backup_at_ms: fields.take("last_backup_at_ms", desk)?,
            words_checked_on: fields.take("words_checked_on", desk)?,
        };
        fields.close()?;
        Ok(read)
    }
}

impl Write for dodam_ffi::StatusView {
    fn write(self, desk: &Desk) -> Value {
        object([
            ("enrolled", self.enrolled.write(desk)),
            ("pending", self.pending.write(desk)),
            ("quarantined", self.quarantined.write(desk)),
            ("conflicts", self.conflicts.write(desk)),
            ("last_sync_at_ms", self.last_sync_at_ms.write(desk)),
            ("last_backup_at_ms", self.last_backup_at_ms.write(desk)),
            ("words_checked_on", self.words_checked_on.write(desk)),
        ])
    }
}

impl Read for dodam_ffi::CriterionState {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("CriterionState", value)?;
        let read = match variant.name.as_str() {
            "Met" => Self::Met,
            "NotMet" => Self::NotMet,
            "Unknown" => Self::Unknown,
            "NeedsDecision" => Self::NeedsDecision,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::CriterionState {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Met => Variant::value("Met", []),
            Self::NotMet => Variant::value("NotMet", []),
            Self::Unknown => Variant::value("Unknown", []),
            Self::NeedsDecision => Variant::value("NeedsDecision", []),
        }
    }
}

impl Read for dodam_ffi::Translation {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("Translation", value)?;
        let read = match variant.name.as_str() {
            "Reviewed" => Self::Reviewed,
            "Draft" => Self::Draft,
            "Missing" => Self::Missing,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::Translation {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Reviewed => Variant::value("Reviewed", []),
            Self::Draft => Variant::value("Draft", []),
            Self::Missing => Variant::value("Missing", []),
        }
    }
}

impl Read for dodam_ffi::Verdict {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("Verdict", value)?;
        let read = match variant.name.as_str() {
            "Yes" => Self::Yes,
            "No" => Self::No,
            "Unknown" => Self::Unknown,
            "NeedsDecision" => Self::NeedsDecision,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::Verdict {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Yes => Variant::value("Yes", []),
            Self::No => Variant::value("No", []),
            Self::Unknown => Variant::value("Unknown", []),
            Self::NeedsDecision => Variant::value("NeedsDecision", []),
        }
    }
}

impl Read for dodam_ffi::QuestionKind {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("QuestionKind", value)?;
        let read = match variant.name.as_str() {
            "YesNo" => Self::YesNo,
            "OneOf" => Self::OneOf { choices: variant.fields.take("choices", desk)? },
            "Day" => Self::Day,
            "Money" => Self::Money,
            "Number" => Self::Number,
            "Status" => Self::Status,
            "Place" => Self::Place { known: variant.fields.take("known", desk)? },
            "Periods" => Self::Periods,
            "Text" => Self::Text,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::QuestionKind {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::YesNo => Variant::value("YesNo", []),
            Self::OneOf { choices } => Variant::value("OneOf", [("choices", choices.write(desk))]),
            Self::Day => Variant::value("Day", []),
            Self::Money => Variant::value("Money", []),
            Self::Number => Variant::value("Number", []),
            Self::Status => Variant::value("Status", []),
            Self::Place { known } => Variant::value("Place", [("known", known.write(desk))]),
            Self::Periods => Variant::value("Periods", []),
            Self::Text => Variant::value("Text", []),
        }
    }
}

impl Read for dodam_ffi::Sensitivity {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("Sensitivity", value)?;
        let read = match variant.name.as_str() {
            "Open" => Self::Open,
            "Family" => Self::Family,
            "Work" => Self::Work,
            "Health" => Self::Health,
            "Cover" => Self::Cover,
            "Status" => Self::Status,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::Sensitivity {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Open => Variant::value("Open", []),
            Self::Family => Variant::value("Family", []),
            Self::Work => Variant::value("Work", []),
            Self::Health => Variant::value("Health", []),
            Self::Cover => Variant::value("Cover", []),
            Self::Status => Variant::value("Status", []),
        }
    }
}

impl Read for dodam_ffi::Finding {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("Finding", value)?;
        let read = match variant.name.as_str() {
            "DatabaseDamaged" => Self::DatabaseDamaged { faults: variant.fields.take("faults", desk)? },
            "IndexDamaged" => Self::IndexDamaged,
            "DocumentsDamaged" => Self::DocumentsDamaged { count: variant.fields.take("count", desk)? },
            "PapersLost" => Self::PapersLost { papers: variant.fields.take("papers", desk)? },
            "PapersChanged" => Self::PapersChanged { papers: variant.fields.take("papers", desk)? },
            "PapersElsewhere" => Self::PapersElsewhere { count: variant.fields.take("count", desk)? },
            "EntriesOfNewerVersion" => Self::EntriesOfNewerVersion { count: variant.fields.take("count", desk)? },
            "Quarantined" => Self::Quarantined { count: variant.fields.take("count", desk)? },
            "ForeignNames" => Self::ForeignNames { count: variant.fields.take("count", desk)? },
            "UnfinishedImport" => Self::UnfinishedImport { size_bytes: variant.fields.take("size_bytes", desk)? },
            "SetAside" => Self::SetAside { size_bytes: variant.fields.take("size_bytes", desk)? },
            "OnlyHere" => Self::OnlyHere { count: variant.fields.take("count", desk)? },
            "WordsNeverChecked" => Self::WordsNeverChecked,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::Finding {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::DatabaseDamaged { faults } => Variant::value("DatabaseDamaged", [("faults", faults.write(desk))]),
            Self::IndexDamaged => Variant::value("IndexDamaged", []),
            Self::DocumentsDamaged { count } => Variant::value("DocumentsDamaged", [("count", count.write(desk))]),
            Self::PapersLost { papers } => Variant::value("PapersLost", [("papers", papers.write(desk))]),
            Self::PapersChanged { papers } => Variant::value("PapersChanged", [("papers", papers.write(desk))]),
            Self::PapersElsewhere { count } => Variant::value("PapersElsewhere", [("count", count.write(desk))]),
            Self::EntriesOfNewerVersion { count } => Variant::value("EntriesOfNewerVersion", [("count", count.write(desk))]),
            Self::Quarantined { count } => Variant::value("Quarantined", [("count", count.write(desk))]),
            Self::ForeignNames { count } => Variant::value("ForeignNames", [("count", count.write(desk))]),
            Self::UnfinishedImport { size_bytes } => Variant::value("UnfinishedImport", [("size_bytes", size_bytes.write(desk))]),
            Self::SetAside { size_bytes } => Variant::value("SetAside", [("size_bytes", size_bytes.write(desk))]),
            Self::OnlyHere { count } => Variant::value("OnlyHere", [("count", count.write(desk))]),
            Self::WordsNeverChecked => Variant::value("WordsNeverChecked", []),
        }
    }
}

impl Read for dodam_ffi::DodamError {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_error("DodamError", value)?;
        let read = match variant.name.as_str() {
            "WrongPin" => Self::WrongPin { failures: variant.fields.take("failures", desk)?, wait_seconds: variant.fields.take("wait_seconds", desk)? },
            "Locked" => Self::Locked,
            "InvalidInput" => Self::InvalidInput { code: variant.fields.take("code", desk)? },
            "NotFound" => Self::NotFound { code: variant.fields.take("code", desk)? },
            "StorageFull" => Self::StorageFull,
            "Busy" => Self::Busy,
            "DeviceFailed" => Self::DeviceFailed { code: variant.fields.take("code", desk)? },
            "Offline" => Self::Offline,
            "Rejected" => Self::Rejected { code: variant.fields.take("code", desk)? },
            "NeedsUpdate" => Self::NeedsUpdate,
            "Damaged" => Self::Damaged { code: variant.fields.take("code", desk)? },
            "Stopped" => Self::Stopped,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::DodamError {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::WrongPin { failures, wait_seconds } => Variant::error("WrongPin", [("failures", failures.write(desk)), ("wait_seconds", wait_seconds.write(desk))]),
            Self::Locked => Variant::error("Locked", []),
            Self::InvalidInput { code } => Variant::error("InvalidInput", [("code", code.write(desk))]),
            Self::NotFound { code } => Variant::error("NotFound", [("code", code.write(desk))]),
            Self::StorageFull => Variant::error("StorageFull", []),
            Self::Busy => Variant::error("Busy", []),
            Self::DeviceFailed { code } => Variant::error("DeviceFailed", [("code", code.write(desk))]),
            Self::Offline => Variant::error("Offline", []),
            Self::Rejected { code } => Variant::error("Rejected", [("code", code.write(desk))]),
            Self::NeedsUpdate => Variant::error("NeedsUpdate", []),
            Self::Damaged { code } => Variant::error("Damaged", [("code", code.write(desk))]),
            Self::Stopped => Variant::error("Stopped", []),
        }
    }
}

impl Read for dodam_ffi::Need {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("Need", value)?;
        let read = match variant.name.as_str() {
            "Emergency" => Self::Emergency,
            "Hospital" => Self::Hospital,
            "Insurance" => Self::Insurance,
            "Welfare" => Self::Welfare,
            "Infection" => Self::Infection,
            "Stay" => Self::Stay,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::Need {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Emergency => Variant::value("Emergency", []),
            Self::Hospital => Variant::value("Hospital", []),
            Self::Insurance => Variant::value("Insurance", []),
            Self::Welfare => Variant::value("Welfare", []),
            Self::Infection => Variant::value("Infection", []),
            Self::Stay => Variant::value("Stay", []),
        }
    }
}

impl Read for dodam_ffi::ProgrammeState {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("ProgrammeState", value)?;
        let read = match variant.name.as_str() {
            "Running" => Self::Running,
            "Unconfirmed" => Self::Unconfirmed,
            "NotBegun" => Self::NotBegun,
            "Ended" => Self::Ended,
            "History" => Self::History,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::ProgrammeState {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Running => Variant::value("Running", []),
            Self::Unconfirmed => Variant::value("Unconfirmed", []),
            Self::NotBegun => Variant::value("NotBegun", []),
            Self::Ended => Variant::value("Ended", []),
            Self::History => Variant::value("History", []),
        }
    }
}

impl Read for dodam_ffi::CopayState {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("CopayState", value)?;
        let read = match variant.name.as_str() {
            "Covered" => Self::Covered,
            "NotCovered" => Self::NotCovered,
            "Unknown" => Self::Unknown,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::CopayState {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Covered => Variant::value("Covered", []),
            Self::NotCovered => Variant::value("NotCovered", []),
            Self::Unknown => Variant::value("Unknown", []),
        }
    }
}

impl Read for dodam_ffi::Known {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("Known", value)?;
        let read = match variant.name.as_str() {
            "Known" => Self::Known,
            "Unknown" => Self::Unknown,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::Known {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Known => Variant::value("Known", []),
            Self::Unknown => Variant::value("Unknown", []),
        }
    }
}

impl Read for dodam_ffi::PremiumDoor {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("PremiumDoor", value)?;
        let read = match variant.name.as_str() {
            "Regional" => Self::Regional,
            "Workplace" => Self::Workplace,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::PremiumDoor {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Regional => Variant::value("Regional", []),
            Self::Workplace => Variant::value("Workplace", []),
        }
    }
}

impl Read for dodam_ffi::Application {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("Application", value)?;
        let read = match variant.name.as_str() {
            "Dependant" => Self::Dependant,
            "HouseholdMerge" => Self::HouseholdMerge,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::Application {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Dependant => Variant::value("Dependant", []),
            Self::HouseholdMerge => Variant::value("HouseholdMerge", []),
        }
    }
}

impl Read for dodam_ffi::Door {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("Door", value)?;
        let read = match variant.name.as_str() {
            "Workplace" => Self::Workplace,
            "Dependant" => Self::Dependant,
            "Regional" => Self::Regional,
            "None" => Self::None,
            "Unknown" => Self::Unknown,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::Door {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Workplace => Variant::value("Workplace", []),
            Self::Dependant => Variant::value("Dependant", []),
            Self::Regional => Variant::value("Regional", []),
            Self::None => Variant::value("None", []),
            Self::Unknown => Variant::value("Unknown", []),
        }
    }
}

impl Read for dodam_ffi::PlanLineKind {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("PlanLineKind", value)?;
        let read = match variant.name.as_str() {
            "Cover" => Self::Cover,
            "Application" => Self::Application,
            "Money" => Self::Money,
            "Deadline" => Self::Deadline,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::PlanLineKind {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Cover => Variant::value("Cover", []),
            Self::Application => Variant::value("Application", []),
            Self::Money => Variant::value("Money", []),
            Self::Deadline => Variant::value("Deadline", []),
        }
    }
}

impl Read for dodam_ffi::ListenerError {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_error("ListenerError", value)?;
        let read = match variant.name.as_str() {
            "Failed" => Self::Failed,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::ListenerError {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::Failed => Variant::error("Failed", []),
        }
    }
}

impl Read for dodam_ffi::ReminderKind {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        let mut variant = Variant::of_value("ReminderKind", value)?;
        let read = match variant.name.as_str() {
            "PremiumOverdue" => Self::PremiumOverdue,
            "Medicine" => Self::Medicine,
            "PremiumDue" => Self::PremiumDue,
            "StayExpiry" => Self::StayExpiry,
            "PaperExpiry" => Self::PaperExpiry,
            "Deadline" => Self::Deadline,
            "Checkup" => Self::Checkup,
            "ConfirmFacts" => Self::ConfirmFacts,
            _ => return Err(variant.unknown()),
        };
        variant.fields.close()?;
        let _ = desk;
        Ok(read)
    }
}

impl Write for dodam_ffi::ReminderKind {
    fn write(self, desk: &Desk) -> Value {
        let _ = desk;
        match self {
            Self::PremiumOverdue => Variant::value("PremiumOverdue", []),
            Self::Medicine => Variant::value("Medicine", []),
            Self::PremiumDue => Variant::value("PremiumDue", []),
            Self::StayExpiry => Variant::value("StayExpiry", []),
            Self::PaperExpiry => Variant::value("PaperExpiry", []),
            Self::Deadline => Variant::value("Deadline", []),
            Self::Checkup => Variant::value("Checkup", []),
            Self::ConfirmFacts => Variant::value("ConfirmFacts", []),
        }
    }
}

impl Read for Arc<dodam_ffi::Cancellation> {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        desk.held("Cancellation", value)
    }
}

impl Write for Arc<dodam_ffi::Cancellation> {
    fn write(self, desk: &Desk) -> Value {
        desk.hold("Cancellation", self)
    }
}

impl Read for Arc<dodam_ffi::Challenge> {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        desk.held("Challenge", value)
    }
}

impl Write for Arc<dodam_ffi::Challenge> {
    fn write(self, desk: &Desk) -> Value {
        desk.hold("Challenge", self)
    }
}

impl Read for Arc<dodam_ffi::Companion> {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        desk.held("Companion", value)
    }
}

impl Write for Arc<dodam_ffi::Companion> {
    fn write(self, desk: &Desk) -> Value {
        desk.hold("Companion", self)
    }
}

impl Read for Arc<dodam_ffi::Profile> {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        desk.held("Profile", value)
    }
}

impl Write for Arc<dodam_ffi::Profile> {
    fn write(self, desk: &Desk) -> Value {
        desk.hold("Profile", self)
    }
}

impl Read for Arc<dodam_ffi::Subscription> {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        desk.held("Subscription", value)
    }
}

impl Write for Arc<dodam_ffi::Subscription> {
    fn write(self, desk: &Desk) -> Value {
        desk.hold("Subscription", self)
    }
}

#[derive(Debug)]
struct ProgressListenerEar(Ear);

type ProgressListenerHeld = Arc<dyn dodam_ffi::ProgressListener>;

impl dodam_ffi::ProgressListener for ProgressListenerEar {
    fn on_progress(&self, done_bytes: u64) -> Result<(), dodam_ffi::ListenerError> {
        self.0.hear("on_progress", object([("done_bytes", done_bytes.write(self.0.desk()))]));
        self.0.answer()
    }
}

impl Read for ProgressListenerHeld {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        Ok(Arc::new(ProgressListenerEar(desk.ear(value)?)))
    }
}

#[derive(Debug)]
struct PapersListenerEar(Ear);

type PapersListenerHeld = Arc<dyn dodam_ffi::PapersListener>;

impl dodam_ffi::PapersListener for PapersListenerEar {
    fn on_change(&self, papers: Vec<dodam_ffi::PaperView>) -> Result<(), dodam_ffi::ListenerError> {
        self.0.hear("on_change", object([("papers", papers.write(self.0.desk()))]));
        self.0.answer()
    }
    fn on_end(&self, error: dodam_ffi::DodamError) -> Result<(), dodam_ffi::ListenerError> {
        self.0.hear("on_end", object([("error", error.write(self.0.desk()))]));
        self.0.answer()
    }
}

impl Read for PapersListenerHeld {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        Ok(Arc::new(PapersListenerEar(desk.ear(value)?)))
    }
}

#[derive(Debug)]
struct PeopleListenerEar(Ear);

type PeopleListenerHeld = Arc<dyn dodam_ffi::PeopleListener>;

impl dodam_ffi::PeopleListener for PeopleListenerEar {
    fn on_change(&self, people: Vec<dodam_ffi::PersonView>) -> Result<(), dodam_ffi::ListenerError> {
        self.0.hear("on_change", object([("people", people.write(self.0.desk()))]));
        self.0.answer()
    }
    fn on_end(&self, error: dodam_ffi::DodamError) -> Result<(), dodam_ffi::ListenerError> {
        self.0.hear("on_end", object([("error", error.write(self.0.desk()))]));
        self.0.answer()
    }
}

impl Read for PeopleListenerHeld {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        Ok(Arc::new(PeopleListenerEar(desk.ear(value)?)))
    }
}

#[derive(Debug)]
struct RemindersListenerEar(Ear);

type RemindersListenerHeld = Arc<dyn dodam_ffi::RemindersListener>;

impl dodam_ffi::RemindersListener for RemindersListenerEar {
    fn on_change(&self, reminders: dodam_ffi::Reminders) -> Result<(), dodam_ffi::ListenerError> {
        self.0.hear("on_change", object([("reminders", reminders.write(self.0.desk()))]));
        self.0.answer()
    }
    fn on_end(&self, error: dodam_ffi::DodamError) -> Result<(), dodam_ffi::ListenerError> {
        self.0.hear("on_end", object([("error", error.write(self.0.desk()))]));
        self.0.answer()
    }
}

impl Read for RemindersListenerHeld {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        Ok(Arc::new(RemindersListenerEar(desk.ear(value)?)))
    }
}

#[derive(Debug)]
struct StatusListenerEar(Ear);

type StatusListenerHeld = Arc<dyn dodam_ffi::StatusListener>;

impl dodam_ffi::StatusListener for StatusListenerEar {
    fn on_change(&self, status: dodam_ffi::StatusView) -> Result<(), dodam_ffi::ListenerError> {
        self.0.hear("on_change", object([("status", status.write(self.0.desk()))]));
        self.0.answer()
    }
    fn on_end(&self, error: dodam_ffi::DodamError) -> Result<(), dodam_ffi::ListenerError> {
        self.0.hear("on_end", object([("error", error.write(self.0.desk()))]));
        self.0.answer()
    }
}

impl Read for StatusListenerHeld {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        Ok(Arc::new(StatusListenerEar(desk.ear(value)?)))
    }
}
