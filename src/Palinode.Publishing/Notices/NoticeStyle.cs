using System.Collections.Immutable;
using System.Reflection;
using Palinode.Notices;
using Palinode.Publishing.Notices.Templates;

namespace Palinode.Publishing.Notices;

/// <summary>How references are named in the text.</summary>
internal enum ReferenceForm { Numbered, Inline }

/// <summary>A group of body parts: one paragraph, or a list with one item a sentence.</summary>
internal sealed record BodyGroup(bool Bullets, ImmutableArray<string> Parts);

/// <summary>
/// How notices look: a folder with <c>style.txt</c> (the order of the parts, forms of titles and references), <c>notice.html</c>,
/// <c>notice.txt</c>, <c>notice.css</c>, what these include, and, where its sentences differ, <c>phrases.txt</c>. The five that come with the program are inside it;
/// a publisher's own folder is searched first.
/// </summary>
internal sealed record NoticeStyle
{
    /// <summary>Those that come with the program, in the order of the notices they were made after.</summary>
    public static ImmutableArray<string> Names { get; } = ["numbered", "bulleted", "brief", "office", "plain"];

    /// <summary>Everything that a body can hold; what a style does not place comes at its end, so that no fact is lost.</summary>
    public static ImmutableArray<string> AllParts { get; } =
        ["lead", "decision", "concerns", "requests", "investigations", "followups", "announcement", "summaries", "claims", "responses", "agreement", "reasons", "policies", "status", "approvals", "linked", "remarks"];

    /// <summary>Only where a style asks for them: they hold no fact.</summary>
    private static readonly string[] OnRequest = ["lead", "announcement"];

    /// <summary>The folder of the files that styles include.</summary>
    private const string Common = "common";

    private static readonly string[] FileNames = ["style.txt", "notice.html", "notice.txt", "notice.css", "phrases.txt"];

    public required string Name { get; init; }
    public TitleStyle Title { get; init; } = TitleStyle.Prefix;
    public ReferenceForm References { get; init; }

    /// <summary>Approvals by offices with a name stand in the head of the page, not in the body.</summary>
    public bool ApprovalsInHead { get; init; }
    public required ImmutableArray<BodyGroup> Body { get; init; }
    public required Phrases Phrases { get; init; }
    public required Template Html { get; init; }
    public required Template Text { get; init; }
    public required string Css { get; init; }

