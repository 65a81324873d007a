use crate::output::{Failed, NETWORK, STORAGE, Said, announce};
use clap::{Args, Subcommand};
use dodam_server::{ServerError, Store};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use serde_json::json;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Runs a server that stores what it can't read
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where to listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8787", value_name = "ADDR")]
    listen: SocketAddr,
    /// The server's folder
    #[arg(long, default_value = "dodam-server", value_name = "DIR")]
    data: PathBuf,
}

/// Looks after a server's folder
#[derive(Debug, Subcommand)]
pub enum ServerCommand {
    /// Makes a one-time code that lets one device store here
    Admit {
        /// The server's folder
        #[arg(long, default_value = "dodam-server", value_name = "DIR")]
        data: PathBuf,
    },
}

/// Runs `dodam serve` until it is told to stop.
pub async fn run(args: &ServeArgs, json: bool) -> Result<Said, Failed> {
    let store = open(&args.data)?;
    let listener = dodam_server::listen(args.listen)
        .await
        .map_err(|error| failed(error, args.listen))?;
    let address = listener
        .local_addr()
        .map_err(|error| Failed::new(NETWORK, error.to_string()))?;
    announce(&if json {
        json!({ "listening": address.to_string() }).to_string()
    } else {
        format!("Listening on http://{address}. Stop with Ctrl-C.")
    })?;
    let served = dodam_server::serve(listener, store, stopped()).await;
    served.map_err(|error| failed(error, args.listen))?;
    Ok(Said::new(json!({ "stopped": true }), "Stopped."))
}

async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without a way to be told, it runs until it is killed.
    if interrupt.await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Runs `dodam server …`.
pub fn manage(command: &ServerCommand) -> Result<Said, Failed> {
    let ServerCommand::Admit { data } = command;
    let code = open(data)?
        .admit(&mut UnwrapErr(SysRng))
        .map_err(Failed::from)?;
    let text = format!(
        "One device may store here with this code, once:\n\n  {code}\n\nOn that device: dodam join {code} --server URL"
    );
    Ok(Said::new(json!({ "code": code.to_string() }), text))
}

fn open(folder: &Path) -> Result<Store, Failed> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failed::new(
            STORAGE,
            format!(
                "the folder {} can't be made: {}",
                folder.display(),
                error.kind()
            ),
        )
    })?;
    Ok(Store::open(folder)?)
}

/// An address in an error sentence.
pub fn failed(error: ServerError, address: SocketAddr) -> Failed {
    match error {
        ServerError::AddressInUse => Failed::new(
            NETWORK,
            format!(
                "another program is listening on {address}; choose another address with --listen, or 127.0.0.1:0 for a free one"
            ),
        ),
        ServerError::AddressRefused => Failed::new(
            NETWORK,
            format!("this machine can't listen on {address}; choose another address with --listen"),
        ),
        other => Failed::from(other),
    }
}

impl From<ServerError> for Failed {
    fn from(error: ServerError) -> Self {
        let code = match error {
            ServerError::AddressInUse | ServerError::AddressRefused => NETWORK,
            _ => STORAGE,
        };
        Self::new(code, error.to_string())
    }
}
