namespace Palinode.Notices.Reading;

/// <summary>What has been read of a notice so far. Every fact leaves its place here, so that what was not understood can be told in the end.</summary>
internal sealed class Draft
{
    public NoticeKind Kind { get; set; }
    public List<Stated<string>> Labels { get; } = [];
    public NoticeTitle? Title { get; set; }
    public Stated<string>? Doi { get; set; }
    public Stated<string>? Journal { get; set; }
    public ArticleCitation? Citation { get; set; }
    public List<NoticeAuthor> Byline { get; } = [];
    public List<Affiliation> Affiliations { get; } = [];
    public ArticleCitation? Article { get; set; }
    public List<NoticeDate> Dates { get; } = [];
    public Stated<bool>? FreeToRead { get; set; }
    public Licence? Licence { get; set; }
    public Copyright? Copyright { get; set; }
    public Correspondence? Correspondence { get; set; }
    public List<Concern> Concerns { get; } = [];
    public List<Investigation> Investigations { get; } = [];
    public List<Request> Requests { get; } = [];
    public Decision? Decision { get; set; }
    public List<Approval> Approvals { get; } = [];
    public List<AuthorsResponse> Authors { get; } = [];
    public List<PolicyBasis> Policies { get; } = [];
    public List<Reason> Reasons { get; } = [];
    public OriginalStatus? OriginalStatus { get; set; }
    public List<LinkedNotice> LinkedNotices { get; } = [];
    public List<Remark> Remarks { get; } = [];
    public List<Passage> NoFacts { get; } = [];
    public List<Passage> NotUnderstood { get; } = [];

    /// <summary>A code is given once, for the words that name it first.</summary>
    public void AddReason(string words, string code, TextSpan span)
    {
        if (!Reasons.Any(r => r.Codes.Contains(code))) Reasons.Add(new Reason { Words = words, Codes = [code], Span = span });
    }

    /// <summary>What a notice names as its reason goes before the same reason read out of other sentences, and takes its place.</summary>
    public void NameReason(string words, Sequence<string> codes, TextSpan span)
    {
        int same = Reasons.FindIndex(r => r.Codes.Any(codes.Contains));
        Reason reason = new() { Words = words, Codes = same < 0 ? codes : Reasons[same].Codes, Span = span };
        if (same < 0) Reasons.Add(reason);
        else Reasons[same] = reason;
    }

    public Notice ToNotice(Sequence<NoticeClaim> claims, Sequence<NoticeReference> references) => new()
    {
        Kind = Kind, Labels = [.. Labels], Title = Title, Doi = Doi, Journal = Journal, Citation = Citation, Byline = [.. Byline], Affiliations = [.. Affiliations], Article = Article,
        Dates = [.. Dates], FreeToRead = FreeToRead, Licence = Licence, Copyright = Copyright, Correspondence = Correspondence, Concerns = [.. Concerns], Investigations = [.. Investigations],
        Claims = claims, Requests = [.. Requests], Decision = Decision, Approvals = [.. Approvals], Authors = [.. Authors], Policies = [.. Policies],
        Reasons = [.. Reasons], OriginalStatus = OriginalStatus, LinkedNotices = [.. LinkedNotices], Remarks = [.. Remarks], References = references,
        NoFacts = [.. NoFacts], NotUnderstood = [.. NotUnderstood],
    };
}
