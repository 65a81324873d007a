//! A real server, for cases that need one.

use std::path::Path;

use dodam_server::{Store, listen, serve};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server on a free port; it stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    /// Where it is.
    pub url: String,
    store: Store,
    stop: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<()>>,
    runtime: Runtime,
}

impl Server {
    /// Starts one that keeps its things in a folder.
    pub fn start(folder: &Path) -> Result<Self, String> {
        let failed = |error: &dyn std::fmt::Display| format!("no server: {error}");
        std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        let runtime = Runtime::new().map_err(|error| failed(&error))?;
        let store = Store::open(folder).map_err(|error| failed(&error))?;
        let any_port = ([127, 0, 0, 1], 0).into();
        let listener = runtime.block_on(listen(any_port));
        let listener = listener.map_err(|error| failed(&error))?;
        let address = listener.local_addr().map_err(|error| failed(&error))?;
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = serve(listener, store.clone(), async {
            let _ = stopped.await;
        });
        let running = runtime.spawn(async {
            let _ = serving.await;
        });
        Ok(Self {
            url: format!("http://{address}"),
            store,
            stop: Some(stop),
            running: Some(running),
            runtime,
        })
    }

    /// Gives a code that lets one device in.
    pub fn admit(&self) -> Result<String, String> {
        let code = self.store.admit(&mut UnwrapErr(SysRng));
        code.map(|code| code.to_string())
            .map_err(|error| format!("no code: {error}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(running) = self.running.take() {
            let _ = self.runtime.block_on(running);
        }
    }
}
