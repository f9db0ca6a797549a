using System.Text.Json.Serialization;
using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>What a person may do in a journal.</summary>
[JsonConverter(typeof(CamelCase<CaseRole>))]
public enum CaseRole
{
    /// <summary>Receives concerns and knows who raised them.</summary>
    Intake,

    /// <summary>Looks at the evidence and writes letters.</summary>
    Investigator,

    /// <summary>Handles the case and drafts decision and notice.</summary>
    Editor,

    /// <summary>Approves decisions and notices.</summary>
    Approver,

    /// <summary>Sets up people, holds and retention; decides nothing.</summary>
    Administrator,

    /// <summary>Reads everything but the raiser, changes nothing.</summary>
    Auditor,

    /// <summary>The program itself: workers, timers, the public form.</summary>
    Service,
}

/// <param name="Id">Of the account.</param>
/// <param name="Roles">In the journal of the case.</param>
public sealed record CaseActor(string Id, Sequence<CaseRole> Roles)
{
    public bool Has(CaseRole role) => Roles.Contains(role);
}
