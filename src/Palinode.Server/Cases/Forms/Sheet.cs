using Palinode.Cases;
using Palinode.Server.Keeping;
using Palinode.Server.Letters;
using Palinode.Server.Notices;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Cases.Forms;

/// <summary>What forms need to work with.</summary>
internal sealed record Cabinet(CaseDesk Desk, TextVault Texts, IdentityVault Identities, AttachmentStore Attachments, NoticeDrafts Notices, PublishedFolder Published, LetterDesk Letters, Erasures Erasures, TimeProvider Time);

/// <summary>One form in the hands of one person: the case it is about, what was typed so far, and what is wrong with that.</summary>
internal sealed class Sheet(ActingTransaction transaction, Guid caseId, Guid journal, OpenCase? open, CaseActor actor, CaseNames names, IReadOnlyList<Attachment> attachments, Cabinet cabinet, Typed typed)
{
    private readonly List<(string Name, string Text)> _wrong = [];

    public ActingTransaction Transaction => transaction;
    public Guid CaseId => caseId;
    public Guid Journal => journal;
    public CaseActor Actor => actor;
    public CaseNames Names => names;
    public IReadOnlyList<Attachment> Attachments => attachments;
    public Cabinet Cabinet => cabinet;
    public Typed Typed => typed;

    /// <summary>The journal's house style, where a form begins with it.</summary>
    public House House { get; init; } = new();

    /// <summary>Whether the fields show what was typed, or what they begin with.</summary>
    public bool IsFresh { get; init; }

    /// <summary>The case; what opens one has none.</summary>
    public Case Case => open?.Current ?? throw new InvalidOperationException("There is no case yet.");

    public OpenCase Open => open ?? throw new InvalidOperationException("There is no case yet.");

    public DateOnly Today => DateOnly.FromDateTime(cabinet.Time.GetUtcNow().UtcDateTime);

    public IReadOnlyList<(string Name, string Text)> AllWrong => _wrong;

    public void Wrong(string name, string text) => _wrong.Add((name, text));

    public string? WrongWith(string name) => _wrong.FirstOrDefault(w => w.Name == name).Text;

    /// <summary>Puts a letter into the outbox, where it is wanted and there is an address; it goes with the commit.</summary>
    /// <returns>Null where nothing is sent from here.</returns>
    public async Task<PostedLetter?> PostAsync(LetterKind kind, string? party, string? text, CancellationToken stop) =>
        typed.Text("post") == "yes" && !string.IsNullOrWhiteSpace(text) ? await cabinet.Letters.PostAsync(transaction, Open, kind, party, text.ReplaceLineEndings("\n"), stop) : null;

    /// <summary>What a field shows: what was typed or linked, or on a fresh form its beginning.</summary>
    public string Shown(string name, Func<Sheet, string?>? start) => typed.Has(name) || !IsFresh ? typed.Text(name) : start?.Invoke(this) ?? "";
}
