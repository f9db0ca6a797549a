using Palinode.Cases;
using Palinode.Server.Letters;

namespace Palinode.Server.Cases.Forms;

/// <summary>Where on the page of a case a transition is offered.</summary>
internal enum Chapter { Intake, Evidence, Letters, Decision, Notice, Keeping }

/// <summary>A letter that is written with a transition.</summary>
/// <param name="Field">Of the form: where its words are.</param>
/// <param name="To">Who it is for: the raiser where it gives null, nobody yet where it gives an empty text.</param>
/// <param name="Kind">Which template.</param>
internal sealed record LetterOf(string Field, Func<Case, Typed, string?> To, Func<Case, Typed, LetterKind> Kind)
{
    /// <summary>Puts it into the outbox once the request is made, in the same transaction; null where it is only drafted here. Gives the request as it then reads.</summary>
    public Func<Sheet, CaseRequest, CancellationToken, Task<CaseRequest>>? PostAsync { get; init; }

    /// <summary>To one party, named in a field of the form.</summary>
    public static LetterOf ToParty(string letter, string party, LetterKind kind, Func<Case, IEnumerable<CaseParty>> among) =>
        new(letter, (c, typed) => typed.Text(party) is { Length: > 0 } chosen ? chosen : among(c).FirstOrDefault()?.Party ?? "", (_, _) => kind)
        {
            PostAsync = async (sheet, request, stop) =>
            {
                await sheet.PostAsync(kind, sheet.Typed.Text(party), sheet.Typed.Text(letter), stop);
                return request;
            },
        };

    /// <summary>To the raiser.</summary>
    public static LetterOf ToRaiser(Func<Typed, LetterKind> kind) => new("letter", (_, _) => null, (_, typed) => kind(typed))
    {
        PostAsync = async (sheet, request, stop) =>
        {
            if (sheet.Case.CanReachRaiser) await sheet.PostAsync(kind(sheet.Typed), null, sheet.Typed.Text("letter"), stop);
            return request;
        },
    };
}

/// <summary>One thing that can be done to a case, as the web offers it. What it does and who may stands in the request; each is declared in a file of its own.</summary>
/// <param name="Rule">Its name is part of the address: /cases/{id}/do/send-query.</param>
/// <param name="Title">"Send a letter to an author"</param>
/// <param name="Chapter">Where it is offered.</param>
internal sealed record Transition(CaseRule Rule, string Title, Chapter Chapter)
{
    /// <summary>What to know before; one or two sentences.</summary>
    public string? Lead { get; init; }

    /// <summary>On the button; the title where it is absent.</summary>
    public string? Button { get; init; }

    /// <summary>The reason must be given, because others will ask for it.</summary>
    public bool NeedsReason { get; init; }

    /// <summary>Also for a program that screens and needs to do nothing else in a case.</summary>
    public bool ForScreening { get; init; }

    /// <summary>Whether there is anything to do it to; it is not offered otherwise.</summary>
    public Func<Case, bool> When { get; init; } = _ => true;

    /// <summary>What a link leaves out and the case knows: the claim that is to be edited.</summary>
    public Func<Case, Typed, Typed>? Begin { get; init; }

    /// <summary>How it would read, for what is printed later.</summary>
    public Func<Sheet, CaseRequest, string?>? Preview { get; init; }

    /// <summary>The letter that goes out with it, drafted from the journal's template; see <see cref="LetterOf"/>.</summary>
    public LetterOf? Letter { get; init; }

    /// <summary>The fields, and the request they make.</summary>
    public required Field<CaseRequest> Fields { get; init; }

    public static Transition For<TRequest>(CaseRule rule, string title, Chapter chapter, Field<TRequest> fields) where TRequest : CaseRequest =>
        new(rule, title, chapter) { Fields = Form.Of(fields, CaseRequest (request) => request) };
}
