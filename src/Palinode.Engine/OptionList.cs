using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Palinode.Engine;

/// <summary>Options as they are told in a result: those that differ from their defaults, by name.</summary>
internal static class OptionList
{
    /// <summary>"Matching.RatioAcross=0.9" for every value that differs, sorted; threads and seed are told elsewhere or change nothing.</summary>
    public static ImmutableArray<string> Changed(ScreeningOptions options)
    {
        List<string> changed = [];
        Compare("", options, new ScreeningOptions(), changed);
        changed.Sort(StringComparer.Ordinal);
        return [.. changed];
    }

    private static void Compare(string prefix, object value, object standard, List<string> changed)
    {
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0 || property.Name is nameof(ScreeningOptions.Threads) or nameof(ScreeningOptions.Seed)) continue;
            object? mine = property.GetValue(value), theirs = property.GetValue(standard);
            if (mine is null || theirs is null || Equals(mine, theirs)) continue;
            if (mine is IFormattable or bool or string) changed.Add(string.Create(CultureInfo.InvariantCulture, $"{prefix}{property.Name}={mine}"));
            else Compare($"{prefix}{property.Name}.", mine, theirs, changed);
        }
    }
}
