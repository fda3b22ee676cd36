//! Analyses that several rules share, each made once for a report, when a rule first asks for it.

use std::any::TypeId;
use std::cell::OnceCell;
use std::fmt;

use transient::{Any, CanRecoverFrom, CanTranscendTo, Downcast, Inv, Transient};

use crate::Context;

/// Something that several rules need to know of a report and that takes a while to find out. The engine knows none of
/// them: a rule names the analysis in [`Context::get`], and the first rule to do so pays for it.
///
/// An analysis may ask for others, as long as none of those asks for it. Its output may borrow from the report: it derives
/// `Transient`, by which the engine keeps values of types that it does not know.
///
/// ```
/// use juesuan_model::{Fact, Report};
/// use juesuan_check::{Analysis, Context};
/// use transient::Transient;
///
/// /// The longest list of facts in one sentence.
/// struct LongestSentence;
///
/// #[derive(Transient)]
/// struct Sentence<'r>(&'r [Fact]);
///
/// impl<'c> Analysis<'c> for LongestSentence {
///     type Output = Sentence<'c>;
///
///     fn run(context: &Context<'c>) -> Sentence<'c> {
///         let sentences = context.report().facts.chunk_by(|a, b| a.sentence == b.sentence);
///         Sentence(sentences.max_by_key(|facts| facts.len()).unwrap_or_default())
///     }
/// }
///
/// let report = Report::default();
/// let index = juesuan_check::Book::of(&report);
/// let context = Context::new(&index, None);
/// assert!(context.get::<LongestSentence>().0.is_empty());
/// ```
pub trait Analysis<'c>: 'static {
    /// What is found out.
    type Output: Transient<Transience: CanTranscendTo<Inv<'c>> + CanRecoverFrom<Inv<'c>>> + Send + 'c;

    /// Finds it out. The same report gives the same output.
    fn run(context: &Context<'c>) -> Self::Output;
}

/// The outputs of the analyses that were asked for, by the type of the analysis: a list, since there are a dozen.
#[derive(Default)]
pub(crate) struct Outputs<'c> {
    first: OnceCell<Box<Output<'c>>>,
}

struct Output<'c> {
    analysis: TypeId,
    value: Box<dyn Any<Inv<'c>> + Send + 'c>,
    next: OnceCell<Box<Self>>,
}

impl<'c> Outputs<'c> {
    /// The output of an analysis, which is run where that was not done before.
    pub(crate) fn get<A: Analysis<'c>>(&self, context: &Context<'c>) -> &A::Output {
        if let Some(output) = self.iter().find(|output| output.analysis == TypeId::of::<A>()) {
            return output.value::<A>();
        }
        let value = Box::new(A::run(context));
        // behind the outputs of those that this one asked for
        let end = self.iter().last().map_or(&self.first, |last| &last.next);
        let output = Output { analysis: TypeId::of::<A>(), value, next: OnceCell::new() };
        end.get_or_init(|| Box::new(output)).value::<A>()
    }

    fn iter(&self) -> impl Iterator<Item = &Output<'c>> {
        std::iter::successors(self.first.get(), |output| output.next.get()).map(|output| &**output)
    }
}

impl<'c> Output<'c> {
    fn value<A: Analysis<'c>>(&self) -> &A::Output {
        self.value.downcast_ref().unwrap_or_else(|| unreachable!("an analysis has one type of output"))
    }
}

impl fmt::Debug for Outputs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outputs").field("count", &self.iter().count()).finish()
    }
}

#[cfg(test)]
mod tests {
    use juesuan_model::Report;

    use super::Analysis;
    use crate::{Book, Context};

    struct Sections;
    struct Doubled;

    impl<'c> Analysis<'c> for Sections {
        type Output = usize;

        fn run(context: &Context<'c>) -> usize {
            context.report().sections.len() + 21
        }
    }

    impl<'c> Analysis<'c> for Doubled {
        type Output = usize;

        fn run(context: &Context<'c>) -> usize {
            2 * context.get::<Sections>()
        }
    }

    #[test]
    fn an_analysis_asks_for_another_and_each_is_made_once() {
        let report = Report::default();
        let book = Book::of(&report);
        let context = Context::new(&book, None);
        let doubled: *const usize = context.get::<Doubled>();
        assert_eq!((*context.get::<Doubled>(), *context.get::<Sections>()), (42, 21));
        assert!(std::ptr::eq(doubled, context.get::<Doubled>()));
        assert_eq!(format!("{:?}", Context::new(&book, None).outputs), "Outputs { count: 0 }");
        assert_eq!(format!("{:?}", context.outputs), "Outputs { count: 2 }");
    }

    #[test]
    fn a_context_goes_to_another_thread_with_what_was_found_out() {
        fn is_send<T: Send>() {}
        is_send::<Context<'_>>();
    }
}
