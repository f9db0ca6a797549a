using System.Collections.Immutable;

namespace Palinode.Publishing.Notices.Templates;

/// <summary>
/// Templates in Mustache (mustache.github.io), without its lambdas and changes of delimiters: <c>{{name}}</c> prints a value,
/// <c>{{#name}} … {{/name}}</c> repeats for a list, or shows where a value is present, <c>{{^name}} … {{/name}}</c> shows where it is absent,
/// <c>{{! … }}</c> is a comment, <c>{{.}}</c> the item at hand, and names may be dotted. <c>{{> name}}</c> puts another file in its place, which sees
/// the values of that place. A line that holds nothing but one of these leaves no line. Unlike Mustache, a name that no value has is an error (a
/// publisher's misspelling must not lose a fact in silence), as is a file that is missing or includes itself; and lines of an included file are not indented.
/// </summary>
internal sealed class Template
{
    /// <summary>Files within each other; nobody who reads a template wants to open more.</summary>
    private const int Deepest = 8;

    private readonly ImmutableArray<Node> _nodes;

    private Template(ImmutableArray<Node> nodes) => _nodes = nodes;

    private abstract record Node;
    private sealed record Literal(string Text) : Node;
    private sealed record Value(string Name, int Line) : Node;
    private sealed record Included(Template Template, string Source) : Node;
    private sealed record Section(string Name, bool Inverted, ImmutableArray<Node> Inner, int Line) : Node;

    /// <param name="text">The template.</param>
    /// <param name="source">Names it in messages.</param>
    /// <param name="partials">The text and the name for messages of a file that is included; null where there is none. Without it nothing can be included.</param>
    /// <exception cref="InputException">The template, or one that it includes, is not well-formed, missing, or includes itself.</exception>
    public static Template Parse(string text, string source, Func<string, PartialText?>? partials = null) => Parse(text, source, partials, []);

