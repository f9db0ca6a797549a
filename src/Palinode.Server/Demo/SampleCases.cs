using System.Globalization;
using Palinode.Cases;
using Palinode.Server.Storage;

namespace Palinode.Server.Demo;

/// <summary>The cases of the sample, oldest first: one that is closed, one whose authors are late, one that waits for an approval, one that is being screened, and a concern that came yesterday.</summary>
internal static class SampleCases
{
    public static async Task MakeAsync(SampleDesk desk, SampleStaff staff)
    {
        await ClosedAsync(desk, staff);
        await WaitingForApprovalAsync(desk, staff);
        await OverdueAsync(desk, staff);
        await ScreenedAsync(desk, staff);
        await NewAsync(desk);
    }

    /// <summary>From a reader's concern to the published retraction and its closure.</summary>
    private static async Task ClosedAsync(SampleDesk desk, SampleStaff staff)
    {
        SamplePaper paper = new("Drawn factor 31 shapes invented liver cells through two arrows", ["Specimen X", "Blank L", "Void T"], 2020, "13", "877–888", "10.5555/jcp.2020.877");
        desk.Clock.GoTo(96, 9);
        Guid id = await desk.ReceiveAsync(("article", paper.Title), ("text", "Panel B of Figure 2 appears unexpectedly similar to panel A of Figure 1, mirrored."), ("name", "Rosa Unbekannt"), ("mail", "rosa@reader.example"), ("who", "a reader"));
        await TakeUpAsync(desk, staff, id, paper, "panels of two figures that appear unexpectedly similar");
        desk.Clock.GoTo(92, 10);
        await desk.DoAsync(staff.Investigator, id, "begin-assessment");
        Case now = await desk.DoAsync(staff.Investigator, id, "attach-evidence", paper.File(seed: 31), ("kind", "Article"), ("label", "the article as published"));
        await desk.DoAsync(staff.Investigator, id, "add-claim", Claim("Figure 2B", "Figure 1A", ("transform.flip", "Horizontal"), ("certainty", "Stated")));
        await desk.DoAsync(staff.Investigator, id, "record-assessment", ("level", "Major"), ("duplication", "WithRepositioning"), ("conclusions", "yes"));

        desk.Clock.GoTo(88, 11);
        now = await desk.DoAsync(staff.Investigator, id, "draft-query", ("author", Author(now)));
        await desk.DoAsync(staff.Investigator, id, "send-query", ("way", "Other"), ("why", "sent from the office's own mailbox"));
        desk.Clock.GoTo(74, 15);
        await desk.DoAsync(staff.Investigator, id, "record-answer", ("forAll", "yes"), ("acts.0.act", "Responded"), ("acts.0.what", "our queries"), ("acts.1.act", "CouldNotExplain"), ("acts.1.what", "the similar panels"),
            ("answer", "We have looked again. We cannot say how these two panels came to look alike, and the files of that year are not kept any more."));
        await desk.DoAsync(staff.Investigator, id, "assess-response", ("judgement", "Unsatisfactory"), ("why", "it leaves open how the panels came to be alike"));
        await desk.DoAsync(staff.Investigator, id, "request-original-data", ("figure", "2"), ("panel", "B"), ("author", Author(now)));
        await desk.DoAsync(staff.Investigator, id, "assess-original-data", ("judgement", "NotAvailable"), ("why", "the authors say that nothing was kept"));

        desk.Clock.GoTo(62, 10);
        await desk.DoAsync(staff.Editor, id, "draft-decision", ("outcome", "Retraction"), ("without", "the authors answered, and the figures can be judged by themselves"), ("statement.by.0.role", "Editor"), ("statement.by.1.role", "Publisher"),
            ("statement.policies.0.kind", "Cope"), ("statement.policies.0.name", "COPE guidelines on retraction"),
            ("statement.reasons.0.words", "duplicated panels"), ("statement.reasons.0.codes", "Duplication of/in Image"),
            ("statement.reasons.1.words", "original data not available"), ("statement.reasons.1.codes", "Original Data and/or Images not Provided and/or not Available"),
            ("why", "the conclusions rest on the two panels, and nothing is there that could bear them out"));
        desk.Clock.GoTo(60, 14);
        now = await desk.DoAsync(staff.Approver, id, "approve-decision");
        now = await desk.DoAsync(staff.Editor, id, "tell-authors", [.. now.Authors.Select(a => ("parties", a.Party)), ("acts.0.act", "Notified"), ("acts.0.what", "the retraction")]);
        desk.Clock.GoTo(55, 9);
        foreach (CaseParty author in now.Authors.ToArray()) await desk.DoAsync(staff.Editor, id, "record-author-position", ("author", author.Party), ("act", "DidNotSayWhetherTheyAgree"));

        desk.Clock.GoTo(52, 13);
        string day = desk.Today.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await desk.DoAsync(staff.Editor, id, "draft-notice", [.. paper.Citation("article."), ("house.doi", "10.5555/jcp.2026.31"), ("house.published", day), ("house.remarks", "Principle"), ("rights.original", "RemainsOnline"), ("rights.watermark", "Retracted"), ("rights.purpose", "to maintain the scholarly record"), ("publication.volume", "19"), ("publication.number", "31")]);
        now = await desk.DoAsync(staff.Editor, id, "check-notice");
        desk.Clock.GoTo(50, 16);
        await desk.DoAsync(staff.Approver, id, "approve-notice", [.. now.Notices[0].Errors.Select(e => ("accepted", e))]);
        desk.Clock.GoTo(49, 9);
        await desk.DoAsync(staff.Editor, id, "publish-notice", ("why", "as approved"));
        await desk.DoAsync(staff.Intake, id, "tell-raiser", ("news", "Outcome"));
        desk.Clock.GoTo(42, 10);
        foreach (PropagationTarget target in Enum.GetValues<PropagationTarget>())
            await desk.DoAsync(staff.Editor, id, "confirm-propagation", [("target", target.ToString()), .. target is PropagationTarget.Repositories or PropagationTarget.Institution ? new[] { ("none", "yes") } : []]);
        await desk.DoAsync(staff.Editor, id, "finish-propagation");
        await desk.DoAsync(staff.Editor, id, "begin-monitoring");
        desk.Clock.GoTo(21, 10);
        await desk.DoAsync(staff.Editor, id, "close-case");
    }

