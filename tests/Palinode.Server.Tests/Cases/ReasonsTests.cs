using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Tests.Letters;

namespace Palinode.Server.Tests.Cases;

/// <summary>A reason that intake gives for what it does with the raiser may say who they are.</summary>
internal sealed class ReasonsTests
{
    private const string Canary = "the okapi called";

    [Test, Category("Failure class 5"), Category("Failure class 8")]
    public async Task Failure_class_5_what_comes_along_with_an_event_about_the_raiser_does_not_repeat_its_reason()
    {
        await using LetterBench bench = await LetterBench.OpenAsync();
        Guid id;
        await using (ActingTransaction transaction = await bench.Database.Cases.BeginAsync(bench.Intake))
        {
            (id, _) = await bench.Desk.OpenAsync(transaction, bench.Database.JournalA, new ReceiveConcern(ConcernChannel.Mail, Anonymous: true), Canary, default);
            foreach ((CaseRequest request, string why) in ((CaseRequest, string)[])[(new AssignJournal(bench.Database.JournalA.ToString()), "clear enough"), (new AcknowledgeConcern(), Canary)])
                (await bench.Desk.DoAsync(transaction, (await bench.Desk.ReadAsync(transaction, id, default))!, request, why, default)).Refusal?.Sentence.ShouldBeNull();
            await transaction.CommitAsync();
        }
        await using ActingTransaction editor = await bench.Database.Cases.BeginAsync(Actor.Person(bench.Database.EditorOfA));
        OpenCase seen = (await bench.Desk.ReadAsync(editor, id, default))!;
        seen.Entries.Count.ShouldBeGreaterThan(4);
        CaseTimeline.Of(seen.Entries, seesRaiser: false).ToText().ShouldNotContain("okapi", Shouldly.Case.Insensitive);
        CaseTimeline.Of(seen.Entries, seesRaiser: false).ToText().ShouldContain("clear enough");
        CaseTimeline.Of(seen.Entries, seesRaiser: true).ToText().ShouldContain(Canary);
    }

    [Test, Category("Failure class 5"), Category("Failure class 8")]
    public void Failure_class_5_why_a_raiser_was_erased_is_for_intake() =>
        new CaseEntry("c", 1, "a", default, new ErasureRecorded(ErasedThing.RaiserIdentity, ErasureGround.LawfulRequest, null), Canary).WithoutRaiser().Why.ShouldBeNull();
}
