using System.Security.Cryptography;
using Palinode.Publishing.Marking;

namespace Palinode.Publishing.Tests.Marking;

internal sealed class PdfMarkerTests
{
    private const string LinkToSource = "/Annots [<</Type /Annot /Subtype /Link /Rect [72 390 200 412] /Border [0 0 0] /A <</S /URI /URI (https://example.org/data)>>>>]";
    private MarkBench _bench = null!;

    [SetUp] public void Open() => _bench = new MarkBench();
    [TearDown] public void Close() => _bench.Dispose();

    [Test]
    public void Every_page_is_marked_and_links_to_the_notice()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4(DrawnPages.Text("first")), DrawnPages.A4(DrawnPages.Text("second"))]));
        MarkRecord record = _bench.Mark(input);
        (record.Label, record.Notice, record.Date, record.Pages).ShouldBe(("RETRACTED", "10.5555/notice.17", "2026-11-21", 2));
        List<PagePicture> before = _bench.Render(input, 30), after = _bench.Render(_bench.At("out.pdf"), 30);
        for (int i = 0; i < 2; i++) before[i].Changed(after[i]).ShouldBeInRange(.05, .3);
        string links = _bench.Tool("pdfinfo", "-url", _bench.At("out.pdf"));
        links.Split('\n').Count(l => l.EndsWith("https://doi.org/10.5555/notice.17", StringComparison.Ordinal)).ShouldBe(2);
        _bench.Text(_bench.At("out.pdf")).ShouldContain("RETRACTED, 21 November 2026. Notice: https://doi.org/10.5555/notice.17");
    }

    [Test]
    public void Text_links_bookmarks_and_metadata_are_kept()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write(
            [DrawnPages.A4(DrawnPages.Text("a line of text")) with { Entries = LinkToSource }], "/Outlines 100 0 R", information: "/Title (A title) /Author (Ann Example)",
            more: ["<</Type /Outlines /First 101 0 R /Last 101 0 R /Count 1>>", "<</Title (Methods) /Parent 100 0 R /Dest [1000 0 R /Fit]>>"]));
        _bench.Mark(input);
        string output = _bench.At("out.pdf"), information = _bench.Tool("pdfinfo", "-custom", output);
        _bench.Text(output).ShouldContain("a line of text");
        _bench.Tool("pdfinfo", "-url", output).ShouldContain("https://example.org/data");
        _bench.Tool("qpdf", "--json=2", "--json-key=outlines", output).ShouldContain("Methods");
        information.ShouldContain("A title");
        _bench.Tool("pdfinfo", output).ShouldContain("Ann Example");
        information.ShouldMatch(@"PublicationStatus:\s*RETRACTED");
        information.ShouldMatch(@"PublicationStatusNotice:\s*https://doi.org/10.5555/notice.17");
    }

    [Test]
    public void The_input_is_not_written_to_and_its_hash_is_recorded()
    {
        byte[] bytes = DrawnPages.Write([DrawnPages.A4()]);
        string input = _bench.Write("in.pdf", bytes);
        MarkRecord record = _bench.Mark(input);
        File.ReadAllBytes(input).ShouldBe(bytes);
        record.Input.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        record.Original.ShouldBe(record.Input.Sha256);
        record.Output.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_bench.At("out.pdf")))));
    }

    [Test]
    public void The_same_input_gives_the_same_bytes()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4(DrawnPages.Text("text")), new DrawnPage([10, 10, 300, 200]) { Rotate = 90 }]));
        _bench.Mark(input, output: "one.pdf");
        _bench.Mark(input, output: "two.pdf");
        File.ReadAllBytes(_bench.At("two.pdf")).ShouldBe(File.ReadAllBytes(_bench.At("one.pdf")));
    }

    [Test]
    public void Marking_twice_does_not_stack()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4(DrawnPages.Text("text"))]));
        _bench.Mark(input, output: "once.pdf");
        MarkRecord again = _bench.Mark(_bench.At("once.pdf"), output: "twice.pdf");
        again.Unchanged.ShouldBeTrue();
        again.Original.ShouldBe(PdfMarker.StampOf(input).Sha256);
        File.ReadAllBytes(_bench.At("twice.pdf")).ShouldBe(File.ReadAllBytes(_bench.At("once.pdf")));
    }

    [Test]
    public void Another_label_takes_the_place_of_the_first()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4(DrawnPages.Text("text")) with { Entries = LinkToSource }, new DrawnPage([0, 0, 400, 300])], sharedResources: true));
        var concern = new MarkRequest(MarkLabel.ExpressionOfConcern, "10.5555/concern.3", new DateOnly(2026, 5, 2));
        _bench.Mark(input, concern, "concern.pdf");
        MarkRecord record = _bench.Mark(_bench.At("concern.pdf"), output: "retracted.pdf");
        record.Replaces.ShouldBe("EXPRESSION OF CONCERN");
        record.Original.ShouldBe(PdfMarker.StampOf(input).Sha256);
        string output = _bench.At("retracted.pdf");
        _bench.Mark(input, output: "direct.pdf");
        List<PagePicture> direct = _bench.Render(_bench.At("direct.pdf"), 40), replaced = _bench.Render(output, 40);
        for (int i = 0; i < direct.Count; i++) direct[i].Changed(replaced[i]).ShouldBe(0);
        string everything = _bench.Tool("qpdf", "--qdf", "--object-streams=disable", output, "-");
        everything.ShouldNotContain("concern.3");
        everything.ShouldContain("https://example.org/data");
        new FileInfo(output).Length.ShouldBeLessThan(new FileInfo(_bench.At("direct.pdf")).Length + 400);
    }

    [Test]
    public void A_mark_survives_another_program_and_is_still_replaced()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4(DrawnPages.Text("text"))]));
        _bench.Mark(input, output: "marked.pdf");
        _bench.Tool("qpdf", "--linearize", _bench.At("marked.pdf"), _bench.At("linear.pdf"));
        _bench.Mark(_bench.At("linear.pdf")).Unchanged.ShouldBeTrue();
    }

    [Test]
    public void A_mark_that_was_merged_with_its_page_is_refused()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4(DrawnPages.Text("text"))]));
        _bench.Mark(input, output: "marked.pdf");
        _bench.Tool("qpdf", "--coalesce-contents", _bench.At("marked.pdf"), _bench.At("merged.pdf"));
        _bench.Refused(_bench.At("merged.pdf")).ShouldContain("mark the original instead");
    }

    /// <summary>An object of an object stream is changed before another one of that stream is read.</summary>
    [Test]
    public void Resources_in_an_object_stream_are_changed_too()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4(DrawnPages.Text("text")) with { Entries = "/Resources 100 0 R" }], more: ["<</Font 101 0 R>>", "<</F 102 0 R>>", "<</Type /Font /Subtype /Type1 /BaseFont /Courier>>"]));
        _bench.Tool("qpdf", "--object-streams=generate", input, _bench.At("packed.pdf"));
        _bench.Mark(_bench.At("packed.pdf"));
        _bench.Render(_bench.At("packed.pdf"), 30)[0].Changed(_bench.Render(_bench.At("out.pdf"), 30)[0]).ShouldBeGreaterThan(.05);
    }

    /// <summary>Names are bytes; old producers wrote them in the code page of their machine.</summary>
    [Test]
    public void Names_that_are_no_text_are_kept()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4("BT /F\u00e4 12 Tf 72 400 Td (words) Tj ET\n") with { Entries = "/Resources <</Font <</F\u00e4 3 0 R>>>> /Odd /\u00ff\u0080x" }]));
        _bench.Mark(input);
        string everything = _bench.Tool("qpdf", "--qdf", "--object-streams=disable", _bench.At("out.pdf"), "-");
        everything.ShouldContain("/F#e4 ");
        everything.ShouldContain("/Odd /#ff#80x");
        _bench.Text(_bench.At("out.pdf")).ShouldContain("words");
    }

    /// <summary>States that were saved and not restored, or restored too often, must not move the mark.</summary>
    [TestCase("q .3 0 0 .3 200 200 cm\n")]
    [TestCase("q q q 2 0 0 2 0 0 cm (unbalanced ) q) Tj\n")]
    [TestCase("Q Q 1 0 0 1 300 300 cm\n")]
    [TestCase("q Q Q 0 1 -1 0 0 0 cm q\n")]
    public void Disorder_in_a_page_does_not_move_the_mark(string content)
    {
        string orderly = _bench.Write("orderly.pdf", DrawnPages.Write([DrawnPages.A4()])), disorderly = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4(content)]));
        _bench.Mark(orderly, output: "a.pdf");
        _bench.Mark(disorderly, output: "b.pdf");
        _bench.Render(_bench.At("a.pdf"), 30)[0].Changed(_bench.Render(_bench.At("b.pdf"), 30)[0]).ShouldBe(0);
    }

    [Test]
    public void A_file_with_a_password_is_refused()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4()]));
        _bench.Tool("qpdf", "--encrypt", "user", "owner", "256", "--", input, _bench.At("locked.pdf"));
        _bench.Refused(_bench.At("locked.pdf")).ShouldContain("protected by a password");
        _bench.Tool("qpdf", "--encrypt", "", "owner", "256", "--", input, _bench.At("restricted.pdf"));
        _bench.Refused(_bench.At("restricted.pdf")).ShouldContain("encrypted");
    }

    [Test]
    public void A_signed_file_is_marked_only_when_asked_to_break_the_signature()
    {
        string input = _bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4()], "/AcroForm <</SigFlags 3 /Fields [100 0 R]>>", more:
        [
            "<</FT /Sig /T (Signature) /V 101 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 1000 0 R>>",
            "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 100 200 300] /Contents <00>>>",
        ]));
        _bench.Refused(input).ShouldContain("--break-signature");
        _bench.Mark(input, MarkBench.Retracted with { BreakSignature = true }).Remarks.ShouldHaveSingleItem().ShouldContain("no longer holds");
    }

    [Test]
    public void Damaged_files_and_other_files_are_refused()
    {
        byte[] bytes = DrawnPages.Write([DrawnPages.A4(DrawnPages.Text("text"))]);
        _bench.Refused(_bench.Write("cut.pdf", bytes[..(bytes.Length / 2)])).ShouldContain("no intact PDF");
        _bench.Refused(_bench.Write("words.pdf", "just words"u8.ToArray())).ShouldContain("is no PDF");
        _bench.Refused(_bench.Write("empty.pdf", [])).ShouldContain("is no PDF");
        _bench.Refused(_bench.Write("nopages.pdf", DrawnPages.Write([]))).ShouldContain("no pages");
        _bench.Refused(_bench.At("missing.pdf")).ShouldContain("cannot be read");
    }

    [TestCase("not a doi")]
    [TestCase("10.5555")]
    [TestCase("10.5555/ü")]
    public void A_notice_needs_a_doi(string doi) => Should.Throw<InputException>(() => new MarkRequest(MarkLabel.Retracted, doi, default)).Message.ShouldContain("no DOI");

    [Test]
    public void A_doi_with_its_resolver_is_a_doi()
    {
        var request = new MarkRequest(MarkLabel.Corrected, "https://doi.org/10.5555/ABC(1)#2", new DateOnly(2026, 1, 2));
        request.NoticeAddress.ShouldBe("https://doi.org/10.5555/abc(1)%232");
        request.LineBeforeAddress.ShouldBe("CORRECTED, 2 January 2026. Notice: ");
    }

    [Test]
    public void Every_label_has_letters_and_is_read_back([Values] MarkLabel label)
    {
        LetterForms.Width(label.InWords()).ShouldBePositive();
        MarkLabels.Read(label.InWords().ToLowerInvariant().Replace(' ', '-')).ShouldBe(label);
    }
}
