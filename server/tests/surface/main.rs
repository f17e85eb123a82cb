//! The whole service in one process, over a new database and a clock that stands still. What
//! touches the database runs on both engines.

#[cfg(test)]
mod admin;
#[cfg(test)]
mod cross_site;
#[cfg(test)]
mod deadline;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod draft_link;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod exchange;
#[cfg(test)]
mod filing;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod malformed;
#[cfg(test)]
mod material;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod offline;
#[cfg(test)]
mod openapi;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod permissions;
#[cfg(test)]
mod poster;
#[cfg(test)]
mod problems;
#[cfg(test)]
mod process;
#[cfg(test)]
mod proof;
#[cfg(test)]
mod rate;
#[cfg(test)]
mod registration;
#[cfg(test)]
mod search;
#[cfg(test)]
mod statistics;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod tracking_code;
