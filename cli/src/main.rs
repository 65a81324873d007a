//! Dodam on the command line.

mod check;
mod commands;
mod coverage;
mod directory;
mod emergency;
mod household;
mod lines;
mod money;
mod output;
mod pack;
mod plan;
mod present;
mod receipt;
mod reminders;
mod tour;
mod vault_access;

use clap::{Parser, Subcommand};
use commands::{
    backup, conflicts, destroy, doctor, fact, init, join, medicine, paper, person, pin, profile,
    restore, serve, share, storage, sync, team, visit, words,
};
use money::{arrears, bill, checkup, copay, office, premium};
use output::{Failed, Said, finish};
use std::process::ExitCode;
use vault_access::VaultArgs;

rust_i18n::i18n!("../locales", fallback = "en");

/// Health papers, insurance and support for foreign residents of Korea, offline.
///
/// Exit codes: 0 done; 1 a check did not hold; 2 wrong usage or input; 3 wrong PIN or
/// in use; 4 no space, or a folder that can't be written to; 5 the server can't be
/// reached or refused; 6 stored data is damaged or newer.
#[derive(Parser)]
#[command(name = "dodam", version, max_term_width = 80)]
struct Cli {
    /// Print JSON for programs
    #[arg(long, global = true)]
    json: bool,
    #[command(flatten)]
    vault: VaultArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::CheckArgs),
    Plan(plan::PlanArgs),
    Premium(premium::PremiumArgs),
    #[command(subcommand)]
    Bill(bill::BillCommand),
    Copay(copay::CopayArgs),
    Checkup(checkup::CheckupArgs),
    Arrears(arrears::ArrearsArgs),
    Office(office::OfficeArgs),
    Lines(lines::LinesArgs),
    Directory(directory::DirectoryArgs),
    #[command(subcommand)]
    EmergencyCard(emergency::EmergencyCommand),
    Reminders(reminders::RemindersArgs),
    Present(present::PresentArgs),
    Coverage(coverage::CoverageArgs),
    #[command(subcommand)]
    Pack(pack::PackCommand),
    #[command(subcommand)]
    Receipt(receipt::ReceiptCommand),
    #[command(flatten)]
    Client(ClientCommand),
}

#[derive(Subcommand)]
enum ClientCommand {
    Tour(tour::TourArgs),
    Init(init::InitArgs),
    #[command(subcommand)]
    Fact(fact::FactCommand),
    #[command(subcommand)]
    Medicine(medicine::MedicineCommand),
    #[command(subcommand)]
    Paper(paper::PaperCommand),
    Backup(backup::BackupArgs),
    Restore(restore::RestoreArgs),
    #[command(subcommand)]
    Pin(pin::PinCommand),
    Words(words::WordsArgs),
    Doctor(doctor::DoctorArgs),
    Storage(storage::StorageArgs),
    #[command(subcommand)]
    Profile(profile::ProfileCommand),
    Destroy(destroy::DestroyArgs),
    #[command(subcommand)]
    Person(person::PersonCommand),
    #[command(subcommand)]
    Visit(visit::VisitCommand),
    #[command(subcommand)]
    Team(team::TeamCommand),
    Join(join::JoinArgs),
    Share(share::ShareArgs),
    Sync(sync::SyncArgs),
    #[command(subcommand)]
    Conflicts(conflicts::ConflictsCommand),
    Serve(serve::ServeArgs),
    #[command(subcommand)]
    Server(serve::ServerCommand),
}

fn main() -> ExitCode {
    let Cli {
        json,
        vault,
        command,
    } = Cli::parse();
    let command = match command {
        // It needs no threads and leaves nothing behind.
        Command::Check(args) => return check::run(&args, &vault, json),
        Command::Plan(args) => return plan::run(&args, &vault, json),
        Command::Premium(args) => return premium::run(&args, &vault, json),
        Command::Bill(command) => return bill::run(&command, &vault, json),
        Command::Copay(args) => return copay::run(&args, &vault, json),
        Command::Checkup(args) => return checkup::run(&args, &vault, json),
        Command::Arrears(args) => return arrears::run(&args, &vault, json),
        Command::Office(args) => return office::run(&args, json),
        Command::Lines(args) => return lines::run(&args, json),
        Command::Directory(args) => return directory::run(&args, json),
        Command::EmergencyCard(command) => return emergency::run(&command, &vault, json),
        Command::Reminders(args) => return reminders::run(&args, &vault, json),
        Command::Present(args) => return present::run(&args, &vault, json),
        Command::Coverage(args) => return finish(coverage::run(&args), json),
        Command::Pack(command) => return finish(pack::run(&command), json),
        Command::Receipt(command) => return finish(receipt::run(&command), json),
        Command::Client(command) => command,
    };
    // A server tells what it does; everything else is quiet unless asked.
    let level = if matches!(command, ClientCommand::Serve(_)) {
        "dodam_server=info"
    } else {
        "off"
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("DODAM_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(level));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            let failed = Failed::new(
                output::STORAGE,
                format!("no threads can be started: {}", error.kind()),
            );
            return finish(Err(failed), json);
        }
    };
    finish(runtime.block_on(run(&command, &vault, json)), json)
}

async fn run(command: &ClientCommand, vault: &VaultArgs, json: bool) -> Result<Said, Failed> {
    match command {
        ClientCommand::Tour(args) => tour::run(args, vault, json).await,
        ClientCommand::Init(args) => init::run(args, vault),
        ClientCommand::Fact(command) => fact::run(command, vault),
        ClientCommand::Medicine(command) => medicine::run(command, vault),
        ClientCommand::Paper(command) => paper::run(command, vault).await,
        ClientCommand::Backup(args) => backup::run(args, vault),
        ClientCommand::Restore(args) => restore::run(args, vault),
        ClientCommand::Pin(command) => pin::run(command, vault),
        ClientCommand::Words(args) => words::run(args, vault),
        ClientCommand::Doctor(args) => doctor::run(args, vault),
        ClientCommand::Storage(args) => storage::run(args, vault),
        ClientCommand::Profile(command) => profile::run(command, vault),
        ClientCommand::Destroy(args) => destroy::run(args, vault),
        ClientCommand::Person(command) => person::run(command, vault),
        ClientCommand::Visit(command) => visit::run(command, vault),
        ClientCommand::Team(command) => team::run(command, vault).await,
        ClientCommand::Join(args) => join::run(args, vault).await,
        ClientCommand::Share(args) => share::run(args, vault).await,
        ClientCommand::Sync(args) => sync::run(args, vault).await,
        ClientCommand::Conflicts(command) => conflicts::run(command, vault),
        ClientCommand::Serve(args) => serve::run(args, json).await,
        ClientCommand::Server(command) => serve::manage(command),
    }
}
