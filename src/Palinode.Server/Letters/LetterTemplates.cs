using System.Collections.Immutable;
using Palinode.Publishing.Notices.Templates;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Letters;

/// <summary>
/// The letters' templates: those that come with the program, and over them files of the same name in the data folder, in letters/ for all journals or
/// in letters/ID/ for one. A journal copies what it wants to change and leaves away the rest, the files that others include among them.
/// </summary>
internal sealed class LetterTemplates(ServiceFolder folder)
{
    private const string Prefix = "letters/";

    /// <summary>Characters of a file; a long letter has a tenth of it.</summary>
    private const int Longest = 100_000;

    /// <summary>The files that come with the program, to copy and change, by name.</summary>
    public static ImmutableSortedDictionary<string, string> Own { get; } = typeof(LetterTemplates).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .ToImmutableSortedDictionary(n => n[Prefix.Length..], Read, StringComparer.Ordinal);

    /// <summary>The words of a letter.</summary>
    /// <exception cref="InputException">A template of the journal is not well-formed, or names a value that there is none of.</exception>
    public string Render(Guid journal, LetterKind kind, GroupValue values)
    {
        PartialText template = Find(journal, kind.Name()) ?? throw new InvalidOperationException($"The program has no template for {kind}.");
        string text = Template.Parse(template.Text, template.Source, name => Find(journal, name)).Render(values, text => text.Plain, template.Source);
        return Tidy(text);
    }

    private PartialText? Find(Guid journal, string name)
    {
        foreach (string place in (string[])[Path.Combine(folder.Letters, journal.ToString()), folder.Letters])
        {
            string path = Path.Combine(place, name + ".txt");
            if (!File.Exists(path)) continue;
            string text = File.ReadAllText(path);
            return text.Length <= Longest ? new PartialText(text, path) : throw new InputException($"{path}: longer than {Longest} characters; a letter is not.");
        }
        return Own.TryGetValue(name + ".txt", out string? own) ? new PartialText(own, name + ".txt") : null;
    }

    /// <summary>One empty line at most between paragraphs, none at the ends, no white space at the ends of lines.</summary>
    private static string Tidy(string text)
    {
        List<string> lines = [];
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()))
            if (line.Length > 0 || lines is [.., { Length: > 0 }]) lines.Add(line);
        return string.Join('\n', lines).Trim('\n') + "\n";
    }

    private static string Read(string resource)
    {
        using StreamReader reader = new(typeof(LetterTemplates).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
