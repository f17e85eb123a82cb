//! Messages leave the house: a gateway over HTTP and a mail server over SMTP, both in this process.

#[cfg(test)]
mod mail;
#[cfg(test)]
mod mail_tls;
#[cfg(test)]
mod text;
