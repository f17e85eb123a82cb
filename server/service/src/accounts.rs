//! Accounts and organisations as the operator sets them up.
