namespace Palinode.Server.Cases;

/// <summary>What a case is called in letters and in published files. It says nothing about the case; eight letters of its random id are enough to find it again.</summary>
internal static class CaseNumber
{
    public static string Of(Guid caseId) => $"P-{caseId.ToString("N")[..8].ToUpperInvariant()}";
}
