//! The whole service in one process, over a new database and a clock that stands still.

mod cross_site;
mod deadline;
mod desk;
mod filing;
mod headers;
mod pages;
mod problems;
mod process;
mod support;