    /// <param name="name">Of the style.</param>
    /// <param name="folder">Holds a folder of this name, or else the style that comes with the program is taken; null for those alone.</param>
    /// <exception cref="InputException">There is no such style, or one of its files is wrong.</exception>
    public static NoticeStyle Load(string name, string? folder)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) throw new InputException($"\"{name}\" is no name of a style");
        if (name == Common) throw new InputException($"\"{Common}\" is the folder of what styles share, not a style");
        if (folder is not null && !Directory.Exists(folder)) throw new InputException($"{folder}: there is no such folder; --templates names a folder that holds one folder a style");
        string? own = folder is null ? null : Path.Combine(folder, name);
        bool custom = own is not null && Directory.Exists(own);
        if (!custom && !Names.Contains(name)) throw new InputException($"there is no style \"{name}\"; choose one of {string.Join(", ", Names)}{(folder is null ? "" : ", or a folder of that name in the templates")}");

        // A copy may leave away what it does not change: it is then the style's of the same name, or the plain one's.
        string ground = Names.Contains(name) ? name : "plain";
        string? given(string place, string file) => folder is not null && File.Exists(Path.Combine(folder, place, file)) ? File.ReadAllText(Path.Combine(folder, place, file)) : null;
        string read(string file) => given(name, file) ?? Asset($"{ground}.{file}");
        PartialText? find(string file) =>
            given(name, file) is { } its ? new PartialText(its, $"{name}/{file}")
            : given(Common, file) is { } shared ? new PartialText(shared, $"{Common}/{file}")
            : (TryAsset($"{ground}.{file}") ?? TryAsset($"{Common}.{file}")) is { } inside ? new PartialText(inside, $"{Common}/{file}") : null;
        Template template(string file) => Template.Parse(read(file), $"{name}/{file}", partial => find(partial + Path.GetExtension(file)));
        Phrases phrases = Notices.Phrases.Empty.With(Asset("phrases.txt"), "phrases.txt");
        if (TryAsset($"{ground}.phrases.txt") is { } ofGround) phrases = phrases.With(ofGround, $"{ground}/phrases.txt");
        if (custom && File.Exists(Path.Combine(own!, "phrases.txt"))) phrases = phrases.With(File.ReadAllText(Path.Combine(own!, "phrases.txt")), $"{name}/phrases.txt");
        return Parse(name, read("style.txt"), phrases, template("notice.html"), template("notice.txt"), template("notice.css").Render(new GroupValue(), v => v.Plain, $"{name}/notice.css"));
    }

    private static NoticeStyle Parse(string name, string file, Phrases phrases, Template html, Template text, string css)
    {
        var body = ImmutableArray.CreateBuilder<BodyGroup>();
        NoticeStyle style = new() { Name = name, Body = [], Phrases = phrases, Html = html, Text = text, Css = css };
        string[] lines = file.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line is "" or ['#', ..]) continue;
            string[] pair = line.Split(':', 2, StringSplitOptions.TrimEntries);
            InputException wrong(string what) => new($"{name}/style.txt, line {i + 1}: {what}");
            if (pair.Length != 2) throw wrong("expected \"name: value\"");
            switch (pair[0])
            {
                case "title":
                    style = style with { Title = pair[1] switch { "plain" => TitleStyle.Plain, "prefix" => TitleStyle.Prefix, "suffix" => TitleStyle.Suffix, "note-to" => TitleStyle.NoteTo, _ => throw wrong("title is plain, prefix, suffix or note-to") } };
                    break;
                case "references":
                    style = style with { References = pair[1] switch { "numbered" => ReferenceForm.Numbered, "inline" => ReferenceForm.Inline, _ => throw wrong("references are numbered or inline") } };
                    break;
                case "approvals":
                    style = style with { ApprovalsInHead = pair[1] switch { "head" => true, "body" => false, _ => throw wrong("approvals stand in the head or in the body") } };
                    break;
                case "paragraph" or "bullets":
                    string[] parts = pair[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                    foreach (string part in parts)
                    {
                        if (!AllParts.Contains(part)) throw wrong($"there is no part \"{part}\"; the parts are {string.Join(", ", AllParts)}");
                        if (body.Any(g => g.Parts.Contains(part)) || parts.Count(p => p == part) > 1) throw wrong($"\"{part}\" is placed twice");
                    }
                    body.Add(new BodyGroup(pair[0] == "bullets", [.. parts]));
                    break;
                default:
                    throw wrong($"there is no setting \"{pair[0]}\"; the settings are title, references, approvals, paragraph, bullets");
            }
        }
        body.AddRange(AllParts.Where(p => !OnRequest.Contains(p) && !body.Any(g => g.Parts.Contains(p))).Select(p => new BodyGroup(false, [p])).ToArray());
        return style with { Body = body.ToImmutable() };
    }

    /// <summary>A style's files as they come with the program, with all sentences, as the start of a publisher's own.</summary>
    public static IReadOnlyDictionary<string, string> Files(string name) =>
        FileNames.Select(f => (Name: f, Text: TryAsset($"{name}.{f}") ?? (f == "phrases.txt" ? Asset(f) : null))).Where(f => f.Text is not null)
            .Concat(Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith($"{Folder}{Common}.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(n => n[(Folder.Length + Common.Length + 1)..]).Select(f => (Name: f, Text: TryAsset($"{Common}.{f}"))))
            .ToDictionary(f => f.Name, f => f.Text!);

    private const string Folder = "Palinode.Publishing.Notices.Styles.";
    private static string Asset(string name) => TryAsset(name) ?? throw new InvalidOperationException($"{name} is not inside the program.");

    private static string? TryAsset(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name);
        if (stream is null) return null;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
