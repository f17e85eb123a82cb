//! The binary `weiquan`.

fn main() -> std::process::ExitCode {
    server::cli::main()
}
