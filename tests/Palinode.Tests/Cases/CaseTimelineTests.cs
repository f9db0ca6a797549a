using System.Text.RegularExpressions;
using Palinode.Cases;

namespace Palinode.Tests.Cases;

internal sealed class CaseTimelineTests
{
    [Test]
    public void A_timeline_reads_in_sentences_and_ends_with_what_similarity_is_not()
    {
        CaseLog log = CaseLog.Unsatisfactory();
        CaseTimeline timeline = CaseTimeline.Of(log.Entries, seesRaiser: false);
        timeline.Lines.Count.ShouldBe(log.Entries.Count);
        timeline.Lines[0].Line.ShouldBe("A concern was received (public form).");
        timeline.Lines[0].State.ShouldBe(CaseState.Received);
        timeline.Lines[^1].Line.ShouldBe("The answer was judged not satisfactory.");
        timeline.Lines[^1].State.ShouldBe(CaseState.Unsatisfactory);
        timeline.State.ShouldBe(CaseState.Unsatisfactory);
        timeline.Statement.ShouldBe(CaseWords.NotAFinding);
        timeline.ToText().TrimEnd().ShouldEndWith("Similarity is not a finding of misconduct.");
    }

    [Test]
    public void A_deadline_that_ends_says_what_it_was_for()
    {
        CaseTimeline timeline = CaseTimeline.Of(CaseLog.Unsatisfactory().Entries, seesRaiser: false);
        timeline.Lines.ShouldContain(l => l.Line == "The deadline for the acknowledgement (t1) ended.");
        CaseTimeline.LineOf(new DeadlineMet("t9")).ShouldBe("The deadline t9 ended.");
    }

    [Test]
    public void Propagation_targets_have_their_own_names()
    {
        CaseTimeline.LineOf(new PropagationConfirmed("n1", PropagationTarget.PubMed, false)).ShouldBe("PubMed: knows of the notice.");
        CaseTimeline.LineOf(new PropagationConfirmed("n1", PropagationTarget.Indexes, true)).ShouldBe("indexes: nothing to tell.");
    }

    [Test]
    public void Every_event_of_the_golden_file_has_a_neutral_sentence_without_the_raiser()
    {
        string golden = Path.Combine(Palinode.Testing.SharedMaterial.RepositoryRoot, "tests", "Palinode.Tests", "Cases", "golden", "events.txt");
        foreach (string[] line in File.ReadAllLines(golden).Select(l => l.Split(' ', 2)))
        {
            CaseEntry entry = new("case-1", 1, "ina", default, CaseEventJson.Read(line[0], line[1]), "because");
            string sentence = CaseTimeline.LineOf(entry.Event);
            sentence.ShouldEndWith(".");
            CaseWords.FirstLoaded(sentence).ShouldBeNull(sentence);
            sentence.ShouldNotContain("r-7f3a");
            Regex.IsMatch(sentence, "[{}]").ShouldBeFalse();
            (entry.WithoutRaiser().Why is null).ShouldBe(entry.IsAboutRaiser);
        }
    }

    [Test]
    public void Reasons_about_the_raiser_are_for_intake()
    {
        CaseLog log = new();
        log.Try(CaseLog.Intake, new ReceiveConcern(ConcernChannel.Mail, Raiser: new RaiserId("r")), "wrote from the institute next door");
        CaseTimeline.Of(log.Entries, seesRaiser: true).Lines[0].Why.ShouldNotBeNull();
        CaseTimeline.Of(log.Entries, seesRaiser: false).Lines[0].Why.ShouldBeNull();
    }
}