    /// <summary>A decision that somebody other than its drafter has to approve.</summary>
    private static async Task WaitingForApprovalAsync(SampleDesk desk, SampleStaff staff)
    {
        SamplePaper paper = new("An imagined cytokine and its imagined pathway in drawn vessels", ["Zero L", "Some S"], 2022, "15", "213–223", "10.5555/jcp.2022.213");
        desk.Clock.GoTo(47, 8);
        Guid id = await desk.ReceiveAsync(Actor.Person(staff.Intake), ConcernChannel.OtherJournal, ("article", paper.Title), ("text", "A sister journal writes that Figure 1B looks like a panel of Figure 2."), ("name", "Otto Anders"), ("mail", "office@sister.example"), ("who", "the office of another journal"));
        await TakeUpAsync(desk, staff, id, paper, "two panels of one article that appear unexpectedly similar");
        desk.Clock.GoTo(44, 9);
        await desk.DoAsync(staff.Investigator, id, "begin-assessment");
        Case now = await desk.DoAsync(staff.Investigator, id, "attach-evidence", paper.File(seed: 15), ("kind", "Article"), ("label", "the article as published"));
        await desk.DoAsync(staff.Investigator, id, "add-claim", Claim("Figure 2B", "Figure 1A", ("transform.flip", "Horizontal")));
        await desk.DoAsync(staff.Investigator, id, "record-assessment", ("level", "Minor"), ("conclusions", "no"));
        await desk.DoAsync(staff.Investigator, id, "draft-query", ("author", Author(now)));
        await desk.DoAsync(staff.Investigator, id, "send-query", ("way", "Other"));
        desk.Clock.GoTo(33, 14);
        await desk.DoAsync(staff.Investigator, id, "record-answer", ("acts.0.act", "Explained"), ("acts.0.what", "the similar panels"), ("acts.1.act", "ProvidedData"), ("acts.1.what", "the original images of Figure 2"),
            ("answer", "The control of the first day was put into Figure 2 when the panels were assembled. The field that belongs there is attached."));
        await desk.DoAsync(staff.Investigator, id, "assess-response", ("judgement", "HonestError"), ("why", "the original image that was sent belongs where they say"));
        desk.Clock.GoTo(2, 11);
        await desk.DoAsync(staff.Editor, id, "draft-decision", ("outcome", "Correction"), ("statement.by.0.role", "Editor"), ("statement.ground", "the conclusions are not affected"), ("statement.reasons.0.words", "a panel was put in twice"), ("statement.reasons.0.codes", "Duplication of/in Image"),
            ("why", "the authors explained it and sent the image that belongs there"));
    }

    /// <summary>The corresponding author was asked and has not answered in time.</summary>
    private static async Task OverdueAsync(SampleDesk desk, SampleStaff staff)
    {
        SamplePaper paper = new("Melted lines keep drawn vessels whole", ["Other K", "Further X", "Bare L"], 2021, "14", "310–319", "10.5555/jcp.2021.310");
        desk.Clock.GoTo(36, 9);
        Guid id = await desk.ReceiveAsync(Actor.Person(staff.Intake), ConcernChannel.Mail, ("article", paper.Doi), ("text", "Two fields of Figure 1 and Figure 2 look alike."), ("name", "Theo Niemand"), ("mail", "theo@reader.example"), ("role", "yes"));
        await TakeUpAsync(desk, staff, id, paper, "two fields that appear unexpectedly similar");
        desk.Clock.GoTo(34, 10);
        await desk.DoAsync(staff.Investigator, id, "begin-assessment");
        Case now = await desk.DoAsync(staff.Investigator, id, "attach-evidence", paper.File(seed: 14), ("kind", "Article"), ("label", "the article as published"));
        await desk.DoAsync(staff.Investigator, id, "add-claim", Claim("Figure 2B", "Figure 1A", ("transform.flip", "Horizontal")));
        await desk.DoAsync(staff.Investigator, id, "record-assessment", ("level", "Major"));
        desk.Clock.GoTo(32, 15);
        await desk.DoAsync(staff.Investigator, id, "draft-query", ("author", Author(now)));
        await desk.DoAsync(staff.Investigator, id, "send-query", ("way", "Sent"));
        await desk.DoAsync(staff.Investigator, id, "request-original-data", ("figure", "2"), ("panel", "B"), ("author", Author(now)));
    }

