//! Backups: made while cases are filed, restored elsewhere, and every damage named.

#[cfg(test)]
mod drill;
