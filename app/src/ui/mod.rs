//! The kit: every form control, tag, list and frame that pages are made of.
//!
//! Components take ready texts; only the frames ([`PublicHeader`], [`PublicFooter`],
//! [`DeskHeader`], [`LanguageSwitch`]) take a locale. They render the same HTML on the server and
//! in the browser: no clock, no random ids (an id derives from the field's name, [`field_id`]), no
//! inline styles. Class names are `wq-…`; the vocabulary stands at the head of each partial in
//! `style/`.
//!
//! To add a component: 1. one file here, one idea in it; 2. export it below; 3. its looks in
//! `style/_components.scss` (both applications), `_consumer.scss` or `_workspace.scss`; 4. a test of the
//! rendered HTML beside it.

mod action_bar;
mod back_link;
mod badge;
mod button;
mod case_number;
mod checkbox_group;
mod choice;
mod copy_button;
mod counter;
mod data_table;
mod date_input;
mod deadline_chip;
mod desk_header;
mod empty_state;
mod error_summary;
mod field;
mod fieldset;
mod file_input;
mod form_group;
mod icon;
mod language_switch;
mod nav_item;
mod notice;
mod optional_text;
mod pager;
mod post_form;
mod public_footer;
mod public_header;
mod qr;
mod radio_group;
mod rating;
mod select;
mod skip_link;
mod summary_list;
mod tabs;
mod text_area;
mod timeline;
mod wordmark;

#[cfg(test)]
mod contrast;
#[cfg(test)]
mod rules;

pub use action_bar::{ActionBar, ActionBarProps};
pub use back_link::{BackLink, BackLinkProps};
pub use badge::{Badge, BadgeProps, StateTag, StateTagProps, Tone};
pub use button::{Button, ButtonKind, ButtonLink, ButtonLinkProps, ButtonProps};
pub use case_number::{CaseNumber, CaseNumberProps};
pub use checkbox_group::{Checkbox, CheckboxGroup, CheckboxGroupProps, CheckboxProps};
pub use choice::{Choice, ChoiceGroup};
#[cfg(feature = "hydrate")]
pub(crate) use copy_button::CopyButtonIsland;
pub use copy_button::{CopyButton, CopyButtonProps};
pub use counter::CharacterCount;
#[cfg(feature = "hydrate")]
pub(crate) use counter::Counter;
pub use data_table::{Column, DataTable, DataTableProps};
pub use date_input::{DateInput, DateInputProps, DateLabels, DateParts};
pub use deadline_chip::{DeadlineChip, DeadlineChipProps, Urgency};
pub use desk_header::{DeskHeader, DeskHeaderProps, DeskPerson};
pub use empty_state::{EmptyState, EmptyStateProps};
pub use error_summary::{ErrorSummary, ErrorSummaryProps, FieldError};
pub use field::{Field, FieldProps, FieldWidth};
pub use fieldset::LegendSize;
pub use file_input::{FileInput, FileInputProps};
pub use form_group::field_id;
pub use icon::{Glyph, Icon, IconProps};
pub use language_switch::{LanguageSwitch, LanguageSwitchProps, SizeSwitch, SizeSwitchProps};
pub use nav_item::NavItem;
pub use notice::{Notice, NoticeKind, NoticeProps};
pub use optional_text::OptionalText;
pub use pager::{Pager, PagerProps};
#[cfg(feature = "hydrate")]
pub(crate) use post_form::POSTED;
pub use post_form::{PostForm, PostFormProps};
pub use public_footer::{FooterLink, PublicFooter, PublicFooterProps};
pub use public_header::{PublicHeader, PublicHeaderProps};
pub use qr::{Qr, QrProps};
pub use radio_group::{RadioGroup, RadioGroupProps};
pub use rating::{Rating, RatingLevel, RatingProps};
pub use select::{Select, SelectProps};
pub use skip_link::{SkipLink, SkipLinkProps};
pub use summary_list::{ChangeLink, SummaryList, SummaryListProps, SummaryRow};
pub use tabs::{TabItem, Tabs, TabsProps};
pub use text_area::{TextArea, TextAreaProps};
pub use timeline::{Timeline, TimelineEntry, TimelineProps};
pub use wordmark::{Wordmark, WordmarkProps};
