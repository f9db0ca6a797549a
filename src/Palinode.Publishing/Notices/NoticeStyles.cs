namespace Palinode.Publishing.Notices;

/// <summary>The styles that come with the program, as files to copy.</summary>
public static class NoticeStyles
{
    public static IReadOnlyList<string> Names => NoticeStyle.Names;

    /// <summary>The files of a style with all the sentences a notice can hold; a copy may leave away what it does not change.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static IReadOnlyDictionary<string, string> Files(string name) => NoticeStyle.Files(name);
}
