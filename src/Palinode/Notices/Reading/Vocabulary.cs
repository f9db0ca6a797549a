using System.Collections.Immutable;

namespace Palinode.Notices.Reading;

/// <summary>Words of a text that match an entry of the vocabulary.</summary>
/// <param name="Value">What the entry means.</param>
/// <param name="First">Index of the first word.</param>
/// <param name="End">Index of the first word behind.</param>
internal sealed record Phrase(string Value, int First, int End);

/// <summary>
/// The words by which notices are understood, read from vocabulary.txt. An entry is "pattern = meaning"; a pattern is a row of words where
/// "a|b" stands for either, "stem*" for any ending, a final "?" for what may be missing and ".." for up to four words that are no punctuation.
/// </summary>
internal sealed class Vocabulary
{
    private const string Resource = "Palinode.Notices.Reading.vocabulary.txt";
    private const int MostSkipped = 4;
    private readonly ImmutableDictionary<string, ImmutableArray<Entry>> _sections;

    private Vocabulary(ImmutableDictionary<string, ImmutableArray<Entry>> sections) => _sections = sections;

    public static Vocabulary Default { get; } = Load(Resource);

    /// <summary>All matches of a section in order of the text, the longest at each place; they do not overlap.</summary>
    public ImmutableArray<Phrase> Find(string section, ImmutableArray<Word> words)
    {
        var found = ImmutableArray.CreateBuilder<Phrase>();
        for (int i = 0; i < words.Length;)
        {
            if (At(section, words, i) is { } phrase)
            {
                found.Add(phrase);
                i = phrase.End;
            }
            else
            {
                i++;
            }
        }
        return found.ToImmutable();
    }

    /// <summary>The longest entry of a section that begins at a word; of equally long ones the first in the file.</summary>
    public Phrase? At(string section, ImmutableArray<Word> words, int first)
    {
        Phrase? best = null;
        foreach (Entry entry in _sections[section])
        {
            if (!entry.MayBeginWith(words[first])) continue;
            int end = entry.Match(words, first, 0);
            if (end > first && (best is null || end > best.End)) best = new Phrase(entry.Value, first, end);
        }
        return best;
    }

    /// <summary>Another file of the same form.</summary>
    public static Vocabulary Load(string resource)
    {
        using Stream stream = typeof(Vocabulary).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is missing.");
        using StreamReader reader = new(stream);
        Dictionary<string, List<Entry>> sections = [];
        List<Entry>? section = null;
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                section = sections[line.Trim('[', ']')] = [];
                continue;
            }
            int sign = line.LastIndexOf(" = ", StringComparison.Ordinal);
            if (section is null || sign < 0) throw new InvalidOperationException($"{resource}: \"{line}\" is no entry.");
            section.Add(new Entry([.. line[..sign].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Part.Parse)], line[(sign + 3)..].Trim()));
        }
        return new Vocabulary(sections.ToImmutableDictionary(s => s.Key, s => s.Value.ToImmutableArray()));
    }

    private sealed record Entry(ImmutableArray<Part> Parts, string Value)
    {
        /// <summary>A quick answer for most words: the first part that must be there, or one before it that may, fits.</summary>
        public bool MayBeginWith(Word word)
        {
            foreach (Part p in Parts)
            {
                if (p.Skip || p.Fits(word)) return true;
                if (!p.Optional) return false;
            }
            return false;
        }

        /// <summary>Index behind the longest match of the parts from one on; −1 for none.</summary>
        public int Match(ImmutableArray<Word> words, int at, int part)
        {
            if (part == Parts.Length) return at;
            Part p = Parts[part];
            int best = -1;
            if (p.Skip)
            {
                for (int n = 0; n <= MostSkipped && at + n <= words.Length; n++)
                {
                    if (n > 0 && words[at + n - 1].IsMark) break;
                    if (Match(words, at + n, part + 1) is var skipped and >= 0) return skipped;
                }
                return -1;
            }
            if (at < words.Length && p.Fits(words[at])) best = Match(words, at + 1, part + 1);
            if (best < 0 && p.Optional) best = Match(words, at, part + 1);
            return best;
        }
    }

    private sealed record Part(ImmutableArray<(string Word, bool Stem)> Any, bool Optional, bool Skip)
    {
        public static Part Parse(string text)
        {
            if (text == "..") return new Part([], false, true);
            bool optional = text.Length > 1 && text[^1] == '?';
            if (optional) text = text[..^1];
            return new Part([.. text.Split('|').Select(w => w.Length > 1 && w[^1] == '*' ? (w[..^1], true) : (w, false))], optional, false);
        }

        public bool Fits(Word word)
        {
            foreach ((string w, bool stem) in Any)
                if (stem ? word.Lower.StartsWith(w, StringComparison.Ordinal) : word.Lower == w) return true;
            return false;
        }
    }
}
