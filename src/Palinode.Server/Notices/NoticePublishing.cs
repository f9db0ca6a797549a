using System.Text;
using System.Text.RegularExpressions;
using Palinode.Cases;

using Palinode.Publishing.Notices;
using Palinode.Server.Cases;
using Palinode.Server.People;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;

namespace Palinode.Server.Notices;

/// <summary>
/// Publishes an approved notice. Everything that goes out is made and lies on disk before the case says so; then it is put in place. What cannot be made
/// is a refusal, and nothing has happened.
/// </summary>
internal sealed partial class NoticePublishing(CaseDatabase cases, CaseDesk desk, NoticeDrafts drafts, AttachmentStore attachments, PublishedFolder published, PeopleStore people)
{
    /// <summary>Bytes of an article's JATS: the longest at hand has one million.</summary>
    private const int LargestXml = 16 << 20;

    /// <param name="breakSignature">Mark a signed article although its signature does not hold afterwards.</param>
    /// <returns>Null when there is no such case for this actor.</returns>
    public async Task<Ruling?> PublishAsync(Actor actor, Guid caseId, PublishNotice request, bool breakSignature, string why, CancellationToken stop)
    {
        PressOrder? order = null;
        await using (ActingTransaction transaction = await cases.BeginAsync(actor, stop))
        {
            if (await desk.ReadAsync(transaction, caseId, stop) is not { } found) return null;
            Ruling ruling = await desk.ConsiderAsync(transaction, found, request, stop);
            if (!ruling.IsAllowed) return ruling;
            order = await OrderAsync(transaction, found, request, breakSignature, stop);
        }
        if (order is null) return Ruling.Refuse(RefusalCode.Unknown, "The approved text is not kept any more; draft the notice again.");

        StagedNotice staged;
        string? marked;
        try
        {
            // Seconds of work, so no transaction waits for it.
            PressedNotice pressed = await Task.Run(() => Press.Print(order, stop), stop);
            marked = pressed.Marked;
            staged = published.Stage(caseId, request.Notice, request.Digest, request.Doi, pressed.Files);
        }
        catch (InputException e)
        {
            return Ruling.Refuse(RefusalCode.Value, e.Message);
        }
        using (staged)
        {
            await using ActingTransaction transaction = await cases.BeginAsync(actor, stop);
            if (await desk.ReadAsync(transaction, caseId, stop) is not { } found) return null;
            Ruling ruling = await desk.DoAsync(transaction, found, request, why, stop);
            if (!ruling.IsAllowed) return ruling;
            await transaction.CommitAsync(stop);
            staged.PutInPlace();
        }
        if (marked is not null) await NoteMarkAsync(caseId, request.Notice, new ContentHash(marked), CancellationToken.None);
        return Ruling.Allow();
    }

    /// <summary>After a start: what the log calls published is put in place, and the mark of its article noted.</summary>
    public async Task FinishAsync(CancellationToken stop)
    {
        List<(Guid Case, string Notice, string Doi)> placed = [];
        await published.FinishAsync(async (caseId, notice, digest) =>
        {
            await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
            if ((await desk.ReadAsync(transaction, caseId, stop))?.Current.Notice(notice) is not { Status: NoticeStatus.Published, Doi: { } doi } found || found.Digest.Hex != digest) return null;
            placed.Add((caseId, notice, doi));
            return doi;
        });
        foreach ((Guid caseId, string notice, string doi) in placed)
        {
            if (published.FilesOf(doi).FirstOrDefault(f => f.EndsWith(".pdf", StringComparison.Ordinal) && f != NoticeWriter.FileName(Palinode.Publishing.Notices.NoticeForm.Pdf)) is not { } article) continue;
            await using Stream content = published.Open(doi, article)!;
            await NoteMarkAsync(caseId, notice, new ContentHash(Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(content, stop))), stop);
        }
    }

    /// <summary>The service marked it, so the service says so.</summary>
    private async Task NoteMarkAsync(Guid caseId, string notice, ContentHash marked, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        if (await desk.ReadAsync(transaction, caseId, stop) is not { } found) return;
        await desk.DoAsync(transaction, found, new MarkOriginal(notice, marked), "", stop);
        await transaction.CommitAsync(stop);
    }

    private async Task<PressOrder?> OrderAsync(ActingTransaction transaction, OpenCase found, PublishNotice request, bool breakSignature, CancellationToken stop)
    {
        if (await drafts.FindAsync(transaction, found.Id, request.Digest, stop) is not { } draft) return null;
        CaseEntry approval = found.Entries.Last(e => e.Event is NoticeApproved { Complete: true } approved && approved.Notice == request.Notice && approved.Digest == request.Digest);
        House house = await HouseBook.ReadAsync(transaction, found.Journal, approval.At, stop);
        Guid approver = Guid.Parse(approval.By);
        string name = PeopleStore.Shown(await people.NamesAsync(transaction, [approver], stop), approver);
        HashSet<string> articles = [.. found.Current.Evidence.Where(e => e.Kind == EvidenceKind.Article).Select(e => e.Content.Hex)];
        List<Attachment> files = [.. (await attachments.ListAsync(transaction, found.Id, stop)).Where(a => a.Audience == Audience.Case && articles.Contains(a.Sha256.ToString())).DistinctBy(a => a.Sha256)];
        Attachment[] pdfs = [.. files.Where(f => f.MediaType == "application/pdf")];
        return new PressOrder
        {
            Notice = draft with { Approval = new CaseApproval(CaseNumber.Of(found.Id), name, house.ApprovingOffice, approval.Day, draft.Digest) },
            House = house,
            Articles = [.. pdfs.Select((f, i) => new ArticleFile(pdfs.Length == 1 ? "article.pdf" : $"article-{i + 1}.pdf", () => attachments.Read(f)))],
            ArticleXml = await XmlAsync(files, stop),
            BreakSignature = breakSignature,
        };
    }

    /// <summary>The article's own JATS, where it is among the files. By its content alone any XML is text, so it is looked for by how it begins.</summary>
    private async Task<byte[]?> XmlAsync(IEnumerable<Attachment> files, CancellationToken stop)
    {
        foreach (Attachment file in files.Where(f => f.MediaType == "text/plain" && f.Size <= LargestXml))
        {
            using MemoryStream bytes = new();
            await using (Stream content = attachments.Read(file)) await content.CopyToAsync(bytes, stop);
            if (BeginsAsArticle(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))) return bytes.ToArray();
        }
        return null;
    }

    /// <summary>XML whose first element is an article's.</summary>
    internal static bool BeginsAsArticle(ReadOnlySpan<byte> bytes)
    {
        string head = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 4096)]).TrimStart('\uFEFF').TrimStart();
        return head.StartsWith('<') && FirstElement().Match(head) is { Success: true } first && first.Groups[1].Value == "article";
    }

    /// <summary>Behind a declaration, a document type and comments.</summary>
    [GeneratedRegex(@"\A(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>|\s)*<([A-Za-z]+)[\s>/]", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex FirstElement();
}
