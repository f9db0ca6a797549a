using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace Palinode.Server.Pages;

/// <summary>Sentences of pages in another language, by the English ones.</summary>
/// <param name="Language">BCP 47: "de", "pt-BR".</param>
internal sealed record Translation(string Language, FrozenDictionary<string, string> Sentences)
{
    public static Translation English { get; } = new("en", FrozenDictionary<string, string>.Empty);

    public string Of(string english) => Sentences.GetValueOrDefault(english) ?? english;
}

/// <summary>The translations that the service has: files like <c>wording/de.json</c> in its folder, read at the start. docs/wording.json lists what there is to translate.</summary>
internal sealed partial class Translations
{
    private const int MostBytes = 4 << 20, MostAsked = 20;

    private readonly Dictionary<string, Translation> _all = new(StringComparer.OrdinalIgnoreCase) { ["en"] = Translation.English };

    /// <exception cref="InputException">A file is not named like a language, is no JSON object of sentences, or a translation has other places for what is put in than its sentence.</exception>
    public Translations(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            string language = Path.GetFileNameWithoutExtension(file);
            if (!Tag().IsMatch(language)) throw new InputException($"{file}: name the file by its language, as in de.json or pt-BR.json.");
            _all[language] = new Translation(language, Read(file));
        }
    }

    public IReadOnlyCollection<string> Languages => _all.Keys;

    /// <param name="accepted">The header Accept-Language.</param>
    public Translation For(string accepted)
    {
        if (_all.Count == 1 || !StringWithQualityHeaderValue.TryParseList([accepted], out IList<StringWithQualityHeaderValue>? asked)) return Translation.English;
        foreach (StringWithQualityHeaderValue one in asked.Where(a => a.Quality is not 0).Take(MostAsked).OrderByDescending(a => a.Quality ?? 1))
            // "de-AT" is served by "de" where there is nothing nearer (RFC 4647, 3.4).
            for (string tag = one.Value.ToString(); tag.Length > 0; tag = tag[..Math.Max(0, tag.LastIndexOf('-'))])
                if (_all.TryGetValue(tag, out Translation? found)) return found;
        return Translation.English;
    }

    private static FrozenDictionary<string, string> Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MostBytes) throw new InputException($"{file}: larger than a translation can be.");
            Dictionary<string, string> sentences = JsonSerializer.Deserialize(File.ReadAllBytes(file), TranslationJson.Default.DictionaryStringString) ?? [];
            foreach ((string english, string translated) in sentences)
                if (translated is null || !Places(english).SetEquals(Places(translated)))
                    throw new InputException($"{file}: \"{english}\" and its translation do not have the same places for what is put in ({{0}}, {{1}} …).");
            // What is left open is left English.
            return sentences.Where(s => s.Value.Length > 0).ToFrozenDictionary(StringComparer.Ordinal);
        }
        catch (JsonException e)
        {
            throw new InputException($"{file}: not a JSON object of English sentences and their translations (line {e.LineNumber + 1}).", e);
        }
    }

    private static HashSet<string> Places(string sentence) => [.. Place().Matches(sentence).Select(m => m.Value)];

    [GeneratedRegex(@"\{[^{}]*\}?|\}")]
    private static partial Regex Place();

    [GeneratedRegex("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")]
    private static partial Regex Tag();
}

[JsonSourceGenerationOptions(AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class TranslationJson : JsonSerializerContext;
