//! The figures of running text as facts of the model.

use juesuan_model::{Fact, Section};

use crate::coverage::{Coverage, Reason};
use crate::subjects::Resolver;
use crate::{Document, narrative};

/// All facts in order, under the titles of their sections; their numbers were read.
pub(crate) fn facts(
    document: &Document<'_>,
    sections: &[Section],
    year: Option<u16>,
    resolver: &Resolver<'_>,
    coverage: &mut Coverage,
) -> Vec<Fact> {
    let narrative::Narrative { facts: found, bounds } = narrative::read(&document.segmentation, year);
    for bound in bounds {
        coverage.explain(bound, Reason::Bound);
    }
    let mut facts = Vec::with_capacity(found.len());
    for fact in found {
        coverage.read(fact.number);
        let section = fact.section.and_then(|id| sections.get(id.0 as usize));
        let title = section.map_or("", |section| section.title.as_str());
        let place = document.place(fact.number);
        let mut fact = fact.into_fact(document.source(), title, place);
        fact.subject_ref = resolver.resolve(&fact);
        facts.push(fact);
    }
    facts
}