    private static Template Parse(string text, string source, Func<string, PartialText?>? partials, ImmutableArray<string> within)
    {
        Stack<(string Name, bool Inverted, int Line, ImmutableArray<Node>.Builder Outer)> open = new();
        var nodes = ImmutableArray.CreateBuilder<Node>();
        int at = 0, line = 1;
        while (true)
        {
            int start = text.IndexOf("{{", at, StringComparison.Ordinal);
            string before = text.Substring(at, (start < 0 ? text.Length : start) - at);
            line += before.Count('\n');
            if (start < 0)
            {
                nodes.Add(new Literal(before));
                break;
            }
            int end = text.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0) throw new InputException($"{source}, line {line}: \"{{{{\" is not closed by \"}}}}\"");
            string tag = text[(start + 2)..end].Trim();
            char sign = tag is ['#' or '^' or '/' or '!' or '>', ..] ? tag[0] : ' ';
            string name = sign == ' ' ? tag : tag[1..].Trim();
            if (sign == '>' && !IsPartial(name)) throw new InputException($"{source}, line {line}: \"{name}\" is no name of a file to include: letters, digits, - and _");
            if (sign is not ('!' or '>') && !IsName(name)) throw new InputException($"{source}, line {line}: \"{tag}\" is no name of a value");
            at = end + 2;
            // A line of its own vanishes with its tag.
            if (sign != ' ' && LineStart(text, start) is { } lineStart && LineEnd(text, at) is { } lineEnd)
            {
                before = before.Remove(before.Length - (start - lineStart));
                at = lineEnd;
            }
            nodes.Add(new Literal(before));
            switch (sign)
            {
                case ' ':
                    nodes.Add(new Value(name, line));
                    break;
                case '>':
                    if (within.Contains(name)) throw new InputException($"{source}, line {line}: {{{{> {name}}}}} includes itself ({string.Join(" → ", within)} → {name})");
                    if (within.Length == Deepest) throw new InputException($"{source}, line {line}: more than {Deepest} files are included within each other");
                    if (partials?.Invoke(name) is not { } partial) throw new InputException($"{source}, line {line}: there is no file to include as {{{{> {name}}}}}");
                    nodes.Add(new Included(Parse(partial.Text, partial.Source, partials, within.Add(name)), partial.Source));
                    break;
                case '#' or '^':
                    open.Push((name, sign == '^', line, nodes));
                    nodes = ImmutableArray.CreateBuilder<Node>();
                    break;
                case '/':
                    if (open.Count == 0 || open.Peek().Name != name) throw new InputException($"{source}, line {line}: {{{{/{name}}}}} closes nothing that is open");
                    (string _, bool inverted, int opened, ImmutableArray<Node>.Builder outer) = open.Pop();
                    outer.Add(new Section(name, inverted, nodes.ToImmutable(), opened));
                    nodes = outer;
                    break;
            }
            line += text.AsSpan(start, at - start).Count('\n');
        }
        if (open.Count > 0) throw new InputException($"{source}, line {open.Peek().Line}: {{{{#{open.Peek().Name}}}}} is not closed");
        return new Template(nodes.ToImmutable());
    }

    /// <param name="values">The outermost group.</param>
    /// <param name="print">Turns a value into the text of the output, escaped.</param>
    /// <param name="source">Names the template in messages.</param>
    /// <exception cref="InputException">The template names a value that there is none of.</exception>
    public string Render(GroupValue values, Func<RichText, string> print, string source)
    {
        var text = new System.Text.StringBuilder();
        Walk(_nodes, [values], source, s => text.Append(s), v => text.Append(print(v)));
        return text.ToString();
    }

    /// <summary>As <see cref="Render"/>, with the markup of the values kept.</summary>
    public RichText Compose(GroupValue values, string source)
    {
        var parts = ImmutableArray.CreateBuilder<Inline>();
        Walk(_nodes, [values], source, s => { if (s.Length > 0) parts.Add(new Words(s)); }, v => parts.AddRange(v.Parts));
        return new RichText(parts.ToImmutable());
    }

    private static void Walk(ImmutableArray<Node> nodes, ImmutableArray<TemplateValue> context, string source, Action<string> literal, Action<RichText> value)
    {
        foreach (Node node in nodes)
        {
            switch (node)
            {
                case Literal l:
                    literal(l.Text);
                    break;
                case Included i:
                    Walk(i.Template._nodes, context, i.Source, literal, value);
                    break;
                case Value v:
                    value(Find(context, v.Name, source, v.Line) is TextValue text ? text.Text : RichText.Empty);
                    break;
                case Section s:
                    TemplateValue found = Find(context, s.Name, source, s.Line);
                    if (s.Inverted == found.IsPresent) break;
                    if (found is ListValue list) foreach (TemplateValue item in list.Items) Walk(s.Inner, context.Add(item), source, literal, value);
                    else Walk(s.Inner, s.Inverted ? context : context.Add(found), source, literal, value);
                    break;
            }
        }
    }

    private static TemplateValue Find(ImmutableArray<TemplateValue> context, string name, string source, int line)
    {
        if (name == ".") return context[^1];
        string[] path = name.Split('.');
        for (int i = context.Length - 1; i >= 0; i--)
        {
            if (context[i] is not GroupValue group || !group.Values.TryGetValue(path[0], out TemplateValue? found)) continue;
            foreach (string part in path.Skip(1))
            {
                // What is absent has no parts either.
                if (!found.IsPresent) return found;
                if (found is not GroupValue inner || !inner.Values.TryGetValue(part, out found)) throw new InputException($"{source}, line {line}: there is no value {name}");
            }
            return found;
        }
        throw new InputException($"{source}, line {line}: there is no value {name}");
    }

    private static bool IsName(string name) => name == "." || (name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') && name[0] != '.' && name[^1] != '.');

    /// <summary>Never a path.</summary>
    private static bool IsPartial(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static int? LineStart(string text, int at)
    {
        while (at > 0 && text[at - 1] is (' ' or '\t')) at--;
        return at == 0 || text[at - 1] == '\n' ? at : null;
    }

    private static int? LineEnd(string text, int at)
    {
        while (at < text.Length && text[at] is (' ' or '\t' or '\r')) at++;
        return at == text.Length ? at : text[at] == '\n' ? at + 1 : null;
    }
}

/// <summary>A file that templates include.</summary>
/// <param name="Text">What it holds.</param>
/// <param name="Source">Names it in messages.</param>
internal readonly record struct PartialText(string Text, string Source);
