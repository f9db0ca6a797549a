namespace Palinode.Publishing.Notices;

/// <summary>A printed name in the parts that machines ask for. "Sample AB" is a surname with initials, "Ann B. Sample" ends with the surname; of a single word nothing is known but that.</summary>
internal readonly record struct PersonName(string Surname, string? Given)
{
    public static PersonName Of(string printed)
    {
        string[] words = printed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2) return new PersonName(printed.Trim(), null);
        string last = words[^1].Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return last.Length is >= 1 and <= 4 && last.All(char.IsUpper)
            ? new PersonName(string.Join(' ', words[..^1]), words[^1])
            : new PersonName(words[^1], string.Join(' ', words[..^1]));
    }
}
