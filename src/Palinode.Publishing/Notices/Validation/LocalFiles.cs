using System.Xml;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>
/// Resolves what an XML file or a schema asks for inside one folder, and nowhere else: no network, no other folder. What was asked
/// for and refused is kept. A system id from the web is looked up by its file name, as catalogues do.
/// </summary>
/// <param name="folder">Full path.</param>
internal sealed class LocalFiles(string folder) : XmlResolver
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;

    /// <summary>Addresses that are not in the folder, in order.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>Relative addresses of a document start here.</summary>
    public Uri BaseUri => new(_root);

    /// <summary>Whether a file of this folder is meant.</summary>
    public bool Holds(string? uri) => uri is not null && Uri.TryCreate(uri, UriKind.Absolute, out Uri? at) && at.IsFile && at.LocalPath.StartsWith(_root, StringComparison.Ordinal);

    public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn)
    {
        string? path = Holds(absoluteUri.AbsoluteUri) ? Path.GetFullPath(absoluteUri.LocalPath)
            : absoluteUri.IsFile ? null
            : Path.Combine(_root, Path.GetFileName(absoluteUri.AbsolutePath));
        if (path is not null && path.StartsWith(_root, StringComparison.Ordinal) && File.Exists(path)) return File.OpenRead(path);
        Refused.Add(absoluteUri.OriginalString);
        throw new FileNotFoundException($"{absoluteUri.OriginalString} is not in the given folder");
    }
}