    /// <summary>The screening waits in the queue; the worker takes it as soon as the service runs.</summary>
    private static async Task ScreenedAsync(SampleDesk desk, SampleStaff staff)
    {
        SamplePaper paper = new("MicroRNA-6104x restrains migration and invasion by lowering IL-6R and Smad3 in hepatic carcinoma cells", ["Varnholt I", "Achterdal T", "Osgrave M", "Lindqvarn P"], 2019, "10", "1201–1211", "10.5555/jcp.2019.1201");
        desk.Clock.GoTo(4, 13);
        Guid id = await desk.ReceiveAsync(("article", paper.Doi), ("text", "In several figures there are bands and fields that look alike: 4C and 4E, 3B and 8B."));
        await TakeUpAsync(desk, staff, id, paper, "bands and fields of several figures that appear unexpectedly similar");
        desk.Clock.GoTo(1, 10);
        await desk.DoAsync(staff.Investigator, id, "begin-assessment");
        SampleFile file = SampleArticle.OfRepository() is { } drawn ? new SampleFile("article.pdf", drawn) : paper.File(seed: 10);
        Case now = await desk.DoAsync(staff.Investigator, id, "attach-evidence", file, ("kind", "Article"), ("label", "the article as published"));
        await desk.DoAsync(staff.Investigator, id, "request-screening", ("documents", now.Evidence[0].Content.Hex));
    }

    /// <summary>Nobody has looked at it yet; whoever raised it asks not to be named.</summary>
    private static async Task NewAsync(SampleDesk desk)
    {
        desk.Clock.GoTo(1, 17, 40);
        await desk.ReceiveAsync(("article", "Placeholder kinase in imagined nerve cells, 10.5555/jcp.2023.44"),
            ("text", "I am quite sure that the third lane of Figure 3 is the first one of Figure 5 in other light. I work in the same house as the authors, so please do not say who wrote this."),
            ("name", "Vera Vertraulich"), ("mail", "vera@confidential.example"), ("who", "a colleague of the authors"));
    }

    /// <summary>What intake does with every concern, up to its triage.</summary>
    private static async Task TakeUpAsync(SampleDesk desk, SampleStaff staff, Guid id, SamplePaper paper, string about)
    {
        await desk.DoAsync(staff.Intake, id, "assign-journal");
        await desk.DoAsync(staff.Intake, id, "identify-article", ("doi", paper.Doi), ("title", paper.Title));
        Case now = await desk.DoAsync(staff.Intake, id, "assign-handler", ("person", staff.Investigator.ToString()));
        await desk.DoAsync(staff.Intake, id, "acknowledge-concern");
        for (int i = 0; i < paper.Authors.Length; i++)
            await desk.DoAsync(staff.Investigator, id, "add-party", ("kind", i == 0 ? "CorrespondingAuthor" : "Author"), ("name", paper.Authors[i]), ("mail", $"{paper.Authors[i].Split(' ')[0].ToLowerInvariant()}@university.example"),
                ("affiliation", "Invented University"), ("place", (i + 1).ToString(CultureInfo.InvariantCulture)));
        await desk.DoAsync(staff.Investigator, id, "triage-concern", ("concern.about", about), ("concern.when", "AfterPublication"));
    }

    private static (string, string)[] Claim(string place, string comparedWith, params (string, string)[] more) => [("targets", place), ("sources.0.places", comparedWith), ("relation", "Duplicate"), ("details.unit", "Image"), .. more];

    private static string Author(Case now) => now.Authors.First(a => a.Kind == PartyKind.CorrespondingAuthor).Party;

    /// <summary>An invented article of the journal.</summary>
    private sealed record SamplePaper(string Title, string[] Authors, int Year, string Volume, string Pages, string Doi)
    {
        public SampleFile File(int seed) =>
            new("article.pdf", SampleArticle.Typeset(Title, string.Join(", ", Authors), $"{SampleOffice.Journal} {Year.ToString(CultureInfo.InvariantCulture)}; {Volume}:{Pages}", Doi, seed));

        public (string, string)[] Citation(string at) =>
            [($"{at}authors", string.Join("; ", Authors)), ($"{at}title", Title), ($"{at}journal", "J Cell Pathw"), ($"{at}year", Year.ToString(CultureInfo.InvariantCulture)), ($"{at}volume", Volume), ($"{at}pages", Pages), ($"{at}doi", Doi)];
    }
}
