using System.Text;
using Palinode.Cases;
using Palinode.Publishing.Notices;
using Palinode.Server.Storage;
using WrittenForm = Palinode.Publishing.Notices.NoticeForm;

namespace Palinode.Server.Cases;

/// <summary>Notices as they were drafted, found by the digest that the log and the approvals name. They may print names, so they lie sealed.</summary>
internal sealed class NoticeDrafts(TextVault texts)
{
    /// <summary>Keeps a draft; the same text once.</summary>
    /// <returns>The digest for the log.</returns>
    public async Task<ContentHash> KeepAsync(ActingTransaction transaction, Guid caseId, Guid journal, NoticeCase draft, CancellationToken stop)
    {
        if (await FindAsync(transaction, caseId, new ContentHash(draft.Digest), stop) is not null) return new ContentHash(draft.Digest);
        SealedText text = await texts.SealAsync(transaction, caseId, journal, TextAudience.Case, Encoding.UTF8.GetString(draft.ToJson()), stop);
        await transaction.ExecuteAsync("INSERT INTO palinode.notice_draft (case_id, journal_id, digest, text_id, commitment) VALUES ($1, $2, $3, $4, $5)", stop,
            caseId, journal, Convert.FromHexString(draft.Digest), Guid.Parse(text.Id), Convert.FromHexString(text.Commitment.Hex));
        return new ContentHash(draft.Digest);
    }

    /// <summary>Null when there is none for this actor, or it was erased.</summary>
    public async Task<NoticeCase?> FindAsync(ActingTransaction transaction, Guid caseId, ContentHash digest, CancellationToken stop)
    {
        List<(Guid Id, byte[] Commitment)> rows = await transaction.QueryAsync("SELECT text_id, commitment FROM palinode.notice_draft WHERE case_id = $1 AND digest = $2",
            r => (r.GetGuid(0), r.GetFieldValue<byte[]>(1)), stop, caseId, Convert.FromHexString(digest.Hex));
        if (rows is not [var row]) return null;
        string? json = await texts.OpenAsync(transaction, new SealedText(row.Id.ToString(), new ContentHash(Convert.ToHexStringLower(row.Commitment))), stop);
        return json is null ? null : NoticeCase.FromJson(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>The draft as plain text, for reading and for the check of its wording. Facts that a form for machines would need may still be missing.</summary>
    public static string? TextOf(NoticeCase draft, CancellationToken stop)
    {
        WrittenNotice written = NoticeWriter.Write(draft, new WriteOptions { Forms = [WrittenForm.Text] }, stop);
        return written.Files.TryGetValue(NoticeWriter.FileName(WrittenForm.Text), out byte[]? text) ? Encoding.UTF8.GetString(text) : null;
    }
}
