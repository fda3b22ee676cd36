//! The text of the document: a model that was loaded from JSON comes without it.

use crate::{Context, Log};

/// Whether the text is there; a rule that needs it lacks data where it is not.
pub(crate) fn is_there(context: &Context<'_>, log: &mut Log<'_, '_>) -> bool {
    is_there_where(context, log, true)
}

/// The same for a rule that has nothing to look for unless something `asks` for the text.
pub(crate) fn is_there_where(context: &Context<'_>, log: &mut Log<'_, '_>, asks: bool) -> bool {
    let there = context.text().is_some();
    if !there && asks {
        log.missing("原文");
    }
    there
}
