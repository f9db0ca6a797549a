namespace Palinode.Cli.Evaluation;

/// <summary>
/// A place as an evaluation set or a findings.json of any program gives it. Unlike <see cref="Palinode.Evidence.Box"/> it takes
/// reversed boxes (they have no area), because what others write is scored, not refused.
/// </summary>
/// <param name="Document">As written; compared after normalising "./" and "a/../".</param>
/// <param name="Page">Counted from 1; an image is page 1 of itself.</param>
internal readonly record struct Place(string Document, double Page, double X0, double Y0, double X1, double Y1)
{
    public double Area => Math.Max(0, X1 - X0) * Math.Max(0, Y1 - Y0);

    public double CommonArea(Place other) =>
        Math.Max(0, Math.Min(X1, other.X1) - Math.Max(X0, other.X0)) * Math.Max(0, Math.Min(Y1, other.Y1) - Math.Max(Y0, other.Y0));

    public bool SamePage(Place other) => Page == other.Page && Normal(Document) == Normal(other.Document);

    /// <summary>The shortest equivalent of a POSIX path, without looking at the disk.</summary>
    internal static string Normal(string path)
    {
        if (path.Length == 0) return ".";
        // POSIX keeps exactly two leading slashes apart from one.
        string root = path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("///", StringComparison.Ordinal) ? "//" : path[0] == '/' ? "/" : "";
        List<string> parts = [];
        foreach (string part in path.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part == ".." && (parts.Count > 0 ? parts[^1] != ".." : root.Length > 0))
            {
                if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }
        string normal = root + string.Join('/', parts);
        return normal.Length == 0 ? "." : normal;
    }
}
