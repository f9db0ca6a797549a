namespace Palinode.Publishing.Notices;

/// <summary>What stands on everything that was not approved.</summary>
public static class DraftMark
{
    public const string Text = "DRAFT – NOT PUBLISHED";
}
