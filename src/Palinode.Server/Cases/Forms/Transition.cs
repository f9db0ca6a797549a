using Palinode.Cases;

namespace Palinode.Server.Cases.Forms;

/// <summary>Where on the page of a case a transition is offered.</summary>
internal enum Chapter { Intake, Evidence, Letters, Decision, Notice, Keeping }

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

    /// <summary>Whether there is anything to do it to; it is not offered otherwise.</summary>
    public Func<Case, bool> When { get; init; } = _ => true;

    /// <summary>What a link leaves out and the case knows: the claim that is to be edited.</summary>
    public Func<Case, Typed, Typed>? Begin { get; init; }

    /// <summary>How it would read, for what is printed later.</summary>
    public Func<Sheet, CaseRequest, string?>? Preview { get; init; }

    /// <summary>The fields, and the request they make.</summary>
    public required Field<CaseRequest> Fields { get; init; }

    public static Transition For<TRequest>(CaseRule rule, string title, Chapter chapter, Field<TRequest> fields) where TRequest : CaseRequest =>
        new(rule, title, chapter) { Fields = Form.Of(fields, CaseRequest (request) => request) };
}
