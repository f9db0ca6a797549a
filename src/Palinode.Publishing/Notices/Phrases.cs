using System.Collections.Immutable;
using Palinode.Publishing.Notices.Templates;

namespace Palinode.Publishing.Notices;

/// <summary>The sentences of notices by name, from a text file (<c>Styles/phrases.txt</c>) and, over it, a style's own.</summary>
internal sealed class Phrases
{
    private readonly ImmutableDictionary<string, (string Text, Template Template, string Source)> _phrases;

    private Phrases(ImmutableDictionary<string, (string, Template, string)> phrases) => _phrases = phrases;

    public static Phrases Empty { get; } = new(ImmutableDictionary<string, (string, Template, string)>.Empty);

    /// <summary>These, and those of a file over them.</summary>
    /// <exception cref="InputException">A line is no phrase.</exception>
    public Phrases With(string file, string source)
    {
        var all = _phrases.ToBuilder();
        string[] lines = file.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (line.Trim() is "" or ['#', ..]) continue;
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new InputException($"{source}, line {i + 1}: expected \"name = sentence\"");
            string name = line[..equals].Trim();
            // One blank behind the sign belongs to the layout of the file; a blank at the end belongs to the phrase.
            string text = line[(equals + 1)..].TrimStart();
            if (!_phrases.IsEmpty && !_phrases.ContainsKey(name)) throw new InputException($"{source}, line {i + 1}: there is no phrase \"{name}\"");
            all[name] = (text, Template.Parse(text, $"{source}, \"{name}\""), $"{source}, \"{name}\"");
        }
        return new Phrases(all.ToImmutable());
    }

    public bool Has(string name) => _phrases.ContainsKey(name);

    /// <exception cref="InputException">There is no such phrase, or it names a value that there is none of.</exception>
    public RichText Say(string name, params (string Name, TemplateValue Value)[] values)
    {
        (_, Template template, string source) = Find(name);
        return template.Compose(new GroupValue(values), source);
    }

    /// <summary>"image|images": the first or the second.</summary>
    public string Number(string name, bool many)
    {
        string[] forms = Find(name).Text.Split('|');
        return forms[many && forms.Length > 1 ? 1 : 0].Trim();
    }

    private (string Text, Template Template, string Source) Find(string name) =>
        _phrases.TryGetValue(name, out var phrase) ? phrase : throw new InputException($"the style has no phrase \"{name}\"");
}
